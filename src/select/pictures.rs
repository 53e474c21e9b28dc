//! Keep the pictures, sounds, frames and listings of code that stand in what is kept.

use std::ops::Range;

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Group, Kind, Place, Sums, card};
use crate::page::{NodeId, Tag};

/// Words from which on a box around a picture says whether it is the story's.
const ENOUGH: u32 = 40;

/// Names of boxes whose pictures belong to what the box is for.
const FURNITURE: [Group; 8] = [
    Group::Consent,
    Group::Related,
    Group::Newsletter,
    Group::Share,
    Group::Advert,
    Group::Navigation,
    Group::Byline,
    Group::Comments,
];

/// Keeps what is shown, played or quoted from a program where most of the words around it are kept.
pub(super) fn keep_pictures(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept = Sums::of(keep.iter().zip(&page.blocks.list).map(|(&keep, block)| if keep { block.words } else { 0 }));
    for (at, keep) in keep.iter_mut().enumerate() {
        let block = &page.blocks.list[at];
        let is_link = block.link_density() == 1.0 && is_card(page, at);
        if block.kind == Kind::Media || is_link {
            let is_teaser = || page.surroundings.features[at].teaser && !goes_with_text(page, at, &kept);
            *keep = !is_furniture(page, at)
                && !is_decoration(page, at)
                && !is_teaser()
                && (stands_in_story(page, at, &kept) || stands_between(page, at, &kept));
        } else if page.contexts.is_listing(page.dom, block.container) {
            *keep |= !is_out_of_the_story(page, at)
                && !page.surroundings.features[at].teaser
                && stands_in_story(page, at, &kept);
        }
    }
}

/// Whether a block stands for what it leads to: it is a link alone in a figure, or in one of nothing but links.
fn is_card(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.dom.tag(page.blocks.list[at].container) == Tag::Figure || card(page.dom, page.blocks, at).is_some()
}

/// Whether a picture is the icon or the thumbnail of a page that a figure links to by its title and what it is about.
fn is_decoration(page: &Page<'_, '_>, at: BlockId) -> bool {
    let is_text = |&at: &BlockId| {
        page.blocks.list[at].kind == Kind::Text && !page.surroundings.features[at].context.is_in(Place::Caption)
    };
    let inside = || card(page.dom, page.blocks, at).map(|figure| page.blocks.inside(page.dom, figure));
    page.blocks.list[at].kind == Kind::Media && inside().is_some_and(|inside| inside.filter(is_text).count() > 1)
}

/// Whether a picture belongs to what the page puts around its story.
pub(super) fn is_furniture(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    let is_named = || FURNITURE.into_iter().any(|group| features.in_box(group));
    is_out_of_the_story(page, at) || (!features.context.is_in(Place::Figure) && is_named())
}

fn is_out_of_the_story(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    is_out_of_place(features) || features.in_other_story || features.is_comment
}

/// Whether most of the words around it are kept, in the smallest box that has enough of them.
fn stands_in_story(page: &Page<'_, '_>, at: BlockId, kept: &Sums) -> bool {
    let Some(inside) = surroundings(page, at) else { return false };
    let own = kept.over(at..at + 1);
    2 * (kept.over(inside.clone()) - own) > page.blocks.words(&inside) - page.blocks.list[at].words
}

/// Whether most of the words in the smallest box around a picture that has any are kept.
pub(super) fn goes_with_text(page: &Page<'_, '_>, at: BlockId, kept: &Sums) -> bool {
    let container = page.blocks.list[at].container;
    let boxes = std::iter::once(container).chain(page.dom.ancestors(container));
    let mut boxes = boxes.map(|node| page.blocks.inside(page.dom, node));
    let inside = boxes.find(|inside| page.blocks.words(inside) > 0);
    inside.is_some_and(|inside| 2 * kept.over(inside.clone()) > page.blocks.words(&inside))
}

