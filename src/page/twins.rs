//! Tell a text that is there twice in a line: once for the eye, and once for screen readers.

use super::{Dom, NodeId};
use crate::text::fold;

/// Nodes and bytes of the largest text that is looked at, and elements that a text's neighbour may end in at once.
const MOST: usize = 4_000;
const NEST: usize = 8;

/// Whether an element is kept from screen readers because a neighbour tells them the same. Letters that move, and
/// numbers that roll, are written that way.
pub fn is_twin(dom: &Dom<'_>, id: NodeId) -> bool {
    let is_kept_away = dom.attribute(id, "aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    if !is_kept_away {
        return false;
    }
    let folded = |node: NodeId| Some(fold(&dom.text_up_to(node, MOST)?));
    let Some(text) = folded(id) else { return false };
    let tells_same = |node: NodeId| folded(node).is_some_and(|once| is_repeated(&once, &text));
    !text.is_empty() && before(dom, id).into_iter().chain(after(dom, id)).any(tells_same)
}

/// Whether a text is another, or the other several times: once for each width of the screen.
fn is_repeated(once: &str, text: &str) -> bool {
    !once.is_empty() && text.as_bytes().chunks(once.len()).all(|piece| piece == once.as_bytes())
}

/// The element before an element, in the same parent.
fn before(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    let parent = dom.node(id).parent;
    let last = (parent + 1..id).rev().take(2).find(|&node| !dom.is_blank(node))?;
    std::iter::once(last).chain(dom.ancestors(last).take(NEST)).find(|&node| dom.node(node).parent == parent)
}

/// The element after an element, in the same parent.
fn after(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    let next = dom.node(id).end;
    (next..dom.node(dom.node(id).parent).end).take(2).find(|&node| !dom.is_blank(node))
}
