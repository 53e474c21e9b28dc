//! Find the text of a post among what stands around it: portraits, ranks, buttons, signatures.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Page;
use super::likeness::Kind;
use super::regions::Region;
use crate::annotate::keywords::words;
use crate::annotate::{self, BlockId};
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// The text of a post.
#[derive(Default)]
pub(super) struct Body {
    pub(super) blocks: Vec<BlockId>,
    /// It is known where the text begins and ends; else there may be more in these blocks.
    pub(super) is_sure: bool,
}

/// The text of each post, by where it stands and where it says when it was written.
pub(super) fn find(page: &Page<'_, '_>, posts: &[(&Region, Option<NodeId>)]) -> Vec<Body> {
    let places: Vec<Place> = posts.iter().map(|(region, time)| Place { region, time: *time }).collect();
    let mut holders: Vec<Option<NodeId>> = places.iter().map(|place| holder(page, place)).collect();
    if let Some(kind) = commonest(holders.iter().flatten().map(|&node| page.likeness.in_parent(page.dom, node))) {
        for (place, holder) in places.iter().zip(&mut holders) {
            let is_like =
                |&node: &NodeId| page.likeness.in_parent(page.dom, node) == kind && !place.is_headed_in(page, node);
            *holder = place.region.nodes.clone().find(is_like).or(*holder);
        }
    }
    let bodies = places.iter().zip(holders).map(|(place, holder)| match holder {
        Some(holder) if !place.region.flows => Body { blocks: body(page, place, holder), is_sure: true },
        _ => Body { blocks: rest(page, place), is_sure: false },
    });
    without_furniture(page, bodies.collect())
}

/// Where a post stands, and where it says when it was written.
struct Place<'a> {
    region: &'a Region,
    time: Option<NodeId>,
}

impl Place<'_> {
    /// The nodes that say who wrote it, and when.
    fn heads(&self) -> impl Iterator<Item = NodeId> {
        std::iter::once(self.region.author.node).chain(self.time)
    }

    /// Whether one of them is in an element.
    fn is_headed_in(&self, page: &Page<'_, '_>, node: NodeId) -> bool {
        let inside = node..page.dom.node(node).end;
        self.heads().any(|head| inside.contains(&head))
    }
}

/// Elements around a text among which the post's is looked for.
const DEEPEST: usize = 60;

/// The element with most of a post's running text, of the largest that do not hold who wrote it.
fn holder(page: &Page<'_, '_>, place: &Place<'_>) -> Option<NodeId> {
    let mut holders: Vec<(NodeId, u32)> = Vec::new();
    let inside = page.blocks.within(place.region.nodes.clone());
    for block in inside.map(|at| &page.blocks.list[at]).filter(|block| block.is_long()) {
        let is_held = |holder: NodeId| (holder..page.dom.node(holder).end).contains(&block.nodes.start);
        if let Some((_, words)) = holders.last_mut().filter(|(holder, _)| is_held(*holder)) {
            *words += block.words;
            continue;
        }
        let is_own = |&node: &NodeId| place.region.nodes.contains(&node) && !place.is_headed_in(page, node);
        let around = std::iter::once(block.container).chain(page.dom.ancestors(block.container).take(DEEPEST));
        holders.extend(around.take_while(is_own).last().map(|holder| (holder, block.words)));
    }
    holders.into_iter().max_by_key(|&(holder, words)| (words, Reverse(holder))).map(|(holder, _)| holder)
}

/// The commonest of the kinds of the posts' elements, the first of several.
fn commonest(kinds: impl Iterator<Item = (Kind, Kind)>) -> Option<(Kind, Kind)> {
    let mut counts: HashMap<(Kind, Kind), (usize, Reverse<usize>)> = HashMap::new();
    for (at, kind) in kinds.enumerate() {
        counts.entry(kind).or_insert((0, Reverse(at))).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(kind, _)| kind)
}

/// The posts whose texts stand in elements that call themselves the same, as most of the posts' do.
pub(super) fn alike(page: &Page<'_, '_>, bodies: &[&Body]) -> Vec<usize> {
    let mut posts: HashMap<Option<Kind>, Vec<usize>> = HashMap::new();
    for (post, body) in bodies.iter().enumerate() {
        let longest = body.blocks.iter().max_by_key(|&&at| (page.blocks.list[at].words, Reverse(at)));
        let Some(container) = longest.map(|&at| page.blocks.list[at].container) else { continue };
        let mut around = std::iter::once(container).chain(page.dom.ancestors(container).take(DEEPEST));
        let named = around.find(|&node| page.likeness.is_named(node)).map(|node| page.likeness.kind(node));
        posts.entry(named).or_default().push(post);
    }
    posts.into_values().max_by_key(|posts| (posts.len(), Reverse(posts.first().copied()))).unwrap_or_default()
}

