//! Follow what the page's owner says of its parts: `data-clearstory="main"`, `"keep"` and `"drop"`.

use super::Page;
use crate::annotate::Place;

/// Drops what the owner drops and what stands outside of the owner's main part, and keeps what the owner keeps. What is
/// hidden stays hidden, and what the view says itself is not said twice.
pub(super) fn follow_owner(page: &Page<'_, '_>, keep: &mut [bool]) {
    let blocks = &page.surroundings.features;
    let has_main = blocks.iter().any(|block| block.context.is_in(Place::Main));
    for (keep, block) in keep.iter_mut().zip(blocks) {
        let says = |place| block.context.is_in(place);
        if says(Place::Kept) {
            *keep |= !block.is_out_of_sight() && !block.says_metadata;
        } else if says(Place::Dropped) || (has_main && !says(Place::Main)) {
            *keep = false;
        }
    }
}
