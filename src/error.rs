//! Say what can go wrong, in words for the person who asked.

/// Why there is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There was no text in the input at all.
    #[error("the page is empty")]
    Empty,
    /// More bytes than [`crate::Limits::bytes`] allows.
    #[error("the page is too large: {bytes} bytes, and the limit is {limit}")]
    TooLarge {
        /// The page's size.
        bytes: usize,
        /// The limit in force.
        limit: usize,
    },
    /// Markup that asks for far more nodes than its size explains.
    #[error("the page is too complex: its markup unfolds to far more elements than a page of its size can need")]
    TooComplex,
    /// The page was read, and nothing on it looks like a story.
    #[error("no story was found on this page")]
    NoStory,
    /// [`crate::Options::url`] is not an absolute URL.
    #[error("the page's address is not a valid absolute URL: {0}")]
    InvalidUrl(String),
}

impl Error {
    /// A short stable name for programs; the message is for people.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "empty",
            Error::TooLarge { .. } => "too-large",
            Error::TooComplex => "too-complex",
            Error::NoStory => "no-story",
            Error::InvalidUrl(_) => "invalid-url",
        }
    }
}
