//! The program: a page in, its story out.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod batch;
mod counts;
mod explain;
mod features;
mod input;
mod pictures;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clearstory::training::Model;
use clearstory::{Article, Limits, Options, extract, render};

/// Takes a web page and prints its story, without the rest of the page.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    page: Page,
}

#[derive(Subcommand)]
enum Command {
    /// Extract many pages: JSON Lines {"id", "url", "html"} on standard input, a line of results for each on standard
    /// output, in the same order.
    Batch {
        /// A model other than the program's own, to score one that has not seen the pages.
        #[arg(long, hide = true)]
        model: Option<PathBuf>,
    },
    /// Count what `is_probably_readable` judges a page by, for many pages: train/readable.py fits its weights to them.
    #[command(hide = true)]
    Counts,
    /// Print what the model sees of many pages: train/train.py learns from it.
    #[command(hide = true)]
    Features {
        /// Print the names of all measurements instead.
        #[arg(long)]
        names: bool,
    },
}

#[derive(Args)]
struct Page {
    /// The page, as HTML. Standard input if it is "-" or left out.
    file: Option<PathBuf>,
    /// The page's address, to make its links absolute.
    #[arg(long)]
    url: Option<String>,
    /// What to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// For EPUB: a folder with the page's pictures, such as a browser saves beside a page. They are found by the end of
    /// their address, and bound into the book.
    #[arg(long, value_name = "FOLDER")]
    pictures: Option<PathBuf>,
    /// Print instead what was found and what was left out, block by block, with the reason and the score.
    #[arg(long)]
    explain: bool,
    /// Where to write; standard output if left out.
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// The largest page that is read, in bytes.
    #[arg(long, default_value_t = Limits::default().bytes)]
    max_bytes: usize,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Text,
    Html,
    Markdown,
    Json,
    Epub,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Command::Batch { model }) => run_batch(model.as_deref()),
        Some(Command::Counts) => counts::run(std::io::stdin().lock(), std::io::stdout().lock()),
        Some(Command::Features { names: true }) => features::names(std::io::stdout().lock()),
        Some(Command::Features { names: false }) => features::run(std::io::stdin().lock(), std::io::stdout().lock()),
        None => run(&cli.page),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads us has read enough, as `head` does: no reason to complain.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("clearstory: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_batch(model: Option<&Path>) -> Result<()> {
    let bytes = model.map(|path| std::fs::read(path).with_context(|| path.display().to_string())).transpose()?;
    let model = match &bytes {
        Some(bytes) => &Model::read(bytes).context("not a model of this version")?,
        None => &Model::SHIPPED,
    };
    batch::run(std::io::stdin().lock(), std::io::stdout().lock(), model)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn run(page: &Page) -> Result<()> {
    let html = input::read(page.file.as_deref(), page.max_bytes)?;
    let options = Options { url: page.url.clone(), limits: Limits { bytes: page.max_bytes, ..Limits::default() } };
    let name = input::name(page.file.as_deref());
    let article = extract(&html, &options).with_context(|| name.clone())?;
    if let Some(notice) = article.notice {
        eprintln!("clearstory: {name}: {}", notice.explanation());
    }
    let bytes = if page.explain { explain::report(&article).into_bytes() } else { printed(&article, page)? };
    match &page.output {
        Some(path) => std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display())),
        None => Ok(std::io::stdout().lock().write_all(&bytes)?),
    }
}

fn printed(article: &Article, page: &Page) -> Result<Vec<u8>> {
    Ok(match page.format {
        Format::Text => render::text(article).into_bytes(),
        Format::Html => render::html(article).into_bytes(),
        Format::Markdown => render::markdown(article).into_bytes(),
        Format::Json => {
            let mut json = serde_json::to_vec_pretty(article)?;
            json.push(b'\n');
            json
        }
        Format::Epub => {
            let pictures = page.pictures.as_deref().map(|folder| pictures::read(folder, article)).transpose()?;
            render::epub(article, &pictures.unwrap_or_default())?
        }
    })
}
