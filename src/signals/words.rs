//! Measure a block's own text.

use std::collections::HashMap;

use super::{Column, Frame, share};
use crate::page::Tag;
use crate::text::{is_terminal, is_unspaced};

const NAMES: [&str; 26] = [
    "words",
    "characters",
    "commas",
    "sentence marks",
    "capitals",
    "punctuation",
    "letters per word",
    "different words",
    "link density",
    "ends sentence",
    "ends ellipsis",
    "ends colon",
    "bold",
    "labelled links",
    "starts with link",
    "local link",
    "ends with call",
    "container",
    "parent",
    "heading",
    "copies",
    "copies before",
    "in title",
    "word position",
    "words before",
    "words after",
];

pub fn names() -> Vec<String> {
    super::written(&NAMES)
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let copies = copies(frame);
    let title = frame.page.metadata.title.as_deref().unwrap_or_default().to_lowercase();
    let title = words_of(&title);
    let rows: Vec<[f32; NAMES.len()]> = (0..frame.len())
        .map(|at| {
            let block = &frame.page.blocks.list[at];
            let text = Letters::of(&frame.texts[at]);
            let lower = frame.texts[at].to_lowercase();
            let words = words_of(&lower);
            let (all, before) = copies[at];
            let total = frame.page.blocks.words(&(0..frame.len()));
            let preceding = frame.page.blocks.words(&(0..at));
            let container = block.container;
            let dom = frame.page.dom;
            [
                block.words as f32,
                text.characters as f32,
                text.commas as f32,
                text.terminals as f32,
                share(text.capitals, text.characters),
                share(text.marks, text.characters),
                share(text.characters, block.words),
                share(words.len() as u32, block.words),
                block.link_density(),
                flag(block.ends_sentence),
                flag(block.ends_ellipsis),
                flag(block.ends_colon),
                flag(block.bold),
                flag(block.is_labelled_links),
                flag(block.starts_with_link),
                flag(block.is_local_link),
                flag(block.ends_with_call),
                kind_of(dom.tag(container)),
                kind_of(dom.tag(dom.node(container).parent)),
                f32::from(dom.heading_around(container).unwrap_or(0)),
                all as f32,
                before as f32,
                share(title.iter().filter(|word| words.binary_search(word).is_ok()).count() as u32, title.len() as u32),
                share(preceding, total),
                preceding as f32,
                (total - preceding - block.words) as f32,
            ]
        })
        .collect();
    columns(&rows)
}

/// Turns rows into columns.
pub fn columns<const N: usize>(rows: &[[f32; N]]) -> Vec<Column> {
    (0..N).map(|at| rows.iter().map(|row| row[at]).collect()).collect()
}

pub fn flag(value: bool) -> f32 {
    f32::from(u8::from(value))
}

#[derive(Default)]
struct Letters {
    characters: u32,
    commas: u32,
    terminals: u32,
    capitals: u32,
    marks: u32,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Letters::default();
        for character in text.chars() {
            letters.characters += 1;
            letters.commas += u32::from(matches!(character, ',' | '、' | '，' | '،' | ';'));
            letters.terminals += u32::from(is_terminal(character));
            letters.capitals += u32::from(character.is_uppercase());
            letters.marks += u32::from(!character.is_alphanumeric() && !character.is_whitespace());
        }
        letters
    }
}

/// The different words of a text in lower case, sorted; a letter is a word where there are no spaces.
fn words_of(lower: &str) -> Vec<&str> {
    let mut words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if !lower.is_ascii() {
        let letters = lower.char_indices().filter(|&(_, letter)| is_unspaced(letter));
        words.extend(letters.map(|(at, letter)| &lower[at..at + letter.len_utf8()]));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// For each block, how many blocks say the same, and how many of them stand before it.
fn copies(frame: &Frame<'_, '_>) -> Vec<(u32, u32)> {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let mut count = |key| {
        let count = seen.entry(key).or_insert(0);
        *count += 1;
        *count - 1
    };
    let before: Vec<u32> = frame.keys.iter().map(|key| count(key.as_str())).collect();
    let all = |key: &String| if key.is_empty() { 0 } else { seen.get(key.as_str()).copied().unwrap_or(0) };
    frame.keys.iter().zip(before).map(|(key, before)| (all(key), before)).collect()
}

/// A number for a kind of element, like kinds next to each other.
pub fn kind_of(tag: Tag) -> f32 {
    let kind = match tag {
        Tag::P => 0,
        Tag::Blockquote | Tag::Q | Tag::Cite => 1,
        Tag::Pre | Tag::Code => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::Li => 7,
        Tag::Ul | Tag::Ol => 8,
        Tag::Dt | Tag::Dd | Tag::Dl => 9,
        Tag::Td | Tag::Th => 10,
        Tag::Tr | Tag::Tbody | Tag::Table | Tag::Thead | Tag::Tfoot => 11,
        Tag::Figure | Tag::Figcaption | Tag::Caption => 12,
        Tag::Article | Tag::Main => 13,
        Tag::Section => 14,
        Tag::Div => 15,
        Tag::Custom => 16,
        Tag::Header => 17,
        Tag::Aside => 18,
        Tag::Details | Tag::Summary => 19,
        Tag::Form | Tag::Fieldset | Tag::Label | Tag::Legend => 20,
        Tag::Footer => 21,
        Tag::Nav | Tag::Menu => 22,
        Tag::Body | Tag::Html => 23,
        _ => 24,
    };
    kind as f32
}
