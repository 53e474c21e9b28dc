//! Offer other parts of the page that may be the story, for a reader who sees that the engine was wrong.

use std::collections::HashMap;

use super::{Act, find, learn};
use crate::annotate::{Blocks, Sums, story_title};
use crate::article::Candidate;
use crate::page::{Dom, NodeId, Tag};
use crate::select::Selection;
use crate::text::{line, shorten};

/// Parts that are offered.
const MOST: usize = 4;
/// Words of running text from which on a part may be a story.
const ENOUGH: u32 = 40;
/// Characters of its beginning that are quoted.
const QUOTE: usize = 120;
/// The share of words that two parts have in common if they are one to a reader.
const SAME: f32 = 0.9;

/// Parts of a page with much running text, other than its story, from the largest down.
pub fn candidates(dom: &Dom<'_>, blocks: &Blocks, selection: &Selection) -> Vec<Candidate> {
    let mut boxes: HashMap<NodeId, u32> = HashMap::new();
    for block in blocks.list.iter().filter(|block| block.is_long()) {
        *boxes.entry(dom.node(block.container).parent).or_default() += block.words;
    }
    for id in dom.ids().filter(|&id| matches!(dom.tag(id), Tag::Article | Tag::Main)) {
        boxes.insert(id, blocks.long_words(&blocks.inside(dom, id)));
    }
    let mut boxes: Vec<(NodeId, u32)> = boxes.into_iter().filter(|&(id, words)| id != 0 && words >= ENOUGH).collect();
    boxes.sort_by_key(|&(id, words)| (std::cmp::Reverse(words), id));
    let kept = Sums::of((0..blocks.list.len()).map(|at| if selection.keeps(at) { blocks.list[at].words } else { 0 }));
    let mut offered: Vec<NodeId> = Vec::new();
    // Each is compared with those before it, which are few.
    for (id, _) in boxes.into_iter().take(MOST * 4) {
        let is_story = is_same(kept.over(blocks.inside(dom, id)), kept.total(), blocks.words(&blocks.inside(dom, id)));
        if offered.len() < MOST && !is_story && !offered.iter().any(|&other| holds_the_same(dom, blocks, id, other)) {
            offered.push(id);
        }
    }
    offered.into_iter().filter_map(|id| candidate(dom, blocks, id)).collect()
}

/// Whether two parts, of so many words each and so many in common, are one to a reader.
fn is_same(common: u32, one: u32, other: u32) -> bool {
    common as f32 >= SAME * one.max(other) as f32
}

fn holds_the_same(dom: &Dom<'_>, blocks: &Blocks, one: NodeId, other: NodeId) -> bool {
    let (inner, outer) = (one.max(other), one.min(other));
    let words = |id: NodeId| blocks.words(&blocks.inside(dom, id));
    inner < dom.node(outer).end && is_same(words(inner), words(inner), words(outer))
}

fn candidate(dom: &Dom<'_>, blocks: &Blocks, id: NodeId) -> Option<Candidate> {
    let inside = blocks.inside(dom, id);
    let first = inside.clone().find(|&at| blocks.list[at].is_long())?;
    let fix = learn::learn_root(dom, id)?;
    // One that is not found again cannot be chosen.
    (find(dom, &fix).first() == Some(&id) && fix.act == Act::Root).then(|| Candidate {
        title: story_title(dom, id),
        text: shorten(&line(&blocks.list[first].text(dom)), QUOTE),
        words: blocks.words(&inside),
        target: fix.target,
    })
}
