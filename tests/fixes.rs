//! What a reader fixed on one page of a site holds for its other pages, however their markup has changed a little.

use clearstory::{Act, Article, Choice, Fix, Options, Outcome, Page, Step, Target, extract, render};

const STORY: [&str; 4] = [
    "The lighthouse at Skarholm was sold on Tuesday to a retired teacher, who had come to the island to count its geese \
     and stayed for the quiet of the winters.",
    "She means to open it to schools twice a year, and to the geese whenever they like. The council had hoped for a hotel, \
     and has asked for time to think about geese.",
    "The lamp was put out in 1988, but its clockwork was oiled every month since by three brothers, none of whom knew that \
     the two others were doing it as well.",
    "The sale was closed in the lantern room, where there is a table for two and a view of everything that the island has \
     to offer, which took a while to point out.",
];
const OFFER: &str = "Our captains sail to the outer islands from May to September, in boats that have carried mail for a \
    hundred years, and they tell of it on the way.";

/// A page of the site: the story, with a box of which `offer` gives the markup in the middle.
fn html(story: &str, offer: &str) -> String {
    let paragraphs: Vec<String> = STORY.iter().map(|text| format!("<p class=text>{text}</p>")).collect();
    format!(
        "<title>{story}</title><header><nav><a href=/>Home</a></nav></header><main><h1>{story}</h1><div class='body'>\
         {}{}{offer}{}{}</div></main>",
        paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3]
    )
}

fn read(html: &str) -> Page {
    Page::read(html, &Options::default()).unwrap()
}

fn offer(classes: &str, text: &str) -> String {
    format!("<div class='{classes}'><p class=text>{text}</p></div>")
}

/// The number of the kept block with a text.
fn block_of(article: &Article, text: &str) -> u32 {
    let is_it = |node: usize| {
        article.content[node..].iter().find_map(|node| node.as_text()).is_some_and(|found| found.starts_with(text))
    };
    article.blocks.iter().find(|placed| is_it(placed.node as usize)).unwrap().block
}

/// What a reader teaches by taking a text out of a page.
fn taken_out(html: &str, text: &str) -> Vec<Fix> {
    let page = read(html);
    let drop = vec![block_of(&page.select(&Choice::default()).unwrap(), text)];
    let article = page.select(&Choice { drop, ..Choice::default() }).unwrap();
    assert!(!render::text(&article).contains(text));
    article.learned
}

fn with(fixes: &[Fix], html: &str) -> Article {
    read(html).select(&Choice { fixes: fixes.to_vec(), ..Choice::default() }).unwrap()
}

fn step(tag: &str, names: &[&str]) -> Step {
    Step { tag: tag.to_owned(), names: names.iter().map(|&name| name.to_owned()).collect() }
}

fn fix(act: Act, path: Vec<Step>, text: Option<&str>) -> Fix {
    Fix { act, target: Target { path, text: text.map(str::to_owned) } }
}

#[test]
fn a_box_that_was_taken_out_is_known_again_by_its_name() {
    let first = html("Lighthouse sold", &offer("voyages css-1q2w3e", OFFER));
    assert!(render::text(&extract(&first, &Options::default()).unwrap()).contains(OFFER));
    let fixes = taken_out(&first, OFFER);
    assert_eq!(fixes.len(), 1);
    assert_eq!(fixes[0].target.path[0], step("div", &[".voyages"]));
    assert_eq!(fixes[0].target.text, None);

    let other = "Guided walks along the northern cliffs are given on Sundays after church, by people who have fallen off \
        none of them, in shoes that are lent for the day.";
    let markups = [
        offer("voyages", other),
        offer("css-9z8y7x voyages wide", other),
        format!("<section class=inset><div>{}</div></section>", offer("voyages", other)),
        format!("<hr><figure><img src=a.png alt=Boat></figure>{}", offer("voyages", other)),
    ];
    for markup in markups {
        let second = html("Geese counted", &markup);
        assert!(render::text(&extract(&second, &Options::default()).unwrap()).contains(other), "{markup}");
        let article = with(&fixes, &second);
        let text = render::text(&article);
        assert!(!text.contains(other) && STORY.iter().all(|paragraph| text.contains(paragraph)), "{markup}: {text}");
        assert_eq!(article.fixes, [Outcome::Applied]);
    }
}

#[test]
fn a_paragraph_like_all_others_is_known_again_by_its_first_words() {
    let plain = format!("<p class=text>{OFFER}</p>");
    let fixes = taken_out(&html("Lighthouse sold", &plain), OFFER);
    assert_eq!(fixes.len(), 1);
    assert!(
        fixes[0].target.text.as_deref().is_some_and(|text| text.starts_with("Our captains sail to the outer islands"))
    );
    // Elsewhere, in other markup, with another end; and the rest stays.
    let second = html("Geese counted", "")
        .replace("</main>", &format!("<section><p id=end>{OFFER} Book now.</p></section></main>"));
    let text = render::text(&with(&fixes, &second));
    assert!(!text.contains("captains") && STORY.iter().all(|paragraph| text.contains(paragraph)), "{text}");
}

#[test]
fn fixes_that_match_nothing_change_nothing() {
    let page = html("Geese counted", "");
    let fixes = taken_out(&html("Lighthouse sold", &offer("voyages", OFFER)), OFFER);
    let article = with(&fixes, &page);
    assert_eq!(article.fixes, [Outcome::Unmatched]);
    assert_eq!(Article { fixes: Vec::new(), ..article }, extract(&page, &Options::default()).unwrap());
}

