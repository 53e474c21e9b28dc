//! Nothing of what `tests/attacks` holds gets into any output: every element, attribute and address is on the allow-list.

#[path = "support/again.rs"]
mod again;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use clearstory::{Article, ContentNode, Options, extract, policy, render};
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};
use scraper::{ElementRef, Html, Node};
use serde::Deserialize;
use url::Url;

const URL: &str = "https://example.org/stories/page.html";

/// A class of attacks: every payload in every place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    what: String,
    reference: String,
    /// Where a payload stands: `{}`, or `{json}` within a JSON string.
    #[serde(default = "anywhere")]
    places: Vec<Place>,
    payloads: Vec<String>,
    /// What the story must have as text.
    #[serde(default)]
    kept: Vec<String>,
    /// What the HTML of the story must not have.
    #[serde(default)]
    absent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Place {
    Story(String),
    Head {
        head: String,
        #[serde(default)]
        story: String,
    },
}

fn anywhere() -> Vec<Place> {
    vec![Place::Story("{}".to_owned())]
}

/// A page with one payload.
struct Attack {
    name: String,
    html: String,
    kept: Vec<String>,
    absent: Vec<String>,
}

fn attacks() -> Vec<Attack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    let story = fs::read_to_string(folder.join("story.html")).unwrap();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let classes = files.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    classes.flat_map(|path| pages(&path.file_stem().unwrap().to_string_lossy(), path, &story)).collect()
}

fn pages(name: &str, path: &Path, story: &str) -> Vec<Attack> {
    let class: Class = serde_json::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(!class.what.is_empty() && !class.reference.is_empty(), "{name}");
    let mut pages = Vec::new();
    for (place_number, place) in class.places.iter().enumerate() {
        for (number, payload) in class.payloads.iter().enumerate() {
            let (head, body) = match place {
                Place::Story(story) => ("", story.as_str()),
                Place::Head { head, story } => (head.as_str(), story.as_str()),
            };
            let html =
                story.replace("<!--head-->", &filled(head, payload)).replace("<!--story-->", &filled(body, payload));
            let name = format!("{name} {place_number}.{number}: {payload}");
            pages.push(Attack { name, html, kept: class.kept.clone(), absent: class.absent.clone() });
        }
    }
    pages
}

fn filled(place: &str, payload: &str) -> String {
    let json = serde_json::to_string(payload).unwrap();
    place.replace("{json}", json.trim_matches('"')).replace("{}", payload)
}

/// Every page with what the engine makes of it.
static RESULTS: LazyLock<Vec<(Attack, Article)>> = LazyLock::new(|| {
    let options = Options { url: Some(URL.to_owned()), ..Options::default() };
    let read = |attack: Attack| {
        let article = extract(&attack.html, &options).unwrap_or_else(|error| panic!("{}: {error}", attack.name));
        (attack, article)
    };
    attacks().into_iter().map(read).collect()
});

