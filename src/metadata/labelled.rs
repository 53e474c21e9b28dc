//! Read what stands behind a label somewhere on the page: the last resort, for pages that keep their author and date in a
//! box beside the story or below it.

use super::date::{Order, find};
use super::dates::{Event, says_change};
use super::headline::lines_in;
use super::names::{WHOLE_NAME, after_writing, announces_writer, name};
use super::told::Told;

/// The most lines of a page that are looked at.
const MOST_LINES: usize = 3000;

/// The longest line that has a label and little else, in characters.
const LONGEST_LINE: usize = 80;

/// The lines of the page's own text; a line that is too long is an empty one.
pub(super) fn lines(told: &Told<'_, '_>) -> Vec<String> {
    let lines = lines_in(told.dom, 0..told.dom.len(), MOST_LINES).into_iter();
    // The node behind a line may be the next part of the page: the one before it is the line's own.
    let own = lines.filter(|(behind, _)| !told.is_foreign(behind.saturating_sub(1)));
    own.map(|(_, text)| if text.chars().count() <= LONGEST_LINE { text } else { String::new() }).collect()
}

/// A name behind words that say who wrote, on their line or the next.
pub(super) fn author(lines: &[String]) -> Option<String> {
    let next = |at: usize| lines.get(at + 1).map(String::as_str);
    let named = lines.iter().enumerate().filter_map(|(at, line)| match after_writing(line) {
        Some(rest) => Some(rest),
        None => next(at).filter(|_| announces_writer(line)),
    });
    named.filter_map(name).find(|name| {
        let is_name = name.chars().any(|letter| letter.is_uppercase() || crate::text::is_unspaced(letter));
        is_name && name.split_whitespace().count() >= WHOLE_NAME
    })
}

/// A date behind words that say what happened then, on their line or the next.
pub(super) fn date(lines: &[String], event: Event, order: Order) -> Option<String> {
    let says = |words: &str| match event {
        Event::Modified => says_change(words),
        Event::Published => says_publishing(words) && !says_change(words),
    };
    let mut label = "";
    for line in lines {
        if let Some(found) = find(line, order) {
            let before = line.get(..found.range.start).unwrap_or_default();
            if says(if before.is_empty() { label } else { before }) {
                return Some(found.date);
            }
        }
        label = line;
    }
    None
}

fn says_publishing(words: &str) -> bool {
    let words = words.to_lowercase();
    words.chars().count() <= LONGEST_LABEL && PUBLISHING.iter().any(|stem| words.contains(stem))
}

/// The longest label, in characters.
const LONGEST_LABEL: usize = 40;

/// Stems of words for publishing.
const PUBLISHING: &[&str] = &[
    "publish",
    "posted",
    "veröffentlicht",
    "publié",
    "publicad",
    "pubblicat",
    "gepubliceerd",
    "geplaatst",
    "publicerad",
    "publisert",
    "udgivet",
    "opublikowan",
    "опубликован",
    "опубліковано",
    "yayın",
    "diterbitkan",
    "公開",
    "掲載",
    "发布",
    "發布",
    "게시",
    "نشر",
    "פורסם",
];
