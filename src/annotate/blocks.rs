//! Split a page into blocks: runs of text that a reader sees as one paragraph, and pictures between them.

use std::ops::Range;

use super::splitter::Splitter;
use super::{Contexts, Sums};
use crate::page::{Dom, NodeId, Tag};
use crate::text::Joiner;

/// A block's place in the page's list of blocks.
pub type BlockId = usize;

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, with pictures among them or not.
    Text,
    /// Pictures, sound, video or embedded frames without words.
    Media,
}

/// A run of text and pictures with no block boundary inside.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is made of.
    pub kind: Kind,
    /// From its first leaf (a text or a picture) to one past its last.
    pub nodes: Range<NodeId>,
    /// The block-level element that holds it.
    pub container: NodeId,
    /// Words in all.
    pub words: u32,
    /// Words inside links that lead to another page.
    pub link_words: u32,
    /// Links that lead to another page.
    pub links: u32,
    /// The last character, closing quotes aside, ends a sentence.
    pub ends_sentence: bool,
    /// It ends with an ellipsis.
    pub ends_ellipsis: bool,
    /// The last character is a colon.
    pub ends_colon: bool,
    /// A label that is set off, then nothing but links: "See also: …", "Tags: …".
    pub is_labelled_links: bool,
    /// Its first words are a link to another page, the rest are not.
    pub starts_with_link: bool,
    /// All words are a link to a place on the same page.
    pub is_local_link: bool,
    /// It ends with a link of a few words behind a complete sentence: "… every week. Sign up".
    pub ends_with_call: bool,
    /// All words are bold.
    pub bold: bool,
}

impl Block {
    pub(super) fn of_media(nodes: Range<NodeId>, container: NodeId) -> Self {
        Block {
            kind: Kind::Media,
            nodes,
            container,
            words: 0,
            link_words: 0,
            links: 0,
            ends_sentence: false,
            ends_ellipsis: false,
            ends_colon: false,
            is_labelled_links: false,
            starts_with_link: false,
            is_local_link: false,
            ends_with_call: false,
            bold: false,
        }
    }

    /// The share of its words that are links to other pages.
    pub fn link_density(&self) -> f32 {
        if self.words == 0 { 0.0 } else { self.link_words as f32 / self.words as f32 }
    }

    /// Its text, white space collapsed.
    pub fn text(&self, dom: &Dom<'_>) -> String {
        let mut words = Joiner::default();
        for node in self.nodes.clone() {
            if dom.parts_words(node) {
                words.space();
            }
            words.push(dom.text(node).unwrap_or_default());
        }
        words.finish()
    }

    /// Its text for a list of what was left out: links and labels that stand side by side are parted.
    pub fn quote(&self, dom: &Dom<'_>) -> String {
        let mut words = Joiner::default();
        let mut last = None;
        for node in self.nodes.clone().filter(|&node| dom.text(node).is_some()) {
            let parent = dom.node(node).parent;
            let parted = |id: NodeId| matches!(dom.tag(id), Tag::A | Tag::Span | Tag::Time | Tag::Label);
            if last.replace(parent).is_some_and(|last| last != parent && (parted(last) || parted(parent))) {
                words.space();
            }
            words.push(dom.text(node).unwrap_or_default());
        }
        words.finish()
    }

    /// A paragraph of running text, which menus and labels never are.
    pub fn is_long(&self) -> bool {
        self.words >= LONG && self.link_density() < 0.3
    }
}

/// Words from which on a block counts as a paragraph of running text.
const LONG: u32 = 15;

/// A page's blocks, and tables to find them by node.
pub struct Blocks {
    /// In the order of the page.
    pub list: Vec<Block>,
    /// Over nodes: the blocks that start there.
    starts: Sums,
    /// Over blocks: their words, in all, in running text and in links.
    words: Sums,
    long_words: Sums,
    link_words: Sums,
}

impl Blocks {
    /// Splits a page, leaving out what is never read.
    pub fn of(dom: &Dom<'_>, contexts: &Contexts) -> Self {
        let mut splitter = Splitter::new(dom, contexts);
        splitter.run();
        let list = splitter.list;
        let mut starts = vec![0u32; dom.len()];
        for block in &list {
            starts[block.nodes.start] += 1;
        }
        let sums = |value: &dyn Fn(&Block) -> u32| Sums::of(list.iter().map(value));
        let words = sums(&|block| block.words);
        let long_words = sums(&|block| if block.is_long() { block.words } else { 0 });
        let link_words = sums(&|block| block.link_words);
        Blocks { list, starts: Sums::of(starts), words, long_words, link_words }
    }

    /// The blocks inside a node.
    pub fn inside(&self, dom: &Dom<'_>, node: NodeId) -> Range<BlockId> {
        self.within(node..dom.node(node).end)
    }

    /// The blocks that begin in a range of nodes.
    pub fn within(&self, nodes: Range<NodeId>) -> Range<BlockId> {
        self.starts.before(nodes.start) as usize..self.starts.before(nodes.end) as usize
    }

    /// The block that a node stands in, or the first that stands in the node.
    pub fn around(&self, dom: &Dom<'_>, node: NodeId) -> Option<BlockId> {
        let inside = self.inside(dom, node);
        let at = if inside.is_empty() { inside.start.checked_sub(1)? } else { inside.start };
        let nodes = &self.list[at].nodes;
        (nodes.start < dom.node(node).end && node < nodes.end).then_some(at)
    }

    /// The blocks inside a node, or the one that the node is a part of.
    pub fn standing_in(&self, dom: &Dom<'_>, node: NodeId) -> Range<BlockId> {
        let inside = self.inside(dom, node);
        if !inside.is_empty() {
            return inside;
        }
        self.around(dom, node).map_or(inside, |at| at..at + 1)
    }

    /// A block and those that share the smallest box with it: the nearest element that holds more than this block.
    pub fn beside(&self, dom: &Dom<'_>, at: BlockId) -> Range<BlockId> {
        let container = self.list[at].container;
        std::iter::once(container)
            .chain(dom.ancestors(container))
            .map(|node| self.inside(dom, node))
            .find(|inside| inside.len() > 1)
            .unwrap_or(at..at + 1)
    }

    /// Words in a range of blocks.
    pub fn words(&self, range: &Range<BlockId>) -> u32 {
        self.words.over(range.clone())
    }

    /// Words of running text in a range of blocks.
    pub fn long_words(&self, range: &Range<BlockId>) -> u32 {
        self.long_words.over(range.clone())
    }

    /// The share of links among the words in a range of blocks.
    pub fn link_density(&self, range: &Range<BlockId>) -> f32 {
        let words = self.words(range);
        if words == 0 { 0.0 } else { self.link_words.over(range.clone()) as f32 / words as f32 }
    }
}
