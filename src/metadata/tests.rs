//! Read whole pages, each written for one rule.

use super::read;
use crate::Limits;
use crate::article::{Direction, Metadata};
use crate::page::{Address, Dom, parse};

fn metadata(html: &str) -> Metadata {
    metadata_at("https://www.tideline.example/2024/05/06/storm", html)
}

fn metadata_at(url: &str, html: &str) -> Metadata {
    metadata_with(Some(url), html)
}

fn metadata_with(url: Option<&str>, html: &str) -> Metadata {
    let Ok(tree) = parse(html, &Limits::default()) else { return Metadata::default() };
    let dom = Dom::new(&tree);
    let Ok(address) = Address::of(&dom, url) else { return Metadata::default() };
    read(&dom, &address).metadata
}

fn title(html: &str) -> String {
    metadata(html).title.unwrap_or_default()
}

fn byline(html: &str) -> String {
    metadata(html).byline.unwrap_or_default()
}

#[test]
fn reads_all_fields_of_a_news_page() {
    let page = metadata(
        r#"<html lang="en_gb"><head><title>Storm over the bay | Tideline</title>
        <link rel="canonical" href="/2024/05/06/storm#top"><meta property="og:site_name" content="Tideline">
        <meta property="og:image" content="/img/logo.png"><meta property="og:image" content="/img/storm.jpg">
        <meta name="description" content="Rain &amp;amp; wind.">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm over the bay",
        "author":[{"@type":"Person","name":"Ada Byron"},{"@type":"Person","name":"Bo Li"}],
        "datePublished":"2024-05-06T08:00:00+02:00","dateModified":"2024-05-07"}</script></head>
        <body><h1>Storm over the bay</h1><p>It rained.</p></body></html>"#,
    );
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        page,
        Metadata {
            title: text("Storm over the bay"),
            byline: text("Ada Byron, Bo Li"),
            published: text("2024-05-06T08:00:00+02:00"),
            modified: text("2024-05-07"),
            site_name: text("Tideline"),
            language: text("en-GB"),
            direction: Direction::Ltr,
            excerpt: text("Rain & wind."),
            lead_image: text("https://www.tideline.example/img/storm.jpg"),
            url: text("https://www.tideline.example/2024/05/06/storm"),
        }
    );
}

