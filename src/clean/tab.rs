//! Write over each panel of a set of tabs the label of its tab.

use std::collections::HashMap;

use super::Cleaner;
use super::builder::{Key, Step};
use crate::annotate::{BlockId, Blocks, Contexts};
use crate::page::{Dom, NodeId};
use crate::select::Selection;
use crate::text::{count_words, fold};

/// The first kept block of each panel, with the elements that are labels of panels which begin with it.
pub(super) fn firsts(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    selection: &Selection,
) -> HashMap<BlockId, Vec<NodeId>> {
    let mut firsts: HashMap<BlockId, Vec<NodeId>> = HashMap::new();
    for (panel, label) in contexts.tabs().all() {
        let first = blocks.inside(dom, panel).find(|&at| selection.keeps(at));
        // A panel may begin with a heading that says what its tab says.
        let name = dom.inner_text(label);
        let repeats = |&at: &BlockId| {
            let block = &blocks.list[at];
            block.words == count_words(&name) && fold(&block.text(dom)) == fold(&name)
        };
        if let Some(first) = first.filter(|at| !repeats(at)) {
            firsts.entry(first).or_default().push(label);
        }
    }
    firsts
}

impl Cleaner<'_, '_> {
    /// Writes the labels of the panels that begin with a block.
    pub(super) fn write_labels(&mut self, block: BlockId) {
        for label in self.labels.remove(&block).unwrap_or_default() {
            let mut path = self.structure();
            self.builder.part();
            path.push(Step::new(Key::Inside(label), "p"));
            path.push(Step::new(Key::Node(label), "strong"));
            self.builder.text(block, path, &self.dom.inner_text(label));
            self.builder.part();
        }
    }
}
