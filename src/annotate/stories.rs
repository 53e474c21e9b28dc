//! Tell the story of the headline from further whole stories on the same page.

use super::Blocks;
use super::known::Known;
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Words of running text from which on an article is a story of its own.
const STORY: u32 = 80;

/// For each block, whether it stands in an article beside the one with the headline, under a headline of its own.
pub(super) fn other_stories(dom: &Dom<'_>, blocks: &Blocks, known: &Known) -> Vec<bool> {
    let mut others = vec![false; blocks.list.len()];
    let words = |article: NodeId| blocks.long_words(&blocks.inside(dom, article));
    let articles: Vec<NodeId> =
        outermost_articles(dom).into_iter().filter(|&article| words(article) >= STORY).collect();
    let rank_of_headline = |&article: &NodeId| {
        let mut headings = dom.descendants(article).filter(|&id| is_headline(dom, id, known));
        Some((article, dom.tag(headings.next()?)))
    };
    let Some((own, rank)) = articles.iter().find_map(rank_of_headline) else { return others };
    for &article in articles.iter().filter(|&&article| article != own) {
        if dom.descendants(article).any(|id| dom.tag(id) == rank) {
            others[blocks.inside(dom, article)].fill(true);
        }
    }
    others
}

fn is_headline(dom: &Dom<'_>, id: NodeId, known: &Known) -> bool {
    matches!(dom.tag(id), Tag::H1 | Tag::H2 | Tag::H3) && known.is_headline(&fold(&dom.inner_text(id)))
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
