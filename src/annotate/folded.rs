//! Find what is part of a page although it is out of sight for now: what a click unfolds, and what a script puts in its
//! place.

use std::collections::HashSet;

use crate::page::{Dom, NodeId};

/// The elements that fold away what is part of the page.
pub(super) fn folded(dom: &Dom<'_>) -> HashSet<NodeId> {
    let elements = || dom.ids().filter(|&id| dom.text(id).is_none());
    let opened: HashSet<&str> =
        elements().flat_map(|id| dom.attributes(id).filter_map(|(name, value)| opens(name, value))).collect();
    let is_named = |&id: &NodeId| {
        dom.attribute(id, "role") == Some("tabpanel")
            || dom.attribute(id, "id").is_some_and(|name| opened.contains(name) || is_streamed(name))
    };
    let controls = elements().filter(|&id| dom.attribute(id, "aria-expanded").is_some());
    let panels = elements().filter(is_named).chain(controls.filter_map(|id| behind_heading(dom, id)));
    panels.flat_map(|panel| std::iter::once(panel).chain(wrapper(dom, panel))).collect()
}

/// The id of the element that a control with this attribute opens.
fn opens<'p>(name: &str, value: &'p str) -> Option<&'p str> {
    match name {
        "aria-controls" => Some(value.trim()),
        "data-target" | "data-bs-target" => value.trim().strip_prefix('#'),
        _ => None,
    }
}

/// The id of a part of the page that React's server sends late and hidden, and that a script puts in its place.
fn is_streamed(id: &str) -> bool {
    id.strip_prefix("S:")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Elements around a control among which the heading is looked for that it stands in.
const NEAR: usize = 2;

/// The element right behind the heading that a control is in which says whether something is open.
fn behind_heading(dom: &Dom<'_>, control: NodeId) -> Option<NodeId> {
    let mut around = std::iter::once(control).chain(dom.ancestors(control).take(NEAR));
    let heading = around.find(|&node| dom.tag(node).heading_level().is_some())?;
    let rest = dom.node(heading).end..dom.node(dom.node(heading).parent).end;
    rest.take(2).find(|&node| !dom.is_blank(node)).filter(|&node| dom.text(node).is_none())
}

/// The element around another that has nothing else in it: what slides open is often wrapped for it.
fn wrapper(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    let parent = dom.node(id).parent;
    (parent + 1 == id && dom.node(parent).end == dom.node(id).end).then_some(parent)
}
