//! Lay the parsed tree out flat, in document order, so that every walk is a loop and every subtree a range.

use std::ops::Range;

use html5ever::ns;
use scraper::Html;
use scraper::node::Element;

use super::walk::{Event, Walk};
use super::{Tag, players};

/// A node's place in document order. Side tables are vectors indexed by it.
pub type NodeId = usize;

/// Elements that may begin or end together, one in another, where a link does.
const NEST: usize = 8;

/// Small letters that end the last word of a sentence, and do not end an abbreviation.
const WORD: usize = 3;

/// A flat view of a parsed page: elements and texts in the order in which they are shown. Comments are left out, so is
/// what stands in a `<template>`, unless that is a shadow root, which is read as its host's content. What holds a tree
/// of its own, as a shadow root or a frame does, is a [`Tag::Div`].
pub struct Dom<'a> {
    nodes: Vec<Node<'a>>,
}

/// One element or text.
pub struct Node<'a> {
    /// What kind of element; [`Tag::Text`] for text.
    pub tag: Tag,
    /// The element that holds this one; the root is its own parent.
    pub parent: NodeId,
    /// One past the last node inside this one.
    pub end: NodeId,
    content: Content<'a>,
    /// Which names its attributes may have: one bit for each, shared by several.
    names: u64,
}

