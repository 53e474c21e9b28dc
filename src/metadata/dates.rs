//! Read when the story was published, and when it was changed.

use super::date::{Order, find, is_next_day, normalise};
use super::labelled;
use super::plain::{head, text_in};
use super::told::{Source, Told};
use crate::page::NodeId;
use crate::text::line;

/// What a date is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Published,
    Modified,
}

/// The first date that the sources give for the event.
pub(super) fn read(told: &Told<'_, '_>, event: Event, sources: &[Source], order: Order) -> Option<String> {
    let (source, date) = sources.iter().find_map(|&source| Some((source, from(told, event, source, order)?)))?;
    let is_data = matches!(source, Source::Data(_) | Source::Meta(_) | Source::MetaEnding(_));
    let shown = as_shown(told, event, &date, order);
    let shown = shown.or_else(|| earlier(told, event, &date, order).filter(|_| is_data));
    Some(shown.unwrap_or(date))
}

/// The date of publication as readers are shown it, where that is before the one in the data: these were written anew
/// when the story moved to another system.
fn earlier(told: &Told<'_, '_>, event: Event, date: &str, order: Order) -> Option<String> {
    let shown = lines(told, event, order).filter(|_| event == Event::Published)?;
    (day(&shown) < day(date) && !is_next_day(&shown, date)).then_some(shown)
}

fn day(date: &str) -> &str {
    date.get(.."2000-01-01".len()).unwrap_or(date)
}

fn from(told: &Told<'_, '_>, event: Event, source: Source, order: Order) -> Option<String> {
    match source {
        Source::Time => time(told, event, order),
        Source::Lines => lines(told, event, order),
        Source::Path => path(told),
        Source::Labelled => labelled::date(told.labelled_lines(), event, order),
        source => told.texts(source).iter().find_map(|text| normalise(text, order)),
    }
}

/// The date as readers are shown it, where that is the day before or after a moment given in universal time: the day
/// of the place where the story was published.
fn as_shown(told: &Told<'_, '_>, event: Event, date: &str, order: Order) -> Option<String> {
    if !date.ends_with('Z') && !date.ends_with("+00:00") {
        return None;
    }
    let shown = from(told, event, Source::Time, order).into_iter().chain(from(told, event, Source::Lines, order));
    shown.into_iter().find(|shown| is_next_day(date, shown))
}

/// The most nodes between the headline and a `<time>` that tells of it.
const NEAR: usize = 400;

/// The `<time>` nearest to the headline that is of the event.
fn time(told: &Told<'_, '_>, event: Event, order: Order) -> Option<String> {
    let near = |&node: &NodeId| told.distance(node) <= NEAR && !told.is_foreign(node);
    let mut times: Vec<NodeId> = told.sources.times.iter().copied().filter(near).collect();
    times.sort_by_key(|&node| told.distance(node));
    times.into_iter().filter(|&node| event_of(told, node) == event).find_map(|node| {
        let exact = told.dom.attribute(node, "datetime").and_then(|text| normalise(text, order));
        exact.or_else(|| find(&text_in(told.dom, node), order).map(|found| found.date))
    })
}

/// What a `<time>` tells the date of, by its names and the words right before it.
fn event_of(told: &Told<'_, '_>, node: NodeId) -> Event {
    let dom = told.dom;
    let parent = dom.node(node).parent;
    let named = ["class", "itemprop"].into_iter().filter_map(|key| dom.attribute(node, key));
    let around = dom.attribute(parent, "class");
    let is_changed = named.chain(around).any(|words| says_change(head(words, LONGEST_NAMES)))
        || says_change(&words_before(told, parent, node));
    if is_changed { Event::Modified } else { Event::Published }
}

/// How much of an element's names is read, in bytes.
const LONGEST_NAMES: usize = 200;

/// How much right before a `<time>` is read, in bytes and in nodes.
const BEFORE: usize = 100;
const NODES_BEFORE: usize = 100;

/// The last words in an element before a node in it.
fn words_before(told: &Told<'_, '_>, parent: NodeId, node: NodeId) -> String {
    let mut pieces = Vec::new();
    let mut left = BEFORE;
    let nodes = (parent..node).rev().take(NODES_BEFORE);
    for text in nodes.filter_map(|id| told.dom.text(id)) {
        let tail = text.get(text.ceil_char_boundary(text.len().saturating_sub(2 * BEFORE))..).unwrap_or_default();
        let words = tail.trim();
        let words = words.get(words.ceil_char_boundary(words.len().saturating_sub(left))..).unwrap_or_default();
        left -= words.len();
        // What space there is, is kept: it parts "maj " from what follows.
        pieces.push(if tail.ends_with(char::is_whitespace) { " " } else { "" });
        pieces.push(words);
        pieces.push(if tail.starts_with(char::is_whitespace) { " " } else { "" });
        if left == 0 {
            break;
        }
    }
    pieces.reverse();
    line(&pieces.concat())
}

/// The most characters and words of a line that gives a date rather than tells a story.
const LONGEST_LINE: usize = 140;

fn lines(told: &Told<'_, '_>, event: Event, order: Order) -> Option<String> {
    let mut label = "";
    for text in &told.lines {
        if text.chars().count() <= LONGEST_LINE {
            let mut rest = text.as_str();
            while let Some(found) = find(rest, order) {
                let before = rest.get(..found.range.start).unwrap_or_default();
                let changed = says_change(before) || (before.trim().is_empty() && says_change(label));
                if changed == (event == Event::Modified) {
                    return Some(found.date);
                }
                rest = rest.get(found.range.end..).unwrap_or_default();
            }
        }
        label = text;
    }
    None
}

/// Whether words say that what follows is when something was changed.
pub(super) fn says_change(words: &str) -> bool {
    let words = words.to_lowercase();
    CHANGES.iter().any(|stem| words.contains(stem))
}

/// Stems of words for a change.
const CHANGES: &[&str] = &[
    "updat",
    "modif",
    "edited",
    "revised",
    "revision",
    "reviewed",
    "aktualis",
    "geändert",
    "mis à jour",
    "maj ",
    "actualiz",
    "aggiorn",
    "atualiz",
    "bijgewerkt",
    "uppdater",
    "oppdater",
    "opdater",
    "zaktualiz",
    "обновл",
    "оновл",
    "güncel",
    "diperbarui",
    "更新",
    "수정",
    "تحديث",
    "עודכן",
];

/// A whole date in the path of the page's address.
fn path(told: &Told<'_, '_>) -> Option<String> {
    let path = told.address.document()?.path();
    // Three numbers parted by slashes or dashes, the year first: other orders are as likely to be something else.
    let found = find(path, Order::DayFirst)?;
    path.get(found.range.clone())?.bytes().take(4).all(|byte| byte.is_ascii_digit()).then_some(found.date)
}
