//! Keep what belongs together: the rest of a quotation or table, and paragraphs that run on side by side.

use std::collections::HashMap;
use std::ops::Range;

use super::copies::SHORTEST;
use super::{Page, THRESHOLD, is_out_of_place};
use crate::annotate::{BlockId, Features, Group, Kind, is_callout};
use crate::model::rules;
use crate::page::{NodeId, Tag, runs_script};

/// Keeps a quotation, a box that is set off or a table of data whole if most of its words are kept: who said it, what
/// stands over it, and the cells with a dash, are parts of it.
pub(super) fn keep_wholes(page: &Page<'_, '_>, keep: &mut [bool]) {
    let mut node = 0;
    while node < page.dom.len() {
        if !is_whole(page, node) {
            node += 1;
            continue;
        }
        let inside = page.blocks.inside(page.dom, node);
        keep_whole(page, &inside, keep);
        if is_callout(page.dom, node) {
            drop_signs(page, inside, keep);
        }
        node = page.dom.node(node).end;
    }
}

/// Leaves out the sign at the head of a box that is set off: it says what kind of box it is, as its title does.
fn drop_signs(page: &Page<'_, '_>, mut inside: Range<BlockId>, keep: &mut [bool]) {
    if let Some(first) = inside.next() {
        let block = &page.blocks.list[first];
        keep[first] &= block.kind != Kind::Text || block.words > 0;
    }
}

fn is_whole(page: &Page<'_, '_>, id: NodeId) -> bool {
    page.dom.tag(id) == Tag::Blockquote || page.contexts.is_data_table(id) || is_callout(page.dom, id)
}

fn keep_whole(page: &Page<'_, '_>, inside: &Range<BlockId>, keep: &mut [bool]) {
    let kept: u32 = inside.clone().filter(|&at| keep[at]).map(|at| page.blocks.list[at].words).sum();
    if kept * 2 > page.blocks.words(inside) {
        keep_all(page, inside, keep);
    }
}

/// Keeps blocks, but for what stands where no text does.
pub(super) fn keep_all(page: &Page<'_, '_>, blocks: &Range<BlockId>, keep: &mut [bool]) {
    for at in blocks.clone().filter(|&at| !is_out_of_place(&page.surroundings.features[at])) {
        keep[at] = true;
    }
}

/// Blocks on each side of an element among which the story's text is looked for, and blocks in the largest element for
/// which it is: one may be inside another.
const BESIDE: usize = 8;
const LARGEST: usize = 60;

/// Whether an element stands between two paragraphs of running text that are kept, and are its siblings.
pub(super) fn is_between_paragraphs(page: &Page<'_, '_>, keep: &[bool], node: NodeId) -> bool {
    paragraphs_beside(page, keep, node) == [true, true]
}

/// The same of one paragraph, before or behind it.
pub(super) fn is_beside_paragraph(page: &Page<'_, '_>, keep: &[bool], node: NodeId) -> bool {
    paragraphs_beside(page, keep, node).contains(&true)
}

/// Whether the nearest paragraph of running text before an element, and the one behind it, is kept.
fn paragraphs_beside(page: &Page<'_, '_>, keep: &[bool], node: NodeId) -> [bool; 2] {
    let inside = page.blocks.inside(page.dom, node);
    let parent = page.dom.node(node).parent;
    let is_paragraph = |&at: &BlockId| {
        let block = &page.blocks.list[at];
        block.is_long() && page.dom.node(block.container).parent == parent
    };
    if !(1..=LARGEST).contains(&inside.len()) {
        return [false, false];
    }
    let before = (0..inside.start).rev().take(BESIDE).find(is_paragraph);
    let behind = (inside.end..keep.len()).take(BESIDE).find(is_paragraph);
    [before, behind].map(|at| at.is_some_and(|at| keep[at]))
}

/// Words of the longest box whose words say too little to be judged by.
const FEW: u32 = 60;

/// Keeps what unfolds and a list of definitions, of few words, where the text of the story stands around it: nobody
/// puts it there who does not mean it to be read there.
pub(super) fn keep_small_boxes(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_box = |&id: &NodeId| matches!(page.dom.tag(id), Tag::Details | Tag::Dl);
    for id in page.dom.ids().filter(is_box) {
        let inside = page.blocks.inside(page.dom, id);
        let is_few = page.blocks.words(&inside) <= FEW && page.blocks.link_density(&inside) < LINKED_BOX;
        let names_itself = |at: BlockId| {
            let features = &page.surroundings.features[at];
            features.asks || FURNITURE.into_iter().any(|group| features.in_box(group))
        };
        if is_few && is_between_paragraphs(page, keep, id) && !inside.clone().any(names_itself) {
            keep_all(page, &inside, keep);
        }
    }
}

/// The share of links from which on a box leads elsewhere, and the names of boxes that are no part of a story.
const LINKED_BOX: f32 = 0.5;
const FURNITURE: [Group; 7] =
    [Group::Navigation, Group::Related, Group::Newsletter, Group::Share, Group::Byline, Group::Topics, Group::Advert];

/// The mean score of its words from which on a table of data is kept whole.
const TABLE: f32 = 0.3;

