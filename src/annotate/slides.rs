//! Find the pictures of a slide show that wait for their turn: out of sight for now, but part of the story.

use std::collections::HashSet;

use super::context::hides_itself;
use crate::page::{Dom, NodeId, Tag};
use crate::text::count_words;

/// Nodes in the largest slide, and words and bytes of its longest text.
const NODES: usize = 60;
const WORDS: u32 = 80;
const BYTES: usize = 4_000;
/// Slides of the longest show.
const MOST: usize = 200;

/// The hidden elements that are slides: each holds one picture, and so does a neighbour of the same class that is shown.
pub(super) fn slides(dom: &Dom<'_>) -> HashSet<NodeId> {
    let mut slides = HashSet::new();
    let mut seen = HashSet::new();
    for id in dom.ids().filter(|&id| hides_itself(dom, id) && is_slide(dom, id)) {
        let parent = dom.node(id).parent;
        if !seen.insert(parent) {
            continue;
        }
        let like = |&other: &NodeId| dom.tag(other) == dom.tag(id) && name(dom, other) == name(dom, id);
        let show: Vec<NodeId> = dom.children(parent).filter(like).take(MOST).collect();
        if show.iter().all(|&slide| is_slide(dom, slide)) && show.iter().any(|&slide| !hides_itself(dom, slide)) {
            slides.extend(show);
        }
    }
    slides
}

/// The first of an element's classes; the others tell its state.
fn name<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    dom.attribute(id, "class")?.split_ascii_whitespace().next()
}

fn is_slide(dom: &Dom<'_>, id: NodeId) -> bool {
    let inside = dom.descendants(id);
    // First what costs nothing: hidden elements may be large, and stand in each other.
    if inside.len() > NODES || name(dom, id).is_none() {
        return false;
    }
    let count = |tag| inside.clone().filter(|&node| dom.tag(node) == tag).count();
    count(Tag::Img) == 1
        && count(Tag::A) == 0
        && dom.text_up_to(id, BYTES).is_some_and(|text| count_words(&text) <= WORDS)
}
