//! Keep the headings of what is kept, where others like them are.

use std::collections::HashSet;

use super::{Page, is_out_of_place};
use crate::annotate::BlockId;

/// Keeps a heading right over a text that is kept, beside another heading of its level that is.
pub(super) fn keep_headings(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept: HashSet<(u8, usize)> = (0..keep.len()).filter(|&at| keep[at]).filter_map(|at| place(page, at)).collect();
    for at in 0..keep.len() {
        let features = &page.surroundings.features[at];
        let heads = || keep.get(at + 1) == Some(&true) && page.surroundings.features[at + 1].heading == 0;
        let is_like_others = || place(page, at).is_some_and(|place| kept.contains(&place));
        if !keep[at] && heads() && is_like_others() && !is_out_of_place(features) && features.link_density < LINKS {
            keep[at] = true;
        }
    }
}

/// The share of links from which on a heading leads elsewhere.
const LINKS: f32 = 0.5;

/// A heading's level and how deep it stands: each may have a section of its own.
fn place(page: &Page<'_, '_>, at: BlockId) -> Option<(u8, usize)> {
    let container = page.blocks.list[at].container;
    let level = page.dom.tag(container).heading_level()?;
    Some((level, page.dom.ancestors(container).count()))
}
