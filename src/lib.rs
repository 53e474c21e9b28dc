//! Clearstory takes a web page and keeps its story.
//!
//! ```
//! let page = "<title>Rain</title><nav><a href=/>Home</a></nav><article><h1>Rain</h1>\
//!     <p>It rained all night, and in the morning the river stood at the second step of the mill.</p></article>";
//! let article = clearstory::extract(page, &clearstory::Options::default())?;
//! assert_eq!(article.metadata.title.as_deref(), Some("Rain"));
//! assert!(clearstory::render::text(&article).contains("the second step of the mill"));
//! # Ok::<(), clearstory::Error>(())
//! ```
//!
//! A page goes through these stages, one folder each; [`extract()`] calls them in order:
//!
//! 1. `page` parses it, within limits, and lays the tree out flat, so that a node is an index.
//! 2. `metadata` reads what the page says of itself.
//! 3. `annotate` splits it into blocks and describes each, in side tables; the tree is never edited.
//! 4. `signals` measures each block in numbers.
//! 5. `model` judges each block by its numbers alone, with what `train/` learned from labelled pages.
//! 6. `select` corrects the judgement by what only structure can tell, and keeps or drops.
//! 7. `clean` writes what is kept as a new tree of elements on the list in [`policy`].
//!
//! [`render`] prints that tree. `fixes` finds on other pages of a site what a reader corrected on one.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod annotate;
mod article;
mod clean;
mod error;
mod extract;
mod fixes;
mod limits;
mod metadata;
mod model;
mod notice;
mod options;
mod page;
pub mod policy;
pub mod readable;
pub mod render;
mod select;
mod signals;
mod text;
#[doc(hidden)]
pub mod training;
#[cfg(feature = "wasm")]
mod wasm;

pub use article::{
    Article, Attributes, Candidate, ContentNode, Direction, Dropped, Heading, Metadata, Notice, PageType, Placed,
    Reason,
};
pub use error::Error;
pub use extract::{Page, extract, read_metadata};
pub use fixes::{Act, Fix, Outcome, Step, Target};
pub use limits::Limits;
pub use options::{Choice, Options};
pub use readable::is_probably_readable;
