//! Describe a page block by block, in side tables: what it says, where it stands, what it resembles.

mod backgrounds;
mod blocks;
mod boxes;
mod callouts;
mod context;
mod controls;
mod conversation;
mod features;
mod flow;
mod formulas;
mod hidden;
mod keywords;
mod kinship;
mod known;
mod listings;
mod notes;
mod posts;
mod prose;
mod reopened;
mod root;
mod slides;
mod splitter;
mod stories;
mod sums;
mod tables;
mod teasers;

pub use backgrounds::background;
pub use blocks::{Block, BlockId, Blocks, Kind};
pub use callouts::is_callout;
pub use context::{Context, Contexts, Place};
pub use features::{Features, Position, Surroundings, describe};
pub use keywords::{Group, is_advert_label};
pub use notes::Notes;
pub use posts::{Part, Posts, Time};
pub use stories::{story_in_view, story_title, whole_stories};
pub use sums::Sums;
