//! Measure the first judgement of what stands around a block: its neighbours, containers, section and likenesses.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::frame::LEVELS;
use super::{Column, Frame, column};
use crate::annotate::{BlockId, Kind};

const NEIGHBOURS: [isize; 6] = [-3, -2, -1, 1, 2, 3];
const WINDOWS: [usize; 3] = [2, 5, 12];
const REST: [&str; 18] = [
    "lowest container",
    "highest container",
    "alike",
    "alike by words",
    "parent alike",
    "repeated alike",
    "same text",
    "heading",
    "section",
    "page share",
    "page words",
    "higher words",
    "expected quality",
    "best threshold",
    "above threshold",
    "kept before",
    "blocks since kept",
    "blocks to kept",
];

pub fn names() -> Vec<String> {
    let neighbours = NEIGHBOURS.iter().map(|place| format!("score at {place}"));
    let windows =
        WINDOWS.iter().flat_map(|size| [format!("scores within {size}"), format!("words' scores within {size}")]);
    let levels = (0..LEVELS)
        .flat_map(|level| [format!("scores of container {level}"), format!("words' scores of container {level}")]);
    let rest = REST.iter().map(|name| format!("score: {name}"));
    std::iter::once("score".to_owned()).chain(neighbours).chain(windows).chain(levels).chain(rest).collect()
}

/// Scores summed up, over the blocks of text alone.
struct Scores<'s, 'f, 'a, 'p> {
    frame: &'f Frame<'a, 'p>,
    scores: &'s [f32],
    /// Before each block: the sum of scores, of texts, of scores by words, of words.
    sums: [Vec<f64>; 4],
}

impl<'s, 'f, 'a, 'p> Scores<'s, 'f, 'a, 'p> {
    fn of(frame: &'f Frame<'a, 'p>, scores: &'s [f32]) -> Self {
        let blocks = &frame.page.blocks.list;
        let sum = |value: &dyn Fn(BlockId) -> f64| {
            let mut total = 0.0;
            let after = (0..blocks.len()).map(|at| {
                if blocks[at].kind == Kind::Text {
                    total += value(at);
                }
                total
            });
            std::iter::once(0.0).chain(after).collect()
        };
        let sums = [
            sum(&|at| f64::from(scores[at])),
            sum(&|_| 1.0),
            sum(&|at| f64::from(scores[at]) * f64::from(blocks[at].words)),
            sum(&|at| f64::from(blocks[at].words)),
        ];
        Scores { frame, scores, sums }
    }

    fn over(&self, sum: usize, range: &Range<BlockId>) -> f64 {
        self.sums[sum][range.end] - self.sums[sum][range.start]
    }

    /// The mean score in a range.
    fn mean(&self, range: &Range<BlockId>) -> f32 {
        (self.over(0, range) / self.over(1, range).max(1.0)) as f32
    }

    /// The mean score of the words in a range.
    fn mean_by_words(&self, range: &Range<BlockId>) -> f32 {
        (self.over(2, range) / self.over(3, range).max(1.0)) as f32
    }

    /// For each block, the mean score of all with the same key, by count and by words.
    fn alike<K: Hash + Eq>(&self, key: impl Fn(BlockId) -> K) -> Vec<(f32, f32)> {
        let mut groups: HashMap<K, [f64; 4]> = HashMap::new();
        let own = |at: BlockId| [0, 1, 2, 3].map(|sum| self.over(sum, &(at..at + 1)));
        for at in 0..self.frame.len() {
            let group = groups.entry(key(at)).or_default();
            for (sum, own) in group.iter_mut().zip(own(at)) {
                *sum += own;
            }
        }
        let mean = |group: &[f64; 4]| ((group[0] / group[1].max(1.0)) as f32, (group[2] / group[3].max(1.0)) as f32);
        (0..self.frame.len()).map(|at| groups.get(&key(at)).map_or((0.0, 0.0), mean)).collect()
    }
}

/// Measures a page again, by the scores that its blocks were given. Columns as in [`names`].
pub fn smooth(frame: &Frame<'_, '_>, scores: &[f32]) -> Vec<Column> {
    let sums = Scores::of(frame, scores);
    let mut columns = vec![scores.to_vec()];
    columns.extend(neighbours(frame, scores));
    for size in WINDOWS {
        let around = |at: BlockId| at.saturating_sub(size)..(at + size + 1).min(frame.len());
        columns.push(column(frame.len(), |at| sums.mean(&around(at))));
        columns.push(column(frame.len(), |at| sums.mean_by_words(&around(at))));
    }
    for level in 0..LEVELS {
        let inside = |at: BlockId| frame.inside(frame.containers[at][level]);
        columns.push(column(frame.len(), |at| sums.mean(&inside(at))));
        columns.push(column(frame.len(), |at| sums.mean_by_words(&inside(at))));
    }
    columns.extend(containers(frame, &sums));
    columns.extend(likenesses(frame, &sums));
    columns.extend(sections(frame, &sums));
    columns.extend(page(&sums));
    columns.extend(kept(frame, &sums));
    columns
}

