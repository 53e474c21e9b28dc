//! Find elements in which single line breaks part paragraphs, as old editors set them, rather than lines of verse.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag};
use crate::text::{is_closing, is_terminal};

/// Lines from which on there is a pattern.
const LINES: usize = 3;
/// Bytes of a line that is a paragraph.
const LONG: usize = 80;

/// The elements whose line breaks part paragraphs.
pub(super) fn prose(dom: &Dom<'_>) -> HashSet<NodeId> {
    let holders: HashSet<NodeId> =
        dom.ids().filter(|&id| dom.tag(id) == Tag::Br).map(|id| dom.node(id).parent).collect();
    holders.into_iter().filter(|&holder| is_prose(dom, holder)).collect()
}

fn is_prose(dom: &Dom<'_>, holder: NodeId) -> bool {
    let (mut lines, mut paragraphs) = (0, 0);
    let mut line = Line::default();
    let mut end = |line: Line| {
        lines += usize::from(line.bytes > 0);
        paragraphs += usize::from(line.bytes >= LONG && line.ends_sentence);
    };
    for child in dom.children(holder) {
        if dom.tag(child) == Tag::Br {
            end(std::mem::take(&mut line));
        } else if !dom.tag(child).is_block() {
            (child..dom.node(child).end).filter_map(|node| dom.text(node)).for_each(|text| line.push(text));
        }
    }
    end(line);
    lines >= LINES && paragraphs * 3 >= lines * 2
}

#[derive(Default)]
struct Line {
    bytes: usize,
    ends_sentence: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        let text = text.trim();
        if let Some(last) = text.chars().rev().find(|&character| !is_closing(character)) {
            self.bytes += text.len();
            self.ends_sentence = is_terminal(last);
        }
    }
}
