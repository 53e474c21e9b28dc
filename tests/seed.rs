//! The story that this project began from: a newspaper's page with six unrelated teasers (`../shared/seed`).

mod support;

use std::fs;

use clearstory::{Article, Options, extract, render};

const URL: &str = "https://www.example.org/international/key-question";

fn article(html: &str) -> Article {
    extract(html, &Options { url: Some(URL.to_owned()), ..Options::default() }).unwrap()
}

/// The story's paragraphs: what stands between the first and the last of them in the page's text, without the teasers.
fn paragraphs(text: &str) -> Vec<String> {
    let story = text.split("When US President Joe Biden and his Russian").nth(1).unwrap();
    let story = story.split("‘Education’ a priority").next().unwrap();
    let story = format!("When US President Joe Biden and his Russian{story}");
    story.split("\n\n").map(|block| block.trim().to_owned()).filter(|block| block.len() > 3).collect()
}

#[test]
fn the_story_comes_out_whole_once_and_in_order() {
    let Some(folder) = support::shared("seed", "the_story_comes_out_whole_once_and_in_order") else { return };
    let page = fs::read_to_string(folder.join("story.html")).unwrap();
    let expected = paragraphs(&fs::read_to_string(folder.join("story.txt")).unwrap());
    assert!(expected.len() > 30, "{}", expected.len());
    let article = article(&page);
    let text = render::text(&article);
    let mut at = 0;
    for paragraph in &expected {
        let found =
            text[at..].find(paragraph.as_str()).unwrap_or_else(|| panic!("missing or out of order: {paragraph}"));
        at += found + paragraph.len();
        assert_eq!(text.matches(paragraph.as_str()).count(), 1, "{paragraph}");
    }
    for heading in ["Test for Biden", "Pressure over NATO ties", "Few options"] {
        assert_eq!(article.outline.iter().filter(|entry| entry.text == heading).count(), 1, "{heading}");
    }
    assert_eq!(text.matches("Key question hanging over").count(), 1);
    assert_eq!(text.matches("Russian President Vladimir Putin (left) shakes hands").count(), 1);
    let html = render::html(&article);
    assert_eq!(html.matches("biden-putin-2021.jpg").count(), 1);
    assert!(html.find("<figcaption>").unwrap() < html.find("<p>When US President").unwrap());
}

#[test]
fn nothing_of_the_teasers_or_the_site_comes_out() {
    let Some(folder) = support::shared("seed", "nothing_of_the_teasers_or_the_site_comes_out") else { return };
    let article = article(&fs::read_to_string(folder.join("story.html")).unwrap());
    let text = render::text(&article);
    let foreign = [
        "Education",
        "Pursat",
        "Siem Reap",
        "Volunteer",
        "infrastructure",
        "Chinese firms",
        "You may also like",
        "cookies",
        "Share this",
        "Advertisement",
        "newsletter",
        "Comments",
        "reader1",
        "Copyright",
        "Privacy",
        "Contact the newsroom",
        "Search",
        "Supplements",
    ];
    for word in foreign {
        assert!(!text.contains(word), "{word}");
    }
    assert!(article.dropped.iter().filter(|block| block.text.contains("Pursat")).count() >= 1);
}

#[test]
fn the_metadata_is_read() {
    let Some(folder) = support::shared("seed", "the_metadata_is_read") else { return };
    let metadata = article(&fs::read_to_string(folder.join("story.html")).unwrap()).metadata;
    assert_eq!(metadata.title.as_deref(), Some("Key question hanging over Biden-Putin talks, what next in Ukraine?"));
    assert_eq!(metadata.byline.as_deref(), Some("AFP"));
    assert_eq!(metadata.published.as_deref(), Some("2021-12-07T10:30:00+07:00"));
    assert_eq!(metadata.site_name.as_deref(), Some("Phnom Penh Post"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
}
