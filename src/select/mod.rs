//! Decide which blocks are the story, and say of every other why it is not.

mod lead;
mod reasons;
mod structure;

pub use lead::headline;

use crate::annotate::{BlockId, Blocks, Kind, Surroundings};
use crate::article::Reason;
use crate::page::Dom;

/// The probability from which on a block is kept.
const THRESHOLD: f32 = 0.5;

/// What is kept of a page, and why the rest is not.
pub struct Selection {
    /// For each block, nothing if it is kept, else why it is not.
    pub dropped: Vec<Option<Verdict>>,
    /// How sure the selection is, 0 to 1.
    pub confidence: f32,
}

/// Why a block is not kept.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// For readers.
    pub reason: Reason,
    /// The rule that dropped it, or that its score did.
    pub rule: &'static str,
}

impl Selection {
    /// Whether a block is part of the story.
    pub fn keeps(&self, block: BlockId) -> bool {
        self.dropped.get(block).is_some_and(Option::is_none)
    }
}

/// What selecting may look at, besides the scores.
pub struct Page<'a, 'p> {
    /// The page's tree.
    pub dom: &'a Dom<'p>,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// What is known of each block.
    pub surroundings: &'a Surroundings,
    /// The headline, from the metadata.
    pub title: Option<&'a str>,
    /// The picture that the metadata names.
    pub lead_image: Option<&'a str>,
}

/// A pass over the page's blocks that corrects which are kept.
type Pass = fn(&Page<'_, '_>, &mut [bool]);

/// The passes, in order, each with the name under which a block that it drops is explained.
const PASSES: [(&str, Pass); 8] = [
    ("headline", lead::drop_headline),
    ("lead picture", lead::keep_lead_picture),
    ("caption without its picture", structure::keep_captions_with_pictures),
    ("repeated quote", structure::drop_pull_quotes),
    ("far from the story", structure::drop_islands),
    ("rest of a dropped box", structure::drop_with_box),
    ("label of dropped links", structure::drop_labels),
    ("heading without text", structure::drop_orphan_headings),
];

/// The name of the rule for blocks that were dropped for their score alone.
const BY_SCORE: &str = "score";

/// Selects the story's blocks by their scores and by what only the structure can tell.
pub fn select(page: &Page<'_, '_>, scores: &[f32]) -> Selection {
    let mut keep: Vec<bool> = scores.iter().map(|&score| score >= THRESHOLD).collect();
    let mut rules: Vec<&'static str> = vec![BY_SCORE; keep.len()];
    for (name, pass) in PASSES {
        let before = keep.clone();
        pass(page, &mut keep);
        for ((rule, before), after) in rules.iter_mut().zip(before).zip(&keep) {
            if before && !after {
                *rule = name;
            }
        }
    }
    let verdict = |at: usize, rule: &'static str| Verdict {
        reason: reasons::reason(&page.surroundings.features[at], rule),
        rule,
    };
    let dropped =
        keep.iter().zip(rules).enumerate().map(|(at, (&kept, rule))| (!kept).then(|| verdict(at, rule))).collect();
    Selection { dropped, confidence: confidence(page, scores, &keep) }
}

/// Sure when much running text was kept, with high scores, and little of the page's running text was left out beside it.
fn confidence(page: &Page<'_, '_>, scores: &[f32], keep: &[bool]) -> f32 {
    let mut kept_words = 0.0;
    let mut sure_words = 0.0;
    let mut all_words = 0.0;
    for (at, block) in page.blocks.list.iter().enumerate().filter(|(_, block)| block.kind == Kind::Text) {
        let words = block.words as f32;
        if block.is_long() {
            all_words += words;
        }
        if keep[at] {
            kept_words += words;
            sure_words += words * scores[at];
        }
    }
    if kept_words == 0.0 {
        return 0.0;
    }
    let sureness = sure_words / kept_words;
    let length = kept_words / (kept_words + 60.0);
    let share = (kept_words / f32::max(all_words, 1.0)).min(1.0);
    sureness * length * (0.6 + 0.4 * share)
}
