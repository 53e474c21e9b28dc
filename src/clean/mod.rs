//! Write the selected blocks as a content tree of allow-listed elements, on a fresh list; the page's tree is only read.

mod backlink;
mod builder;
mod callout;
mod code;
mod embed;
mod figure;
mod formula;
mod heading;
mod image;
mod link;
mod list;
mod mathml;
mod note;
mod picture_size;
mod post;
mod raise;
mod shape;
mod tab;
mod tex;

use crate::annotate::{BlockId, Blocks, Contexts, Formula, Kind, Notes, Posts, Sums};
use crate::article::{Attributes, ContentNode, Heading};
use crate::page::{Address, Dom, NodeId, Tag};
use crate::select::Selection;

use builder::{Builder, Elements, Key, Step};
use shape::Shape;
use tex::Piece;

/// Nodes and bytes of the longest link that is a mark.
const MARK: usize = 400;

/// The story's tree, and where in it each block of the page stands or would stand.
pub struct Cleaned {
    /// The tree.
    pub content: Vec<ContentNode>,
    /// For each block, the length of `content` when the walk came to it.
    pub positions: Vec<usize>,
    /// The tree's headings.
    pub outline: Vec<Heading>,
    /// The tree was to be larger than allowed, and is not whole.
    pub is_overflown: bool,
}

impl Cleaned {
    /// The same without the tree, for a page whose few words are no story.
    pub fn without_content(self) -> Self {
        let positions = vec![0; self.positions.len()];
        Cleaned { content: Vec::new(), outline: Vec::new(), positions, ..self }
    }
}

/// What the tree is written from.
#[derive(Clone, Copy)]
pub struct Page<'a, 'p> {
    /// The page's tree.
    pub dom: &'a Dom<'p>,
    /// What stands around its nodes.
    pub contexts: &'a Contexts,
    /// Its blocks.
    pub blocks: &'a Blocks,
    /// The notes that its text refers to.
    pub notes: &'a Notes,
    /// The posts, where it is a conversation.
    pub posts: &'a Posts,
    /// Which of the blocks are kept.
    pub selection: &'a Selection,
    /// Where it is from.
    pub address: &'a Address,
}

/// Writes the content tree, with at most `limit` bytes of text and attributes.
pub fn clean(page: Page<'_, '_>, limit: usize) -> Cleaned {
    let mut cleaner = Cleaner::new(page);
    cleaner.builder = Builder::new(limit);
    // Most of a page that is all formulas, and not so much that no room is left for its words.
    cleaner.converter = tex::Converter::new(limit / 4 * 3);
    cleaner.walk();
    let mut content = cleaner.builder.finish();
    figure::empty_repeated_descriptions(&mut content);
    heading::close_gaps(&mut content);
    list::number_reversed(&mut content);
    cleaner.anchors.settle(&mut content, page, &cleaner.positions);
    raise::raise(&mut content, &mut cleaner.positions);
    backlink::add(&mut content, &mut cleaner.positions, cleaner.builder.room());
    let outline = heading::outline(&content);
    Cleaned { content, positions: cleaner.positions, outline, is_overflown: cleaner.builder.is_overflown() }
}

/// What is being written, and what stands open around the current node.
struct Cleaner<'a, 'p> {
    dom: &'a Dom<'p>,
    blocks: &'a Blocks,
    selection: &'a Selection,
    address: &'a Address,
    contexts: &'a Contexts,
    notes: &'a Notes,
    posts: &'a Posts,
    /// The posts whose first block has not been written, by that block.
    unwritten: std::collections::HashMap<BlockId, usize>,
    /// The labels of tabs that have not been written, by the first block of what they show.
    labels: std::collections::HashMap<BlockId, Vec<NodeId>>,
    figures: figure::Figures,
    headings: heading::BoldHeadings,
    anchors: link::Anchors<'p>,
    /// Over blocks: those that are kept.
    kept: Sums,
    /// How many kept blocks stand directly in each list item, cell and the like.
    holders: std::collections::HashMap<NodeId, u32>,
    open: Vec<(NodeId, Shape)>,
    builder: Builder,
    converter: tex::Converter,
    positions: Vec<usize>,
    next_block: BlockId,
    /// Notes in a line whose paragraph has not ended, and how many there were so far.
    pending: Vec<note::Pending>,
    notes_in_lines: usize,
}

