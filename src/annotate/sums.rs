//! Keep running sums, so that the sum over any range is one subtraction.

use std::ops::Range;

/// The sums before each place of a list.
pub struct Sums(Vec<u32>);

impl Sums {
    /// Sums up a list.
    pub fn of(values: impl IntoIterator<Item = u32>) -> Self {
        let mut total = 0;
        let after = values.into_iter().map(|value| {
            total += value;
            total
        });
        Sums(std::iter::once(0).chain(after).collect())
    }

    /// The sum of what stands before a place.
    pub fn before(&self, at: usize) -> u32 {
        self.0[at]
    }

    /// The sum over a range.
    pub fn over(&self, range: Range<usize>) -> u32 {
        self.0[range.end] - self.0[range.start]
    }

    /// The sum of all.
    pub fn total(&self) -> u32 {
        self.0.last().copied().unwrap_or(0)
    }
}
