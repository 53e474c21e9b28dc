//! Gather the names of the boxes around each node, of those small enough to be believed.

use std::ops::Range;

use super::keywords::Groups;
use super::{BlockId, Blocks, Contexts};
use crate::page::{Dom, NodeId};

/// A box is believed when it calls itself names as long as it holds less than this share of the story's words.
pub(super) const SMALL: f32 = 0.4;

/// For each node, the names of the small boxes around it.
pub(super) struct Boxes {
    names: Vec<Groups>,
    innermost: Vec<Option<NodeId>>,
    ranges: Vec<Range<BlockId>>,
}

impl Boxes {
    pub(super) fn of(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, story_words: u32) -> Self {
        let mut names = Vec::with_capacity(dom.len());
        let mut innermost = Vec::with_capacity(dom.len());
        let mut ranges = Vec::with_capacity(dom.len());
        for id in dom.ids() {
            let parent = dom.node(id).parent;
            let inside = blocks.inside(dom, id);
            let own = contexts.groups(id);
            let small = (blocks.long_words(&inside) as f32) < SMALL * story_words as f32;
            let around: Groups = names.get(parent).copied().unwrap_or_default();
            let is_box = small && own != Groups::default();
            names.push(if is_box { around.union(own) } else { around });
            innermost.push(if is_box { Some(id) } else { innermost.get(parent).copied().flatten() });
            ranges.push(inside);
        }
        Boxes { names, innermost, ranges }
    }

    /// The names of the small boxes around a node.
    pub(super) fn around(&self, node: NodeId) -> Groups {
        self.names[node]
    }

    /// The blocks of the smallest of them.
    pub(super) fn named(&self, node: NodeId) -> Option<Range<BlockId>> {
        self.innermost[node].map(|id| self.ranges[id].clone())
    }
}