impl<'a, 'p> Cleaner<'a, 'p> {
    fn new(page: Page<'a, 'p>) -> Self {
        let Page { dom, contexts, blocks, notes, posts, selection, address } = page;
        let mut holders = std::collections::HashMap::new();
        for (at, block) in blocks.list.iter().enumerate().filter(|(at, _)| selection.keeps(*at)) {
            if block.kind == Kind::Text || figure::is_in_caption(dom, blocks, at) {
                let holder = std::iter::once(block.container)
                    .chain(dom.ancestors(block.container))
                    .find(|&node| shape::holds_text(dom.tag(node)));
                if let Some(holder) = holder {
                    *holders.entry(holder).or_default() += 1;
                }
            }
        }
        Cleaner {
            dom,
            blocks,
            selection,
            address,
            contexts,
            notes,
            posts,
            unwritten: post::firsts(dom, posts, blocks, selection),
            labels: tab::firsts(dom, blocks, contexts, selection),
            figures: figure::Figures::of(dom, blocks, contexts, selection, address),
            headings: heading::BoldHeadings::of(dom, blocks, contexts, selection),
            anchors: link::Anchors::of(dom, blocks, selection, address),
            kept: Sums::of((0..blocks.list.len()).map(|at| u32::from(selection.keeps(at)))),
            holders,
            open: Vec::new(),
            builder: Builder::default(),
            converter: tex::Converter::default(),
            positions: vec![0; blocks.list.len()],
            next_block: 0,
            pending: Vec::new(),
            notes_in_lines: 0,
        }
    }

    fn walk(&mut self) {
        let mut id = 1;
        while id < self.dom.len() {
            while self.open.last().is_some_and(|&(node, _)| id >= self.dom.node(node).end) {
                self.open.pop();
            }
            self.pass_blocks(id);
            id = self.visit(id);
        }
        self.pass_blocks(self.dom.len());
        self.write_notes();
    }

    /// Notes where the blocks stand that begin before a node.
    fn pass_blocks(&mut self, id: NodeId) {
        while self.blocks.list.get(self.next_block).is_some_and(|block| block.nodes.start <= id) {
            if !self.pending.is_empty() {
                self.write_notes();
            }
            self.positions[self.next_block] = self.builder.len();
            self.write_head(self.next_block);
            self.write_labels(self.next_block);
            self.next_block += 1;
        }
    }

    /// The kept block that a node is in.
    fn kept_block(&self, id: NodeId) -> Option<BlockId> {
        let at = self.next_block.checked_sub(1)?;
        let block = self.blocks.list.get(at)?;
        (block.nodes.contains(&id) && self.selection.keeps(at)).then_some(at)
    }

    /// Writes what a node gives and returns the next one to look at.
    fn visit(&mut self, id: NodeId) -> NodeId {
        let (tag, end) = (self.dom.tag(id), self.dom.node(id).end);
        match tag {
            _ if self.contexts.is_unread(id) || self.contexts.is_unseen(id) => {
                if self.dom.parts_words(id) {
                    self.builder.space();
                }
                return end;
            }
            Tag::Text => self.text(id),
            _ if note::is_inline(self.dom, id) => {
                // A paragraph that begins with its note has not been passed.
                let own = self.blocks.around(self.dom, id);
                self.pass_blocks(own.map_or(id, |block| self.blocks.list[block].nodes.start));
                if let Some(block) = own.filter(|&block| self.selection.keeps(block)) {
                    self.mark(id, block);
                }
                return end;
            }
            Tag::Br => self.line_break(id),
            Tag::Hr => self.rule(id),
            _ if self.contexts.is_listing(self.dom, id) => return self.preformatted(id),
            _ if self.contexts.is_media(self.dom, id) => {
                self.media(id);
                return end;
            }
            _ => {
                if self.dom.parts_words(id) {
                    self.builder.space();
                }
                let shape = shape::of(self, id);
                let forced = matches!(&shape, Shape::Cell(..)) && self.keeps_table(id);
                if !matches!(shape, Shape::None) {
                    self.open.push((id, shape));
                }
                if forced {
                    // A cell is written even when it is empty: the columns hang on it.
                    let path = self.structure();
                    self.builder.open(path);
                }
            }
        }
        id + 1
    }

    /// Whether nothing is kept before an element.
    fn begins_with(&self, id: NodeId) -> bool {
        self.kept.over(0..self.blocks.inside(self.dom, id).start) == 0
    }

    /// Whether an element is a table of data or a part of one.
    fn in_data_table(&self, id: NodeId) -> bool {
        let table = std::iter::once(id).chain(self.dom.ancestors(id)).find(|&node| self.dom.tag(node) == Tag::Table);
        table.is_some_and(|table| self.contexts.is_data_table(table))
    }

    /// Whether anything of the table around a cell is kept.
    fn keeps_table(&self, cell: NodeId) -> bool {
        let table = self.dom.ancestors(cell).find(|&node| self.dom.tag(node) == Tag::Table);
        table.is_some_and(|table| self.kept.over(self.blocks.inside(self.dom, table)) > 0)
    }

