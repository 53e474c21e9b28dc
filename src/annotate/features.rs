//! Gather what is known of each block into one record: all that a scorer may look at.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::boxes::{Boxes, SMALL};
use super::controls::Controls;
use super::conversation::{comments, is_conversation};
use super::flow::Flow;
use super::gates;
use super::hidden::{is_hidden, is_story_hidden};
use super::keywords::{Groups, is_advert_label};
use super::known::Known;
use super::stories::other_stories;
use super::{Block, BlockId, Blocks, Context, Contexts, Group, Kind, Place, root, teasers};
use crate::article::Metadata;
use crate::page::{Address, Dom, NodeId};
use crate::text::fold;

/// What is known of one block. This is all that the scorer sees.
#[derive(Clone, Debug)]
pub struct Features {
    /// Text or media.
    pub kind: Kind,
    /// Landmarks around it.
    pub context: Context,
    /// Names of the boxes around it, of those that are small beside the story.
    pub boxes: Groups,
    /// Words.
    pub words: u32,
    /// Words of the smallest named box around it.
    pub box_words: u32,
    /// The share of links in its text, 0 to 1.
    pub link_density: f32,
    /// The share of links in the smallest box around it that holds other blocks as well.
    pub box_link_density: f32,
    /// It ends as a sentence does.
    pub ends_sentence: bool,
    /// Heading level, 0 for none.
    pub heading: u8,
    /// Where it stands to the story's element.
    pub position: Position,
    /// Part of a run of teasers.
    pub teaser: bool,
    /// Blocks with the same text before it on the page.
    pub repeats: u32,
    /// Blocks before the first paragraph of running text in the story's element, from it backwards; 0 for it and after.
    pub before_text: u32,
    /// Before the story's first paragraphs, or between them.
    pub near_head: bool,
    /// It says what the metadata says: title, byline or date.
    pub says_metadata: bool,
    /// It holds the byline, or ends with a `<time>`.
    pub mentions_metadata: bool,
    /// Words of the page are mostly in what the page hides.
    pub page_is_hidden: bool,
    /// In an article of its own beside the one that has the headline.
    pub in_other_story: bool,
    /// What readers wrote, on a page that is not for that.
    pub is_comment: bool,
    /// A label and links: "See also: …".
    pub is_labelled_links: bool,
    /// A link to a place on the same page, and nothing else.
    pub is_local_link: bool,
    /// It ends with an invitation to click, and stands in a box of its own.
    pub is_call: bool,
    /// The label of an advertisement.
    pub is_advert_label: bool,
    /// In a small box with fields to fill in or several buttons.
    pub asks: bool,
    /// In a box that asks for leave to load something from another site.
    pub is_gate: bool,
    /// Between the headline and the story's element.
    pub after_headline: bool,
}

impl Features {
    /// Whether the page keeps it out of sight, other than a page does that hides its story until a script has run.
    pub fn is_out_of_sight(&self) -> bool {
        self.context.is_in(Place::NotShown) || (self.context.is_in(Place::Hidden) && !self.page_is_hidden)
    }

    /// Whether a small box around the block has such a name.
    pub fn in_box(&self, group: Group) -> bool {
        self.boxes.has(group)
    }
}

/// Where a block stands to the story's element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before it.
    Before,
    /// In it.
    Inside,
    /// Behind it.
    After,
}

/// What is known of a page's blocks together.
pub struct Surroundings {
    /// A record for each block.
    pub features: Vec<Features>,
    /// The story's element.
    pub root: NodeId,
    /// Articles that are stories of their own beside it.
    pub other_stories: Vec<NodeId>,
}

/// Blocks behind the first paragraph among which a byline may still stand, after a standfirst and a picture.
const HEAD: usize = 4;

