//! Hold a floor under the score on the project's own pages when nothing on them says what it is.
//!
//! `make quality` measures the same on pages of the web; what `tests/fixtures.rs` expects to the word is the whole score
//! here.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use clearstory::{Options, extract, render};

/// The mean word F1 that must be reached. Without a class name or a landmark a few furnishings cannot be told.
const FLOOR: f64 = 0.98;
/// The word F1 that each page must reach by itself: no story may be lost for want of a name, though of three stories on one
/// page, which only their elements tell apart, all are kept.
const EACH: f64 = 0.55;

const LANDMARKS: [&str; 7] = ["article", "main", "nav", "footer", "aside", "header", "section"];
const NAMES: [&str; 6] = [" class=", " id=", " role=", " itemprop=", " itemtype=", " aria-label="];

/// The page with divs for landmarks and without what its elements are called.
fn disguise(page: &str) -> String {
    let mut page = LANDMARKS.iter().fold(page.to_owned(), |page, landmark| {
        page.replace(&format!("</{landmark}>"), "</div>")
            .replace(&format!("<{landmark}>"), "<div>")
            .replace(&format!("<{landmark} "), "<div ")
    });
    for name in NAMES {
        page = page.replace(name, &format!(" data-was-{}", name.trim_start()));
    }
    page
}

/// The text of the story; none where a page has none.
fn story(page: &str) -> Option<String> {
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    extract(page, &options).ok().filter(|article| article.word_count > 0).map(|article| render::text(&article))
}

/// The word F1 of a text against what it should be, as the corpus's scorer counts it.
fn word_f1(text: &str, expected: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|char: char| !char.is_alphanumeric() && char != '_');
        parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (ours, wanted) = (words(text), words(expected));
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in &wanted {
        *left.entry(word).or_default() += 1;
    }
    let mut both = 0usize;
    for word in &ours {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            both += 1;
        }
    }
    2.0 * both as f64 / (ours.len() + wanted.len()) as f64
}

#[test]
fn stories_are_found_without_the_names_of_things() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut scores: Vec<(f64, String)> = Vec::new();
    for fixture in fs::read_dir(folder).unwrap() {
        let fixture = fixture.unwrap();
        let page = fs::read_to_string(fixture.path().join("page.html")).unwrap();
        // A page that shows nothing but a question about consent has no story to be found.
        let Some(expected) = story(&page) else { continue };
        let found = story(&disguise(&page)).unwrap_or_default();
        scores.push((word_f1(&found, &expected), fixture.file_name().into_string().unwrap()));
    }
    scores.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mean = scores.iter().map(|(score, _)| score).sum::<f64>() / scores.len() as f64;
    let worst: Vec<String> = scores.iter().take(20).map(|(score, name)| format!("{score:.3} {name}")).collect();
    assert!(mean >= FLOOR && scores[0].0 >= EACH, "mean {mean:.4}, worst:\n{}", worst.join("\n"));
}
