//! Tell the empty boxes in which a script of the page will put a player or a post of another site.

use super::{Dom, NodeId, Tag};

/// Parts of the names of such boxes.
const NAMES: [&str; 4] = ["youtube", "vimeo", "fb-post", "fb-video"];

/// Attributes that say what is to be put there: an address, or the number of a video.
pub const TOLD: [&str; 9] = [
    "data-src",
    "data-href",
    "data-url",
    "data-id",
    "data-videoid",
    "data-video-id",
    "data-youtube-id",
    "data-vimeo-id",
    "data-yt-id",
];

/// Nodes of the largest such box: a still and a button.
const MOST: usize = 20;

/// Whether an element is such a box.
pub(super) fn is_box(dom: &Dom<'_>, id: NodeId) -> bool {
    let inside = dom.descendants(id);
    let is_told = || TOLD.iter().any(|name| dom.attribute(id, name).is_some_and(|value| !value.trim().is_empty()));
    let is_named = |class: &str| NAMES.iter().any(|name| class.contains(name));
    let is_filled = |node: NodeId| {
        matches!(dom.tag(node), Tag::Iframe | Tag::Video) || dom.text(node).is_some_and(|text| !text.trim().is_empty())
    };
    matches!(dom.tag(id), Tag::Div | Tag::Span)
        && inside.len() <= MOST
        && is_told()
        && dom.attribute(id, "class").is_some_and(is_named)
        && !inside.into_iter().any(is_filled)
}
