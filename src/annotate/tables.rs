//! Tell tables of data from tables that only arrange the page.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag};

/// Bytes of text in a cell, on average, from which on a table without headers is taken for a layout.
const WORDY: usize = 150;

/// Whether an element is a table whose rows and columns mean something.
pub(super) fn is_data(dom: &Dom<'_>, table: NodeId) -> bool {
    if dom.tag(table) != Tag::Table {
        return false;
    }
    let is_presentation = |role: &str| matches!(role.trim(), "presentation" | "none");
    let mut seen = Seen::default();
    for node in dom.descendants(table) {
        match dom.tag(node) {
            Tag::Table => return false,
            Tag::Tr => seen.rows += 1,
            Tag::Td => seen.cells += 1,
            Tag::Th => {
                seen.cells += 1;
                seen.headers += 1;
            }
            Tag::Caption | Tag::Thead => seen.headers += 1,
            // One picture in many cells is a sign: done, not done.
            Tag::Img => drop(seen.pictures.insert(source(dom, node))),
            _ => seen.text += dom.text(node).map_or(0, |text| text.trim().len()),
        }
    }
    !dom.attribute(table, "role").is_some_and(is_presentation) && seen.is_data()
}

/// What tells a picture from another: its address, or, for a loader's sake, the one that takes its place.
fn source<'p>(dom: &Dom<'p>, image: NodeId) -> &'p str {
    ["data-src", "src"].iter().find_map(|name| dom.attribute(image, name)).unwrap_or_default()
}

/// What a table holds.
#[derive(Default)]
struct Seen<'p> {
    rows: usize,
    cells: usize,
    headers: usize,
    pictures: HashSet<&'p str>,
    text: usize,
}

impl Seen<'_> {
    fn is_data(&self) -> bool {
        // Rows of one cell are titles in a table with headers, or it has one column; without headers, they are a layout.
        let is_headed = self.headers > 0 && self.cells >= 2 && self.rows >= 1;
        let is_grid = self.rows >= 2 && self.cells >= 2 * self.rows;
        let is_plain = || self.text / self.cells <= WORDY && self.pictures.len() * 2 < self.cells;
        (is_headed && (is_grid || is_plain())) || (is_grid && is_plain())
    }
}
