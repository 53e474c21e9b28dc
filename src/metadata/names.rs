//! Tell people's names from what stands around them in a byline.

use super::date::{Order, find};
use super::plain::{head, plain};
use crate::text::fold;

/// Words that lead up to a name, in lower case, the longer before the shorter.
const LABELS: &str = "\
    posted by|published by|created by|report by|reported by|contributed by|submitted by|blog by|post by|by:|by|articles by|\
    asked by|view all posts by|posts by|all posts by|read more about|started by|\
    thread starter|original poster|text:|publié par|article de|propos recueillis par|\
    publicado por|por:|a cura di|pubblicato da|opublikowane przez|текст:|oleh:|bởi|文／|文/|文：|記者|글:|글 ";

/// Words that say who wrote, wherever on a page they stand.
const WRITING: &str = "\
    written and reviewed by|article written by|written by|article by|story by|words by|text by|\
    author:|authors:|author(s):|author(s)|author|authors|writer:|geschrieben von|ein beitrag von|ein artikel von|autor:|\
    autorin:|autoren:|écrit par|rédigé par|auteur :|auteur:|escrito por|redactado por|autora:|scritto da|autore:|\
    geschreven door|skriven av|skrevet av|skrevet af|napisał|napisała|автор:|автор|yazan:|yazar:|tác giả:|\
    kirjoittaja:|szerző:|írta:|autor článku:|napsal|بقلم:|بقلم|كتب:|كتبت:|المؤلف:|نویسنده:|מאת:|מאת|\
    作者：|作者:|作者|撰文：|撰文/|撰文|著者：|著者:|執筆：|執筆:|執筆者：|लेखक:";

/// Words that lead up to a name and may begin one too: they are taken for the former where a whole name follows.
const PREPOSITIONS: &str = "von|par|por|di|door|av|af|przez|oleh|text";

/// The words of a whole name.
pub(super) const WHOLE_NAME: usize = 2;

/// Words that follow a name.
const TAILS: &str = "기자|tarafından|記者|followed by| says";

/// Marks after which a byline speaks of something else.
pub(super) const ENDS: &[char] = &['|', '•', '·', '∙', '●', '–', '—', '│', '⋅', '→', '\n', '[', '｜', '〉', '»'];

/// The most words of a name, titles and degrees included.
const MOST_WORDS: usize = 10;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// How much of a text is searched for a name: its bytes, and its parts between marks.
const LONGEST_TEXT: usize = 1000;
const MOST_PARTS: usize = 40;

/// A name out of a text that should hold one and little else; nothing if it cannot be a name.
pub(super) fn name(text: &str) -> Option<String> {
    name_where(text, is_shown_name)
}

/// A name out of data that say it is one.
pub(super) fn given_name(text: &str) -> Option<String> {
    name_where(text, is_plausible)
}

fn name_where(text: &str, is_name: impl Fn(&str) -> bool) -> Option<String> {
    let text = plain(head(text, LONGEST_TEXT));
    let mut names = text.split(ENDS).flat_map(|part| part.split(" - ")).take(MOST_PARTS).map(bare_name);
    names.find(|name| is_name(name) && !is_label(name)).map(str::to_owned)
}

fn bare_name(part: &str) -> &str {
    let mut rest = after_date(part.trim());
    while let Some(after) = without_label(rest) {
        rest = after;
    }
    let rest = before_others(rest);
    let rest = before_pronouns(before_date(before_address(rest)));
    let rest = without_tail(rest.trim_matches(is_edge));
    without_number(rest.trim_matches(is_edge))
}

/// Cuts off a number behind a whole name: how many minutes it takes to read, or how many answers there are.
fn without_number(name: &str) -> &str {
    let cut = name.rsplit_once(' ').filter(|(rest, last)| {
        last.bytes().all(|byte| byte.is_ascii_digit()) && rest.split_whitespace().nth(WHOLE_NAME - 1).is_some()
    });
    cut.map_or(name, |(rest, _)| rest.trim_end_matches(is_edge))
}

