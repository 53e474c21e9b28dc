//! Define what comes out: the view model, the only types that are serialised.

use std::collections::HashSet;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Serialize};
#[cfg(feature = "wasm")]
use tsify::Tsify;

use crate::fixes::{Fix, Outcome, Target};

/// A page's story and what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// Title, byline, dates and the rest.
    pub metadata: Metadata,
    /// The story, in the order of the page, without its headline, which is `metadata.title`.
    pub content: Vec<ContentNode>,
    /// The story's headings.
    pub outline: Vec<Heading>,
    /// Where each block of the page that is kept stands, in the order of the page.
    pub blocks: Vec<Placed>,
    /// What was left out, in the order of the page.
    pub dropped: Vec<Dropped>,
    /// The titles of further whole stories on the page, in its order.
    pub other_stories: Vec<String>,
    /// What keeps the story back, if the page does.
    #[cfg_attr(feature = "wasm", tsify(type = "Notice | null"))]
    pub notice: Option<Notice>,
    /// What kind of page it stood on.
    pub page_type: PageType,
    /// How good the selection is likely to be, 0 to 1: the word F1 that pages judged like this one reached on average
    /// (`train/report.md`).
    pub confidence: f32,
    /// Whether the selection is good enough to be shown without a word: the reader chose it, or the confidence is 0.7 or
    /// more.
    pub is_sure: bool,
    /// Other parts of the page that may be its story, where the selection is not sure.
    pub candidates: Vec<Candidate>,
    /// What came of each of [`crate::Choice::fixes`].
    pub fixes: Vec<Outcome>,
    /// What the reader chose of this page otherwise, as fixes for the site's other pages.
    pub learned: Vec<Fix>,
    /// Words in the story.
    pub word_count: u32,
    /// Minutes that reading takes, at least 1.
    pub reading_minutes: u32,
}

/// What is known of a story besides its text. All of it is plain text, never markup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify), tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// Who wrote it, without "By".
    pub byline: Option<String>,
    /// When it was published: an ISO 8601 date, or date and time, as exact as the page says it.
    pub published: Option<String>,
    /// When it was last changed, likewise.
    pub modified: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The story's language, a BCP 47 tag.
    pub language: Option<String>,
    /// The direction that the story's text runs in.
    pub direction: Direction,
    /// A sentence or two that say what it is about.
    pub excerpt: Option<String>,
    /// The picture that stands for the story: an absolute URL.
    pub lead_image: Option<String>,
    /// The story's canonical address: an absolute http(s) URL.
    pub url: Option<String>,
}

/// The direction of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// One node of the story's tree. The tree is a list in document order, and `depth` gives the nesting, as in an
/// outline: a node's children are the nodes after it that lie deeper, up to the first that does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(untagged)]
pub enum ContentNode {
    /// An element.
    Element {
        /// 0 for the top; at most 200.
        depth: u8,
        /// The element's name, from [`crate::policy::TAGS`].
        tag: String,
        /// Its attributes, from [`crate::policy::attributes`]; addresses are absolute where the page's own is known.
        #[cfg_attr(feature = "wasm", tsify(type = "Record<string, string>"))]
        attributes: Attributes,
    },
    /// Text, white space collapsed but in `<pre>`.
    Text {
        /// 0 for the top; at most 200.
        depth: u8,
        /// The text itself, never empty.
        text: String,
    },
}

impl ContentNode {
    /// How deep the node lies.
    pub fn depth(&self) -> u8 {
        match self {
            ContentNode::Element { depth, .. } | ContentNode::Text { depth, .. } => *depth,
        }
    }

    /// Its text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            ContentNode::Element { .. } => None,
            ContentNode::Text { text, .. } => Some(text),
        }
    }
}

impl Attributes {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// An element's attributes, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes(pub Vec<(String, String)>);

/// A heading of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Where it stands: an index into [`Article::content`].
    pub node: usize,
}

/// A block of the page that is part of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
pub struct Placed {
    /// Its number on the page, by which [`crate::Choice`] names it.
    pub block: u32,
    /// Where it begins: an index into [`Article::content`]. It may share an element with the blocks around it.
    pub node: u32,
}

