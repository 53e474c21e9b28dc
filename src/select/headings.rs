//! Keep the headings of what is kept.

use std::collections::HashSet;

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Group, Position};
use crate::text::fold;

/// Words of the longest line that says who wrote what follows.
const BYLINE: u32 = 15;

/// Keeps a heading right over what is kept: beside another heading of its level that is, over a paragraph, or over a
/// section with a heading of its own. What is dropped of who wrote it may stand between.
pub(super) fn keep_headings(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept: HashSet<(u8, usize)> = (0..keep.len()).filter(|&at| keep[at]).filter_map(|at| place(page, at)).collect();
    let title = page.title.map(fold).unwrap_or_default();
    let heads = |at: BlockId, below: BlockId| {
        let is_part = is_part(page, at, &title);
        let heads_text = page.surroundings.features[below].heading == 0;
        let is_over_paragraph = is_part && heads_text && is_paragraph(page, below);
        let is_over_section = is_part && is_over_section(page, at, below);
        let is_like_others = heads_text && place(page, at).is_some_and(|place| kept.contains(&place));
        // A link over a whole paragraph is that text's own.
        let leads_elsewhere = leads_elsewhere(page, at) && !(is_over_paragraph && is_whole(page, below));
        (is_like_others || is_over_paragraph || is_over_section) && !leads_elsewhere
    };
    // The next block that is more than a dropped byline.
    let mut below: Option<BlockId> = None;
    // Backwards: a heading that is kept may be what the one over it heads.
    for at in (0..keep.len()).rev() {
        let over_kept = below.filter(|&below| keep[below] && !is_out_of_place(&page.surroundings.features[at]));
        keep[at] = keep[at] || over_kept.is_some_and(|below| heads(at, below));
        if keep[at] || !is_byline(page, at) {
            below = Some(at);
        }
    }
}

/// The share of links from which on a heading leads elsewhere.
const LINKS: f32 = 0.5;

fn leads_elsewhere(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.surroundings.features[at].link_density >= LINKS && !page.blocks.list[at].is_local_link
}

/// Whether a block is a heading of the story's, and not its headline.
fn is_part(page: &Page<'_, '_>, at: BlockId, title: &str) -> bool {
    let features = &page.surroundings.features[at];
    !features.teaser
        && match features.heading {
            0 => false,
            // The first of the first rank may be the site's name, or the headline in other words.
            1 => features.position == Position::Inside && !fold(&page.blocks.list[at].text(page.dom)).contains(title),
            _ => true,
        }
}

fn is_paragraph(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.blocks.list[at].is_long() || page.blocks.list[at].ends_sentence
}

fn is_whole(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.blocks.list[at].is_long() && !page.blocks.list[at].ends_ellipsis
}

/// Whether a heading stands over another that is of a lower rank.
fn is_over_section(page: &Page<'_, '_>, at: BlockId, below: BlockId) -> bool {
    page.surroundings.features[below].heading > page.surroundings.features[at].heading
}

fn is_byline(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.surroundings.features[at].in_box(Group::Byline) && page.blocks.list[at].words <= BYLINE
}

/// A heading's level and how deep it stands: each may have a section of its own.
fn place(page: &Page<'_, '_>, at: BlockId) -> Option<(u8, usize)> {
    let container = page.blocks.list[at].container;
    let level = page.dom.tag(container).heading_level()?;
    Some((level, page.dom.ancestors(container).count()))
}