#[derive(Clone, Copy)]
enum Content<'a> {
    Root,
    Element(&'a Element),
    Text(&'a str),
}

impl<'a> Dom<'a> {
    /// Lays out a page. Node 0 is the document itself.
    pub fn new(html: &'a Html) -> Self {
        let mut nodes = Vec::with_capacity(html.tree.values().len());
        nodes.push(Node { tag: Tag::Other, parent: 0, end: 0, content: Content::Root, names: 0 });
        for event in Walk::over(html) {
            match event {
                Event::Open { parent, element, is_root } => {
                    let end = nodes.len() + 1;
                    let tag = if is_root { Tag::Div } else { tag_of(element) };
                    let names = element.attrs().fold(0, |names, (name, _)| names | bit_of(name));
                    nodes.push(Node { tag, parent, end, content: Content::Element(element), names });
                }
                Event::Text { parent, text } => {
                    let end = nodes.len() + 1;
                    nodes.push(Node { tag: Tag::Text, parent, end, content: Content::Text(text), names: 0 });
                }
                Event::Close(id) => {
                    let end = nodes.len();
                    nodes[id].end = end;
                }
            }
        }
        let mut dom = Dom { nodes };
        let boxes: Vec<NodeId> = dom.ids().filter(|&id| players::is_box(&dom, id)).collect();
        for id in boxes {
            dom.nodes[id].tag = Tag::Iframe;
        }
        dom
    }

    /// The page as if an element were all of it.
    pub fn only(&self, id: NodeId) -> Self {
        let moved = |node: &Node<'a>| Node {
            tag: node.tag,
            parent: (node.parent + 1).saturating_sub(id),
            end: node.end + 1 - id,
            content: node.content,
            names: node.names,
        };
        let end = self.node(id).end + 1 - id;
        let root = Node { tag: Tag::Other, parent: 0, end, content: Content::Root, names: 0 };
        let inside = self.nodes.get(id..self.node(id).end).unwrap_or_default();
        Dom { nodes: std::iter::once(root).chain(inside.iter().map(moved)).collect() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Every node's id, in document order.
    pub fn ids(&self) -> Range<NodeId> {
        0..self.nodes.len()
    }

    /// A node. Ids come from this page's own walks, so that one out of range is the root.
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        self.nodes.get(id).unwrap_or(&self.nodes[0])
    }

    /// What kind of element a node is.
    pub fn tag(&self, id: NodeId) -> Tag {
        self.node(id).tag
    }

    /// The nodes inside a node, itself left out.
    pub fn descendants(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.node(id).end
    }

    /// The children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.node(id).end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.node(child).end;
            Some(child)
        })
    }

    /// The elements around a node, from its parent to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            let parent = self.node(at).parent;
            (parent != at).then(|| {
                at = parent;
                parent
            })
        })
    }

    /// The level of the heading that an element is, or is close inside of.
    pub fn heading_around(&self, id: NodeId) -> Option<u8> {
        std::iter::once(id).chain(self.ancestors(id).take(2)).find_map(|node| self.tag(node).heading_level())
    }

    /// A text node's text; nothing for an element.
    pub fn text(&self, id: NodeId) -> Option<&'a str> {
        match self.node(id).content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a node is a text of white space.
    pub fn is_blank(&self, id: NodeId) -> bool {
        self.text(id).is_some_and(|text| text.trim().is_empty())
    }

    /// Whether an element is a button, or says that it is one.
    pub fn is_button(&self, id: NodeId) -> bool {
        self.tag(id) == Tag::Button || self.attribute(id, "role") == Some("button")
    }

    /// An element's own name, whatever its kind; nothing for a text.
    pub fn name(&self, id: NodeId) -> &'a str {
        match self.node(id).content {
            Content::Element(element) => element.name(),
            _ => "",
        }
    }

    /// An element's attribute, as written in the page.
    #[inline]
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&'a str> {
        // Most that are asked for are not there.
        if self.node(id).names & bit_of(name) == 0 {
            return None;
        }
        self.written(id, name)
    }

    fn written(&self, id: NodeId, name: &str) -> Option<&'a str> {
        self.attributes(id).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// An element's attributes.
    pub fn attributes(&self, id: NodeId) -> impl Iterator<Item = (&'a str, &'a str)> {
        let element = match self.node(id).content {
            Content::Element(element) => Some(element),
            _ => None,
        };
        element.into_iter().flat_map(Element::attrs)
    }

    /// Whether one of an element's classes is among some names.
    pub fn has_class(&self, id: NodeId, names: &[&str]) -> bool {
        let class = self.attribute(id, "class").unwrap_or_default();
        class.split_ascii_whitespace().any(|name| names.contains(&name))
    }

    /// Whether texts before a node and in it are never one word: it is a block, a link right behind another one, or a
    /// sentence in an element of its own behind another, as a picture's credit is behind its caption.
    pub fn parts_words(&self, id: NodeId) -> bool {
        let tag = self.tag(id);
        tag.breaks_words()
            || (tag == Tag::A && self.follows_link(id))
            || (tag == Tag::Span && self.follows_sentence(id))
            || (is_label(tag) && self.follows_label(id))
    }

    /// Whether a label ends right before another one that looks different, as the name of a thing ends before its
    /// number: a style sheet sets the two apart. Not letters that are set alone, nor the parts of a line of code.
    fn follows_label(&self, id: NodeId) -> bool {
        let is_label = |node: NodeId| is_label(self.tag(node));
        let first = std::iter::successors(Some(id), |&node| {
            let parent = self.node(node).parent;
            (parent + 1 == node && is_label(parent)).then_some(parent)
        });
        let first = first.take(NEST).last().unwrap_or(id);
        let around = self.node(first).parent;
        let is_empty = |node: NodeId| self.text(node).is_none() && self.node(node).end == node + 1;
        let Some(before) = (around + 1..first).rev().take(NEST).find(|&node| !is_empty(node)) else { return false };
        let ending = std::iter::once(before).chain(self.ancestors(before)).take(NEST);
        let label = ending.take_while(|&node| node > around).find(|&node| self.node(node).parent == around);
        let Some(label) = label.filter(|&label| is_label(label)) else { return false };
        let behind = (id..self.node(id).end).take(NEST).find_map(|node| self.text(node));
        let (Some(text), Some(behind)) = (self.text(before), behind) else { return false };
        let is_code = || self.ancestors(first).take(NEST).any(|node| matches!(self.tag(node), Tag::Code | Tag::Pre));
        let differ = |name| self.attribute(label, name) != self.attribute(first, name);
        sets_apart(text, behind, self.tag(label) != self.tag(first) || differ("class")) && !is_code()
    }

    /// Whether a sentence ends with a `<span>` right before a node that begins with a capital.
    fn follows_sentence(&self, id: NodeId) -> bool {
        let is_empty = |node: NodeId| self.text(node).is_none() && self.node(node).end == node + 1;
        let before = (0..id).rev().take(NEST).find(|&node| !is_empty(node)).unwrap_or(0);
        let ends = self.text(before).is_some_and(|text| {
            let words = text.trim_end_matches(['.', '!', '?', '…']);
            words.len() < text.len() && words.chars().rev().take(WORD).filter(|c| c.is_lowercase()).count() == WORD
        });
        let is_span =
            || self.tag(self.node(before).parent) == Tag::Span && self.node(before).parent != self.node(id).parent;
        let begins = || (id..self.node(id).end).find_map(|node| self.text(node)).and_then(|text| text.chars().next());
        ends && is_span() && begins().is_some_and(char::is_uppercase)
    }

    /// Whether a link ends right before a node, with nothing but the borders of inline elements between the two.
    fn follows_link(&self, id: NodeId) -> bool {
        let outermost = std::iter::successors(Some(id), |&node| {
            let parent = self.node(node).parent;
            (parent + 1 == node && !self.tag(parent).is_block()).then_some(parent)
        });
        let first = outermost.take(NEST).last().unwrap_or(id);
        let (parent, before) = (self.node(first).parent, first.saturating_sub(1));
        let ending = std::iter::once(before).chain(self.ancestors(before)).take_while(|&node| node > parent);
        ending.take(NEST).any(|node| self.tag(node) == Tag::A)
    }

    /// All text inside a node, each run of white space made one space, without the readings over its signs.
    pub fn inner_text(&self, id: NodeId) -> String {
        self.text_up_to(id, usize::MAX).unwrap_or_default()
    }

    /// All text inside a node, like [`Dom::inner_text`], where it has no more than so many nodes, and bytes in the page.
    /// What is asked of many nodes, one of which may be inside another, takes no more time than that for each.
    pub fn text_up_to(&self, id: NodeId, most: usize) -> Option<String> {
        if self.descendants(id).len() > most {
            return None;
        }
        let mut words = crate::text::Joiner::default();
        let mut bytes = 0_usize;
        let mut node = id;
        while node < self.node(id).end {
            if matches!(self.tag(node), Tag::Rt | Tag::Rp) {
                node = self.node(node).end;
                continue;
            }
            if self.parts_words(node) {
                words.space();
            }
            if let Some(text) = self.text(node) {
                bytes = bytes.saturating_add(text.len());
                if bytes > most {
                    return None;
                }
                words.push(text);
            }
            node += 1;
        }
        Some(words.finish())
    }
}

