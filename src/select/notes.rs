//! Keep the notes that the story refers to, and no others.

use super::{Page, is_out_of_place};
use crate::annotate::BlockId;
use crate::page::NodeId;

/// Keeps each note that a kept text has a mark for, and the heading over the first of them.
pub(super) fn keep_notes(page: &Page<'_, '_>, keep: &mut [bool]) {
    let mut first: Option<BlockId> = None;
    for (at, note) in page.notes.list().iter().enumerate() {
        let is_kept = |&mark: &NodeId| page.blocks.around(page.dom, mark).is_some_and(|block| keep[block]);
        if !note.references.iter().any(is_kept) {
            continue;
        }
        for block in page.notes.blocks(page.dom, page.blocks, at) {
            keep[block] |= !is_out_of_place(&page.surroundings.features[block]);
            first = Some(first.map_or(block, |first| first.min(block)));
        }
    }
    let Some(first) = first else { return };
    let above = first.saturating_sub(ABOVE)..first;
    let heading = above.rev().take_while(|&at| !keep[at]).find(|&at| page.surroundings.features[at].heading > 0);
    if let Some(heading) = heading {
        keep[heading] = true;
    }
}

/// Blocks above the first note among which their heading is looked for: a link to edit them may stand between.
const ABOVE: usize = 3;
