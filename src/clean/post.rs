//! Write over each post of a conversation who wrote it, and when.

use std::collections::HashMap;

use super::Cleaner;
use super::builder::{Key, Step};
use crate::annotate::{BlockId, Blocks, Part, Posts};
use crate::article::Attributes;
use crate::page::Dom;
use crate::select::Selection;

/// The first kept block of each post whose own line on its author is not kept, with the post.
pub(super) fn firsts(dom: &Dom<'_>, posts: &Posts, blocks: &Blocks, selection: &Selection) -> HashMap<BlockId, usize> {
    let line = |post: usize| blocks.around(dom, posts.list().get(post)?.author);
    let is_named = |post| line(post).is_some_and(|at| selection.keeps(at));
    let mut firsts = HashMap::new();
    let mut last = None;
    for at in (0..blocks.list.len()).filter(|&at| selection.keeps(at)) {
        if let Some(Part::Text(post) | Part::Perhaps(post)) = posts.part(at)
            && last.replace(post) != Some(post)
            && !is_named(post)
        {
            firsts.insert(at, post);
        }
    }
    firsts
}

impl Cleaner<'_, '_> {
    /// Writes the head of the post whose text begins with a block.
    pub(super) fn write_head(&mut self, block: BlockId) {
        let Some(post) = self.unwritten.remove(&block).and_then(|post| self.posts.list().get(post)) else { return };
        let line = Step::new(Key::Head(block), "p");
        self.builder.part();
        let author = Step::new(Key::Node(post.author), "strong");
        self.builder.text(block, vec![line.clone(), author], &post.name);
        if let Some(time) = &post.time {
            self.builder.text(block, vec![line.clone()], ", ");
            let exact = time.exact.iter().map(|exact| ("datetime".to_owned(), exact.clone()));
            let time_step = Step::with(Key::Node(time.node), "time", Attributes(exact.collect()));
            self.builder.text(block, vec![line, time_step], &time.text);
        }
        self.builder.part();
    }
}
