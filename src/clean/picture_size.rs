//! Know how large a picture is before it is loaded, so that nothing jumps when it comes.

use crate::page::{Dom, NodeId, values_of};

/// The size of the picture that a live page showed, in pixels: "800x600".
const SHOWN: &str = "data-clearstory-size";

/// A picture's width and height in pixels: as a live page showed it, else from one side, or from the widest that it is
/// offered in, by the ratio that its style or the box around it keeps for it.
pub(super) fn size(
    dom: &Dom<'_>,
    image: NodeId,
    width: Option<u32>,
    height: Option<u32>,
    widest: Option<u32>,
) -> (Option<u32>, Option<u32>) {
    let shown = || {
        let (width, height) = dom.attribute(image, SHOWN)?.split_once('x')?;
        Some((width.parse().ok(), height.parse().ok()))
    };
    let scaled = |side: u32, by: f32| Some((side as f32 * by).round() as u32);
    match (width, height) {
        (None, None) => shown().or_else(|| {
            let (width, ratio) = (widest?, ratio(dom, image)?);
            Some((Some(width), scaled(width, ratio)))
        }),
        (Some(side), None) => ratio(dom, image).map(|ratio| (width, scaled(side, ratio))),
        (None, Some(side)) => ratio(dom, image).map(|ratio| (scaled(side, ratio.recip()), height)),
        (Some(_), Some(_)) => None,
    }
    .unwrap_or((width, height))
}

/// Elements around a picture among which one keeps its place, and nodes of the largest: it holds the picture alone.
const NEAR: usize = 3;
const MOST: usize = 12;
/// The flattest and the tallest picture, as height by width.
const RATIOS: std::ops::RangeInclusive<f32> = 0.02..=50.0;

/// How high a picture is beside how wide it is, as a style says it.
fn ratio(dom: &Dom<'_>, image: NodeId) -> Option<f32> {
    let says = |node: NodeId| dom.text(node).is_some() && !dom.is_blank(node);
    let is_alone = |&node: &NodeId| dom.descendants(node).len() <= MOST && !dom.descendants(node).any(says);
    let boxes = dom.ancestors(image).take(NEAR).take_while(is_alone);
    let of_box = |node| aspect(dom, node).or_else(|| padding(dom, node));
    aspect(dom, image).or_else(|| boxes.into_iter().find_map(of_box)).filter(|ratio| RATIOS.contains(ratio))
}

/// The ratio that a style gives: `aspect-ratio: 16 / 9`.
fn aspect(dom: &Dom<'_>, node: NodeId) -> Option<f32> {
    let value = values_of(dom.attribute(node, "style")?, "aspect-ratio").next()?;
    let (width, height) = value.split_once('/').unwrap_or((value, "1"));
    // A picture that is loaded may have its own: "auto 16 / 9".
    let width: f32 = width.trim().trim_start_matches("auto").trim().parse().ok()?;
    let height: f32 = height.trim().trim_end_matches("auto").trim().parse().ok()?;
    Some(height / width)
}

/// The ratio of a box that is as high as it has padding, which is counted by its width.
fn padding(dom: &Dom<'_>, node: NodeId) -> Option<f32> {
    let style = dom.attribute(node, "style")?;
    let padding =
        ["padding-top", "padding-bottom"].iter().find_map(|side| values_of(style, side).next()?.strip_suffix('%'))?;
    Some(padding.parse::<f32>().ok()? / 100.0)
}
