//! Find the elements and lines that say when something was written.

use super::class_words::ClassWords;
use crate::annotate::keywords::words;
use crate::annotate::{BlockId, Blocks, Contexts, Place};
use crate::metadata;
use crate::page::{Dom, NodeId, Tag};
use crate::text::count_words;

/// When something was written, as an element says it.
#[derive(Clone, Debug)]
pub struct Time {
    /// The element, or the first leaf of the line.
    pub node: NodeId,
    /// As readers are shown it.
    pub text: String,
    /// For programs, where the page says it for them.
    pub exact: Option<String>,
    pub(super) sort: Sort,
}

impl Time {
    /// The date in ISO 8601, as exact as it is given.
    pub fn date(&self) -> Option<String> {
        self.exact.clone().or_else(|| metadata::date_in(&self.text))
    }
}

/// How sure it is that this is a date, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// A time of day.
    Clock,
    /// A line with a date.
    Line,
    /// A line with a date and a time of day.
    Moment,
    /// Marked as a time, and told from now: "4 hours ago".
    Told,
    /// Marked as a time, and a date.
    Exact,
}

/// Words for a date in class names.
const NAMES: [&str; 12] = [
    "date",
    "time",
    "datetime",
    "timestamp",
    "age",
    "posted",
    "published",
    "datepublished",
    "datecreated",
    "created",
    "relativetime",
    "ago",
];
/// Words for other dates.
const OTHERS: [&str; 10] =
    ["join", "joined", "registered", "edit", "edited", "updated", "modified", "last", "lastactivity", "seen"];

/// Nodes in the largest element that says when.
const LARGEST: usize = 16;
/// Times on one page.
const MOST: usize = 40_000;
/// The longest text that says when, in characters and in words.
const LONGEST: usize = 60;
const WORDS: u32 = 10;
/// Words of the longest line that begins with a date, as "… at 5:39 PM, thread starter, post 1 of 7".
const LINE: u32 = 14;

/// All that say when, in order.
pub(super) fn find(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, classes: &ClassWords) -> Vec<Time> {
    let is_small = |&id: &NodeId| dom.text(id).is_none() && dom.node(id).end - id <= LARGEST;
    let marked = dom.ids().filter(is_small).filter_map(|id| marked(dom, blocks, contexts, id, classes.of_node(id)));
    let mut times: Vec<Time> = marked.take(MOST).collect();
    let short = |at: &usize| blocks.list[*at].words <= LINE;
    times.extend((0..blocks.list.len()).filter(short).filter_map(|at| line(dom, blocks, at)).take(MOST));
    times.sort_by_key(|time| time.node);
    times
}

fn marked(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, id: NodeId, class: &[String]) -> Option<Time> {
    let property = words(dom.attribute(id, "itemprop").unwrap_or_default());
    let is_one_of = |known: &[&str]| class.iter().chain(&property).any(|word| known.contains(&word.as_str()));
    let given = ["datetime", "title", "content"].into_iter().filter_map(|name| dom.attribute(id, name));
    let exact = given.filter(|value| value.contains(|c: char| c.is_ascii_digit())).find_map(metadata::date_in);
    let is_marked = dom.tag(id) == Tag::Time || exact.is_some() || is_one_of(&NAMES);
    if !is_marked || is_one_of(&OTHERS) {
        return None;
    }
    let block = blocks.around(dom, id)?;
    let is_apart = !blocks.list[block].is_long() && !contexts.around(id).is_in(Place::Quote);
    let text = pieces(dom, id);
    if !is_apart || text.chars().count() > LONGEST {
        return None;
    }
    let spelled = spelled(&text);
    let sort = match (&exact, &spelled) {
        (None, None) if !text.contains(|c: char| c.is_ascii_digit()) => return None,
        (None, None) if text.contains(':') => Sort::Clock,
        (None, None) => Sort::Told,
        // Written for programs, and hidden from readers by a style sheet.
        _ if is_for_programs(&text) => Sort::Clock,
        _ => Sort::Exact,
    };
    let shown = spelled.unwrap_or_else(|| text.trim_matches(is_edge).to_owned());
    (1..=WORDS).contains(&count_words(&shown)).then_some(Time { node: id, text: shown, exact, sort })
}

