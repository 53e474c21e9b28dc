//! Find listings of code, which highlighters and editors build from tables and boxes, and what is not code in them.

use std::collections::{HashMap, HashSet};

use super::languages::is_label;
use crate::page::{Dom, NodeId, Tag};

/// Names of what stands beside each line: its number.
const GUTTERS: [&str; 16] = [
    "linenos",
    "linenodiv",
    "lineno",
    "linenumber",
    "linenumbers",
    "line-number",
    "line-numbers",
    "gutter",
    "rouge-gutter",
    "ln",
    "lnt",
    "lntd",
    "hljs-ln-numbers",
    "blob-num",
    "code-line-number",
    "react-line-number",
];

/// Names of what an editor draws around its lines.
const DRAWN: [&str; 7] = [
    "CodeMirror-measure",
    "CodeMirror-cursors",
    "CodeMirror-gutters",
    "CodeMirror-gutter-wrapper",
    "CodeMirror-linenumber",
    "CodeMirror-scrollbar-filler",
    "line-numbers-rows",
];

/// What editors call their listings, and the block around one that has the same name.
const EDITORS: [&str; 3] = ["CodeMirror", "cm-content", "notion-code-block"];
const BLOCKS: [&str; 1] = ["notion-selectable"];

/// Elements between a table and a line's number in it.
const NEAR: usize = 8;

/// The listings of a page.
pub(super) struct Listings {
    /// Elements other than `<pre>` that are a listing.
    pub(super) roots: HashSet<NodeId>,
    /// What is not code in a listing, and the language's name above it.
    pub(super) unread: HashSet<NodeId>,
    /// By listing, the text over it that says its language and nothing else.
    pub(super) labels: HashMap<NodeId, NodeId>,
}

impl Listings {
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut listings = Listings { roots: HashSet::new(), unread: HashSet::new(), labels: HashMap::new() };
        for id in dom.ids() {
            let is_one_of = |names: &[&str]| dom.has_class(id, names);
            if is_one_of(&DRAWN) {
                listings.unread.insert(id);
            } else if is_one_of(&GUTTERS) && is_number(dom, id) {
                listings.gutter(dom, id);
            } else if is_one_of(&EDITORS) && !is_one_of(&BLOCKS) {
                listings.roots.insert(id);
            } else if is_one_of(&["lang", "language"]) && is_above_code(dom, id) {
                listings.unread.insert(id);
            } else if dom.tag(id) == Tag::Pre
                && let Some(label) = label_over(dom, id)
            {
                listings.unread.insert(dom.node(label).parent);
                listings.labels.insert(id, label);
            }
        }
        listings
    }

    /// Takes in the numbers of a line or of many.
    fn gutter(&mut self, dom: &Dom<'_>, id: NodeId) {
        let around = || dom.ancestors(id).take(NEAR);
        let table = around().find(|&node| dom.tag(node) == Tag::Table);
        let code = around().any(|node| matches!(dom.tag(node), Tag::Pre | Tag::Code));
        if let Some(table) = table {
            self.roots.insert(table);
        }
        if table.is_some() || code {
            self.unread.insert(id);
        }
    }
}

/// Nodes in the gutter of a long listing.
const MOST: usize = 20_000;

/// Whether an element says nothing but numbers.
fn is_number(dom: &Dom<'_>, id: NodeId) -> bool {
    let inside = dom.descendants(id);
    inside.len() <= MOST
        && inside.filter_map(|node| dom.text(node)).all(|text| text.chars().all(|char| !char.is_alphabetic()))
}

/// The text over a listing that says its language: alone in its element, and the first in the box around the two.
fn label_over(dom: &Dom<'_>, listing: NodeId) -> Option<NodeId> {
    let is_word = |node: NodeId| dom.text(node).is_some() && !dom.is_blank(node);
    let is_control = |node: NodeId| dom.ancestors(node).take(INSIDE).any(|around| dom.is_button(around));
    let is_label_text = |node: &NodeId| is_word(*node) && !is_control(*node);
    let label = (listing.saturating_sub(BETWEEN)..listing).rev().find(is_label_text)?;
    let element = dom.node(label).parent;
    let is_alone = dom.descendants(element).take(BETWEEN).filter(|&node| is_word(node)).count() == 1;
    let around = dom.ancestors(listing).take(INSIDE).find(|&node| dom.descendants(node).contains(&label))?;
    // A heading over it is one of the story's.
    let is_plain = dom.ancestors(label).take_while(|&node| node != around).all(|node| is_box(dom.tag(node)));
    let is_first = is_plain && (around..listing).take(BETWEEN).find(is_label_text) == Some(label);
    (dom.text(label).is_some_and(is_label) && is_first && element != around && is_alone).then_some(label)
}

fn is_box(tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::Span)
}

/// Nodes between a listing and its label, and elements around each in their box.
const BETWEEN: usize = 24;
const INSIDE: usize = 4;

/// Whether the next element is code.
fn is_above_code(dom: &Dom<'_>, id: NodeId) -> bool {
    let next = (dom.node(id).end..dom.len()).take(3).find(|&node| dom.text(node).is_none());
    next.is_some_and(|node| dom.tag(node) == Tag::Pre)
}
