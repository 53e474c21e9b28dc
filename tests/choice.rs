//! What a reader chooses of a page counts for more than what the engine finds.

use clearstory::{Article, Choice, Options, Page, Reason, extract, render};

const HTML: &str = include_str!("fixtures/teaser-boxes-between-paragraphs/page.html");

fn page() -> Page {
    Page::read(HTML, &Options::default()).unwrap()
}

fn lines(article: &Article) -> usize {
    render::text(article).lines().count()
}

#[test]
fn without_a_choice_the_article_is_the_same() {
    let article = page().select(&Choice::default()).unwrap();
    assert_eq!(article, extract(HTML, &Options::default()).unwrap());
}

#[test]
fn a_block_that_was_left_out_is_put_back_where_it_stood() {
    let before = page().select(&Choice::default()).unwrap();
    let dropped =
        before.dropped.iter().find(|block| block.reason == Reason::Related || block.reason == Reason::Teaser).unwrap();
    let after = page().select(&Choice { keep: vec![dropped.block], ..Choice::default() }).unwrap();
    let end = dropped.text.split_whitespace().rev().take(5).last().unwrap();
    let end = &dropped.text[dropped.text.rfind(end).unwrap()..];
    assert!(render::text(&after).contains(end) && !render::text(&before).contains(end), "{end}");
    assert_eq!(after.dropped.len(), before.dropped.len() - 1);
    let placed = after.blocks.iter().find(|placed| placed.block == dropped.block).unwrap();
    assert_eq!(placed.node as usize, dropped.before);
}

#[test]
fn a_block_that_a_reader_takes_out_is_listed_with_that_reason() {
    let before = page().select(&Choice::default()).unwrap();
    let last = before.blocks.last().unwrap().block;
    let after = page().select(&Choice { drop: vec![last], ..Choice::default() }).unwrap();
    let dropped = after.dropped.iter().find(|block| block.block == last).unwrap();
    assert_eq!(dropped.reason, Reason::Chosen);
    assert!(render::text(&before).contains(&dropped.text) && !render::text(&after).contains(&dropped.text));
}

#[test]
fn the_less_a_block_must_score_the_more_is_kept() {
    let kept = |least| lines(&page().select(&Choice { least: Some(least), ..Choice::default() }).unwrap());
    let steps: Vec<usize> = [0.0, 0.1, 0.3, 0.5, 0.9].map(kept).into();
    assert!(steps.is_sorted_by(|more, less| more >= less) && steps[0] > steps[3], "{steps:?}");
}

#[test]
fn numbers_of_no_block_are_ignored() {
    let choice = Choice { keep: vec![u32::MAX, 10_000], drop: vec![99_999], ..Choice::default() };
    assert_eq!(page().select(&choice).unwrap(), page().select(&Choice::default()).unwrap());
}

#[test]
fn each_block_is_either_kept_or_left_out() {
    let article = page().select(&Choice::default()).unwrap();
    let mut blocks: Vec<u32> = article.blocks.iter().map(|placed| placed.block).collect();
    assert!(blocks.is_sorted());
    assert!(article.blocks.iter().all(|placed| (placed.node as usize) < article.content.len()));
    blocks.extend(article.dropped.iter().map(|block| block.block));
    let all = blocks.len();
    blocks.sort_unstable();
    blocks.dedup();
    assert_eq!(blocks.len(), all);
}
