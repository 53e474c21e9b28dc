//! Tell the story of the headline from further whole stories on the same page.

use super::known::Known;
use super::{Blocks, Sums};
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Words of running text from which on an article is a story of its own.
const STORY: u32 = 80;

/// For each block, whether it stands in an article beside the one that holds the headline.
pub(super) fn other_stories(dom: &Dom<'_>, blocks: &Blocks, known: &Known) -> Vec<bool> {
    let mut others = vec![false; blocks.list.len()];
    let headings = Sums::of(dom.ids().map(|id| u32::from(is_headline(dom, id, known))));
    let articles: Vec<NodeId> = outermost_articles(dom);
    let has_headline = |article: &&NodeId| headings.over(**article..dom.node(**article).end) > 0;
    let Some(own) = articles.iter().find(has_headline) else { return others };
    for &article in articles.iter().filter(|article| *article != own) {
        let inside = blocks.inside(dom, article);
        if blocks.long_words(&inside) >= STORY {
            others[inside].fill(true);
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