/// Runs a test on every page, and tells all that is wrong with any.
fn on_each(judge: impl Fn(&Attack, &Article) -> Vec<String>) {
    assert!(RESULTS.len() > 1_500, "{}", RESULTS.len());
    let faults = |(attack, article): &(Attack, Article)| {
        judge(attack, article).into_iter().map(|fault| format!("{}\n    {fault}", attack.name)).collect::<Vec<_>>()
    };
    let wrong: Vec<String> = RESULTS.iter().flat_map(faults).collect();
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_story_around_an_attack_is_found() {
    on_each(|attack, article| {
        let text = render::text(article);
        let story = ["It rained all night", "to wait for the light."];
        let kept = story.into_iter().chain(attack.kept.iter().map(String::as_str));
        let mut wrong: Vec<String> =
            kept.filter(|words| !text.contains(words)).map(|it| format!("lost: {it}")).collect();
        let html = render::html(article);
        wrong.extend(attack.absent.iter().filter(|it| html.contains(*it)).map(|it| format!("has {it}")));
        wrong
    });
}

#[test]
fn what_is_known_of_a_story_is_plain_text() {
    on_each(|_, article| {
        let known = &article.metadata;
        let texts = [&known.title, &known.byline, &known.site_name, &known.excerpt, &known.published, &known.modified];
        let is_unseen =
            |sign: char| sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let texts = texts.into_iter().flatten().filter(|text| text.contains(is_unseen));
        let is_tag = |text: &&String| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let tags = known.language.iter().filter(|text| !is_tag(text));
        let addresses = known.url.iter().chain(&known.lead_image).filter(|address| !is_media(address));
        let dropped =
            article.dropped.iter().map(|dropped| &dropped.text).filter(|text| text.contains(char::is_control));
        texts.chain(tags).chain(addresses).chain(dropped).map(|fault| format!("{fault:?}")).collect()
    });
}

#[test]
fn html_has_nothing_but_what_is_listed() {
    on_each(|_, article| {
        let document = Html::parse_document(&render::html(article));
        let nodes = document.tree.nodes().filter_map(|node| match node.value() {
            Node::Element(_) => ElementRef::wrap(node).and_then(|element| fault_of_html(&element)),
            Node::Comment(_) | Node::ProcessingInstruction(_) => Some("a comment".to_owned()),
            _ => None,
        });
        nodes.collect()
    });
}

/// What is wrong with an element of our HTML.
fn fault_of_html(element: &ElementRef<'_>) -> Option<String> {
    let (tag, is_frame) = (element.value().name(), frame_attributes(element.value().name()));
    if !policy::is_tag(tag) && is_frame.is_none() {
        return Some(format!("<{tag}>"));
    }
    let listed = |name: &str| {
        is_frame.is_some_and(|names| names.contains(&name))
            || policy::is_attribute(tag, name)
            || (tag, name) == ("a", "rel")
    };
    element.value().attrs().find_map(|(name, value)| {
        if listed(name) { fault_of_value(name, value) } else { Some(format!("<{tag} {name}=\"{value}\">")) }
    })
}

/// The elements around the story, and their attributes.
fn frame_attributes(tag: &str) -> Option<&'static [&'static str]> {
    match tag {
        "html" => Some(&["lang", "dir"]),
        "meta" => Some(&["charset", "name", "content"]),
        "link" => Some(&["rel", "href"]),
        "head" | "title" | "body" | "article" | "h1" => Some(&[]),
        _ => None,
    }
}

/// What is wrong with the value of an attribute.
fn fault_of_value(name: &str, value: &str) -> Option<String> {
    let fault = || Some(format!("{name}=\"{value}\""));
    match name {
        "href" if is_link(value) || is_place(value) => None,
        "src" | "poster" | "cite" if is_media(value) => None,
        "srcset" if value.split(", ").all(|one| is_media(one.split(' ').next().unwrap_or_default())) => None,
        "href" | "src" | "poster" | "cite" | "srcset" => fault(),
        "id" if !is_place(&format!("#{value}")) => fault(),
        "rel" if !matches!(value, "noopener noreferrer" | "canonical") => fault(),
        "name" if !matches!(value, "author" | "description") => fault(),
        _ if value.chars().any(is_control) => fault(),
        _ => None,
    }
}

fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n')
}

/// The name of a place in the story, which the engine gives.
fn is_place(value: &str) -> bool {
    value.strip_prefix("#cs-").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}

fn is_link(value: &str) -> bool {
    Url::parse(value)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "tel") && url.as_str() == value)
}

fn is_media(value: &str) -> bool {
    let kinds = ["png", "jpeg", "gif", "webp", "avif"];
    let is_picture =
        |rest: &str| kinds.iter().any(|kind| rest.strip_prefix(kind).is_some_and(|it| it.starts_with([';', ','])));
    match value.strip_prefix("data:image/") {
        Some(rest) => is_picture(rest),
        None => Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https")),
    }
}

#[test]
fn html_is_the_same_tree_after_parsing() {
    on_each(|_, article| {
        let document = Html::parse_document(&render::html(article));
        let parsed = parsed(&document);
        let tree = written(article);
        let at = (0..tree.len().max(parsed.len())).find(|&at| tree.get(at) != parsed.get(at));
        at.map(|at| format!("wrote {:?}, read {:?}", tree.get(at), parsed.get(at))).into_iter().collect()
    });
}

#[test]
fn html_that_is_cleaned_again_is_the_same_tree() {
    let options = Options { url: Some(URL.to_owned()), ..Options::default() };
    // As `tests/again.rs` says of its exceptions: the link to a player is bare in its figure the first time alone.
    let is = |node: &ContentNode, name: &str| matches!(node, ContentNode::Element { tag, .. } if tag == name);
    let is_player = |nodes: &[ContentNode]| is(&nodes[0], "figure") && is(&nodes[1], "a") && !is(&nodes[2], "img");
    let is_exception = |article: &Article| article.content.windows(3).any(is_player);
    on_each(|_, article| {
        let difference = again::difference(article, &options).filter(|_| !is_exception(article));
        difference.into_iter().collect()
    });
}

