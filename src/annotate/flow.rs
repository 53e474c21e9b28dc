//! Find the elements that hold the story's paragraphs side by side: what stands beside them is flow, the rest is boxes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{BlockId, Blocks};
use crate::page::{Dom, NodeId};

/// The elements that hold the story's paragraphs side by side.
pub(super) struct Flow {
    parents: HashSet<NodeId>,
}

/// The share of the story's words that an element must hold in paragraphs of its own to be part of its flow.
const FLOW: f32 = 0.15;

impl Flow {
    pub(super) fn of(dom: &Dom<'_>, blocks: &Blocks, story: &Range<BlockId>) -> Self {
        let mut words: HashMap<NodeId, u32> = HashMap::new();
        for block in blocks.list[story.clone()].iter().filter(|block| block.is_long()) {
            *words.entry(dom.node(block.container).parent).or_default() += block.words;
        }
        let total: u32 = words.values().sum();
        let parents = words.into_iter().filter(|&(_, words)| words as f32 >= FLOW * total as f32).map(|(node, _)| node);
        Flow { parents: parents.collect() }
    }

    pub(super) fn contains(&self, dom: &Dom<'_>, container: NodeId) -> bool {
        self.parents.contains(&dom.node(container).parent)
    }
}