#[test]
fn takes_the_sites_name_off_a_title_and_nothing_else() {
    for (said, expected) in [
        ("Rain – and then wind | Tideline", "Rain – and then wind"),
        ("Tideline: Rain and wind", "Rain and wind"),
        ("Rain - tideline.example", "Rain"),
        ("Rain - a short history", "Rain - a short history"),
        ("Rain | a short history", "Rain | a short history"),
        ("Rain and wind « Weather « The Tideline", "Rain and wind « Weather"),
    ] {
        let html =
            format!(r#"<title>{said}</title><meta property="og:site_name" content="Tideline"><p>It rained.</p>"#);
        assert_eq!(title(&html), expected);
    }
}

#[test]
fn prefers_the_headline_as_it_is_shown() {
    assert_eq!(
        title("<title>Rain: 7 facts on rain | Tideline</title><h1>Tideline</h1><h1>Rain: seven facts on rain</h1>"),
        "Rain: seven facts on rain"
    );
    assert_eq!(title("<title>Rain and wind - Tideline</title><h1>RAIN AND WIND</h1>"), "Rain and wind");
    assert_eq!(title("<title>Rain and wind</title><h1>Our newsletter</h1>"), "Rain and wind");
    assert_eq!(
        title("<title>Rain and wind</title><h1><span>Weather</span><div>Rain and wind</div></h1>"),
        "Rain and wind"
    );
}

#[test]
fn keeps_a_headline_whole_and_what_is_brought_up_to_date() {
    assert_eq!(
        title(
            "<title>Rain over the bay: all of it</title><i>Rain over the bay</i><h1>Rain over the bay: <b>all of it</b></h1>"
        ),
        "Rain over the bay: all of it"
    );
    assert_eq!(title("<title>Rain and wind in 2023</title><h1>Rain and wind in 2024</h1>"), "Rain and wind in 2024");
}

#[test]
fn leaves_out_what_a_headline_or_a_title_adds() {
    let head = r#"<meta property="og:site_name" content="Tideline">"#;
    for (page, expected) in [
        ("<title>Rain and wind | Tideline</title><h1>Rain and wind you can count on</h1>", "Rain and wind"),
        ("<title>Rain and wind | All the weather | Tideline</title>", "Rain and wind"),
        ("<title>Rain and win</title><h1>Rain and wind you can count on</h1>", "Rain and wind you can count on"),
    ] {
        assert_eq!(title(&format!("{head}{page}<p>It rained.</p>")), expected);
    }
}

#[test]
fn does_not_take_a_books_name_for_the_headline() {
    for up in ["/", "../index.html", "https://www.tideline.example/2024/"] {
        let html = format!(
            r#"<title>Reading clouds – Handbook of weather</title><h1><a href="{up}">Handbook of weather</a></h1>
            <h2>Reading clouds</h2>"#
        );
        assert_eq!(title(&html), "Reading clouds", "{up}");
    }
}

#[test]
fn does_not_take_the_sites_name_for_the_headline_on_a_page_without_an_address() {
    for front in ["/", "https://www.tideline.example", "https://www.tideline.example/"] {
        let html = format!(
            r#"<title>The Attic Dispatch: Restoring a radio of 1952</title>
            <header><h1><a href="{front}">The Attic Dispatch</a></h1></header>
            <h3 class="post-title entry-title">Restoring a radio of 1952</h3>"#
        );
        assert_eq!(metadata_with(None, &html).title.as_deref(), Some("Restoring a radio of 1952"), "{front}");
    }
}

#[test]
fn finds_a_title_in_a_line_that_says_no_more_than_title() {
    let html = r#"<title>What is the oldest tool you use? : boatbuilding</title>
        <meta property="og:title" content="r/boatbuilding on Reed: What is the oldest tool you use?">
        <h1><a href="https://www.tideline.example/">boatbuilding</a></h1>
        <p class="title"><a class="title" href="/x">What is the oldest tool you use?</a> <span>(self)</span></p>"#;
    assert_eq!(title(html), "What is the oldest tool you use?");
}

#[test]
fn does_not_take_a_sites_name_of_three_words_for_a_part_of_the_title() {
    let html = r#"<title>How I gave my tide gauge a name of its own | The Careful Warden</title>
        <h1>The Careful Warden</h1><div class="title">How I gave my tide gauge a name</div>"#;
    assert_eq!(title(html), "How I gave my tide gauge a name of its own");
}

#[test]
fn does_not_take_the_sites_motto_for_a_title() {
    let head = r#"<title>Tideline – Weather for all</title><meta property="og:site_name" content="Tideline">"#;
    assert_eq!(title(&format!("{head}<h1>Who lost an umbrella?</h1>")), "Who lost an umbrella?");
}

#[test]
fn calls_a_front_page_by_the_sites_name() {
    let html = r#"<title>Tideline - Weather for all</title><meta property="og:site_name" content="Tideline">"#;
    let front = metadata_at("https://www.tideline.example/", html);
    assert_eq!(front.title.as_deref(), Some("Tideline - Weather for all"));
    assert_eq!(title(html), "Weather for all");
}

#[test]
fn finds_bylines_on_the_page() {
    let head = "<title>Rain and wind</title><h1>Rain and wind</h1>";
    for shown in [
        r#"<p class="byline">By <a href="/authors/ada">Ada Byron</a> | 6 May 2024 | 3 min read</p>"#,
        r#"<a rel="author" href="/ada">Ada Byron</a>"#,
        r#"<a href="/u/ada">Ada Byron</a><a href="/u/0/rain">Rain gauge</a>"#,
        r#"<div itemprop="author" itemscope><meta itemprop="name" content="Ada Byron"></div>"#,
        "<p>Von Ada Byron</p>",
        "<div>Written by</div><div>Ada Byron</div>",
        "<p>May 6, 2024 · By Ada Byron</p>",
        r#"<div class="author">Ada Byron<span>May 6, 2024</span></div>"#,
        r#"<meta name="author" content="Tideline"><meta property="og:site_name" content="Tideline"><p>By Ada Byron</p>"#,
        r#"<meta name="author" content="Tideline, Saltmouth, Wales"><meta property="og:site_name" content="Tideline"><p>By Ada Byron</p>"#,
    ] {
        assert_eq!(byline(&format!("{head}{shown}<p>It rained.</p>")), "Ada Byron", "{shown}");
    }
}

#[test]
fn does_not_take_readers_for_authors() {
    let html = r#"<title>Rain</title><h1>Rain</h1><p>It rained.</p>
        <section class="comments"><a rel="author">Reader</a><time datetime="2024-06-01">1 June</time></section>"#;
    assert_eq!(metadata(html).byline, None);
    assert_eq!(metadata(html).published.as_deref(), Some("2024-05-06"));
}

#[test]
fn takes_an_organisation_where_nobody_else_is_named() {
    let data = |author: &str| {
        format!(
            r#"<title>Rain</title><script type="application/ld+json">{{"@type":"Article","headline":"Rain",
            "author":{{"@type":"Organization","name":"{author}"}}}}</script><h1>Rain</h1>"#
        )
    };
    assert_eq!(byline(&data("AFP")), "AFP");
    assert_eq!(byline(&(data("AFP") + "<p>By Ada Byron</p>")), "Ada Byron");
}

