//! Make links absolute, and keep those within the story working.

use std::collections::HashSet;

use super::Cleaner;
use crate::annotate::{BlockId, Blocks};
use crate::article::{Attributes, ContentNode};
use crate::page::{Address, Dom, NodeId, Purpose, Tag};
use crate::select::Selection;

/// Stands before every id that is written, so that none can be mistaken for one of the view's own.
const PREFIX: &str = "cs-";

/// A link's address: absolute, or `#cs-…` for a place in the story. Nothing for scripts and other schemes.
pub(super) fn href(cleaner: &Cleaner<'_, '_>, id: NodeId) -> Option<String> {
    let href = cleaner.dom.attribute(id, "href")?.trim();
    if let Some(target) = href.strip_prefix('#') {
        return (!target.is_empty()).then(|| format!("#{PREFIX}{target}"));
    }
    cleaner.address.resolve(href, Purpose::Link).map(String::from)
}

/// Ids that links of the story lead to.
pub(super) struct Anchors<'p> {
    targets: HashSet<&'p str>,
}

impl<'p> Anchors<'p> {
    pub(super) fn of(dom: &Dom<'p>, blocks: &Blocks, selection: &Selection) -> Self {
        let mut targets = HashSet::new();
        for id in dom.ids().filter(|&id| dom.tag(id) == Tag::A) {
            let target = dom.attribute(id, "href").and_then(|href| href.trim().strip_prefix('#'));
            let inside = blocks.inside(dom, id);
            let block = if inside.is_empty() { inside.start.saturating_sub(1)..inside.start } else { inside };
            if let Some(target) = target.filter(|target| !target.is_empty())
                && block.into_iter().any(|block| selection.keeps(block))
            {
                targets.insert(target);
            }
        }
        Anchors { targets }
    }

    /// The id to write on an element that stays.
    pub(super) fn of_element(&self, dom: &Dom<'_>, id: NodeId) -> Attributes {
        let own = dom.attribute(id, "id").or_else(|| dom.attribute(id, "name"));
        let wanted = own.filter(|own| self.targets.contains(own));
        Attributes(wanted.map(|own| ("id".to_owned(), format!("{PREFIX}{own}"))).into_iter().collect())
    }

    /// The id to write on the paragraph made of a block, when its element does not stay.
    pub(super) fn of_block(&self, dom: &Dom<'_>, blocks: &Blocks, block: BlockId) -> Attributes {
        let container = blocks.list[block].container;
        let first = blocks.inside(dom, container).start == block;
        let stays = !matches!(dom.tag(container), Tag::P | Tag::Div | Tag::Section);
        if first && !stays { self.of_element(dom, container) } else { Attributes::default() }
    }
}

/// Turns links to places that are not in the story into links to the page, or into plain words.
pub(super) fn settle_anchors(content: &mut [ContentNode], address: &Address) {
    let mut seen = HashSet::new();
    for node in content.iter_mut() {
        if let ContentNode::Element { attributes, .. } = node {
            attributes.0.retain(|(name, value)| name != "id" || seen.insert(value.clone()));
        }
    }
    for node in content.iter_mut() {
        let ContentNode::Element { tag, attributes, .. } = node else { continue };
        let Some((_, href)) = attributes.0.iter_mut().find(|(name, _)| tag == "a" && name == "href") else { continue };
        let Some(target) = href.strip_prefix('#') else { continue };
        if seen.contains(target) {
            continue;
        }
        let place = target.strip_prefix(PREFIX).unwrap_or(target);
        let page = address.document().map(|url| {
            let mut url = url.clone();
            url.set_fragment(Some(place));
            String::from(url)
        });
        match page {
            Some(page) => *href = page,
            None => {
                *tag = "span".to_owned();
                attributes.0.retain(|(name, _)| name != "href");
            }
        }
    }
}
