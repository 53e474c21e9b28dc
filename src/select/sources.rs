//! Keep the sources of a story that are nothing but their addresses, written out.

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Group, Kind, Position};

/// Keeps the lines of addresses below what is kept: a teaser says what it leads to, a source where it is.
pub(super) fn keep_sources(page: &Page<'_, '_>, keep: &mut [bool]) {
    for at in 1..keep.len() {
        keep[at] |= keep[at - 1] && is_source(page, at);
    }
}

/// Whether a block in the story's element says addresses and nothing else.
fn is_source(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    features.kind == Kind::Text
        && features.position == Position::Inside
        && features.heading == 0
        && !features.in_box(Group::Share)
        && !is_out_of_place(features)
        && says_addresses(&page.blocks.list[at].text(page.dom))
}

/// Whether all words of a text are addresses, or numbers and signs beside them.
fn says_addresses(text: &str) -> bool {
    let is_address = |word: &str| ["http://", "https://", "www."].iter().any(|start| word.starts_with(start));
    let words = || text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    words().next().is_some() && words().all(is_address)
}

#[cfg(test)]
mod tests {
    use super::says_addresses;

    #[test]
    fn addresses_are_told_from_words() {
        for source in ["https://example.org/a", "[3] www.example.org/b", "1. http://a.example https://b.example"] {
            assert!(says_addresses(source), "{source}");
        }
        for other in ["", "1.", "Read more at https://example.org/a", "example", "www. stands for the web"] {
            assert!(!says_addresses(other), "{other}");
        }
    }
}
