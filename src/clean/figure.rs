//! Tie captions to their pictures.

use std::collections::{HashMap, HashSet};

use super::builder::{Key, Step};
use super::{embed, image};
use crate::annotate::{BlockId, Blocks, Contexts, Kind, Place, card};
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
    /// Credits that stand in a figure beside its caption, with that caption.
    credits: HashMap<BlockId, NodeId>,
    /// Texts of captions that a credit joins.
    joined: HashSet<BlockId>,
    /// Pictures that are shown by another element: small ones that stand in for large ones, and copies.
    repeated: HashSet<NodeId>,
}

impl Figures {
    pub(super) fn of(
        dom: &Dom<'_>,
        blocks: &Blocks,
        contexts: &Contexts,
        selection: &Selection,
        address: &Address,
    ) -> Self {
        let mut figures = Figures {
            kept: HashSet::new(),
            captions: HashMap::new(),
            credits: HashMap::new(),
            joined: HashSet::new(),
            repeated: repeated(dom, blocks, contexts, selection, address),
        };
        for (at, block) in blocks.list.iter().enumerate() {
            if block.kind == Kind::Text && block.words > 0 && selection.keeps(at) {
                figures.kept.extend(card(dom, blocks, at));
            }
            let shown = block.kind == Kind::Media
                && selection.keeps(at)
                && block.nodes.clone().any(|node| is_shown(dom, contexts, address, node));
            if !shown {
                continue;
            }
            let figure = figure_around(dom, block.container);
            // A caption right behind a figure with nothing but the picture is that picture's.
            let is_bare = |figure: NodeId| {
                blocks.inside(dom, figure).len() == 1
                    && selection.keeps(at + 1)
                    && is_in_caption(dom, blocks, at + 1)
                    && figure_around(dom, blocks.list[at + 1].container).is_none()
            };
            match figure.filter(|&figure| !is_bare(figure)) {
                Some(figure) => {
                    if figures.kept.insert(figure) {
                        figures.join_credits(dom, blocks, selection, figure);
                    }
                }
                None => figures.captions.extend(caption_lines(dom, blocks, selection, at).map(|line| (line, at))),
            }
        }
        figures
    }

