//! What a Markdown reader makes of our Markdown is what is in the tree: read by a CommonMark library, element by element.

use std::fs;
use std::path::Path;

use clearstory::{Options, extract, render};
use pulldown_cmark::{Options as Extensions, Parser};
use scraper::{CaseSensitivity, ElementRef, Html, Node, Selector};

/// What a reader would miss if it were lost, as `kind: letters and digits`, in the order of the page.
fn elements(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let all = "h1, h2, h3, h4, h5, h6, a[href], img, video, audio, pre, ul, ol, li, td, th, blockquote, aside, hr, del, s, \
               math[alttext], span.math";
    let all = Selector::parse(all).unwrap();
    let is_written = |element: &ElementRef<'_>| !is_note(element);
    document.select(&all).filter(is_written).filter_map(|element| described(&element)).collect()
}

fn described(element: &ElementRef<'_>) -> Option<String> {
    let attribute = |name: &str| element.value().attr(name).unwrap_or_default().to_owned();
    let text = letters(&shown(element));
    Some(match element.value().name() {
        // A link to a place in the story is a note's or has no place in Markdown.
        "a" if attribute("href").starts_with('#') => return None,
        "a" => format!("a: {} {text}", attribute("href")),
        "img" => format!("img: {} {}", attribute("src"), letters(&attribute("alt"))),
        // A player is a link to what it plays.
        name @ ("video" | "audio") => format!("a: {} {name}", attribute("src")),
        "pre" => format!("code: {} {}", language(element), lines(element)),
        "td" | "th" if text.is_empty() => return None,
        // Markdown has a heading in every table, whether there is one or not.
        "td" | "th" => format!("cell: {text}"),
        // Of a list of notes nothing is left.
        "ul" | "ol" if text.is_empty() => return None,
        name @ ("ul" | "ol") => format!("{name} list: {text}"),
        "li" => format!("{} item: {text}", element.parent().and_then(ElementRef::wrap)?.value().name()),
        // A box that is set off is a quotation.
        "blockquote" | "aside" => format!("quote: {text}"),
        "s" => format!("del: {text}"),
        "math" => format!("formula: {}", spaceless(&attribute("alttext"))),
        "span" => format!("formula: {}", spaceless(&element.text().collect::<String>())),
        name => format!("{name}: {text}"),
    })
}

/// The language of a listing, as our HTML or a Markdown reader gives it.
fn language(listing: &ElementRef<'_>) -> String {
    let Some(code) = listing.child_elements().next() else { return String::new() };
    let class = code.value().attr("class").unwrap_or_default();
    code.value().attr("data-language").unwrap_or(class.trim_start_matches("language-")).to_owned()
}

/// The lines of a listing. Spaces at the end of one say nothing.
fn lines(listing: &ElementRef<'_>) -> String {
    let text: String = listing.text().collect();
    text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Notes are written as Markdown's own, and set off boxes as quotations.
fn is_note(element: &ElementRef<'_>) -> bool {
    let is = |node: ElementRef<'_>| {
        let role = node.value().attr("role").unwrap_or_default();
        let class = node.value().attr("class").unwrap_or_default();
        role.starts_with("doc-") || class.starts_with("footnote")
    };
    std::iter::once(*element).chain(element.ancestors().filter_map(ElementRef::wrap)).any(is)
}

/// TeX, in which spaces say nothing.
fn spaceless(tex: &str) -> String {
    tex.split_whitespace().collect()
}

/// What a formula shows is MathML in the tree, and TeX in Markdown.
fn is_in_formula(element: &ElementRef<'_>) -> bool {
    let mut around = std::iter::once(*element).chain(element.ancestors().filter_map(ElementRef::wrap));
    around.any(|node| node.value().name() == "math" || node.value().has_class("math", CaseSensitivity::CaseSensitive))
}

/// The text of an element, without the marks of notes and formulas.
fn shown(element: &ElementRef<'_>) -> String {
    let texts = element.descendants().filter_map(|node| match node.value() {
        Node::Text(text) => Some((node, text)),
        _ => None,
    });
    let left_out = |at: ElementRef<'_>| is_note(&at) || is_in_formula(&at);
    let outside = texts.filter(|(node, _)| !node.parent().and_then(ElementRef::wrap).is_some_and(left_out));
    outside.map(|(_, text)| &**text).collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn read(markdown: &str) -> String {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_MATH;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, extensions));
    html
}

#[test]
fn markdown_reads_as_the_tree_does() {
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    let mut failures = Vec::new();
    for fixture in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap() {
        let fixture = fixture.unwrap();
        let article = extract(&fs::read_to_string(fixture.path().join("page.html")).unwrap(), &options).unwrap();
        let (tree, markdown) = (elements(&render::html(&article)), elements(&read(&render::markdown(&article))));
        if let Some(at) = (0..tree.len().max(markdown.len())).find(|&at| tree.get(at) != markdown.get(at)) {
            let name = fixture.file_name().into_string().unwrap();
            failures.push(format!("{name}\n  tree:     {:?}\n  Markdown: {:?}", tree.get(at), markdown.get(at)));
        }
    }
    assert!(failures.is_empty(), "{} differ:\n{}", failures.len(), failures.join("\n"));
}
