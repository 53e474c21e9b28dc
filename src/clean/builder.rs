//! Append to the content tree: open and close elements so that each text stands on its path, and join white space.

use super::shape::{holds_blocks, is_one_line};
use crate::annotate::BlockId;
use crate::article::{Attributes, ContentNode};
use crate::page::NodeId;
use crate::text::is_space;

/// The deepest nesting that is written. Browsers flatten at 512, and some sanitisers at 255.
pub(super) const DEEPEST: usize = 200;

/// What an open element stands for, so that the same one is not opened twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// An element of the page.
    Node(NodeId),
    /// An element that we put inside that element.
    Inside(NodeId),
    /// The paragraph that we make of a block.
    Block(BlockId),
    /// The figure that we make around a picture.
    Figure(BlockId),
    /// The caption in it.
    Caption(BlockId),
    /// The line over a post.
    Head(BlockId),
}

/// An element on the way to a text.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) key: Key,
    pub(super) tag: &'static str,
    pub(super) attributes: Attributes,
}

impl Step {
    pub(super) fn new(key: Key, tag: &'static str) -> Self {
        Step::with(key, tag, Attributes::default())
    }

    pub(super) fn with(key: Key, tag: &'static str, attributes: Attributes) -> Self {
        Step { key, tag, attributes }
    }
}

/// Elements that stand for a picture, a player or a formula: depth, name and attributes of each. A text has the name
/// `#text`, and its attributes' one value is what it says.
pub(super) type Elements = Vec<(usize, &'static str, Attributes)>;

#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<ContentNode>,
    open: Vec<Key>,
    block: Option<BlockId>,
    /// White space has been read and not yet written.
    space: bool,
    /// Line breaks have been read and not yet written.
    breaks: usize,
    /// Something of the block has been written.
    started: bool,
    /// Bytes that may still be written.
    left: usize,
    /// More was to be written than may be.
    overflown: bool,
}

impl Builder {
    /// A builder for so many bytes of text and attributes.
    pub(super) fn new(limit: usize) -> Self {
        Builder { left: limit, ..Builder::default() }
    }

    /// Whether something was left out for want of room.
    pub(super) fn is_overflown(&self) -> bool {
        self.overflown
    }

    /// Bytes that may still be written.
    pub(super) fn room(&self) -> usize {
        self.left
    }

