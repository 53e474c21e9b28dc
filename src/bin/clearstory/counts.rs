//! Print what the cheap guess judges pages by, a line of JSON each, so that its weights are fitted to the counts it sees.

use std::io::{BufRead, Write};

use anyhow::Result;
use clearstory::readable::Counts;
use serde::Serialize;
use serde_json::Value;

use crate::batch::{BadLine, Job, answer_each};

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    id: Value,
    paragraphs: u32,
    words: u32,
    images: u32,
    fields: u32,
    article_marks: u32,
    product_marks: u32,
    readable: bool,
    error: Option<String>,
}

/// Reads jobs to the end of the input and writes the counts of each.
///
/// # Errors
/// Those of reading and writing alone.
pub fn run(input: impl BufRead, output: impl Write) -> Result<()> {
    answer_each(input, output, row)
}

fn row(job: Result<Job, BadLine>) -> Row {
    match job {
        Ok(Job { id, html, .. }) => match Counts::of(&html) {
            Some(counts) => counted(id, counts),
            None => Row { id, error: Some("not to be parsed".to_owned()), ..Row::default() },
        },
        Err(BadLine { id, error }) => Row { id, error: Some(error), ..Row::default() },
    }
}

fn counted(id: Value, counts: Counts) -> Row {
    Row {
        id,
        paragraphs: counts.paragraphs,
        words: counts.words,
        images: counts.images,
        fields: counts.fields,
        article_marks: counts.article_marks,
        product_marks: counts.product_marks,
        readable: counts.is_readable(),
        error: None,
    }
}
