//! Walk a parsed page as it is shown: what is put into a slot of a shadow root stands there, not where it is written.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::NodeId;

/// Elements open at once within which slots are filled. What fills one brings its own depth with it, and walks up from
/// a node stay short because the depth is bounded.
const DEEPEST: usize = 512;

/// A step of the walk. Elements and texts are numbered in the order in which they come, from 1.
pub(super) enum Event<'a> {
    /// An element begins. A shadow root or a frame with a document in it is the root of a tree of its own.
    Open { parent: NodeId, element: &'a Element, is_root: bool },
    /// A text.
    Text { parent: NodeId, text: &'a str },
    /// What is inside an element, or inside the document, has come to its end.
    Close(NodeId),
}

/// The walk, in document order.
pub(super) struct Walk<'a> {
    open: Vec<Open<'a>>,
    next: NodeId,
    hosts: Vec<Host<'a>>,
    /// What has been put into a slot.
    slotted: HashSet<ego_tree::NodeId>,
}

/// An element that is open, and what of it is still to come.
struct Open<'a> {
    /// Its own number; of a fragment, which has none, that of the element around it.
    id: NodeId,
    rest: Rest<'a>,
    /// The host of the shadow tree that its children belong to.
    host: Option<usize>,
    /// Its children are light children of this host.
    hosts: Option<usize>,
}

enum Rest<'a> {
    Children(ego_tree::iter::Children<'a, Node>),
    Slotted(std::vec::IntoIter<NodeRef<'a, Node>>),
}

/// What stands in an element that has a shadow root, by the name of the slot that it asks for.
struct Host<'a> {
    light: HashMap<&'a str, Vec<NodeRef<'a, Node>>>,
    /// The host whose shadow tree it stands in itself.
    outer: Option<usize>,
}

impl<'a> Walk<'a> {
    /// A walk over a whole page.
    pub(super) fn over(html: &'a Html) -> Self {
        let root = Open { id: 0, rest: Rest::Children(html.tree.root().children()), host: None, hosts: None };
        Walk { open: vec![root], next: 1, hosts: Vec::new(), slotted: HashSet::new() }
    }

    /// The next node under the innermost open element, with the host whose shadow tree it is of.
    fn advance(&mut self) -> Option<NodeRef<'a, Node>> {
        let open = self.open.last_mut()?;
        match &mut open.rest {
            Rest::Children(rest) if self.slotted.is_empty() => rest.next(),
            Rest::Children(rest) => rest.find(|node| !self.slotted.contains(&node.id())),
            Rest::Slotted(rest) => rest.next(),
        }
    }

    /// Begins what is inside an element.
    fn enter(&mut self, id: NodeId, node: NodeRef<'a, Node>, element: &Element) {
        let (host, hosts) = self.open.last().map_or((None, None), |open| (open.host, open.hosts));
        let children = Rest::Children(node.children());
        let open = match element.name() {
            "template" if is_shadow_root(element) && hosts.is_some() => {
                Open { id, rest: children, host: hosts, hosts: None }
            }
            "slot" => match host.and_then(|host| self.fill(host, element)) {
                Some((outer, nodes)) => Open { id, rest: Rest::Slotted(nodes.into_iter()), host: outer, hosts: None },
                None => Open { id, rest: children, host, hosts: None },
            },
            _ => Open { id, rest: children, host, hosts: self.host(node, host) },
        };
        self.open.push(open);
    }

    /// Notes an element that has a shadow root.
    fn host(&mut self, node: NodeRef<'a, Node>, outer: Option<usize>) -> Option<usize> {
        let has_shadow = |child: NodeRef<'_, Node>| child.value().as_element().is_some_and(is_shadow_root);
        if !node.children().find(|child| child.value().is_element()).is_some_and(has_shadow) {
            return None;
        }
        let mut light: HashMap<&str, Vec<_>> = HashMap::new();
        for child in node.children().filter(|child| !has_shadow(*child)) {
            match child.value() {
                Node::Element(element) => {
                    light.entry(element.attr("slot").unwrap_or_default()).or_default().push(child)
                }
                Node::Text(_) => light.entry("").or_default().push(child),
                _ => {}
            }
        }
        self.hosts.push(Host { light, outer });
        Some(self.hosts.len() - 1)
    }

    /// Takes what is to stand in a slot. The first slot of a name is filled, as in browsers.
    fn fill(&mut self, host: usize, slot: &Element) -> Option<(Option<usize>, Vec<NodeRef<'a, Node>>)> {
        if self.open.len() >= DEEPEST {
            return None;
        }
        let host = self.hosts.get_mut(host)?;
        let nodes = host.light.remove(slot.attr("name").unwrap_or_default())?;
        self.slotted.extend(nodes.iter().map(NodeRef::id));
        Some((host.outer, nodes))
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let parent = self.open.last()?.id;
            let Some(node) = self.advance() else {
                self.open.pop();
                return Some(Event::Close(parent));
            };
            let id = self.next;
            match node.value() {
                Node::Element(element) => {
                    self.next += 1;
                    let is_root = is_shadow_root(element) || is_filled_frame(node, element);
                    if element.name() != "template" || is_root {
                        self.enter(id, node, element);
                    }
                    return Some(Event::Open { parent, element, is_root });
                }
                Node::Text(text) => {
                    self.next += 1;
                    return Some(Event::Text { parent, text });
                }
                // What a fragment or a document holds belongs to the element around it.
                Node::Document | Node::Fragment => {
                    let host = self.open.last().and_then(|open| open.host);
                    self.open.push(Open { id: parent, rest: Rest::Children(node.children()), host, hosts: None });
                }
                _ => {}
            }
        }
    }
}

