//! Print an article: as text, Markdown, HTML or an EPUB book. All are renderings of the same tree.

#[cfg(feature = "epub")]
mod epub;
mod formula;
mod html;
mod markdown;
mod plain;

#[cfg(feature = "epub")]
pub use epub::epub;
pub use html::{html, html_fragment};
pub use markdown::markdown;
pub use plain::{text, text_fragment};

use std::borrow::Cow;

use crate::article::{Attributes, ContentNode};

/// A step of a walk through a content tree.
enum Event<'a> {
    Open(&'a str, &'a Attributes),
    Text(Cow<'a, str>),
    Close(&'a str),
}

/// Walks a tree, with a closing event for each opening one.
fn events(content: &[ContentNode]) -> Vec<Event<'_>> {
    let mut events = Vec::with_capacity(content.len() * 2);
    let mut open: Vec<&str> = Vec::new();
    for node in content {
        while open.len() > usize::from(node.depth()) {
            events.extend(open.pop().map(Event::Close));
        }
        match node {
            ContentNode::Element { tag, attributes, .. } => {
                events.push(Event::Open(tag, attributes));
                open.push(tag);
            }
            ContentNode::Text { text, .. } => events.push(Event::Text(text.into())),
        }
    }
    events.extend(open.into_iter().rev().map(Event::Close));
    events
}

/// The numbers of a list's items.
struct Numbers {
    next: i64,
    step: i64,
}

impl Numbers {
    fn of(list: &Attributes) -> Self {
        let start = list.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        Numbers { next: start, step: if list.get("reversed").is_some() { -1 } else { 1 } }
    }

    /// The number of the next item.
    fn next(&mut self, item: &Attributes) -> i64 {
        let number = item.get("value").and_then(|value| value.parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        number
    }
}

/// The marks around what somebody said: double ones, and single ones within.
#[derive(Default)]
struct Quotes {
    open: usize,
}

impl Quotes {
    fn open(&mut self) -> &'static str {
        self.open += 1;
        if self.open % 2 == 1 { "“" } else { "‘" }
    }

    fn close(&mut self) -> &'static str {
        self.open = self.open.saturating_sub(1);
        if self.open.is_multiple_of(2) { "”" } else { "’" }
    }
}

/// Elements that stand on lines of their own.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "figure"
            | "figcaption"
            | "table"
            | "caption"
            | "hr"
            | "details"
            | "summary"
            | "aside"
    )
}
