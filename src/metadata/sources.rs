//! Collect, in one walk over the page, every place where it says something of itself.

use super::markers::Markers;
use super::plain::{head, plain};
use crate::page::{Dom, NodeId, Tag, values_of};
use crate::text::fold;

/// The most places of one kind that are kept. A page that has more is a list of other pages.
const MOST: usize = 400;

/// The most nodes in an element that is a headline, a byline or a date and not a box around much else.
const LARGEST: usize = 120;

/// Where a page says something of itself, each kind in document order.
#[derive(Default)]
pub(super) struct Sources<'a> {
    /// `<meta>`: its `property`, `name`, `itemprop` or `http-equiv` in lower case, and its `content`.
    metas: Vec<(String, &'a str)>,
    /// `<link>`: its `rel` in lower case, and its `href`.
    links: Vec<(String, &'a str)>,
    /// What stands in `<script type="application/ld+json">`.
    pub data_blocks: Vec<String>,
    /// What stands in `<title>`.
    pub title: Option<String>,
    /// Headings of the first level that are shown, and other elements that call themselves the headline.
    pub headlines: Vec<(NodeId, Claim)>,
    /// Lines of a class that says title, of whatever.
    pub titled: Vec<NodeId>,
    /// Elements with an `itemprop`, and their names for it.
    pub properties: Vec<(NodeId, &'a str)>,
    /// Elements that call themselves a byline, and how.
    pub bylines: Vec<(NodeId, Mark)>,
    /// Elements `<time>`.
    pub times: Vec<NodeId>,
    /// Parts of the page that tell of something other than the story: where each begins and ends.
    foreign: Vec<(NodeId, NodeId)>,
}

/// By what an element claims to be the headline, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// `itemprop="headline"` or a first-level heading.
    Heading,
    /// A second-level heading, or a class that says title.
    Class,
}

/// By what an element claims to name the author, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// `rel="author"`.
    Link,
    /// A link to what looks like an author's page.
    Profile,
    /// A class such as `author-name` or `byline`.
    Byline,
    /// A class that only says author: the name may come with much else.
    Author,
}

impl<'a> Sources<'a> {
    /// Walks over the page.
    pub fn collect(dom: &Dom<'a>) -> Self {
        let mut sources = Sources::default();
        // What lies before this is hidden.
        let mut hidden = 0;
        for id in dom.ids().filter(|&id| dom.text(id).is_none()) {
            let end = dom.node(id).end;
            let written = Written::of(dom, id);
            if written.is_hidden {
                hidden = hidden.max(end);
            }
            sources.note_head(dom, id);
            if let Some(name) = written.property {
                push(&mut sources.properties, (id, name));
            }
            // A box that holds most of the page holds the story, whatever it calls itself.
            if 2 * (end - id) < dom.len() && is_foreign(dom.tag(id), &written) {
                push(&mut sources.foreign, (id, end));
            }
            if id >= hidden && end - id <= LARGEST {
                sources.note_body(dom.tag(id), id, &written);
            }
        }
        sources
    }

    /// The values of `<meta>` elements with this name, in order.
    pub fn meta<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a str> + 's {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| *content)
    }

    /// The values of `<meta>` elements whose name ends with these letters, signs aside.
    pub fn meta_ending<'s>(&'s self, end: &'s str) -> impl Iterator<Item = &'a str> + 's {
        self.metas.iter().filter(move |(key, _)| fold(key).ends_with(end)).map(|(_, content)| *content)
    }

    /// The address in the first `<link>` with this `rel`.
    pub fn link(&self, rel: &str) -> Option<&'a str> {
        self.links.iter().find(|(key, _)| key.split_whitespace().any(|word| word == rel)).map(|(_, href)| *href)
    }

    /// Whether an element is in a part of the page that tells of something other than the story with this headline.
    pub fn is_foreign(&self, node: NodeId, headline: Option<NodeId>) -> bool {
        self.foreign
            .iter()
            .take_while(|(start, _)| *start <= node)
            .any(|&(start, end)| node < end && !headline.is_some_and(|headline| start < headline && headline < end))
    }

    fn note_head(&mut self, dom: &Dom<'a>, id: NodeId) {
        match dom.tag(id) {
            Tag::Meta => {
                let Some(content) = dom.attribute(id, "content").filter(|content| !content.trim().is_empty()) else {
                    return;
                };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = dom.attribute(id, key) {
                        push(&mut self.metas, (name.trim().to_lowercase(), content));
                    }
                }
            }
            Tag::Link => {
                if let (Some(rel), Some(href)) = (dom.attribute(id, "rel"), dom.attribute(id, "href")) {
                    push(&mut self.links, (rel.to_lowercase(), href));
                }
            }
            Tag::Title if self.title.is_none() => {
                self.title = Some(plain(&dom.inner_text(id))).filter(|title| !title.is_empty());
            }
            Tag::Script
                if dom.attribute(id, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                let text = dom.descendants(id).filter_map(|inner| dom.text(inner)).collect();
                push(&mut self.data_blocks, text);
            }
            _ => {}
        }
    }

    fn note_body(&mut self, tag: Tag, id: NodeId, written: &Written<'a>) {
        let claim = match tag {
            Tag::H1 => Some(Claim::Heading),
            _ if written.property == Some("headline") => Some(Claim::Heading),
            Tag::H2 => Some(Claim::Class),
            Tag::H3 | Tag::Div | Tag::P | Tag::Span if written.class.says_title() => Some(Claim::Class),
            _ => None,
        };
        if let Some(claim) = claim {
            push(&mut self.headlines, (id, claim));
        }
        if matches!(tag, Tag::Div | Tag::P | Tag::Span | Tag::A) && written.class.says_any_title() && claim.is_none() {
            push(&mut self.titled, id);
        }
        if let Some(mark) = mark(tag, written) {
            push(&mut self.bylines, (id, mark));
        }
        if tag == Tag::Time {
            push(&mut self.times, id);
        }
    }
}

