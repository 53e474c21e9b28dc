//! Make links absolute, and keep those within the story working.

use std::collections::{HashMap, HashSet};

use super::builder::{Key, Step};
use super::{Cleaner, Page};
use crate::annotate::{BlockId, Blocks};
use crate::article::{Attributes, ContentNode};
use crate::page::{Address, Dom, NodeId, Purpose, Tag};
use crate::policy::is_math_tag;
use crate::select::Selection;

/// A link's address: absolute, or `#cs-…` for a place in the story. Nothing for scripts and other schemes.
pub(super) fn href(cleaner: &Cleaner<'_, '_>, id: NodeId) -> Option<String> {
    let href = cleaner.dom.attribute(id, "href")?.trim();
    let place = if href.starts_with('#') { href.get(1..) } else { cleaner.address.place(href) };
    match place {
        Some(target) => cleaner.anchors.name(target).map(|name| format!("#{name}")),
        None => cleaner.address.written(href, Purpose::Link),
    }
}

/// A link in a listing. The number of a line that leads to itself is none.
pub(super) fn step(cleaner: &Cleaner<'_, '_>, id: NodeId) -> Option<Step> {
    let own = cleaner.dom.attribute(id, "id").or_else(|| cleaner.dom.attribute(id, "name"));
    let place = cleaner.dom.attribute(id, "href").and_then(|href| cleaner.address.place(href));
    let href = href(cleaner, id).filter(|_| place.is_none() || place != own)?;
    Some(Step::with(Key::Node(id), "a", Attributes(vec![("href".to_owned(), href)])))
}

/// Places that links of the story lead to. They are numbered: an id of the page's own making could be mistaken for one of
/// the view's, or be one that no id may be.
pub(super) struct Anchors<'p> {
    numbers: HashMap<&'p str, usize>,
    targets: Vec<&'p str>,
}

impl<'p> Anchors<'p> {
    pub(super) fn of(dom: &Dom<'p>, blocks: &Blocks, selection: &Selection, address: &Address) -> Self {
        let mut anchors = Anchors { numbers: HashMap::new(), targets: Vec::new() };
        // A heading's link to itself leads nowhere.
        let in_heading = |id| dom.ancestors(id).take(2).any(|node| dom.tag(node).heading_level().is_some());
        for id in dom.ids().filter(|&id| dom.tag(id) == Tag::A && !in_heading(id)) {
            let target = dom.attribute(id, "href").and_then(|href| address.place(href));
            let inside = blocks.inside(dom, id);
            let block = if inside.is_empty() { inside.start.saturating_sub(1)..inside.start } else { inside };
            if let Some(target) = target
                && block.into_iter().any(|block| selection.keeps(block))
            {
                anchors.add(target);
            }
        }
        anchors
    }

    fn add(&mut self, target: &'p str) {
        let Anchors { numbers, targets } = self;
        numbers.entry(target).or_insert_with(|| {
            targets.push(target);
            targets.len()
        });
    }

    /// The id in the story of a place in the page.
    fn name(&self, target: &str) -> Option<String> {
        self.numbers.get(target).map(|number| format!("cs-{number}"))
    }

