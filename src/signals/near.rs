//! Measure how far up the nearest landmark stands, or the nearest box that calls itself something, and how large it is.

use super::names::{GROUPS, Names, names as names_of};
use super::{Column, Frame, column, share};
use crate::annotate::{BlockId, Blocks, Contexts, Place};
use crate::page::{Dom, NodeId, Tag};

const LANDMARKS: [&str; 24] = [
    "nav",
    "footer",
    "header",
    "aside",
    "main",
    "article",
    "section",
    "form",
    "figure",
    "caption",
    "table",
    "list",
    "definitions",
    "quote",
    "details",
    "dialog",
    "button",
    "address",
    "hidden",
    "custom",
    "panel",
    "pre",
    "cell",
    "body",
];
/// Kinds of landmark and of name.
pub const KINDS: usize = LANDMARKS.len() + GROUPS.len();

/// The distance to what is not there.
pub const FAR: u8 = 60;

/// The landmarks and names whose distance is measured: those that training found use for.
const UP: [&str; 25] = [
    "nav",
    "footer",
    "main",
    "article",
    "form",
    "figure",
    "caption",
    "table",
    "definitions",
    "pre",
    "cell",
    "body",
    "content",
    "headed",
    "navigation",
    "footed",
    "modal",
    "comment",
    "forum",
    "review",
    "tab",
    "call",
    "reference",
    "unseen",
    "region",
];
/// Those whose size is measured.
const SHARES: [&str; 19] = [
    "nav",
    "main",
    "section",
    "caption",
    "list",
    "custom",
    "panel",
    "pre",
    "content",
    "post",
    "navigation",
    "footed",
    "widget",
    "forum",
    "description",
    "product",
    "tab",
    "carousel",
    "region",
];

/// The kinds' names.
pub fn kinds_names() -> impl Iterator<Item = &'static str> {
    LANDMARKS.into_iter().chain(GROUPS.iter().map(|(name, _)| *name))
}

pub fn names() -> Vec<String> {
    let up = UP.iter().map(|name| format!("up to {name}"));
    let shares = SHARES.iter().map(|name| format!("share of running text in {name}"));
    up.chain(shares).collect()
}

pub fn measure(frame: &Frame<'_, '_>) -> Vec<Column> {
    let total = frame.long_words();
    let size = |at: usize, kind: usize| match frame.near(at).nodes[kind] {
        Some(node) => share(frame.page.blocks.long_words(&frame.inside(node)), total),
        None => -1.0,
    };
    let kinds = |names: &'static [&str]| names.iter().filter_map(|name| kinds_names().position(|kind| kind == *name));
    let up = kinds(&UP).map(|kind| column(frame.len(), |at| f32::from(frame.near(at).up[kind])));
    let shares = kinds(&SHARES).map(|kind| column(frame.len(), |at| size(at, kind)));
    up.chain(shares).collect()
}

/// For one node: the nearest of each kind around it, itself included.
#[derive(Clone)]
pub struct Row {
    pub up: [u8; KINDS],
    pub nodes: [Option<NodeId>; KINDS],
}

/// What stands around blocks: a row for each of their containers.
pub struct Near {
    rows: Vec<Row>,
    /// By block.
    row_of: Vec<usize>,
}

impl Near {
    /// Walks down the page with the row of each open element at hand.
    pub fn of(dom: &Dom<'_>, contexts: &Contexts, blocks: &Blocks) -> Self {
        let names = names_of(dom);
        let mut open: Vec<(NodeId, Row)> = Vec::new();
        let mut containers: Vec<NodeId> = blocks.list.iter().map(|block| block.container).collect();
        containers.sort_unstable();
        containers.dedup();
        let mut rows = Vec::with_capacity(containers.len());
        for &container in &containers {
            while open.last().is_some_and(|&(id, _)| dom.node(id).end <= container) {
                open.pop();
            }
            let last = open.last().map(|&(id, _)| id);
            let around = std::iter::once(container).chain(dom.ancestors(container));
            let path: Vec<NodeId> = around.take_while(|&node| Some(node) != last).collect();
            for &node in path.iter().rev() {
                let mut row =
                    open.last().map_or(Row { up: [FAR; KINDS], nodes: [None; KINDS] }, |(_, row)| row.clone());
                row.enter(node, kinds(dom, contexts, node, names[node]));
                open.push((node, row));
            }
            rows.extend(open.last().map(|(_, row)| row.clone()));
        }
        let row_of = |container: NodeId| containers.partition_point(|&other| other < container);
        Near { rows, row_of: blocks.list.iter().map(|block| row_of(block.container)).collect() }
    }

    /// What stands around a block.
    pub fn around(&self, at: BlockId) -> &Row {
        &self.rows[self.row_of[at]]
    }
}

impl Row {
    fn enter(&mut self, node: NodeId, kinds: u128) {
        for kind in 0..KINDS {
            if kinds & (1 << kind) != 0 {
                self.up[kind] = 0;
                self.nodes[kind] = Some(node);
            } else {
                self.up[kind] = self.up[kind].saturating_add(1).min(FAR);
            }
        }
    }
}

/// What an element is and calls itself, a bit for each kind.
fn kinds(dom: &Dom<'_>, contexts: &Contexts, node: NodeId, names: Names) -> u128 {
    let landmark = landmark(dom, node).map_or(0, |at| 1u128 << at);
    let hidden = u128::from(starts(dom, contexts, node, Place::Hidden)) << 18;
    landmark | hidden | u128::from(names) << LANDMARKS.len()
}

/// Whether a place begins with this element.
fn starts(dom: &Dom<'_>, contexts: &Contexts, node: NodeId, place: Place) -> bool {
    contexts.around(node).is_in(place) && !contexts.around(dom.node(node).parent).is_in(place)
}

fn landmark(dom: &Dom<'_>, node: NodeId) -> Option<usize> {
    let role = dom.attribute(node, "role").unwrap_or_default();
    Some(match (dom.tag(node), role) {
        (_, "navigation" | "menu" | "menubar" | "toolbar" | "search") | (Tag::Nav | Tag::Menu, _) => 0,
        (_, "contentinfo") | (Tag::Footer, _) => 1,
        (_, "banner") | (Tag::Header, _) => 2,
        (_, "complementary") | (Tag::Aside, _) => 3,
        (_, "main") | (Tag::Main, _) => 4,
        (_, "article") | (Tag::Article, _) => 5,
        (_, "dialog" | "alertdialog" | "alert") | (Tag::Dialog, _) => 15,
        (_, "tabpanel" | "tablist" | "region") => 20,
        (_, "button" | "tab") | (Tag::Button | Tag::Label, _) => 16,
        (Tag::Section, _) => 6,
        (Tag::Form | Tag::Fieldset, _) => 7,
        (Tag::Figure, _) => 8,
        (Tag::Figcaption | Tag::Caption, _) => 9,
        (Tag::Table, _) => 10,
        (Tag::Ul | Tag::Ol, _) => 11,
        (Tag::Dl, _) => 12,
        (Tag::Blockquote, _) => 13,
        (Tag::Details, _) => 14,
        (Tag::Address, _) => 17,
        (Tag::Custom, _) => 19,
        (Tag::Pre, _) => 21,
        (Tag::Td | Tag::Th, _) => 22,
        (Tag::Body, _) => 23,
        _ => return None,
    })
}
