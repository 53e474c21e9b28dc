//! Turn a page's HTML into a tree that can be asked questions, within limits that no page can break.

mod address;
mod attributes;
mod dom;
mod frames;
mod limits;
mod mathml;
mod parse;
mod players;
mod posts;
mod source_set;
mod style;
mod tag;
mod twins;
mod walk;

pub use address::{Address, Purpose, runs_script, site};
pub use dom::{Dom, NodeId};
pub use mathml::sets_tex_up;
pub use parse::parse;
pub use players::TOLD;
pub use posts::POSTS;
pub use source_set::{size_of_source, source_set};
pub use style::{declarations, values_of};
pub use tag::Tag;
pub use twins::is_twin;
