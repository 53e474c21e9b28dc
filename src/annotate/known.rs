//! Recognise what the metadata has told already.

use crate::article::Metadata;
use crate::text::fold;

/// What the view shows beside the story, so that the story need not say it again; folded.
pub(super) struct Known {
    title: Option<String>,
    texts: Vec<String>,
    byline: Option<String>,
}

impl Known {
    pub(super) fn of(metadata: &Metadata) -> Self {
        let byline = metadata.byline.as_deref().map(fold).filter(|byline| !byline.is_empty());
        let texts = [&metadata.title, &metadata.byline, &metadata.site_name];
        let mut texts: Vec<String> = texts.into_iter().flatten().map(|text| fold(text)).collect();
        texts.extend(byline.as_ref().map(|byline| format!("by{byline}")));
        let title = metadata.title.as_deref().map(fold).filter(|title| !title.is_empty());
        Known { title, texts, byline }
    }

    /// Whether a text is the headline.
    pub(super) fn is_headline(&self, text: &str) -> bool {
        self.title.as_deref() == Some(text)
    }

    pub(super) fn is_said_by(&self, text: &str) -> bool {
        !text.is_empty() && self.texts.iter().any(|known| known == text)
    }

    pub(super) fn is_mentioned_in(&self, text: &str) -> bool {
        self.byline.as_ref().is_some_and(|byline| text.contains(byline.as_str()))
    }
}
