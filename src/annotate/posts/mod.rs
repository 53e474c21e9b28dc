//! Find the posts of a conversation: who wrote each, when, and which blocks are its text.

mod authors;
mod bodies;
mod class_words;
mod likeness;
mod regions;
mod thread;
mod times;

use std::collections::HashSet;

use super::{BlockId, Blocks, Contexts, Surroundings};
use crate::page::{Dom, NodeId};
use class_words::ClassWords;
use likeness::Likeness;
use thread::Thread;
pub use times::Time;

/// The posts of a page, if what it is for is what people wrote to each other; none on any other page.
#[derive(Default)]
pub struct Posts {
    list: Vec<Post>,
    /// Who is named first, above a post or not.
    starter: Option<String>,
    /// By block.
    parts: Vec<Option<Part>>,
    around: HashSet<NodeId>,
}

/// One post.
pub struct Post {
    /// The element that names its author.
    pub author: NodeId,
    /// The author's name.
    pub name: String,
    /// When it was written.
    pub time: Option<Time>,
}

/// What a block is to the posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Part of this post's text.
    Text(usize),
    /// In this post, whose text was not told from what stands around it.
    Perhaps(usize),
    /// In a post and not its text, or between posts.
    Furniture,
}

impl Posts {
    /// Finds the posts. The scores say how likely each block is kept.
    pub fn of(
        dom: &Dom<'_>,
        blocks: &Blocks,
        contexts: &Contexts,
        surroundings: &Surroundings,
        scores: &[f32],
    ) -> Self {
        let classes = ClassWords::of(dom);
        let groups = authors::find(dom, blocks, contexts, &classes);
        if groups.is_empty() {
            return Posts::default();
        }
        let times = times::find(dom, blocks, contexts, &classes);
        let page = Page { dom, blocks, contexts, classes: &classes, likeness: &Likeness::of(dom, &classes) };
        let threads = groups.iter().filter_map(|(sign, authors)| {
            let weight = if sign.is_telling() { 1.0 } else { VAGUE };
            let thread = Thread::of(&page, authors, &times)?;
            thread.is_the_page(&page, surroundings, scores).then_some((thread.words as f32 * weight, thread))
        });
        let threads: Vec<(f32, Thread)> = threads.collect();
        let most = threads.iter().map(|&(words, _)| words).fold(0.0, f32::max);
        let best = threads.into_iter().find(|&(words, _)| words >= NEARLY * most).map(|(_, thread)| thread);
        best.map(|thread| thread.posts(&page)).unwrap_or_default()
    }

    /// What a block is to the posts.
    pub fn part(&self, block: BlockId) -> Option<Part> {
        self.parts.get(block).copied().flatten()
    }

    /// The posts, in order.
    pub fn list(&self) -> &[Post] {
        &self.list
    }

    /// The first post, if it is by the first who is named: else what the thread is about may be somebody else's.
    pub fn opening(&self) -> Option<&Post> {
        self.list.first().filter(|post| self.starter.as_ref() == Some(&post.name))
    }

    /// Whether an element is around whole posts: a list or a table of posts is none of what they say.
    pub fn is_around(&self, node: NodeId) -> bool {
        self.around.contains(&node)
    }
}

/// The share of the words in the posts of the best thread from which on a more telling kind of name is preferred.
const NEARLY: f32 = 0.97;
/// What the words of a thread count for that is found by names which are said of much else.
const VAGUE: f32 = 0.5;

/// What posts are looked for in.
struct Page<'a, 'p> {
    dom: &'a Dom<'p>,
    blocks: &'a Blocks,
    contexts: &'a Contexts,
    classes: &'a ClassWords,
    likeness: &'a Likeness,
}