    /// Notes the short texts beside the caption of a figure's one picture: they say whose it is.
    fn join_credits(&mut self, dom: &Dom<'_>, blocks: &Blocks, selection: &Selection, figure: NodeId) {
        let inside = blocks.inside(dom, figure).filter(|&at| selection.keeps(at)).take(LARGEST + 1);
        let (pictures, texts): (Vec<BlockId>, Vec<BlockId>) =
            inside.partition(|&at| blocks.list[at].kind == Kind::Media);
        let caption = |at: BlockId| {
            let container = blocks.list[at].container;
            let mut around = std::iter::once(container).chain(dom.ancestors(container).take(NEAR));
            around.find(|&node| dom.tag(node) == Tag::Figcaption)
        };
        let (captions, credits): (Vec<BlockId>, Vec<BlockId>) =
            texts.into_iter().partition(|&at| caption(at).is_some());
        let is_credit = |&at: &BlockId| {
            let block = &blocks.list[at];
            block.words <= LONGEST_CREDIT && matches!(dom.tag(block.container), Tag::P | Tag::Div | Tag::Figure)
        };
        let Some(holder) = captions.first().and_then(|&at| caption(at)) else { return };
        if pictures.len() == 1
            && captions.len() + credits.len() < LARGEST
            && !credits.is_empty()
            && credits.iter().all(is_credit)
        {
            self.joined.extend(captions.iter().chain(&credits));
            self.credits.extend(credits.into_iter().map(|at| (at, holder)));
        }
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

    /// Whether a caption has a further line in the same figure.
    pub(super) fn is_parted(&self, block: BlockId) -> bool {
        let picture = |block: BlockId| self.captions.get(&block);
        let own = picture(block);
        self.joined.contains(&block)
            || own.is_some()
                && (picture(block + 1) == own || block.checked_sub(1).is_some_and(|before| picture(before) == own))
    }

    /// Puts a caption into the figure made for its picture.
    pub(super) fn caption(&self, path: &mut Vec<Step>, block: BlockId) {
        if let Some(&picture) = self.captions.get(&block) {
            path.push(Step::new(Key::Figure(picture), "figure"));
            path.push(Step::new(Key::Caption(picture), "figcaption"));
        } else if let Some(&caption) = self.credits.get(&block) {
            path.push(Step::new(Key::Node(caption), "figcaption"));
        }
    }
}

/// The figure that an element is, or is in.
fn figure_around(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    std::iter::once(id).chain(dom.ancestors(id)).find(|&node| dom.tag(node) == Tag::Figure)
}

/// Puts a picture that stands alone into a figure, unless it is in one.
pub(super) fn wrap(path: &mut Vec<Step>, key: Key) {
    if path
        .last()
        .is_some_and(|step| matches!(step.tag, "figcaption" | "summary" | "dt") || super::shape::is_one_line(step.tag))
    {
        return;
    }
    if !path.iter().any(|step| step.tag == "figure") {
        path.push(Step::new(key, "figure"));
    }
}

/// Elements around a picture in a `<noscript>`, which stands in for another.
const NOSCRIPT: usize = 4;

/// Of pictures with the same address but for its query, all but the largest.
fn repeated(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    selection: &Selection,
    address: &Address,
) -> HashSet<NodeId> {
    let mut best: HashMap<String, (NodeId, u32)> = HashMap::new();
    let mut repeated = HashSet::new();
    // What the block before shows of another site, which a <noscript> behind it may show again.
    let mut before: Option<(BlockId, String)> = None;
    for (at, block) in blocks.list.iter().enumerate().filter(|(at, _)| selection.keeps(*at)) {
        if block.kind == Kind::Media {
            for node in block.nodes.clone() {
                let Some(shown) = embed::shown(dom, address, node) else { continue };
                if before.as_ref().is_some_and(|(last, other)| at - last <= 1 && *other == shown) {
                    repeated.insert(node);
                }
                before = Some((at, shown));
            }
        }
        // A sign may stand in many cells of a table.
        if contexts.around(block.container).is_in(Place::Table) {
            continue;
        }
        let is_read = |node| !dom.ancestors(node).take(NOSCRIPT).any(|around| contexts.is_unread(around));
        for node in block.nodes.clone().filter(|&node| dom.tag(node) == Tag::Img && is_read(node)) {
            let Some((name, size)) = image::name_and_size(dom, address, node) else { continue };
            let parent = dom.node(node).parent;
            let node = if dom.tag(parent) == Tag::Picture { parent } else { node };
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

/// Whether an element will be written as a picture or player.
fn is_shown(dom: &Dom<'_>, contexts: &Contexts, address: &Address, node: NodeId) -> bool {
    contexts.formula(node).is_none() && super::media_steps(dom, address, node, true).is_some()
}

/// The lines below a picture that are its caption, one of which may say whose it is.
fn caption_lines(dom: &Dom<'_>, blocks: &Blocks, selection: &Selection, picture: BlockId) -> std::ops::Range<BlockId> {
    let first = picture + 1;
    let names = |at: &BlockId| selection.keeps(*at) && (is_in_caption(dom, blocks, *at) || is_credit(dom, blocks, *at));
    let named = first..first + (first..=first + 1).take_while(names).count();
    if named.clone().any(|at| is_in_caption(dom, blocks, at)) && is_caption_of(dom, blocks, picture, first) {
        return named;
    }
    first..first + usize::from(selection.keeps(first) && is_caption_of(dom, blocks, picture, first))
}

/// Whether a text is the caption of the picture before it: by its name, or because the two share a small box.
fn is_caption_of(dom: &Dom<'_>, blocks: &Blocks, picture: BlockId, text: BlockId) -> bool {
    let block = &blocks.list[text];
    if block.kind != Kind::Text || block.words > LONGEST {
        return false;
    }
    if is_in_caption(dom, blocks, text) || is_credit(dom, blocks, text) {
        return true;
    }
    if is_emphasised_line(dom, blocks, picture, text) {
        return true;
    }
    let shared = blocks.beside(dom, picture);
    shared.len() == 2 && shared == blocks.beside(dom, text) && dom.tag(block.container) != Tag::Li
}

/// Whether a paragraph right behind the picture's own is all set in italics, as where a site has no other form for
/// captions. Two of them are a text that is set in italics.
fn is_emphasised_line(dom: &Dom<'_>, blocks: &Blocks, picture: BlockId, text: BlockId) -> bool {
    let is_emphasised = |at: BlockId| {
        let container = blocks.list[at].container;
        let mut parts = dom.children(container).filter(|&node| !dom.is_blank(node));
        let first = parts.next();
        dom.tag(container) == Tag::P
            && first.is_some_and(|node| matches!(dom.tag(node), Tag::Em | Tag::I))
            && parts.next().is_none()
    };
    let (before, block) = (blocks.list[picture].container, &blocks.list[text]);
    block.words <= LONGEST_LINE
        && dom.node(block.container).parent == dom.node(before).parent
        && is_emphasised(text)
        && blocks.list.get(text + 1).is_none_or(|_| !is_emphasised(text + 1))
}

/// Words of the longest caption that is known by its italics.
const LONGEST_LINE: u32 = 40;

/// Whether a line below a caption says whose the picture is.
fn is_credit(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> bool {
    let block = &blocks.list[at];
    block.kind == Kind::Text
        && block.words <= LONGEST_CREDIT
        && calls_itself(dom, block.container, &["credit", "caption"])
}

/// Blocks of a figure that is a picture with its caption and credits, and elements in its caption around a text.
const LARGEST: usize = 6;
const NEAR: usize = 4;

/// Words of the longest credit.
const LONGEST_CREDIT: u32 = 20;

/// Whether a block calls itself a caption.
pub(super) fn is_in_caption(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> bool {
    let container = blocks.list[at].container;
    let mut around = std::iter::once(container).chain(dom.ancestors(container).take(2));
    around.any(|node| dom.tag(node) == Tag::Figcaption) || calls_itself(dom, container, &["caption"])
}

/// Whether an element or one of the two around it has a name in its class.
fn calls_itself(dom: &Dom<'_>, element: NodeId, names: &[&str]) -> bool {
    std::iter::once(element).chain(dom.ancestors(element).take(2)).any(|node| {
        let class = dom.attribute(node, "class").map(str::to_ascii_lowercase);
        class.is_some_and(|class| names.iter().any(|name| class.contains(name)))
    })
}