#[test]
fn trusts_a_byline_by_the_headline_more_than_who_put_the_story_online() {
    let page = |author: &str, line: &str| {
        byline(&format!(
            r#"<title>Rain</title><meta name="author" content="{author}"><meta property="og:site_name" content="The Tideline">
            <h1>Rain</h1><p>{line}</p><p>It rained.</p>"#
        ))
    };
    assert_eq!(page("Kim Poster", "By Ada Byron"), "Ada Byron");
    assert_eq!(page("Ada Byron", "By Ada Byron, Weather editor"), "Ada Byron");
    assert_eq!(page("Ada Byron", "By The Tideline"), "Ada Byron");
    assert_eq!(page("Ada Byron, The Tideline", ""), "Ada Byron");
    assert_eq!(page("Rain Editorial Team", ""), "Rain Editorial Team");
}

#[test]
fn finds_labels_anywhere_on_the_page() {
    let story = format!("<title>Rain</title><h1>Rain</h1>{}", "<p>It rained all day long.</p>".repeat(30));
    let page = metadata_at(
        "https://www.tideline.example/storm",
        &format!(
            "{story}<h3>Author</h3><p>Ada Byron</p><h4>Published</h4><div>May 6, 2024</div><p>Last updated: 7 May 2024</p>"
        ),
    );
    assert_eq!(page.byline.as_deref(), Some("Ada Byron"));
    assert_eq!(page.published.as_deref(), Some("2024-05-06"));
    assert_eq!(page.modified.as_deref(), Some("2024-05-07"));
    let other = metadata_at(
        "https://www.tideline.example/storm",
        &format!("{story}<div class=related><p>Written by Ada Byron</p><p>Published May 6, 2024</p></div>"),
    );
    assert_eq!((other.byline, other.published), (None, None));
}

#[test]
fn trusts_an_earlier_day_that_readers_are_shown() {
    let page = |shown: &str| {
        let html = format!(
            r#"<title>Rain</title><meta name="x-published-date" content="2024-05-07"><h1>Rain</h1><p>{shown}</p>"#
        );
        metadata(&html).published
    };
    assert_eq!(page("May 6, 2013").as_deref(), Some("2013-05-06"));
    assert_eq!(page("May 6, 2025").as_deref(), Some("2024-05-07"));
    assert_eq!(page("Updated May 6, 2013").as_deref(), Some("2024-05-07"));
}

