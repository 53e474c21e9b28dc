//! Keep code as it was typed.

use super::shape::Shape;
use crate::annotate::Contexts;
use crate::article::Attributes;
use crate::page::{Dom, NodeId, Tag};

/// The text of a `<pre>`, with its line breaks and indentation, without blank lines at its ends and without what is not
/// read: buttons, scripts, hidden parts.
pub(super) fn text(dom: &Dom<'_>, contexts: &Contexts, id: NodeId) -> String {
    let mut text = String::new();
    let mut node = id + 1;
    while node < dom.node(id).end {
        if contexts.is_skipped(node) {
            node = dom.node(node).end;
            continue;
        }
        match dom.tag(node) {
            Tag::Br => text.push('\n'),
            // A line to a block: the break is not in the text.
            tag if tag.is_block() && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            _ => text.push_str(dom.text(node).unwrap_or_default()),
        }
        node += 1;
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|&character| !character.is_control() || matches!(character, '\n' | '\t')).collect();
    text.trim_end().trim_start_matches('\n').to_owned()
}

/// The language that a `<pre>` or what is around or inside it names in its class, as highlighters read it.
pub(super) fn language_attribute(dom: &Dom<'_>, id: NodeId) -> Attributes {
    let inside = dom.descendants(id).filter(|&node| dom.tag(node) == Tag::Code).take(1);
    let around = dom.ancestors(id).take(2);
    let language = std::iter::once(id).chain(inside).chain(around).find_map(|node| language(dom, node));
    Attributes(language.map(|language| ("data-language".to_owned(), language)).into_iter().collect())
}

fn language(dom: &Dom<'_>, id: NodeId) -> Option<String> {
    let class = dom.attribute(id, "class")?;
    let named = class.split_ascii_whitespace().find_map(|name| {
        name.strip_prefix("language-")
            .or_else(|| name.strip_prefix("lang-"))
            .or_else(|| name.strip_prefix("highlight-source-"))
    })?;
    let known = !named.is_empty()
        && named.len() <= 20
        && named.chars().all(|c| c.is_ascii_alphanumeric() || "+#-_.".contains(c));
    known.then(|| named.to_ascii_lowercase())
}

/// Code within a line.
pub(super) fn inline(attributes: Attributes) -> Shape {
    Shape::Inline("code", attributes)
}