/// The blocks in the smallest box around a block that has enough other words.
fn surroundings(page: &Page<'_, '_>, at: BlockId) -> Option<Range<BlockId>> {
    let block = &page.blocks.list[at];
    let boxes = std::iter::once(block.container).chain(page.dom.ancestors(block.container));
    let mut boxes = boxes.map(|node| page.blocks.inside(page.dom, node));
    boxes.find(|inside| page.blocks.words(inside) - block.words >= ENOUGH)
}

/// How far from a picture, in blocks, running text may stand that it belongs to.
const REACH: usize = 5;

/// Whether it stands between two pieces of running text that are kept, both near and in the smallest box with enough
/// words: a long gallery further down, or a list of links, is no reason to lose it.
fn stands_between(page: &Page<'_, '_>, at: BlockId, kept: &Sums) -> bool {
    let Some(inside) = surroundings(page, at) else { return false };
    let is_long = |&at: &BlockId| page.blocks.list[at].kind == Kind::Text && page.blocks.list[at].is_long();
    let is_kept = |at: BlockId| kept.over(at..at + 1) > 0;
    let before = (inside.start..at).rev().take(REACH).find(is_long);
    let after = (at + 1..inside.end).take(REACH).find(is_long);
    before.is_some_and(is_kept) && after.is_some_and(is_kept)
}

/// Keeps a gallery whole of which a picture is kept: captions of a word or two say little by themselves.
pub(super) fn keep_galleries(page: &Page<'_, '_>, keep: &mut [bool]) {
    for list in page.dom.ids().filter(|&id| matches!(page.dom.tag(id), Tag::Ul | Tag::Ol)) {
        let inside = page.blocks.inside(page.dom, list);
        let is_shown = inside.clone().any(|at| keep[at] && page.blocks.list[at].kind == Kind::Media);
        if is_shown && is_gallery(page, list) {
            for at in inside.filter(|&at| !is_out_of_place(&page.surroundings.features[at])) {
                keep[at] = true;
            }
        }
    }
}

/// Words of the longest caption in a gallery.
const CAPTION: u32 = 25;
/// The share of links from which on captions are headlines of other pages.
const LINKS: f32 = 0.6;

/// Whether a list is of pictures with captions, but for a title at most.
fn is_gallery(page: &Page<'_, '_>, list: NodeId) -> bool {
    let items: Vec<NodeId> = page.dom.children(list).filter(|&id| page.dom.tag(id) == Tag::Li).collect();
    let is_picture = |&id: &NodeId| {
        let inside = page.blocks.inside(page.dom, id);
        let pictures = inside.clone().filter(|&at| page.blocks.list[at].kind == Kind::Media).count();
        pictures == 1 && page.blocks.words(&inside) <= CAPTION
    };
    let pictures = items.iter().filter(|id| is_picture(id)).count();
    let is_links = page.blocks.link_density(&page.blocks.inside(page.dom, list)) > LINKS;
    pictures > 1 && pictures + 1 >= items.len() && !is_links
}

/// Characters of the longest place of a slide among the others: "12 / 34".
const PLACE: usize = 12;

/// Drops the place of a slide in its show, beside its picture.
pub(super) fn drop_places_in_shows(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_picture =
        |at: Option<BlockId>| at.and_then(|at| page.blocks.list.get(at)).is_some_and(|block| block.kind == Kind::Media);
    for (at, keep) in keep.iter_mut().enumerate() {
        if *keep && (is_picture(Some(at + 1)) || is_picture(at.checked_sub(1))) {
            *keep = !is_place(&page.blocks.list[at].text(page.dom));
        }
    }
}

/// Two numbers with a stroke between them, the first no larger than the second.
fn is_place(text: &str) -> bool {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let numbers = text.split_once('/').filter(|_| text.len() <= PLACE);
    numbers.and_then(|(at, of)| Some(number(at)? <= number(of)?)).unwrap_or(false)
}
