//! Cut tags with a flood of attributes before the tokenizer sees them.
//!
//! The tokenizer compares each attribute of a tag with all before it, so a tag with a hundred thousand of them takes
//! seconds, and nothing between tokenizer and tree builder can help. This scan only has to be safe, not exact: it
//! looks at every `<` that a letter follows, also inside scripts and comments, because an exact scan would need to
//! know what the tree builder knows.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

/// Attributes of one tag that the tokenizer may see. Far above what any page needs, and at this number its comparing
/// still costs less than the rest of the parsing.
const FLOOD: usize = 1_024;

/// Returns the page without the attributes from the 1,025th on of any tag.
pub(super) fn cut_excess_attributes(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    for start in memchr_iter(b'<', bytes) {
        if start < copied || !bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        if let Some((from, to)) = excess(bytes, start + 1) {
            // Both ends stand at ASCII bytes, hence at character boundaries.
            kept.push_str(html.get(copied..from).unwrap_or_default());
            copied = to;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// The range from the first excess attribute to the end of the tag whose name starts at `at`, if there is one.
fn excess(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut attributes = Attributes { bytes, at };
    attributes.skip_name();
    for _ in 0..FLOOD {
        attributes.next()?;
    }
    let from = attributes.at;
    while attributes.next().is_some() {}
    (attributes.at > from).then_some((from, attributes.at))
}

/// Walks over the attributes of a tag, by the rules of the standard's tokenizer.
struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Attributes<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_while(&mut self, test: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&test) {
            self.at += 1;
        }
    }

    fn skip_name(&mut self) {
        self.skip_while(|byte| !is_space(byte) && byte != b'/' && byte != b'>');
    }

    /// Steps over the next attribute; `None`, standing at the `>` or at the end of the page, when there is no more.
    fn next(&mut self) -> Option<()> {
        self.skip_while(|byte| is_space(byte) || byte == b'/');
        if self.peek()? == b'>' {
            return None;
        }
        // A name may begin with '='.
        self.at += 1;
        self.skip_while(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let end = self.at;
        self.skip_while(is_space);
        if self.peek() != Some(b'=') {
            self.at = end;
            return Some(());
        }
        self.at += 1;
        self.skip_while(is_space);
        self.skip_value();
        Some(())
    }

    fn skip_value(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = match rest.first() {
            Some(&quote @ (b'"' | b'\'')) => {
                memchr(quote, rest.get(1..).unwrap_or_default()).map_or(rest.len(), |at| at + 2)
            }
            _ => rest.iter().position(|&byte| is_space(byte) || byte == b'>').unwrap_or(rest.len()),
        };
        self.at += length;
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_ordinary_pages_alone() {
        let html = "<p class=a title='x > y'>1 < 2 <b>&amp;</b></p><script>if (a<b) {}</script>";
        assert!(matches!(cut_excess_attributes(html), Cow::Borrowed(_)));
    }

    #[test]
    fn cuts_a_flood_and_keeps_the_text_after_it() {
        let flood: String = (0..3_000).map(|n| format!(" a{n}=\"<p >\"")).collect();
        let cut = cut_excess_attributes(&format!("<p{flood}>text</p>")).into_owned();
        assert!(cut.contains("a1023=") && !cut.contains("a1024="), "{}", cut.len());
        assert!(cut.ends_with(">text</p>"));
    }

    #[test]
    fn finds_a_flood_behind_a_quote_left_open_in_a_script() {
        let flood: String = (0..3_000).map(|n| format!(" a{n}")).collect();
        let cut = cut_excess_attributes(&format!("<script>a <b x=\" </script><p{flood}>text</p>")).into_owned();
        assert!(!cut.contains("a2999"));
    }
}
