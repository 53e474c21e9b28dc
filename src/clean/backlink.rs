//! Lead back from a note to where the text refers to it, where the page does not.

use std::collections::HashMap;

use crate::article::{Attributes, ContentNode};

/// The sign that most sites lead back by.
const SIGN: &str = "↩";

/// Bytes that a link back and the id that it leads to take at most.
const SIZE: usize = 160;

/// A note without a link back.
struct Note {
    /// One past its last node.
    end: usize,
    /// How deep the link is to stand: in the last of its paragraphs, if it has any.
    depth: u8,
    /// The first reference to it.
    reference: usize,
}

/// Appends a link to each note that is referred to and has none, as long as `room`, in bytes, lasts. `positions`, which are
/// lengths of the content, move with it.
pub(super) fn add(content: &mut Vec<ContentNode>, positions: &mut [usize], room: usize) {
    let mut notes = lonely_notes(content);
    notes.truncate(room / SIZE);
    if notes.is_empty() {
        return;
    }
    let targets: Vec<String> =
        notes.iter().enumerate().map(|(number, note)| id_of(&mut content[note.reference], number + 1)).collect();
    let mut places = notes.iter().zip(targets).peekable();
    let mut moved = Vec::with_capacity(content.len() + 1);
    let mut written = Vec::with_capacity(content.len() + 3 * notes.len());
    for (at, node) in std::mem::take(content).into_iter().map(Some).chain([None]).enumerate() {
        if let Some((note, target)) = places.next_if(|(note, _)| note.end == at) {
            append(&mut written, note.depth, &target);
        }
        moved.push(written.len());
        written.extend(node);
    }
    *content = written;
    for position in positions {
        *position = moved[*position];
    }
}

/// The notes that have a reference and no link back, in order.
fn lonely_notes(content: &[ContentNode]) -> Vec<Note> {
    let references = references(content);
    let mut notes = Vec::new();
    let mut at = 0;
    while at < content.len() {
        let Some(&reference) = note_name(&content[at]).and_then(|name| references.get(name)) else {
            at += 1;
            continue;
        };
        let depth = content[at].depth();
        let inside = content[at + 1..].iter().take_while(|node| node.depth() > depth);
        let (mut end, mut leads_back, mut ends_in_paragraph) = (at + 1, false, false);
        for node in inside {
            end += 1;
            leads_back |= role(node) == Some("doc-backlink");
            if node.depth() == depth + 1 {
                ends_in_paragraph = matches!(node, ContentNode::Element { tag, .. } if tag == "p");
            }
        }
        if !leads_back && end > at + 1 {
            notes.push(Note { end, depth: depth + 1 + u8::from(ends_in_paragraph), reference });
        }
        at = end;
    }
    notes
}

/// The first reference to each note, by the note's id.
fn references(content: &[ContentNode]) -> HashMap<&str, usize> {
    let mut references = HashMap::new();
    for (at, node) in content.iter().enumerate().filter(|(_, node)| role(node) == Some("doc-noteref")) {
        if let ContentNode::Element { attributes, .. } = node
            && let Some(name) = attributes.get("href").and_then(|href| href.strip_prefix('#'))
        {
            references.entry(name).or_insert(at);
        }
    }
    references
}

/// The id of a note.
fn note_name(node: &ContentNode) -> Option<&str> {
    match node {
        ContentNode::Element { attributes, .. } if attributes.get("role") == Some("doc-footnote") => {
            attributes.get("id")
        }
        _ => None,
    }
}

fn role(node: &ContentNode) -> Option<&str> {
    match node {
        ContentNode::Element { attributes, .. } => attributes.get("role"),
        ContentNode::Text { .. } => None,
    }
}

/// The id of a reference, which gets one that no place of the page has where it has none.
fn id_of(reference: &mut ContentNode, number: usize) -> String {
    let own = format!("cs-ref-{number}");
    let ContentNode::Element { attributes, .. } = reference else { return own };
    if let Some(id) = attributes.get("id") {
        return id.to_owned();
    }
    attributes.0.insert(1, ("id".to_owned(), own.clone()));
    own
}

fn append(content: &mut Vec<ContentNode>, depth: u8, target: &str) {
    match content.last_mut() {
        Some(ContentNode::Text { depth: last, text }) if *last == depth => text.push(' '),
        _ => content.push(ContentNode::Text { depth, text: " ".to_owned() }),
    }
    let attributes = [("href", format!("#{target}")), ("role", "doc-backlink".to_owned())];
    let attributes = Attributes(attributes.map(|(name, value)| (name.to_owned(), value)).into());
    content.push(ContentNode::Element { depth, tag: "a".to_owned(), attributes });
    content.push(ContentNode::Text { depth: depth + 1, text: SIGN.to_owned() });
}
