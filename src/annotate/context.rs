//! Hand down to each node what stands around it: landmarks, links, hiding, names of boxes.

use std::collections::{HashMap, HashSet};

use super::backgrounds::backgrounds;
use super::continued::Continued;
use super::folded::folded;
use super::formulas::{Formula, Formulas};
use super::keywords::{Group, Groups, groups};
use super::listings::Listings;
use super::prose::prose;
use super::reopened::reopened;
use super::slides::slides;
use super::tables::is_data;
use super::tabs::Tabs;
use crate::page::{Dom, NodeId, Tag, is_twin, values_of};
use crate::text::count_words;

/// A landmark or wrapper around a node, innermost or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Place {
    Nav,
    Footer,
    Header,
    Aside,
    Dialog,
    Figure,
    Caption,
    Quote,
    List,
    Table,
    Button,
    Time,
    Address,
    Hidden,
    NotShown,
    Note,
    /// What the page's owner says holds the story, belongs to it, or does not.
    Main,
    Kept,
    Dropped,
}

/// What stands around a node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    places: u32,
    /// The link that holds the node.
    pub link: Option<NodeId>,
    /// That link leads to a place on the same page.
    pub link_is_local: bool,
    /// The text is bold.
    pub bold: bool,
}

impl Context {
    /// Whether the node is inside such a place.
    pub fn is_in(&self, place: Place) -> bool {
        self.places & (1 << place as u8) != 0
    }

    fn enter(&mut self, place: Place) {
        self.places |= 1 << place as u8;
    }

    fn leave(&mut self, place: Place) {
        self.places &= !(1 << place as u8);
    }

    /// The innermost hint counts.
    fn hint(&mut self, value: &str) {
        match value.trim() {
            "main" => self.enter(Place::Main),
            "keep" => {
                self.enter(Place::Kept);
                self.leave(Place::Dropped);
            }
            "drop" => {
                self.enter(Place::Dropped);
                self.leave(Place::Kept);
            }
            _ => {}
        }
    }
}

/// The contexts of a page's nodes, by node id.
pub struct Contexts {
    contexts: Vec<Context>,
    groups: Vec<Groups>,
    unread: Vec<bool>,
    unseen: HashSet<NodeId>,
    data_tables: HashSet<NodeId>,
    listings: HashSet<NodeId>,
    listing_labels: HashMap<NodeId, NodeId>,
    backgrounds: HashSet<NodeId>,
    formulas: Formulas,
    tabs: Tabs,
    styled_blocks: HashSet<NodeId>,
    prose: HashSet<NodeId>,
    parents: Vec<NodeId>,
}

impl Contexts {
    /// Walks down the page once.
    pub fn of(dom: &Dom<'_>) -> Self {
        let reopened = reopened(dom);
        let mut folded = folded(dom);
        let Continued { rest, instead } = Continued::of(dom, &folded);
        folded.extend(&rest);
        let slides = slides(dom);
        let listings = Listings::of(dom);
        let is_table = |&id: &NodeId| is_data(dom, id) && !listings.roots.contains(&id);
        let data_tables: HashSet<NodeId> = dom.ids().filter(is_table).collect();
        let mut contexts = Vec::with_capacity(dom.len());
        let mut own_groups = Vec::with_capacity(dom.len());
        for id in dom.ids() {
            let mut context: Context = contexts.get(dom.node(id).parent).copied().unwrap_or_default();
            if dom.text(id).is_none() {
                let is_part = slides.contains(&id) || rest.contains(&id);
                describe(dom, id, &folded, is_part, &mut context);
                if dom.tag(id) == Tag::A && !reopened.contains(&id) {
                    link(dom, id, &mut context);
                }
                if data_tables.contains(&id) {
                    context.enter(Place::Table);
                }
            }
            contexts.push(context);
            own_groups.push(names(dom, id));
        }
        let formulas = Formulas::of(dom);
        let tabs = Tabs::of(dom);
        let is_unread = |id| {
            formulas.is_repeated(id)
                || (formulas.get(id).is_none()
                    && (is_unread(dom, id) || listings.unread.contains(&id) || is_twin(dom, id)))
        };
        let mut unread: Vec<bool> = dom.ids().map(is_unread).collect();
        for label in tabs.labels() {
            unread[label] = true;
        }
        if noscript_dominates(dom) {
            for id in dom.ids().filter(|&id| dom.tag(id) == Tag::Noscript) {
                unread[id] = is_written_out(dom, id);
            }
        }
        let is_out = |id: &NodeId| !folded.contains(id) && formulas.get(*id).is_none() && is_unseen_in_line(dom, *id);
        let unseen = dom.ids().filter(is_out).chain(instead).collect();
        let is_styled = |id: NodeId| dom.attribute(id, "style").is_some_and(is_block_style);
        let announces = |id: NodeId| contexts[id].is_in(Place::Quote) && announces_quote(dom, id);
        let styled_blocks = dom.ids().filter(|&id| is_styled(id) || announces(id)).collect();
        Contexts {
            contexts,
            groups: own_groups,
            unread,
            unseen,
            data_tables,
            listings: listings.roots,
            listing_labels: listings.labels,
            backgrounds: backgrounds(dom),
            formulas,
            tabs,
            styled_blocks,
            prose: prose(dom),
            parents: dom.ids().map(|id| dom.node(id).parent).collect(),
        }
    }