    /// Whether there is room for so many bytes more.
    fn admits(&mut self, bytes: usize) -> bool {
        self.overflown |= bytes > self.left;
        self.left = self.left.saturating_sub(bytes);
        !self.overflown
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn finish(&mut self) -> Vec<ContentNode> {
        std::mem::take(&mut self.nodes)
    }

    /// Opens a path without writing anything inside.
    pub(super) fn open(&mut self, path: Vec<Step>) {
        self.begin(None);
        self.go(path);
    }

    /// Writes a piece of a block's text, white space collapsed.
    pub(super) fn text(&mut self, block: BlockId, path: Vec<Step>, text: &str) {
        self.begin(Some(block));
        // Chinese and Japanese pages indent their paragraphs with spaces as wide as a letter.
        let text = if self.started { text } else { text.trim_start_matches(|c| c == '\u{3000}' || is_space(c)) };
        let leading = text.starts_with(is_space);
        self.space |= leading;
        let text = joined(text);
        let Some((text, trailing)) = text else { return };
        self.write(path, &text);
        self.space = trailing;
    }

    /// Notes white space, which is written when more of the block follows.
    pub(super) fn space(&mut self) {
        self.space |= self.started;
    }

    /// Writes a text as it stands.
    pub(super) fn verbatim(&mut self, block: BlockId, path: Vec<Step>, text: &str) {
        self.begin(Some(block));
        if text.is_empty() {
            return;
        }
        self.go(path);
        self.push_text(text.to_owned());
    }

    /// Notes a line break, which is written when more of the block follows.
    pub(super) fn line_break(&mut self) {
        self.breaks += usize::from(self.started);
        self.space = false;
    }

    /// Ends the block under way.
    pub(super) fn part(&mut self) {
        self.begin(None);
    }

    /// Writes a thematic break.
    pub(super) fn rule(&mut self, node: NodeId, mut path: Vec<Step>) {
        self.begin(None);
        path.push(Step::new(Key::Node(node), "hr"));
        self.go(path);
    }

    /// Writes elements without text, each at its depth below the path.
    pub(super) fn media(&mut self, block: BlockId, path: Vec<Step>, elements: Elements) {
        self.begin(Some(block));
        if self.started && self.space {
            self.write(path.clone(), "");
        }
        self.go(path);
        self.push_all(elements);
        self.started = true;
    }

    /// Writes a formula in a line of text.
    pub(super) fn inline(&mut self, block: BlockId, path: Vec<Step>, formula: Elements) {
        self.begin(Some(block));
        self.write(path.clone(), "");
        self.formula(path, formula);
        self.started = true;
    }

    /// Writes a formula that is set off from the text of its block: what follows begins anew.
    pub(super) fn display(&mut self, block: BlockId, path: Vec<Step>, formula: Elements) {
        self.begin(None);
        self.begin(Some(block));
        self.formula(path, formula);
    }

    /// Writes a formula, whole: it moves up where it would nest too deep.
    fn formula(&mut self, mut path: Vec<Step>, formula: Elements) {
        let deepest = formula.iter().map(|(depth, ..)| *depth).max().unwrap_or(0);
        path.truncate(DEEPEST.saturating_sub(deepest));
        self.go(path);
        if self.admits(size_of_all(&formula)) {
            self.push_all(formula);
        }
    }

    /// Writes elements and their texts, each at its depth below what is open.
    fn push_all(&mut self, elements: Elements) {
        let base = self.open.len().min(DEEPEST - 1);
        for (depth, tag, attributes) in elements {
            let depth = (base + depth) as u8;
            if tag == "#text" {
                let text = attributes.0.into_iter().next().map(|(_, text)| text).unwrap_or_default();
                self.nodes.push(ContentNode::Text { depth, text });
            } else {
                self.nodes.push(ContentNode::Element { depth, tag: tag.to_owned(), attributes });
            }
        }
    }

    /// Forgets the white space between two blocks.
    fn begin(&mut self, block: Option<BlockId>) {
        if self.block != block || block.is_none() {
            self.block = block;
            self.space = false;
            self.breaks = 0;
            self.started = false;
        }
    }

    fn write(&mut self, path: Vec<Step>, text: &str) {
        let common = self.common(&path);
        // A heading or caption that holds several blocks is one line.
        if !self.started && path[..common].iter().any(|step| is_one_line(step.tag)) {
            self.started = true;
            self.space = true;
        }
        if self.breaks > 0 {
            // A break belongs to the block, outside of what was only opened for a word.
            self.open.truncate(common);
            for _ in 0..self.breaks {
                self.push_element("br", Attributes::default());
            }
            self.breaks = 0;
            self.space = false;
        }
        let space = self.space && self.started && path[..common].last().is_some_and(|step| !holds_blocks(step.tag));
        let mut text = text.to_owned();
        if space {
            let depth = common.min(DEEPEST);
            if self.last_text_depth() == Some(depth) {
                self.append_to_last(" ");
            } else if path.len() == common {
                text.insert(0, ' ');
            } else {
                self.open.truncate(common);
                self.push_text(" ".to_owned());
            }
        }
        self.space = false;
        if text.is_empty() {
            return;
        }
        self.go(path);
        self.push_text(text);
        self.started = true;
    }

    /// How many steps of a path are open already.
    fn common(&self, path: &[Step]) -> usize {
        self.open.iter().zip(path).take_while(|(open, step)| **open == step.key).count()
    }

    /// Closes what is not on the path and opens what is.
    fn go(&mut self, path: Vec<Step>) {
        let common = self.common(&path);
        self.open.truncate(common);
        for step in path.into_iter().skip(common) {
            if self.open.len() >= DEEPEST {
                break;
            }
            self.push_element(step.tag, step.attributes);
            self.open.push(step.key);
        }
    }

    fn depth(&self) -> u8 {
        self.open.len().min(DEEPEST) as u8
    }

    fn push_element(&mut self, tag: &str, attributes: Attributes) {
        let depth = self.depth();
        if self.admits(size(tag, &attributes)) {
            self.nodes.push(ContentNode::Element { depth, tag: tag.to_owned(), attributes });
        }
    }

    fn push_text(&mut self, text: String) {
        if !self.admits(text.len()) {
            return;
        }
        if self.last_text_depth() == Some(self.open.len()) {
            return self.append_to_last(&text);
        }
        let depth = self.depth();
        self.nodes.push(ContentNode::Text { depth, text });
    }

    /// The depth of the last node, if it is text.
    fn last_text_depth(&self) -> Option<usize> {
        match self.nodes.last() {
            Some(ContentNode::Text { depth, .. }) => Some(usize::from(*depth)),
            _ => None,
        }
    }

    fn append_to_last(&mut self, more: &str) {
        if let Some(ContentNode::Text { text, .. }) = self.nodes.last_mut() {
            text.push_str(more);
        }
    }
}

/// Bytes that an element takes, printed with its end tag.
fn size(tag: &str, attributes: &Attributes) -> usize {
    let attributes: usize = attributes.0.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    2 * tag.len() + 5 + attributes
}

/// Bytes that elements and their texts take.
pub(super) fn size_of_all(elements: &Elements) -> usize {
    elements.iter().map(|(_, tag, attributes)| size(tag, attributes)).sum()
}

/// A text with single spaces and none at its ends, and whether there was one at its end; nothing for white space.
fn joined(text: &str) -> Option<(String, bool)> {
    let joined = crate::text::collapse(text);
    let shown = text.trim_end_matches(|character: char| character.is_control() && !is_space(character));
    (!joined.is_empty()).then(|| (joined, shown.ends_with(is_space)))
}
