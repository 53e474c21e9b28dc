//! Find the leaves that rows fall into, for all trees of a forest at once, and sum up what they are worth.
//!
//! A row that goes right at a split can end in no leaf on the left of it. Of the leaves that no split rules out, the first is
//! the row's (Lucchese and others 2015, "QuickScorer"). The splits of a column are kept by their edges, so that those where
//! a row goes right are one run of a list. Most of what is measured is as it was in the row before: what the steady columns
//! rule out is found once and kept.

use super::forest::Forest;

/// A tree's leaves as bits, the first in the lowest.
type Leaves = u16;

/// The most splits that a tree may have: one fewer than there are bits.
pub const MOST_SPLITS: usize = Leaves::BITS as usize - 1;

/// Columns after which what is left is kept.
const GROUP: usize = 16;

/// The rows of some measurements, one after the other.
pub struct Exits {
    /// What going right rules out, for all splits by column and edge.
    splits: Vec<Split>,
    /// For each edge, where its splits begin in the list, and where the last ones end.
    begins: Vec<usize>,
    /// The steadiest first.
    columns: Vec<Binned>,
    /// Before each group of columns, and behind the last, what is left of each tree in the row at hand.
    left: Vec<Vec<Leaves>>,
    /// What each tree's leaves are worth.
    worths: Vec<[i16; Leaves::BITS as usize]>,
    next: usize,
}

#[derive(Clone, Copy)]
struct Split {
    tree: u16,
    rest: Leaves,
}

/// A column as the forest sees it.
struct Binned {
    /// Its first edge in the list of all edges.
    first: usize,
    /// For each row, how many of its edges are below the measurement.
    bins: Vec<u8>,
}

impl Exits {
    /// The rows whose columns have these bins.
    pub fn of(forest: &Forest<'_>, bins: Vec<Vec<u8>>) -> Self {
        let asked = || forest.trees().enumerate().flat_map(|(tree, splits)| rulings(forest, tree as u16, splits));
        let mut begins = vec![0; forest.edge_count() + 1];
        for (edge, _) in asked() {
            begins[edge + 1] += 1;
        }
        for edge in 1..begins.len() {
            begins[edge] += begins[edge - 1];
        }
        let mut ends = begins.clone();
        let mut splits = vec![Split { tree: 0, rest: 0 }; asked().count()];
        for (edge, split) in asked() {
            splits[ends[edge]] = split;
            ends[edge] += 1;
        }
        let columns = bins.into_iter().enumerate().map(|(at, bins)| Binned { first: forest.edges_of(at).start, bins });
        let mut columns: Vec<Binned> = columns.collect();
        columns.sort_by_cached_key(|column| column.bins.windows(2).filter(|pair| pair[0] != pair[1]).count());
        let left = vec![vec![Leaves::MAX; forest.trees().count()]; columns.len().div_ceil(GROUP) + 1];
        let worths = forest.leaves().map(|leaves| {
            let mut worths = [0; Leaves::BITS as usize];
            for (worth, leaf) in worths.iter_mut().zip(leaves) {
                *worth = i16::from_le_bytes(*leaf);
            }
            worths
        });
        Exits { splits, begins, columns, left, worths: worths.collect(), next: 0 }
    }

    /// What the next row's leaves are worth together.
    pub fn next_sum(&mut self) -> i32 {
        let row = self.next;
        self.next += 1;
        let has_changed = |column: &Binned| row == 0 || column.bins[row] != column.bins[row - 1];
        let steady = self.columns.iter().position(has_changed).unwrap_or(self.columns.len());
        for (at, group) in self.columns.chunks(GROUP).enumerate().skip(steady / GROUP) {
            let (before, behind) = self.left.split_at_mut(at + 1);
            let left = &mut behind[0];
            left.copy_from_slice(&before[at]);
            for column in group {
                let end = column.first + usize::from(column.bins[row]);
                for split in &self.splits[self.begins[column.first]..self.begins[end]] {
                    left[usize::from(split.tree)] &= split.rest;
                }
            }
        }
        let exits = self.left.last().into_iter().flatten().map(|left| left.trailing_zeros() as usize);
        self.worths.iter().zip(exits).map(|(worths, exit)| i32::from(worths[exit % worths.len()])).sum()
    }
}

/// What each split of a tree rules out, with its edge as it is counted over all columns.
fn rulings(forest: &Forest<'_>, tree: u16, splits: &[[u8; 4]]) -> impl Iterator<Item = (usize, Split)> {
    let mut firsts = [0u8; MOST_SPLITS];
    // What is below a split stands behind it.
    for (at, &[_, _, left, _]) in splits.iter().enumerate().rev() {
        firsts[at] = first_leaf(left, &firsts);
    }
    splits.iter().map(move |&[column, edge, left, right]| {
        let before = |child: u8| (1 << first_leaf(child, &firsts)) - 1;
        let on_the_left: Leaves = before(right) & !before(left);
        (forest.edges_of(usize::from(column)).start + usize::from(edge), Split { tree, rest: !on_the_left })
    })
}

/// The first leaf at or below a child, which is the complement of a leaf, or a split whose own is known.
fn first_leaf(child: u8, firsts: &[u8; MOST_SPLITS]) -> u8 {
    if child >= 128 { !child } else { firsts[usize::from(child)] }
}