/// Whether an element may be a label that only its style sets apart.
fn is_label(tag: Tag) -> bool {
    matches!(tag, Tag::Span | Tag::Label | Tag::Strong | Tag::B)
}

/// Whether two texts side by side, in elements of one look or of two, are two words.
fn sets_apart(before: &str, behind: &str, differ: bool) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    let is_several = |text: &str| text.chars().take(2).count() == 2;
    let begins_anew = (last.is_lowercase() && first.is_uppercase())
        || (differ && (last.is_alphabetic() && first.is_numeric() || last.is_numeric() && first.is_alphanumeric()));
    let is_alphabetic = last.is_alphabetic() && first.is_alphabetic();
    is_several(before) && (begins_anew || differ && is_alphabetic && is_several(behind))
}

/// The bit of an attribute's name, by its length, its first letter and its last: those that most pages have differ in it.
#[inline]
fn bit_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let letter = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default());
    1 << ((bytes.len() + 7 * letter(bytes.first()) + letter(bytes.last())) % 64)
}

fn tag_of(element: &Element) -> Tag {
    let name = element.name.local.as_ref();
    let tag = if element.name.ns == ns!(html) { Tag::of(name) } else { Tag::foreign(name) };
    heading_role(element).unwrap_or(tag)
}

/// The heading that an element is by its role: of the second rank unless it says another.
fn heading_role(element: &Element) -> Option<Tag> {
    let value = |name: &str| element.attrs().find(|(key, _)| *key == name).map(|(_, value)| value.trim());
    value("role").filter(|role| role.eq_ignore_ascii_case("heading"))?;
    Some(match value("aria-level") {
        Some("1") => Tag::H1,
        Some("3") => Tag::H3,
        Some("4") => Tag::H4,
        Some("5") => Tag::H5,
        Some("6") => Tag::H6,
        _ => Tag::H2,
    })
}
