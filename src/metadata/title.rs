//! Read the title, without the site's name.

use url::Host;

use super::TITLE;
use super::headline::Headline;
use super::plain::{Likened, same};
use super::told::{MOST_TITLES, Told};
use crate::page::{Dom, NodeId, Tag, site};
use crate::text::fold;

/// The longest title, in characters.
const LONGEST: usize = 500;

/// Below this likeness to every title in the data the headline is another text's; above, the two are the same but for
/// a slip or a label, which the data are free of.
const LIKE: std::ops::Range<f32> = 0.3..0.9;

/// The headline as it is shown, unless the page's data give a title that it strays from, or to which it adds.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    let raw: Vec<String> = TITLE.iter().flat_map(|&source| told.texts(source).into_iter().take(MOST_TITLES)).collect();
    // A site's front page goes by the site's name, which then stands before its motto.
    let bare = if is_front(told) { without_site_behind } else { without_site };
    let said: Vec<String> = raw.iter().map(|text| bare(text, told)).collect();
    let is_behind_site = said.first().zip(raw.first()).is_some_and(|(bare, raw)| !raw.starts_with(bare.as_str()));
    let title = match &told.headline {
        Some(headline) => between(headline, &raw, &said, is_behind_site),
        None => said.first().map(String::as_str),
    }?;
    // What a heading shows is whole.
    let is_shown = told.headline.as_ref().is_some_and(|headline| same(&headline.text, title));
    let title = if is_shown { title } else { without_motto(shown_part(told, title)) };
    Some(crate::text::shorten(title, LONGEST))
}

/// The fewest words of a title before a strong mark.
const SHORTEST_HEAD: u32 = 2;

/// A title that no heading shows, without what follows a strong mark: a motto, a section or another name of the site.
fn without_motto(title: &str) -> &str {
    let mut marks = title.char_indices().filter(|(_, character)| STRONG.contains(character)).take(MOST_MARKS);
    let cut = marks.find_map(|(at, mark)| part(title, at, mark));
    cut.filter(|(head, ..)| crate::text::count_words(head) >= SHORTEST_HEAD).map_or(title, |(head, ..)| head)
}

/// Words of the shortest part of a title that is looked for on the page by itself.
const SHORTEST_PART: u32 = 3;

/// Marks in a title at which it is tried to be cut.
const MOST_MARKS: usize = 8;

/// The part of a title that the page shows as a line of its own, when it shows one and not the whole: nothing else
/// tells a site's name from a title where no data name the site.
fn shown_part<'t>(told: &Told<'_, '_>, title: &'t str) -> &'t str {
    let parts = parts(title);
    if parts.is_empty() {
        return title;
    }
    let whole = fold(title);
    let mut found = None;
    for text in told.dom.ids().filter(|&id| is_line(told.dom, id)).filter_map(|id| told.dom.text(id)) {
        // Only texts of about the right length can be equal, and folding costs.
        if text.trim().len() > 2 * title.len() {
            continue;
        }
        let line = fold(text);
        if line == whole {
            return title;
        }
        found = found.or_else(|| parts.iter().find(|(folded, _)| *folded == line).map(|&(_, part)| part));
    }
    found.unwrap_or(title)
}

/// What stands before and behind each mark in a title, as [`fold`] makes it and as it is.
pub(super) fn parts(title: &str) -> Vec<(String, &str)> {
    let marks = title.char_indices().filter(|(_, character)| MARKS.contains(character)).take(MOST_MARKS);
    marks
        .filter_map(|(at, mark)| Some([title.get(..at)?, title.get(at + mark.len_utf8()..)?]))
        .flatten()
        .map(str::trim)
        .filter(|part| crate::text::count_words(part) >= SHORTEST_PART)
        .map(|part| (fold(part), part))
        .collect()
}

/// Whether a node is text that a reader sees, other than the words of a link that is no heading.
fn is_line(dom: &Dom<'_>, id: NodeId) -> bool {
    let around = || dom.ancestors(id).take(4).map(|node| dom.tag(node));
    let heads = around().any(|tag| tag.heading_level().is_some());
    let hides = |tag: Tag| tag.is_unread() || tag == Tag::Svg || (tag == Tag::A && !heads);
    dom.tag(id) == Tag::Text && !around().any(hides)
}

