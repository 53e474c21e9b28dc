//! Tell pages whose story is a conversation from stories with comments below.

use super::{Block, Blocks, Contexts, Group, root};
use crate::page::{Dom, Tag};

/// Words of running text outside the comments from which on a page has a story that they are comments on.
const STORY: u32 = 120;

/// Whether what readers wrote is what the page is for: it says so in its data, or holds next to nothing else.
pub(super) fn is_conversation(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, teasers: &[bool]) -> bool {
    let mut comments = vec![false; blocks.list.len()];
    for node in dom.ids().filter(|&node| contexts.groups(node).has(Group::Comments)) {
        comments[blocks.inside(dom, node)].fill(true);
    }
    let words = |of_comments: bool| -> u32 {
        let counts = |at: usize, block: &Block| {
            block.is_long()
                && comments[at] == of_comments
                && !teasers[at]
                && !root::is_furniture(contexts, block.nodes.start)
        };
        blocks.list.iter().enumerate().filter(|(at, block)| counts(*at, block)).map(|(_, block)| block.words).sum()
    };
    words(true) > words(false) && (words(false) < STORY || declares_conversation(dom))
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
