//! Hold back what would make the tree builder slow or large: the wall between tokenizer and tree builder.
//!
//! The algorithms of the HTML standard are quadratic or worse in the depth of open elements, in the number of
//! unclosed formatting elements and in the attributes of a tag, and they let a few bytes ask for millions of nodes.
//! Everything here only ever leaves out tags; text always gets through.

use std::cell::{Cell, RefCell};

use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{LocalName, local_name};
use scraper::{Html, HtmlTreeSink};

use super::mathml::sets_tex_up;
use crate::{Error, Limits};

/// Elements of text level may stand this much deeper than wrappers, so that the paragraphs of a story under hundreds
/// of wrappers are still told apart.
const CONTENT_HEADROOM: usize = 16;

/// How much more than twice as many elements as were counted may be open, for all that is known, until they are counted
/// again. The less, the better is known what a tag costs; the more, the less does counting.
const UNCOUNTED: usize = 16;

/// `<html>` and `<body>` tags after the first merge their attributes into it, at a cost that grows with what is there.
const REPEATED_ROOTS: usize = 8;

type Builder = TreeBuilder<<HtmlTreeSink as TreeSink>::Handle, HtmlTreeSink>;

/// A token sink that forwards to the tree builder what the limits allow.
pub(super) struct LimitedSink {
    builder: Builder,
    limits: Limits,
    most_nodes: usize,
    /// At least as many as are really open: an end tag may end none. Counted exactly, by asking the builder, now and then.
    open: Cell<usize>,
    /// From so many on, they are counted again.
    doubtful: Cell<usize>,
    formatting: Cell<usize>,
    /// The builder has been given a tag since it was last counted.
    stale: Cell<bool>,
    roots: Cell<usize>,
    templates: Cell<usize>,
    /// At least as many as the builder's list of formatting elements has marks in it. Some stay there for good.
    marks: Cell<usize>,
    /// How many the builder may still take.
    steps: Cell<usize>,
    /// Inside a script or style whose text nobody needs.
    swallowing: Cell<bool>,
    /// Inside a `<noscript>`.
    noscript: Cell<bool>,
}

