//! Extract many pages, a line of JSON each, so that the program can be a stage of any engine that pipes records.

use std::borrow::Cow;
use std::io::{BufRead, BufWriter, Write};

use anyhow::Result;
use clearstory::training::{Model, extract_by};
use clearstory::{Article, Error, Metadata, Options, PageType, render};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A line of input.
#[derive(Deserialize)]
pub struct Job {
    /// Whatever the page is known by.
    #[serde(default)]
    pub id: Value,
    #[serde(default)]
    url: Option<String>,
    /// The page.
    pub html: String,
    /// For each block the score of the model's first stage, where its second is trained.
    #[serde(default)]
    pub scores: Option<Vec<f32>>,
}

impl Job {
    /// The options that it gives.
    pub fn options(&self) -> Options {
        Options { url: self.url.clone().filter(|url| !url.is_empty()), ..Options::default() }
    }
}

/// A line of input that is no job.
pub struct BadLine {
    /// What it has as its id, if anything.
    pub id: Value,
    /// What is wrong.
    pub error: String,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    id: Value,
    title: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    language: Option<String>,
    page_type: Option<PageType>,
    confidence: f32,
    text: Option<String>,
    html: Option<String>,
    error: Option<String>,
}

/// Reads jobs to the end of the input and writes an outcome for each. A bad line gets an outcome with an error.
///
/// # Errors
/// Those of reading and writing alone.
pub fn run(input: impl BufRead, output: impl Write, model: &Model<'_>) -> Result<()> {
    answer_each(input, output, |job| outcome(job, model))
}

/// Writes a line of JSON for each line of the input that is not empty.
///
/// # Errors
/// Those of reading and writing alone.
pub fn answer_each<A: Serialize>(
    mut input: impl BufRead,
    output: impl Write,
    answer: impl Fn(Result<Job, BadLine>) -> A,
) -> Result<()> {
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
        serde_json::to_writer(&mut output, &answer(read(&line)))?;
        output.write_all(b"\n")?;
        // Whoever feeds us one page at a time waits for its answer.
        output.flush()?;
    }
}

fn read(line: &[u8]) -> Result<Job, BadLine> {
    // Bytes that are not UTF-8 spoil a line's text, not the line.
    let mut line = String::from_utf8_lossy(line);
    let mut job = serde_json::from_str(&line);
    if job.is_err() {
        line = Cow::Owned(mended(&line));
        job = serde_json::from_str(&line);
    }
    job.map_err(|error| BadLine { id: id_of(&line), error: format!("bad line: {error}") })
}

fn outcome(job: Result<Job, BadLine>, model: &Model<'_>) -> Outcome {
    let job = match job {
        Ok(job) => job,
        Err(BadLine { id, error }) => return Outcome { id, error: Some(error), ..Outcome::default() },
    };
    let options = job.options();
    match extract_by(&job.html, &options, model) {
        Ok(article) => found(job.id, &article),
        Err(error) => {
            // A page without a story still says what it is.
            let said =
                matches!(error, Error::NoStory).then(|| clearstory::read_metadata(&job.html, &options).ok()).flatten();
            Outcome { error: Some(error.to_string()), ..named(job.id, said.unwrap_or_default()) }
        }
    }
}

/// JSON with U+FFFD for each escape of half a surrogate pair. JavaScript writes them where it has cut a text in two.
fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push_str("\\ufffd");
                rest = &escape[6..];
                continue;
            }
            // The backslash and what it escapes, which may be another.
            _ => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(length);
        out.push_str(kept);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The UTF-16 unit that a text begins with the escape of.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

/// The id of a line that is JSON but not a job.
fn id_of(line: &str) -> Value {
    let value: Option<Value> = serde_json::from_str(line).ok();
    value.and_then(|mut value| value.get_mut("id").map(Value::take)).unwrap_or_default()
}

fn found(id: Value, article: &Article) -> Outcome {
    Outcome {
        page_type: Some(article.page_type),
        confidence: article.confidence,
        text: Some(render::text_fragment(&article.content)),
        html: Some(render::html_fragment(&article.content)),
        ..named(id, article.metadata.clone())
    }
}

/// What the page says of itself, without a story.
fn named(id: Value, metadata: Metadata) -> Outcome {
    Outcome {
        id,
        title: metadata.title,
        byline: metadata.byline,
        published: metadata.published,
        language: metadata.language,
        ..Outcome::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_half_pairs_only() {
        let pairs = r#""\ud83c\udf27 \\ud800 \" \u00e9""#;
        assert_eq!(mended(pairs), pairs);
        assert_eq!(
            mended(r"a\ud800b\udc00\ud800\n\ud800\ud83c\udf27\\"),
            r"a\ufffdb\ufffd\ufffd\n\ufffd\ud83c\udf27\\"
        );
        assert_eq!(mended("\\é\\u12\\"), "\\é\\u12\\");
    }
}
