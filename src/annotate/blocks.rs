//! Split a page into blocks: runs of text that a reader sees as one paragraph, and pictures between them.

use std::ops::Range;

use super::{Context, Contexts, Sums};
use crate::page::{Dom, NodeId, Tag};
use crate::text::{Joiner, WordCounter, is_closing, is_space, is_terminal};

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
    fn of_media(nodes: Range<NodeId>, container: NodeId) -> Self {
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
            if dom.tag(node).breaks_words() {
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

/// Nothing to see: white space of any kind, and marks without width.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

/// A picture's side up to which it is read as a letter, in pixels.
const GLYPH: u32 = 32;

/// Words of the longest label before a list of links, and of the longest invitation to click.
const LABEL: u32 = 5;

fn is_colon(character: char) -> bool {
    matches!(character, ':' | '：' | '﹕' | '៖' | '፡' | '։')
}

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
        self.starts.before(node) as usize..self.starts.before(dom.node(node).end) as usize
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

/// One pass over the page that gathers leaves into blocks.
struct Splitter<'a, 'p> {
    dom: &'a Dom<'p>,
    contexts: &'a Contexts,
    list: Vec<Block>,
    /// The block-level elements around the current node.
    containers: Vec<NodeId>,
    run: Run,
}

/// The block being gathered.
#[derive(Default)]
struct Run {
    leaves: Option<Range<NodeId>>,
    has_media: bool,
    /// The first picture behind the last text.
    tail: Option<NodeId>,
    text_end: Option<NodeId>,
    counter: WordCounter,
    link_counter: WordCounter,
    local_words: WordCounter,
    links: u32,
    last_link: NodeId,
    /// Words before the first link, and whether they are set off as a label: by a colon, in bold, on their own line.
    label: Option<(u32, bool)>,
    /// Words before the last link, and whether they end a sentence.
    before_last_link: (u32, bool),
    linked_at_end: bool,
    characters: u32,
    last_open: char,
    /// Full stops at the end.
    dots: u32,
    plain: bool,
    breaks: u32,
}

impl<'a, 'p> Splitter<'a, 'p> {
    fn new(dom: &'a Dom<'p>, contexts: &'a Contexts) -> Self {
        Splitter { dom, contexts, list: Vec::new(), containers: vec![0], run: Run::default() }
    }

    fn run(&mut self) {
        let mut id = 1;
        while id < self.dom.len() {
            self.leave_until(id);
            id = self.visit(id);
        }
        self.flush();
    }

    /// Closes the containers that end before a node.
    fn leave_until(&mut self, id: NodeId) {
        while self.containers.len() > 1 && self.containers.last().is_some_and(|&top| id >= self.dom.node(top).end) {
            self.flush();
            self.containers.pop();
        }
    }

    /// Takes in a node and returns the next one to look at.
    fn visit(&mut self, id: NodeId) -> NodeId {
        let (tag, end) = (self.dom.tag(id), self.dom.node(id).end);
        if self.contexts.is_unread(id) {
            return end;
        }
        match tag {
            Tag::Text => self.text(id),
            Tag::Br => self.line_break(id),
            Tag::Pre => {
                self.flush();
                self.containers.push(id);
                let mut leaf = id + 1;
                while leaf < end {
                    if self.contexts.is_skipped(leaf) {
                        leaf = self.dom.node(leaf).end;
                    } else {
                        self.text(leaf);
                        leaf += 1;
                    }
                }
                self.flush();
                self.containers.pop();
                return end;
            }
            _ if tag.is_media() => {
                self.media(id, end);
                return end;
            }
            _ if tag.is_block() || self.contexts.is_styled_block(id) => {
                self.flush();
                self.containers.push(id);
            }
            _ => {}
        }
        id + 1
    }

    fn leaf(&mut self, start: NodeId, end: NodeId) {
        self.run.breaks = 0;
        self.run.leaves = Some(match self.run.leaves.take() {
            Some(range) => range.start..end,
            None => start..end,
        });
    }

    /// A picture is part of a text only when words stand on both sides of it, or when it is no larger than a letter.
    fn media(&mut self, id: NodeId, end: NodeId) {
        if self.run.breaks > 0 {
            self.flush();
        }
        self.leaf(id, end);
        self.run.has_media = true;
        self.run.tail.get_or_insert(id);
    }

    fn is_glyph(&self, id: NodeId) -> bool {
        let side = |name| self.dom.attribute(id, name).and_then(|value| value.trim().parse::<u32>().ok());
        side("width").or(side("height")).is_some_and(|side| side <= GLYPH)
    }

    fn line_break(&mut self, id: NodeId) {
        self.run.counter.boundary();
        self.run.link_counter.boundary();
        self.run.breaks += 1;
        let ends_block =
            self.run.breaks > 1 || self.run.tail.is_some() || self.contexts.is_prose(self.dom.node(id).parent);
        if ends_block || (self.run.is_marked_line() && !self.in_heading()) {
            self.flush();
        }
    }

    fn in_heading(&self) -> bool {
        self.containers.last().is_some_and(|&node| self.dom.tag(node).heading_level().is_some())
    }

    fn text(&mut self, id: NodeId) {
        let Some(text) = self.dom.text(id) else { return };
        if text.chars().all(is_blank) {
            self.run.counter.boundary();
            self.run.link_counter.boundary();
            return;
        }
        if self.run.has_media && self.run.text_end.is_none() && !self.run.tail.is_some_and(|id| self.is_glyph(id)) {
            self.flush();
        }
        let context = self.contexts.around(id);
        let link = context.link.filter(|_| !context.link_is_local);
        if let Some(link) = link
            && link != self.run.last_link
        {
            self.run.last_link = link;
            self.run.start_link();
        }
        self.leaf(id, id + 1);
        self.run.tail = None;
        self.run.text_end = Some(id + 1);
        self.run.count(text, link.is_some(), context);
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let Some(mut nodes) = run.leaves.clone() else { return };
        let words = run.counter.words();
        if words == 0 && run.characters == 0 && !run.has_media {
            return;
        }
        let kind = if words == 0 && run.has_media { Kind::Media } else { Kind::Text };
        let tail = run.tail.filter(|&id| kind == Kind::Text && !self.is_glyph(id)).map(|tail| tail..nodes.end);
        if tail.is_some() {
            nodes.end = run.text_end.unwrap_or(nodes.end);
        }
        let container = self.containers.last().copied().unwrap_or(0);
        self.list.push(Block {
            kind,
            nodes,
            container,
            words,
            link_words: run.link_counter.words().min(words),
            links: run.links,
            ends_sentence: is_terminal(run.last_open),
            ends_ellipsis: run.dots >= 3 || run.last_open == '…',
            ends_colon: is_colon(run.last_open),
            is_labelled_links: run.is_labelled_links(),
            starts_with_link: run.label.is_some_and(|(words, _)| words == 0) && run.link_counter.words() >= 3,
            is_local_link: words > 0 && run.local_words.words() >= words,
            ends_with_call: run.ends_with_call(),
            bold: !run.plain && words > 0,
        });
        self.list.extend(tail.map(|nodes| Block::of_media(nodes, container)));
    }
}

impl Run {
    fn start_link(&mut self) {
        let words = self.counter.words();
        let set_off = is_colon(self.last_open) || !self.plain || self.breaks > 0;
        self.label.get_or_insert((words, set_off));
        self.before_last_link = (words, words > 0 && is_terminal(self.last_open));
        self.links += 1;
    }

    /// Wholly bold or wholly a link so far: a title on a line of its own.
    fn is_marked_line(&self) -> bool {
        let words = self.counter.words();
        words > 0 && (!self.plain || self.link_counter.words() >= words)
    }

    fn is_labelled_links(&self) -> bool {
        let Some((label, set_off)) = self.label else { return false };
        let rest = self.counter.words().saturating_sub(self.link_counter.words());
        label > 0 && set_off && rest <= label.min(LABEL)
    }

    fn ends_with_call(&self) -> bool {
        let (before, after_sentence) = self.before_last_link;
        self.linked_at_end
            && after_sentence
            && self.counter.words().saturating_sub(before) <= LABEL
            && !is_terminal(self.last_open)
    }

    fn count(&mut self, text: &str, linked: bool, context: &Context) {
        for character in text.chars() {
            self.counter.character(character);
            if linked {
                self.link_counter.character(character);
            }
            if context.link_is_local {
                self.local_words.character(character);
            }
            if is_space(character) {
                continue;
            }
            self.characters += 1;
            if !is_closing(character) {
                self.dots = if character == '.' { self.dots + 1 } else { 0 };
                self.last_open = character;
            }
        }
        if !linked {
            self.link_counter.boundary();
        }
        self.linked_at_end = linked;
        self.plain |= !context.bold;
    }
}