/// Whether a date is written as programs write it, with the seconds.
fn is_for_programs(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape.starts_with("0000-00-00") && shape.contains("00:00:00")
}

/// What an element says, its pieces parted: some say the same in two ways.
fn pieces(dom: &Dom<'_>, id: NodeId) -> String {
    let pieces: Vec<&str> = dom.descendants(id).filter_map(|node| dom.text(node)).collect();
    let mut pieces: Vec<String> =
        pieces.into_iter().map(crate::text::collapse).filter(|text| !text.is_empty()).collect();
    pieces.dedup();
    pieces.join(" ")
}

/// A line that is a date, with no more than a word or two before it.
fn line(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> Option<Time> {
    let nodes = blocks.list[at].nodes.clone();
    let leaf = nodes.clone().find(|&node| dom.text(node).is_some_and(|text| metadata::date_in(text).is_some()))?;
    let text = crate::text::collapse(dom.text(leaf)?);
    let shown = spelled(&text)?;
    let label = words(text.get(..text.find(&shown)?)?);
    let before = at.checked_sub(1).filter(|&before| blocks.list[before].words <= LABEL && nodes.start == leaf);
    let before = before.map(|before| blocks.list[before].text(dom)).unwrap_or_default();
    let own: String = (nodes.start..leaf).filter_map(|node| dom.text(node)).collect();
    let is_other = |text: &str| words(text).iter().any(|word| OTHERS.contains(&word.as_str()));
    let sort = if shown.contains(':') { Sort::Moment } else { Sort::Line };
    let is_apart = label.len() <= LABEL as usize && ![&own, &before, &text].into_iter().any(|text| is_other(text));
    is_apart.then_some(Time { node: leaf, text: shown, exact: None, sort })
}

/// Words of the longest label before a date.
const LABEL: u32 = 2;

/// The date in a text with the day of the week before it and the time of day behind it.
fn spelled(text: &str) -> Option<String> {
    let found = metadata::place_of_date(text)?;
    let before = text.get(..found.start)?.trim_end();
    let weekday = before.rsplit(' ').next().filter(|word| is_weekday(word)).map_or(0, str::len);
    let start = if weekday > 0 { before.len() - weekday } else { found.start };
    let mut end = found.end;
    for word in text.get(found.end..)?.split_inclusive(' ') {
        if !is_of_time(word.trim_matches(is_edge)) {
            break;
        }
        end += word.len();
    }
    Some(text.get(start..end)?.trim_matches(is_edge).to_owned())
}

/// Whether a word before a date is the name of a day.
fn is_weekday(word: &str) -> bool {
    let word = word.trim_matches(is_edge).trim_end_matches('.').to_lowercase();
    let is_short = word.chars().count() <= LONGEST_DAY;
    is_short && DAYS.iter().any(|days| days.split(' ').any(|day| word.starts_with(day)))
}

/// Letters in the longest name of a day.
const LONGEST_DAY: usize = 10;
/// How the days of the week begin.
const DAYS: [&str; 5] = [
    "mon tue wed thu fri sat sun",
    "mo di mi do fr sa so",
    "lun mar mer jeu ven sam dim",
    "mié jue vie sáb dom",
    "maa din woe don vri zat zon",
];

/// Whether a word behind a date tells the time of day.
fn is_of_time(word: &str) -> bool {
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    (has_digit && word.contains([':', '.', '+', 'm', 'h']))
        || matches!(
            word.to_ascii_lowercase().as_str(),
            "" | "at"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "um"
                | "uhr"
                | "à"
                | "las"
                | "kl"
                | "h"
                | "om"
                | "utc"
                | "gmt"
                | "est"
                | "edt"
                | "pst"
                | "pdt"
                | "cet"
                | "cest"
        )
}

fn is_edge(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, ',' | ';' | '|' | '«' | '»' | '•' | '·' | '(' | ')' | '[' | ']' | '–' | '-')
}
