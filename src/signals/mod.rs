//! Measure each block in numbers. This is all that the model sees.
//!
//! A measurement is a column: one number for each block of the page. Columns come in families, a file each, in an order
//! that training and use share. Nothing here looks at words of a language, apart from the names that boxes give
//! themselves.

mod candidates;
mod facts;
mod frame;
mod levels;
mod names;
mod near;
mod neighbours;
pub mod page;
mod repetition;
mod sections;
mod smoothing;
mod words;

pub use frame::{Frame, Page};
pub use smoothing::{names as smoothing_names, smooth};

/// One number for each block.
pub type Column = Vec<f32>;

/// Measurements that belong together.
struct Family {
    /// A name for each column.
    names: fn() -> Vec<String>,
    measure: fn(&Frame<'_, '_>) -> Vec<Column>,
}

const FAMILIES: [Family; 8] = [
    Family { names: words::names, measure: words::measure },
    Family { names: levels::names, measure: levels::measure },
    Family { names: near::names, measure: near::measure },
    Family { names: candidates::names, measure: candidates::measure },
    Family { names: repetition::names, measure: repetition::measure },
    Family { names: sections::names, measure: sections::measure },
    Family { names: neighbours::names, measure: neighbours::measure },
    Family { names: facts::names, measure: facts::measure },
];

/// The names of the columns of [`measure`], in order.
pub fn names() -> Vec<String> {
    FAMILIES.iter().flat_map(|family| (family.names)()).collect()
}

/// Measures a page: the columns named by [`names`], each as long as the page has blocks.
pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    FAMILIES.iter().flat_map(|family| (family.measure)(frame)).collect()
}

/// The names of columns that a family writes down as they are.
fn written(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// A column of what a function says of each block.
fn column(blocks: usize, value: impl Fn(usize) -> f32) -> Column {
    (0..blocks).map(value).collect()
}

/// A part of a whole, 0 where there is none.
fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
