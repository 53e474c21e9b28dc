//! Keep the pictures, sounds and frames that stand in what is kept.

use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Group, Kind, Place, Sums};

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

/// Keeps what is shown or played where most of the words around it are kept.
pub(super) fn keep_pictures(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept = Sums::of(keep.iter().zip(&page.blocks.list).map(|(&keep, block)| if keep { block.words } else { 0 }));
    for (at, keep) in keep.iter_mut().enumerate() {
        if page.blocks.list[at].kind == Kind::Media {
            *keep = !is_furniture(page, at) && stands_in_story(page, at, &kept);
        }
    }
}

fn is_furniture(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    let in_figure = features.context.is_in(Place::Figure);
    is_out_of_place(features)
        || features.teaser
        || features.in_other_story
        || features.is_comment
        || features.is_advert_label
        || (!in_figure && FURNITURE.into_iter().any(|group| features.in_box(group)))
}

/// Whether most of the words in the smallest box around it that has enough of them are kept.
fn stands_in_story(page: &Page<'_, '_>, at: BlockId, kept: &Sums) -> bool {
    let container = page.blocks.list[at].container;
    let boxes = std::iter::once(container).chain(page.dom.ancestors(container));
    let mut boxes = boxes.map(|node| page.blocks.inside(page.dom, node));
    let Some(inside) = boxes.find(|inside| page.blocks.words(inside) >= ENOUGH) else { return false };
    2 * kept.over(inside.clone()) > page.blocks.words(&inside)
}
