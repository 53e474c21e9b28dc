//! Write XML: text, attributes, and the frame of a page.

use std::fmt::Write;

use crate::article::{Article, Direction};
use crate::render::html::escape_quoted;

/// Text as XML has it, in content as in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars().filter(|character| is_xml(*character)) {
        match character {
            // XML has no name for the no-break space.
            '\u{a0}' => out.push(character),
            _ => escape_quoted(&mut out, character.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

/// Whether XML 1.0 has a place for a character: its production `Char`.
fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, " {name}=\"{}\"", escaped(value));
}

pub(super) fn title(article: &Article) -> String {
    escaped(article.metadata.title.as_deref().unwrap_or("Untitled"))
}

/// The language of the text; "und" says that it is not known.
pub(super) fn language(article: &Article) -> String {
    escaped(article.metadata.language.as_deref().unwrap_or("und"))
}

/// A whole XHTML document.
pub(super) fn page(article: &Article, body: &str) -> String {
    let direction = if article.metadata.direction == Direction::Rtl { " dir=\"rtl\"" } else { "" };
    let language = language(article);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}"{direction}>
<head><title>{}</title></head>
<body>
{body}</body>
</html>
"#,
        title(article)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_has_a_place_for_is_written() {
        let text = "a\u{0}\u{b}\u{1f}\t\n b\u{fffe}\u{ffff}\u{fffd}\u{85}\u{1f327}\u{a0}<";
        assert_eq!(escaped(text), "a\t\n b\u{fffd}\u{85}\u{1f327}\u{a0}&lt;");
    }
}
