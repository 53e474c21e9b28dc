//! Measure the containers around a block, each holding more blocks than the one before.

use std::ops::RangeInclusive;

use super::{Column, Frame, column, share};
use crate::annotate::BlockId;
use crate::page::NodeId;

/// What is measured, and of which containers: 0 is the block's own. Training found no use for the rest.
const MEASURES: [(&str, RangeInclusive<usize>); 10] = [
    ("share of running text", 0..=4),
    ("words", 2..=8),
    ("link density", 0..=8),
    ("blocks", 6..=8),
    ("words per block", 0..=8),
    ("sentences", 0..=8),
    ("media", 3..=8),
    ("controls", 2..=8),
    ("alike", 0..=2),
    ("position", 1..=8),
];

pub fn names() -> Vec<String> {
    let each = |name: &'static str| move |level| format!("{name} of container {level}");
    MEASURES.iter().flat_map(|(name, levels)| levels.clone().map(each(name))).collect()
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let value = |measure: usize, node: NodeId, at: BlockId| {
        let inside = frame.inside(node);
        let blocks = frame.page.blocks;
        let size = inside.len() as u32;
        match measure {
            0 => share(blocks.long_words(&inside), frame.long_words()),
            1 => blocks.words(&inside) as f32,
            2 => blocks.link_density(&inside),
            3 => size as f32,
            4 => share(blocks.words(&inside), size),
            5 => share(frame.sentences.over(inside), size),
            6 => frame.media.over(inside) as f32,
            7 => frame.controls.over(node..frame.page.dom.node(node).end) as f32,
            8 => frame.alike(node) as f32,
            _ => share((at - inside.start) as u32, size),
        }
    };
    let pairs = MEASURES.iter().enumerate().flat_map(|(at, (_, levels))| levels.clone().map(move |level| (at, level)));
    pairs.map(|(measure, level)| column(frame.len(), |at| value(measure, frame.containers[at][level], at))).collect()
}
