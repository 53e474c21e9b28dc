//! Make links absolute, and keep those within the story working.

use std::collections::HashMap;

use super::Cleaner;
use crate::annotate::{BlockId, Blocks};
use crate::article::{Attributes, ContentNode};
use crate::page::{Address, Dom, NodeId, Purpose, Tag};
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

    /// Turns links to places that are not in the story into links to the page, or into plain words.
    pub(super) fn settle(&self, content: &mut [ContentNode], address: &Address) {
        let mut seen = std::collections::HashSet::new();
        for node in content.iter_mut() {
            if let ContentNode::Element { attributes, .. } = node {
                attributes.0.retain(|(name, value)| name != "id" || seen.insert(value.clone()));
            }
        }
        for node in content.iter_mut() {
            let ContentNode::Element { tag, attributes, .. } = node else { continue };
            let Some((_, href)) = attributes.0.iter_mut().find(|(name, _)| tag == "a" && name == "href") else {
                continue;
            };
            let Some(name) = href.strip_prefix('#').filter(|name| !seen.contains(*name)) else { continue };
            // Through the same gate as every link: the page's own address may have any scheme.
            let page = self.target(name).and_then(|target| {
                let mut url = address.document()?.clone();
                url.set_fragment(Some(target));
                address.resolve(url.as_str(), Purpose::Link)
            });
            match page {
                Some(page) => *href = String::from(page),
                None => {
                    *tag = "span".to_owned();
                    attributes.0.retain(|(name, _)| name != "href");
                }
            }
        }
    }
}

/// An id as an address writes it, where the two differ.
fn encoded(id: &str) -> Option<String> {
    let mut url = url::Url::parse("about:blank").ok()?;
    url.set_fragment(Some(id));
    url.fragment().filter(|fragment| *fragment != id).map(str::to_owned)
}
