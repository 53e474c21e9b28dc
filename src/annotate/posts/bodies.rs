//! Find the text of a post among what stands around it: portraits, ranks, buttons, signatures.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Page;
use super::authors::is_of_comment;
use super::likeness::Kind;
use super::regions::Region;
use crate::annotate::{self, Block, BlockId};
use crate::page::{NodeId, Tag};
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
    let out = furniture(page, place.region);
    let inside = page.blocks.within(place.region.nodes.clone()).filter(|at| !out.contains(at));
    let is_text = |block: &&Block| block.is_long() && !is_of_comment(page.dom, block.container);
    for block in inside.map(|at| &page.blocks.list[at]).filter(is_text) {
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
    for (post, body) in bodies.iter().enumerate().filter(|(_, body)| !body.blocks.is_empty()) {
        posts.entry(kind_of_text(page, body)).or_default().push(post);
    }
    posts.into_values().max_by_key(|posts| (posts.len(), Reverse(posts.first().copied()))).unwrap_or_default()
}

/// Elements around a text among which one that calls itself a quotation is looked for.
const NEAR: usize = 4;

/// What the elements call themselves that most of a post's own words stand in. Listings and `<blockquote>`s are counted
/// only where there is nothing else: some forums set all of a post in one.
fn kind_of_text(page: &Page<'_, '_>, body: &Body) -> Option<Kind> {
    let mut words: HashMap<Option<Kind>, (u32, u32, Reverse<BlockId>)> = HashMap::new();
    for &at in &body.blocks {
        let block = &page.blocks.list[at];
        let around = || std::iter::once(block.container).chain(page.dom.ancestors(block.container));
        if around().take(NEAR).any(|node| is_quotation_in(page, body, node)) {
            continue;
        }
        let in_quote = page.contexts.around(block.nodes.start).is_in(annotate::Place::Quote);
        let is_own = !in_quote && !page.contexts.is_listing(page.dom, block.container);
        let named = around().take(DEEPEST).find(|&node| page.likeness.is_named(node));
        let count = words.entry(named.map(|node| page.likeness.kind(node))).or_insert((0, 0, Reverse(at)));
        count.0 += if is_own { block.words } else { 0 };
        count.1 += block.words;
    }
    words.into_iter().max_by_key(|&(_, count)| count).and_then(|(kind, _)| kind)
}

/// Whether an element calls itself a quotation, and is not around all of a post's text.
fn is_quotation_in(page: &Page<'_, '_>, body: &Body, node: NodeId) -> bool {
    let inside = page.blocks.inside(page.dom, node);
    let holds = |at: Option<&BlockId>| at.is_some_and(|at| inside.contains(at));
    let is_all = holds(body.blocks.first()) && holds(body.blocks.last());
    !is_all && page.classes.of_node(node).iter().any(|word| word == "quote")
}

/// The blocks in a post's element, and in those beside it that are paragraphs as well.
fn body(page: &Page<'_, '_>, place: &Place<'_>, holder: NodeId) -> Vec<BlockId> {
    let is_like = |node: NodeId| match is_text(page.dom.tag(holder)) {
        true => is_text(page.dom.tag(node)),
        false => page.likeness.kind(node) == page.likeness.kind(holder),
    };
    let is_part = |&node: &NodeId| {
        node == holder || (is_like(node) && !place.is_headed_in(page, node) && !is_furniture(page, node))
    };
    let parts = page.dom.children(page.dom.node(holder).parent).filter(is_part);
    parts.flat_map(|node| parts_of(page, node)).collect()
}

/// The blocks in an element, without those in what is no part of a text.
fn parts_of(page: &Page<'_, '_>, node: NodeId) -> Vec<BlockId> {
    let out = furniture_in(page, node + 1..page.dom.node(node).end, None);
    page.blocks.inside(page.dom, node).filter(|at| !out.contains(at)).collect()
}

/// The blocks of what stands in a post and is no part of its text, by its name.
pub(super) fn furniture(page: &Page<'_, '_>, region: &Region) -> HashSet<BlockId> {
    furniture_in(page, region.nodes.clone(), Some(region.author.node))
}

/// The blocks of all furniture among some nodes. What holds the author's name is the post.
fn furniture_in(page: &Page<'_, '_>, nodes: Range<NodeId>, author: Option<NodeId>) -> HashSet<BlockId> {
    let mut out = HashSet::new();
    let mut node = nodes.start;
    while node < nodes.end {
        let end = page.dom.node(node).end;
        let is_post = author.is_some_and(|author| (node..end).contains(&author));
        if is_furniture(page, node) && !is_post {
            out.extend(page.blocks.inside(page.dom, node));
            node = end;
        } else {
            node += 1;
        }
    }
    out
}

/// Words in the names of what stands in a post and is no part of its text.
const FURNITURE: [&str; 6] = ["signature", "sig", "reactions", "reaction", "likes", "rating"];

fn is_furniture(page: &Page<'_, '_>, node: NodeId) -> bool {
    page.classes.of_node(node).iter().any(|word| FURNITURE.contains(&word.as_str()))
}

/// A paragraph, or what stands between paragraphs.
fn is_text(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::P | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Pre | Tag::Blockquote | Tag::Table | Tag::Figure | Tag::Text
    ) || tag.heading_level().is_some()
        || !tag.is_block()
}

/// All blocks of a post but those that say who wrote it and when, and its furniture.
fn rest(page: &Page<'_, '_>, place: &Place<'_>) -> Vec<BlockId> {
    let mut out = furniture(page, place.region);
    out.extend(place.heads().filter_map(|head| page.blocks.around(page.dom, head)));
    page.blocks.within(place.region.nodes.clone()).filter(|at| !out.contains(at)).collect()
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
