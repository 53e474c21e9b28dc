//! Find what readers wrote, and tell pages whose story it is from stories with comments below.

use super::keywords::{is_comments_heading, words};
use super::{Block, BlockId, Blocks, Contexts, Group, root};
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Words of running text outside the comments from which on a page has a story that they are comments on.
const STORY: u32 = 120;
/// Sections of comments that are looked for.
const SECTIONS: usize = 8;
/// Words of the longest heading over comments.
const HEADING: u32 = 5;

/// For each block, whether it is part of comments: in a box of that name, or below a heading that says so.
pub(super) fn comments(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts) -> Vec<bool> {
    let mut comments = vec![false; blocks.list.len()];
    let total = blocks.words(&(0..blocks.list.len()));
    // Blocks only: highlighted code has comments too.
    let named = |&node: &NodeId| dom.tag(node).is_block() && contexts.groups(node).has(Group::Comments);
    for node in dom.ids().filter(named) {
        let inside = blocks.inside(dom, node);
        // Some sites say on the whole page whether it can be commented on.
        if blocks.words(&inside) < total {
            comments[inside].fill(true);
        }
    }
    // A page has one such heading, or a few; one with hundreds is not worth looking through again for each.
    let sections = (0..blocks.list.len()).filter_map(|at| Some((at, section_below(dom, blocks, at)?)));
    for (at, end) in sections.take(SECTIONS) {
        comments[at..end].fill(true);
    }
    comments
}

/// Where the comments end that a block is the heading of: at the end of the element around heading and comments.
fn section_below(dom: &Dom<'_>, blocks: &Blocks, at: BlockId) -> Option<BlockId> {
    let block = &blocks.list[at];
    let is_heading = block.words <= HEADING && (block.bold || dom.tag(block.container).heading_level().is_some());
    if !is_heading || !is_comments_heading(&fold(&block.text(dom))) {
        return None;
    }
    // There must be a story above to be commented on, and none of its headings below.
    if blocks.long_words(&(0..at)) < STORY {
        return None;
    }
    let end = blocks.beside(dom, at).end;
    let level = |at: BlockId| dom.tag(blocks.list[at].container).heading_level();
    let goes_on = (at + 1..end).any(|below| level(below).is_some_and(|below| below <= level(at).unwrap_or(6)));
    (!goes_on).then_some(end)
}

/// Whether what readers wrote is what the page is for: it says so in its data, or holds next to nothing else but the
/// beginning of a thread.
pub(super) fn is_conversation(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    teasers: &[bool],
    comments: &[bool],
) -> bool {
    let counts = |(at, block): &(usize, &Block)| {
        block.is_long() && !teasers[*at] && !root::is_furniture(contexts, block.nodes.start)
    };
    let texts = blocks.list.iter().enumerate().filter(counts).map(|(at, _)| at);
    let (written, own): (Vec<BlockId>, Vec<BlockId>) = texts.partition(|&at| comments[at]);
    words_of(blocks, &written) > words_of(blocks, &own) && !are_story(dom, blocks, &own)
}

/// Whether what stands beside what people wrote is a story that they wrote about: there is enough of it, more than the
/// beginning of a thread, and the page does not say that it is a conversation.
pub(super) fn are_story(dom: &Dom<'_>, blocks: &Blocks, texts: &[BlockId]) -> bool {
    if words_of(blocks, texts) < STORY || declares_conversation(dom) {
        return false;
    }
    let inside = in_threads(dom);
    let outside: Vec<BlockId> = texts.iter().copied().filter(|&at| !inside[blocks.list[at].container]).collect();
    words_of(blocks, &outside) >= STORY
}

pub(super) fn words_of(blocks: &Blocks, texts: &[BlockId]) -> u32 {
    texts.iter().map(|&at| blocks.list[at].words).sum()
}

/// By node: whether it stands in what calls itself a thread of a forum.
fn in_threads(dom: &Dom<'_>) -> Vec<bool> {
    let is_thread = |id: NodeId| {
        let class = dom.attribute(id, "class").unwrap_or_default();
        words(class).iter().any(|word| matches!(word.as_str(), "thread" | "forum"))
    };
    let mut inside: Vec<bool> = Vec::with_capacity(dom.len());
    for id in dom.ids() {
        let is_inside = inside.get(dom.node(id).parent).is_some_and(|&around| around) || is_thread(id);
        inside.push(is_inside);
    }
    inside
}

/// Whether the page's structured data names a thread, or a question with its answers.
fn declares_conversation(dom: &Dom<'_>) -> bool {
    let names = |text: &str| text.contains("DiscussionForumPosting") || text.contains("QAPage");
    dom.ids().any(|id| match dom.tag(id) {
        Tag::Script => dom.descendants(id).filter_map(|node| dom.text(node)).any(names),
        Tag::Text => false,
        _ => dom.attribute(id, "itemtype").is_some_and(names),
    })
}