impl LimitedSink {
    /// A sink that lets through what makes about so many nodes, and takes so many steps, at most.
    pub(super) fn new(builder: Builder, limits: &Limits, most_nodes: usize, steps: usize) -> Self {
        LimitedSink {
            builder,
            limits: limits.clone(),
            most_nodes,
            open: Cell::new(0),
            doubtful: Cell::new(UNCOUNTED),
            formatting: Cell::new(0),
            stale: Cell::new(true),
            roots: Cell::new(0),
            templates: Cell::new(0),
            marks: Cell::new(0),
            steps: Cell::new(steps),
            swallowing: Cell::new(false),
            noscript: Cell::new(false),
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        if self.is_full() { Err(Error::TooComplex) } else { Ok(()) }
    }

    pub(super) fn steps_left(&self) -> usize {
        self.steps.get()
    }

    /// Whether there are more nodes than may be, or no steps left.
    fn is_full(&self) -> bool {
        self.steps.get() == 0 || self.builder.sink.0.borrow().tree.values().len() > self.most_nodes
    }

    /// Pays for a look at each open element, and at so many more things.
    fn spend(&self, more: usize) {
        self.steps.set(self.steps.get().saturating_sub(self.open.get()).saturating_sub(more));
    }

    /// Notes what may leave a mark in the list of formatting elements: the end of a cell or template takes one of them out,
    /// however many of these it ends.
    fn note_mark(&self, name: &LocalName) {
        if *name == local_name!("template") {
            self.templates.set(self.templates.get() + 1);
        }
        if leaves_mark(name) || (self.templates.get() > 0 && is_cell(name)) {
            self.marks.set(self.marks.get() + 1);
        }
    }

    pub(super) fn finish(self) -> Html {
        self.builder.sink.finish()
    }

    /// Whether a start tag may reach the builder.
    fn admits(&self, tag: &Tag) -> bool {
        if is_void(&tag.name) {
            return true;
        }
        if is_raw_text(&tag.name) && !self.adjusted_current_node_present_but_not_in_html_namespace() {
            // It holds text alone, and the tokenizer must learn from the builder that it does.
            return true;
        }
        if matches!(tag.name, local_name!("html") | local_name!("body")) {
            self.roots.set(self.roots.get() + 1);
            return self.roots.get() <= 2 * REPEATED_ROOTS;
        }
        let depth = self.limits.depth + if is_content(&tag.name) { CONTENT_HEADROOM } else { 0 };
        let formatting = is_formatting(&tag.name);
        if self.open.get() >= depth.min(self.doubtful.get())
            || (formatting && self.formatting.get() >= self.limits.formatting)
        {
            self.recount();
        }
        if self.open.get() >= depth || (formatting && self.formatting.get() >= self.limits.formatting) {
            return false;
        }
        self.open.set(self.open.get() + 1);
        if formatting {
            // It stands in both of the builder's lists, and is counted in both.
            self.formatting.set(self.formatting.get() + 2);
        }
        true
    }

    /// A frame in `<noscript>` that is never closed would take the rest of the page for its text, where a browser, for
    /// which all of `<noscript>` is text, ends both together.
    fn ends_at_once(&self, tag: &Tag) -> bool {
        tag.name == local_name!("iframe") && self.noscript.get()
    }

    /// Replaces the estimates by what the builder really holds.
    fn recount(&self) {
        if !self.stale.replace(false) {
            return;
        }
        let counter = Counter { sink: &self.builder.sink, open: Cell::new(0), formatting: RefCell::new(0) };
        self.builder.trace_handles(&counter);
        self.open.set(counter.open.get());
        self.formatting.set(counter.formatting.take());
        // What this has cost is what may pass before the next time.
        self.doubtful.set(2 * self.open.get() + self.marks.get() + UNCOUNTED);
        self.spend(self.marks.get());
    }
}

impl TokenSink for LimitedSink {
    type Handle = <HtmlTreeSink as TreeSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if self.is_full() {
            // The page is refused when the tokenizer has come to the end of its piece.
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::TagToken(mut tag) => {
                self.swallowing.set(false);
                if tag.name == local_name!("noscript") {
                    self.noscript.set(tag.kind == TagKind::StartTag);
                }
                if tag.kind == TagKind::StartTag {
                    if !self.admits(&tag) {
                        return TokenSinkResult::Continue;
                    }
                    self.stale.set(true);
                    self.note_mark(&tag.name);
                    self.spend(0);
                    tag.attrs.truncate(self.limits.attributes);
                    let silent = is_silent(&tag);
                    let end = self.ends_at_once(&tag).then(|| Tag {
                        kind: TagKind::EndTag,
                        attrs: Vec::new(),
                        ..tag.clone()
                    });
                    let result = self.builder.process_token(Token::TagToken(tag), line);
                    if let Some(end) = end {
                        return self.builder.process_token(Token::TagToken(end), line);
                    }
                    // Only the builder knows whether this tag starts raw text: inside SVG it does not.
                    self.swallowing.set(silent && matches!(result, TokenSinkResult::RawData(_)));
                    return result;
                }
                self.stale.set(true);
                if tag.name == local_name!("template") {
                    self.templates.set(self.templates.get().saturating_sub(1));
                }
                self.spend(0);
                Token::TagToken(tag)
            }
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::CharacterTokens(ref text) if self.swallowing.get() && !sets_tex_up(text) => {
                return TokenSinkResult::Continue;
            }
            Token::NullCharacterToken if self.swallowing.get() => return TokenSinkResult::Continue,
            other => other,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the builder holds: its open elements and its list of active formatting elements together.
struct Counter<'a> {
    sink: &'a HtmlTreeSink,
    open: Cell<usize>,
    formatting: RefCell<usize>,
}

impl Tracer for Counter<'_> {
    type Handle = <HtmlTreeSink as TreeSink>::Handle;

