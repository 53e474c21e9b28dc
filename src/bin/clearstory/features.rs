//! Print what the model sees of many pages, for training.

use std::io::{BufRead, Write};

use anyhow::Result;
use clearstory::training::{self, Described};
use serde::Serialize;
use serde_json::Value;

use crate::batch::{BadLine, Job, answer_each};

#[derive(Serialize)]
struct Row {
    id: Value,
    #[serde(flatten)]
    page: Option<Described>,
    error: Option<String>,
}

/// Prints the names of all measurements as one object: `blocks` for the first stage, `smoothing` for the second, which
/// sees them before those of the first, `page` for the page as a whole, and the `types` of pages.
///
/// # Errors
/// Those of writing.
pub fn names(mut output: impl Write) -> Result<()> {
    serde_json::to_writer(&mut output, &training::names())?;
    Ok(output.write_all(b"\n")?)
}

/// Reads the lines that `batch` reads, and writes for each what the model's first stage sees. Where a line gives
/// `scores`, one for each block, it is what the second stage sees, and the page as a whole.
///
/// # Errors
/// Those of reading and writing alone.
pub fn run(input: impl BufRead, output: impl Write) -> Result<()> {
    answer_each(input, output, row)
}

fn row(job: Result<Job, BadLine>) -> Row {
    let (id, page) = match job {
        Ok(job) => {
            let page = training::describe(&job.html, &job.options(), job.scores.as_deref());
            (job.id, page.map_err(|error| error.to_string()))
        }
        Err(line) => (line.id, Err(line.error)),
    };
    match page {
        Ok(page) => Row { id, page: Some(page), error: None },
        Err(error) => Row { id, page: None, error: Some(error) },
    }
}