/// Describes every block of a page.
pub fn describe(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    address: &Address,
    metadata: &Metadata,
) -> Surroundings {
    let teasers = teasers::find(dom, blocks, contexts, address);
    let comments = comments(dom, blocks, contexts);
    let conversation = is_conversation(dom, blocks, contexts, &teasers, &comments);
    let known = Known::of(metadata);
    let other_stories = other_stories(dom, blocks, &known);
    let mut others = vec![false; blocks.list.len()];
    for &story in &other_stories {
        others[blocks.inside(dom, story)].fill(true);
    }
    let controls = Controls::of(dom);
    let gates = gates::find(dom, blocks);
    let mut ruled_out = ruled_out(dom, blocks, contexts, &controls, &teasers);
    for (at, out) in ruled_out.iter_mut().enumerate() {
        *out |= others[at] || (comments[at] && !conversation);
    }
    let root = root::find(dom, blocks, contexts, &ruled_out);
    let story = blocks.inside(dom, root);
    let story_words = blocks.long_words(&story).max(1);
    let first_text = story.clone().find(|&at| blocks.list[at].is_long() && !ruled_out[at]).unwrap_or(story.start);
    let hidden = is_story_hidden(dom, blocks, contexts);
    let boxes = Boxes::of(dom, blocks, contexts, story_words);
    let flow = Flow::of(dom, blocks, &story);
    let headline = story_headline(dom, blocks, &known, story.start);
    let mut seen: HashMap<String, u32> = HashMap::new();
    let features = blocks
        .list
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let node = block.nodes.start;
            let text = fold(&block.text(dom));
            // An entry of a table of contents says what a heading says, and is not what is to be kept.
            let shown = (hidden || !is_hidden(contexts, node)) && !block.is_local_link;
            let repeats =
                if shown { *seen.entry(text.clone()).and_modify(|count| *count += 1).or_insert(0) } else { 0 };
            let named = boxes.named(block.container);
            Features {
                kind: block.kind,
                context: *contexts.around(shown_leaf(dom, contexts, block)),
                boxes: boxes.around(block.container),
                words: block.words,
                box_words: named.map_or(block.words, |range| blocks.words(&range)),
                link_density: block.link_density(),
                box_link_density: blocks.link_density(&blocks.beside(dom, at)),
                ends_sentence: block.ends_sentence,
                heading: dom.heading_around(block.container).unwrap_or(0),
                position: position(&story, at),
                teaser: teasers[at],
                repeats: if text.is_empty() { 0 } else { repeats },
                before_text: first_text.saturating_sub(at) as u32,
                near_head: at <= first_text + HEAD,
                says_metadata: known.is_said_by(&text),
                mentions_metadata: known.is_mentioned_in(&text)
                    || contexts.around(last_leaf(dom, block)).is_in(Place::Time),
                page_is_hidden: hidden,
                in_other_story: others[at],
                is_comment: comments[at] && !conversation,
                is_labelled_links: block.is_labelled_links,
                is_local_link: block.is_local_link,
                is_call: block.ends_with_call && !flow.contains(dom, block.container),
                is_advert_label: is_advert_label(&text),
                asks: controls.ask(dom, blocks, block.container, story_words),
                is_gate: gates[at],
                after_headline: headline.is_some_and(|headline| headline < at && at < story.start),
            }
        })
        .collect();
    Surroundings { features, root, other_stories }
}

/// The first text of a block that the page does not hide, else its first leaf.
fn shown_leaf(dom: &Dom<'_>, contexts: &Contexts, block: &Block) -> NodeId {
    let is_shown =
        |&node: &NodeId| dom.text(node).is_some_and(|text| !text.trim().is_empty()) && !is_hidden(contexts, node);
    block.nodes.clone().find(is_shown).unwrap_or(block.nodes.start)
}

fn last_leaf(dom: &Dom<'_>, block: &Block) -> NodeId {
    block.nodes.clone().rev().find(|&node| dom.text(node).is_some()).unwrap_or(block.nodes.start)
}

/// The headline before the story's element: the first text that reads like it, else the last heading of the first rank.
fn story_headline(dom: &Dom<'_>, blocks: &Blocks, known: &Known, end: BlockId) -> Option<BlockId> {
    let text = |at: BlockId| &blocks.list[at];
    let says_it = |&at: &BlockId| text(at).words < HEADLINE && known.is_headline(&fold(&text(at).text(dom)));
    let is_first_rank = |&at: &BlockId| text(at).words > 0 && dom.heading_around(text(at).container) == Some(1);
    (0..end).find(says_it).or_else(|| (0..end).rev().find(is_first_rank))
}

/// Words of the longest headline.
const HEADLINE: u32 = 60;

fn position(story: &Range<BlockId>, at: BlockId) -> Position {
    if at < story.start {
        Position::Before
    } else if at < story.end {
        Position::Inside
    } else {
        Position::After
    }
}

/// Blocks that cannot be the story, for the search of its element.
fn ruled_out(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, controls: &Controls, teasers: &[bool]) -> Vec<bool> {
    let total = blocks.long_words(&(0..blocks.list.len()));
    let mut out = teasers.to_vec();
    let mut seen = HashSet::new();
    for (at, block) in blocks.list.iter().enumerate().filter(|(_, block)| block.is_long()) {
        let shown = !is_hidden(contexts, block.nodes.start);
        out[at] |= controls.ask(dom, blocks, block.container, total) || (shown && !seen.insert(fold(&block.text(dom))));
    }
    for node in dom.ids().filter(|&node| root::names_furniture(contexts, node)) {
        let inside = blocks.inside(dom, node);
        if (blocks.long_words(&inside) as f32) < SMALL * total as f32 {
            inside.for_each(|at| out[at] = true);
        }
    }
    out
}
