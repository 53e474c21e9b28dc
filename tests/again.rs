//! What is printed as HTML and cleaned again is the same story: nothing is lost, changed or added by a second cleaning.

#[path = "support/again.rs"]
mod again;

use std::fs;
use std::path::Path;

use clearstory::{Options, extract};

/// A player's figure holds a link alone, which is a paragraph of it where it is text of a page.
const PLAYER: &str = "the link to a player, bare in its figure, becomes a paragraph in it";

/// Fixtures whose stories are not, each with the reason.
const EXCEPTIONS: [(&str, &str); 10] = [
    ("embed-held-until-allowed", PLAYER),
    ("embed-map", PLAYER),
    ("embed-mastodon-iframe", PLAYER),
    ("embed-players-of-podcasts", PLAYER),
    ("embed-podcast-spotify", PLAYER),
    ("embed-vimeo", PLAYER),
    ("embed-youtube-iframe", PLAYER),
    ("embed-youtube-nocookie-lazy", PLAYER),
    ("embeds-of-amp", PLAYER),
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
