//! Keep code as it was typed.

use super::shape::{Shape, needs_children};
use crate::annotate::{Contexts, is_language, is_no_language, labelled_language};
use crate::article::Attributes;
use crate::page::{Dom, NodeId, Tag};

/// The text of a listing, with its line breaks and indentation, without blank lines at its ends and without what is not
/// read: numbers of lines, buttons, scripts, hidden parts.
pub(super) fn text(dom: &Dom<'_>, contexts: &Contexts, id: NodeId) -> String {
    let mut text = String::new();
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
            _ => text.push_str(dom.text(node).unwrap_or_default()),
        }
        node += 1;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ").replace('\u{200b}', "");
    let text: String =
        text.chars().filter(|&character| !character.is_control() || matches!(character, '\n' | '\t')).collect();
    let text = text.trim_end();
    // Blank lines may have blanks in them; the first line's indentation stays.
    let start =
        text.find(|character| !is_blank(character)).map_or(0, |at| text[..at].rfind('\n').map_or(0, |at| at + 1));
    text[start..].to_owned()
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