#[test]
fn fixes_that_leave_nothing_are_not_followed() {
    let page = html("Geese counted", "");
    let own = extract(&page, &Options::default()).unwrap();
    for fixes in [[fix(Act::Drop, vec![step("div", &[".body"])], None)], [fix(Act::Root, vec![step("nav", &[])], None)]]
    {
        let article = with(&fixes, &page.replace("<a href=/>Home</a>", ""));
        assert_eq!((article.fixes, article.content), (vec![Outcome::Refused], own.content.clone()));
    }
}

#[test]
fn a_part_that_was_left_out_is_kept_on_other_pages_with_its_picture() {
    let aside = |name: &str, text: &str| {
        format!(
            "<footer class='site'><figure class='{name}'><img src=/{name}.png alt={name} width=600 height=400><figcaption>{text}</figcaption></figure></footer>"
        )
    };
    let first = html("Lighthouse sold", &aside("map", "The island, drawn in 1903"));
    let page = read(&first);
    let before = page.select(&Choice::default()).unwrap();
    assert!(!render::text(&before).contains("drawn in 1903"));
    let pick = fix(Act::Keep, vec![step("figure", &[".map"]), step("footer", &[".site"])], Some("The island, drawn"));
    let article = page.select(&Choice { picks: vec![pick], ..Choice::default() }).unwrap();
    let kept = render::markdown(&article);
    assert!(kept.contains("drawn in 1903") && kept.contains("map.png"), "{kept}");
    assert_eq!(article.learned.len(), 1);
    let second =
        render::markdown(&with(&article.learned, &html("Geese counted", &aside("map", "The geese, by month"))));
    assert!(second.contains("The geese, by month") && second.contains("map.png"), "{second}");
}

#[test]
fn the_part_that_a_reader_says_is_the_story_is_so_on_other_pages() {
    let two = |first: &str, second: &str| {
        format!(
            "<title>Notes</title><div class='feed wide'><p>{}</p><p>{}</p><p>{}</p></div><div class='log box'><h2>{first}</h2><p>{second}</p></div>",
            STORY[0], STORY[1], STORY[2]
        )
    };
    let page = read(&two("Log", OFFER));
    let pick = fix(Act::Root, vec![step("div", &["#none", ".log", ".box"])], Some("Log Our captains"));
    let article = page.select(&Choice { picks: vec![pick], ..Choice::default() }).unwrap();
    let text = render::text(&article);
    assert!(text.contains(OFFER) && !text.contains(STORY[0]), "{text}");
    assert!(article.is_sure && article.learned.len() == 1);
    let text = render::text(&with(&article.learned, &two("Journal", STORY[3]).replace("log box", "log panel")));
    assert!(text.contains(STORY[3]) && !text.contains(STORY[0]), "{text}");
}

#[test]
fn everything_that_the_page_shows_can_be_had() {
    let page = read("<title>Menu</title><nav><a href=/>Home</a></nav><p>Six words.</p><p hidden>Not this.</p>");
    assert!(page.select(&Choice::default()).is_err());
    let article = page.select(&Choice { all: true, ..Choice::default() }).unwrap();
    let text = render::text(&article);
    assert!(text.contains("Home") && text.contains("Six words.") && !text.contains("Not this."), "{text}");
    assert!(article.is_sure);
}

#[test]
fn what_is_doubtful_comes_with_other_parts_of_the_page_each_of_which_can_be_chosen() {
    let cards: String = (0..20)
        .map(|number| {
            format!(
                "<div class=card><a href=/{number}><img src=/{number}.jpg width=200 height=200><h3>Boat {number}</h3></a>\
                 <p>{number} crowns</p><p>A small boat of pine, painted by hand. <a href=/{number}>Read more</a></p>\
                 <button>Add to basket</button></div>"
            )
        })
        .collect();
    let page = read(&format!(
        "<title>Boats | Shop</title><nav><a href=/>Home</a></nav><h1>Boats</h1><p>Models of boats, for shelves and baths, \
         all of them made on the island by people who sail.</p>{cards}<div class=about><h2>About our boats</h2><p>{}</p>\
         <p>{}</p></div>",
        STORY[0], STORY[1]
    ));
    let before = page.select(&Choice::default()).unwrap();
    assert!(!before.is_sure, "{}", before.confidence);
    assert!(!before.candidates.is_empty());
    for candidate in before.candidates {
        let fixes = vec![Fix { act: Act::Root, target: candidate.target }];
        let text = render::text(&page.select(&Choice { fixes, ..Choice::default() }).unwrap());
        let start: String = candidate.text.chars().take(40).collect();
        assert!(text.contains(&start), "{start}: {text}");
    }
}

#[test]
fn hostile_fixes_and_pages_end_soon() {
    let deep = format!("{}<p>{}</p>", "<div class='a b c d'>".repeat(5_000), STORY[0]);
    let step = step("div", &[".a", ".b", ".x", ".y"]);
    let fixes = vec![fix(Act::Drop, vec![step; 50], Some(&"a".repeat(10_000))); 200];
    let page = read(&deep);
    let start = std::time::Instant::now();
    let article = page.select(&Choice { fixes, ..Choice::default() }).unwrap();
    assert_eq!(article.fixes.len(), 200);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
