//! Keep code as it was typed.

use std::ops::Range;

use super::shape::{Shape, needs_children};
use crate::annotate::{Contexts, is_language, is_no_language, labelled_language};
use crate::article::Attributes;
use crate::page::{Dom, NodeId, Tag};

/// The text of a listing and the links in it: each as bytes of the text and the link's node, in order.
pub(super) struct Listing {
    text: String,
    links: Vec<(Range<usize>, NodeId)>,
}

impl Listing {
    /// Its pieces in a row, each with the link that it is.
    pub(super) fn pieces(&self) -> Vec<(&str, Option<NodeId>)> {
        let mut pieces = Vec::with_capacity(self.links.len() * 2 + 1);
        let mut at = 0;
        for (place, link) in &self.links {
            pieces.push((&self.text[at..place.start], None));
            pieces.push((&self.text[place.clone()], Some(*link)));
            at = place.end;
        }
        pieces.push((&self.text[at..], None));
        pieces
    }
}

/// A listing with its line breaks and indentation, without blank lines at its ends and without what is not read: numbers
/// of lines, buttons, scripts, hidden parts.
pub(super) fn listing(dom: &Dom<'_>, contexts: &Contexts, id: NodeId) -> Listing {
    let mut text = String::new();
    let mut links: Vec<(Range<usize>, NodeId)> = Vec::new();
    // A line to a box: the break is not in the text, and an empty box is an empty line.
    let mut line: Option<(NodeId, usize)> = None;
    let mut node = id + 1;
    while node < dom.node(id).end {
        if let Some((_, start)) = line.take_if(|(end, _)| node >= *end)
            && !text[start..].ends_with('\n')
        {
            text.push('\n');
        }
        if contexts.is_skipped(node) {
            node = dom.node(node).end;
            continue;
        }
        match dom.tag(node) {
            Tag::Br => text.push('\n'),
            tag if tag.is_block() => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                if holds_line(dom, node) {
                    line = Some((dom.node(node).end, text.len()));
                }
            }
            // White space between the cells of a table is not shown.
            _ if needs_children(dom.tag(dom.node(node).parent).name()) => {}
            _ => {
                let start = text.len();
                text.push_str(&typed(dom.text(node).unwrap_or_default()));
                if let Some(link) = contexts.around(node).link {
                    links.push((start..text.len(), link));
                }
            }
        }
        node += 1;
    }
    without_blank_ends(&text, links)
}

/// A text as its author has typed it.
fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ").replace('\u{200b}', "");
    text.chars().filter(|&character| !character.is_control() || matches!(character, '\n' | '\t')).collect()
}

fn without_blank_ends(text: &str, links: Vec<(Range<usize>, NodeId)>) -> Listing {
    let text = text.trim_end();
    // Blank lines may have blanks in them; the first line's indentation stays.
    let start =
        text.find(|character| !is_blank(character)).map_or(0, |at| text[..at].rfind('\n').map_or(0, |at| at + 1));
    let within = |at: usize| at.clamp(start, text.len()) - start;
    let links = links.into_iter().map(|(place, link)| (within(place.start)..within(place.end), link));
    let says = |place: &Range<usize>| text[start..][place.clone()].contains(char::is_alphanumeric);
    let links = links.filter(|(place, _)| says(place)).collect();
    Listing { text: text[start..].to_owned(), links }
}

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n')
}

/// Whether an element is a box with no box inside.
fn holds_line(dom: &Dom<'_>, id: NodeId) -> bool {
    !dom.descendants(id).any(|node| dom.tag(node).is_block())
}

/// The language that a listing or what is around or inside it names, as highlighters write it.
pub(super) fn language_attribute(dom: &Dom<'_>, contexts: &Contexts, id: NodeId) -> Attributes {
    let inside = dom.descendants(id).filter(|&node| matches!(dom.tag(node), Tag::Code | Tag::Pre)).take(INSIDE);
    let own: Vec<NodeId> = std::iter::once(id).chain(inside).collect();
    let around = || dom.ancestors(id).take(AROUND);
    let told = own.iter().copied().chain(around()).find_map(|node| told(dom, node));
    let named = || own.iter().find_map(|&node| named(dom, node));
    let labelled = || labelled_language(dom.text(contexts.listing_label(id)?)?);
    let language = told.or_else(named).or_else(labelled);
    Attributes(language.map(|language| ("data-language".to_owned(), language)).into_iter().collect())
}

/// Elements of code in a listing, one of which may be for the numbers, and elements around it, among which its language
/// is looked for.
const INSIDE: usize = 4;
const AROUND: usize = 3;

/// The attributes and the beginnings of class names in which a language is told.
const ATTRIBUTES: [&str; 3] = ["data-language", "data-lang", "lang-name"];
const PREFIXES: [&str; 5] = ["language-", "lang-", "highlight-source-", "highlight-", "type-"];

fn told(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    let by_attribute = ATTRIBUTES.iter().find_map(|name| dom.attribute(node, name));
    let by_class = || {
        let class = dom.attribute(node, "class")?;
        let mut names = class.split_ascii_whitespace();
        names.find_map(|name| PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).filter(|name| is_name(name)))
    };
    by_attribute.filter(|name| is_name(name)).or_else(by_class).map(str::to_ascii_lowercase)
}

fn is_name(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "+#-_.".contains(c);
    !name.is_empty() && name.len() <= 20 && name.chars().all(is_sign) && !is_no_language(name)
}

/// A language that an element has for one of its class names.
fn named(dom: &Dom<'_>, node: NodeId) -> Option<String> {
    let mut names = dom.attribute(node, "class")?.split_ascii_whitespace();
    names.find(|name| is_language(name)).map(str::to_owned)
}

/// Code within a line.
pub(super) fn inline(attributes: Attributes) -> Shape {
    Shape::Inline("code", attributes)
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract, render};

    #[test]
    fn links_in_a_listing_stay_but_for_the_numbers_of_its_lines() {
        let page = "<h1>A memo on kettles</h1><p>The memo below is typed as it was sent, and asks whoever keeps a kettle \
                    to say so before the spring.</p><pre>\n\n  <a id=s1 href=#s1>1.</a> As <a \
                    href=/memo/7>memo <b>7</b></a> says, and <a href=https://example.org/steam>steam</a>:\n     see <a \
                    href=#s2>2</a>.\n  <a id=s2 href=#s2>2.</a> <a href=/blank></a>Fill it.\n</pre><p>Nobody has answered, \
                    which is read as a sign that the kettles of the parish are well.</p>";
        let url = Some("https://example.org/memos/page.html".to_owned());
        let html = render::html(&extract(page, &Options { url, ..Options::default() }).unwrap());
        let html = html.replace(" rel=\"noopener noreferrer\"", "");
        let listing = "<pre id=\"cs-2\"><code>  1. As <a href=\"https://example.org/memo/7\">memo 7</a> says, and <a \
                       href=\"https://example.org/steam\">steam</a>:\n     see <a href=\"#cs-2\">2</a>.\n  2. Fill \
                       it.</code></pre>";
        assert!(html.contains(listing), "{html}");
    }
}
