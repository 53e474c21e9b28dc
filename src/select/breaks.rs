//! Keep the marks between two scenes of a story: a line of asterisks where others have a rule.

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Kind};

/// Characters of the longest mark.
const LONGEST: usize = 12;

/// Keeps a line of nothing but marks between two texts that are kept and stand beside it.
pub(super) fn keep_scene_breaks(page: &Page<'_, '_>, keep: &mut [bool]) {
    let stands = |at: BlockId| page.dom.node(page.blocks.list[at].container).parent;
    for at in 1..keep.len().saturating_sub(1) {
        let is_between = keep[at - 1] && keep[at + 1] && stands(at - 1) == stands(at) && stands(at) == stands(at + 1);
        if !keep[at] && is_between && is_break(page, at) {
            keep[at] = !is_out_of_place(&page.surroundings.features[at]);
        }
    }
}

fn is_break(page: &Page<'_, '_>, at: BlockId) -> bool {
    let block = &page.blocks.list[at];
    if block.kind != Kind::Text || block.words > 0 || block.links > 0 {
        return false;
    }
    let text = block.text(page.dom);
    text.chars().count() <= LONGEST && text.chars().all(|c| is_mark(c) || c.is_whitespace())
}

fn is_mark(character: char) -> bool {
    matches!(character, '*' | '⁂' | '＊' | '✱' | '∗' | '#' | '~' | '–' | '—' | '-' | '•' | '·' | '◇' | '◆' | '❦' | '§')
}
