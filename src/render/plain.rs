//! Print an article as plain text: the title, then a block a paragraph.

use super::{Event, events};
use crate::article::Article;

/// The title and the story, blocks parted by blank lines. List items begin with a bullet or their number, cells of a
/// table are parted by tabs. Pictures are left out, their captions are not.
pub fn text(article: &Article) -> String {
    let mut writer = Writer::default();
    if let Some(title) = &article.metadata.title {
        writer.out.push_str(title);
        writer.gap = 2;
    }
    for event in events(&article.content) {
        writer.event(event);
    }
    writer.out.push('\n');
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line breaks due before the next text.
    gap: usize,
    /// The number of the next item for each open list; `None` for bullets.
    lists: Vec<Option<i64>>,
    bullet: Option<String>,
    tab: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Open(tag, attributes) => match tag {
                "br" => self.gap = self.gap.max(1),
                "ul" => self.lists.push(None),
                "ol" => {
                    self.lists.push(Some(attributes.get("start").and_then(|start| start.parse().ok()).unwrap_or(1)))
                }
                "li" => self.item(),
                "tr" => {
                    self.gap = self.gap.max(1);
                    self.tab = false;
                }
                "rp" => {}
                _ if is_block(tag) => self.gap = 2,
                _ => {}
            },
            Event::Text(text) => self.text(text),
            Event::Close(tag) => match tag {
                "ul" | "ol" => {
                    self.lists.pop();
                    self.gap = self.gap.max(if self.lists.is_empty() { 2 } else { 1 });
                }
                "li" | "tr" => self.gap = self.gap.max(1),
                "td" | "th" => self.tab = true,
                _ if is_block(tag) => self.gap = 2,
                _ => {}
            },
        }
    }

    fn item(&mut self) {
        self.gap = self.gap.max(1);
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{indent}{}. ", number.saturating_sub(1))
            }
            _ => format!("{indent}- "),
        };
        self.bullet = Some(mark);
    }

    fn text(&mut self, text: &str) {
        if !self.out.is_empty() {
            // A cell's paragraphs stay on the row's line.
            let gap = if self.bullet.is_some() { self.gap.clamp(1, 2) } else { self.gap };
            self.out.extend(std::iter::repeat_n('\n', gap));
        }
        if std::mem::take(&mut self.tab) && self.gap == 0 {
            self.out.push('\t');
        }
        self.gap = 0;
        if let Some(bullet) = self.bullet.take() {
            self.out.push_str(&bullet);
        }
        self.out.push_str(text);
    }
}

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
            | "div"
            | "section"
            | "address"
    )
}
