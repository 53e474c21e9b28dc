//! Know the boxes that a text sets off from itself: a note, a tip, a warning.

use crate::page::{Dom, NodeId, Tag};

/// Classes of such boxes: those of Sphinx, MkDocs and Docusaurus, Asciidoctor, GitHub, VuePress and VitePress, MDN,
/// Bootstrap, Obsidian, Ghost and Hugo's themes.
const BOXES: [&str; 10] = [
    "admonition",
    "theme-admonition",
    "admonitionblock",
    "markdown-alert",
    "custom-block",
    "notecard",
    "alert",
    "callout",
    "hint",
    "kg-callout-card",
];

/// Classes of notes beside the text, as in the styles after Edward Tufte's books.
pub const MARGIN: [&str; 4] = ["sidenote", "side-note", "marginnote", "margin-note"];

/// Whether an element is such a box, or a note beside the text.
pub fn is_callout(dom: &Dom<'_>, id: NodeId) -> bool {
    is_box(dom, id) && (dom.has_class(id, &BOXES) || dom.attribute(id, "role") == Some("note") || is_beside(dom, id))
}

/// Whether an element is a box with a note beside the text.
pub fn is_in_margin(dom: &Dom<'_>, id: NodeId) -> bool {
    is_box(dom, id) && is_beside(dom, id)
}

fn is_box(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Div | Tag::Aside | Tag::Section | Tag::P)
}

fn is_beside(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.has_class(id, &MARGIN)
}