/// Whether a text is nothing but words that announce a name.
pub(super) fn is_label(text: &str) -> bool {
    let bare = text.trim().trim_matches([':', '：', ' ', '|', ',']);
    bare.is_empty() || without_label(&format!("{bare} {ANY_NAME}")).is_some_and(|rest| rest == ANY_NAME)
}

/// Stands for any name of two words.
const ANY_NAME: &str = "Xx Xx";

/// Cuts at a date, and at what leads up to it.
fn before_date(text: &str) -> &str {
    let Some(found) = find(text, Order::DayFirst) else { return text };
    let mut head = text.get(..found.range.start).unwrap_or_default().trim_matches(is_edge);
    while let Some(word) = head.rsplit(' ').next().filter(|word| is_before_date(word)) {
        head = head.get(..head.len() - word.len()).unwrap_or_default().trim_matches(is_edge);
    }
    head
}

/// What follows a date that stands first.
pub(super) fn after_date(text: &str) -> &str {
    match find(text, Order::DayFirst).filter(|found| found.range.start == 0) {
        Some(found) => text.get(found.range.end..).unwrap_or_default().trim_start_matches(is_edge),
        None => text,
    }
}

/// Cuts where those are named who did something other than write.
fn before_others(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let cut = OTHERS.split('|').filter_map(|words| lower.find(words)).min();
    cut.and_then(|at| text.get(..at)).map_or(text, without_stop)
}

/// Cuts off the stop of a sentence, but not one that is part of a degree or a title: `M.D.`, `Jr.`
fn without_stop(text: &str) -> &str {
    let text = text.trim_end();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let ends = last.matches('.').count() == 1 && last.chars().count() >= SHORTEST_LAST;
    text.strip_suffix('.').filter(|_| ends).unwrap_or(text)
}

/// The fewest characters of a last word whose stop is the sentence's.
const SHORTEST_LAST: usize = 4;

/// Words that lead up to the names of those who did something else.
const OTHERS: &str = "\
    reviewed by|edited by|updated by|fact checked by|fact-checked by|medically reviewed|photo by|\
    photos by|illustration by";

/// Cuts off pronouns in brackets: `(she/her)`. Other brackets are part of how somebody is called.
fn before_pronouns(text: &str) -> &str {
    text.split_once('(').filter(|(_, inside)| inside.contains('/')).map_or(text, |(head, _)| head)
}

/// Words between a name and a date.
fn is_before_date(word: &str) -> bool {
    let word = word.trim_matches(is_edge).to_lowercase();
    let weekday =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day) && word.len() <= 9);
    weekday
        || matches!(
            word.as_str(),
            "on" | "updated" | "published" | "posted" | "last" | "am" | "le" | "el" | "il" | "em" | "op" | "den"
        )
}

/// What follows the words that announce a name; nothing if there are none.
pub(super) fn without_label(text: &str) -> Option<&str> {
    let whole = |rest: &&str| rest.split_whitespace().nth(WHOLE_NAME - 1).is_some();
    let mut labels = WRITING.split('|').chain(LABELS.split('|'));
    labels
        .find_map(|label| after_label(text, label))
        .or_else(|| PREPOSITIONS.split('|').find_map(|label| after_label(text, label)).filter(whole))
}

/// What follows words that say who wrote; nothing if there are none. One word says so only with a colon behind it.
pub(super) fn after_writing(text: &str) -> Option<&str> {
    let says = |label: &&str| label.contains([' ', ':', '：']);
    WRITING.split('|').filter(says).find_map(|label| after_label(text, label))
}

/// Whether a text is nothing but words that say who wrote.
pub(super) fn announces_writer(text: &str) -> bool {
    let bare = text.trim().trim_matches([':', '：', ' ']).to_lowercase();
    !bare.is_empty() && WRITING.split('|').any(|label| label.trim_end_matches([':', '：', ' ']) == bare)
}