/// A block of the page that is not part of the story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Dropped {
    /// Its number on the page, by which [`crate::Choice`] names it.
    pub block: u32,
    /// The numbers of what was left out with it: the rest of its table, the picture over its caption.
    pub also: Vec<u32>,
    /// Why, in one word.
    pub reason: Reason,
    /// Why, in words for a reader.
    pub explanation: String,
    /// The rule that left it out; "score" where it was the score alone.
    pub rule: String,
    /// How likely it was part of the story by its own description, 0 to 1.
    pub score: f32,
    /// Words in the block.
    pub words: u32,
    /// The block's text, at most 200 characters of it.
    pub text: String,
    /// Where it stood: before this index of [`Article::content`].
    pub before: usize,
}

/// A part of the page that may be its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
pub struct Candidate {
    /// Its first heading.
    #[cfg_attr(feature = "wasm", tsify(type = "string | null"))]
    pub title: Option<String>,
    /// Its first words.
    pub text: String,
    /// Words in it.
    pub words: u32,
    /// By which a fix chooses it.
    pub target: Target,
}

/// What keeps a page's story back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Notice {
    /// The page shows a part of its story, and the rest to those who pay or sign in.
    Paywall,
    /// The page shows only a question about cookies or consent: there is no content.
    Consent,
}

impl Notice {
    /// What to tell a reader.
    pub fn explanation(self) -> &'static str {
        match self {
            Notice::Paywall => "the page shows only a part of this story, and the rest to subscribers",
            Notice::Consent => "the page shows its story only after its question about consent is answered",
        }
    }
}

/// What kind of page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum PageType {
    /// A story, a report, an entry of a blog.
    Article,
    /// A manual, a reference, an encyclopedia.
    Documentation,
    /// What a company or institution says of itself and of what it does.
    Service,
    /// A thread of what people wrote to each other.
    Forum,
    /// Things of one kind, with a text about them.
    Collection,
    /// A list of links to other pages.
    Listing,
    /// One thing that can be bought.
    Product,
    /// None of these: too little text to tell.
    Other,
}

impl PageType {
    /// Those that the model tells apart, in its order.
    pub(crate) const LEARNED: [PageType; 7] = [
        PageType::Article,
        PageType::Documentation,
        PageType::Service,
        PageType::Forum,
        PageType::Collection,
        PageType::Listing,
        PageType::Product,
    ];
}

impl std::fmt::Display for PageType {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            PageType::Article => "article",
            PageType::Documentation => "documentation",
            PageType::Service => "service",
            PageType::Forum => "forum",
            PageType::Collection => "collection",
            PageType::Listing => "listing",
            PageType::Product => "product",
            PageType::Other => "other",
        })
    }
}

/// Why a block was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Links to other parts of the site.
    Navigation,
    /// A headline and a few words of another story.
    Teaser,
    /// A list or box of further reading.
    Related,
    /// An invitation to subscribe or sign up.
    Newsletter,
    /// Buttons to share, print or follow.
    Share,
    /// A question about cookies or consent.
    Consent,
    /// What readers wrote about the story.
    Comments,
    /// An advertisement or its label.
    Advert,
    /// The foot of the page.
    Footer,
    /// Not shown on the page.
    Hidden,
    /// Said before, on the page or in what is known of the story.
    Duplicate,
    /// Dates, labels and controls around the story.
    Boilerplate,
    /// Text in another part of the page.
    Elsewhere,
    /// Taken out by the reader.
    Chosen,
}

impl Reason {
    /// The reason in words for a reader.
    pub fn explanation(self) -> &'static str {
        match self {
            Reason::Navigation => "links to other parts of the site",
            Reason::Teaser => "a headline or summary of another story",
            Reason::Related => "further reading that is not part of the story",
            Reason::Newsletter => "an invitation to subscribe or sign up",
            Reason::Share => "buttons to share, print or follow",
            Reason::Consent => "a question about cookies or consent",
            Reason::Comments => "what readers wrote about the story",
            Reason::Advert => "an advertisement or its label",
            Reason::Footer => "the foot of the page",
            Reason::Hidden => "not shown on the page",
            Reason::Duplicate => "a repetition of what is shown already",
            Reason::Boilerplate => "a label, date or control around the story",
            Reason::Elsewhere => "text in another part of the page",
            Reason::Chosen => "taken out by the reader",
        }
    }
}

impl Serialize for Attributes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

/// Reads attributes in the order in which they are given, which a map of serde's would lose.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Attributes;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("attributes by their names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
        let (mut attributes, mut names) = (Vec::new(), HashSet::new());
        while let Some((name, value)) = map.next_entry::<String, String>()? {
            // As in HTML, the first of a name counts.
            if names.insert(name.clone()) {
                attributes.push((name, value));
            }
        }
        Ok(Attributes(attributes))
    }
}
