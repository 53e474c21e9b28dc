//! Write the story as the book's chapter: XHTML that holds nothing that EPUB does not allow.

use std::fmt::Write;

use url::{Position, Url};

use super::pictures::Pictures;
use super::xml::{attribute, escaped, page, title};
use crate::article::{Article, Attributes};
use crate::render::html::is_void;
use crate::render::{Event, events};

/// The story below its headline.
pub(super) fn story(article: &Article, pictures: &Pictures<'_>) -> String {
    let mut body = format!("<h1>{}</h1>\n", title(article));
    let mut is_in_link = false;
    for event in events(&article.content) {
        match event {
            Event::Open(tag @ ("img" | "video" | "audio"), attributes) => {
                let picture = attributes.get("src").filter(|_| tag == "img").and_then(|source| pictures.get(source));
                match picture {
                    Some(picture) => show(&mut body, &picture.name, attributes),
                    None => describe(&mut body, attributes, is_in_link),
                }
            }
            Event::Close("img" | "video" | "audio" | "source" | "track") | Event::Open("source" | "track", _) => {}
            Event::Open(tag, attributes) => {
                is_in_link |= tag == "a";
                open(&mut body, tag, attributes);
            }
            Event::Text(text) => body.push_str(&escaped(&text)),
            Event::Close(tag) if is_void(tag) => {}
            Event::Close(tag) => {
                is_in_link &= tag != "a";
                body.push_str(&format!("</{tag}>"));
            }
        }
    }
    body.push('\n');
    page(article, &body)
}

fn open(body: &mut String, tag: &str, attributes: &Attributes) {
    body.push('<');
    body.push_str(tag);
    if tag == "math" {
        attribute(body, "xmlns", "http://www.w3.org/1998/Math/MathML");
    }
    for (name, value) in &attributes.0 {
        put(body, tag, name, value);
    }
    body.push_str(if is_void(tag) { "/>" } else { ">" });
}

/// Writes an attribute as EPUB has it, if it has it on this element.
fn put(body: &mut String, tag: &str, name: &str, value: &str) {
    match (tag, name) {
        ("a", "href") => {
            if let Some(address) = address(value) {
                attribute(body, name, &address);
            }
        }
        (_, "lang") => {
            attribute(body, "lang", value);
            attribute(body, "xml:lang", value);
        }
        (_, "role") => role(body, tag, value),
        // MathML Core has these on any element, the MathML of books on two.
        ("math" | "mstyle", "displaystyle" | "scriptlevel") => attribute(body, name, value),
        ("ol", "type") if matches!(value, "1" | "a" | "A" | "i" | "I") => attribute(body, name, value),
        ("ol", "type") | ("td", "scope") | (_, "cite" | "data-language" | "displaystyle" | "scriptlevel") => {}
        _ => attribute(body, name, value),
    }
}

/// Says of a note, and of the mark that leads to it, what it is: reading systems open notes in place.
fn role(body: &mut String, tag: &str, role: &str) {
    // A list's item may not have the role, and is a note nevertheless.
    if matches!(tag, "a" | "aside") {
        attribute(body, "role", role);
    }
    match role {
        "doc-noteref" => attribute(body, "epub:type", "noteref"),
        "doc-footnote" => attribute(body, "epub:type", "footnote"),
        _ => {}
    }
}

/// An address that a book can link to: a place in the story, or one that is whole.
fn address(address: &str) -> Option<String> {
    if address.starts_with('#') {
        return Some(address.to_owned());
    }
    let url = Url::parse(address).ok()?;
    let (start, rest) = (&url[..Position::BeforePath], &url[Position::BeforePath..]);
    matches!(url.scheme(), "http" | "https" | "mailto" | "tel").then(|| format!("{start}{}", as_uri(rest)))
}

/// The part behind the host as RFC 3986 has it: browsers let characters stand there that it does not.
fn as_uri(rest: &str) -> String {
    let mut out = String::new();
    let mut has_fragment = false;
    for (at, byte) in rest.bytes().enumerate() {
        let is_allowed = match byte {
            b'%' => rest.as_bytes().get(at + 1..at + 3).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut has_fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        match is_allowed {
            true => out.push(char::from(byte)),
            // Writing to a string cannot fail.
            false => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

/// Writes a picture that is in the book.
fn show(body: &mut String, name: &str, attributes: &Attributes) {
    body.push_str("<img");
    attribute(body, "src", name);
    attribute(body, "alt", attributes.get("alt").unwrap_or_default());
    let others = attributes.0.iter().filter(|(name, _)| !matches!(name.as_str(), "src" | "srcset" | "sizes" | "alt"));
    for (name, value) in others {
        put(body, "img", name, value);
    }
    body.push_str("/>");
}

/// Writes what a picture, a film or a sound that is not in the book shows, as a link to it where it has an address.
fn describe(body: &mut String, attributes: &Attributes, is_in_link: bool) {
    let source = attributes.get("src").filter(|source| source.starts_with("http") && !is_in_link);
    let source = source.and_then(|source| Url::parse(source).ok());
    let said = attributes.get("alt").or(attributes.get("title")).filter(|said| !said.trim().is_empty());
    let file = || source.as_ref().and_then(|url| url.path_segments()?.next_back().filter(|name| !name.is_empty()));
    let Some(text) = said.or_else(file) else { return };
    let tag = if source.is_some() { "a" } else { "span" };
    body.push('<');
    body.push_str(tag);
    if let Some(source) = &source {
        put(body, "a", "href", source.as_str());
    }
    for (name, value) in attributes.0.iter().filter(|(name, _)| matches!(name.as_str(), "id" | "lang" | "dir")) {
        put(body, tag, name, value);
    }
    body.push_str(&format!(">[{}]</{tag}>", escaped(text)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_uris() {
        let written = |text: &str| address(text).unwrap_or_default();
        assert_eq!(
            written("https://ex.org/a[1]?b|c=100%&d={e}#f#g"),
            "https://ex.org/a%5B1%5D?b%7Cc=100%25&d=%7Be%7D#f%23g"
        );
        assert_eq!(written("https://[::1]/ä%20"), "https://[::1]/%C3%A4%20");
        assert_eq!(written("mailto:a@ex.org?subject=b c"), "mailto:a@ex.org?subject=b%20c");
        assert_eq!(written("#cs-1"), "#cs-1");
        assert_eq!(written("/stories/2"), "");
        assert_eq!(written("javascript:alert(1)"), "");
    }
}
