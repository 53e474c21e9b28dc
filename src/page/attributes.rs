//! Cut tags with a flood of attributes before the tokenizer sees them.
//!
//! The tokenizer compares each attribute of a tag with all before it, so a tag with a hundred thousand of them takes
//! seconds, and nothing between tokenizer and tree builder can help. This scan knows tags, quotes, comments and the
//! elements that hold raw text, and only ever takes whole attributes out of a tag.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use memchr::{memchr, memchr_iter};

/// Attributes of one tag that the tokenizer may see. Far above what any page needs, and at this number its comparing
/// still costs less than the rest of the parsing.
const FLOOD: usize = 1_024;

/// The same inside of what looks like raw text, which is markup only within SVG: scripts that compare with `<` are not
/// to be taken for tags.
const RAW_FLOOD: usize = 8_192;

/// Elements that hold text rather than markup.
const RAW: [&str; 8] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Returns the page without the attributes from the 1,025th on of any tag.
pub(super) fn cut_excess_attributes(html: &str) -> Cow<'_, str> {
    let excess = excess(html.as_bytes());
    if excess.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut copied = 0;
    for range in excess {
        // Both ends stand at ASCII bytes, hence at character boundaries.
        kept.push_str(html.get(copied..range.start).unwrap_or_default());
        copied = range.end;
    }
    kept.push_str(html.get(copied..).unwrap_or_default());
    Cow::Owned(kept)
}

/// The excess attributes of a page, in order.
fn excess(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr(b'<', bytes.get(at..).unwrap_or_default()) {
        let start = at + next;
        let rest = bytes.get(start + 1..).unwrap_or_default();
        at = match rest {
            [b'!', b'-', b'-', ..] => comment_end(bytes, start),
            [b'/', letter, ..] if letter.is_ascii_alphabetic() => tag(bytes, start + 2, FLOOD, &mut found),
            [letter, ..] if letter.is_ascii_alphabetic() => {
                let end = tag(bytes, start + 1, FLOOD, &mut found);
                raw_end(bytes, start + 1, end, &mut found)
            }
            _ => start + 1,
        };
    }
    found
}

/// Steps over a tag whose name starts at `at`, and notes its attributes beyond a number.
fn tag(bytes: &[u8], at: usize, most: usize, found: &mut Vec<Range<usize>>) -> usize {
    let mut attributes = Attributes { bytes, at };
    attributes.skip_name();
    if (0..most).all(|_| attributes.next().is_some()) {
        let from = attributes.at;
        while attributes.next().is_some() {}
        if attributes.at > from {
            found.push(from..attributes.at);
        }
    }
    attributes.at
}

/// Where a comment ends that starts at `at`. `<!-->` and `<!--->` are whole ones.
fn comment_end(bytes: &[u8], at: usize) -> usize {
    let inside = bytes.get(at + 2..).unwrap_or_default();
    memmem::find(inside, b"-->").map_or(bytes.len(), |end| at + 2 + end + 3)
}

/// Where the text ends of an element that holds raw text; `after` its tag for any other.
fn raw_end(bytes: &[u8], name: usize, after: usize, found: &mut Vec<Range<usize>>) -> usize {
    let is_name = |raw: &&&str| {
        let named = bytes.get(name..name + raw.len());
        let ends = bytes.get(name + raw.len()).is_none_or(|&next| is_space(next) || matches!(next, b'/' | b'>'));
        ends && named.is_some_and(|named| named.eq_ignore_ascii_case(raw.as_bytes()))
    };
    let Some(raw) = RAW.iter().find(is_name) else { return after };
    let text = bytes.get(after..).unwrap_or_default();
    let closes = |&at: &usize| {
        text.get(at + 1) == Some(&b'/')
            && text.get(at + 2..at + 2 + raw.len()).is_some_and(|name| name.eq_ignore_ascii_case(raw.as_bytes()))
    };
    let length = memchr_iter(b'<', text).find(closes).unwrap_or(text.len());
    let text = bytes.get(..after + length).unwrap_or_default();
    let mut at = after;
    while let Some(next) = memchr(b'<', text.get(at..).unwrap_or_default()) {
        let start = at + next + 1;
        let starts = text.get(start).is_some_and(u8::is_ascii_alphabetic);
        at = if starts { tag(text, start, RAW_FLOOD, found) } else { start };
    }
    after + length
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
    fn leaves_scripts_data_and_long_values_alone() {
        let words = "word ".repeat(3_000);
        for html in [
            format!("<script>for (i = 0; i<n; i++) {{ {words} }}</script><p>text</p>"),
            format!("<script type=application/ld+json>{{\"articleBody\":\"<minus {words}\"}}</script><p>text</p>"),
            format!("<div data-x=\"a <b {words}\"><p>text</p>"),
            format!("<!-- <b {words} --><p>text</p>"),
        ] {
            assert!(matches!(cut_excess_attributes(&html), Cow::Borrowed(_)), "{}", html.get(..40).unwrap());
        }
    }

    #[test]
    fn finds_a_flood_behind_a_script_and_in_an_end_tag() {
        let flood: String = (0..3_000).map(|n| format!(" a{n}")).collect();
        for html in [format!("<script>a <b x=\" </script><p{flood}>text</p>"), format!("<p>text</p{flood}>")] {
            assert!(!cut_excess_attributes(&html).contains("a2999"));
        }
    }
}
