//! Tie captions to their pictures.

use std::collections::{HashMap, HashSet};

use super::builder::{Key, Step};
use super::{embed, image};
use crate::annotate::{BlockId, Blocks, Kind};
use crate::article::ContentNode;
use crate::page::{Address, Dom, NodeId, Tag};
use crate::select::Selection;
use crate::text::fold;

/// Words of the longest caption that is known by nothing but where it stands.
const LONGEST: u32 = 80;

/// Which figures of the page stay, and which we make.
pub(super) struct Figures {
    kept: HashSet<NodeId>,
    /// Captions that stand in no figure of the page, with the picture each belongs to.
    captions: HashMap<BlockId, BlockId>,
    /// Pictures that are shown by another element: small ones that stand in for large ones, and copies.
    repeated: HashSet<NodeId>,
}

impl Figures {
    pub(super) fn of(dom: &Dom<'_>, blocks: &Blocks, selection: &Selection, address: &Address) -> Self {
        let mut figures = Figures {
            kept: HashSet::new(),
            captions: HashMap::new(),
            repeated: repeated(dom, blocks, selection, address),
        };
        for (at, block) in blocks.list.iter().enumerate() {
            let shown = block.kind == Kind::Media && selection.keeps(at) && is_shown(dom, address, block.nodes.clone());
            if !shown {
                continue;
            }
            let figure = std::iter::once(block.container)
                .chain(dom.ancestors(block.container))
                .find(|&node| dom.tag(node) == Tag::Figure);
            if let Some(figure) = figure {
                figures.kept.insert(figure);
            } else if selection.keeps(at + 1) && is_caption_of(dom, blocks, at, at + 1) {
                figures.captions.insert(at + 1, at);
            }
        }
        figures
    }

    pub(super) fn is_figure(&self, id: NodeId) -> bool {
        self.kept.contains(&id)
    }

    /// Whether a picture is shown elsewhere, and better.
    pub(super) fn is_repeated(&self, id: NodeId) -> bool {
        self.repeated.contains(&id)
    }

    /// Whether any figure of the page stays.
    pub(super) fn keeps_any(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Puts a caption into the figure made for its picture.
    pub(super) fn caption(&self, path: &mut Vec<Step>, block: BlockId) {
        if let Some(&picture) = self.captions.get(&block) {
            path.push(Step::new(Key::Figure(picture), "figure"));
            path.push(Step::new(Key::Caption(picture), "figcaption"));
        }
    }
}

/// Puts a picture that stands alone into a figure, unless it is in one.
pub(super) fn wrap(path: &mut Vec<Step>, block: BlockId) {
    if path
        .last()
        .is_some_and(|step| matches!(step.tag, "figcaption" | "summary" | "dt") || super::shape::is_one_line(step.tag))
    {
        return;
    }
    if !path.iter().any(|step| step.tag == "figure") {
        path.push(Step::new(Key::Figure(block), "figure"));
    }
}

/// Of pictures with the same address but for its query, all but the largest.
fn repeated(dom: &Dom<'_>, blocks: &Blocks, selection: &Selection, address: &Address) -> HashSet<NodeId> {
    let mut best: HashMap<String, (NodeId, u32)> = HashMap::new();
    let mut repeated = HashSet::new();
    for (_, block) in blocks.list.iter().enumerate().filter(|(at, _)| selection.keeps(*at)) {
        for node in block.nodes.clone().filter(|&node| dom.tag(node) == Tag::Img) {
            let Some((name, size)) = image::name_and_size(dom, address, node) else { continue };
            match best.get(&name).copied() {
                Some((other, other_size)) if size > other_size => {
                    repeated.insert(other);
                    best.insert(name, (node, size));
                }
                Some(_) => {
                    repeated.insert(node);
                }
                None => {
                    best.insert(name, (node, size));
                }
            }
        }
    }
    repeated
}

/// Empties descriptions that say what the caption says, so that nobody hears it twice.
pub(super) fn empty_repeated_descriptions(content: &mut [ContentNode]) {
    for at in 0..content.len() {
        let ContentNode::Element { tag, depth, .. } = &content[at] else { continue };
        if tag != "figcaption" {
            continue;
        }
        let depth = *depth;
        let inside = content.iter().skip(at + 1).take_while(|node| node.depth() > depth);
        let caption = fold(&inside.filter_map(ContentNode::as_text).collect::<String>());
        // The picture stands right before its caption, in the same figure.
        let before = content[..at].iter_mut().rev().take_while(|node| node.depth() >= depth);
        for node in before {
            let ContentNode::Element { tag, attributes, .. } = node else { continue };
            if tag == "img"
                && let Some((_, alt)) =
                    attributes.0.iter_mut().find(|(name, alt)| name == "alt" && fold(alt) == caption)
            {
                alt.clear();
            }
        }
    }
}

/// Whether anything of a media block will be written.
fn is_shown(dom: &Dom<'_>, address: &Address, nodes: std::ops::Range<NodeId>) -> bool {
    nodes.into_iter().any(|node| match dom.tag(node) {
        Tag::Img | Tag::Picture => image::steps(dom, address, node, true).is_some(),
        tag if tag.is_media() => embed::steps(dom, address, node).is_some(),
        _ => false,
    })
}

/// Whether a text is the caption of the picture before it: by its name, or because the two share a small box.
fn is_caption_of(dom: &Dom<'_>, blocks: &Blocks, picture: BlockId, text: BlockId) -> bool {
    let block = &blocks.list[text];
    if block.kind != Kind::Text || block.words > LONGEST {
        return false;
    }
    if is_in_caption(dom, blocks, text) {
        return true;
    }
    let shared = blocks.beside(dom, picture);
    shared.len() == 2 && shared == blocks.beside(dom, text) && dom.tag(block.container) != Tag::Li
}

/// Whether a block calls itself a caption.
pub(super) fn is_in_caption(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> bool {
    let container = blocks.list[at].container;
    std::iter::once(container).chain(dom.ancestors(container).take(2)).any(|node| {
        dom.tag(node) == Tag::Figcaption
            || dom.attribute(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("caption"))
    })
}
