//! Raise the references to notes that a style sheet raises: without it, their numbers are read as a part of the text.

use super::builder::DEEPEST;
use crate::article::{Attributes, ContentNode};

/// What stands before a number that its site sets in the line, "[1, 2]": raised, it would hang there alone.
const LOW: [char; 5] = ['[', '(', ',', ';', '–'];

/// Puts `<sup>` around references that are bare numbers right behind a word. `positions`, which are lengths of the content,
/// move with it.
pub(super) fn raise(content: &mut Vec<ContentNode>, positions: &mut [usize]) {
    let low = references(content);
    if low.is_empty() {
        return;
    }
    let mut low = low.into_iter().peekable();
    let mut moved = Vec::with_capacity(content.len() + 1);
    let mut written = Vec::with_capacity(content.len() + low.len());
    // Nodes of a reference that are still to be moved down by one.
    let mut inside = 0;
    for (at, mut node) in std::mem::take(content).into_iter().enumerate() {
        moved.push(written.len());
        if low.next_if_eq(&at).is_some() {
            let depth = node.depth();
            written.push(ContentNode::Element { depth, tag: "sup".to_owned(), attributes: Attributes::default() });
            inside = REFERENCE;
        }
        if inside > 0 {
            inside -= 1;
            match &mut node {
                ContentNode::Element { depth, .. } | ContentNode::Text { depth, .. } => *depth += 1,
            }
        }
        written.push(node);
    }
    moved.push(written.len());
    *content = written;
    for position in positions {
        *position = moved[*position];
    }
}

/// Nodes of a bare reference: the link, and its number.
const REFERENCE: usize = 2;

/// The references that stand low.
fn references(content: &[ContentNode]) -> Vec<usize> {
    // The depths of the `<sup>` elements that are open.
    let mut raised: Vec<u8> = Vec::new();
    let mut found = Vec::new();
    for (at, node) in content.iter().enumerate() {
        raised.truncate(raised.iter().take_while(|&&depth| depth < node.depth()).count());
        let ContentNode::Element { tag, attributes, depth } = node else { continue };
        if tag == "sup" {
            raised.push(*depth);
        }
        let is_reference = attributes.get("role") == Some("doc-noteref");
        if is_reference && raised.is_empty() && usize::from(*depth) + REFERENCE < DEEPEST && is_low(content, at) {
            found.push(at);
        }
    }
    found
}

/// Whether a link at a place is a number right behind a word, and in no brackets.
fn is_low(content: &[ContentNode], at: usize) -> bool {
    let depth = content[at].depth();
    let text = |at: usize| content.get(at).and_then(ContentNode::as_text);
    let number = text(at + 1).is_some_and(|text| text.chars().all(|sign| sign.is_ascii_digit()));
    let ends = content.get(at + REFERENCE).is_none_or(|next| next.depth() <= depth);
    let before = at.checked_sub(1).filter(|&before| content[before].depth() == depth).and_then(text);
    let is_behind_word = before.and_then(|text| text.chars().next_back());
    number && ends && is_behind_word.is_some_and(|last| !last.is_whitespace() && !LOW.contains(&last))
}
