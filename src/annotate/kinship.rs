//! Measure whether texts speak of the same things: by the words they share, in any language.

use std::collections::HashSet;
use std::ops::Range;

use super::{BlockId, Blocks};
use crate::page::Dom;

/// Letters of the shortest word that says what a text is about.
const SHORTEST: usize = 4;
/// Words that a text must have to be compared with, and to be compared.
const ENOUGH: usize = 150;
const FEW: usize = 12;

/// The share, 0 to 1, of the different words in some blocks that the rest of the page's running text uses as well;
/// nothing where there is too little to compare.
pub(super) fn share(dom: &Dom<'_>, blocks: &Blocks, some: &Range<BlockId>) -> Option<f32> {
    let mut rest = HashSet::new();
    for (_, block) in blocks.list.iter().enumerate().filter(|(at, block)| !some.contains(at) && block.is_long()) {
        words(&block.text(dom), &mut rest);
    }
    let mut own = HashSet::new();
    for at in some.clone() {
        words(&blocks.list[at].text(dom), &mut own);
    }
    let compares = rest.len() >= ENOUGH && own.len() >= FEW;
    compares.then(|| own.intersection(&rest).count() as f32 / own.len() as f32)
}

fn words(text: &str, into: &mut HashSet<String>) {
    let parts = text.split(|character: char| !character.is_alphanumeric());
    into.extend(parts.filter(|word| word.chars().count() >= SHORTEST).map(str::to_lowercase));
}
