//! Know the lines between a headline and its story that say what the story is about.

use super::keywords::words;
use crate::page::{Dom, NodeId};

/// What pages call them.
const NAMES: [&str; 9] =
    ["standfirst", "subtitle", "subheadline", "dek", "deck", "strapline", "chapo", "vorspann", "entradilla"];

/// Whether an element calls itself a standfirst.
pub fn is_standfirst(dom: &Dom<'_>, id: NodeId) -> bool {
    let class = dom.attribute(id, "class").unwrap_or_default();
    words(class).iter().any(|word| NAMES.contains(&word.as_str()))
}
