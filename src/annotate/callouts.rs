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

/// Whether an element is such a box.
pub fn is_callout(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Div | Tag::Aside | Tag::Section | Tag::P)
        && (dom.has_class(id, &BOXES) || dom.attribute(id, "role") == Some("note"))
}
