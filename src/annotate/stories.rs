//! Tell the story of the headline from further whole stories on the same page.

use super::Blocks;
use super::known::Known;
use crate::page::{Dom, NodeId, Tag};
use crate::text::{count_words, fold, line};

/// Nodes and bytes of the longest headline.
const HEADLINE: usize = 4_000;

/// Words of running text from which on an article is a story of its own.
const STORY: u32 = 80;

/// The attribute by which the shim tells where on the page the reader is.
const IN_VIEW: &str = "data-clearstory-in-view";

/// The whole story that the reader of a live page has come to, where the page has added it below its own.
pub fn story_in_view(dom: &Dom<'_>) -> Option<NodeId> {
    let is_in_view = |&story: &NodeId| dom.attribute(story, IN_VIEW).is_some();
    // Few pages are marked, and to tell whole stories takes reading all of their text.
    outermost_articles(dom).iter().find(|story| is_in_view(story))?;
    whole_stories(dom).into_iter().skip(1).find(is_in_view)
}

/// The articles of a page that are stories, each under a headline of its own.
pub fn whole_stories(dom: &Dom<'_>) -> Vec<NodeId> {
    let is_story =
        |&article: &NodeId| story_title(dom, article).is_some() && count_words(&dom.inner_text(article)) >= STORY;
    outermost_articles(dom).into_iter().filter(is_story).collect()
}

/// The articles beside the one with the headline that are whole stories under headlines of their own.
pub(super) fn other_stories(dom: &Dom<'_>, blocks: &Blocks, known: &Known) -> Vec<NodeId> {
    let words = |article: NodeId| blocks.long_words(&blocks.inside(dom, article));
    let articles: Vec<NodeId> =
        outermost_articles(dom).into_iter().filter(|&article| words(article) >= STORY).collect();
    let rank_of_headline = |&article: &NodeId| {
        let mut headings = dom.descendants(article).filter(|&id| is_headline(dom, id, known));
        Some((article, dom.tag(headings.next()?)))
    };
    let Some((own, rank)) = articles.iter().find_map(rank_of_headline) else { return Vec::new() };
    let has_headline = |&article: &NodeId| dom.descendants(article).any(|id| dom.tag(id) == rank);
    articles.into_iter().filter(|&article| article != own).filter(has_headline).collect()
}

/// The title of a story: its first heading.
pub fn story_title(dom: &Dom<'_>, story: NodeId) -> Option<String> {
    let heading = dom.descendants(story).find(|&id| matches!(dom.tag(id), Tag::H1 | Tag::H2 | Tag::H3))?;
    Some(line(&dom.inner_text(heading))).filter(|title| !title.is_empty())
}

fn is_headline(dom: &Dom<'_>, id: NodeId, known: &Known) -> bool {
    matches!(dom.tag(id), Tag::H1 | Tag::H2 | Tag::H3)
        && dom.text_up_to(id, HEADLINE).is_some_and(|text| known.is_headline(&fold(&text)))
}

fn outermost_articles(dom: &Dom<'_>) -> Vec<NodeId> {
    let mut articles = Vec::new();
    let mut id = 0;
    while id < dom.len() {
        if dom.tag(id) == Tag::Article {
            articles.push(id);
            id = dom.node(id).end;
        } else {
            id += 1;
        }
    }
    articles
}
