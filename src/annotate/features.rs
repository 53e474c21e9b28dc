//! Gather what is known of each block into one record: all that a scorer may look at.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::keywords::is_advert_label;
use super::{Block, BlockId, Blocks, Context, Contexts, Group, Kind, Place, root, teasers};
use crate::article::Metadata;
use crate::page::{Address, Dom, NodeId, Tag};
use crate::text::fold;

/// What is known of one block. This is all that the scorer sees.
#[derive(Clone, Debug)]
pub struct Features {
    /// Text or media.
    pub kind: Kind,
    /// Landmarks around it.
    pub context: Context,
    /// Names of the boxes around it, of those that are small beside the story.
    pub boxes: Vec<Group>,
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
    /// Between the headline and the story's element.
    pub after_headline: bool,
}

impl Features {
    /// Whether a small box around the block has such a name.
    pub fn in_box(&self, group: Group) -> bool {
        self.boxes.contains(&group)
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
}

/// Blocks behind the first paragraph among which a byline may still stand, after a standfirst and a picture.
const HEAD: usize = 4;

/// A box is believed when it calls itself names as long as it holds less than this share of the story's words.
const SMALL: f32 = 0.4;

const NAMES: [Group; 12] = [
    Group::Navigation,
    Group::Related,
    Group::Newsletter,
    Group::Share,
    Group::Consent,
    Group::Comments,
    Group::Advert,
    Group::Footer,
    Group::Sidebar,
    Group::Byline,
    Group::Caption,
    Group::Topics,
];

/// Describes every block of a page.
pub fn describe(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    address: &Address,
    metadata: &Metadata,
) -> Surroundings {
    let teasers = teasers::find(dom, blocks, contexts, address);
    let ruled_out = ruled_out(dom, blocks, contexts, &teasers);
    let root = root::find(dom, blocks, contexts, &ruled_out);
    let story = blocks.inside(dom, root);
    let story_words = blocks.long_words(&story).max(1);
    let first_text = story.clone().find(|&at| blocks.list[at].is_long() && !ruled_out[at]).unwrap_or(story.start);
    let hidden = hidden_share(blocks, contexts) > 0.5;
    let boxes = Boxes::of(dom, blocks, contexts, story_words);
    let flow = Flow::of(dom, blocks, &story);
    let controls = Controls::of(dom);
    let headline = story_headline(dom, blocks, story.start);
    let known = Known::of(metadata);
    let mut seen: HashMap<String, u32> = HashMap::new();
    let features = blocks
        .list
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let node = block.nodes.start;
            let text = fold(&block.text(dom));
            let shown = hidden || !is_hidden(contexts, node);
            let repeats =
                if shown { *seen.entry(text.clone()).and_modify(|count| *count += 1).or_insert(0) } else { 0 };
            let named = boxes.named(block.container);
            Features {
                kind: block.kind,
                context: *contexts.around(shown_leaf(dom, contexts, block)),
                boxes: NAMES.into_iter().filter(|&name| boxes.has(block.container, name)).collect(),
                words: block.words,
                box_words: named.map_or(block.words, |range| blocks.words(&range)),
                link_density: block.link_density(),
                box_link_density: blocks.link_density(&parent_box(dom, blocks, block, at)),
                ends_sentence: block.ends_sentence,
                heading: heading_level(dom, block.container),
                position: position(&story, at),
                teaser: teasers[at],
                repeats: if text.is_empty() { 0 } else { repeats },
                before_text: first_text.saturating_sub(at) as u32,
                near_head: at <= first_text + HEAD,
                says_metadata: known.is_said_by(&text),
                mentions_metadata: known.is_mentioned_in(&text)
                    || contexts.around(last_leaf(dom, block)).is_in(Place::Time),
                page_is_hidden: hidden,
                is_labelled_links: block.is_labelled_links,
                is_local_link: block.is_local_link,
                is_call: block.ends_with_call && !flow.contains(dom, block.container),
                is_advert_label: is_advert_label(&text),
                asks: controls.ask(dom, blocks, block.container, story_words),
                after_headline: headline.is_some_and(|headline| headline < at && at < story.start),
            }
        })
        .collect();
    Surroundings { features, root }
}

