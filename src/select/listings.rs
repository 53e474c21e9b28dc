//! Keep the listings of code that stand between what is kept, with the name of their file.

use super::flow::DOUBTFUL;
use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Kind, Place, Position};
use crate::page::Tag;

/// Blocks on each side of a listing among which one is kept.
const NEAR: usize = 3;

/// Keeps listings that have what is kept on both sides: few words of a program look like a label to who sees only their
/// number. The rest of a figure around one says what it is.
pub(super) fn keep_listings(page: &Page<'_, '_>, keep: &mut [bool]) {
    for at in (0..keep.len()).filter(|&at| page.contexts.is_listing(page.dom, page.blocks.list[at].container)) {
        let before = keep[at.saturating_sub(NEAR)..at].contains(&true);
        let after = keep.iter().skip(at + 1).take(NEAR).any(|&keep| keep);
        keep[at] |= before && after && is_of_story(page, at);
        if keep[at] {
            keep_caption(page, at, keep);
        }
    }
}

fn is_of_story(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    features.kind == Kind::Text
        && features.position == Position::Inside
        && !is_out_of_place(features)
        && page.judgement.scores[at] >= DOUBTFUL
}

/// Keeps the caption in a figure around a listing.
fn keep_caption(page: &Page<'_, '_>, listing: BlockId, keep: &mut [bool]) {
    let container = page.blocks.list[listing].container;
    let Some(figure) = page.dom.ancestors(container).take(NEAR).find(|&node| page.dom.tag(node) == Tag::Figure) else {
        return;
    };
    for at in page.blocks.inside(page.dom, figure) {
        let features = &page.surroundings.features[at];
        keep[at] |= features.context.is_in(Place::Caption) && !is_out_of_place(features);
    }
}
