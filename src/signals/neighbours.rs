//! Measure what stands before and behind a block.

use std::ops::Range;

use super::words::kind_of;
use super::{Column, Frame, column};
use crate::annotate::BlockId;

const NAMES: [&str; 8] = [
    "words within 3",
    "link density within 8",
    "words within 20",
    "media within 20",
    "container before",
    "container behind",
    "long blocks before",
    "long blocks behind",
];

pub fn names() -> Vec<String> {
    super::written(&NAMES)
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let blocks = frame.page.blocks;
    let around =
        |at: BlockId, size: usize| -> Range<BlockId> { at.saturating_sub(size)..(at + size + 1).min(frame.len()) };
    let container = |at: Option<BlockId>| {
        let block = at.and_then(|at| blocks.list.get(at));
        block.map_or(-1.0, |block| kind_of(frame.page.dom.tag(block.container)))
    };
    let each = |value: &dyn Fn(BlockId) -> f32| column(frame.len(), value);
    vec![
        each(&|at| blocks.words(&around(at, 3)) as f32),
        each(&|at| blocks.link_density(&around(at, 8))),
        each(&|at| blocks.words(&around(at, 20)) as f32),
        each(&|at| frame.media.over(around(at, 20)) as f32),
        each(&|at| container(at.checked_sub(1))),
        each(&|at| container(at.checked_add(1))),
        each(&|at| frame.long_blocks.over(0..at) as f32),
        each(&|at| frame.long_blocks.over(at + 1..frame.len()) as f32),
    ]
}
