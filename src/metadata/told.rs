//! Hold all that a page says of itself, to be asked by source.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::headline::{self, Headline};
use super::json_ld::{Known, LinkedData, Name, address_key};
use super::plain::{Likened, plain, text_in};
use super::sources::{Mark, Sources};
use super::{TITLE, labelled, site, title};
use crate::page::{Address, Dom, NodeId};
use crate::text::fold;

/// A place where a page may say something of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A property of the JSON-LD object that stands for the story, or else for the page.
    Data(&'static str),
    /// `<meta>` with this name, in lower case, whichever attribute holds it.
    Meta(&'static str),
    /// `<meta>` whose name ends with these letters, signs aside.
    MetaEnding(&'static str),
    /// Microdata: an element with this `itemprop`.
    Property(&'static str),
    /// `<title>`.
    Title,
    /// An element that marks itself as a byline.
    Marked(Mark),
    /// `<time>` near the headline.
    Time,
    /// The lines of text around the headline.
    Lines,
    /// A line anywhere on the page, behind a label.
    Labelled,
    /// The page's own address.
    Path,
}

/// A page, and what it says.
pub(super) struct Told<'t, 'a> {
    pub dom: &'t Dom<'a>,
    pub address: &'t Address,
    pub sources: &'t Sources<'a>,
    pub data: LinkedData<'t>,
    /// What the site may be called, the most trusted first.
    pub site_names: Vec<String>,
    pub headline: Option<Headline>,
    /// The lines of text around the headline.
    pub lines: Vec<String>,
    labelled: OnceCell<Vec<String>>,
}

impl<'t, 'a> Told<'t, 'a> {
    /// Brings together what one walk has found and what the data blocks hold.
    pub fn new(
        dom: &'t Dom<'a>,
        address: &'t Address,
        sources: &'t Sources<'a>,
        blocks: &'t [serde_json::Value],
    ) -> Self {
        let titles = known_titles(dom, sources);
        let addresses = known_addresses(address, sources);
        let data = LinkedData::of(blocks, &Known { titles: &titles, addresses: &addresses });
        let mut told = Told {
            dom,
            address,
            sources,
            data,
            site_names: Vec::new(),
            headline: None,
            lines: Vec::new(),
            labelled: OnceCell::new(),
        };
        told.site_names = site::names(&told);
        let titles = said_titles(&told);
        told.headline = headline::find(dom, address, sources, &titles, &told.site_names);
        told.lines = told.headline.as_ref().map(|headline| headline::lines(dom, headline.node)).unwrap_or_default();
        told
    }

    /// The texts that a source gives. The sources that need more understanding than this give none.
    pub fn texts(&self, source: Source) -> Vec<String> {
        let mut texts = match source {
            Source::Data(key) => self.data.texts(key),
            Source::Meta(name) => self.sources.meta(name).map(plain).collect(),
            Source::MetaEnding(end) => self.sources.meta_ending(end).map(plain).collect(),
            Source::Property(name) => self.properties(name).map(|node| value(self.dom, node)).collect(),
            Source::Title => self.sources.title.iter().cloned().collect(),
            Source::Lines => self.lines.clone(),
            Source::Labelled => self.labelled_lines().to_vec(),
            Source::Marked(_) | Source::Time | Source::Path => Vec::new(),
        };
        texts.retain(|text| !text.is_empty());
        texts
    }

    /// The lines of the whole page in which labels are looked for.
    pub fn labelled_lines(&self) -> &[String] {
        self.labelled.get_or_init(|| labelled::lines(self))
    }

    /// The first text that the sources give, in their order.
    pub fn first(&self, sources: &[Source]) -> Option<String> {
        sources.iter().flat_map(|&source| self.texts(source)).next()
    }

    /// The people that a source names, as data.
    pub fn names(&self, source: Source) -> Vec<Name> {
        match source {
            Source::Data(key) => self.data.names(key),
            source => self.texts(source).into_iter().map(|text| Name { text, organisation: false }).collect(),
        }
    }

    /// The elements with this `itemprop` that tell of the story, not of a comment or a thing in it.
    pub fn properties(&self, name: &str) -> impl Iterator<Item = NodeId> {
        self.sources
            .properties
            .iter()
            .filter(move |(_, names)| names.split_whitespace().any(|word| word == name))
            .map(|(node, _)| *node)
            .filter(|&node| {
                let size = self.dom.node(node).end - node;
                size <= LARGEST_PROPERTY && !self.is_foreign(node) && tells_of_story(self.dom, node)
            })
    }

    /// Whether an element is part of something other than the story.
    pub fn is_foreign(&self, node: NodeId) -> bool {
        self.sources.is_foreign(node, self.headline.as_ref().map(|headline| headline.node))
    }

    /// How far an element is from the headline; what stands before the headline counts double.
    pub fn distance(&self, node: NodeId) -> usize {
        let Some(headline) = &self.headline else { return node };
        let end = self.dom.node(headline.node).end;
        if node >= headline.node { node.saturating_sub(end) } else { 2 * (headline.node - node) }
    }
}

/// The most nodes in an element that is a property's value.
const LARGEST_PROPERTY: usize = 400;

/// The value of a microdata property.
fn value(dom: &Dom<'_>, node: NodeId) -> String {
    // A thing with a name of its own, such as the organisation that publishes the page, goes by that name.
    let is_name = |&inside: &NodeId| dom.attribute(inside, "itemprop") == Some("name");
    let is_thing = dom.attribute(node, "itemscope").is_some();
    let node = dom.descendants(node).find(is_name).filter(|_| is_thing).unwrap_or(node);
    match dom.attribute(node, "content").or_else(|| dom.attribute(node, "datetime")) {
        Some(value) => plain(value),
        None => text_in(dom, node),
    }
}

fn tells_of_story(dom: &Dom<'_>, node: NodeId) -> bool {
    let scope = dom.ancestors(node).find(|&around| dom.attribute(around, "itemscope").is_some());
    let Some(kind) = scope.and_then(|scope| dom.attribute(scope, "itemtype")) else { return true };
    let kind = kind.trim().rsplit('/').next().unwrap_or_default();
    kind.ends_with("Article")
        || kind.ends_with("Posting")
        || kind.ends_with("Page")
        || matches!(kind, "CreativeWork" | "Report" | "Recipe" | "Question" | "Blog" | "Review")
}

/// The most titles that one source gives, and that headings are compared with. Real pages have a handful.
pub(super) const MOST_TITLES: usize = 40;

/// The titles that the page gives itself, with the site's name and without.
fn said_titles(told: &Told<'_, '_>) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for text in TITLE.iter().flat_map(|&source| told.texts(source).into_iter().take(MOST_TITLES)) {
        for title in [title::without_site(&text, told), text] {
            if titles.len() < MOST_TITLES && known.insert(fold(&title)) {
                titles.push(title);
            }
        }
    }
    titles
}

/// Titles in any form, by which the page's own data are told from others'.
fn known_titles(dom: &Dom<'_>, sources: &Sources<'_>) -> Vec<Likened> {
    let said = sources.meta("og:title").take(MOST_HEADINGS).map(plain).chain(sources.title.clone());
    let shown = sources.headlines.iter().take(MOST_HEADINGS).map(|(node, _)| text_in(dom, *node));
    said.chain(shown).map(|title| Likened::new(&title)).collect()
}

/// The most headings, and the most titles and addresses in `<meta>`, that JSON-LD is compared with.
const MOST_HEADINGS: usize = 5;

fn known_addresses(address: &Address, sources: &Sources<'_>) -> Vec<String> {
    let own = address.document().map(|url| address_key(url.as_str()));
    let said = sources.link("canonical").into_iter().chain(sources.meta("og:url").take(MOST_HEADINGS)).map(address_key);
    own.into_iter().chain(said).collect()
}
