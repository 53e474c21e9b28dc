//! Evaluate a forest of decision trees from the bytes that `train/` wrote, in place.
//!
//! All numbers are little-endian. A forest is, one part behind the other:
//!
//! | part | size | |
//! | --- | --- | --- |
//! | columns, trees, splits a tree | 3 × u16 | how many of each |
//! | base, scale | 2 × f32 | the sum of no trees; what a leaf's unit is worth |
//! | column | u16 each | which measurement it is |
//! | edges before | u16 each, and one more | where a column's edges begin in the list of all edges |
//! | edges | f32 each | rising within a column |
//! | splits | 4 bytes each | column, edge, left, right: a split's place in its tree, or the complement of a leaf's |
//! | leaves | i16 each | one more than splits a tree |
//!
//! A block goes left where its measurement is no more than the edge. Splits stand before what is below them, and leaves from
//! left to right.

use std::ops::Range;

use super::exits::{Exits, MOST_SPLITS};
use crate::signals::Column;

/// A forest in the model's bytes.
#[derive(Clone, Copy)]
pub struct Forest<'m> {
    columns: &'m [[u8; 2]],
    starts: &'m [[u8; 2]],
    edges: &'m [[u8; 4]],
    splits: &'m [[u8; 4]],
    leaves: &'m [[u8; 2]],
    splits_per_tree: usize,
    base: f32,
    scale: f32,
}

impl<'m> Forest<'m> {
    /// No trees.
    pub const EMPTY: Forest<'static> = Forest {
        columns: &[],
        starts: &[[0, 0]],
        edges: &[],
        splits: &[],
        leaves: &[],
        splits_per_tree: 1,
        base: 0.0,
        scale: 0.0,
    };

    /// Finds the parts of a forest, and what is behind it; nothing if the bytes are too few, or the trees too large.
    pub const fn split_from(bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let Some((counts, rest)) = take::<2>(bytes, 3) else { return None };
        let (columns, trees, splits_per_tree) = (number(counts[0]), number(counts[1]), number(counts[2]));
        if splits_per_tree > MOST_SPLITS {
            return None;
        }
        let Some((numbers, rest)) = take::<4>(rest, 2) else { return None };
        let (base, scale) = (f32::from_le_bytes(numbers[0]), f32::from_le_bytes(numbers[1]));
        let Some((columns, rest)) = take::<2>(rest, columns) else { return None };
        let Some((starts, rest)) = take::<2>(rest, columns.len() + 1) else { return None };
        let Some((edges, rest)) = take::<4>(rest, number(starts[columns.len()])) else { return None };
        let Some((splits, rest)) = take::<4>(rest, trees * splits_per_tree) else { return None };
        let Some((leaves, rest)) = take::<2>(rest, trees * (splits_per_tree + 1)) else { return None };
        Some((Forest { columns, starts, edges, splits, leaves, splits_per_tree, base, scale }, rest))
    }

    /// The sum of all trees for each row of some measurements, before any link function.
    pub fn sums(&self, measured: &[Column]) -> Vec<f32> {
        let rows = measured.first().map_or(0, Vec::len);
        let bins = (0..self.columns.len()).map(|at| self.bins(at, measured)).collect();
        let mut exits = Exits::of(self, bins);
        (0..rows).map(|_| self.base + exits.next_sum() as f32 * self.scale).collect()
    }

    /// Tells for each row how many of a column's edges are below its measurement.
    fn bins(&self, at: usize, measured: &[Column]) -> Vec<u8> {
        let edges: Vec<f32> = self.edges[self.edges_of(at)].iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let bin = |value: f32| edges.partition_point(|edge| *edge < value) as u8;
        let column = &measured[number(self.columns[at])];
        let mut last = column.first().map_or((0.0, 0), |&value| (value, bin(value)));
        let same_or_new = |&value: &f32| {
            if value != last.0 {
                last = (value, bin(value));
            }
            last.1
        };
        column.iter().map(same_or_new).collect()
    }

    /// The splits of each tree.
    pub fn trees(&self) -> impl Iterator<Item = &'m [[u8; 4]]> {
        self.splits.chunks(self.splits_per_tree)
    }

    /// The leaves of each tree.
    pub fn leaves(&self) -> impl Iterator<Item = &'m [[u8; 2]]> {
        self.leaves.chunks(self.splits_per_tree + 1)
    }

    /// Where a column's edges are in the list of all edges.
    pub fn edges_of(&self, at: usize) -> Range<usize> {
        number(self.starts[at])..number(self.starts[at + 1])
    }

    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }
}

const fn number(bytes: [u8; 2]) -> usize {
    u16::from_le_bytes(bytes) as usize
}

const fn take<const N: usize>(bytes: &[u8], count: usize) -> Option<(&[[u8; N]], &[u8])> {
    match bytes.split_at_checked(count * N) {
        Some((head, rest)) => Some((head.as_chunks().0, rest)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One tree: column 3 up to 0.5 gives 2, else column 1 up to 7 gives 4, else 8.
    fn bytes() -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |numbers: &[u16]| bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        put(&[2, 1, 2]);
        bytes.extend([0.0f32, 0.5].iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend([3u16, 1, 0, 1, 2].iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend([0.5f32, 7.0].iter().flat_map(|number| number.to_le_bytes()));
        bytes.extend([0, 0, 255, 1, 1, 0, 254, 253]);
        bytes.extend([4i16, 8, 16].iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    #[test]
    fn goes_left_up_to_the_edge() {
        let bytes = bytes();
        let (forest, rest) = Forest::split_from(&bytes).unwrap();
        assert!(rest.is_empty());
        let measured =
            [vec![0.0; 4], vec![9.0, 7.0, 7.5, -1.0], vec![0.0; 4], vec![0.5, 0.6, 0.6, 0.4]].map(Column::from);
        assert_eq!(forest.sums(&measured), [2.0, 4.0, 8.0, 2.0]);
    }

    #[test]
    fn wants_all_its_bytes() {
        let bytes = bytes();
        assert!((0..bytes.len()).all(|end| Forest::split_from(&bytes[..end]).is_none()));
    }
}
