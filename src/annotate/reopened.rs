//! Find links that nobody closed: the parser opens them again in every block, up to the next link or the page's end.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag};

/// Links in a row with one address, and bytes of text in them, from which on they are one that was left open. A card
/// links its picture, its headline and its summary to one address, and holds less.
const ROW: usize = 4;
const ROW_TEXT: usize = 200;
/// The same for two or three in a row.
const LONG_ROW_TEXT: usize = 600;
/// Bytes of text, or paragraphs, in a single link that no card has.
const WHOLE_PAGE: usize = 1_500;
const PARAGRAPHS: usize = 3;

/// The links that are none: those that were opened again, and those around a whole page.
pub(super) fn reopened(dom: &Dom<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    let mut row: Vec<(NodeId, usize)> = Vec::new();
    let mut address = "";
    for id in dom.ids().filter(|&id| dom.tag(id) == Tag::A) {
        let Some(href) = dom.attribute(id, "href") else { continue };
        if href != address {
            settle(&row, &mut found);
            row.clear();
            address = href;
        }
        let paragraphs = dom.descendants(id).filter(|&node| dom.tag(node) == Tag::P).take(PARAGRAPHS).count();
        if paragraphs == PARAGRAPHS {
            found.insert(id);
        }
        row.push((id, text_bytes(dom, id)));
    }
    settle(&row, &mut found);
    found
}

fn settle(row: &[(NodeId, usize)], found: &mut HashSet<NodeId>) {
    let bytes: usize = row.iter().map(|(_, bytes)| bytes).sum();
    if (row.len() >= ROW && bytes >= ROW_TEXT) || (row.len() > 1 && bytes >= LONG_ROW_TEXT) {
        // The first is the link that its author meant.
        found.extend(row.iter().skip(1).map(|(id, _)| id));
    }
    found.extend(row.iter().filter(|(_, bytes)| *bytes >= WHOLE_PAGE).map(|(id, _)| id));
}

fn text_bytes(dom: &Dom<'_>, id: NodeId) -> usize {
    dom.descendants(id).filter_map(|node| dom.text(node)).map(|text| text.trim().len()).sum()
}
