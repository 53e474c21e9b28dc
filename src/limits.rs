//! Say how much a page may ask for before it is cut short or refused.

use serde::Deserialize;

/// What a page may cost. The defaults are far above what pages of the web need, and hold every page to time and memory
/// that grow no faster than its bytes.
///
/// Beyond `bytes`, `steps`, `nodes` and `output` a page is refused; beyond the others tags are left out, and their text stays.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Bytes of HTML. Beyond: [`TooLarge`](crate::Error::TooLarge). Default: 32 MiB.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub bytes: usize,
    /// Elements that are open at once. Parsing takes a step for each open element at many tags, so that its time grows
    /// with the page's bytes times this. Default: 512, where browsers flatten as well.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub depth: usize,
    /// Those steps, in all; for want of a better count, at most about twice as many are counted as elements are open.
    /// Beyond: [`TooComplex`](crate::Error::TooComplex). Default: 67,108,864, a second's work in a browser. A page as deep
    /// as may be has 131,072 tags then, one of usual depth millions.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub steps: usize,
    /// Formatting elements (`<b>`, `<font>` …) that are open, or waiting to be opened again, at once. Each block may
    /// open all of them anew, so that its nodes grow with the page's bytes times this. Default: 128.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub formatting: usize,
    /// Attributes of one tag; never more than 1,024, because each is compared with all before it. Default: 256.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub attributes: usize,
    /// Nodes, beside one for each sixteen bytes of HTML. Beyond: [`TooComplex`](crate::Error::TooComplex). A node takes up
    /// to 400 bytes of memory in all. Default: 131,072.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub nodes: usize,
    /// Bytes of the article, beside four for each byte of HTML. Beyond: [`TooComplex`](crate::Error::TooComplex).
    /// Default: 65,536.
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 32 << 20,
            depth: 512,
            steps: 1 << 26,
            formatting: 128,
            attributes: 256,
            nodes: 131_072,
            output: 65_536,
        }
    }
}