/// What the view shows beside the story, so that the story need not say it again; folded.
struct Known {
    texts: Vec<String>,
    byline: Option<String>,
}

impl Known {
    fn of(metadata: &Metadata) -> Self {
        let byline = metadata.byline.as_deref().map(fold).filter(|byline| !byline.is_empty());
        let texts = [&metadata.title, &metadata.byline, &metadata.site_name];
        let mut texts: Vec<String> = texts.into_iter().flatten().map(|text| fold(text)).collect();
        texts.extend(byline.as_ref().map(|byline| format!("by{byline}")));
        Known { texts, byline }
    }

    fn is_said_by(&self, text: &str) -> bool {
        !text.is_empty() && self.texts.iter().any(|known| known == text)
    }

    fn is_mentioned_in(&self, text: &str) -> bool {
        self.byline.as_ref().is_some_and(|byline| text.contains(byline.as_str()))
    }
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

fn is_hidden(contexts: &Contexts, node: NodeId) -> bool {
    let context = contexts.around(node);
    context.is_in(Place::Hidden) || context.is_in(Place::NotShown)
}

/// The last first-rank heading before the story's element.
fn story_headline(dom: &Dom<'_>, blocks: &Blocks, end: BlockId) -> Option<BlockId> {
    (0..end).rev().find(|&at| heading_level(dom, blocks.list[at].container) == 1)
}

/// The elements that hold the story's paragraphs side by side.
struct Flow {
    parents: HashSet<NodeId>,
}

/// The share of the story's words that an element must hold in paragraphs of its own to be part of its flow.
const FLOW: f32 = 0.15;

impl Flow {
    fn of(dom: &Dom<'_>, blocks: &Blocks, story: &Range<BlockId>) -> Self {
        let mut words: HashMap<NodeId, u32> = HashMap::new();
        for block in blocks.list[story.clone()].iter().filter(|block| block.is_long()) {
            *words.entry(dom.node(block.container).parent).or_default() += block.words;
        }
        let total: u32 = words.values().sum();
        let parents = words.into_iter().filter(|&(_, words)| words as f32 >= FLOW * total as f32).map(|(node, _)| node);
        Flow { parents: parents.collect() }
    }

    fn contains(&self, dom: &Dom<'_>, container: NodeId) -> bool {
        self.parents.contains(&dom.node(container).parent)
    }
}

/// Counts the fields and buttons of a page, so that those of any element are one subtraction.
struct Controls {
    fields: Vec<u32>,
    buttons: Vec<u32>,
    works: Vec<u32>,
}

/// Words of the largest box that asks for something.
const QUESTION: u32 = 160;

impl Controls {
    fn of(dom: &Dom<'_>) -> Self {
        let sums = |test: &dyn Fn(NodeId) -> bool| -> Vec<u32> {
            let mut total = 0;
            std::iter::once(0)
                .chain(dom.ids().map(|id| {
                    total += u32::from(test(id));
                    total
                }))
                .collect()
        };
        let is_hidden_field = |id| dom.attribute(id, "type").is_some_and(|kind| matches!(kind, "hidden" | "checkbox"));
        Controls {
            fields: sums(&|id| {
                matches!(dom.tag(id), Tag::Textarea | Tag::Select)
                    || (dom.tag(id) == Tag::Input && !is_hidden_field(id))
            }),
            buttons: sums(&|id| dom.tag(id) == Tag::Button || dom.attribute(id, "role") == Some("button")),
            // What a page's buttons may serve without asking for anything: code to copy, pictures to enlarge.
            works: sums(&|id| {
                matches!(dom.tag(id), Tag::Pre | Tag::Img | Tag::Video | Tag::Audio | Tag::Table | Tag::Details)
            }),
        }
    }

