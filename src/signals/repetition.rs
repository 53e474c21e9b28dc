//! Measure whether a block is part of something that the page repeats: cards, items, rows, posts.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Column, Frame, column, share};
use crate::annotate::BlockId;
use crate::page::{Dom, NodeId};

const NAMES: [&str; 5] =
    ["repeats", "repeated words", "repeated link density", "repeated running text", "repeated blocks"];

pub fn names() -> Vec<String> {
    super::written(&NAMES)
}

/// By node: a number for what it is and calls itself, and what its parent is, the same for nodes that are alike.
pub fn signatures(dom: &Dom<'_>) -> Vec<u32> {
    let own = numbered(dom.ids().map(|id| (dom.tag(id), dom.attribute(id, "class").unwrap_or_default())));
    numbered(dom.ids().map(|id| (own[id], own[dom.node(id).parent])))
}

/// A number for each key, the same for equal ones, from 0 in the order of first appearance.
fn numbered<K: Hash + Eq>(keys: impl Iterator<Item = K>) -> Vec<u32> {
    let mut known: HashMap<K, u32> = HashMap::new();
    keys.map(|key| {
        let next = known.len() as u32;
        *known.entry(key).or_insert(next)
    })
    .collect()
}

/// By signature: how many nodes have it.
pub fn counts(signatures: &[u32]) -> Vec<u32> {
    let size = signatures.iter().max().map_or(0, |&most| most as usize + 1);
    let mut counts = vec![0; size];
    for &signature in signatures {
        counts[signature as usize] += 1;
    }
    counts
}

/// What elements of one signature hold together.
#[derive(Clone, Copy, Default)]
struct Group {
    count: u32,
    words: u32,
    long_words: u32,
    linked: f32,
    blocks: u32,
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let groups = groups(frame);
    let strongest: Vec<NodeId> = (0..frame.len()).map(|at| strongest(frame, &groups, at)).collect();
    let each = |value: &dyn Fn(Group) -> f32| {
        column(frame.len(), |at| value(groups[frame.signatures[strongest[at]] as usize]))
    };
    vec![
        each(&|group| group.count as f32),
        each(&|group| share(group.words, group.count)),
        each(&|group| group.linked / group.words.max(1) as f32),
        each(&|group| share(group.long_words, frame.long_words())),
        each(&|group| share(group.blocks, group.count)),
    ]
}

/// The groups by signature.
fn groups(frame: &Frame<'_, '_>) -> Vec<Group> {
    let size = frame.signatures.iter().max().map_or(0, |&most| most as usize + 1);
    let mut groups = vec![Group::default(); size];
    let blocks = frame.page.blocks;
    for (node, &signature) in frame.signatures.iter().enumerate() {
        let group = &mut groups[signature as usize];
        let inside = frame.inside(node);
        if inside.is_empty() || frame.page.dom.text(node).is_some() {
            continue;
        }
        group.count += 1;
        group.words = group.words.saturating_add(blocks.words(&inside));
        group.long_words = group.long_words.saturating_add(blocks.long_words(&inside));
        group.linked += blocks.link_density(&inside) * blocks.words(&inside) as f32;
        group.blocks = group.blocks.saturating_add(inside.len() as u32);
    }
    groups
}

/// The container around a block with the most others like it that hold more than a block, else the block's own.
fn strongest(frame: &Frame<'_, '_>, groups: &[Group], at: BlockId) -> NodeId {
    let containers = &frame.containers[at];
    let count = |node: NodeId| {
        let group = groups[frame.signatures[node] as usize];
        if group.blocks > group.count { group.count } else { 0 }
    };
    (1..containers.len())
        .map(|level| (level, containers[level]))
        .filter(|&(_, node)| count(node) >= 3)
        .max_by_key(|&(level, node)| (count(node), level))
        .map_or(containers[0], |(_, node)| node)
}