/// The better of the headline and what is said, with the site's name and without.
fn between<'t>(headline: &'t Headline, raw: &'t [String], said: &'t [String], is_behind_site: bool) -> Option<&'t str> {
    let shown = headline.text.as_str();
    let folded = fold(shown);
    if let Some(equal) = said.iter().find(|text| fold(text) == folded) {
        // A headline that is shouted on the page is written as it should be in the data.
        let shouts = !shown.chars().any(char::is_lowercase);
        return Some(if shouts { equal } else { shown });
    }
    if headline.is_part {
        return Some(shown);
    }
    let is_told = |text: &&String| fold(text).len() >= SHORTEST_INSIDE && !is_cut(text, shown);
    let whole = raw.iter().filter(is_told).find(|text| folded.contains(&fold(text)));
    let beginning = || said.iter().filter(is_told).find(|text| folded.starts_with(&fold(text)));
    if let Some(inside) = whole.or_else(beginning) {
        return Some(inside);
    }
    let likened = Likened::new(shown);
    let likeness = |text: &&String| likened.to(&Likened::new(text));
    match said.iter().map(|text| (likeness(&text), text)).max_by(|one, other| one.0.total_cmp(&other.0)) {
        // Where the site's name stands first, a title that no heading is like may be the site's motto.
        Some((most, _)) if most < LIKE.start && !is_behind_site => said.first().map(String::as_str),
        // Other numbers are those of another year's issue, and the heading is what was brought up to date.
        Some((most, closest)) if most >= LIKE.end && has_same_numbers(shown, closest) => Some(closest),
        Some((_, closest)) if !headline.is_title => Some(closest),
        _ => Some(shown),
    }
}

/// Whether a text is the beginning of another, cut within a word.
fn is_cut(text: &str, whole: &str) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    whole.strip_prefix(text).is_some_and(|rest| is_letter(rest.chars().next()) && is_letter(text.chars().last()))
}

fn has_same_numbers(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) == digits(other)
}

/// How long a title must be to be looked for inside a headline, in bytes: shorter ones are in many by chance.
const SHORTEST_INSIDE: usize = 10;

/// Marks between a title and a site's name. All but the last two only count with a space around them.
const MARKS: [char; 18] = ['|', '-', '–', '—', '·', '•', '«', '»', '‹', '›', ':', '/', '~', '>', '⋆', '¦', '｜', '_'];

/// Marks that stand before a site's name far more often than in a title.
const STRONG: [char; 3] = ['|', '｜', '»'];

/// Takes the site's name off the ends of a title. Only a part that is the site's name goes, or what a strong mark cuts
/// off a longer rest, because a title may hold any of the marks itself.
pub(super) fn without_site(title: &str, told: &Told<'_, '_>) -> String {
    let behind = without_site_behind(title, told);
    let mut rest = behind.as_str();
    for _ in 0..MOST_MARKS {
        match first_part(rest).filter(|(head, _, tail)| !tail.is_empty() && is_site(head, told)) {
            Some((.., tail)) => rest = tail,
            None => break,
        }
    }
    let strong = last_part(rest).filter(|(head, mark, tail)| STRONG.contains(mark) && head.len() > tail.len());
    match strong {
        Some((head, ..)) if rest == title.trim() && told.site_names.is_empty() => head.to_owned(),
        _ => rest.to_owned(),
    }
}

fn without_site_behind(title: &str, told: &Told<'_, '_>) -> String {
    let mut rest = title.trim();
    for _ in 0..MOST_MARKS {
        match last_part(rest).filter(|(head, _, tail)| !head.is_empty() && is_site(tail, told)) {
            Some((head, ..)) => rest = head,
            None => break,
        }
    }
    rest.to_owned()
}

fn is_front(told: &Told<'_, '_>) -> bool {
    told.address.document().is_some_and(|url| url.path() == "/" && url.query().is_none())
}

/// The parts of a title before and after its last mark.
pub(super) fn last_part(title: &str) -> Option<(&str, char, &str)> {
    title.char_indices().rev().find_map(|(at, mark)| part(title, at, mark))
}

fn first_part(title: &str) -> Option<(&str, char, &str)> {
    title.char_indices().find_map(|(at, mark)| part(title, at, mark))
}

fn part(title: &str, at: usize, mark: char) -> Option<(&str, char, &str)> {
    let (head, tail) = (title.get(..at)?, title.get(at + mark.len_utf8()..)?);
    let parts = MARKS.contains(&mark)
        && match mark {
            '｜' | '_' => true,
            ':' => tail.starts_with(' '),
            _ => (head.ends_with(' ') || head.is_empty()) && (tail.starts_with(' ') || tail.is_empty()),
        };
    parts.then(|| (head.trim_end().trim_end_matches([':', '|', '-']).trim_end(), mark, tail.trim_start()))
}

/// Whether a part of a title is the site's name: as the page gives it, or as its address does.
pub(super) fn is_site(part: &str, told: &Told<'_, '_>) -> bool {
    let folded = fold(part);
    if folded.is_empty() || told.site_names.iter().any(|name| fold(name) == folded) {
        return true;
    }
    let Some(Host::Domain(host)) = told.address.document().and_then(url::Url::host) else { return false };
    let host = site(host);
    if fold(host) == folded {
        return true;
    }
    // The last label says the country or the trade.
    let labels = host.rsplit_once('.').map_or(host, |(labels, _)| labels);
    labels.split('.').chain([labels]).map(fold).any(|label| is_near(&label, &folded))
}

/// The shortest part of a host that tells a site's name, in bytes.
const TELLING: usize = 4;

/// Whether a host's label is most of a name, or a name most of a label.
fn is_near(label: &str, name: &str) -> bool {
    let (short, long) = if label.len() < name.len() { (label, name) } else { (name, label) };
    label == name || (short.len() >= TELLING && long.contains(short) && short.len() * 2 >= long.len())
}
