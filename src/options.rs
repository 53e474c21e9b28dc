//! Say what a caller may choose.

use crate::page::Limits;

/// How a page is to be extracted. `Options::default()` is right for most.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The page's own address, absolute. Relative links and pictures are resolved against it, or, without it, against
    /// the page's canonical address; where there is neither, they stay as they are.
    pub url: Option<String>,
    /// The most bytes of HTML that are read. Default: 32 MiB.
    pub max_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { url: None, max_bytes: 32 << 20 }
    }
}

impl Options {
    /// The limits that a page is parsed under.
    pub(crate) fn limits(&self) -> Limits {
        Limits { bytes: self.max_bytes, ..Limits::default() }
    }
}