    /// What stands around a node, itself included.
    pub fn around(&self, id: NodeId) -> &Context {
        &self.contexts[id]
    }

    /// What an element calls itself.
    pub fn groups(&self, id: NodeId) -> Groups {
        self.groups[id]
    }

    /// Whether an element is a table of data, rather than one that arranges the page.
    pub fn is_data_table(&self, id: NodeId) -> bool {
        self.data_tables.contains(&id)
    }

    /// Whether an element is something to look at or listen to.
    pub fn is_media(&self, dom: &Dom<'_>, id: NodeId) -> bool {
        dom.tag(id).is_media() || self.backgrounds.contains(&id) || self.formulas.get(id).is_some()
    }

    /// The formula that an element stands for.
    pub fn formula(&self, id: NodeId) -> Option<&Formula> {
        self.formulas.get(id)
    }

    /// The labels of the page's tabs.
    pub fn tabs(&self) -> &Tabs {
        &self.tabs
    }

    /// Whether the page has a program that reads TeX in its text.
    pub fn is_tex_in_text(&self) -> bool {
        self.formulas.is_tex_in_text()
    }

    /// Whether an element is a listing of code.
    pub fn is_listing(&self, dom: &Dom<'_>, id: NodeId) -> bool {
        dom.tag(id) == Tag::Pre || self.listings.contains(&id)
    }

    /// The text that says a listing's language, over it.
    pub fn listing_label(&self, id: NodeId) -> Option<NodeId> {
        self.listing_labels.get(&id).copied()
    }

    /// Whether an element's own style makes it a block, whatever its kind.
    pub fn is_styled_block(&self, id: NodeId) -> bool {
        self.styled_blocks.contains(&id)
    }

    /// Whether the line breaks in an element part its paragraphs.
    pub fn is_prose(&self, id: NodeId) -> bool {
        self.prose.contains(&id)
    }

    /// Whether nothing in this node is to be taken over, although what is around it is: it is unread, or hidden by itself.
    pub fn is_skipped(&self, id: NodeId) -> bool {
        let hides = |place| self.contexts[id].is_in(place);
        let around = self.contexts[self.parents[id]];
        self.unread[id]
            || (hides(Place::NotShown) && !around.is_in(Place::NotShown))
            || (hides(Place::Hidden) && !around.is_in(Place::Hidden))
    }

    /// Whether an element is a few words of a line that the page hides, or stands for what is to be read instead.
    pub fn is_unseen(&self, id: NodeId) -> bool {
        self.unseen.contains(&id)
    }

    /// Nothing in this node is text or picture of the page.
    pub fn is_unread(&self, id: NodeId) -> bool {
        self.unread[id]
    }
}

fn describe(dom: &Dom<'_>, id: NodeId, folded: &HashSet<NodeId>, is_part: bool, context: &mut Context) {
    let place = match dom.tag(id) {
        Tag::Nav | Tag::Menu => Some(Place::Nav),
        Tag::Footer => Some(Place::Footer),
        Tag::Header => Some(Place::Header),
        Tag::Aside => Some(Place::Aside),
        Tag::Dialog => Some(Place::Dialog),
        Tag::Figure => Some(Place::Figure),
        Tag::Figcaption | Tag::Caption => Some(Place::Caption),
        Tag::Blockquote => Some(Place::Quote),
        Tag::Ul | Tag::Ol | Tag::Dl => Some(Place::List),
        Tag::Button => Some(Place::Button),
        Tag::Time => Some(Place::Time),
        Tag::Address => Some(Place::Address),
        _ => None,
    };
    if let Some(place) = place {
        context.enter(place);
    }
    match dom.tag(id) {
        Tag::B | Tag::Strong | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => context.bold = true,
        _ => {}
    }
    let is_media = dom.tag(id).is_media();
    for (name, value) in dom.attributes(id) {
        let is_ignored = match name {
            "hidden" | "aria-hidden" | "style" => folded.contains(&id) || is_part,
            "data-clearstory-hidden" => is_part,
            _ => false,
        };
        if !is_ignored {
            attribute(name, value, is_media, context);
        }
    }
}

