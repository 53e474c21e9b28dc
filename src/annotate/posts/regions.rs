//! Part a thread into its posts, between those who are named as their authors.

use std::ops::Range;

use super::Page;
use super::authors::{Author, INITIALS};
use crate::annotate::Blocks;
use crate::page::{Dom, NodeId};

/// Elements around a name among which the outermost that is the post's alone is looked for.
const DEEPEST: usize = 60;

/// Where a post stands.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) author: Author,
    pub(super) nodes: Range<NodeId>,
    /// The text stands behind the element that has the name, and not in it.
    pub(super) flows: bool,
}

/// Who heads a post, and the first place before its text where they are named.
struct Head<'a> {
    first: NodeId,
    author: &'a Author,
}

/// The places of posts, by who is named.
pub(super) fn find(page: &Page<'_, '_>, authors: &[Author]) -> Vec<Region> {
    let Page { dom, blocks, .. } = *page;
    let heads = heads(blocks, authors);
    let tops: Vec<NodeId> = (0..heads.len()).map(|at| outermost(dom, &heads, at)).collect();
    let (Some(&first), Some(&last)) = (tops.first(), tops.last()) else { return Vec::new() };
    let long_words = |nodes: Range<NodeId>| blocks.long_words(&blocks.within(nodes));
    let own: u32 = tops.iter().map(|&top| long_words(top..dom.node(top).end)).sum();
    let end = dom.node(dom.node(last).parent).end;
    let flows = own * 2 < long_words(first..end);
    let ends = tops.iter().skip(1).copied().chain([end]);
    let regions = heads.iter().zip(&tops).zip(ends).map(|((head, &top), next)| Region {
        author: head.author.clone(),
        nodes: top..if flows { next } else { dom.node(top).end },
        flows,
    });
    regions.collect()
}

/// Who is named several times before the text is one head, at the last of these places: it stands nearest to the text.
fn heads<'a>(blocks: &Blocks, authors: &'a [Author]) -> Vec<Head<'a>> {
    let mut heads: Vec<Head<'a>> = Vec::new();
    for author in authors {
        match heads.last_mut() {
            Some(last) if last.author.node >= author.node => {}
            Some(last) if is_same(last.author, author) && is_bare(blocks, last.author, author) => last.author = author,
            _ => heads.push(Head { first: author.node, author }),
        }
    }
    heads
}

/// Whether two names are one, or the first is the initials that stand in for a portrait.
fn is_same(one: &Author, next: &Author) -> bool {
    one.name == next.name || one.name.chars().count() <= INITIALS
}

/// Whether no running text stands between two names.
fn is_bare(blocks: &Blocks, one: &Author, next: &Author) -> bool {
    next.block <= one.block || blocks.long_words(&(one.block..next.block)) == 0
}

/// The largest element around a name with no other in it.
fn outermost(dom: &Dom<'_>, heads: &[Head<'_>], at: usize) -> NodeId {
    let node = heads[at].author.node;
    let before = at.checked_sub(1).map_or(0, |before| heads[before].author.node);
    let next = heads.get(at + 1).map_or(dom.len(), |next| next.first);
    let is_own = |&around: &NodeId| around > before && dom.node(around).end <= next;
    dom.ancestors(node).take(DEEPEST).take_while(is_own).last().unwrap_or(node)
}
