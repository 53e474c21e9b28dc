//! Keep what names something that is kept: the summary of what unfolds, the term of what is defined.

use std::ops::Range;

use super::Page;
use super::flow::keep_all;
use crate::annotate::Kind;
use crate::page::{Dom, NodeId, Tag};

/// Nodes between a term and what defines it: further terms, and white space.
const BETWEEN: usize = 16;

/// Keeps a name where a text is kept that it stands for: without, nobody knows what that is about.
pub(super) fn keep_names(page: &Page<'_, '_>, keep: &mut [bool]) {
    for name in page.dom.ids() {
        let Some(named) = named(page.dom, name) else { continue };
        let is_text = |at: usize| keep[at] && page.blocks.list[at].kind == Kind::Text;
        if page.blocks.within(named).any(is_text) {
            keep_all(page, &page.blocks.inside(page.dom, name), keep);
        }
    }
}

/// The nodes that an element is the name of.
fn named(dom: &Dom<'_>, name: NodeId) -> Option<Range<NodeId>> {
    let parent = dom.node(name).parent;
    let all = dom.node(parent).end;
    // The first element, behind white space or not: of many summaries each would be asked for all that follows.
    let is_first = || dom.tag(parent) == Tag::Details && name <= parent + 2;
    match dom.tag(name) {
        Tag::Summary if is_first() => Some(dom.node(name).end..all),
        Tag::Dt => definition(dom, dom.node(name).end..all),
        _ => None,
    }
}

/// The first definition among siblings.
fn definition(dom: &Dom<'_>, siblings: Range<NodeId>) -> Option<Range<NodeId>> {
    let next = |&at: &NodeId| Some(dom.node(at).end).filter(|end| siblings.contains(end));
    let mut nodes = std::iter::successors(Some(siblings.start).filter(|at| siblings.contains(at)), next).take(BETWEEN);
    nodes.find(|&at| dom.tag(at) == Tag::Dd).map(|at| at..dom.node(at).end)
}
