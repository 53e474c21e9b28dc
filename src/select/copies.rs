//! Leave out what the page has twice: once for each width of the screen, or again in what stands beside it.

use std::collections::HashMap;

use super::Page;
use crate::annotate::{BlockId, Kind, Place};
use crate::page::NodeId;
use crate::text::fold;

/// Words of the shortest text that is not said twice for its own sake.
pub(super) const SHORTEST: u32 = 8;

/// Drops what says the same as a text above it that is kept. Things of one list may have the same said of them, and so
/// may the cells of a table; programs repeat themselves, and quotations others.
pub(super) fn drop_copies(page: &Page<'_, '_>, keep: &mut [bool]) {
    let mut first: HashMap<String, BlockId> = HashMap::new();
    for (at, keep) in keep.iter_mut().enumerate().filter(|(_, keep)| **keep) {
        let block = &page.blocks.list[at];
        let is_in = |place| page.surroundings.features[at].context.is_in(place);
        let is_listing = || page.contexts.is_listing(page.dom, block.container);
        if block.kind != Kind::Text
            || block.words < SHORTEST
            || is_in(Place::Table)
            || is_in(Place::Quote)
            || is_listing()
        {
            continue;
        }
        let first = *first.entry(fold(&block.text(page.dom))).or_insert(at);
        *keep = first == at || stand_alike(page, page.blocks.list[first].container, block.container);
    }
}

/// Elements around a text among which those are compared that hold it and not its copy.
const LEVELS: usize = 12;

/// Whether the elements that hold one of two and not the other are of one kind each, and called the same.
fn stand_alike(page: &Page<'_, '_>, one: NodeId, other: NodeId) -> bool {
    let around = |node: NodeId| std::iter::once(node).chain(page.dom.ancestors(node)).take(LEVELS);
    let mut apart = around(one).zip(around(other)).take_while(|(one, other)| one != other);
    apart.all(|(one, other)| page.dom.tag(one) == page.dom.tag(other) && name(page, one) == name(page, other))
}

/// Bytes of a class name that are looked at.
const LONGEST: usize = 256;

/// What an element calls itself, but for the numbers in it: each thing of a list may have its own.
fn name(page: &Page<'_, '_>, node: NodeId) -> String {
    let class = page.dom.attribute(node, "class").unwrap_or_default();
    let class = class.get(..class.floor_char_boundary(LONGEST)).unwrap_or_default();
    let words = class.split_ascii_whitespace().map(|word| word.replace(|c: char| c.is_ascii_digit(), ""));
    words.collect::<Vec<_>>().join(" ")
}
