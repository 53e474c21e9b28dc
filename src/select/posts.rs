//! Keep what people wrote to each other, where that is the story, without what a forum puts around it.

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Kind, Part, Place};
use crate::text::fold;

/// The share of the words in the posts from which on all of them are kept: less, and the page is not for them. Listings
/// do not count: a log of a thousand lines is quoted in a thread of a hundred words.
const ENOUGH: f32 = 0.33;

/// Keeps the text of posts and leaves out all that stands around it.
pub(super) fn keep_posts(page: &Page<'_, '_>, keep: &mut [bool]) {
    let (mut kept, mut all) = (0, 0);
    for (at, block) in page.blocks.list.iter().enumerate() {
        let is_listing = page.contexts.is_listing(page.dom, block.container);
        if matches!(page.posts.part(at), Some(Part::Text(_) | Part::Perhaps(_))) && !is_listing {
            kept += if keep[at] { block.words } else { 0 };
            all += block.words;
        }
    }
    if (kept as f32) < ENOUGH * all as f32 || page.posts.list().is_empty() {
        return;
    }
    let first = (0..keep.len()).find(|&at| page.posts.part(at).is_some()).unwrap_or(0);
    let last = (0..keep.len()).rev().find(|&at| page.posts.part(at).is_some()).unwrap_or(0);
    let all_posts = first..last;
    let title = page.title.map(fold).filter(|title| !title.is_empty());
    for (at, keep) in keep.iter_mut().enumerate() {
        let block = &page.blocks.list[at];
        match page.posts.part(at) {
            Some(Part::Furniture) => *keep = false,
            // Buttons and signs of a forum are often pictures, and around its posts stands what it says of itself.
            None => *keep &= block.kind == Kind::Text && (all_posts.contains(&at) || page.is_sure(at)),
            Some(part) if block.kind == Kind::Text => {
                *keep |= is_said(page, at, part);
                *keep &= !repeats(title.as_deref(), &fold(&block.text(page.dom)));
            }
            Some(_) => {}
        }
    }
}

/// Whether a block is surely part of what a post says.
fn is_said(page: &Page<'_, '_>, at: BlockId, part: Part) -> bool {
    let features = &page.surroundings.features[at];
    let is_sure = matches!(part, Part::Text(_)) || features.context.is_in(Place::Quote);
    // What is quoted whole from a post above need not be read twice.
    let is_repeated = features.repeats > 0 && page.blocks.list[at].is_long();
    is_sure && !is_repeated && !is_out_of_place(features) && !features.context.is_in(Place::Aside)
}

/// Whether a text is the thread's title, as answers repeat it.
fn repeats(title: Option<&str>, text: &str) -> bool {
    title.is_some_and(|title| text.strip_suffix(title).is_some_and(|before| matches!(before, "" | "re" | "aw" | "sv")))
}
