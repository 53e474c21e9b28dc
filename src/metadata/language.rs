//! Read the language and the direction of the text.

use super::LANGUAGE;
use super::told::Told;
use crate::article::Direction;
use crate::page::{Dom, Tag};

/// The story's language as a BCP 47 tag: that of the elements around the headline, the innermost first, or else what
/// the page says of itself.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    around(told, "lang")
        .into_iter()
        .chain(around(told, "xml:lang"))
        .find_map(|said| tag(&said))
        .or_else(|| LANGUAGE.iter().flat_map(|&source| told.texts(source)).find_map(|said| tag(&said)))
}

/// The values of an attribute on the elements around the headline, the innermost first.
fn around(told: &Told<'_, '_>, attribute: &str) -> Vec<String> {
    let dom = told.dom;
    let value = |id| dom.attribute(id, attribute).map(str::to_owned);
    match &told.headline {
        Some(headline) => {
            std::iter::once(headline.node).chain(dom.ancestors(headline.node)).filter_map(value).collect()
        }
        None => {
            let mut roots: Vec<_> = dom.ids().filter(|&id| matches!(dom.tag(id), Tag::Html | Tag::Body)).collect();
            roots.reverse();
            roots.into_iter().filter_map(value).collect()
        }
    }
}

/// A language tag in its usual form: `pt-BR`, `zh-Hant-TW`. Nothing for what is none.
fn tag(said: &str) -> Option<String> {
    let said = said.trim().split('.').next()?.replace('_', "-");
    let mut parts = said.split('-');
    let language = parts.next()?.to_ascii_lowercase();
    let is_language = matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_language || matches!(language.as_str(), "und" | "mul" | "zxx") {
        return None;
    }
    let mut tag = language;
    for part in parts {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let known = match part.len() {
            2 if letters => part.to_ascii_uppercase(),
            3 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.to_owned(),
            4 if letters => part.get(..1)?.to_ascii_uppercase() + &part.get(1..)?.to_ascii_lowercase(),
            4..=8 if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) => part.to_ascii_lowercase(),
            // What follows is an extension or a mistake; the tag is right without it.
            _ => break,
        };
        tag.push('-');
        tag.push_str(&known);
    }
    Some(tag)
}

/// Languages that are written from right to left unless their tag names a script.
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "arz", "ary", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "lrc", "mzn", "nqo", "pnb",
    "prs", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// Scripts that are written from right to left.
const RIGHT_TO_LEFT_SCRIPTS: &[&str] =
    &["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Aran", "Samr", "Mand"];

/// How the story's text runs: as the elements around the headline say, else as its language is written, else as most
/// of the page's letters are.
pub(super) fn direction(told: &Told<'_, '_>, language: Option<&str>) -> Direction {
    for said in around(told, "dir") {
        match said.trim().to_ascii_lowercase().as_str() {
            "rtl" => return Direction::Rtl,
            "ltr" => return Direction::Ltr,
            _ => {}
        }
    }
    let by_language = language.is_some_and(is_right_to_left);
    if by_language || mostly_right_to_left(told.dom) { Direction::Rtl } else { Direction::Ltr }
}

fn is_right_to_left(language: &str) -> bool {
    let mut parts = language.split('-');
    let base = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4) {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&base),
    }
}

/// How many letters of a page are looked at to tell its direction.
const LETTERS: usize = 4000;

fn mostly_right_to_left(dom: &Dom<'_>) -> bool {
    let mut skip = 0;
    let letters = dom.ids().filter(|&id| {
        if id >= skip && dom.tag(id).is_unread() {
            skip = dom.node(id).end;
        }
        id >= skip
    });
    let letters =
        letters.filter_map(|id| dom.text(id)).flat_map(str::chars).filter(|character| character.is_alphabetic());
    let (right_to_left, other): (Vec<char>, Vec<char>) =
        letters.take(LETTERS).partition(|&character| is_right_to_left_letter(character));
    right_to_left.len() > other.len()
}

fn is_right_to_left_letter(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brings_tags_into_their_usual_form() {
        for (said, expected) in [
            ("en_us", Some("en-US")),
            ("pt-br", Some("pt-BR")),
            ("ZH-hant-tw", Some("zh-Hant-TW")),
            ("es-419", Some("es-419")),
            ("en_US.UTF-8", Some("en-US")),
            ("de-x-private", Some("de")),
            ("english", None),
            ("", None),
            ("en, fr", None),
            ("{{lang}}", None),
        ] {
            assert_eq!(tag(said).as_deref(), expected, "{said}");
        }
    }

    #[test]
    fn knows_scripts_from_languages() {
        assert!(is_right_to_left("ar-EG"));
        assert!(is_right_to_left("ku-Arab"));
        assert!(!is_right_to_left("az-Latn"));
        assert!(!is_right_to_left("en"));
    }
}
