//! Find a story's notes: what a small mark in the text leads to, and what leads back.

use std::collections::{HashMap, HashSet};

use super::{BlockId, Blocks};
use crate::page::{Address, Dom, NodeId, Tag};

/// Characters of the longest mark: "[note 12]".
const MARK: usize = 9;
/// Words of the longest note. What is longer is a part of the page that a link leads to.
const LONGEST: u32 = 400;
/// Nodes in the largest.
const LARGEST: usize = 4_000;
/// Links back from one note that are looked for.
const MOST_BACK: usize = 32;
/// Elements around a mark among which a link back may aim.
const AROUND: usize = 4;

/// A note of the page.
pub struct Note {
    /// The element that holds it.
    pub element: NodeId,
    /// What the links lead to: the element or something in it.
    pub place: NodeId,
    /// The links in the text that lead to it.
    pub references: Vec<NodeId>,
}

/// The notes of a page, in the order in which the text refers to them.
#[derive(Default)]
pub struct Notes {
    list: Vec<Note>,
    elements: HashMap<NodeId, usize>,
    references: HashSet<NodeId>,
    back_links: HashSet<NodeId>,
    /// What is around links back and holds nothing else to read.
    back_matter: HashSet<NodeId>,
    /// Texts that end with the bracket before a mark or a link back, and those that begin with the one behind it.
    opening: HashSet<NodeId>,
    closing: HashSet<NodeId>,
}

impl Notes {
    /// Finds them: a mark is a short link to a place further down, raised, answered by a link back, or the number that
    /// the place has among others.
    pub fn of(dom: &Dom<'_>, blocks: &Blocks, address: &Address) -> Self {
        let mut notes = Notes::default();
        let links: HashMap<NodeId, &str> = local_links(dom, address).collect();
        let mut marks: Vec<(NodeId, &str)> = links.iter().map(|(&link, &place)| (link, place)).collect();
        marks.retain(|&(link, _)| is_mark(dom, link));
        marks.sort_unstable();
        if marks.is_empty() {
            return notes;
        }
        let places = places(dom);
        let numbers = numbers(dom);
        let mut answered: HashMap<NodeId, HashSet<&str>> = HashMap::new();
        for (link, target) in marks {
            let Some(&place) = places.get(target).filter(|&&place| place > link) else { continue };
            let element = holder(dom, place);
            let is_note = notes.elements.contains_key(&element)
                || (is_like_note(dom, blocks, element)
                    && (is_raised(dom, link) || is_numbered(dom, &numbers, link, element) || {
                        let back = answered
                            .entry(element)
                            .or_insert_with(|| links_inside(dom, &links, element).map(|(_, place)| place).collect());
                        !around(dom, link).is_disjoint(back)
                    }));
            if is_note && element > link {
                notes.add(element, place, link);
            }
        }
        for at in 0..notes.list.len() {
            notes.find_back_links(dom, &links, at);
        }
        notes.find_brackets(dom);
        notes
    }

    fn add(&mut self, element: NodeId, place: NodeId, link: NodeId) {
        let at = *self.elements.entry(element).or_insert(self.list.len());
        if at == self.list.len() {
            self.list.push(Note { element, place, references: Vec::new() });
        }
        self.list[at].references.push(link);
        self.references.insert(link);
    }

    /// Finds the links in a note that lead back to its marks.
    fn find_back_links(&mut self, dom: &Dom<'_>, links: &HashMap<NodeId, &str>, at: usize) {
        let Note { element, references, .. } = &self.list[at];
        let around: HashSet<&str> = references.iter().flat_map(|&mark| around(dom, mark)).collect();
        let back = links_inside(dom, links, *element)
            .filter(|(_, target)| around.contains(target))
            .map(|(link, _)| link)
            .take(MOST_BACK);
        let back: Vec<NodeId> = back.collect();
        for &link in &back {
            let around = dom.ancestors(link).take_while(|node| node != element).take(AROUND);
            self.back_matter.extend(around.take_while(|&node| says_nothing_but(dom, node, &back)));
        }
        self.back_links.extend(back);
    }

