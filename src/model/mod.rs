//! Judge blocks and pages by their measurements, with forests that `train/` learned from labelled pages.
//!
//! Blocks are judged twice: by what they are and where they stand, then again by how everything around them was judged.
//! The page is judged last: what kind of page it is, and how good the selection is likely to be.

mod exits;
mod forest;
pub mod quality;
pub mod rules;

use forest::Forest;

use crate::annotate::Features;
use crate::article::PageType;
use crate::signals::{self, Column, Frame};

/// The forests, in the bytes that `train/train.py` wrote.
pub struct Model<'m> {
    blocks: Forest<'m>,
    smoothing: Forest<'m>,
    types: [Forest<'m>; PageType::LEARNED.len()],
    quality: Forest<'m>,
}

/// What the bytes begin with: the format and its version.
const MAGIC: [u8; 8] = *b"clrstry1";

/// The most blocks that a page may have for the model to judge it: its measurements take two kilobytes a block. The
/// largest page of the development corpus has 3,345.
pub const MOST_BLOCKS: usize = 20_000;

/// A page's judgement.
pub struct Judgement {
    /// For each block, how likely it is part of the story, 0 to 1; 0 for pictures, which the model does not see.
    pub scores: Vec<f32>,
    /// What kind of page it is.
    pub page_type: PageType,
    /// The word F1 that is to be expected of keeping what scores well, 0 to 1.
    pub quality: f32,
}

impl Judgement {
    /// What the rules alone say, for pages that are too large for the model.
    pub fn by_rules(blocks: &[Features]) -> Self {
        let scores = blocks.iter().map(rules::probability).collect();
        Judgement { scores, page_type: PageType::Other, quality: 0.5 }
    }
}

impl Model<'static> {
    /// The model that the engine ships with. It is laid out by the compiler: nothing is left to do at run time.
    pub const SHIPPED: Model<'static> = match Model::read(include_bytes!("clearstory.model")) {
        Some(model) => model,
        #[allow(clippy::panic, reason = "the compiler panics, not the program")]
        None => panic!("src/model/clearstory.model is not of this version"),
    };
}

impl<'m> Model<'m> {
    /// Finds the forests in a model's bytes; nothing if they are not a model of this version.
    pub const fn read(bytes: &'m [u8]) -> Option<Self> {
        let Some((magic, rest)) = bytes.split_first_chunk::<8>() else { return None };
        if u64::from_le_bytes(*magic) != u64::from_le_bytes(MAGIC) {
            return None;
        }
        let Some((blocks, rest)) = Forest::split_from(rest) else { return None };
        let Some((smoothing, rest)) = Forest::split_from(rest) else { return None };
        let Some((quality, mut rest)) = Forest::split_from(rest) else { return None };
        let mut types = [Forest::EMPTY; PageType::LEARNED.len()];
        let mut at = 0;
        while at < types.len() {
            let Some((forest, after)) = Forest::split_from(rest) else { return None };
            types[at] = forest;
            rest = after;
            at += 1;
        }
        if rest.is_empty() { Some(Model { blocks, smoothing, types, quality }) } else { None }
    }

    /// Judges a page.
    pub fn judge(&self, frame: &Frame<'_, '_>) -> Judgement {
        let words: Vec<u32> = frame.page.blocks.list.iter().map(|block| block.words).collect();
        let measured = signals::measure(frame);
        let first = self.first(&words, &measured);
        let mut columns = signals::smooth(frame, &first);
        columns.extend(measured);
        let scores = self.second(&words, &columns);
        let (page_type, quality) = self.whole(&signals::page::measure(frame, &scores));
        Judgement { scores, page_type, quality }
    }

    /// The first stage's scores, from each block's words and [`signals::measure`].
    pub fn first(&self, words: &[u32], measured: &[Column]) -> Vec<f32> {
        probabilities(words, &self.blocks.sums(measured))
    }

    /// The second stage's, from [`signals::smooth`] with those of the first behind.
    pub fn second(&self, words: &[u32], columns: &[Column]) -> Vec<f32> {
        probabilities(words, &self.smoothing.sums(columns))
    }

    /// The type of a page and the quality that is to be expected, from [`signals::page::measure`].
    pub fn whole(&self, measured: &[f32]) -> (PageType, f32) {
        let page: Vec<Column> = measured.iter().map(|&value| vec![value]).collect();
        let sum = |forest: &Forest<'_>| forest.sums(&page).first().copied().unwrap_or(0.0);
        let types = self.types.iter().map(sum).zip(PageType::LEARNED);
        let (sums, kinds): (Vec<f32>, Vec<PageType>) = types.unzip();
        let all: f32 = sums.iter().map(|sum| sum.exp()).sum();
        let likely = sums.iter().zip(kinds).find(|(sum, _)| sum.exp() > LIKELY * all);
        (likely.map_or(PageType::Other, |(_, kind)| kind), sum(&self.quality).clamp(0.0, 1.0))
    }
}

/// The probability from which on a page is said to be of a type.
const LIKELY: f32 = 0.4;

/// The logistic function of each sum, for blocks with words.
fn probabilities(words: &[u32], sums: &[f32]) -> Vec<f32> {
    words.iter().zip(sums).map(|(&words, sum)| if words > 0 { 1.0 / (1.0 + (-sum).exp()) } else { 0.0 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_bytes_of_another_version_and_cut_ones() {
        let bytes = include_bytes!("clearstory.model");
        assert!(Model::read(bytes).is_some());
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(&[b"clrstry0", &bytes[8..]].concat()).is_none());
        assert!(Model::read(b"").is_none());
    }

    #[test]
    fn stays_small() {
        assert!(include_bytes!("clearstory.model").len() <= 60_000);
    }
}
