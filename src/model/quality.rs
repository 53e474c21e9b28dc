//! Expect how good a selection is, from the scores alone.

use crate::annotate::{Blocks, Kind};

/// Scores with words, from the highest down.
pub struct Expected {
    /// Each score, with the words and the wanted words of all blocks with that score or a higher one.
    steps: Vec<(f32, f32, f32)>,
    wanted: f32,
}

/// A selection of all blocks from a score on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// The lowest score that is kept.
    pub threshold: f32,
    /// The word F1 that is to be expected of it, 0 to 1, were the scores probabilities.
    pub quality: f32,
}

/// Sums up the words of a page's texts by score.
pub fn expected(blocks: &Blocks, scores: &[f32]) -> Expected {
    let texts = blocks.list.iter().zip(scores).filter(|(block, _)| block.kind == Kind::Text);
    let mut pairs: Vec<(f32, f32)> = texts.map(|(block, &score)| (score, block.words as f32)).collect();
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut words, mut wanted) = (0.0, 0.0);
    let steps = pairs
        .into_iter()
        .map(|(score, own)| {
            words += own;
            wanted += own * score;
            (score, words, wanted)
        })
        .collect();
    Expected { steps, wanted }
}

impl Expected {
    /// The choice of which most is to be expected.
    pub fn best(&self) -> Choice {
        let choice = |&(threshold, words, wanted): &(f32, f32, f32)| Choice {
            threshold,
            quality: if words + self.wanted > 0.0 { 2.0 * wanted / (words + self.wanted) } else { 0.0 },
        };
        let choices = self.steps.iter().map(choice);
        choices.max_by(|one, other| one.quality.total_cmp(&other.quality)).unwrap_or_default()
    }

    /// Words of blocks with a higher score.
    pub fn words_above(&self, score: f32) -> f32 {
        let higher = self.steps.partition_point(|step| step.0 > score);
        higher.checked_sub(1).and_then(|at| self.steps.get(at)).map_or(0.0, |step| step.1)
    }
}
