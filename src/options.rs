//! Say what a caller may choose, and what a reader.

use serde::Deserialize;

use crate::Limits;
use crate::fixes::Fix;

/// How a page is to be extracted. `Options::default()` is right for most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The page's own address, absolute. Relative links and pictures are resolved against it, or, without it, against
    /// the page's canonical address; where there is neither, they stay as they are.
    pub url: Option<String>,
    /// How much the page may ask for.
    pub limits: Limits,
}

/// What a reader chooses of a page, where the engine chose otherwise. What comes later counts for more. Numbers of blocks
/// are those that an article of the same page gives, in which the story is looked for in the same part; a number that is
/// none of the page's is ignored.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Choice {
    /// The score from which on a block is taken for a part of the story, 0 to 1: less is more. Default: 0.5.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub least: Option<f32>,
    /// Everything that the page shows is kept, whatever is found out about it.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub all: bool,
    /// What was fixed before on pages of the same site: the first hundred are followed, as long as a story is left.
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Fix[]"))]
    pub fixes: Vec<Fix>,
    /// Parts of this page that are pointed at.
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Fix[]"))]
    pub picks: Vec<Fix>,
    /// Blocks that are kept whatever is found out about them.
    #[cfg_attr(feature = "wasm", tsify(optional, type = "number[]"))]
    pub keep: Vec<u32>,
    /// Blocks that are left out whatever is found out about them.
    #[cfg_attr(feature = "wasm", tsify(optional, type = "number[]"))]
    pub drop: Vec<u32>,
}
