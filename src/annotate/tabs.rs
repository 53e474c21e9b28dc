//! Know the label of each panel of a set of tabs, which a page shows one at a time and a reader one after the other.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::page::{Dom, NodeId, Tag};
use crate::text::count_words;

/// Words of the longest label of a tab, and its nodes and bytes: many panels may have the same one.
const LABEL: u32 = 8;
const MOST: usize = 400;

/// Classes of sets of tabs without roles, whose labels are `<label>`s, and of their panels: those of Sphinx's extensions
/// and of MkDocs Material.
const SETS: [&str; 2] = ["sd-tab-set", "tabbed-set"];
const PANELS: [&str; 2] = ["sd-tab-content", "tabbed-block"];

/// How many elements out from a tab or a panel its set is looked for.
const NEAR: usize = 3;

/// The panels of a page's tabs, by element, each with the element that is its label.
pub struct Tabs(BTreeMap<NodeId, NodeId>);

impl Tabs {
    /// Finds them: by their roles, else by the class of the set.
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut labels = by_role(dom);
        labels.extend(by_class(dom));
        labels.retain(|_, label| says_label(dom, *label));
        Tabs(labels.into_iter().collect())
    }

    /// The panels, each with its label, in the page's order.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, NodeId)> {
        self.0.iter().map(|(&panel, &label)| (panel, label))
    }

    /// The elements that are labels.
    pub(super) fn labels(&self) -> impl Iterator<Item = NodeId> {
        self.0.values().copied()
    }
}

/// Whether an element says a few words. The dots below a slide show are tabs as well, by their numbers.
fn says_label(dom: &Dom<'_>, id: NodeId) -> bool {
    let is_label = |text: String| (1..=LABEL).contains(&count_words(&text)) && text.chars().any(char::is_alphabetic);
    dom.text_up_to(id, MOST).is_some_and(is_label)
}

/// Pairs panels with tabs: by the id that either has of the other, else by their order behind one list of tabs.
fn by_role(dom: &Dom<'_>) -> HashMap<NodeId, NodeId> {
    let with_role = |role: &str| -> Vec<NodeId> {
        dom.ids().filter(|&id| dom.attribute(id, "role").is_some_and(|own| own.trim() == role)).collect()
    };
    let panels = with_role("tabpanel");
    let tabs = if panels.is_empty() { Vec::new() } else { with_role("tab") };
    let by_name = |name: &str| -> HashMap<&str, NodeId> {
        tabs.iter().filter_map(|&id| Some((dom.attribute(id, name)?, id))).collect()
    };
    let (named, controlling) = (by_name("id"), by_name("aria-controls"));
    let label = |panel: NodeId| {
        let told = dom.attribute(panel, "aria-labelledby").and_then(|name| named.get(name));
        told.or_else(|| dom.attribute(panel, "id").and_then(|name| controlling.get(name))).copied()
    };
    let mut told: HashMap<NodeId, NodeId> =
        panels.iter().filter_map(|&panel| Some((panel, label(panel)?))).filter(|&pair| is_apart(dom, pair)).collect();
    let used: HashSet<NodeId> = panels.iter().filter_map(|&panel| label(panel)).collect();
    let untold: Vec<NodeId> = panels.iter().copied().filter(|&panel| label(panel).is_none()).collect();
    let unused: Vec<NodeId> = tabs.iter().copied().filter(|tab| !used.contains(tab)).collect();
    told.extend(in_order(dom, &unused, &untold));
    told
}

/// Whether a tab stands elsewhere than over its panel, as the title of what unfolds does.
fn is_apart(dom: &Dom<'_>, (panel, tab): (NodeId, NodeId)) -> bool {
    let is_heading = dom.descendants(tab).any(|node| dom.tag(node).heading_level().is_some());
    !is_heading && (dom.node(tab).end..panel).any(|id| !dom.is_blank(id))
}

/// Pairs the tabs of each list with as many panels that follow it before the next list.
fn in_order(dom: &Dom<'_>, tabs: &[NodeId], panels: &[NodeId]) -> HashMap<NodeId, NodeId> {
    let is_list = |&node: &NodeId| dom.attribute(node, "role") == Some("tablist");
    let list = |tab: NodeId| dom.ancestors(tab).take(NEAR).find(is_list).unwrap_or(dom.node(tab).parent);
    let mut labels = HashMap::new();
    let (mut tabs, mut panels) = (tabs.iter().copied().peekable(), panels.iter().copied().peekable());
    while let Some(&first) = tabs.peek() {
        while panels.next_if(|&panel| panel < first).is_some() {}
        let set: Vec<NodeId> = std::iter::from_fn(|| tabs.next_if(|&tab| list(tab) == list(first))).collect();
        let next = tabs.peek().copied().unwrap_or(NodeId::MAX);
        let shown: Vec<NodeId> = std::iter::from_fn(|| panels.next_if(|&panel| panel < next)).collect();
        if shown.len() == set.len() {
            labels.extend(shown.into_iter().zip(set));
        }
    }
    labels
}

/// Pairs the labels in each set with its panels, in their order.
fn by_class(dom: &Dom<'_>) -> HashMap<NodeId, NodeId> {
    let mut sets: HashMap<NodeId, (Vec<NodeId>, Vec<NodeId>)> = HashMap::new();
    let set = |id: NodeId| dom.ancestors(id).take(NEAR).find(|&node| dom.has_class(node, &SETS));
    for id in dom.ids() {
        let (is_label, is_panel) = (dom.tag(id) == Tag::Label, dom.has_class(id, &PANELS));
        if let Some(set) = Some(id).filter(|_| is_label || is_panel).and_then(set) {
            let (labels, panels) = sets.entry(set).or_default();
            if is_label { labels.push(id) } else { panels.push(id) }
        }
    }
    let whole = sets.into_values().filter(|(labels, panels)| labels.len() == panels.len());
    whole.flat_map(|(labels, panels)| panels.into_iter().zip(labels)).collect()
}