    /// Finds the brackets that stand around marks and links back, outside of the link.
    fn find_brackets(&mut self, dom: &Dom<'_>) {
        for &link in self.references.iter().chain(&self.back_links) {
            let before = (0..link).rev().find(|&node| !dom.descendants(node).contains(&link));
            let after = Some(dom.node(link).end).filter(|&node| node < dom.len());
            let opening = before.filter(|&node| dom.text(node).is_some_and(|text| text.ends_with('[')));
            let closing = after.filter(|&node| dom.text(node).is_some_and(|text| text.starts_with(']')));
            if let Some((opening, closing)) = opening.zip(closing) {
                self.opening.insert(opening);
                self.closing.insert(closing);
            }
        }
    }

    /// A text less the brackets around marks: that a mark is one is said by other means.
    pub fn without_brackets<'t>(&self, node: NodeId, text: &'t str) -> &'t str {
        let text = if self.opening.contains(&node) { text.strip_suffix('[').unwrap_or(text) } else { text };
        if self.closing.contains(&node) { text.strip_prefix(']').unwrap_or(text) } else { text }
    }

    /// Whether an element stands in a note or right around one.
    pub fn is_in_note(&self, dom: &Dom<'_>, element: NodeId) -> bool {
        !self.list.is_empty()
            && std::iter::once(element)
                .chain(dom.ancestors(element))
                .take(AROUND)
                .any(|node| self.elements.contains_key(&node))
    }

    /// All of them.
    pub fn list(&self) -> &[Note] {
        &self.list
    }

    /// The note that an element holds.
    pub fn held_by(&self, element: NodeId) -> Option<&Note> {
        self.elements.get(&element).map(|&at| &self.list[at])
    }

    /// What a link is to a note, in the words of Digital Publishing WAI-ARIA.
    pub fn role(&self, link: NodeId) -> Option<&'static str> {
        if self.references.contains(&link) {
            Some("doc-noteref")
        } else {
            self.back_links.contains(&link).then_some("doc-backlink")
        }
    }

    /// Whether a text stands between links back: "^", brackets, commas.
    pub fn is_back_matter(&self, dom: &Dom<'_>, text: NodeId) -> bool {
        !self.back_matter.is_empty()
            && dom.ancestors(text).take(AROUND).any(|node| self.back_matter.contains(&node))
            && !dom.ancestors(text).take(AROUND).any(|node| self.back_links.contains(&node))
    }

    /// The blocks of a note.
    pub fn blocks(&self, dom: &Dom<'_>, blocks: &Blocks, at: usize) -> std::ops::Range<BlockId> {
        blocks.inside(dom, self.list[at].element)
    }
}

/// Links to a place on the page, and the name of that place.
fn local_links<'p>(dom: &Dom<'p>, address: &Address) -> impl Iterator<Item = (NodeId, &'p str)> {
    let links = dom.ids().filter(|&id| dom.tag(id) == Tag::A);
    links.filter_map(move |id| Some((id, address.place(dom.attribute(id, "href")?)?)))
}

fn links_inside<'p>(
    dom: &Dom<'p>,
    links: &HashMap<NodeId, &'p str>,
    element: NodeId,
) -> impl Iterator<Item = (NodeId, &'p str)> {
    dom.descendants(element).filter_map(|id| Some((id, *links.get(&id)?)))
}

/// Whether a link's text is a number, a letter or a sign.
fn is_mark(dom: &Dom<'_>, link: NodeId) -> bool {
    if dom.descendants(link).len() > 2 * MARK {
        return false;
    }
    let text = dom.inner_text(link);
    let text = text.trim();
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    (1..=MARK).contains(&text.chars().count()) && (letters <= 1 || text.chars().any(char::is_numeric))
}

