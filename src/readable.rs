//! Guess cheaply whether a page has a story at all.

use crate::annotate::{Blocks, Contexts};
use crate::page::{self, Dom, Limits};

/// Paragraphs of running text that a story has at least.
const PARAGRAPHS: usize = 3;
/// Words in them.
const WORDS: u32 = 120;

/// Whether a page probably has a story that a reader mode can show. Only counts running text, so that it is cheaper
/// than [`crate::extract`], and wrong more often.
pub fn is_probably_readable(html: &str) -> bool {
    let Ok(page) = page::parse(html, &Limits::default()) else { return false };
    let dom = Dom::new(&page);
    let blocks = Blocks::of(&dom, &Contexts::of(&dom));
    let long = || blocks.list.iter().filter(|block| block.is_long());
    long().count() >= PARAGRAPHS && long().map(|block| block.words).sum::<u32>() >= WORDS
}
