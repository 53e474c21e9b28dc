//! Find pictures that are the background of an empty element.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag, size_of_source, source_set};

/// Attributes in which lazy loaders keep a background's address, behind the one for what a live page showed.
const LAZY: [&str; 5] =
    ["data-clearstory-background", "data-bg", "data-background-image", "data-background", "data-bg-src"];

/// The attribute for several, of which a loader takes the one that fits the window.
const LAZY_SET: &str = "data-bgset";

/// Elements around a background among which a figure shows that it is a picture.
const NEAR: usize = 4;

/// The address of an element's background, or of the picture that takes its place, as the page writes it.
pub fn background<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    own(dom, id).or_else(|| awaited(dom, id))
}

fn own<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    let lazy = LAZY.iter().find_map(|name| dom.attribute(id, name)).map(|value| url(value).unwrap_or(value));
    let lazy = lazy.or_else(|| dom.attribute(id, LAZY_SET).and_then(largest));
    let styled = || {
        let style = dom.attribute(id, "style")?;
        style.split(';').find(|part| part.trim_start().starts_with("background")).and_then(|_| url(style))
    };
    lazy.or_else(styled).filter(|address| !address.trim().is_empty())
}

/// The widest address of a set, whose parts may be parted by bars and have conditions, as in `a.jpg 400w
/// [(max-width: 9em)] | b.jpg 800w`; the first of several of one size.
fn largest(set: &str) -> Option<&str> {
    let all: Vec<(&str, &str)> = set.split('|').flat_map(source_set).collect();
    let size = |(_, descriptor): &(&str, &str)| size_of_source(descriptor);
    all.into_iter().rev().max_by(|one, other| size(one).total_cmp(&size(other))).map(|(address, _)| address)
}

/// The picture whose place an empty element keeps: the figure around it tells, in microdata, what it shows.
fn awaited<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    let figure = dom.ancestors(id).take(NEAR).find(|&node| dom.tag(node) == Tag::Figure)?;
    told(dom, figure).filter(|_| is_box(dom, id))
}

/// The address that a figure's microdata give for its picture.
fn told<'p>(dom: &Dom<'p>, figure: NodeId) -> Option<&'p str> {
    let is_image = dom.attribute(figure, "itemtype").is_some_and(|kind| kind.ends_with("schema.org/ImageObject"));
    dom.attribute(figure, "itemid").filter(|address| is_image && address.contains('/'))
}

/// What stands in the parentheses of `url()`.
fn url(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("url(")?;
    let address = rest.split_once(')')?.0.trim();
    Some(address.trim_matches(['"', '\'']))
}

/// Elements with nothing inside that show a picture: they say so, or stand in a figure.
pub(super) fn backgrounds(dom: &Dom<'_>) -> HashSet<NodeId> {
    let is_shown = |id| {
        dom.attribute(id, "role") == Some("img")
            || dom.ancestors(id).take(NEAR).any(|node| dom.tag(node) == Tag::Figure)
    };
    let shows = |id| is_empty_box(dom, id) && is_shown(id) && own(dom, id).is_some();
    let mut found: HashSet<NodeId> = dom.ids().filter(|&id| shows(id)).collect();
    let mut id = 0;
    while id < dom.len() {
        if dom.tag(id) == Tag::Figure && told(dom, id).is_some() {
            found.extend(place(dom, id, &found));
            id = dom.node(id).end;
        } else {
            id += 1;
        }
    }
    found
}

/// The place that a figure without a picture keeps for one.
fn place(dom: &Dom<'_>, figure: NodeId, shown: &HashSet<NodeId>) -> Option<NodeId> {
    let shows = |id: NodeId| dom.tag(id).is_media() || shown.contains(&id);
    let mut empty = dom.descendants(figure).filter(|&id| is_empty_box(dom, id));
    empty.next().filter(|_| !dom.descendants(figure).any(shows))
}

fn is_empty_box(dom: &Dom<'_>, id: NodeId) -> bool {
    is_box(dom, id) && dom.descendants(id).len() <= 1
}

fn is_box(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Div | Tag::Span | Tag::A)
}
