//! Keep the headings of what is kept.

use std::collections::HashSet;

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Position};
use crate::text::fold;

/// Keeps a heading right over a text that is kept: beside another heading of its level that is, or over a paragraph.
pub(super) fn keep_headings(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept: HashSet<(u8, usize)> = (0..keep.len()).filter(|&at| keep[at]).filter_map(|at| place(page, at)).collect();
    let title = page.title.map(fold).unwrap_or_default();
    for at in 0..keep.len() {
        let features = &page.surroundings.features[at];
        let heads = || keep.get(at + 1) == Some(&true) && page.surroundings.features[at + 1].heading == 0;
        let is_like_others = || place(page, at).is_some_and(|place| kept.contains(&place));
        if keep[at] || !heads() || is_out_of_place(features) {
            continue;
        }
        let is_over_paragraph = is_over_paragraph(page, at, &title);
        // A link over a whole paragraph is that text's own.
        let leads_elsewhere = features.link_density >= LINKS && !(is_over_paragraph && is_whole(page, at + 1));
        keep[at] = (is_like_others() || is_over_paragraph) && !leads_elsewhere;
    }
}

/// The share of links from which on a heading leads elsewhere.
const LINKS: f32 = 0.5;

/// Whether a block is a heading of the story's over a paragraph, and not its headline.
fn is_over_paragraph(page: &Page<'_, '_>, at: BlockId, title: &str) -> bool {
    let features = &page.surroundings.features[at];
    let is_part = match features.heading {
        0 => false,
        // The first of the first rank may be the site's name, or the headline in other words.
        1 => features.position == Position::Inside && !fold(&page.blocks.list[at].text(page.dom)).contains(title),
        _ => true,
    };
    let below = &page.blocks.list[at + 1];
    is_part && !features.teaser && (below.is_long() || below.ends_sentence)
}

fn is_whole(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.blocks.list[at].is_long() && page.blocks.list[at].ends_sentence
}

/// A heading's level and how deep it stands: each may have a section of its own.
fn place(page: &Page<'_, '_>, at: BlockId) -> Option<(u8, usize)> {
    let container = page.blocks.list[at].container;
    let level = page.dom.tag(container).heading_level()?;
    Some((level, page.dom.ancestors(container).count()))
}