/// The scores of the texts before and behind.
fn neighbours(frame: &Frame<'_, '_>, scores: &[f32]) -> Vec<Column> {
    let texts: Vec<BlockId> = (0..frame.len()).filter(|&at| frame.page.blocks.list[at].kind == Kind::Text).collect();
    let mut columns = vec![vec![-1.0; frame.len()]; NEIGHBOURS.len()];
    for (number, &at) in texts.iter().enumerate() {
        for (column, place) in columns.iter_mut().zip(NEIGHBOURS) {
            let other = number.checked_add_signed(place).and_then(|other| texts.get(other));
            column[at] = other.map_or(-1.0, |&other| scores[other]);
        }
    }
    columns
}

/// The lowest and the highest mean among the containers around.
fn containers(frame: &Frame<'_, '_>, sums: &Scores<'_, '_, '_, '_>) -> [Column; 2] {
    let means = |at: BlockId| frame.containers[at].map(|node| sums.mean_by_words(&frame.inside(node)));
    [
        column(frame.len(), |at| means(at).into_iter().fold(1.0, f32::min)),
        column(frame.len(), |at| means(at).into_iter().fold(0.0, f32::max)),
    ]
}

fn likenesses(frame: &Frame<'_, '_>, sums: &Scores<'_, '_, '_, '_>) -> [Column; 5] {
    let container = |at: BlockId| frame.page.blocks.list[at].container;
    let parent = |at: BlockId| frame.page.dom.node(container(at)).parent;
    let alike = sums.alike(|at| frame.signatures[container(at)]);
    let parent_alike = sums.alike(|at| frame.signatures[parent(at)]);
    let repeated = sums.alike(|at| frame.containers[at].map(|node| frame.signatures[node])[1..4].to_vec());
    let same = sums.alike(|at| frame.keys[at].as_str());
    let first = |pairs: &[(f32, f32)]| pairs.iter().map(|pair| pair.0).collect();
    [first(&alike), alike.iter().map(|pair| pair.1).collect(), first(&parent_alike), first(&repeated), first(&same)]
}

/// The score of the heading before, and of all up to the next.
fn sections(frame: &Frame<'_, '_>, sums: &Scores<'_, '_, '_, '_>) -> [Column; 2] {
    let mut heading = vec![0.0; frame.len()];
    let mut section = vec![0.0; frame.len()];
    for range in super::sections::sections(frame) {
        heading[range.clone()].fill(sums.scores[range.start]);
        section[range.clone()].fill(sums.mean_by_words(&range));
    }
    [heading, section]
}

/// How much of the page the scores want, and where a block stands among them.
fn page(sums: &Scores<'_, '_, '_, '_>) -> Vec<Column> {
    let frame = sums.frame;
    let all = 0..frame.len();
    let wanted = sums.over(2, &all) as f32;
    let expected = crate::model::quality::expected(frame.page.blocks, sums.scores);
    let best = expected.best();
    vec![
        vec![sums.mean_by_words(&all); frame.len()],
        vec![wanted; frame.len()],
        column(frame.len(), |at| expected.words_above(sums.scores[at]) / wanted.max(1.0)),
        vec![best.quality; frame.len()],
        vec![best.threshold; frame.len()],
        column(frame.len(), |at| sums.scores[at] - best.threshold),
    ]
}

/// How much is wanted before a block, and how far away the nearest is that is surely wanted.
fn kept(frame: &Frame<'_, '_>, sums: &Scores<'_, '_, '_, '_>) -> [Column; 3] {
    const SURE: f32 = 0.7;
    let all = sums.over(2, &(0..frame.len())).max(1.0);
    let distances = |order: &mut dyn Iterator<Item = BlockId>| {
        let mut column = vec![0.0; frame.len()];
        let mut distance: f32 = 99.0;
        for at in order {
            column[at] = distance;
            distance = if sums.scores[at] >= SURE { 1.0 } else { (distance + 1.0).min(99.0) };
        }
        column
    };
    [
        column(frame.len(), |at| (sums.over(2, &(0..at)) / all) as f32),
        distances(&mut (0..frame.len())),
        distances(&mut (0..frame.len()).rev()),
    ]
}
