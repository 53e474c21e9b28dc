//! Measure where a block stands to the headline and to the heading before it.

use std::ops::Range;

use super::{Column, Frame, share};
use crate::annotate::{BlockId, Features};
use crate::text::fold;

const NAMES: [&str; 17] = [
    "blocks behind headline",
    "words behind headline",
    "up to headline",
    "running text behind headline",
    "heading level",
    "blocks behind heading",
    "words behind heading",
    "section words",
    "section blocks",
    "section link density",
    "section long blocks",
    "section sentences",
    "section share",
    "sections",
    "headings alike",
    "heading copies",
    "heading position",
];

pub fn names() -> Vec<String> {
    super::written(&NAMES)
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let headline = headline(frame);
    let sections = sections(frame);
    let mut levels = [0u32; 7];
    for section in &sections {
        levels[level(frame, section.start) as usize] += 1;
    }
    let mut number = 0;
    let rows: Vec<[f32; NAMES.len()]> = (0..frame.len())
        .map(|at| {
            while sections[number].end <= at {
                number += 1;
            }
            row(frame, headline, &sections[number], number, levels, at)
        })
        .collect();
    super::words::columns(&rows)
}

fn row(
    frame: &Frame<'_, '_>,
    headline: Option<BlockId>,
    section: &Range<BlockId>,
    number: usize,
    levels: [u32; 7],
    at: BlockId,
) -> [f32; NAMES.len()] {
    let blocks = frame.page.blocks;
    let head = headline.unwrap_or(0);
    let between = blocks.words(&(head.min(at)..head.max(at)));
    let behind = |value: f32| if at < head { -value } else { value };
    let size = section.len() as u32;
    let level = level(frame, section.start);
    let missing = headline.is_none();
    [
        if missing { -999.0 } else { at as f32 - head as f32 },
        if missing { -9999.0 } else { behind(between as f32) },
        if missing { -1.0 } else { steps_to(frame, head, at) },
        share(blocks.long_words(&(head..frame.len())), frame.long_words()),
        f32::from(level),
        (at - section.start) as f32,
        blocks.words(&(section.start..at)) as f32,
        blocks.words(section) as f32,
        size as f32,
        blocks.link_density(section),
        frame.long_blocks.over(section.clone()) as f32,
        share(frame.sentences.over(section.clone()), size),
        share(blocks.long_words(section), frame.long_words()),
        number as f32,
        levels[level as usize] as f32,
        levels.iter().sum::<u32>() as f32,
        share(section.start as u32, frame.len() as u32),
    ]
}

fn level(frame: &Frame<'_, '_>, at: BlockId) -> u8 {
    frame.page.surroundings.features.get(at).map_or(0, |features: &Features| features.heading)
}

/// Runs of blocks from each heading to the next; the first begins with the page.
pub fn sections(frame: &Frame<'_, '_>) -> Vec<Range<BlockId>> {
    let starts = (1..frame.len()).filter(|&at| level(frame, at) > 0);
    let starts: Vec<BlockId> = std::iter::once(0).chain(starts).collect();
    let ends = starts.iter().skip(1).copied().chain([frame.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty()).collect()
}

/// The first heading that says the title, else the first text that does, else the first heading of the first rank.
fn headline(frame: &Frame<'_, '_>) -> Option<BlockId> {
    let title = fold(frame.page.metadata.title.as_deref().unwrap_or_default());
    let says = |at: &BlockId| !title.is_empty() && frame.keys[*at] == title;
    let all = || 0..frame.len();
    let headings = || all().filter(|&at| level(frame, at) > 0);
    headings().find(says).or_else(|| all().find(says)).or_else(|| headings().find(|&at| level(frame, at) == 1))
}

/// Containers around a block that do not hold the headline.
fn steps_to(frame: &Frame<'_, '_>, headline: BlockId, at: BlockId) -> f32 {
    let holds = |&node: &usize| frame.inside(node).contains(&headline);
    let containers = &frame.containers[at];
    containers.iter().position(holds).unwrap_or(containers.len()) as f32
}