    /// The place in the page that an id in the story stands for.
    fn target(&self, name: &str) -> Option<&'p str> {
        let number: usize = name.strip_prefix("cs-")?.parse().ok()?;
        self.targets.get(number.checked_sub(1)?).copied()
    }

    /// The id to write on an element that stays. Addresses may write it percent-encoded.
    pub(super) fn of_element(&self, dom: &Dom<'_>, id: NodeId) -> Attributes {
        let own = dom.attribute(id, "id").or_else(|| dom.attribute(id, "name"));
        let name = own.and_then(|own| self.name(own).or_else(|| self.name(&encoded(own)?)));
        Attributes(name.map(|name| ("id".to_owned(), name)).into_iter().collect())
    }

    /// The id to write on the paragraph made of a block, when its element does not stay.
    pub(super) fn of_block(&self, dom: &Dom<'_>, blocks: &Blocks, block: BlockId) -> Attributes {
        let container = blocks.list[block].container;
        let first = blocks.inside(dom, container).start == block;
        let stays = !matches!(dom.tag(container), Tag::P | Tag::Div | Tag::Section);
        if first && !stays { self.of_element(dom, container) } else { Attributes::default() }
    }

    /// Gives the places whose elements were not written to what stands there, and turns links to places that are not in
    /// the story into links to the page, or into plain words.
    pub(super) fn settle(&self, content: &mut [ContentNode], page: Page<'_, '_>, positions: &[usize]) {
        let mut seen = HashSet::new();
        for node in content.iter_mut() {
            if let ContentNode::Element { attributes, .. } = node {
                attributes.0.retain(|(name, value)| name != "id" || seen.insert(value.clone()));
            }
        }
        let same = self.carry(content, &mut seen, page, positions);
        for node in content.iter_mut() {
            let ContentNode::Element { tag, attributes, .. } = node else { continue };
            let Some((_, href)) = attributes.0.iter_mut().find(|(name, _)| tag == "a" && name == "href") else {
                continue;
            };
            let Some(name) = href.strip_prefix('#').filter(|name| !seen.contains(*name)) else { continue };
            if let Some(name) = same.get(name) {
                *href = format!("#{name}");
                continue;
            }
            // Through the same gate as every link: the page's own address may have any scheme.
            let place = self.target(name).and_then(|target| {
                let mut url = page.address.document()?.clone();
                url.set_fragment(Some(target));
                page.address.resolve(url.as_str(), Purpose::Link)
            });
            match place {
                Some(page) => *href = String::from(page),
                None => {
                    *tag = "span".to_owned();
                    attributes.0.retain(|(name, _)| name != "href");
                }
            }
        }
    }

    /// Puts the ids of elements that were not written, as sections and empty anchors are not, on what is written first of
    /// them or behind them. Where an id stands already the links are to lead to that: these are returned.
    fn carry(
        &self,
        content: &mut [ContentNode],
        seen: &mut HashSet<String>,
        page: Page<'_, '_>,
        positions: &[usize],
    ) -> HashMap<String, String> {
        let mut same = HashMap::new();
        let mut wanted = led_to(content);
        wanted.retain(|name| !seen.contains(name));
        for id in page.dom.ids() {
            if wanted.is_empty() {
                break;
            }
            let Some((_, name)) = self.of_element(page.dom, id).0.pop() else { continue };
            if !wanted.remove(&name) {
                continue;
            }
            let written = first_kept(page, id).and_then(|block| element_at(content, positions[block]));
            let Some(ContentNode::Element { attributes, .. }) = written.map(|at| &mut content[at]) else { continue };
            if let Some(other) = attributes.get("id") {
                same.insert(name, other.to_owned());
            } else {
                attributes.0.push(("id".to_owned(), name.clone()));
                seen.insert(name);
            }
        }
        same
    }
}

/// Blocks in an element, and nodes before a text, among which what bears the element's id is looked for.
const NEAR: usize = 40;

/// The names of the places in the story that its links lead to.
fn led_to(content: &[ContentNode]) -> HashSet<String> {
    let hrefs = content.iter().filter_map(|node| match node {
        ContentNode::Element { tag, attributes, .. } if tag == "a" => attributes.get("href")?.strip_prefix('#'),
        _ => None,
    });
    hrefs.map(str::to_owned).collect()
}

/// The first kept block of an element, or the one behind an element without any.
fn first_kept(page: Page<'_, '_>, id: NodeId) -> Option<BlockId> {
    let mut blocks = page.blocks.standing_in(page.dom, id);
    if blocks.is_empty() {
        blocks.end = blocks.start + 1;
    }
    blocks.take(NEAR).find(|&block| page.selection.keeps(block))
}

/// The element of the story at a place or around the text there, which may bear an id.
fn element_at(content: &[ContentNode], at: usize) -> Option<usize> {
    let depth = content.get(at)?.depth();
    let may_bear = |node: &ContentNode| matches!(node, ContentNode::Element { tag, .. } if !is_math_tag(tag));
    let around = (0..at).rev().take(NEAR).filter(|&other| content[other].depth() < depth);
    std::iter::once(at).chain(around).find(|&at| may_bear(&content[at]))
}

/// An id as an address writes it, where the two differ.
fn encoded(id: &str) -> Option<String> {
    let mut url = url::Url::parse("about:blank").ok()?;
    url.set_fragment(Some(id));
    url.fragment().filter(|fragment| *fragment != id).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract, render};

    #[test]
    fn what_stands_in_a_place_that_is_not_written_has_its_id() {
        let page = include_str!("../../tests/fixtures/links-to-sections-and-empty-anchors/page.html");
        let url = Some("https://example.org/stories/page.html".to_owned());
        let html = render::html(&extract(page, &Options { url, ..Options::default() }).unwrap());
        let html = html.replace(" rel=\"noopener noreferrer\"", "");
        for part in [
            "<a href=\"#cs-1\">how it is opened</a>",
            "<h2 id=\"cs-1\">How it is opened",
            "<a href=\"#cs-2\">what to do in wind</a>",
            "<h2 id=\"cs-2\">What to do in wind",
            "<a href=\"#cs-3\">the lever</a>",
            "<figure id=\"cs-3\"><img",
            // Two places begin with this paragraph.
            "<a href=\"#cs-5\">apologise</a>",
            "<p id=\"cs-5\">One is sorry",
            "<a href=\"#cs-5\">These very words</a>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("<a href=\"https://example.org/stories/page.html#fees\">fees</a>"), "{html}");
    }
}
