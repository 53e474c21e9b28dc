//! Put a thread together from those who are named in it, and judge whether it is what the page is for.

use std::collections::HashSet;
use std::ops::Range;

use super::authors::{Author, is_of_comment};
use super::bodies::{self, Body};
use super::regions::{self, Region};
use super::times::Time;
use super::{Page, Part, Post, Posts};
use crate::annotate::conversation::{are_story, words_of};
use crate::annotate::{Block, BlockId, Surroundings};
use crate::page::NodeId;
use crate::text::fold;

/// Posts from which on they are a thread, and people.
const FEWEST: usize = 2;
/// People up to whom their names are compared.
const FEW: usize = 8;
/// The score from which on a text is likely to be kept.
const LIKELY: f32 = 0.5;
/// The share of a thread's words from which on one post is all of it.
const ALL: f32 = 0.9;
/// Letters of the shortest headline.
const HEADLINE: usize = 12;

/// Posts that are found by one kind of name.
pub(super) struct Thread {
    posts: Vec<Found>,
    /// Who is named first, above a post or not.
    starter: Option<String>,
    /// Words of running text in the posts.
    pub(super) words: u32,
}

/// A post as it was found.
struct Found {
    region: Region,
    time: Option<Time>,
    body: Body,
}

impl Thread {
    /// The thread of those who are named, if it has posts and most of them say when they were written.
    pub(super) fn of(page: &Page<'_, '_>, authors: &[Author], times: &[Time]) -> Option<Self> {
        let regions = regions::find(page, authors);
        let starter = regions.first().map(|region| region.author.name.clone());
        let times: Vec<Option<Time>> = regions.iter().map(|region| time_of(page, times, region)).collect();
        let placed: Vec<(&Region, Option<NodeId>)> =
            regions.iter().zip(&times).map(|(region, time)| (region, time.as_ref().map(|time| time.node))).collect();
        let bodies = bodies::find(page, &placed);
        let sure = bodies.iter().filter(|body| body.is_sure).count();
        // Above the first post its author may be named as the one who began the thread.
        let is_headless = bodies.first().is_some_and(|body| !body.is_sure && sure * 2 > bodies.len());
        let found = regions.into_iter().zip(times).zip(bodies).skip(usize::from(is_headless));
        let is_said = |body: &Body| body.blocks.iter().any(|&at| page.blocks.list[at].words > 0);
        let found = found.map(|((region, time), body)| Found { region, time, body });
        let posts: Vec<Found> = found.filter(|found| is_said(&found.body)).collect();
        let words = posts.iter().map(|post| words(page, &post.body, true)).sum();
        let dated = posts.iter().filter(|post| post.time.is_some()).count();
        (posts.len() >= FEWEST && dated * 2 >= posts.len()).then_some(Thread { posts, starter, words })
    }

    /// Whether the posts are what the page is for, rather than comments on it or the beginnings of stories.
    pub(super) fn is_the_page(&self, page: &Page<'_, '_>, surroundings: &Surroundings, scores: &[f32]) -> bool {
        self.people() >= FEWEST
            && self.has_most(page, surroundings, scores)
            && !self.is_one(page)
            && !self.lists_stories(page)
    }

    /// How many people wrote the posts. Where they are few, "More about Ada Brill" and "Ada Brill" are one.
    fn people(&self) -> usize {
        let names: HashSet<String> = self.posts.iter().map(|post| fold(&post.region.author.name)).collect();
        let repeats = |name: &&String| names.iter().any(|other| other != *name && name.contains(other.as_str()));
        if names.len() > FEW { names.len() } else { names.iter().filter(|name| !repeats(name)).count() }
    }

    /// Whether most of the page's running text is in posts that are built alike. What is likely to be left out does not
    /// count, nor do signatures, nor comments on a question or an answer.
    fn has_most(&self, page: &Page<'_, '_>, surroundings: &Surroundings, scores: &[f32]) -> bool {
        let bodies: Vec<&Body> = self.posts.iter().map(|post| &post.body).collect();
        let alike = bodies::alike(page, &bodies);
        let inside: HashSet<BlockId> = alike.iter().flat_map(|&post| bodies[post].blocks.iter().copied()).collect();
        let regions = self.posts.iter().map(|post| &post.region);
        let furniture: HashSet<BlockId> = regions.flat_map(|region| bodies::furniture(page, region)).collect();
        let is_likely = |at: BlockId| scores[at] >= LIKELY && !surroundings.features[at].teaser;
        let is_aside = |at: BlockId| furniture.contains(&at) || is_of_comment(page.dom, page.blocks.list[at].container);
        let counts = |at: &BlockId| page.blocks.list[*at].is_long() && is_likely(*at) && !is_aside(*at);
        let texts = (0..page.blocks.list.len()).filter(counts);
        let (own, others): (Vec<BlockId>, Vec<BlockId>) = texts.partition(|at| inside.contains(at));
        alike.len() >= FEWEST
            && words_of(page.blocks, &own) > words_of(page.blocks, &others)
            && !are_story(page.dom, page.blocks, &others)
    }