fn link(dom: &Dom<'_>, id: NodeId, context: &mut Context) {
    if let Some(href) = dom.attribute(id, "href") {
        context.link = Some(id);
        // "#" alone is a control; "#part" leads to a part of this page and says nothing against the text in it.
        context.link_is_local = href.trim().starts_with('#') && href.trim().len() > 1;
    }
}

fn attribute(name: &str, value: &str, is_media: bool, context: &mut Context) {
    match name {
        "role" => {
            let place = match value.trim().to_ascii_lowercase().as_str() {
                "navigation" | "menu" | "menubar" | "toolbar" | "search" => Place::Nav,
                "contentinfo" => Place::Footer,
                "banner" => Place::Header,
                "complementary" => Place::Aside,
                "dialog" | "alertdialog" => Place::Dialog,
                "button" | "tab" => Place::Button,
                "note" | "doc-footnote" | "doc-endnotes" | "doc-tip" | "doc-pullquote" => Place::Note,
                _ => return,
            };
            context.enter(place);
        }
        "aria-modal" if value == "true" => context.enter(Place::Dialog),
        "data-clearstory-hidden" => context.enter(Place::NotShown),
        "data-clearstory" => context.hint(value),
        // Pictures are often hidden from screen readers alone.
        "aria-hidden" if !is_media && value.eq_ignore_ascii_case("true") => context.enter(Place::Hidden),
        _ if is_unseen(name, value) => context.enter(Place::Hidden),
        _ => {}
    }
}

/// Whether an attribute takes its element out of everybody's sight.
fn is_unseen(name: &str, value: &str) -> bool {
    match name {
        "data-clearstory-hidden" => true,
        // `until-found` hides nothing from somebody who looks for it.
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "style" => hides(value),
        _ => false,
    }
}

/// Whether an element takes itself out of sight.
pub(super) fn hides_itself(dom: &Dom<'_>, id: NodeId) -> bool {
    let mut context = Context::default();
    for (name, value) in dom.attributes(id).filter(|(name, _)| *name != "role") {
        attribute(name, value, false, &mut context);
    }
    context.is_in(Place::Hidden) || context.is_in(Place::NotShown)
}

/// Whether an element says whose words follow: "Ada wrote:", with or without the time behind it.
fn announces_quote(dom: &Dom<'_>, id: NodeId) -> bool {
    let announces = |node: NodeId| dom.text(node).is_some_and(|text| text.trim_end().ends_with(':'));
    dom.tag(id) == Tag::Cite && dom.descendants(id).any(announces)
}

fn is_block_style(style: &str) -> bool {
    declares(style, "display", &["block", "flex", "grid", "table", "list-item", "flow-root"])
}

/// Whether a style attribute takes its element out of sight.
fn hides(style: &str) -> bool {
    declares(style, "display", &["none"]) || declares(style, "visibility", &["hidden"])
}

/// Whether a style attribute gives a property one of some values.
fn declares(style: &str, property: &str, values: &[&str]) -> bool {
    values_of(style, property).any(|value| values.iter().any(|known| value.eq_ignore_ascii_case(known)))
}

/// What an element calls itself.
fn names(dom: &Dom<'_>, id: NodeId) -> Groups {
    let own = if dom.tag(id) == Tag::Form { Groups::of(Group::Form) } else { Groups::default() };
    dom.attributes(id)
        .filter(|(name, _)| matches!(*name, "class" | "id" | "role" | "data-testid" | "data-component" | "itemprop"))
        .fold(own, |found, (_, value)| found.union(groups(value)))
}

fn is_unread(dom: &Dom<'_>, id: NodeId) -> bool {
    let tag = dom.tag(id);
    tag.is_unread()
        || is_control(dom, id)
        || is_only_heard(dom, id)
        || (tag == Tag::Noscript && !is_picture_twin(dom, id))
}

/// Classes of what is written for screen readers alone, as frameworks and content systems name it.
const HEARD: [&str; 9] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "element-invisible",
    "u-visually-hidden",
    "is-visually-hidden",
];

/// Whether a piece of a line is told to screen readers and not shown: "Image source, ", "opens in a new tab". In a table
/// it may be what a sign stands for, and beside what is kept from screen readers it says the same.
fn is_only_heard(dom: &Dom<'_>, id: NodeId) -> bool {
    if dom.tag(id) != Tag::Span || !dom.has_class(id, &HEARD) {
        return false;
    }
    let is_cell = |node: NodeId| matches!(dom.tag(node), Tag::Td | Tag::Th);
    let is_unheard = |node: NodeId| dom.attribute(node, "aria-hidden") == Some("true");
    dom.text_up_to(id, LINE).is_some_and(|text| count_words(&text) <= HEARD_WORDS)
        && !dom.ancestors(id).take(CELL).any(is_cell)
        && !dom.children(dom.node(id).parent).take(SIBLINGS).any(is_unheard)
}

