//! Find the element that holds the story: the deepest one with most of the page's running text.

use super::{Blocks, Contexts, Group, Place, Sums};
use crate::page::{Dom, NodeId, Tag};

/// The share of the page's running text that the story's element must hold. On the development corpus 0.7 found more
/// stories whole than 0.5 and let in less furniture than 0.9.
const SHARE: f32 = 0.7;

/// Words of running text from which on a page is taken to have any.
const ENOUGH: u32 = 40;

/// Returns the story's element: the root of the page when nothing singles one out.
///
/// `ruled_out` names blocks that are not story whatever they look like, such as teasers. They count only when little
/// else is left.
pub(super) fn find(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, ruled_out: &[bool]) -> NodeId {
    let plain = |block: usize| {
        let node = blocks.list[block].nodes.start;
        !ruled_out[block] && !is_furniture(contexts, node)
    };
    let weights = |keep: &dyn Fn(usize) -> bool| {
        Sums::of(
            blocks.list.iter().enumerate().map(|(at, block)| if block.is_long() && keep(at) { block.words } else { 0 }),
        )
    };
    let mut sums = weights(&plain);
    if sums.total() < ENOUGH {
        sums = weights(&|_| true);
    }
    let total = sums.total();
    if total == 0 {
        return 0;
    }
    let weight = |node: NodeId| sums.over(blocks.inside(dom, node));
    let mut root = 0;
    while let Some(child) = dom.children(root).find(|&child| weight(child) as f32 >= SHARE * total as f32) {
        root = child;
    }
    holder(dom, root)
}

/// A paragraph, cell or inline element is never the story's whole element: its parent is.
fn holder(dom: &Dom<'_>, node: NodeId) -> NodeId {
    let mut at = node;
    while !dom.tag(at).is_block()
        || matches!(dom.tag(at), Tag::P | Tag::Li | Tag::Td | Tag::Tr | Tag::Tbody | Tag::Blockquote | Tag::Pre)
    {
        if at == 0 || (dom.tag(at) == Tag::Td && dom.node(at).end > at + 8) {
            break;
        }
        at = dom.node(at).parent;
    }
    at
}

pub(super) fn is_furniture(contexts: &Contexts, node: NodeId) -> bool {
    let context = contexts.around(node);
    [Place::Nav, Place::Footer, Place::Dialog, Place::Aside, Place::Hidden, Place::NotShown]
        .into_iter()
        .any(|place| context.is_in(place))
}

/// Whether an element says by its name that its content is not the story, and is small enough to be believed.
pub(super) fn names_furniture(contexts: &Contexts, node: NodeId) -> bool {
    let groups = contexts.groups(node);
    [Group::Related, Group::Consent, Group::Newsletter].into_iter().any(|group| groups.has(group))
}
