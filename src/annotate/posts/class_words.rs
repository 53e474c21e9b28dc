//! Keep the words in the elements' class names. Pages repeat the same few hundred names, so each is parted once.

use std::collections::HashMap;

use crate::annotate::keywords::words;
use crate::page::{Dom, NodeId};

pub(super) struct ClassWords {
    /// By node: which of the lists is its own.
    lists_of: Vec<usize>,
    lists: Vec<Vec<String>>,
}

impl ClassWords {
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut known = HashMap::from([("", 0)]);
        let mut lists = vec![Vec::new()];
        let mut list_of = |id: NodeId| {
            let class = dom.attribute(id, "class").unwrap_or_default();
            *known.entry(class).or_insert_with(|| {
                lists.push(words(class));
                lists.len() - 1
            })
        };
        let lists_of = dom.ids().map(&mut list_of).collect();
        ClassWords { lists_of, lists }
    }

    /// The words in an element's class names, in lower case.
    pub(super) fn of_node(&self, node: NodeId) -> &[String] {
        &self.lists[self.list_of(node)]
    }

    /// Which of the lists holds an element's words.
    pub(super) fn list_of(&self, node: NodeId) -> usize {
        self.lists_of[node]
    }

    /// Each list of words once.
    pub(super) fn lists(&self) -> &[Vec<String>] {
        &self.lists
    }
}