    /// Whether a small box around an element asks its reader for something.
    fn ask(&self, dom: &Dom<'_>, blocks: &Blocks, node: NodeId, story_words: u32) -> bool {
        let count = |sums: &[u32], id: NodeId| sums[dom.node(id).end] - sums[id];
        std::iter::once(node)
            .chain(dom.ancestors(node))
            .take_while(|&id| {
                let inside = blocks.inside(dom, id);
                blocks.words(&inside) <= QUESTION && (blocks.long_words(&inside) as f32) < SMALL * story_words as f32
            })
            .any(|id| count(&self.works, id) == 0 && (count(&self.fields, id) > 0 || count(&self.buttons, id) > 1))
    }
}

fn position(story: &Range<BlockId>, at: BlockId) -> Position {
    if at < story.start {
        Position::Before
    } else if at < story.end {
        Position::Inside
    } else {
        Position::After
    }
}

/// The level of the heading that a block is, or is inside of.
fn heading_level(dom: &Dom<'_>, container: NodeId) -> u8 {
    std::iter::once(container)
        .chain(dom.ancestors(container).take(2))
        .find_map(|node| dom.tag(node).heading_level())
        .unwrap_or(0)
}

/// The blocks of the nearest element that holds more than this block.
fn parent_box(dom: &Dom<'_>, blocks: &Blocks, block: &Block, at: BlockId) -> Range<BlockId> {
    std::iter::once(block.container)
        .chain(dom.ancestors(block.container))
        .map(|node| blocks.inside(dom, node))
        .find(|range| range.len() > 1)
        .unwrap_or(at..at + 1)
}

/// Blocks that cannot be the story, for the search of its element.
fn ruled_out(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, teasers: &[bool]) -> Vec<bool> {
    let total = blocks.long_words(&(0..blocks.list.len()));
    let mut out = teasers.to_vec();
    let controls = Controls::of(dom);
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

/// The share of the page's running text that the page itself hides.
fn hidden_share(blocks: &Blocks, contexts: &Contexts) -> f32 {
    let words = |hidden: bool| -> u32 {
        let is_hidden = |block: &&Block| is_hidden(contexts, block.nodes.start);
        blocks
            .list
            .iter()
            .filter(|block| block.is_long() && (!hidden || is_hidden(block)))
            .map(|block| block.words)
            .sum()
    };
    words(true) as f32 / words(false).max(1) as f32
}

/// For each node, the names of the small boxes around it.
struct Boxes {
    names: Vec<super::keywords::Groups>,
    innermost: Vec<Option<NodeId>>,
    ranges: Vec<Range<BlockId>>,
}

impl Boxes {
    fn of(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, story_words: u32) -> Self {
        let mut names = Vec::with_capacity(dom.len());
        let mut innermost = Vec::with_capacity(dom.len());
        let mut ranges = Vec::with_capacity(dom.len());
        for id in dom.ids() {
            let parent = dom.node(id).parent;
            let inside = blocks.inside(dom, id);
            let own = contexts.groups(id);
            let small = (blocks.long_words(&inside) as f32) < SMALL * story_words as f32;
            let around: super::keywords::Groups = names.get(parent).copied().unwrap_or_default();
            let is_box = small && own != super::keywords::Groups::default();
            names.push(if is_box { around.union(own) } else { around });
            innermost.push(if is_box { Some(id) } else { innermost.get(parent).copied().flatten() });
            ranges.push(inside);
        }
        Boxes { names, innermost, ranges }
    }

    fn has(&self, node: NodeId, group: Group) -> bool {
        self.names[node].has(group)
    }

    fn named(&self, node: NodeId) -> Option<Range<BlockId>> {
        self.innermost[node].map(|id| self.ranges[id].clone())
    }
}