/// Whether it stands above the line.
fn is_raised(dom: &Dom<'_>, link: NodeId) -> bool {
    let around = dom.ancestors(link).take(AROUND);
    around.chain(dom.descendants(link)).any(|node| dom.tag(node) == Tag::Sup)
        || dom.attribute(link, "role").is_some_and(|role| role == "doc-noteref")
}

/// The items of lists, with their numbers.
fn numbers(dom: &Dom<'_>) -> HashMap<NodeId, usize> {
    let mut counts: HashMap<NodeId, usize> = HashMap::new();
    let items = dom.ids().filter(|&id| dom.tag(id) == Tag::Li);
    items
        .map(|item| {
            let count = counts.entry(dom.node(item).parent).or_default();
            *count += 1;
            (item, *count)
        })
        .collect()
}

/// Whether a mark is a number, and an element the item of a list that has it or begins with it.
fn is_numbered(dom: &Dom<'_>, numbers: &HashMap<NodeId, usize>, mark: NodeId, element: NodeId) -> bool {
    let text = dom.inner_text(mark);
    let number = text.trim_matches(|character| BRACKETS.contains(&character));
    let Ok(count) = number.parse::<usize>() else { return false };
    let Some(&place) = numbers.get(&element) else { return false };
    let first = dom.descendants(element).filter_map(|node| dom.text(node)).find(|text| !text.trim().is_empty());
    let label = first.unwrap_or_default().trim_start_matches(|c: char| c.is_whitespace() || BRACKETS.contains(&c));
    let is_labelled = || label.strip_prefix(number).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    place == count || is_labelled()
}

/// What may stand around a number.
const BRACKETS: [char; 5] = ['[', ']', '(', ')', '.'];

/// By their ids and names, the elements that links may aim at.
fn places<'p>(dom: &Dom<'p>) -> HashMap<&'p str, NodeId> {
    let mut places = HashMap::new();
    for id in dom.ids() {
        for name in ["id", "name"] {
            if let Some(value) = dom.attribute(id, name) {
                places.entry(value).or_insert(id);
            }
        }
    }
    places
}

/// Whether the letters and digits in an element all stand in some of its links.
fn says_nothing_but(dom: &Dom<'_>, element: NodeId, links: &[NodeId]) -> bool {
    let in_link = |node: NodeId| links.iter().any(|&link| dom.descendants(link).contains(&node));
    dom.descendants(element)
        .all(|node| in_link(node) || !dom.text(node).is_some_and(|text| text.chars().any(char::is_alphanumeric)))
}

/// The names that a link back to a mark may aim at.
fn around<'p>(dom: &Dom<'p>, mark: NodeId) -> HashSet<&'p str> {
    let near = std::iter::once(mark).chain(dom.ancestors(mark).take(AROUND)).chain(dom.descendants(mark));
    near.flat_map(|node| [dom.attribute(node, "id"), dom.attribute(node, "name")]).flatten().collect()
}

/// The element of structure that a place is in.
fn holder(dom: &Dom<'_>, place: NodeId) -> NodeId {
    let around = std::iter::once(place).chain(dom.ancestors(place));
    let is_block = |node: &NodeId| dom.tag(*node).is_block() && !matches!(dom.tag(*node), Tag::Td | Tag::Th);
    around.take(AROUND).find(is_block).unwrap_or(place)
}

/// Whether an element may be a note by what it is and its length.
fn is_like_note(dom: &Dom<'_>, blocks: &Blocks, element: NodeId) -> bool {
    let holds = matches!(dom.tag(element), Tag::Li | Tag::P | Tag::Div | Tag::Dd | Tag::Aside | Tag::Tr);
    holds
        && dom.descendants(element).len() <= LARGEST
        && (1..=LONGEST).contains(&blocks.words(&blocks.inside(dom, element)))
}
