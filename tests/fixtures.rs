//! Extract every page in `tests/fixtures/` and compare with what a careful editor would have kept.
//!
//! A fixture is a folder: `page.html`; `expected.html`, `expected.md` and `expected.txt` (all of what `render` prints); and
//! where they matter `metadata.json` (all of the metadata), `facts.json` (what else the article says of itself: why its
//! story is not whole, its kind, its words) and `absent.txt` (a text a line that must not come out).

use std::fs;
use std::path::{Path, PathBuf};

use clearstory::{Article, Options, extract, render};

const URL: &str = "https://example.org/stories/page.html";

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn article(folder: &Path) -> Result<Article, String> {
    let page = fs::read_to_string(folder.join("page.html")).unwrap();
    let options = Options { url: Some(URL.to_owned()), ..Options::default() };
    extract(&page, &options).map_err(|error| format!("  {error}"))
}

/// Runs a check on each fixture and reports all that failed, by name.
fn check(test: impl Fn(&Path) -> Result<(), String>) {
    let failures: Vec<String> = fixtures()
        .iter()
        .filter_map(|folder| test(folder).err().map(|why| format!("{}\n{why}", folder.file_name().unwrap().display())))
        .collect();
    assert!(failures.is_empty(), "{} fixtures fail:\n\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn stories_come_out_whole_and_in_order() {
    check(|folder| comes_out(folder, "expected.md", render::markdown));
}

/// Markdown has no words for much of the tree: sizes, captions, ruby, spans of cells, languages.
#[test]
fn the_tree_comes_out_element_by_element() {
    check(|folder| comes_out(folder, "expected.html", render::html));
}

#[test]
fn plain_text_comes_out() {
    check(|folder| comes_out(folder, "expected.txt", render::text));
}

#[test]
fn json_holds_the_whole_story_in_order() {
    check(|folder| {
        let article = article(folder)?;
        let again: Article = serde_json::from_str(&serde_json::to_string(&article).unwrap()).unwrap();
        let differ = article.content.iter().zip(&again.content).find(|(one, other)| one != other);
        if again == article { Ok(()) } else { Err(format!("  differs at {differ:?}")) }
    });
}

fn comes_out(folder: &Path, file: &str, render: impl Fn(&Article) -> String) -> Result<(), String> {
    let expected = fs::read_to_string(folder.join(file)).map_err(|error| format!("  {file}: {error}"))?;
    let actual = render(&article(folder)?);
    if actual == expected { Ok(()) } else { Err(first_difference(&expected, &actual)) }
}

#[test]
fn nothing_else_comes_out() {
    check(|folder| {
        let Ok(absent) = fs::read_to_string(folder.join("absent.txt")) else { return Ok(()) };
        let actual = render::markdown(&article(folder)?);
        match absent.lines().filter(|line| !line.is_empty()).find(|line| actual.contains(line)) {
            Some(line) => Err(format!("  must be absent: {line}")),
            None => Ok(()),
        }
    });
}

#[test]
fn metadata_is_read() {
    check(|folder| says(folder, "metadata.json", |article| serde_json::to_value(article.metadata).unwrap()));
}

#[test]
fn facts_are_told() {
    check(|folder| says(folder, "facts.json", |article| serde_json::to_value(article).unwrap()));
}

/// Checks that an article says what a file of the fixture does, if there is one.
fn says(folder: &Path, file: &str, said: impl Fn(Article) -> serde_json::Value) -> Result<(), String> {
    let Ok(expected) = fs::read_to_string(folder.join(file)) else { return Ok(()) };
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let actual = said(article(folder)?);
    let wrong: Vec<String> = expected
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, value)| actual[key.as_str()] != **value)
        .map(|(key, value)| format!("  {key}: expected {value}, got {}", actual[key.as_str()]))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

fn first_difference(expected: &str, actual: &str) -> String {
    let (mut left, mut right) = (expected.lines(), actual.lines());
    for line in 1.. {
        let (one, other) = (left.next(), right.next());
        if one != other || one.is_none() {
            let show = |text: Option<&str>| text.map_or("(end)".to_owned(), |text| text.chars().take(160).collect());
            return format!("  line {line}\n  expected: {}\n  got:      {}", show(one), show(other));
        }
    }
    String::new()
}
