//! Find the story's headline on the page, and the lines of text around it.

use std::collections::HashSet;

use super::plain::{Likened, head, same};
use super::sources::{Claim, Sources, is_hidden};
use super::title::parts;
use crate::page::{Address, Dom, NodeId, Purpose, Tag, is_twin};
use crate::text::{fold, line};

/// How alike a heading and a title must be for the heading to be the headline, and for one that is not of the first
/// level to be the title as well.
const LIKE: f32 = 0.5;
const ALMOST_SAME: f32 = 0.95;

/// What a heading of the first level has before others.
const HEADING: f32 = 0.3;

/// The longest headline, in characters.
const LONGEST: usize = 300;

/// Lines with a class that says title, of whatever, that are compared with the titles.
const MOST_TITLED: usize = 200;

/// How much a heading loses that stands among readers' comments or other stories.
const FOREIGN: f32 = 0.4;

/// A headline as it is shown.
#[derive(Clone, Debug)]
pub(super) struct Headline {
    pub node: NodeId,
    pub text: String,
    /// Its text is the title, not only the place where the story begins.
    pub is_title: bool,
    /// Its text is a title but for what a mark parts from it.
    pub is_part: bool,
}

/// Finds the heading that is most like one of the titles that the page gives itself; failing that, the only heading of
/// the first level that is not the site's name.
pub(super) fn find(
    dom: &Dom<'_>,
    address: &Address,
    sources: &Sources<'_>,
    titles: &[String],
    site_names: &[String],
) -> Option<Headline> {
    let mut best: Option<(f32, Headline)> = None;
    let mut headings = Vec::new();
    let likened: Vec<Likened> = titles.iter().map(|title| Likened::new(title)).collect();
    let whole: HashSet<String> = titles.iter().map(|title| fold(title)).collect();
    // What is less than half of a title is the site's name more often than not.
    let most_of = |title: &String| -> Vec<String> {
        let parts = parts(title).into_iter().filter(|(_, part)| 2 * part.len() > title.len());
        parts.map(|(folded, _)| folded).collect()
    };
    let parts: HashSet<String> = titles.iter().flat_map(most_of).collect();
    for &(node, claim) in &sources.headlines {
        let text = text_of(dom, node, &[&whole, &parts]);
        let length = text.chars().count();
        if !(2..=LONGEST).contains(&length) {
            continue;
        }
        let is_site = site_names.iter().any(|name| same(name, &text)) || leads_up(dom, address, node);
        let likeness = Likened::new(&text).to_any(&likened);
        let enough = likeness >= LIKE && (!is_site || likeness > ALMOST_SAME);
        let is_foreign = sources.is_foreign(node, None);
        let score = match claim {
            Claim::Heading => likeness + HEADING,
            Claim::Class => likeness,
        } - if is_foreign { FOREIGN } else { 0.0 };
        let is_part = parts.contains(&fold(&text));
        let is_title = claim == Claim::Heading || likeness >= ALMOST_SAME || is_part;
        let headline = Headline { node, text, is_title, is_part };
        if claim == Claim::Heading && !is_site && !is_foreign {
            headings.push(headline.clone());
        }
        if enough && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, headline));
        }
    }
    let only = || headings.first().filter(|_| headings.len() == 1).cloned();
    // A title of whatever is the headline's only if it says most of what the page's title says.
    let titled = || {
        let texts = sources.titled.iter().take(MOST_TITLED).map(|&node| (node, text_of(dom, node, &[&parts])));
        let mut told = texts.filter(|(_, text)| parts.contains(&fold(text)));
        told.next().map(|(node, text)| Headline { node, text, is_title: true, is_part: true })
    };
    best.map(|(_, headline)| headline).or_else(only).or_else(titled)
}

/// Whether a heading links to a folder above the page, as the name of a site or a book does.
pub(super) fn leads_up(dom: &Dom<'_>, address: &Address, heading: NodeId) -> bool {
    let around = dom.ancestors(heading).take(LINKS_WITHIN);
    let mut links = dom.descendants(heading).chain(around).filter(|&id| dom.tag(id) == Tag::A);
    links.any(|link| dom.attribute(link, "href").is_some_and(|href| is_above(address, href)))
}

/// How many elements out from a heading a link around it is looked for.
const LINKS_WITHIN: usize = 2;

fn is_above(address: &Address, href: &str) -> bool {
    if address.document().is_none() {
        return is_root(href);
    }
    let (Some(page), Some(link)) = (address.document(), address.resolve(head(href, LONGEST_READ), Purpose::Link))
    else {
        return false;
    };
    let folder = link.path().trim_end_matches("index.html");
    let is_own = page.path() == link.path() || page.path() == folder;
    folder.ends_with('/') && !is_own && page.host() == link.host() && page.path().starts_with(folder)
}

/// Whether an address is a site's front page, as far as it can be told without the page's own.
fn is_root(href: &str) -> bool {
    let href = href.trim();
    let path =
        href.split_once("://").map(|(_, rest)| rest.find('/').map_or("/", |at| rest.get(at..).unwrap_or_default()));
    path.unwrap_or(href) == "/"
}

