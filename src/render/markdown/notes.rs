//! Number the notes of a story, which Markdown names at both ends.

use std::collections::HashMap;

use super::Prefix;
use crate::article::{Attributes, ContentNode};

/// How far Markdown wants the further paragraphs of a note to stand in.
const INDENT: usize = 4;

/// The number of each note, by the ids of its element and of those in it.
#[derive(Default)]
pub(super) struct Notes {
    numbers: HashMap<String, usize>,
}

impl Notes {
    /// Numbers the notes in the order of their marks.
    pub(super) fn of(content: &[ContentNode]) -> Self {
        let places = places(content);
        let mut numbers = HashMap::new();
        let mut by_note: HashMap<usize, usize> = HashMap::new();
        let role = |attributes: &Attributes, role: &str| attributes.get("role") == Some(role);
        for node in content {
            let ContentNode::Element { attributes, .. } = node else { continue };
            let target = attributes.get("href").and_then(|href| href.strip_prefix('#'));
            if let Some(&note) = target.filter(|_| role(attributes, "doc-noteref")).and_then(|id| places.get(id)) {
                let next = by_note.len() + 1;
                by_note.entry(note).or_insert(next);
            }
        }
        for (id, note) in places {
            if let Some(&number) = by_note.get(&note) {
                numbers.insert(id.to_owned(), number);
            }
        }
        Notes { numbers }
    }

    /// The number of the note that an address leads to.
    pub(super) fn number(&self, href: &str) -> Option<usize> {
        self.numbers.get(href.strip_prefix('#')?).copied()
    }

    /// What stands before a note, if an element is one.
    pub(super) fn mark(&self, attributes: &Attributes) -> Option<Prefix> {
        let number = (attributes.get("role") == Some("doc-footnote")).then(|| attributes.get("id")).flatten();
        let number = self.numbers.get(number?)?;
        Some(Prefix::Item { mark: format!("[^{number}]: "), indent: INDENT, used: false })
    }
}

/// The ids in each note, with where in the tree the note stands.
fn places(content: &[ContentNode]) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    let mut open: Option<(usize, u8)> = None;
    for (at, node) in content.iter().enumerate() {
        open = open.filter(|&(_, depth)| node.depth() > depth);
        let ContentNode::Element { depth, attributes, .. } = node else { continue };
        if open.is_none() && attributes.get("role") == Some("doc-footnote") {
            open = Some((at, *depth));
        }
        if let Some(((note, _), id)) = open.zip(attributes.get("id")) {
            places.insert(id, note);
        }
    }
    places
}
