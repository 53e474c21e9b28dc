//! A page that is nearly one: tags that HTML knows, opened and closed in any order, with attributes and texts that matter.
#![no_main]

mod planted;
#[path = "../../tests/support/promises.rs"]
#[allow(dead_code)]
mod promises;
#[path = "../../tests/support/soup.rs"]
mod soup;
mod story;

use clearstory::{Article, ContentNode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(article) = story::of(&soup::page(bytes), bytes) {
        planted::bug(|| has_quoted_list(&article));
    }
});

/// A list that counts from another number than 1, in a list, in a quotation.
fn has_quoted_list(article: &Article) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for node in &article.content {
        open.truncate(usize::from(node.depth()));
        let ContentNode::Element { tag, attributes, .. } = node else { continue };
        let mut around = open.iter().skip_while(|tag| **tag != "blockquote");
        if tag == "ol" && attributes.get("start").is_some() && around.any(|tag| matches!(*tag, "ol" | "ul")) {
            return true;
        }
        open.push(tag);
    }
    false
}
