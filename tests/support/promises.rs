//! Hold what is promised of every article: an allow-listed tree of bounded size, and printed forms that cannot be misread.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use clearstory::{Article, ContentNode, Metadata, policy, render};
use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};
use roxmltree::{Document, ParsingOptions};
use scraper::{Html, Node};
use zip::ZipArchive;

/// What holds blocks alone, as the story itself does.
const HOLD_BLOCKS: [&str; 13] =
    ["", "blockquote", "figure", "details", "aside", "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"];

/// Panics unless an article of a page of so many bytes keeps all promises.
pub fn assert_kept(name: &str, bytes: usize, article: &Article) {
    assert_sound(name, bytes, article);
    assert_reads_back(name, article);
    assert_markdown_has_no_html(name, &render::markdown(article));
    assert_book_is_xml(name, article);
}

/// The tree has nothing that is not on the list, nests in order and not too deep, and is no larger than it may be.
pub fn assert_sound(name: &str, bytes: usize, article: &Article) {
    let mut parent_depth: Option<u8> = None;
    let mut parents: Vec<&str> = Vec::new();
    let mut size = 0;
    for node in &article.content {
        assert!(node.depth() <= 200, "{name}: depth");
        assert!(node.depth() <= parent_depth.map_or(0, |depth| depth + 1), "{name}: a node without a parent");
        parents.truncate(node.depth().into());
        let parent = parents.last().copied().unwrap_or_default();
        let is_token = policy::MATH_TOKENS.contains(&parent);
        match node {
            ContentNode::Element { depth, tag, attributes } => {
                assert!(policy::is_tag(tag), "{name}: <{tag}>");
                let is_in_formula = policy::is_math_tag(tag) && tag != "math";
                assert_eq!(is_in_formula, policy::is_math_tag(parent), "{name}: <{tag}> in <{parent}>");
                assert!(!is_token, "{name}: <{tag}> in <{parent}>");
                parents.push(tag);
                for (key, value) in &attributes.0 {
                    assert!(policy::is_attribute(tag, key), "{name}: {tag} {key}");
                    size += key.len() + value.len();
                    if matches!(key.as_str(), "src" | "href" | "poster") {
                        let harmless = ["https://", "http://", "mailto:", "tel:", "data:image/", "#cs-"];
                        assert!(harmless.iter().any(|scheme| value.starts_with(scheme)), "{name}: {value}");
                    }
                }
                parent_depth = Some(*depth);
            }
            ContentNode::Text { depth, text } => {
                assert!(!text.is_empty(), "{name}: empty text");
                assert_eq!(is_token, policy::is_math_tag(parent), "{name}: text in <{parent}>");
                // Where no element may be opened any more, a text stands wherever it is.
                assert!(*depth == 200 || !HOLD_BLOCKS.contains(&parent), "{name}: {text:?} in <{parent}>");
                size += text.len();
                // A text has no children.
                parent_depth = depth.checked_sub(1);
            }
        }
    }
    assert!(size <= 4 * bytes + 65_536, "{name}: {size} bytes of {bytes}");
    assert!((0.0..=1.0).contains(&article.confidence), "{name}");
    assert_plain(name, &article.metadata);
}

/// What is known of a story is text that shows as what it is, in the forms that are documented.
pub fn assert_plain(name: &str, known: &Metadata) {
    let is_unseen = |sign: char| sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let texts = [&known.title, &known.byline, &known.site_name, &known.excerpt, &known.published, &known.modified];
    for text in texts.into_iter().flatten() {
        assert!(!text.trim().is_empty() && !text.contains(is_unseen), "{name}: {text:?}");
    }
    for date in [&known.published, &known.modified].into_iter().flatten() {
        let day = date.get(..10).is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
        assert!(day, "{name}: {date:?} is no date");
    }
    if let Some(language) = &known.language {
        assert!(language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{name}: {language:?}");
    }
    for address in known.url.iter().chain(&known.lead_image) {
        let harmless = ["https://", "http://", "data:image/"];
        assert!(harmless.iter().any(|scheme| address.starts_with(scheme)), "{name}: {address}");
    }
}

/// The HTML is parsed to the very tree that it was printed from, by itself and in its document.
pub fn assert_reads_back(name: &str, article: &Article) {
    let expected: Vec<String> = article.content.iter().map(line).collect();
    let fragment = render::html_fragment(&article.content);
    assert_same(name, &lines(&Html::parse_fragment(&fragment), "html"), &expected, &fragment);
    let html = render::html(article);
    let document = Html::parse_document(&html);
    let title = article.metadata.title.clone().filter(|title| !title.is_empty());
    let headline = title.map(|title| ["0 <h1>".to_owned(), format!("1 {title}")]);
    let expected: Vec<String> = headline.into_iter().flatten().chain(expected).collect();
    assert_same(name, &lines(&document, "article"), &expected, &html);
}

fn assert_same(name: &str, read: &[String], printed: &[String], html: &str) {
    let differs = (0..read.len().max(printed.len())).find(|&at| read.get(at) != printed.get(at));
    if let Some(at) = differs {
        panic!("{name}: node {at} is {:?} and is read as {:?} in {html}", printed.get(at), read.get(at));
    }
}

/// A node of an article in a line: depth, then name and attributes or text.
fn line(node: &ContentNode) -> String {
    match node {
        ContentNode::Element { depth, tag, attributes } => {
            let rel = (tag == "a").then_some(("rel", "noopener noreferrer"));
            element(usize::from(*depth), tag, attributes.0.iter().map(|(key, value)| (&**key, &**value)).chain(rel))
        }
        ContentNode::Text { depth, text } => format!("{depth} {text}"),
    }
}

fn element<'a>(depth: usize, tag: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut attributes: Vec<String> = attributes.map(|(key, value)| format!(" {key}={value:?}")).collect();
    attributes.sort();
    format!("{depth} <{tag}{}>", attributes.concat())
}

/// The nodes inside the first element of a name likewise, but for the line feeds behind its children.
fn lines(html: &Html, root: &str) -> Vec<String> {
    let is_root = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == root);
    let mut depth = 0;
    let mut lines = Vec::new();
    for edge in html.tree.root().descendants().find(is_root).into_iter().flat_map(|root| root.traverse()) {
        match edge {
            Edge::Open(node) => {
                match node.value() {
                    Node::Text(text) if depth == 1 && &**text == "\n" => {}
                    Node::Text(text) => lines.push(format!("{} {}", depth - 1, &**text)),
                    Node::Element(_) if depth == 0 => {}
                    Node::Element(found) => lines.push(element(depth - 1, found.name(), found.attrs())),
                    other => panic!("{other:?} is neither element nor text"),
                }
                depth += 1;
            }
            Edge::Close(_) => depth -= 1,
        }
    }
    lines
}

/// A Markdown reader that lets HTML through finds none.
pub fn assert_markdown_has_no_html(name: &str, markdown: &str) {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_MATH;
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{name}: {html} is HTML in {markdown}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let harmless = ["https://", "http://", "mailto:", "tel:", "data:image/", "#"];
                assert!(harmless.iter().any(|scheme| dest_url.starts_with(scheme)), "{name}: {dest_url}");
            }
            _ => {}
        }
    }
}

/// Every document of the book is XML, without entities or instructions of its own.
pub fn assert_book_is_xml(name: &str, article: &Article) {
    let book = render::epub(article, &HashMap::new()).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        if !file.name().ends_with("ml") && !file.name().ends_with("opf") {
            continue;
        }
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        if let Err(error) = Document::parse_with_options(&text, options) {
            panic!("{name}: {}: {error} in {text}", file.name());
        }
    }
}
