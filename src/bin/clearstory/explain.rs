//! Tell what was found and what was left out, and why.

use std::collections::BTreeMap;
use std::fmt::Write;

use clearstory::{Article, render};

/// Lines of the story that are quoted.
const LINES: usize = 4;
/// Characters of a quoted line.
const WIDTH: usize = 96;

/// A report for people.
pub fn report(article: &Article) -> String {
    let mut out = String::new();
    let metadata = &article.metadata;
    let fields = [
        ("Title", &metadata.title),
        ("Byline", &metadata.byline),
        ("Published", &metadata.published),
        ("Modified", &metadata.modified),
        ("Site", &metadata.site_name),
        ("Language", &metadata.language),
        ("Picture", &metadata.lead_image),
        ("Address", &metadata.url),
    ];
    for (name, value) in fields {
        let _ = writeln!(out, "{name:<11}{}", value.as_deref().unwrap_or("–"));
    }
    let _ = writeln!(out, "{:<11}{}, {} min to read", "Words", article.word_count, article.reading_minutes);
    let _ = writeln!(out, "{:<11}{}", "Page", article.page_type);
    let _ = writeln!(out, "{:<11}{:.0} %", "Confidence", article.confidence * 100.0);
    if let Some(notice) = article.notice {
        let _ = writeln!(out, "{:<11}{}", "Notice", notice.explanation());
    }
    let _ = writeln!(out, "\nThe story begins:");
    let text = render::text(article);
    let title = usize::from(metadata.title.is_some());
    for line in text.lines().skip(title).filter(|line| !line.trim().is_empty()).take(LINES) {
        let _ = writeln!(out, "  {}", cut(line));
    }
    dropped(&mut out, article);
    out
}

fn dropped(out: &mut String, article: &Article) {
    let _ = writeln!(out, "\nLeft out: {} blocks", article.dropped.len());
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &article.dropped {
        *reasons.entry(&block.explanation).or_default() += 1;
    }
    for (reason, count) in reasons {
        let _ = writeln!(out, "  {count:>4}  {reason}");
    }
    let _ =
        writeln!(out, "\nOne by one, with the score (0 to 1), the reason, and the rule where it was not the score:");
    for block in &article.dropped {
        let reason = format!("{:?}", block.reason).to_lowercase();
        let rule = if block.rule == "score" { String::new() } else { format!("[{}] ", block.rule) };
        let _ = writeln!(out, "  {:.2}  {reason:<12}  {rule}{}", block.score, cut(&block.text));
    }
}

fn cut(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_the_first_line_of_a_story_without_a_title() {
        let page = "<article><p>It rained all night, and in the morning the river stood at the second step.</p>\
            <p>By noon it had gone down again, and the miller, who had carried his flour up, carried it back.</p>";
        let mut article = clearstory::extract(page, &clearstory::Options::default()).unwrap();
        article.metadata.title = None;
        assert!(report(&article).contains("begins:\n  It rained"), "{}", report(&article));
        article.metadata.title = Some("Rain".to_owned());
        assert!(report(&article).contains("begins:\n  It rained"), "{}", report(&article));
    }
}
