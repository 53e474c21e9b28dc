//! Print an article as HTML that reads the same after any number of parsings.

use super::{Event, events};
use crate::article::{Article, ContentNode, Direction};

/// The article as a complete document, without styles or scripts.
pub fn html(article: &Article) -> String {
    let metadata = &article.metadata;
    let title = metadata.title.as_deref().unwrap_or_default();
    let mut out = String::from("<!doctype html>\n<html");
    if let Some(language) = &metadata.language {
        attribute(&mut out, "lang", language);
    }
    if metadata.direction == Direction::Rtl {
        attribute(&mut out, "dir", "rtl");
    }
    out.push_str(">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(&mut out, title);
    out.push_str("</title>\n");
    let properties = [("author", &metadata.byline), ("description", &metadata.excerpt)];
    for (name, value) in properties.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        out.push_str("<meta");
        attribute(&mut out, "name", name);
        attribute(&mut out, "content", value);
        out.push_str(">\n");
    }
    if let Some(url) = &metadata.url {
        out.push_str("<link rel=\"canonical\"");
        attribute(&mut out, "href", url);
        out.push_str(">\n");
    }
    out.push_str("</head>\n<body>\n<article>\n");
    if !title.is_empty() {
        out.push_str("<h1>");
        escape(&mut out, title);
        out.push_str("</h1>\n");
    }
    out.push_str(&html_fragment(&article.content));
    out.push_str("</article>\n</body>\n</html>\n");
    out
}

/// A content tree as HTML, its top-level elements a line each.
pub fn html_fragment(content: &[ContentNode]) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut after_pre = false;
    for event in events(content) {
        match event {
            Event::Open(tag, attributes) => {
                out.push('<');
                out.push_str(tag);
                for (name, value) in &attributes.0 {
                    attribute(&mut out, name, value);
                }
                if tag == "a" {
                    attribute(&mut out, "rel", "noopener noreferrer");
                }
                out.push('>');
                depth += 1;
                after_pre = tag == "pre";
                continue;
            }
            Event::Text(text) => {
                if after_pre && text.starts_with('\n') {
                    // The parser drops the first line break in a <pre>.
                    out.push('\n');
                }
                escape(&mut out, &text);
            }
            Event::Close(tag) => {
                if !is_void(tag) {
                    out.push_str("</");
                    out.push_str(tag);
                    out.push('>');
                }
                depth -= 1;
                if depth == 0 {
                    out.push('\n');
                }
            }
        }
        after_pre = false;
    }
    out
}

/// Elements without content and end tag.
pub(super) fn is_void(tag: &str) -> bool {
    matches!(tag, "img" | "br" | "hr" | "wbr" | "source" | "track")
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_quoted(out, value);
    out.push('"');
}

/// Writes text so that it is text again after parsing, as browsers write it.
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{a0}' => out.push_str("&nbsp;"),
            _ => out.push(character),
        }
    }
}

/// Writes text so that it is text again in content as in a quoted attribute.
pub(super) fn escape_quoted(out: &mut String, text: &str) {
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.push_str("&quot;");
        }
        escape(out, part);
    }
}