fn after_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in label.chars() {
        let says_it = |found: char| match found.is_ascii() {
            true => found.to_ascii_lowercase() == expected,
            false => found.to_lowercase().eq(std::iter::once(expected)),
        };
        if !rest.next().is_some_and(says_it) {
            return None;
        }
    }
    let rest = rest.as_str();
    let parted = label.ends_with([':', '：', '/', '／', ' '])
        || label.chars().any(crate::text::is_unspaced)
        || rest.starts_with([' ', ':', '：']);
    let after = rest.trim_start_matches([' ', ':', '：', '-', '–']);
    (parted && !after.is_empty()).then_some(after)
}

fn without_tail(text: &str) -> &str {
    TAILS.split('|').find_map(|tail| text.strip_suffix(tail)).unwrap_or(text)
}

/// Cuts at an e-mail address or handle, which no name holds.
fn before_address(text: &str) -> &str {
    let Some(at) = text.find('@') else { return text };
    let head = text.get(..at).unwrap_or_default();
    head.rfind([' ', '<']).and_then(|cut| head.get(..cut)).unwrap_or_default()
}

fn is_edge(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, ',' | ';' | ':' | '-' | '–' | '—' | '|' | '<' | '>' | '"' | '“' | '”' | '*' | '、' | '&')
}

/// Whether a text may be a name: short, with letters, and no address.
fn is_plausible(name: &str) -> bool {
    let letters = name.chars().filter(|character| character.is_alphabetic()).count();
    let lower = name.to_lowercase();
    letters >= 2
        && name.chars().count() <= LONGEST
        && name.split_whitespace().count() <= MOST_WORDS
        && !lower.contains("://")
        && !lower.starts_with("www.")
        && !name.contains(['{', '}', '=', '?', '!', '\\', '#', ':'])
        && !name.contains(['©', '…'])
        && (name.matches('.').count() <= 2 || name.contains(' '))
        && !NO_NAMES.split('|').any(|none| none == fold(name))
}

/// Whether a text that is shown may be a name, and not a link or a label.
fn is_shown_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|character: char| !character.is_alphanumeric());
    is_plausible(name) && !words.any(|word| NO_NAME_WORDS.split('|').any(|none| none == word))
}

/// Words of links and labels that stand beside names, and in no name.
const NO_NAME_WORDS: &str = "\
    view|profile|posts|guidelines|login|read|comments|comment|subscribe|follow|min|mins|minutes|sponsored|https|http|\
    updated|published|says|cookies|privacy|log|sign|offline|editorial|edition|library";

/// What stands where a name should, and says nothing.
const NO_NAMES: &str = "\
    admin|administrator|webmaster|guest|guestauthor|anonymous|unknown|none|null|undefined|author|\
    authors|user|root|default|wordpress|website|by|by:|nan|na|false|true|siteadmin|wpadmin|superuser|\
    test|seo|abouttheauthor|readmore|share|menu|search";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_labels_away_in_many_languages() {
        for text in [
            "By Ada Byron",
            "by: Ada Byron",
            "Von Ada Byron",
            "Par Ada Byron",
            "POR ADA BYRON",
            "Di Ada Byron",
            "Written by Ada Byron | 5 min read",
            "作者：Ada Byron",
            "Ada Byron 기자",
            "Автор: Ada Byron",
            "By Ada Byron <ada@example.org>",
            "Author: Ada Byron (she/her)",
            "بقلم Ada Byron",
        ] {
            assert_eq!(name(text).map(|name| name.to_lowercase()).as_deref(), Some("ada byron"), "{text}");
        }
    }

    #[test]
    fn keeps_names_that_begin_like_a_label() {
        for text in ["Byron Ada", "Dirk Vonn", "Avi Parr", "Portia Doorn", "Von Miller", "Di Stefano"] {
            assert_eq!(name(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn refuses_what_is_no_name() {
        for text in ["https://example.org/ada", "admin", "", "12", "ada@example.org", "By", "{{ author }}"] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
