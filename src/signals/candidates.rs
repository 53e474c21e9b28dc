//! Measure where a block stands to elements that may hold the story.

use super::{Column, Frame, column, share};
use crate::annotate::{BlockId, Place, Sums};
use crate::page::{NodeId, Tag};

const CANDIDATES: [&str; 7] = ["half", "most", "nearly all", "scored", "article", "main", "story"];
const MEASURES: [&str; 5] = ["side of", "blocks to", "up to", "down to", "share outside of"];

pub fn names() -> Vec<String> {
    CANDIDATES.iter().flat_map(|name| MEASURES.iter().map(move |measure| format!("{measure} {name}"))).collect()
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let plain = plain(frame);
    let candidates: [Option<NodeId>; CANDIDATES.len()] = [
        Some(deepest(frame, &plain, 0.5)),
        Some(deepest(frame, &plain, 0.7)),
        Some(deepest(frame, &plain, 0.9)),
        Some(scored(frame)),
        largest(frame, Tag::Article),
        largest(frame, Tag::Main),
        Some(frame.page.surroundings.root),
    ];
    candidates.iter().flat_map(|candidate| relation(frame, *candidate)).collect()
}

/// Before, in or behind a candidate; blocks to it; steps up to what holds both and down from there; running text that is
/// not in it.
fn relation(frame: &Frame<'_, '_>, candidate: Option<NodeId>) -> [Column; MEASURES.len()] {
    let Some(node) = candidate else { return std::array::from_fn(|_| vec![-9.0; frame.len()]) };
    let inside = frame.inside(node);
    let side = |at: BlockId| (at >= inside.end) as i32 - (at < inside.start) as i32;
    let distance = |at: BlockId| match side(at) {
        0 => 0,
        1 => at + 1 - inside.end,
        _ => inside.start - at,
    };
    let common = common_depths(frame, node);
    let depth = |id: NodeId| f32::from(frame.depths[id]);
    let container = |at: BlockId| frame.page.blocks.list[at].container;
    let outside = 1.0 - share(frame.page.blocks.long_words(&inside), frame.long_words());
    [
        column(frame.len(), |at| side(at) as f32),
        column(frame.len(), |at| distance(at) as f32),
        column(frame.len(), |at| depth(container(at)) - f32::from(common[container(at)])),
        column(frame.len(), |at| depth(node) - f32::from(common[container(at)])),
        column(frame.len(), |_| outside),
    ]
}

/// By node: the depth of the innermost element that holds both it and a candidate.
fn common_depths(frame: &Frame<'_, '_>, candidate: NodeId) -> Vec<u16> {
    let dom = frame.page.dom;
    let mut common: Vec<u16> = Vec::with_capacity(dom.len());
    for id in dom.ids() {
        let holds = id <= candidate && candidate < dom.node(id).end;
        common.push(if holds { frame.depths[id] } else { common.get(dom.node(id).parent).copied().unwrap_or(0) });
    }
    common
}

/// Running text outside of landmarks that never hold the story; all of it where there is no other.
fn plain(frame: &Frame<'_, '_>) -> Sums {
    let is_plain = |at: BlockId| {
        let context = &frame.page.surroundings.features[at].context;
        ![Place::Nav, Place::Footer, Place::Aside, Place::Dialog].into_iter().any(|place| context.is_in(place))
    };
    let weights = |test: &dyn Fn(BlockId) -> bool| {
        let blocks = &frame.page.blocks.list;
        Sums::of((0..blocks.len()).map(|at| if blocks[at].is_long() && test(at) { blocks[at].words } else { 0 }))
    };
    let sums = weights(&is_plain);
    if sums.total() > 0 { sums } else { weights(&|_| true) }
}

/// The deepest element that holds a share of the running text.
fn deepest(frame: &Frame<'_, '_>, sums: &Sums, share: f32) -> NodeId {
    let dom = frame.page.dom;
    let enough = |node: NodeId| sums.over(frame.inside(node)) as f32 >= share * sums.total() as f32;
    let mut node = 0;
    while let Some(child) = dom.children(node).find(|&child| dom.text(child).is_none() && enough(child)) {
        node = child;
    }
    node
}

/// The element whose paragraphs score highest, each counting for its parent and half for its grandparent.
fn scored(frame: &Frame<'_, '_>) -> NodeId {
    let dom = frame.page.dom;
    let mut scores = vec![0.0f32; dom.len()];
    for block in frame.page.blocks.list.iter().filter(|block| block.is_long()) {
        let score = (1.0 + (block.words as f32 / 15.0).min(4.0)) * (1.0 - block.link_density());
        let parent = dom.node(block.container).parent;
        scores[parent] += score;
        scores[dom.node(parent).parent] += score / 2.0;
    }
    let best = (0..dom.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other]));
    best.unwrap_or(0)
}

fn largest(frame: &Frame<'_, '_>, tag: Tag) -> Option<NodeId> {
    let dom = frame.page.dom;
    dom.ids().filter(|&id| dom.tag(id) == tag).max_by_key(|&id| frame.page.blocks.long_words(&frame.inside(id)))
}