    fn text(&mut self, id: NodeId) {
        let Some(block) = self.kept_block(id) else { return };
        let Some(text) = self.dom.text(id) else { return };
        if self.is_permalink(id, text) {
            return;
        }
        if self.notes.is_back_matter(self.dom, id) {
            if text.contains(crate::text::is_space) {
                self.builder.space();
            }
            return;
        }
        let text = self.notes.without_brackets(id, text);
        let pieces = if self.reads_tex() { tex::pieces(text) } else { vec![Piece::Text(text)] };
        for piece in pieces {
            match piece {
                Piece::Text(text) => {
                    let path = self.path(block);
                    self.builder.text(block, path, text);
                }
                Piece::Formula(formula) => self.formula(block, formula),
            }
        }
    }

    /// Whether TeX in a text is shown as formulas here.
    fn reads_tex(&self) -> bool {
        let is_code = |shape: &Shape| matches!(shape, Shape::Inline("code" | "kbd" | "samp", _));
        self.contexts.is_tex_in_text() && !self.open.iter().any(|(_, shape)| is_code(shape))
    }

    /// The mark behind a heading that links to it: "#", "¶".
    fn is_permalink(&self, id: NodeId, text: &str) -> bool {
        let in_heading = self.open.iter().any(|(node, _)| self.dom.tag(*node).heading_level().is_some());
        let is_word = |text: &str| text.chars().any(char::is_alphanumeric);
        let around = self.contexts.around(id);
        in_heading
            && around.link_is_local
            && !text.chars().any(|character| character.is_alphanumeric() || crate::text::is_space(character))
            && around.link.is_none_or(|link| self.dom.text_up_to(link, MARK).is_some_and(|text| !is_word(&text)))
    }

    fn line_break(&mut self, id: NodeId) {
        if let Some(block) = self.kept_block(id)
            && id > self.blocks.list[block].nodes.start
        {
            self.builder.line_break();
        }
    }

    fn rule(&mut self, id: NodeId) {
        let parent = self.blocks.inside(self.dom, self.dom.node(id).parent);
        let before = self.kept.over(parent.start..self.next_block.max(parent.start)) > 0;
        let after = self.selection.keeps(self.next_block);
        // What parts notes from the text is the view's to say.
        let notes =
            self.blocks.list.get(self.next_block).is_some_and(|next| self.notes.is_in_note(self.dom, next.container));
        if before && after && !notes && self.dom.node(id).parent != 0 {
            let path = self.structure();
            self.builder.rule(id, path);
        }
    }

    fn preformatted(&mut self, id: NodeId) -> NodeId {
        let end = self.dom.node(id).end;
        let inside = self.blocks.inside(self.dom, id);
        if let Some(block) = inside.clone().find(|&block| self.selection.keeps(block)) {
            self.positions[block] = self.builder.len();
            self.write_head(block);
            self.write_labels(block);
            let mut path = self.structure();
            path.push(Step::new(Key::Node(id), "pre"));
            path.push(Step::with(Key::Inside(id), "code", code::language_attribute(self.dom, self.contexts, id)));
            for (text, link) in code::listing(self.dom, self.contexts, id).pieces() {
                let link = link.and_then(|link| link::step(self, link));
                self.builder.verbatim(block, path.iter().cloned().chain(link).collect(), text);
            }
        }
        self.next_block = self.next_block.max(inside.end);
        end
    }

    fn media(&mut self, id: NodeId) {
        let Some(block) = self.kept_block(id) else { return };
        let alone = self.blocks.list[block].kind == Kind::Media;
        // What stands by itself was judged as a block.
        if !alone && self.contexts.is_skipped(id) {
            return;
        }
        if let Some(formula) = self.contexts.formula(id) {
            let mut formula = formula.clone();
            let holder = self.dom.tag(self.blocks.list[block].container);
            formula.is_display |= alone && self.dom.tag(id) == Tag::Img && !shape::holds_text(holder);
            return self.formula(block, formula);
        }
        if let Some(sign) = image::sign(self.dom, id).filter(|_| !alone) {
            let path = self.path(block);
            return self.builder.text(block, path, sign);
        }
        let steps = media_steps(self.dom, self.address, id, alone);
        let Some(steps) = steps.filter(|_| !self.figures.is_repeated(id)) else { return };
        let mut path = if alone { self.structure() } else { self.path(block) };
        if alone {
            figure::wrap(&mut path, self.figure_key(block, id));
            path.extend(self.inlines());
        }
        self.builder.media(block, path, steps);
    }

    /// The figure of what stands alone: pictures side by side share one, but not the players of which each is a link.
    /// The caption behind them is the last one's.
    fn figure_key(&self, block: BlockId, id: NodeId) -> Key {
        let is_last = self.blocks.list[block].nodes.clone().next_back() == Some(id);
        if is_last || self.dom.tag(id) == Tag::Img { Key::Figure(block) } else { Key::Inside(id) }
    }

