//! Describe a page block by block, in side tables: what it says, where it stands, what it resembles.

mod blocks;
mod context;
mod features;
mod keywords;
mod root;
mod tables;
mod teasers;

pub use blocks::{Block, BlockId, Blocks, Kind};
pub use context::{Context, Contexts, Place};
pub use features::{Features, Position, Surroundings, describe};
pub use keywords::Group;