/// Whether an element is a frame with a document in it.
fn is_filled_frame(node: NodeRef<'_, Node>, element: &Element) -> bool {
    element.name() == "iframe" && node.first_child().is_some_and(|child| child.value().is_document())
}

/// Whether an element is the shadow root of the element around it, written out.
fn is_shadow_root(element: &Element) -> bool {
    element.name() == "template" && element.attrs().any(|(name, _)| name == "shadowrootmode")
}

#[cfg(test)]
mod tests {
    use crate::Limits;
    use crate::page::{Dom, parse};

    /// The texts of a page in the order in which they are shown.
    fn shown(html: &str) -> String {
        let page = parse(html, &Limits::default()).unwrap();
        let dom = Dom::new(&page);
        dom.ids().filter_map(|id| dom.text(id)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_asks_for_a_slot_stands_in_it() {
        let page = "<x-page><template shadowrootmode=open>a<slot name=n>-</slot>c<slot>-</slot>e</template>\
            <p slot=n>b</p><p>d</p></x-page>";
        assert_eq!(shown(page), "a b c d e");
    }

    #[test]
    fn a_slot_is_filled_once_and_else_shows_its_own() {
        let page = "<x-page><template shadowrootmode=open><slot name=n>a</slot><slot></slot><slot>c</slot></template>\
            <p>b</p></x-page>";
        assert_eq!(shown(page), "a b c");
    }

    #[test]
    fn what_asks_for_no_slot_there_is_comes_last() {
        let page = "<x-page><template shadowrootmode=open>a</template><p slot=n>b</p></x-page>";
        assert_eq!(shown(page), "a b");
    }

    #[test]
    fn a_slot_in_another_component_hands_on() {
        let page = "<x-page><template shadowrootmode=open><x-box><template shadowrootmode=open>a<slot></slot>c</template>\
            <slot></slot></x-box>d</template>b</x-page>";
        assert_eq!(shown(page), "a b c d");
    }

    #[test]
    fn slots_in_slots_end() {
        let nest = |depth| {
            let open = "<x-a><template shadowrootmode=open><div><slot></slot></div></template>";
            format!("{}end{}", open.repeat(depth), "</x-a>".repeat(depth))
        };
        assert_eq!(shown(&nest(3)), "end");
        assert_eq!(shown(&nest(20_000)), "end");
    }
}
