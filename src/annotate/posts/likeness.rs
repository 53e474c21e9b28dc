//! Tell which elements are alike: of one kind, and called the same but for numbers.

use std::collections::HashMap;

use crate::annotate::keywords::words;
use crate::page::{Dom, NodeId, Tag};

/// A number for what an element is and calls itself, the same for those that are alike.
pub(super) type Kind = u32;

/// The kinds of a page's elements.
pub(super) struct Likeness {
    kinds: Vec<Kind>,
    named: Vec<bool>,
}

impl Likeness {
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut known: HashMap<(Tag, Vec<String>), Kind> = HashMap::new();
        let mut likeness = Likeness { kinds: Vec::with_capacity(dom.len()), named: Vec::with_capacity(dom.len()) };
        for id in dom.ids() {
            let mut names = dom.attribute(id, "class").map(words).unwrap_or_default();
            names.retain(|word| !word.contains(|c: char| c.is_ascii_digit()));
            likeness.named.push(!names.is_empty());
            let next = known.len() as Kind;
            likeness.kinds.push(*known.entry((dom.tag(id), names)).or_insert(next));
        }
        likeness
    }

    /// The kind of an element.
    pub(super) fn kind(&self, node: NodeId) -> Kind {
        self.kinds[node]
    }

    /// The kinds of an element and the one around it.
    pub(super) fn in_parent(&self, dom: &Dom<'_>, node: NodeId) -> (Kind, Kind) {
        (self.kinds[node], self.kinds[dom.node(node).parent])
    }

    /// Whether an element calls itself anything.
    pub(super) fn is_named(&self, node: NodeId) -> bool {
        self.named[node]
    }
}
