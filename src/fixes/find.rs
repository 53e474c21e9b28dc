//! Find the part of a page that a fix is for: by all that is known of it, else by the more telling half.

use std::ops::Range;

use super::{Act, Fix, MOST_FIXES, Step};
use crate::Choice;
use crate::page::{Dom, NodeId};
use crate::text::{Joiner, fold};

/// Elements around a part that are looked at, and names of each.
pub(super) const MOST_STEPS: usize = 8;
pub(super) const MOST_NAMES: usize = 8;
/// Letters of a part's beginning that it is known by.
const LETTERS: usize = 60;
/// Letters that are told from all others of a page, whatever stands around them.
const TELLING: usize = 16;
/// Nodes that are looked at for a beginning, and characters of each: markup can go on for long without a word.
const MOST_NODES: usize = 200;
const LONGEST: usize = 240;

/// The element in which the reader says that the story is.
pub fn root(dom: &Dom<'_>, choice: &Choice) -> Option<NodeId> {
    let fixes = choice.fixes.iter().take(MOST_FIXES).chain(choice.picks.iter().take(MOST_FIXES));
    fixes.rev().filter(|fix| fix.act == Act::Root).find_map(|fix| find(dom, fix).first().copied())
}

/// The elements that a fix is for, none inside another.
pub fn find(dom: &Dom<'_>, fix: &Fix) -> Vec<NodeId> {
    let path: Vec<&Step> = fix.target.path.iter().take(MOST_STEPS).collect();
    let Some((own, around)) = path.split_first() else { return Vec::new() };
    let named: Vec<&Step> = around.iter().copied().filter(|step| !step.names.is_empty()).collect();
    let text = fix.target.text.as_deref().map(key).filter(|text| !text.is_empty());
    let is_telling = own.names.len() > 1
        || own.names.iter().any(|name| name.starts_with('#'))
        || text.as_ref().is_some_and(|text| text.chars().count() >= TELLING);
    let mut attempts: Vec<(&[&Step], Option<&str>)> = vec![(around, text.as_deref()), (&named, text.as_deref())];
    if is_telling {
        attempts.push((&[], text.as_deref()));
    }
    if fix.act == Act::Root && text.is_some() {
        // The first words of a story are those of one page.
        attempts.extend([(around, None), (&named[..], None)]);
    }
    attempts.dedup();
    attempts
        .into_iter()
        .map(|(around, text)| matches(dom, own, around, text))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The outermost elements like `own`, inside elements like each of `around` in order, that begin with `text`.
fn matches(dom: &Dom<'_>, own: &Step, around: &[&Step], text: Option<&str>) -> Vec<NodeId> {
    // By node: how many of the steps around, from the outermost, are there at it or around it.
    let mut reached: Vec<u8> = vec![0; dom.len()];
    let mut found = Vec::new();
    let mut end = 0;
    for id in dom.ids().skip(1).filter(|&id| dom.text(id).is_none()) {
        let outside = usize::from(reached[dom.node(id).parent]);
        let next = around.len().checked_sub(outside + 1).and_then(|at| around.get(at));
        reached[id] = (outside + usize::from(next.is_some_and(|step| is_like(dom, id, step)))) as u8;
        let is_there = id >= end && outside == around.len() && is_like(dom, id, own);
        if is_there && text.is_none_or(|text| begins_with(dom, id, text)) {
            found.push(id);
            end = dom.node(id).end;
        }
    }
    found
}

fn is_like(dom: &Dom<'_>, id: NodeId, step: &Step) -> bool {
    if dom.name(id) != step.tag {
        return false;
    }
    let names = step.names.iter().take(MOST_NAMES);
    if names.len() == 0 {
        return true;
    }
    let attributes: Vec<(&str, &str)> = dom.attributes(id).collect();
    let shared = names.clone().filter(|name| is_among(&attributes, name)).count();
    shared * 2 >= names.len()
}

/// Whether an element has a name as [`Step::names`] writes it.
pub(super) fn has_name(dom: &Dom<'_>, id: NodeId, name: &str) -> bool {
    is_among(&dom.attributes(id).collect::<Vec<_>>(), name)
}

fn is_among(attributes: &[(&str, &str)], name: &str) -> bool {
    let value = |wanted: &str| attributes.iter().find(|(key, _)| *key == wanted).map(|&(_, value)| value);
    if let Some(class) = name.strip_prefix('.') {
        value("class").unwrap_or_default().split_ascii_whitespace().any(|other| other == class)
    } else if let Some(own) = name.strip_prefix('#') {
        value("id") == Some(own)
    } else {
        name.split_once('=').is_some_and(|(attribute, wanted)| value(attribute) == Some(wanted))
    }
}

/// What a beginning is compared by.
fn key(text: &str) -> String {
    fold(&text.chars().take(LONGEST).collect::<String>()).chars().take(LETTERS).collect()
}

/// Whether the words of an element, or else what its first picture is called, begin so. Looks no further than it must.
fn begins_with(dom: &Dom<'_>, id: NodeId, text: &str) -> bool {
    let mut rest = text;
    for letter in near(dom, id).filter_map(|node| dom.text(node)).flat_map(letters) {
        let Some(left) = rest.strip_prefix(letter) else { return false };
        if left.is_empty() {
            return true;
        }
        rest = left;
    }
    let is_picture = rest.len() == text.len();
    is_picture && near(dom, id).find_map(|node| picture(dom, node)).is_some_and(|name| key(&name).starts_with(text))
}

/// The letters and digits of a text, as [`fold`] has them.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().take(LONGEST).filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The nodes at the beginning of an element.
fn near(dom: &Dom<'_>, id: NodeId) -> Range<NodeId> {
    id..dom.node(id).end.min(id + MOST_NODES)
}

/// What an element begins with: its words, or else what its first picture is called.
pub(super) fn beginning(dom: &Dom<'_>, id: NodeId) -> String {
    let mut words = Joiner::default();
    let mut letters = 0;
    for node in near(dom, id) {
        if dom.parts_words(node) {
            words.space();
        }
        for character in dom.text(node).unwrap_or_default().chars().take(LONGEST) {
            if letters == LETTERS {
                return words.finish();
            }
            letters += usize::from(character.is_alphanumeric());
            words.push(character.encode_utf8(&mut [0; 4]));
        }
    }
    if letters > 0 { words.finish() } else { near(dom, id).find_map(|node| picture(dom, node)).unwrap_or_default() }
}

fn picture(dom: &Dom<'_>, id: NodeId) -> Option<String> {
    let file = dom.attribute(id, "src").and_then(|src| src.split(['?', '#']).next()?.rsplit('/').next());
    let names = [dom.attribute(id, "alt"), file].into_iter().flatten();
    names.map(|name| name.chars().take(LETTERS).collect::<String>()).find(|name| !fold(name).is_empty())
}
