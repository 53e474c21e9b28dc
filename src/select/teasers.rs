//! Leave out teasers that were found by their pattern, where the model is not sure that they are the story.

use super::pictures::goes_with_text;
use super::{Page, words, words_where};
use crate::annotate::{Kind, Sums};

/// The share of what is kept up to which a run of teasers stands beside a story. Beyond it, it is the story: a list of
/// ten best things is headlines with blurbs as well.
const BESIDE: f32 = 0.35;

/// That share where the page's data say that it is for an article, which no list of teasers is.
const BESIDE_ARTICLE: f32 = 0.6;

/// The score from which on the model is believed against the pattern.
const SURE: f32 = 0.75;

/// Drops the blocks of teasers.
pub(super) fn drop_teasers(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_teaser = |at: usize| page.surroundings.features[at].teaser;
    let beside = if page.is_article { BESIDE_ARTICLE } else { BESIDE };
    if words_where(page, keep, is_teaser) as f32 >= beside * words(page, keep) as f32 {
        return;
    }
    let is_text = |at: usize| page.blocks.list[at].kind == Kind::Text;
    for (at, keep) in keep.iter_mut().enumerate().filter(|(at, _)| is_text(*at)) {
        *keep &= !is_teaser(at) || page.judgement.scores[at] >= SURE;
    }
    let words = keep.iter().zip(&page.blocks.list).map(|(&keep, block)| if keep { block.words } else { 0 });
    let kept = Sums::of(words);
    for (at, keep) in keep.iter_mut().enumerate().filter(|(at, _)| !is_text(*at)) {
        *keep &= !is_teaser(at) || goes_with_text(page, at, &kept);
    }
}