/// The story's tree, a line a node: how deep it lies and what it is.
fn written(article: &Article) -> Vec<String> {
    let line = |node: &ContentNode| match node {
        ContentNode::Element { depth, tag, attributes } => {
            let attributes: BTreeSet<_> =
                attributes.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            format!("{depth} <{tag}> {attributes:?}")
        }
        ContentNode::Text { depth, text } => format!("{depth} {text:?}"),
    };
    article.content.iter().map(line).collect()
}

/// The same of a parsed document's `<article>`, without its headline and the line breaks between blocks.
fn parsed(document: &Html) -> Vec<String> {
    let Some(article) = document.select(&scraper::Selector::parse("article").unwrap()).next() else {
        return Vec::new();
    };
    let outside = article.ancestors().count() + 1;
    let nodes = article.descendants().skip(1);
    let lines = nodes.filter_map(|node| {
        let depth = node.ancestors().count() - outside;
        match node.value() {
            Node::Element(element) if element.name() == "h1" => None,
            Node::Element(element) => {
                let attributes: BTreeSet<_> = element.attrs().filter(|(name, _)| *name != "rel").collect();
                Some(format!("{depth} <{}> {attributes:?}", element.name()))
            }
            Node::Text(_) if node.parent().and_then(ElementRef::wrap).is_some_and(|it| it.value().name() == "h1") => {
                None
            }
            Node::Text(text) if depth == 0 && &**text == "\n" => None,
            Node::Text(text) => Some(format!("{depth} {:?}", &**text)),
            _ => None,
        }
    });
    lines.collect()
}

#[test]
fn markdown_has_no_html_and_no_harmful_address() {
    on_each(|_, article| {
        let markdown = render::markdown(article);
        let extensions = Extensions::ENABLE_TABLES
            | Extensions::ENABLE_FOOTNOTES
            | Extensions::ENABLE_STRIKETHROUGH
            | Extensions::ENABLE_MATH;
        let faults = |extensions| {
            Parser::new_ext(&markdown, extensions)
                .filter_map(|event| match event {
                    Event::Html(html) | Event::InlineHtml(html) => Some(format!("{html}")),
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        (!is_link(&dest_url) && !is_place(&dest_url)).then(|| dest_url.to_string())
                    }
                    Event::Start(Tag::Image { dest_url, .. }) => (!is_media(&dest_url)).then(|| dest_url.to_string()),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        // A reader may know less than we write.
        [faults(extensions), faults(Extensions::empty())].concat()
    });
}

#[test]
fn a_book_has_nothing_but_what_is_listed() {
    on_each(|_, article| {
        let book = render::epub(article, &Default::default()).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
        let names: Vec<String> =
            archive.file_names().filter(|name| name.ends_with(".xhtml")).map(str::to_owned).collect();
        assert!(!names.is_empty());
        let mut faults = Vec::new();
        for name in names {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            let document = Html::parse_document(&text);
            let elements = document.tree.root().descendants().filter_map(ElementRef::wrap);
            faults.extend(elements.filter_map(|element| fault_of_book(&element)));
        }
        faults
    });
}

/// What is wrong with an element of a book.
fn fault_of_book(element: &ElementRef<'_>) -> Option<String> {
    let tag = element.value().name();
    let is_known =
        policy::is_tag(tag) || matches!(tag, "html" | "head" | "title" | "body" | "h1" | "div" | "nav" | "section");
    if !is_known {
        return Some(format!("<{tag}>"));
    }
    let is_frame =
        |name: &str| name.starts_with("xmlns") || matches!(name, "xml:lang" | "epub:type" | "role" | "hidden");
    element.value().attrs().find_map(|(name, value)| match name {
        _ if is_frame(name) || (tag, name) == ("html", "lang") => None,
        "href" if value.ends_with(".xhtml") || value.split_once(".xhtml#").is_some() => None,
        "id" => None,
        "src" => Some(format!("{name}=\"{value}\"")),
        _ if policy::is_attribute(tag, name) => fault_of_value(name, value),
        _ => Some(format!("<{tag} {name}=\"{value}\">")),
    })
}
