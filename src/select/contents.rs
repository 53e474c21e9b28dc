//! Leave out a table of contents, which the outline of the story's own headings takes the place of.

use std::ops::Range;

use super::Page;
use crate::annotate::{BlockId, Kind};
use crate::page::{NodeId, Tag};

/// As many links to places of the page make a list of them a table of contents.
const ENTRIES: usize = 3;

/// Drops lists of nothing but links to places of the page.
pub(super) fn drop_contents(page: &Page<'_, '_>, keep: &mut [bool]) {
    let mut node = 0;
    while node < page.dom.len() {
        let inside = page.blocks.inside(page.dom, node);
        if matches!(page.dom.tag(node), Tag::Ul | Tag::Ol) && is_contents(page, &inside) {
            keep[inside].fill(false);
            node = page.dom.node(node).end;
        } else {
            node += 1;
        }
    }
}

fn is_contents(page: &Page<'_, '_>, inside: &Range<BlockId>) -> bool {
    inside.len() >= ENTRIES && inside.clone().all(|at| is_entry(page, at))
}

/// Whether all words of a block lead to a place of the page.
fn is_entry(page: &Page<'_, '_>, at: BlockId) -> bool {
    let block = &page.blocks.list[at];
    let says = |node: &NodeId| page.dom.text(*node).is_some_and(|text| text.contains(char::is_alphanumeric));
    block.kind == Kind::Text && block.nodes.clone().filter(says).all(|node| page.contexts.around(node).link_is_local)
}