    /// Writes a formula: in its line, or as a block of its own where there is a place for one.
    fn formula(&mut self, block: BlockId, mut formula: Formula) {
        let path = self.path(block);
        formula.is_display &= !path.iter().any(|step| shape::is_one_line(step.tag) || step.tag == "figcaption");
        match formula::elements(self.dom, &formula, &mut self.converter) {
            Some(elements) if formula.is_display => {
                let structure = self.structure();
                self.builder.display(block, structure, elements);
            }
            Some(elements) => self.builder.inline(block, path, elements),
            None => self.builder.text(block, path, formula.tex.as_deref().unwrap_or_default()),
        }
    }

    /// The steps to a block's text: structure, paragraph, inline elements.
    fn path(&self, block: BlockId) -> Vec<Step> {
        let mut path = self.structure();
        if let Some(level) = self.headings.level(block) {
            path.push(Step::new(Key::Block(block), level));
            return path;
        }
        self.figures.caption(&mut path, block);
        let holder = self.open.iter().rev().find(|(_, shape)| shape.holds_text()).map(|&(node, _)| node);
        let holds = path.last().is_some_and(|step| shape::name_holds_text(step.tag));
        let shared = holder.is_some_and(|holder| self.holders.get(&holder).is_some_and(|&count| count > 1))
            || self.figures.is_parted(block);
        let one_line = path.last().is_some_and(|step| shape::is_one_line(step.tag));
        // An item of no list is not written, and what held its text does not part it from the next.
        let is_other = |step: &Step| matches!(step.key, Key::Node(node) if Some(node) != holder);
        let is_loose = path.last().is_some_and(is_other);
        // The link to what plays elsewhere stands right in its figure, as we write it.
        let is_link = path.last().is_some_and(|step| step.tag == "figure")
            && self.dom.tag(self.blocks.list[block].container) == Tag::Figure
            && self.blocks.link_density(&(block..block + 1)) == 1.0;
        if !is_link && (!holds || ((shared || is_loose) && !one_line)) {
            let mut attributes = self.anchors.of_block(self.dom, self.blocks, block);
            let around = self.open.iter().rev().take_while(|(node, shape)| shape.structure(*node).is_none());
            around.for_each(|(_, shape)| shape.lend_language(&mut attributes));
            path.push(Step::with(Key::Block(block), "p", attributes));
        }
        callout::title(self, &mut path, block);
        let heading =
            path.last().is_some_and(|step| is_bold(step.tag) || matches!(step.tag.as_bytes(), [b'h', b'1'..=b'6']));
        path.extend(self.inlines().into_iter().filter(|step| !(heading && is_bold(step.tag))));
        path
    }

    /// The elements of structure around the current node, made to fit into each other.
    fn structure(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        let mut language = Attributes::default();
        for (node, shape) in &self.open {
            let Some(mut step) = shape.structure(*node) else {
                let inherited = std::mem::take(&mut language);
                shape.lend_language(&mut language);
                Shape::Language(inherited).lend_language(&mut language);
                continue;
            };
            Shape::Language(std::mem::take(&mut language)).lend_language(&mut step.attributes);
            let parent = steps.last().map(|step| step.tag);
            if steps.len() >= builder::DEEPEST || parent.is_some_and(shape::is_one_line) {
                break;
            }
            if shape::fits(step.tag, parent) {
                steps.push(step);
            }
        }
        // A list or table row without an item has no place for text.
        while steps.last().is_some_and(|step| shape::needs_children(step.tag)) {
            steps.pop();
        }
        steps
    }

    /// The inline elements around the current node, each kind once but what is said within something said.
    fn inlines(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (node, shape) in &self.open {
            if let Shape::Inline(tag, attributes) = shape
                && (*tag == "q" || !steps.iter().any(|step| step.tag == *tag))
            {
                steps.push(Step::with(Key::Node(*node), tag, attributes.clone()));
            }
        }
        // A link back from a note is a sign of its own kind, however it was set.
        if let Some(back) = steps.iter().position(|step| step.attributes.get("role") == Some("doc-backlink")) {
            return vec![steps.swap_remove(back)];
        }
        steps
    }
}

fn is_bold(tag: &str) -> bool {
    matches!(tag, "b" | "strong")
}

/// The elements that show or play something, as depth, name and attributes; nothing when there is none worth it.
fn media_steps(dom: &Dom<'_>, address: &Address, id: NodeId, alone: bool) -> Option<Elements> {
    match dom.tag(id) {
        Tag::Video | Tag::Audio | Tag::Iframe | Tag::Object | Tag::Embed => embed::steps(dom, address, id),
        _ => image::steps(dom, address, id, alone),
    }
}
