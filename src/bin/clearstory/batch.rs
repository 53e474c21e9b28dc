//! Extract many pages, a line of JSON each, so that the program can be a stage of any engine that pipes records.

use std::io::{BufRead, BufWriter, Write};

use anyhow::Result;
use clearstory::{Article, Options, extract, render};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Job {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    url: Option<String>,
    html: String,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    id: Value,
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    language: Option<String>,
    page_type: Option<String>,
    confidence: f32,
    text: Option<String>,
    html: Option<String>,
    error: Option<String>,
}

/// Reads jobs to the end of the input and writes an outcome for each. A bad line gets an outcome with an error.
///
/// # Errors
/// Those of reading and writing alone.
pub fn run(mut input: impl BufRead, output: impl Write) -> Result<()> {
    let mut output = BufWriter::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        serde_json::to_writer(&mut output, &outcome(&line))?;
        output.write_all(b"\n")?;
        // Whoever feeds us one page at a time waits for its answer.
        output.flush()?;
    }
}

fn outcome(line: &[u8]) -> Outcome {
    // Bytes that are not UTF-8 spoil a line's text, not the line.
    let line = String::from_utf8_lossy(line);
    let job: Job = match serde_json::from_str(&line) {
        Ok(job) => job,
        Err(error) => {
            return Outcome { id: id_of(&line), error: Some(format!("bad line: {error}")), ..Outcome::default() };
        }
    };
    let options = Options { url: job.url, ..Options::default() };
    match extract(&job.html, &options) {
        Ok(article) => found(job.id, &article),
        Err(error) => Outcome { id: job.id, error: Some(error.to_string()), ..Outcome::default() },
    }
}

/// The id of a line that is JSON but not a job.
fn id_of(line: &str) -> Value {
    let value: Option<Value> = serde_json::from_str(line).ok();
    value.and_then(|mut value| value.get_mut("id").map(Value::take)).unwrap_or_default()
}

fn found(id: Value, article: &Article) -> Outcome {
    let metadata = article.metadata.clone();
    Outcome {
        id,
        title: metadata.title,
        byline: metadata.byline,
        published: metadata.published,
        language: metadata.language,
        page_type: None,
        confidence: article.confidence,
        text: Some(render::text(article)),
        html: Some(render::html_fragment(&article.content)),
        error: None,
    }
}