/// Keeps a table of data whole that scores well enough as a whole: cells say little by themselves.
pub(super) fn keep_tables(page: &Page<'_, '_>, keep: &mut [bool]) {
    for table in page.dom.ids().filter(|&id| page.contexts.is_data_table(id)) {
        let inside = page.blocks.inside(page.dom, table);
        let score: f32 = inside.clone().map(|at| page.blocks.list[at].words as f32 * page.judgement.scores[at]).sum();
        if score >= TABLE * page.blocks.words(&inside) as f32 {
            keep_all(page, &inside, keep);
        }
    }
}

/// The share of the words in an element's own paragraphs that must be kept for the rest to be kept as well.
const MOST: f32 = 0.6;
/// The score from which on a paragraph may be the rest of a story that scores well as a whole.
pub(super) const DOUBTFUL: f32 = 0.12;

/// Keeps the paragraphs, list items and headings of an element that keeps most of its own: a story that is cut short is
/// worse than a paragraph too many, and the last ones of a long page score low together.
pub(super) fn keep_flow(page: &Page<'_, '_>, keep: &mut [bool]) {
    let mut flows: HashMap<(NodeId, Option<&str>), (u32, u32)> = HashMap::new();
    for (at, &kept) in keep.iter().enumerate() {
        let Some(parent) = parent(page, at) else { continue };
        let flow = flows.entry(parent).or_default();
        let words = page.blocks.list[at].words;
        flow.0 += if kept { words } else { 0 };
        flow.1 += words;
    }
    let before = keep.to_vec();
    let between = between_kept(page, &before);
    let is_between = |at: BlockId| at > 0 && before[at - 1] && before.get(at + 1) == Some(&true);
    for (at, keep) in keep.iter_mut().enumerate() {
        let Some(&(kept, all)) = parent(page, at).and_then(|parent| flows.get(&parent)) else { continue };
        let runs_on = kept as f32 >= MOST * all as f32;
        let features = &page.surroundings.features[at];
        let is_doubtful = page.judgement.scores[at] >= DOUBTFUL && is_text(features);
        let is_linked = between[at] && runs_scripts(page, at) && is_text_but_for_links(features);
        *keep |= runs_on && (is_doubtful || is_linked || (is_between(at) && is_said_again(features)));
    }
}

fn is_text(features: &Features) -> bool {
    rules::probability_inside(features) >= THRESHOLD
}

/// For each block, whether the next one that is more than links that run scripts is kept on both of its sides.
fn between_kept(page: &Page<'_, '_>, kept: &[bool]) -> Vec<bool> {
    let side = |order: &mut dyn Iterator<Item = BlockId>| {
        let (mut beside, mut last) = (vec![false; kept.len()], false);
        for at in order {
            beside[at] = last;
            if kept[at] || !runs_scripts(page, at) {
                last = kept[at];
            }
        }
        beside
    };
    let (before, after) = (side(&mut (0..kept.len())), side(&mut (0..kept.len()).rev()));
    before.into_iter().zip(after).map(|(before, after)| before && after).collect()
}

/// Words of the shortest text that a link may be that runs a script: what is shorter may be a control.
const LINKED: u32 = 3;

/// Whether all words of a block are links that run scripts, which lead to no other page.
fn runs_scripts(page: &Page<'_, '_>, at: BlockId) -> bool {
    let block = &page.blocks.list[at];
    let runs = |link: NodeId| page.dom.attribute(link, "href").is_some_and(runs_script);
    let says = |node: &NodeId| page.dom.text(*node).is_some_and(|text| text.contains(char::is_alphanumeric));
    block.links > 0
        && block.words >= LINKED
        && block.nodes.clone().filter(says).all(|node| page.contexts.around(node).link.is_some_and(runs))
}

fn is_text_but_for_links(features: &Features) -> bool {
    is_text(&Features { link_density: 0.0, box_link_density: 0.0, ..features.clone() })
}

/// Whether a block repeats a few words that people in a story say again: "I would rather not."
fn is_said_again(features: &Features) -> bool {
    let is_said = features.ends_sentence && features.words < SHORTEST && features.link_density == 0.0;
    features.repeats > 0 && is_said && is_text(&Features { repeats: 0, ..features.clone() })
}

/// The element that a paragraph stands in, for paragraphs of running text and what heads or lists them.
fn parent<'p>(page: &Page<'_, 'p>, at: BlockId) -> Option<(NodeId, Option<&'p str>)> {
    let block = &page.blocks.list[at];
    let tag = page.dom.tag(block.container);
    let runs = matches!(
        tag,
        Tag::P | Tag::Div | Tag::Li | Tag::Blockquote | Tag::H2 | Tag::H3 | Tag::H4 | Tag::Dd | Tag::Dt | Tag::Pre
    );
    let parent = page.dom.node(block.container).parent;
    let lists = matches!(page.dom.tag(parent), Tag::Ul | Tag::Ol | Tag::Dl | Tag::Blockquote);
    let parent = if lists { page.dom.node(parent).parent } else { parent };
    // A story may be in several boxes side by side, of one class.
    let class = page.dom.attribute(parent, "class").map(str::trim).filter(|class| !class.is_empty());
    let flow = if class.is_some() { (page.dom.node(parent).parent, class) } else { (parent, None) };
    (block.kind == Kind::Text && runs).then_some(flow)
}