/// What an element's attributes say, read once: a page has many elements.
#[derive(Default)]
struct Written<'a> {
    class: Markers,
    id: Markers,
    property: Option<&'a str>,
    rel: Option<&'a str>,
    href: Option<&'a str>,
    is_hidden: bool,
}

impl<'a> Written<'a> {
    fn of(dom: &Dom<'a>, node: NodeId) -> Self {
        let mut written = Written::default();
        for (name, value) in dom.attributes(node) {
            match name {
                "class" => written.class = Markers::of(value),
                "id" => written.id = Markers::of(value),
                "itemprop" => written.property = Some(value),
                "rel" => written.rel = Some(value),
                "href" => written.href = Some(value),
                name => written.is_hidden |= hides(dom, node, name, value),
            }
        }
        written
    }
}

fn push<T>(list: &mut Vec<T>, item: T) {
    if list.len() < MOST {
        list.push(item);
    }
}

/// An element that the page does not show.
pub(super) fn is_hidden(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.attributes(id).any(|(name, value)| hides(dom, id, name, value))
}

/// Whether an attribute hides its element. What holds much of the page is only hidden until a script shows it.
fn hides(dom: &Dom<'_>, id: NodeId, name: &str, value: &str) -> bool {
    match name {
        "data-clearstory-hidden" => true,
        "hidden" => SHOWN_LATER * (dom.node(id).end - id) < dom.len(),
        "style" => has_declaration(value, "display", "none") || has_declaration(value, "visibility", "hidden"),
        _ => false,
    }
}

/// A hidden part of a page that is one of this many or fewer is taken for its main part.
const SHOWN_LATER: usize = 5;

/// How much of a style or an address is read, in bytes.
const LONGEST_ATTRIBUTE: usize = 2000;

fn has_declaration(style: &str, property: &str, value: &str) -> bool {
    let style = head(style, LONGEST_ATTRIBUTE);
    style.contains(value) && values_of(style, property).any(|said| said.starts_with(value))
}

/// Readers' comments, other stories and navigation: they have authors, dates and headings of their own.
fn is_foreign(tag: Tag, written: &Written<'_>) -> bool {
    match tag {
        Tag::Html | Tag::Body | Tag::Main | Tag::Article | Tag::Head => false,
        Tag::Nav => true,
        _ => written.class.says_other() || written.id.says_other(),
    }
}

fn mark(tag: Tag, written: &Written<'_>) -> Option<Mark> {
    let is_author = |rel: &str| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("author"));
    if tag == Tag::Link {
        None
    } else if written.rel.is_some_and(is_author) {
        Some(Mark::Link)
    } else if written.class.says_byline() {
        Some(Mark::Byline)
    } else if written.class.says_author() {
        Some(Mark::Author)
    } else {
        let profile = tag == Tag::A && written.href.is_some_and(leads_to_author);
        profile.then_some(Mark::Profile)
    }
}

/// Whether a link leads to somebody's page.
pub(super) fn leads_to_author(href: &str) -> bool {
    let path = head(href, LONGEST_ATTRIBUTE).split(['?', '#']).next().unwrap_or_default();
    // The last part is the somebody.
    let mut around = path.rsplit('/').skip_while(|part| part.is_empty()).skip(1).peekable();
    around.peek() == Some(&USER) || around.any(|part| PEOPLE.contains(&part))
}

/// Whether a link asks a forum for one of its members: `member.php?u=7`, `user?id=ada`.
pub(super) fn asks_for_member(href: &str) -> bool {
    let Some((path, question)) = head(href, LONGEST_ATTRIBUTE).split_once('?') else { return false };
    let page = path.rsplit('/').next().unwrap_or_default();
    let page = page.split('.').next().unwrap_or_default();
    let asks = || ["viewprofile", "action=profile", "showuser"].iter().any(|words| question.contains(words));
    matches!(page, "member" | "user" | "profile" | "userinfo") || asks()
}

/// Stands right before somebody's name; elsewhere it may mean anything.
const USER: &str = "u";

/// Parts of addresses under which people have their pages.
const PEOPLE: &[&str] = &[
    "author",
    "authors",
    "by",
    "people",
    "person",
    "profile",
    "profiles",
    "staff",
    "contributor",
    "contributors",
    "writer",
    "writers",
    "user",
    "users",
    "member",
    "members",
    "autor",
    "autores",
    "auteur",
    "auteurs",
    "autore",
    "journalist",
    "journalists",
    "reporter",
    "reporters",
];
