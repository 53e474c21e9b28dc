//! Know the figures that stand for another page: a card with its title, what it is about, and a small picture.

use super::{BlockId, Blocks};
use crate::page::{Dom, NodeId, Tag};

/// Elements around a block in which the figure is looked for.
const NEAR: usize = 6;

/// The figure around a block, if it is of nothing but links.
pub fn card(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> Option<NodeId> {
    let container = blocks.list[at].container;
    let mut around = std::iter::once(container).chain(dom.ancestors(container)).take(NEAR);
    let figure = around.find(|&node| dom.tag(node) == Tag::Figure)?;
    (blocks.link_density(&blocks.inside(dom, figure)) == 1.0).then_some(figure)
}
