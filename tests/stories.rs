//! Pages that add story below story: the one that the reader has come to is taken, the others are named.

use clearstory::{Article, Options, extract, render};

const PAGE: &str = include_str!("fixtures/infinite-scroll-three-stories/page.html");
const TITLES: [&str; 3] = [
    "Town borrows a mountain for the summer",
    "Dyke begins to whistle before rain",
    "Census of ice-cream vans finds one too many",
];

/// The article of a reader who has scrolled to one of the stories.
fn scrolled_to(story: usize) -> Article {
    let mark = format!("data-index=\"{story}\"");
    let page = PAGE.replace(&mark, &format!("{mark} data-clearstory-in-view"));
    assert_ne!(page, PAGE);
    let url = Some("https://example.org/stories/page.html".to_owned());
    extract(&page, &Options { url, ..Options::default() }).unwrap()
}

#[test]
fn the_story_in_view_is_taken_and_the_others_are_named() {
    for (story, title) in TITLES.into_iter().enumerate() {
        let article = scrolled_to(story);
        assert_eq!(article.metadata.title.as_deref(), Some(title));
        assert_eq!(article.metadata.site_name.as_deref(), Some("Lowland Standard"));
        let others: Vec<&str> = TITLES.into_iter().filter(|&other| other != title).collect();
        assert_eq!(article.other_stories, others);
    }
    let text = render::text(&scrolled_to(1));
    assert!(text.contains("about an hour before it rains") && text.contains("a fourth has asked"), "{text}");
    assert!(!text.contains("Flatholm") && !text.contains("ice-cream"), "{text}");
}

#[test]
fn a_page_with_one_story_names_no_other() {
    let page = include_str!("fixtures/teaser-boxes-between-paragraphs/page.html");
    assert_eq!(extract(page, &Options::default()).unwrap().other_stories, Vec::<String>::new());
}
