//! Answers each line of JSON {"id", "url", "html"} with a line {"id", "text"} by an extractor in Rust.
//!
//! Usage: peers-rs dom_smoothie|rs-trafilatura < pages.jsonl > predictions.jsonl

use std::io::{BufRead, Write, stdin, stdout};
use std::panic::catch_unwind;

use anyhow::{Result, anyhow, bail};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Page {
    id: String,
    url: Option<String>,
    html: String,
}

#[derive(Serialize)]
struct Prediction {
    id: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

type Extract = fn(&Page) -> Result<String>;

fn main() -> Result<()> {
    let extract: Extract = match std::env::args().nth(1).as_deref() {
        Some("dom_smoothie") => dom_smoothie,
        Some("rs-trafilatura") => rs_trafilatura,
        _ => bail!("usage: peers-rs dom_smoothie|rs-trafilatura"),
    };
    let mut output = stdout().lock();
    for line in stdin().lock().lines() {
        let page = serde_json::from_str(&line?)?;
        // Whoever feeds us one page at a time waits for its answer: the line and its flush are one write.
        output.write_all((serde_json::to_string(&predict(extract, page))? + "\n").as_bytes())?;
        output.flush()?;
    }
    Ok(())
}

/// A page that an extractor refuses, or panics over, has no text.
fn predict(extract: Extract, page: Page) -> Prediction {
    let outcome = catch_unwind(|| extract(&page)).unwrap_or_else(|_| Err(anyhow!("panicked")));
    let error = outcome.as_ref().err().map(ToString::to_string);
    Prediction { id: page.id, text: outcome.unwrap_or_default(), error }
}

fn dom_smoothie(page: &Page) -> Result<String> {
    use dom_smoothie::{Config, Readability, TextMode};

    // Its raw text runs the words of neighbouring blocks together.
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(page.html.as_str(), page.url.as_deref(), Some(config))?.parse()?;
    Ok(article.text_content.to_string())
}

fn rs_trafilatura(page: &Page) -> Result<String> {
    use rs_trafilatura::{Options, extract_with_options};

    let options = Options { url: page.url.clone(), ..Options::default() };
    Ok(extract_with_options(&page.html, &options)?.content_text)
}