/// A heading's text; only that piece of it that is one of the titles, or a part of one, given as [`fold`] makes them,
/// where it has labels and buttons besides.
fn text_of(dom: &Dom<'_>, node: NodeId, titles: &[&HashSet<String>]) -> String {
    let pieces = pieces(dom, node);
    let one = titles.iter().find_map(|titles| pieces.iter().find(|piece| titles.contains(&fold(piece))));
    let text = match one {
        Some(piece) => piece.clone(),
        None => line(&pieces.join(" ")),
    };
    // Signs that link a heading to itself.
    text.trim_end_matches(['¶', '#', '§', '🔗', ' ']).to_owned()
}

/// How much of a heading's text is read, in bytes, with the white space in it.
const LONGEST_READ: usize = 4000;

/// A node's text, parted at blocks and at elements around text.
fn pieces(dom: &Dom<'_>, node: NodeId) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut skip = node;
    let mut left = LONGEST_READ;
    for id in dom.descendants(node) {
        if id < skip {
            continue;
        }
        if dom.tag(id).is_unread()
            || matches!(dom.tag(id), Tag::Button | Tag::Svg | Tag::Noscript | Tag::Rt | Tag::Rp)
            || is_hidden(dom, id)
            || is_twin(dom, id)
        {
            skip = dom.node(id).end;
        } else if let Some(text) = dom.text(id) {
            let text = head(text, left);
            left -= text.len();
            if let Some(piece) = pieces.last_mut() {
                piece.push_str(text);
            }
        } else if dom.tag(id).breaks_words() {
            pieces.push(String::new());
        }
    }
    pieces.iter().map(|piece| line(piece)).filter(|piece| !piece.is_empty()).collect()
}

/// How far from the headline lines are looked at, in lines.
const LINES_BEFORE: usize = 8;
const LINES_AFTER: usize = 14;

/// A line of this many characters is the story's own text, which ends the search.
const PROSE: usize = 250;

/// The lines around the headline in which authors and dates stand: those after it, the nearest first, then those
/// before it, the nearest first. Blocks and line breaks part them.
pub(super) fn lines(dom: &Dom<'_>, headline: NodeId) -> Vec<String> {
    let end = dom.node(headline).end;
    let text = |(_, text)| text;
    let after = lines_in(dom, end..dom.len(), LINES_AFTER).into_iter().map(text);
    let before = lines_in(dom, headline.saturating_sub(NODES_BEFORE)..headline, usize::MAX);
    let mut before: Vec<String> = before.into_iter().map(text).collect();
    before.reverse();
    before.truncate(LINES_BEFORE);
    let mut prose = 0;
    let after = after.take_while(|line| {
        let text = line.chars().count();
        prose += usize::from(text > PROSE);
        prose < 2
    });
    after.chain(before).collect()
}

/// How many nodes before the headline are looked at.
const NODES_BEFORE: usize = 120;

/// Nodes of the largest quote that is somebody else's words, and not the whole story, indented.
const LARGEST_QUOTE: usize = 60;

/// Whether an element holds somebody else's words.
pub(super) fn is_quote(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.tag(id) == Tag::Blockquote && dom.descendants(id).len() <= LARGEST_QUOTE
}

/// The lines of text among some nodes, each with the node behind it, without those of quotes.
pub(super) fn lines_in(dom: &Dom<'_>, range: std::ops::Range<NodeId>, most: usize) -> Vec<(NodeId, String)> {
    let (mut lines, mut text) = (Vec::new(), String::new());
    let last = range.end;
    let mut block_end = 0;
    let mut skip = 0;
    for id in range {
        if lines.len() >= most {
            break;
        }
        if id < skip {
            continue;
        }
        if dom.tag(id).is_unread() || is_hidden(dom, id) {
            skip = dom.node(id).end;
            continue;
        }
        let breaks = dom.tag(id).is_block() || dom.tag(id) == Tag::Br;
        if breaks || id >= block_end {
            flush(&mut lines, id, &mut text);
            block_end = usize::MAX;
        }
        if is_quote(dom, id) {
            skip = dom.node(id).end;
        } else if let Some(words) = dom.text(id) {
            join(&mut text, words);
            block_end = block_of(dom, id);
        }
    }
    flush(&mut lines, last, &mut text);
    lines
}

/// Adds a piece of text, parted by a space from a word that cannot go on with it: "By" and "Ada", "Ada" and "5 May".
pub(super) fn join(text: &mut String, piece: &str) {
    let ends_word = text.ends_with(|last: char| last.is_lowercase() || last.is_ascii_digit());
    if ends_word && piece.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) {
        text.push(' ');
    }
    text.push_str(piece);
}

fn flush(lines: &mut Vec<(NodeId, String)>, node: NodeId, text: &mut String) {
    let words = line(text);
    text.clear();
    if !words.is_empty() {
        lines.push((node, words));
    }
}

/// Where the block ends that a text stands in.
fn block_of(dom: &Dom<'_>, id: NodeId) -> NodeId {
    dom.ancestors(id).find(|&around| dom.tag(around).is_block()).map_or(usize::MAX, |block| dom.node(block).end)
}
