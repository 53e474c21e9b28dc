//! What is printed is read as what it was: by an HTML parser, a Markdown reader and an XML parser, for every page there is.

#[path = "support/promises.rs"]
mod promises;
#[path = "support/soup.rs"]
mod soup;
mod support;
#[path = "support/words.rs"]
mod words;

use std::fs;
use std::path::Path;

use clearstory::{ContentNode, Limits, Options, extract};
use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const SENTENCE: &str =
    "It rained all night, and in the morning the river stood at the second step of the mill, as it had in 1911.";

fn options() -> Options {
    Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() }
}

/// The name and the page of every fixture.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path().join("page.html")).unwrap())
    };
    fs::read_dir(folder).unwrap().map(read).collect()
}

/// The same pages on every run: new ones are what fuzzing is for.
fn for_each<S: Strategy>(cases: u32, pages: S, test: impl Fn(S::Value)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let test = |page| {
        test(page);
        Ok(())
    };
    runner.run(&pages, test).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_fixture_keeps_the_promises() {
    for (name, html) in fixtures() {
        promises::assert_kept(&name, html.len(), &extract(&html, &options()).unwrap());
    }
}

/// What fuzzing has found, behind a story.
const FOUND: [&str; 2] = ["``` <video src=/mill.png></video>", "\u{202e} and more"];

#[test]
fn every_page_that_was_found_keeps_the_promises() {
    for found in FOUND {
        let html = format!("<title>Rain</title><article><p>{SENTENCE}{SENTENCE}{found}");
        promises::assert_kept(found, html.len(), &extract(&html, &options()).unwrap());
    }
}

#[test]
fn every_soup_keeps_the_promises() {
    for_each(500, vec(any::<u8>(), 0..400), |bytes| {
        let html = soup::page(&bytes);
        let result = extract(&html, &options());
        assert_eq!(result, extract(&html, &options()));
        if let Ok(article) = result {
            promises::assert_kept("soup", html.len(), &article);
            words::assert_none_is_invented("soup", &html, &article);
        }
    });
}

#[test]
fn under_any_limits_there_is_an_answer() {
    let limits = (0usize..3_000, 0usize..20, 0usize..2_000, 0usize..5, 0usize..3, 0usize..300, 0usize..3_000);
    for_each(300, (vec(any::<u8>(), 0..100), limits), |(bytes, limits)| {
        let (bytes_of_page, depth, steps, formatting, attributes, nodes, output) = limits;
        let limits = Limits { bytes: bytes_of_page, depth, steps, formatting, attributes, nodes, output };
        let html = soup::page(&bytes);
        if let Ok(article) = extract(&html, &Options { limits, ..options() }) {
            promises::assert_kept("soup", html.len(), &article);
        }
    });
}

/// Each payload of other sanitisers' tests, as a page and in a story (`../shared/attacks`).
#[test]
fn every_payload_keeps_the_promises() {
    let Some(folder) = support::shared("attacks", "every_payload_keeps_the_promises") else { return };
    let mut ran = 0;
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let cases = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for (name, payload) in strings(&cases).into_iter().filter(|(_, text)| text.contains('<')) {
            let story = format!("<article><p>{SENTENCE}</p>{payload}<p>{SENTENCE}</p><p>{SENTENCE}</p></article>");
            for html in [payload, story] {
                if let Ok(article) = extract(&html, &options()) {
                    promises::assert_kept(&name, html.len(), &article);
                    ran += 1;
                }
            }
        }
    }
    assert!(ran > 200, "{ran}");
}

/// A tree that no page gives, for whose HTML a parser has other ideas.
#[test]
#[should_panic(expected = "and is read as")]
fn a_tree_that_is_not_read_back_is_noticed() {
    let mut article = extract(&format!("<p>{SENTENCE}</p><p>{SENTENCE}</p>"), &options()).unwrap();
    for node in &mut article.content {
        if let ContentNode::Text { depth, .. } = node {
            *depth = 2;
        }
    }
    article.content.insert(1, ContentNode::Element { depth: 1, tag: "p".to_owned(), attributes: Default::default() });
    promises::assert_reads_back("nested paragraphs", &article);
}

#[test]
#[should_panic(expected = "[\"Thunder\"] are not in")]
fn a_word_that_no_page_has_is_noticed() {
    let html = format!("<p>{SENTENCE}</p><p>{SENTENCE}</p>");
    let mut article = extract(&html, &options()).unwrap();
    for node in &mut article.content {
        if let ContentNode::Text { text, .. } = node {
            text.push_str(" Thunder.");
        }
    }
    words::assert_none_is_invented("a story with a word too many", &html, &article);
}

/// Every string in a JSON value, with the path to it.
fn strings(value: &serde_json::Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((path, value)) = open.pop() {
        match value {
            serde_json::Value::String(text) => found.push((path, text.clone())),
            serde_json::Value::Array(list) => {
                open.extend(list.iter().enumerate().map(|(at, value)| (format!("{path}/{at}"), value)))
            }
            serde_json::Value::Object(map) => {
                open.extend(map.iter().map(|(key, value)| (format!("{path}/{key}"), value)))
            }
            _ => {}
        }
    }
    found
}
