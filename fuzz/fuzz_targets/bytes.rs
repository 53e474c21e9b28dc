//! A page as it comes from a file: any bytes, decoded as the program does.
#![no_main]

#[path = "../../src/bin/clearstory/input.rs"]
#[allow(dead_code)]
mod input;
mod planted;
#[path = "../../tests/support/promises.rs"]
#[allow(dead_code)]
mod promises;
mod story;

use clearstory::{Article, ContentNode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(article) = story::of(&input::decode(bytes), bytes) {
        planted::bug(|| str::from_utf8(bytes).is_err() && has(&article, "ol") && has(&article, "table"));
    }
});

fn has(article: &Article, name: &str) -> bool {
    article.content.iter().any(|node| matches!(node, ContentNode::Element { tag, .. } if tag == name))
}
