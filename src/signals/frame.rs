//! Keep what several families of measurements look at.

use std::ops::Range;

use super::near::{Near, Row};
use super::repetition;
use crate::annotate::{BlockId, Blocks, Contexts, Kind, Sums, Surroundings};
use crate::article::Metadata;
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Containers around a block that are looked at, each holding more blocks than the one before.
pub const LEVELS: usize = 9;

/// What earlier stages found.
#[derive(Clone, Copy)]
pub struct Page<'a, 'p> {
    /// The page's tree.
    pub dom: &'a Dom<'p>,
    /// What stands around its nodes.
    pub contexts: &'a Contexts,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// What is known of each block.
    pub surroundings: &'a Surroundings,
    /// What the page says of itself.
    pub metadata: &'a Metadata,
    /// Its address, as the caller knows it.
    pub address: Option<&'a str>,
}

/// A page with sums over its blocks and nodes.
pub struct Frame<'a, 'p> {
    pub page: Page<'a, 'p>,
    /// By node: how deep it stands.
    pub depths: Vec<u16>,
    /// By node: what calls itself the same, counted from 0 in the order of first appearance.
    pub signatures: Vec<u32>,
    /// By signature: how many nodes have it.
    counts: Vec<u32>,
    /// By block: the nodes of its containers, innermost first, each holding more blocks than the one before.
    pub containers: Vec<[NodeId; LEVELS]>,
    near: Near,
    /// By block: its text.
    pub texts: Vec<String>,
    /// By block: what is equal for texts that read the same.
    pub keys: Vec<String>,
    pub sentences: Sums,
    pub long_blocks: Sums,
    pub media: Sums,
    /// By node.
    pub controls: Sums,
}

impl<'a, 'p> Frame<'a, 'p> {
    /// Gathers the sums of a page.
    pub fn of(page: Page<'a, 'p>) -> Self {
        let Page { dom, blocks, .. } = page;
        let wider = wider(dom, blocks);
        let signatures = repetition::signatures(dom);
        let texts: Vec<String> = blocks.list.iter().map(|block| block.text(dom)).collect();
        let sums = |test: &dyn Fn(BlockId) -> bool| Sums::of((0..blocks.list.len()).map(|at| u32::from(test(at))));
        Frame {
            page,
            depths: depths(dom),
            counts: repetition::counts(&signatures),
            signatures,
            containers: blocks.list.iter().map(|block| containers(&wider, block.container)).collect(),
            near: Near::of(dom, page.contexts, blocks),
            keys: texts.iter().map(|text| fold(text)).collect(),
            texts,
            sentences: sums(&|at| blocks.list[at].ends_sentence),
            long_blocks: sums(&|at| blocks.list[at].is_long()),
            media: sums(&|at| blocks.list[at].kind == Kind::Media),
            controls: Sums::of(dom.ids().map(|id| u32::from(is_control(dom.tag(id))))),
        }
    }

    /// How many nodes are like a node, itself included.
    pub fn alike(&self, node: NodeId) -> u32 {
        self.counts[self.signatures[node] as usize]
    }

    /// What stands around a block.
    pub fn near(&self, at: BlockId) -> &Row {
        self.near.around(at)
    }

    /// How many blocks the page has.
    pub fn len(&self) -> usize {
        self.page.blocks.list.len()
    }

    /// The blocks in a node.
    pub fn inside(&self, node: NodeId) -> Range<BlockId> {
        self.page.blocks.inside(self.page.dom, node)
    }

    /// Words of running text on the page.
    pub fn long_words(&self) -> u32 {
        self.page.blocks.long_words(&(0..self.len()))
    }
}

fn is_control(tag: Tag) -> bool {
    matches!(tag, Tag::Input | Tag::Button | Tag::Select | Tag::Textarea)
}

fn depths(dom: &Dom<'_>) -> Vec<u16> {
    let mut depths: Vec<u16> = Vec::with_capacity(dom.len());
    for id in dom.ids() {
        let depth = depths.get(dom.node(id).parent).map_or(0, |depth| depth.saturating_add(1));
        depths.push(depth);
    }
    depths
}

/// By node: the nearest element around it that holds more blocks.
fn wider(dom: &Dom<'_>, blocks: &Blocks) -> Vec<NodeId> {
    let mut wider: Vec<NodeId> = Vec::with_capacity(dom.len());
    for id in dom.ids() {
        let parent = dom.node(id).parent;
        let is_wider = blocks.inside(dom, parent).len() > blocks.inside(dom, id).len();
        wider.push(if is_wider { parent } else { wider.get(parent).copied().unwrap_or(0) });
    }
    wider
}

fn containers(wider: &[NodeId], container: NodeId) -> [NodeId; LEVELS] {
    let mut nodes = [container; LEVELS];
    for level in 1..LEVELS {
        nodes[level] = wider[nodes[level - 1]];
    }
    nodes
}
