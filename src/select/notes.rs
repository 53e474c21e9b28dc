//! Keep the notes that the story refers to, and those beside what is kept.

use super::{Page, flow, is_out_of_place};
use crate::annotate::{BlockId, is_in_margin};
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

/// Words of the longest note beside the text. What is longer is a part of the page.
const LONGEST: u32 = 120;

/// Keeps the notes that stand in the margin right behind a text that is kept.
pub(super) fn keep_notes_in_margin(page: &Page<'_, '_>, keep: &mut [bool]) {
    for note in page.dom.ids().filter(|&id| is_in_margin(page.dom, id)) {
        let inside = page.blocks.inside(page.dom, note);
        let is_beside = inside.start.checked_sub(1).is_some_and(|before| keep[before]);
        if is_beside && page.blocks.words(&inside) <= LONGEST {
            flow::keep_all(page, &inside, keep);
        }
    }
}
