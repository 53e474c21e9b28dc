//! Clean a story's HTML a second time.

use std::collections::HashMap;

use clearstory::{Article, Choice, ContentNode, Options, Page, render};

/// Where the tree that a story's own HTML gives differs from the story's: as a whole page, nothing of which is selected,
/// under the rules for what may come out. Attributes have no order, and places are numbered anew.
pub fn difference(article: &Article, options: &Options) -> Option<String> {
    let html = format!("<article>{}</article>", render::html_fragment(&article.content));
    let all = Choice { all: true, ..Choice::default() };
    let again = Page::read(&html, options).and_then(|page| page.select(&all));
    let again = again.map(|again| lines(&again.content)).unwrap_or_default();
    let once = lines(&article.content);
    let at = (0..once.len().max(again.len())).find(|&at| once.get(at) != again.get(at))?;
    Some(format!("node {at} was {:?} and is {:?} in {html}", once.get(at), again.get(at)))
}

/// A line for each node.
fn lines(content: &[ContentNode]) -> Vec<String> {
    let mut places = HashMap::new();
    content.iter().map(|node| line(node, &mut places)).collect()
}

fn line(node: &ContentNode, places: &mut HashMap<String, usize>) -> String {
    let (depth, tag, attributes) = match node {
        ContentNode::Text { depth, text } => return format!("{depth} {text}"),
        ContentNode::Element { depth, tag, attributes } => (depth, tag, attributes),
    };
    let mut value = |name: &str, value: &str| match value.trim_start_matches('#').strip_prefix("cs-") {
        Some(place) if matches!(name, "id" | "href") => {
            let next = places.len();
            places.entry(place.to_owned()).or_insert(next).to_string()
        }
        _ => value.to_owned(),
    };
    let mut attributes: Vec<String> =
        attributes.0.iter().map(|(name, given)| format!(" {name}={:?}", value(name, given))).collect();
    attributes.sort();
    format!("{depth} <{tag}{}>", attributes.concat())
}
