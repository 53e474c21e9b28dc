//! What holds for every page: bounded time and output, allow-listed elements, words that the page has, same result twice.

#[path = "support/promises.rs"]
#[allow(dead_code)]
mod promises;
#[path = "support/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use clearstory::{Error, Limits, Options, extract, render};
use promises::assert_sound;

const URL: &str = "https://example.org/stories/page.html";

fn options() -> Options {
    Options { url: Some(URL.to_owned()), ..Options::default() }
}

fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path().join("page.html")).collect();
    pages.sort();
    pages
}

fn fixtures() -> Vec<PathBuf> {
    pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"))
}

#[test]
fn every_article_keeps_the_policy() {
    for page in fixtures() {
        let html = fs::read_to_string(&page).unwrap();
        assert_sound(&page.display().to_string(), html.len(), &extract(&html, &options()).unwrap());
    }
}

#[test]
fn the_same_page_gives_the_same_article() {
    for page in fixtures() {
        let html = fs::read_to_string(&page).unwrap();
        assert_eq!(extract(&html, &options()), extract(&html, &options()));
    }
}

#[test]
fn no_word_is_invented() {
    for page in fixtures() {
        let html = fs::read_to_string(&page).unwrap();
        words::assert_none_is_invented(&page.display().to_string(), &html, &extract(&html, &options()).unwrap());
    }
}

#[test]
fn a_story_is_still_itself_when_it_is_extracted_again() {
    for page in fixtures() {
        let html = fs::read_to_string(&page).unwrap();
        let once = extract(&html, &options()).unwrap();
        if once.content.is_empty() {
            continue;
        }
        let again = extract(&render::html(&once), &options()).unwrap();
        assert_eq!(render::text(&once), render::text(&again), "{}", page.display());
    }
}

/// Many deep pages, each a way to a stack overflow for a walk that recurses.
#[test]
fn depth_is_no_danger() {
    let story = "<p>It rained all night, and in the morning the river stood at the second step of the old mill.</p>";
    for tag in
        ["div", "span", "b", "ul><li", "table><tr><td", "blockquote", "a href=/x", "font color=red", "svg><g", "p"]
    {
        let html = format!("{}{story}", format!("<{tag}>").repeat(60_000));
        match extract(&html, &options()) {
            Ok(article) => assert_sound(tag, html.len(), &article),
            Err(error) => assert!(matches!(error, Error::NoStory | Error::TooComplex), "{tag}: {error}"),
        }
    }
}

#[test]
fn a_story_under_thousands_of_wrappers_is_found() {
    let paragraph =
        "<p>It rained all night, and in the morning the river stood at the second step of the old mill.</p>";
    let html = format!(
        "{}<h2>Rain</h2>{paragraph}<h2>Sun</h2>{}",
        "<div>".repeat(5_000),
        paragraph.replace("rained", "shone")
    );
    let text = render::text(&extract(&html, &options()).unwrap());
    assert_eq!(text.matches("the old mill.").count(), 2, "{text}");
    assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 4, "{text}");
}

#[test]
fn a_page_larger_than_the_limit_is_an_error() {
    let small = Options { limits: Limits { bytes: 1_000, ..Limits::default() }, ..options() };
    let page = "x".repeat(1_001);
    assert_eq!(extract(&page, &small), Err(Error::TooLarge { bytes: 1_001, limit: 1_000 }));
}

#[test]
fn a_page_that_unfolds_without_end_is_an_error() {
    let bold: String = (0..1_500).map(|n| format!("<b c={n}>")).collect();
    let html = format!("<p>{bold}</p>{}", "<p>x".repeat(60_000));
    match extract(&html, &options()) {
        Ok(article) => assert_sound("unfolding", html.len(), &article),
        Err(error) => assert!(matches!(error, Error::TooComplex | Error::NoStory), "{error}"),
    }
}

/// One long address that the parser repeats in every paragraph.
#[test]
fn output_is_bounded_by_input() {
    let story = "<p>It rained all night, and in the morning the river stood at the second step of the old mill.</p>";
    let html = format!("{story}<a href='/{}'>{}", "x".repeat(200_000), "<p>w</p>".repeat(150));
    match extract(&html, &options()) {
        Ok(article) => assert_sound("long address", html.len(), &article),
        Err(error) => assert_eq!(error, Error::TooComplex),
    }
}

/// The page's own address may be of any kind; what comes out of it may not.
#[test]
fn no_address_of_the_page_gets_a_harmful_link_through() {
    let html = "<p>It rained all <a href='#nowhere'>night</a>, and in the morning the river stood at the mill.</p>";
    for url in ["javascript:alert(1)//", "data:text/html,x", "file:///home/me/page.html", "https://example.org/"] {
        let article = extract(html, &Options { url: Some(url.to_owned()), ..Options::default() }).unwrap();
        assert_sound(url, html.len(), &article);
    }
}

/// The model's measurements would take more memory than a page is worth; the rules need none.
#[test]
fn a_page_of_very_many_blocks_is_judged_by_rules_alone() {
    let paragraph =
        "<p>It rained all night, and in the morning the river stood at the second step of the old mill, again.</p>";
    let html = format!("<article>{}<p>{paragraph}</article>", "<p>w</p>".repeat(60_000));
    let article = extract(&html, &options()).unwrap();
    assert_eq!(article.page_type, clearstory::PageType::Other);
    assert!(clearstory::render::text(&article).contains("the second step of the old mill"));
}
