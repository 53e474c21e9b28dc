//! Hold every word of a story to be the page's.

use std::collections::HashSet;

use clearstory::{Article, ContentNode, policy};
use scraper::Html;

/// Panics if a story has a word that its page does not have.
pub fn assert_none_is_invented(name: &str, html: &str, article: &Article) {
    let known = words_of_page(html);
    for (at, node) in article.content.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &article.content[before]);
        let ours = before.is_some_and(may_be_ours);
        for word in node.as_text().filter(|_| !ours).into_iter().flat_map(words) {
            assert!(known.contains(word), "{name}: {word:?} is not in {html}");
        }
    }
}

/// What stands in it may be of our making: a style sheet may number notes that have no number in the page, and a formula
/// that was made of TeX has signs for its words.
fn may_be_ours(element: &ContentNode) -> bool {
    let ContentNode::Element { tag, attributes, .. } = element else { return false };
    attributes.get("role") == Some("doc-noteref") || policy::MATH_TOKENS.contains(&tag.as_str())
}

/// The words of a page as it is written, and as it is read: there, elements may part a word.
fn words_of_page(html: &str) -> HashSet<String> {
    let read: String =
        Html::parse_document(html).tree.values().filter_map(|node| node.as_text()).map(|text| &**text).collect();
    // What stands in <noscript> is a text for that parser.
    let mut in_tag = false;
    let bare = html.chars().filter(|&sign| {
        in_tag = sign == '<' || (in_tag && sign != '>');
        !in_tag && sign != '>'
    });
    let bare: String = bare.collect();
    [html, &read, &bare].into_iter().flat_map(words).map(str::to_owned).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}
