//! Keep a story's headings in order, and know them when they are only bold lines.

use std::collections::HashSet;

use crate::annotate::{Block, BlockId, Blocks, Contexts, Kind, is_callout};
use crate::article::{ContentNode, Heading};
use crate::page::{Dom, Tag};
use crate::select::Selection;

/// Words of the longest bold line that is taken for a heading.
const LONGEST: u32 = 14;

/// Elements around a line, itself among them, that may be a box which it is the title of.
const NEAR: usize = 5;

/// Bold lines that head what follows, in a story that has no headings in its markup.
pub(super) struct BoldHeadings {
    blocks: HashSet<BlockId>,
}

impl BoldHeadings {
    pub(super) fn of(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, selection: &Selection) -> Self {
        let kept = || (0..blocks.list.len()).filter(|&at| selection.keeps(at));
        let is_heading = |at: BlockId| dom.heading_around(blocks.list[at].container).is_some();
        let found = if kept().any(is_heading) {
            HashSet::new()
        } else {
            let order: Vec<BlockId> = kept().collect();
            let pairs = order.iter().zip(order.iter().skip(1));
            let stands_free = |at: BlockId| stands_free(dom, contexts, &blocks.list[at]);
            pairs.filter(|&(&at, &next)| heads(blocks, at, next) && stands_free(at)).map(|(&at, _)| at).collect()
        };
        BoldHeadings { blocks: found }
    }

    /// The heading that a block is to be written as.
    pub(super) fn level(&self, block: BlockId) -> Option<&'static str> {
        self.blocks.contains(&block).then_some("h2")
    }
}

fn heads(blocks: &Blocks, at: BlockId, next: BlockId) -> bool {
    let (line, below) = (&blocks.list[at], &blocks.list[next]);
    let own_line = line.kind == Kind::Text && line.bold && line.words <= LONGEST && !line.ends_sentence;
    own_line && !line.ends_colon && !below.bold && below.words > line.words
}

/// Not in a list, a quote, a caption, the cell of a table with data or a box with a title of its own.
fn stands_free(dom: &Dom<'_>, contexts: &Contexts, block: &Block) -> bool {
    let inside = |tag| matches!(tag, Tag::Li | Tag::Blockquote | Tag::Figcaption | Tag::Dl | Tag::Th | Tag::Pre);
    let around = || std::iter::once(block.container).chain(dom.ancestors(block.container));
    let holds = |node| inside(dom.tag(node)) || contexts.is_data_table(node);
    !around().any(holds) && !around().take(NEAR).any(|node| is_callout(dom, node))
}

/// Renames headings so that the highest is h2 and no level is skipped.
pub(super) fn close_gaps(content: &mut [ContentNode]) {
    let mut used = [false; 7];
    for level in content.iter().filter_map(level_of) {
        used[usize::from(level)] = true;
    }
    let mut renamed = [0u8; 7];
    let mut next = 2;
    for level in 1..7 {
        if used[level] {
            renamed[level] = next;
            next = (next + 1).min(6);
        }
    }
    for node in content {
        if let Some(level) = level_of(node)
            && let ContentNode::Element { tag, .. } = node
        {
            *tag = format!("h{}", renamed[usize::from(level)]);
        }
    }
}

fn level_of(node: &ContentNode) -> Option<u8> {
    match node {
        ContentNode::Element { tag, .. } => match tag.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        },
        ContentNode::Text { .. } => None,
    }
}

/// Lists the headings of a tree.
pub(super) fn outline(content: &[ContentNode]) -> Vec<Heading> {
    let mut outline = Vec::new();
    for (at, node) in content.iter().enumerate() {
        let (Some(level), ContentNode::Element { depth, .. }) = (level_of(node), node) else { continue };
        let inside = content.iter().skip(at + 1).take_while(|node| node.depth() > *depth);
        let text = inside.filter_map(ContentNode::as_text).collect::<String>();
        outline.push(Heading { level, text, node: at });
    }
    outline
}
