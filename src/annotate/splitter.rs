//! Gather a page's leaves, texts and pictures, into blocks.

use std::ops::Range;

use super::{Block, Context, Contexts, Kind};
use crate::page::{Dom, NodeId, Tag};
use crate::text::{WordCounter, is_closing, is_space, is_terminal};

/// One pass over the page that gathers leaves into blocks.
pub(super) struct Splitter<'a, 'p> {
    dom: &'a Dom<'p>,
    contexts: &'a Contexts,
    pub(super) list: Vec<Block>,
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
    /// A letter or digit stands in no local link.
    is_more_than_local: bool,
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
    pub(super) fn new(dom: &'a Dom<'p>, contexts: &'a Contexts) -> Self {
        Splitter { dom, contexts, list: Vec::new(), containers: vec![0], run: Run::default() }
    }

    pub(super) fn run(&mut self) {
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
            _ if self.contexts.is_listing(self.dom, id) => {
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
            _ if self.contexts.is_media(self.dom, id) => {
                self.media(id, end);
                return end;
            }
            _ if tag.is_block() || self.contexts.is_styled_block(id) => {
                self.flush();
                self.containers.push(id);
            }
            _ if self.dom.parts_words(id) => self.run.boundary(),
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

    /// Whether a picture is read in its line, like a letter or a formula.
    fn is_glyph(&self, id: NodeId) -> bool {
        if let Some(formula) = self.contexts.formula(id) {
            return !formula.is_display;
        }
        let side = |name| self.dom.attribute(id, name).and_then(|value| value.trim().parse::<u32>().ok());
        side("width").or(side("height")).is_some_and(|side| side <= GLYPH)
    }

    fn line_break(&mut self, id: NodeId) {
        self.run.boundary();
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
            self.run.boundary();
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
            is_local_link: words > 0 && !run.is_more_than_local && run.local_words.words() >= words,
            ends_with_call: run.ends_with_call(),
            bold: !run.plain && words > 0,
        });
        self.list.extend(tail.map(|nodes| Block::of_media(nodes, container)));
    }
}

impl Run {
    /// No word goes on from here.
    fn boundary(&mut self) {
        self.counter.boundary();
        self.link_counter.boundary();
    }

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
            } else {
                self.is_more_than_local |= character.is_alphanumeric();
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
