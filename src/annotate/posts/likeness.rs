//! Tell which elements are alike: of one kind, and called the same but for numbers.

use std::collections::HashMap;

use super::class_words::ClassWords;
use crate::page::{Dom, NodeId, Tag};

/// A number for what an element is and calls itself, the same for those that are alike.
pub(super) type Kind = u32;

/// The kinds of a page's elements.
pub(super) struct Likeness {
    kinds: Vec<Kind>,
    named: Vec<bool>,
}

impl Likeness {
    pub(super) fn of(dom: &Dom<'_>, classes: &ClassWords) -> Self {
        let names: Vec<usize> = first_alike(classes);
        let mut known: HashMap<(Tag, usize), Kind> = HashMap::new();
        let mut likeness = Likeness { kinds: Vec::with_capacity(dom.len()), named: Vec::with_capacity(dom.len()) };
        for id in dom.ids() {
            let name = names[classes.list_of(id)];
            likeness.named.push(name != UNNAMED);
            let next = known.len() as Kind;
            likeness.kinds.push(*known.entry((dom.tag(id), name)).or_insert(next));
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

/// What the list without words is the first of.
const UNNAMED: usize = 0;

/// By list of words: the first that is the same but for words with digits.
fn first_alike(classes: &ClassWords) -> Vec<usize> {
    let mut known: HashMap<Vec<&str>, usize> = HashMap::new();
    let lists = classes.lists().iter().enumerate();
    let first = lists.map(|(at, words)| {
        let names = words.iter().map(String::as_str).filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
        *known.entry(names.collect()).or_insert(at)
    });
    first.collect()
}
