//! Find links that nobody closed: the parser opens them again in every block, up to the next link or the page's end.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag, runs_script};

/// Links in a row with one address, and bytes of text in them, from which on they are one that was left open. A card
/// links its picture, its headline and its summary to one address, and holds less.
const ROW: usize = 4;
const ROW_TEXT: usize = 200;
/// Bytes of a link that is a paragraph; two at least must be.
const LONG_LINK: usize = 80;
/// The same for three in a row.
const LONG_ROW_TEXT: usize = 600;
/// Bytes of text, or paragraphs, in a single link that no card has.
const WHOLE_PAGE: usize = 1_500;
const PARAGRAPHS: usize = 3;

/// What decides on a link.
struct Link {
    id: NodeId,
    bytes: usize,
    paragraphs: usize,
}

/// The links that are none: those that were opened again, and those around a whole page.
pub(super) fn reopened(dom: &Dom<'_>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    let mut row: Vec<Link> = Vec::new();
    let mut address = "";
    for id in dom.ids().filter(|&id| dom.tag(id) == Tag::A) {
        // Links to nowhere are told apart by their scripts, not by their addresses.
        let Some(href) = dom.attribute(id, "href").filter(|href| leads_somewhere(href)) else { continue };
        if href != address {
            settle(&row, &mut found);
            row.clear();
            address = href;
        }
        let paragraphs = dom.descendants(id).filter(|&node| dom.tag(node) == Tag::P).take(PARAGRAPHS).count();
        row.push(Link { id, bytes: text_bytes(dom, id), paragraphs });
    }
    settle(&row, &mut found);
    found
}

/// Whether a link's address is that of another page.
pub(super) fn leads_somewhere(href: &str) -> bool {
    let href = href.trim();
    !href.is_empty() && !href.starts_with('#') && !runs_script(href)
}

/// Decides on links in a row with one address.
fn settle(row: &[Link], found: &mut HashSet<NodeId>) {
    let bytes: usize = row.iter().map(|link| link.bytes).sum();
    let again = row.get(1..).unwrap_or_default();
    let long = again.iter().filter(|link| link.bytes >= LONG_LINK).count();
    let in_row = long > 1 && ((row.len() >= ROW && bytes >= ROW_TEXT) || bytes >= LONG_ROW_TEXT);
    if in_row || again.iter().any(|link| link.paragraphs > 1) {
        // The first is the link that its author meant.
        found.extend(again.iter().map(|link| link.id));
    }
    let whole = |link: &&Link| link.bytes >= WHOLE_PAGE || link.paragraphs >= PARAGRAPHS;
    found.extend(row.iter().filter(whole).map(|link| link.id));
}

fn text_bytes(dom: &Dom<'_>, id: NodeId) -> usize {
    dom.descendants(id).filter_map(|node| dom.text(node)).map(|text| text.trim().len()).sum()
}