    /// Whether one of the posts is nearly all there is.
    fn is_one(&self, page: &Page<'_, '_>) -> bool {
        let words: Vec<u32> = self.posts.iter().map(|post| words(page, &post.body, false)).collect();
        let all: u32 = words.iter().sum();
        words.iter().any(|&one| one as f32 > ALL * all as f32)
    }

    /// Whether most posts have a headline of their own above their text, which leads to a whole story.
    fn lists_stories(&self, page: &Page<'_, '_>) -> bool {
        let headlines: HashSet<String> = self.posts.iter().filter_map(|post| headline(page, post)).collect();
        headlines.len() * 2 > self.posts.len()
    }

    /// The posts for the rest of the engine.
    pub(super) fn posts(self, page: &Page<'_, '_>) -> Posts {
        let parts = self.parts(page);
        let mut around = HashSet::new();
        for author in self.posts.iter().map(|post| post.region.author.node) {
            page.dom.ancestors(author).take_while(|&node| around.insert(node)).for_each(drop);
        }
        let starter = self.starter;
        let list = self.posts.into_iter().map(|Found { region, time, .. }| Post {
            author: region.author.node,
            name: region.author.name,
            time,
        });
        Posts { list: list.collect(), starter, parts, around }
    }

    /// What each block is to the posts. Long texts between posts are nobody's furniture.
    fn parts(&self, page: &Page<'_, '_>) -> Vec<Option<Part>> {
        let mut parts = vec![None; page.blocks.list.len()];
        let ends = self.posts.first().zip(self.posts.last());
        let all: Range<NodeId> = ends.map_or(0..0, |(first, last)| first.region.nodes.start..last.region.nodes.end);
        for at in page.blocks.within(all).filter(|&at| !page.blocks.list[at].is_long()) {
            parts[at] = Some(Part::Furniture);
        }
        for (at, post) in self.posts.iter().enumerate() {
            parts[page.blocks.within(post.region.nodes.clone())].fill(Some(Part::Furniture));
            let part = if post.body.is_sure { Part::Text(at) } else { Part::Perhaps(at) };
            post.body.blocks.iter().for_each(|&block| parts[block] = Some(part));
        }
        parts
    }
}

/// The words of a post's text, without what is quoted from a program, or of its running text only.
fn words(page: &Page<'_, '_>, body: &Body, only_long: bool) -> u32 {
    let blocks = body.blocks.iter().map(|&at| &page.blocks.list[at]);
    let counts = |block: &&Block| match only_long {
        true => block.is_long(),
        false => !page.contexts.is_listing(page.dom, block.container),
    };
    blocks.filter(counts).map(|block| block.words).sum()
}

/// When a post was written: the surest of the times in it that stands nearest to the author's name.
fn time_of(page: &Page<'_, '_>, times: &[Time], region: &Region) -> Option<Time> {
    let first = times.partition_point(|time| time.node < region.nodes.start);
    let inside = times.iter().skip(first).take_while(|time| time.node < region.nodes.end);
    let author = region.author.node;
    let distance = |time: &Time| match time.node.checked_sub(author) {
        Some(behind) => behind.saturating_sub(page.dom.node(author).end - author),
        None => author.saturating_sub(page.dom.node(time.node).end),
    };
    inside.min_by_key(|time| (std::cmp::Reverse(time.sort), distance(time), time.text.len())).cloned()
}

/// What is said in a link above a post's text besides who wrote it and when, without "Re:": in letters.
fn headline(page: &Page<'_, '_>, post: &Found) -> Option<String> {
    let first = post.body.blocks.first().copied()?;
    let above = page.blocks.within(post.region.nodes.clone()).start..first;
    let known = [Some(post.region.author.name.as_str()), post.time.as_ref().map(|time| time.text.as_str())];
    let rest = |at: BlockId| {
        let text = fold(&page.blocks.list[at].text(page.dom));
        let text = known.iter().flatten().fold(text, |text, known| text.replace(&fold(known), ""));
        text.strip_prefix("re").unwrap_or(&text).replace(char::is_numeric, "")
    };
    let mut texts = above.filter(|&at| page.blocks.list[at].starts_with_link).map(rest);
    texts.find(|text| text.chars().count() >= HEADLINE)
}
