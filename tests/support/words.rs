//! Hold every word of a story to be the page's.

use std::collections::HashSet;

use clearstory::{Article, ContentNode, policy};
use scraper::Html;

/// Panics if a story has a word that its page does not have.
pub fn assert_none_is_invented(name: &str, html: &str, article: &Article) {
    let invented = invented(html, article);
    assert!(invented.is_empty(), "{name}: {invented:?} are not in its page");
}

/// The words of a story, its title and its author that its page does not have.
pub fn invented(html: &str, article: &Article) -> Vec<String> {
    let page = Page::of(html);
    let texts = article.content.iter().enumerate().filter_map(|(at, node)| {
        let before = at.checked_sub(1).map(|before| &article.content[before]);
        node.as_text().filter(|_| !before.is_some_and(may_be_ours))
    });
    let known = [&article.metadata.title, &article.metadata.byline].into_iter().flatten().map(String::as_str);
    texts.chain(known).flat_map(words).filter(|word| !page.has(word)).map(str::to_owned).collect()
}

/// What stands in it may be of our making: a style sheet may number notes that have no number in the page, and a formula
/// that was made of TeX has signs for its words.
fn may_be_ours(element: &ContentNode) -> bool {
    let ContentNode::Element { tag, attributes, .. } = element else { return false };
    attributes.get("role") == Some("doc-noteref") || policy::MATH_TOKENS.contains(&tag.as_str())
}

/// A page as it is written, as it is read, and without what looks like a tag: what stands in `<noscript>` is a text for the
/// parser of this test.
struct Page {
    words: HashSet<String>,
    /// Its texts, one behind the other: elements may part a word, and what they part may stand side by side.
    runs: [String; 2],
}

impl Page {
    fn of(html: &str) -> Self {
        let html = without_controls(html);
        let read: String =
            Html::parse_document(&html).tree.values().filter_map(|node| node.as_text()).map(|text| &**text).collect();
        let mut in_tag = false;
        let bare = html.chars().filter(|&sign| {
            in_tag = sign == '<' || (in_tag && sign != '>');
            !in_tag && sign != '>'
        });
        let runs = [without_controls(&read), bare.collect()];
        let words = [&html, &runs[0], &runs[1]].into_iter().flat_map(|text| words(text)).map(str::to_owned).collect();
        Page { words, runs }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.runs.iter().any(|run| run.contains(word))
    }
}

/// A text without the signs that are not shown and not kept: some pages have them inside of words.
fn without_controls(text: &str) -> String {
    text.chars().filter(|&sign| !sign.is_control() || sign.is_whitespace()).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}