#[test]
fn tells_publishing_from_changing() {
    let page = metadata(
        "<title>Rain</title><h1>Rain</h1><p>Updated: 8 May 2024</p><p>Published 7 May 2024</p><p>It rained.</p>",
    );
    assert_eq!(page.published.as_deref(), Some("2024-05-07"));
    assert_eq!(page.modified.as_deref(), Some("2024-05-08"));
}

#[test]
fn gives_the_day_that_readers_are_shown() {
    let page = metadata(
        r#"<title>Rain</title><meta property="article:published_time" content="2024-05-07T03:00:00Z">
        <h1>Rain</h1><p>May 6, 2024</p>"#,
    );
    assert_eq!(page.published.as_deref(), Some("2024-05-06"));
}

#[test]
fn knows_the_direction_of_a_text() {
    for (html, expected) in [
        (r#"<html lang="ar"><p>a</p>"#, Direction::Rtl),
        (r#"<html lang="ar" dir="ltr"><p>a</p>"#, Direction::Ltr),
        (r#"<html><body dir="rtl"><p>a</p>"#, Direction::Rtl),
        ("<p>שלום לכולם, זהו סיפור</p>", Direction::Rtl),
        ("<p>A story</p>", Direction::Ltr),
    ] {
        assert_eq!(metadata(html).direction, expected, "{html}");
    }
}

#[test]
fn gives_only_web_addresses() {
    let page = metadata(
        r#"<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="https://user:pass@x.example/">
        <meta property="og:image" content="data:image/png;base64,AAAA"><title>Rain</title>"#,
    );
    assert_eq!(page.url.as_deref(), Some("https://www.tideline.example/2024/05/06/storm"));
    assert_eq!(page.lead_image, None);
}

#[test]
fn survives_an_empty_page_and_a_hostile_one() {
    assert_eq!(metadata("").title, None);
    let nested = format!("{}{}", r#"<div class="author byline" itemprop="author" rel="author">"#.repeat(3000), "x");
    assert!(metadata(&nested).byline.is_none_or(|byline| byline.len() < 400));
}

#[test]
fn reads_a_short_part_of_long_texts_that_lie_in_many_marks() {
    let marks = r#"<span class=author rel=author itemprop=author>"#.repeat(300);
    let page =
        metadata(&format!("<title>Rain</title><h1>Rain</h1><p>It rained.{marks}{}", "By Ada ".repeat(1_000_000)));
    assert_eq!(page.title.as_deref(), Some("Rain"));
    let names = r#"<span itemprop=author><b itemprop=name>"#.repeat(190);
    let page = metadata(&format!("<title>Rain</title><h1>Rain</h1>{names}{}", "a | ".repeat(1_000_000)));
    assert_eq!(page.title.as_deref(), Some("Rain"));
}

#[test]
fn reads_the_last_words_before_a_time() {
    let page = |before: &str| {
        let times = "<time>w</time>".repeat(180);
        metadata(&format!("<title>Rain</title><h1>Rain</h1><div>{before}<time>May 7, 2024</time>{times}</div>"))
    };
    assert_eq!(page(&"word ".repeat(1_500_000)).modified, None);
    assert_eq!(page(&format!("{} Updated: <b> </b>", "word ".repeat(1000))).modified.as_deref(), Some("2024-05-07"));
    assert_eq!(page(&format!("Updated: {}", "word ".repeat(1000))).modified, None);
}

#[test]
fn compares_headings_with_a_few_titles_only() {
    let titles: String =
        (0..400).map(|at| format!(r#"<meta property=og:title content="{at}{}">"#, "word ".repeat(2000))).collect();
    let names: Vec<String> = (0..100_000).map(|at| format!("\"Name {at}\"")).collect();
    let sites: Vec<String> =
        names.chunks(50).map(|names| format!(r#"{{"@type":"WebSite","name":[{}]}}"#, names.join(","))).collect();
    let headings = format!("<h2>{}</h2>", "<div>w</div>".repeat(50)).repeat(400);
    let page = metadata(&format!(
        "{titles}<script type=application/ld+json>[{}]</script><h1>Rain</h1>{headings}",
        sites.join(",")
    ));
    assert_eq!(page.site_name.as_deref(), Some("Name 0"));
}
