//! Find the elements that say who wrote something: by their markup, their names, or where they lead.

use super::class_words::ClassWords;
use crate::annotate::keywords::words;
use crate::annotate::{BlockId, Blocks, Contexts, Place};
use crate::metadata;
use crate::page::{Dom, NodeId, Tag};
use crate::text::{count_words, fold};

/// How an element is known to name an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// It says so in a vocabulary of data.
    Property,
    /// Its class has this word.
    Named(&'static str),
    /// It leads to somebody's page.
    Link,
    /// It is bold, at the head of a line with a `<time>`.
    Bold,
}

impl Sign {
    /// Whether it is seldom said of anything but an author.
    pub(super) fn is_telling(self) -> bool {
        !matches!(self, Sign::Named("member" | "user") | Sign::Bold)
    }
}

/// Who wrote something, as an element says it.
#[derive(Clone, Debug)]
pub(super) struct Author {
    pub(super) node: NodeId,
    pub(super) block: BlockId,
    pub(super) name: String,
}

/// Words for authors in the class names of forums, the plainest last: it is also said of what surrounds a name.
const NAMES: [&str; 16] = [
    "username",
    "hnuser",
    "bigusername",
    "author",
    "poster",
    "commenter",
    "creator",
    "nick",
    "nickname",
    "screenname",
    "displayname",
    "membername",
    "byline",
    "autor",
    "member",
    "user",
];

/// Nodes in the largest element that names somebody.
const LARGEST: usize = 80;
/// Elements that name somebody on one page, of one kind. Where there are more, none is believed.
const MOST: usize = 20_000;
/// The longest name, in characters, in nodes and bytes, and in words.
const LONGEST: usize = 60;
const BYTES: usize = 1_000;
const WORDS: u32 = 6;

/// What a forum says of somebody beside their name, folded.
const ROLES: [&str; 6] = ["author", "threadstarter", "originalposter", "moderator", "admin", "member"];

/// Letters of the longest initials.
pub(super) const INITIALS: usize = 2;

/// The elements that name authors, in order, by how they are known. The most telling kinds come first.
pub(super) fn find(
    dom: &Dom<'_>,
    blocks: &Blocks,
    contexts: &Contexts,
    classes: &ClassWords,
) -> Vec<(Sign, Vec<Author>)> {
    let named = NAMES.into_iter().map(Sign::Named);
    let signs = std::iter::once(Sign::Property).chain(named).chain([Sign::Link, Sign::Bold]);
    let mut groups: Vec<(Sign, Vec<Author>)> = signs.map(|sign| (sign, Vec::new())).collect();
    let is_small = |&id: &NodeId| dom.text(id).is_none() && dom.node(id).end - id <= LARGEST;
    for id in dom.ids().filter(is_small) {
        let signs = signs_of(dom, id, classes.of_node(id));
        if signs.is_empty() {
            continue;
        }
        let needs_time = signs == [Sign::Bold];
        let author = author(dom, blocks, contexts, id);
        let Some(author) = author.filter(|author| !needs_time || heads_time(dom, blocks, contexts, author)) else {
            continue;
        };
        for (_, group) in groups.iter_mut().filter(|(sign, group)| signs.contains(sign) && group.len() <= MOST) {
            group.push(author.clone());
        }
    }
    groups.retain(|(_, group)| (2..=MOST).contains(&group.len()));
    groups
}

fn signs_of(dom: &Dom<'_>, id: NodeId, class: &[String]) -> Vec<Sign> {
    let mut signs = Vec::new();
    let is_word = |name: &str, known: &[&str]| {
        dom.attribute(id, name).is_some_and(|value| value.split_ascii_whitespace().any(|word| known.contains(&word)))
    };
    if is_word("itemprop", &["author", "creator"]) || is_word("rel", &["author"]) {
        signs.push(Sign::Property);
    }
    for word in class {
        let named = NAMES.iter().find(|name| *name == word).map(|name| Sign::Named(name));
        signs.extend(named.filter(|sign| !signs.contains(sign)));
    }
    if leads_to_somebody(dom, id) {
        signs.push(Sign::Link);
    }
    if matches!(dom.tag(id), Tag::Strong | Tag::B) {
        signs.push(Sign::Bold);
    }
    signs
}

fn leads_to_somebody(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.tag(id) == Tag::A && dom.attribute(id, "href").is_some_and(metadata::leads_to_somebody)
}

/// Who an element names, if it stands where what heads a post may stand: not in running text, nor in a quotation.
fn author(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, id: NodeId) -> Option<Author> {
    let (node, name) = name(dom, id)?;
    let context = contexts.around(node);
    let block = blocks.around(dom, node)?;
    let is_apart = !blocks.list[block].is_long() && !context.is_in(Place::Quote) && !context.is_in(Place::Nav);
    (is_apart && !is_of_comment(dom, node)).then_some(Author { node, block, name })
}

/// Whether a name stands first on a line with a `<time>`.
fn heads_time(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, author: &Author) -> bool {
    let nodes = &blocks.list[author.block].nodes;
    let mut near = nodes.clone().take(LARGEST);
    nodes.start < dom.node(author.node).end && near.any(|leaf| contexts.around(leaf).is_in(Place::Time))
}

/// Elements around a name among which what it is a part of is looked for.
const DEEPEST: usize = 40;

/// Whether an element stands in a comment on a question or an answer, which are the posts there.
pub(super) fn is_of_comment(dom: &Dom<'_>, node: NodeId) -> bool {
    let mut in_comment = false;
    for around in dom.ancestors(node).take(DEEPEST) {
        let kind = dom.attribute(around, "itemtype").unwrap_or_default();
        if kind.ends_with("/Question") || kind.ends_with("/Answer") {
            return in_comment;
        }
        let names = ["itemprop", "class"].into_iter().filter_map(|name| dom.attribute(around, name));
        in_comment |= names.flat_map(words).any(|word| word == "comment" || word == "comments");
    }
    false
}

/// The name that an element says, and the element around it and nothing else.
fn name(dom: &Dom<'_>, id: NodeId) -> Option<(NodeId, String)> {
    let inside = || id..dom.node(id).end;
    let link = inside().filter(|&node| leads_to_somebody(dom, node));
    let marked = inside().filter(|&node| dom.attribute(node, "itemprop") == Some("name"));
    let any_link = inside().filter(|&node| dom.tag(node) == Tag::A);
    let mut names = link.chain(marked).chain(any_link).chain([id]).filter_map(|node| Some((node, said(dom, node)?)));
    let first = names.next()?;
    // Initials stand in for a portrait.
    let is_whole = |(_, name): &(NodeId, String)| name.chars().count() > INITIALS;
    if is_whole(&first) { Some(first) } else { names.find(is_whole).or(Some(first)) }
}

/// What an element says, if that may be a name.
fn said(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    let text = dom.text_up_to(node, BYTES)?;
    let name = metadata::without_label(&text).unwrap_or(&text);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '»' | '•' | '·' | '|' | '–'));
    let is_short = name.chars().count() <= LONGEST && (1..=WORDS).contains(&count_words(name));
    let is_count =
        name.trim_end_matches(['k', 'K', 'm', 'M']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    let is_name =
        !is_count && name.contains(char::is_alphabetic) && !name.contains(['·', '|', '•', '<', '>', '→', '{', '*']);
    let is_role = ROLES.contains(&fold(name).as_str());
    (is_short && is_name && !is_role && metadata::date_in(name).is_none()).then(|| name.to_owned())
}