/// Words of the longest piece of a line that a page hides for good. What is longer may be the rest of the text.
const UNSEEN: u32 = 5;

/// Whether a few words of a line are out of sight: "[update]" for who edits the page, a key by which a table is sorted.
fn is_unseen_in_line(dom: &Dom<'_>, id: NodeId) -> bool {
    let parent = dom.node(id).parent;
    let words = |node: NodeId| dom.text_up_to(node, LINE).map(|text| count_words(&text));
    !dom.tag(id).is_block()
        && dom.attributes(id).any(|(name, value)| is_unseen(name, value))
        && words(id).is_some_and(|own| (1..=UNSEEN).contains(&own) && words(parent).is_none_or(|all| all > own))
}

/// Words of the longest text for screen readers alone, and how many of its siblings are looked at.
const HEARD_WORDS: u32 = 12;
const SIBLINGS: usize = 16;

/// Elements around a text among which a cell is looked for.
const CELL: usize = 6;

/// Nodes and bytes of the longest line whose words are counted.
const LINE: usize = 1_000;

/// Words of the longest button that is a control, and not the clickable title of something folded away.
const BUTTON: u32 = 8;

/// Classes of the links to edit a section that MediaWiki and DokuWiki put into its heading or right behind.
const EDITS: [&str; 2] = ["mw-editsection", "secedit"];

/// Class of the sign that shows a note in the margin where there is no room for it, as in the styles after Edward Tufte.
const TOGGLES: [&str; 1] = ["margin-toggle"];

/// A button that does something, a link for a page's editors, a sign to press, or our own toggle.
fn is_control(dom: &Dom<'_>, id: NodeId) -> bool {
    match dom.tag(id) {
        Tag::Toggle => true,
        Tag::Span | Tag::Div => dom.has_class(id, &EDITS),
        Tag::Label => dom.has_class(id, &TOGGLES),
        Tag::Button => {
            let titles =
                |node| dom.tag(node).heading_level().is_some() || matches!(dom.tag(node), Tag::Dt | Tag::Summary);
            let words = |node: NodeId| dom.text_up_to(node, LINE).map_or(u32::MAX, |text| count_words(&text));
            let own = words(id);
            // Beside the words of a heading, a button with fewer of its own is a control all the same.
            let is_title = |title: NodeId| words(title) <= own.saturating_mul(2);
            own <= BUTTON && !dom.ancestors(id).take(3).find(|&node| titles(node)).is_some_and(is_title)
        }
        _ => false,
    }
}

/// How many nodes before and after a `<noscript>` the picture that it repeats may stand.
const NEAR: usize = 8;

/// A `<noscript>` that holds nothing but a picture which stands nowhere else: lazy loaders leave it for readers
/// without scripts.
fn is_picture_twin(dom: &Dom<'_>, id: NodeId) -> bool {
    let picture = dom.descendants(id).any(|node| dom.tag(node) == Tag::Img);
    let words = dom.descendants(id).filter_map(|node| dom.text(node)).any(|text| !text.trim().is_empty());
    let parent = dom.node(id).parent;
    let near = id.saturating_sub(NEAR).max(parent)..id;
    let after = dom.node(id).end..(dom.node(id).end + NEAR).min(dom.node(parent).end);
    let twin = near.chain(after).any(|node| dom.tag(node) == Tag::Img);
    picture && !words && !twin
}

/// Whether most of the page's words stand in `<noscript>`, as with forums that draw themselves by script.
fn noscript_dominates(dom: &Dom<'_>) -> bool {
    let mut inside = 0;
    let mut outside = 0;
    let mut id = 1;
    while id < dom.len() {
        let node = dom.node(id);
        if node.tag == Tag::Noscript {
            inside += if is_written_out(dom, id) { 0 } else { text_bytes(dom, id) };
            id = node.end;
        } else if node.tag.is_unread() {
            id = node.end;
        } else {
            outside += dom.text(id).map_or(0, |text| text.trim().len());
            id += 1;
        }
    }
    inside > outside
}

/// Whether the markup in a `<noscript>` is its text: it is to a browser that runs scripts, and to what saves a page from it.
fn is_written_out(dom: &Dom<'_>, noscript: NodeId) -> bool {
    dom.children(noscript).filter_map(|node| dom.text(node)).any(|text| text.trim_start().starts_with('<'))
}

fn text_bytes(dom: &Dom<'_>, id: NodeId) -> usize {
    dom.descendants(id).filter_map(|node| dom.text(node)).map(|text| text.trim().len()).sum()
}