/// The blocks in a post's element, and in those beside it that are paragraphs as well.
fn body(page: &Page<'_, '_>, place: &Place<'_>, holder: NodeId) -> Vec<BlockId> {
    let is_like = |node: NodeId| match is_text(page.dom.tag(holder)) {
        true => is_text(page.dom.tag(node)),
        false => page.likeness.kind(node) == page.likeness.kind(holder),
    };
    let is_part = |&node: &NodeId| {
        node == holder || (is_like(node) && !place.is_headed_in(page, node) && !is_furniture(page.dom, node))
    };
    let parts = page.dom.children(page.dom.node(holder).parent).filter(is_part);
    parts.flat_map(|node| parts_of(page, node)).collect()
}

/// The blocks in an element, without those in what is no part of a text.
fn parts_of(page: &Page<'_, '_>, node: NodeId) -> Vec<BlockId> {
    let Page { dom, blocks, .. } = *page;
    let mut left: Vec<BlockId> = Vec::new();
    let mut at = blocks.inside(dom, node).start;
    let mut inside = node + 1;
    while inside < dom.node(node).end {
        if is_furniture(dom, inside) {
            let out = blocks.inside(dom, inside);
            left.extend(at..out.start.max(at));
            at = out.end.max(at);
            inside = dom.node(inside).end;
        } else {
            inside += 1;
        }
    }
    left.extend(at..blocks.inside(dom, node).end.max(at));
    left
}

/// Words in the names of what stands in a post and is no part of its text.
const FURNITURE: [&str; 6] = ["signature", "sig", "reactions", "reaction", "likes", "rating"];

fn is_furniture(dom: &Dom<'_>, node: NodeId) -> bool {
    let class = dom.attribute(node, "class").unwrap_or_default();
    words(class).iter().any(|word| FURNITURE.contains(&word.as_str()))
}

/// A paragraph, or what stands between paragraphs.
fn is_text(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::P | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Pre | Tag::Blockquote | Tag::Table | Tag::Figure | Tag::Text
    ) || tag.heading_level().is_some()
        || !tag.is_block()
}

/// All blocks of a post but those that say who wrote it and when.
fn rest(page: &Page<'_, '_>, place: &Place<'_>) -> Vec<BlockId> {
    let heads: Vec<BlockId> = place.heads().filter_map(|head| page.blocks.around(page.dom, head)).collect();
    page.blocks.within(place.region.nodes.clone()).filter(|at| !heads.contains(at)).collect()
}

/// Words of the longest text that may be a button.
const BUTTON: u32 = 6;

/// Posts from which on what they have alike is none of what they say.
const OFTEN: usize = 3;

/// Leaves out signatures, and what several posts have alike: links, and where there is more to the post also labels.
fn without_furniture(page: &Page<'_, '_>, mut bodies: Vec<Body>) -> Vec<Body> {
    let is_short = |at: &BlockId| (1..=BUTTON).contains(&page.blocks.list[*at].words);
    let key = |at: BlockId| fold(&page.blocks.list[at].text(page.dom)).replace(char::is_numeric, "");
    let mut counts: HashMap<String, usize> = HashMap::new();
    for body in &bodies {
        let keys: HashSet<String> = body.blocks.iter().copied().filter(is_short).map(key).collect();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    for body in &mut bodies {
        let is_alone = body.blocks.len() == 1;
        body.blocks.retain(|&at| {
            let block = &page.blocks.list[at];
            let count = if is_short(&at) { counts.get(&key(at)).copied().unwrap_or(0) } else { 0 };
            let is_link = block.link_words == block.words || block.ends_ellipsis;
            let is_alike = (is_link && count > 1) || (count >= OFTEN && !is_alone);
            let is_button = page.contexts.around(block.nodes.start).is_in(annotate::Place::Button);
            !is_alike && !is_button && !is_ruled_off(page, at)
        });
    }
    bodies
}

/// A signature below a line of strokes.
fn is_ruled_off(page: &Page<'_, '_>, at: BlockId) -> bool {
    page.blocks.list[at].text(page.dom).starts_with("_____")
}
