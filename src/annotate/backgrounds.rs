//! Find pictures that are the background of an empty element.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag};

/// Attributes in which lazy loaders keep a background's address.
const LAZY: [&str; 4] = ["data-bg", "data-background-image", "data-background", "data-bg-src"];

/// Elements around a background among which a figure shows that it is a picture.
const NEAR: usize = 3;

/// The address of an element's background, as the page writes it.
pub fn background<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    let lazy = LAZY.iter().find_map(|name| dom.attribute(id, name)).map(|value| url(value).unwrap_or(value));
    lazy.or_else(|| {
        let style = dom.attribute(id, "style")?;
        style.split(';').find(|part| part.trim_start().starts_with("background")).and_then(|_| url(style))
    })
    .filter(|address| !address.trim().is_empty())
}

/// What stands in the parentheses of `url()`.
fn url(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("url(")?;
    let address = rest.split_once(')')?.0.trim();
    Some(address.trim_matches(['"', '\'']))
}

/// Elements with nothing inside that show a picture: they say so, or stand in a figure.
pub(super) fn backgrounds(dom: &Dom<'_>) -> HashSet<NodeId> {
    let is_empty = |id| dom.descendants(id).len() <= 1;
    let is_shown = |id| {
        dom.attribute(id, "role") == Some("img")
            || dom.ancestors(id).take(NEAR).any(|node| dom.tag(node) == Tag::Figure)
    };
    let is_box = |id| matches!(dom.tag(id), Tag::Div | Tag::Span | Tag::A);
    dom.ids().filter(|&id| is_box(id) && is_empty(id) && is_shown(id) && background(dom, id).is_some()).collect()
}
