//! What is printed as HTML and cleaned again is the same story: nothing is lost, changed or added by a second cleaning.

#[path = "support/again.rs"]
mod again;

use std::fs;
use std::path::Path;

use clearstory::{Options, extract};

/// Fixtures whose stories are not, each with the reason.
const EXCEPTIONS: [(&str, &str); 2] = [
    ("embed-youtube-iframe", "the link to a player beside a caption becomes a paragraph of their figure"),
    ("list-items-in-cells-without-a-list", "a cell's words beside items of no list become a paragraph as those are"),
];

#[test]
fn a_story_that_is_cleaned_again_is_the_same() {
    let options = Options { url: Some("https://example.org/stories/page.html".to_owned()), ..Options::default() };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().into_string().unwrap();
        let page = fs::read_to_string(entry.path().join("page.html")).unwrap();
        let article = extract(&page, &options).unwrap();
        let difference = again::difference(&article, &options);
        let is_exception = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
        // An exception that is none any more is to be taken off the list.
        if difference.is_some() != is_exception {
            wrong.push(format!("{name}: {}", difference.unwrap_or("no exception".to_owned())));
        }
    }
    assert!(wrong.is_empty(), "{} stories:\n{}", wrong.len(), wrong.join("\n"));
}
