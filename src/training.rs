//! Print what the model sees, so that training and use cannot differ. Not part of the stable interface.

use serde::Serialize;

use crate::annotate::{self, Blocks, Contexts};
pub use crate::extract::extract_by;
use crate::model;
pub use crate::model::Model;
use crate::page::{self, Address, Dom};
use crate::signals::{self, Column, Frame, Page};
use crate::{Error, Options, PageType, metadata};

/// A page's blocks as the model sees them.
#[derive(Debug, Serialize)]
pub struct Described {
    /// Each block's text, white space collapsed; empty for a picture.
    pub texts: Vec<String>,
    /// Each block's words.
    pub words: Vec<u32>,
    /// Measurements, a column each, as long as there are blocks.
    pub columns: Vec<Column>,
    /// Measurements of the page as a whole, if there are scores.
    pub page: Vec<f32>,
}

/// The names of all measurements, in the order of their columns.
#[derive(Debug, Serialize)]
pub struct Names {
    /// Of the first stage.
    pub blocks: Vec<String>,
    /// Of the second, which sees these and then those of the first.
    pub smoothing: Vec<String>,
    /// Of the page as a whole.
    pub page: Vec<String>,
    /// The types of page, in the order of the model.
    pub types: [PageType; PageType::LEARNED.len()],
}

/// Names all measurements.
pub fn names() -> Names {
    Names {
        blocks: signals::names(),
        smoothing: signals::smoothing_names(),
        page: signals::page::names(),
        types: PageType::LEARNED,
    }
}

/// Measures the blocks of a page: for the model's first stage, or for the second if the first one's scores are given.
///
/// # Errors
/// Those of [`crate::extract()`], scores that are not one for each block, and more blocks than the model takes.
pub fn describe(
    html: &str,
    options: &Options,
    scores: Option<&[f32]>,
) -> Result<Described, Box<dyn std::error::Error + Send + Sync>> {
    let page = page::parse(html, &options.limits)?;
    let dom = Dom::new(&page);
    let address = Address::of(&dom, options.url.as_deref())?;
    let metadata = metadata::read(&dom, &address).metadata;
    let contexts = Contexts::of(&dom);
    let blocks = Blocks::of(&dom, &contexts);
    if blocks.list.len() > model::MOST_BLOCKS {
        return Err(Error::TooComplex.into());
    }
    if let Some(scores) = scores
        && scores.len() != blocks.list.len()
    {
        return Err(format!("{} scores for {} blocks", scores.len(), blocks.list.len()).into());
    }
    let surroundings = annotate::describe(&dom, &blocks, &contexts, &address, &metadata);
    let page = Page {
        dom: &dom,
        contexts: &contexts,
        blocks: &blocks,
        surroundings: &surroundings,
        metadata: &metadata,
        address: options.url.as_deref(),
    };
    let frame = Frame::of(page);
    let (columns, page) = match scores {
        Some(scores) => (signals::smooth(&frame, scores), signals::page::measure(&frame, scores)),
        None => (signals::measure(&frame), Vec::new()),
    };
    Ok(Described { words: blocks.list.iter().map(|block| block.words).collect(), columns, page, texts: frame.texts })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Columns as they arrive in Python: through JSON.
    fn printed(page: &Described) -> Vec<Column> {
        let json = serde_json::to_value(page).unwrap();
        serde_json::from_value(json["columns"].clone()).unwrap()
    }

    /// The scores of a page's blocks, from what training is given of it.
    fn scores_in_training(html: &str, options: &Options) -> Vec<f32> {
        let model = Model::SHIPPED;
        let page = describe(html, options, None).unwrap();
        let measured = printed(&page);
        assert_eq!(measured.len(), names().blocks.len());
        let first = model.first(&page.words, &measured);
        let smoothed = describe(html, options, Some(&first)).unwrap();
        let mut columns = printed(&smoothed);
        assert_eq!(columns.len(), names().smoothing.len());
        columns.extend(measured);
        let scores = model.second(&page.words, &columns);
        let whole = describe(html, options, Some(&scores)).unwrap();
        assert_eq!(whole.page.len(), names().page.len());
        scores
    }

    #[test]
    fn what_is_printed_is_what_is_used() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let options = Options { url: Some("https://example.org/stories/page.html".into()), ..Options::default() };
        for folder in std::fs::read_dir(fixtures).unwrap() {
            let file = folder.unwrap().path().join("page.html");
            let html = std::fs::read_to_string(&file).unwrap();
            let mut left = scores_in_training(&html, &options).into_iter();
            // What the engine tells of are the blocks that it dropped: in the same order, with the same scores.
            for dropped in crate::extract(&html, &options).unwrap().dropped {
                assert!(left.any(|score| score == dropped.score), "{}: {}", file.display(), dropped.text);
            }
        }
    }
}