    fn trace_handle(&self, node: &Self::Handle) {
        self.open.set(self.open.get() + 1);
        let html = self.sink.0.borrow();
        let element = html.tree.get(*node).and_then(|node| node.value().as_element());
        if element.is_some_and(|element| is_formatting(&element.name.local)) {
            *self.formatting.borrow_mut() += 1;
        }
    }
}

/// Whether the text inside is of no use to us: styles, and scripts other than data, unless they set up formulas.
fn is_silent(tag: &Tag) -> bool {
    match tag.name {
        local_name!("style") => true,
        local_name!("script") => {
            let kind = tag.attrs.iter().find(|attribute| attribute.name.local == local_name!("type"));
            !kind.is_some_and(|kind| {
                let kind = kind.value.to_ascii_lowercase();
                kind.contains("ld+json") || kind.contains("math/")
            })
        }
        _ => false,
    }
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("img")
            | local_name!("image")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

/// Elements whose content the tokenizer reads as text, whatever it looks like.
fn is_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("title")
            | local_name!("textarea")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
    )
}

/// The standard's formatting elements: those that are opened again after a block closed them.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Elements that put a mark into the list of formatting elements, past which none are opened again, and cells do as well.
fn leaves_mark(name: &LocalName) -> bool {
    matches!(*name, local_name!("template") | local_name!("object") | local_name!("applet") | local_name!("marquee"))
}

fn is_cell(name: &LocalName) -> bool {
    matches!(*name, local_name!("td") | local_name!("th") | local_name!("caption"))
}

/// Elements that hold text rather than other blocks.
fn is_content(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("p")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("li")
            | local_name!("pre")
            | local_name!("figcaption")
            | local_name!("figure")
            | local_name!("td")
            | local_name!("th")
            | local_name!("tr")
    )
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::{Error, Limits};

    /// How many elements stand in each other at most.
    fn depth(html: &str) -> usize {
        let page = parse(html, &Limits::default()).unwrap();
        page.tree.root().descendants().map(|node| node.ancestors().count()).max().unwrap_or_default()
    }

    #[test]
    fn end_tags_of_nothing_hide_no_depth() {
        for nested in ["<div></b>", "<div></div ></p>", "<span></i></u>", "<ul><li></b></i>", "<table><td></b>"] {
            assert!(depth(&nested.repeat(2_000)) < 600, "{nested}: {}", depth(&nested.repeat(2_000)));
        }
    }

    #[test]
    fn tags_under_many_elements_are_limited() {
        let deep = |tag: &str, times: usize| format!("{}{}", "<div>".repeat(500), tag.repeat(times));
        let limits = Limits { steps: 600_000, ..Limits::default() };
        for tag in ["<li>", "</b>", "<br>"] {
            assert!(parse(&deep(tag, 200), &limits).is_ok(), "{tag}");
            assert_eq!(parse(&deep(tag, 1_000), &limits).err(), Some(Error::TooComplex), "{tag}");
        }
        assert!(parse(&"<p>It rained.".repeat(10_000), &limits).is_ok());
    }

    #[test]
    fn frames_have_what_their_page_leaves_of_the_steps() {
        let deep = format!("{}{}", "<p>".repeat(500), "<br>".repeat(1_000));
        let nested = format!("{}{}{}", "<div>".repeat(500), "</b>".repeat(500), "It rained all night. ".repeat(50));
        let page = format!("{deep}{}", format!("<iframe srcdoc='{nested}'></iframe>").repeat(4));
        let parsed = |steps: usize| parse(&page, &Limits { steps, ..Limits::default() }).map(|_| ());
        assert_eq!(parsed(500_000), Err(Error::TooComplex));
        assert_eq!(parsed(2_000_000), Ok(()));
    }
}
