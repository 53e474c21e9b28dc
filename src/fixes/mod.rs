//! Remember what a reader fixed on a page, in a form that finds the same parts on the site's other pages.
//!
//! A part is described by the tags and names around it, and by its first words where those do not tell it from others.
//! Nothing is counted: further siblings, wrappers and classes leave a description true.

mod candidates;
mod find;
mod learn;

use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

pub use candidates::candidates;
pub use find::{find, root};
pub use learn::{learn, learn_root};

/// Fixes that are looked at, of those that are given; parts that are learned.
pub const MOST_FIXES: usize = 100;

/// What is to be done with a part of a site's pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
pub struct Fix {
    /// What to do.
    pub act: Act,
    /// With which part.
    pub target: Target,
}

/// What can be done with a part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// It is never part of the story.
    Drop,
    /// It is part of the story.
    Keep,
    /// The story is in it, and nowhere else.
    Root,
}

/// How a part of a page is known again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
pub struct Target {
    /// The element and those around it, from the inside out.
    pub path: Vec<Step>,
    /// What it begins with, where that is needed; only letters and digits count.
    #[serde(default)]
    #[cfg_attr(feature = "wasm", tsify(type = "string | null"))]
    pub text: Option<String>,
}

/// An element by what its author called it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
pub struct Step {
    /// The element's own name.
    pub tag: String,
    /// "#id", ".class" and "attribute=value"; half of them suffice.
    pub names: Vec<String>,
}

/// What came of a fix on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The page has such a part.
    Applied,
    /// The page has none.
    Unmatched,
    /// It would have left nothing of the story, and was not followed.
    Refused,
}
