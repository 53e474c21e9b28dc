//! Drive html5ever's tokenizer and tree builder, with our limits standing between the two.

use ego_tree::Tree;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use memchr::memchr_iter;
use scraper::{Html, HtmlTreeSink, Node};

use super::attributes::cut_excess_attributes;
use super::frames;
use super::limits::LimitedSink;
use super::{mathml, posts};
use crate::{Error, Limits};

/// Each so many bytes of a page may make one node more. The densest pages have one for fifteen bytes, none of them many.
const BYTES_PER_NODE: usize = 16;

/// How much of the page is handed to the tokenizer at a time, in bytes. After each piece we look whether the page has
/// grown beyond its limits, so a piece is small beside what one node costs and large beside the price of the look.
const PIECE: usize = 16 * 1024;

/// Parses a whole document.
///
/// Broken HTML is not an error: the tree is what a browser would build, but for what [`Limits`] holds back.
///
/// # Errors
/// [`Error::TooLarge`] for more bytes than `limits.bytes`, [`Error::TooComplex`] when so few bytes ask for so many
/// nodes, or so many steps, that the page can only be made to exhaust its reader.
pub fn parse(html: &str, limits: &Limits) -> Result<Html, Error> {
    let mut steps = limits.steps;
    let mut page = parse_document(html, limits, &mut steps)?;
    frames::fill(&mut page, limits, &mut steps)?;
    mathml::fill(&mut page, limits, &mut steps)?;
    posts::link(&mut page);
    Ok(page)
}

/// Parses a document, and leaves its frames alone. What it costs is taken off `steps`.
pub(super) fn parse_document(html: &str, limits: &Limits, steps: &mut usize) -> Result<Html, Error> {
    if html.len() > limits.bytes {
        return Err(Error::TooLarge { bytes: html.len(), limit: limits.bytes });
    }
    let html = cut_excess_attributes(html);
    let options = TreeBuilderOpts {
        // Without scripting, what stands in <noscript> is parsed: lazy images and whole forum threads live there.
        scripting_enabled: false,
        drop_doctype: true,
        ..Default::default()
    };
    let most = limits.nodes.saturating_add(html.len() / BYTES_PER_NODE);
    let mut page = Html::new_document();
    page.tree = Tree::with_capacity(Node::Document, likely_nodes(&html).min(most));
    let builder = TreeBuilder::new(HtmlTreeSink::new(page), options);
    let sink = LimitedSink::new(builder, limits, most, *steps);
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());

    let queue = BufferQueue::default();
    for piece in pieces(&html) {
        queue.push_back(StrTendril::from_slice(piece));
        // The tokenizer pauses at scripts, which we never run, and at declared encodings, which are decoded already.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.sink.check()?;
    }
    tokenizer.end();
    tokenizer.sink.check()?;
    *steps = tokenizer.sink.steps_left();
    Ok(tokenizer.sink.finish())
}

/// How many nodes a page probably has: a tag that opens an element is beside a text or two. A tree that grows as it is
/// built takes up to three times as much memory.
fn likely_nodes(html: &str) -> usize {
    let bytes = html.as_bytes();
    let opens = |&at: &usize| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    16 + 2 * memchr_iter(b'<', bytes).filter(opens).count()
}

/// Splits text into pieces of about [`PIECE`] bytes, at character boundaries.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        Some(piece)
    })
}
