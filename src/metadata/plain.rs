//! Make plain text of what a page says in its attributes and data, and compare such texts.

use html5ever::data::NAMED_ENTITIES;

use crate::page::{Dom, NodeId, Tag};
use crate::text::{Joiner, fold, line};

/// The longest name of a character reference, in bytes, that is looked for after an ampersand.
const LONGEST_REFERENCE: usize = 33;

/// Plain text on one line: character references that were escaped twice are decoded, tags that came with the text are
/// taken out, and so are control characters and those that turn the direction of what follows.
pub(super) fn plain(text: &str) -> String {
    line(&without_tags(&decode(head(text, LONGEST))))
}

/// How much of a text is read, in bytes: whatever is longer is none of what a page says of itself.
const LONGEST: usize = 20_000;

/// The beginning of a text, of this many bytes or a few fewer.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

/// The text in an element on one line, as much as is read of one text: elements lie in each other, and each of them
/// may be asked for its text.
pub(super) fn text_in(dom: &Dom<'_>, node: NodeId) -> String {
    let (mut text, mut left) = (Joiner::default(), LONGEST_SHOWN);
    for id in node..dom.node(node).end {
        if dom.tag(id).breaks_words() {
            text.space();
        }
        let words = head(dom.text(id).unwrap_or_default(), left);
        text.push(words);
        left -= words.len();
        if left < MOST_BYTES_OF_LETTER {
            break;
        }
    }
    line(&text.finish())
}

/// How much of the text in an element is read, in bytes.
const LONGEST_SHOWN: usize = 4000;

const MOST_BYTES_OF_LETTER: usize = 4;

/// Decodes character references once.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        match reference(after) {
            Some((characters, left)) => {
                decoded.extend(characters);
                rest = left;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The characters that a reference stands for, and what follows it.
fn reference(after: &str) -> Option<(impl Iterator<Item = char>, &str)> {
    let end = after.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let (name, rest) = after.split_at_checked(end + 1)?;
    let (first, second) = match name.strip_prefix('#') {
        Some(number) => (code_point(number.trim_end_matches(';'))?, 0),
        None => *NAMED_ENTITIES.get(name)?,
    };
    let second = char::from_u32(second).filter(|&character| character != '\0');
    Some((char::from_u32(first).filter(|&character| character != '\0')?, rest))
        .map(|(first, rest)| (std::iter::once(first).chain(second), rest))
}

fn code_point(number: &str) -> Option<u32> {
    match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    }
}

/// Takes out tags of HTML, but for those that a text may be about: a start without its end is kept.
fn without_tags(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    // The names that were looked for, and whether they are a pair.
    let mut known: Vec<(&str, bool)> = Vec::new();
    let mut pairs = |name| match known.iter().find(|(asked, _)| *asked == name) {
        Some(&(_, pairs)) => pairs,
        None => {
            let pairs = is_pair(text, name);
            known.push((name, pairs));
            pairs
        }
    };
    while let Some((before, after)) = rest.split_once('<') {
        bare.push_str(before);
        match tag(after).filter(|(name, _)| *name == "br" || pairs(name)) {
            Some((name, left)) => {
                if Tag::of(name).breaks_words() {
                    bare.push(' ');
                }
                rest = left;
            }
            None => {
                bare.push('<');
                rest = after;
            }
        }
    }
    bare.push_str(rest);
    bare
}

/// The name of a tag, and what follows the tag.
fn tag(after: &str) -> Option<(&str, &str)> {
    let inside = after.strip_prefix('/').unwrap_or(after);
    let name = inside.split(|character: char| !character.is_ascii_alphanumeric()).next()?;
    let known = Tag::of(name) != Tag::Other && !name.is_empty();
    // A tag does not hold the start of another, so that each is looked for no further than the next one.
    let (end, rest) = inside.split_once(['<', '>'])?;
    (known && inside.as_bytes().get(end.len()) == Some(&b'>')).then_some((name, rest))
}

/// How much of a text is searched for a tag's other half.
const PAIR_WITHIN: usize = 2000;

fn is_pair(text: &str, name: &str) -> bool {
    let text = text.get(..text.floor_char_boundary(PAIR_WITHIN)).unwrap_or_default();
    let has = |start: &str| {
        text.match_indices(start).any(|(at, _)| {
            text.get(at + start.len()..)
                .and_then(|rest| rest.strip_prefix(name))
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
        })
    };
    has("<") && has("</")
}

/// A text made ready to be likened to others.
pub(super) struct Likened(Vec<(char, char)>);

impl Likened {
    /// Takes a text apart into pairs of neighbouring letters, which works for scripts without spaces as well.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let mut pairs: Vec<_> = folded.chars().zip(folded.chars().skip(1)).take(LONGEST_LIKENED).collect();
        pairs.sort_unstable();
        Likened(pairs)
    }

    /// How alike two texts read, 0 to 1: the share of pairs that they have in common.
    pub fn to(&self, other: &Likened) -> f32 {
        let (mut left, mut right, mut common) = (self.0.iter().peekable(), other.0.iter().peekable(), 0);
        while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
            let order = first.cmp(second);
            common += usize::from(order.is_eq());
            if order.is_le() {
                left.next();
            }
            if order.is_ge() {
                right.next();
            }
        }
        2.0 * common as f32 / (self.0.len() + other.0.len()).max(1) as f32
    }

    /// The likeness to that of some texts which is most alike.
    pub fn to_any(&self, others: &[Likened]) -> f32 {
        others.iter().map(|other| self.to(other)).fold(0.0, f32::max)
    }
}

/// How many pairs of a text are compared.
const LONGEST_LIKENED: usize = 400;

/// Whether two texts read the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_was_escaped_twice() {
        assert_eq!(
            plain("Salt &amp; pepper&#8217;s &#x2014; caf&eacute; &unknown; AT&T"),
            "Salt & pepper’s — café &unknown; AT&T"
        );
    }

    #[test]
    fn takes_tags_out_but_keeps_what_a_text_is_about() {
        assert_eq!(plain("<p>One <em>two</em><br>three</p><p>four</p>"), "One two three four");
        assert_eq!(plain("The <details> element, and 3 < 4"), "The <details> element, and 3 < 4");
    }

    #[test]
    fn looks_at_each_byte_a_few_times_at_most() {
        let open = "<b;".repeat(1_000_000);
        assert_eq!(without_tags(&open), open);
        let several = format!("{}</i>{}", "<i>".repeat(600), "<b>".repeat(1_000_000));
        assert_eq!(without_tags(&several).len(), 3_000_000);
        assert!(plain(&open).len() <= LONGEST);
    }

    #[test]
    fn takes_controls_out() {
        assert_eq!(plain("a\u{202e}b\u{0}c\u{200b}d\u{a0}\n e"), "abcd e");
    }

    #[test]
    fn likens_texts() {
        let likeness = |one, other| Likened::new(one).to(&Likened::new(other));
        assert!(likeness("A storm over the bay", "A Storm over the Bay!") > 0.99);
        assert!(likeness("A storm over the bay", "Cookies and you") < 0.3);
        assert!(likeness("東京の天気", "東京の天気予報") > 0.7);
        assert!(likeness("", "") < 0.1);
    }
}
