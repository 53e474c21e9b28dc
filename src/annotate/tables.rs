//! Tell tables of data from tables that only arrange the page.

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
            Tag::Img => seen.pictures += 1,
            _ => seen.text += dom.text(node).map_or(0, |text| text.trim().len()),
        }
    }
    !dom.attribute(table, "role").is_some_and(is_presentation) && seen.is_data()
}

/// What a table holds.
#[derive(Default)]
struct Seen {
    rows: usize,
    cells: usize,
    headers: usize,
    pictures: usize,
    text: usize,
}

impl Seen {
    fn is_data(&self) -> bool {
        self.rows >= 2
            && self.cells >= 2 * self.rows
            && (self.headers > 0 || (self.text / self.cells <= WORDY && self.pictures * 2 < self.cells))
    }
}
