//! Weigh what a page hides.

use std::collections::HashSet;

use super::{Block, Blocks, Contexts, Place};
use crate::page::{Dom, NodeId};
use crate::text::fold;

/// Whether a page keeps a node out of sight.
pub(super) fn is_hidden(contexts: &Contexts, node: NodeId) -> bool {
    let context = contexts.around(node);
    context.is_in(Place::Hidden) || context.is_in(Place::NotShown)
}

/// The share of hidden text from which on it is taken for the story: pages that are drawn by script hide theirs until
/// the script has run.
const STORY: f32 = 0.3;

/// The share of the page's running text that the page hides and does not also show. A listing that is hidden is a copy
/// of the story for programs.
fn share(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts) -> f32 {
    let is_text = |block: &&Block| block.is_long() && !contexts.is_listing(dom, block.container);
    let long = || blocks.list.iter().filter(is_text);
    let (hidden, shown): (Vec<&Block>, Vec<&Block>) = long().partition(|block| is_hidden(contexts, block.nodes.start));
    if hidden.is_empty() {
        return 0.0;
    }
    let mut seen: HashSet<String> = shown.iter().map(|block| fold(&block.text(dom))).collect();
    let words: u32 = hidden.iter().filter(|block| seen.insert(fold(&block.text(dom)))).map(|block| block.words).sum();
    words as f32 / (words + shown.iter().map(|block| block.words).sum::<u32>()).max(1) as f32
}

/// Whether what the page hides is its story.
pub(super) fn is_story_hidden(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts) -> bool {
    share(dom, blocks, contexts) > STORY
}
