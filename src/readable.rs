//! Guess cheaply whether a page has a story at all, from a few counts.
//!
//! The guess is made in two places: here on a parsed page, and in www/shim/readable.ts on a live one, where nothing is
//! loaded or copied for it. Both count the same things; tests/wasm/readable.test.mjs compares the weights, and
//! tests/browser/readable.test.mjs the counts.

use crate::Limits;
use crate::page::{self, Dom, NodeId, Tag};
use crate::text::is_unspaced;

/// Words that a paragraph has at least.
const PARAGRAPH_WORDS: u32 = 20;
/// Words in paragraphs below which a page has nothing to read, whatever else it has.
const FEWEST_WORDS: u32 = 80;

/// What each kind of evidence says for a story, or against it.
struct Weights {
    /// Before anything is known.
    start: f64,
    /// Paragraphs, from none to many.
    paragraphs: f64,
    /// Pictures, from none to more pictures than text.
    images: f64,
    /// Fields, from none to many.
    fields: f64,
    /// Each mark of an article.
    article: f64,
    /// Each mark of a product.
    product: f64,
}

/// Fitted by train/readable.py to 1,497 pages of a public corpus, out of fold: on articles and documentation of 100 words or
/// more against listings, collections, products and pages without a story, precision 0.910 and recall 0.981; with every
/// page, threads and services of a minute's reading or more counted as stories, 0.911 and 0.946. What is counted was chosen
/// on the same pages.
const WEIGHTS: Weights =
    Weights { start: 1.96, paragraphs: 2.68, images: -3.05, fields: -2.24, article: 1.15, product: -2.28 };

/// What a page is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Paragraphs: elements `p`, `pre` and `blockquote`, and each `div` with line breaks of its own, that hold no other
    /// block of text, at least 20 words, and no more words in links than outside. What is hidden, or stands in a
    /// landmark around the story, is not counted.
    pub paragraphs: u32,
    /// Words in these paragraphs; where a script has no spaces, two letters count as one.
    pub words: u32,
    /// Elements `img`, those left out that only a page without scripts shows.
    pub images: u32,
    /// Elements `input` and `label`.
    pub fields: u32,
    /// Ways in which the page calls itself an article, 0 to 3: `og:type`, `article:published_time`, a headline in JSON-LD.
    pub article_marks: u32,
    /// Ways in which the page says that it sells something, 0 to 2: `og:type`, a product in JSON-LD.
    pub product_marks: u32,
}

/// Whether a page probably has a story that a reader mode can show. Only counts, so that it is cheaper than
/// [`crate::extract`], and wrong more often.
pub fn is_probably_readable(html: &str) -> bool {
    Counts::of(html).is_some_and(Counts::is_readable)
}

impl Counts {
    /// Counts what a page has; nothing where it cannot be parsed within the limits.
    pub fn of(html: &str) -> Option<Self> {
        let page = page::parse(html, &Limits::default()).ok()?;
        Some(count(&Dom::new(&page)))
    }

    /// Whether there is more evidence for a story than against it.
    pub fn is_readable(self) -> bool {
        self.words >= FEWEST_WORDS && self.evidence() > 0.0
    }

    fn evidence(self) -> f64 {
        let [paragraphs, words, images, fields, article, product] =
            [self.paragraphs, self.words, self.images, self.fields, self.article_marks, self.product_marks]
                .map(f64::from);
        // From 0 to 1; a half at the number that is added below.
        WEIGHTS.start
            + WEIGHTS.paragraphs * paragraphs / (paragraphs + 5.0)
            + WEIGHTS.images * images / (images + words / 20.0 + 5.0)
            + WEIGHTS.fields * fields / (fields + 10.0)
            + WEIGHTS.article * article
            + WEIGHTS.product * product
    }
}

fn count(dom: &Dom<'_>) -> Counts {
    let mut counts = Counts::default();
    let mut aside = Vec::with_capacity(dom.len());
    let mut unscripted = Vec::with_capacity(dom.len());
    for id in dom.ids() {
        let parent = dom.node(id).parent;
        aside.push(aside.get(parent) == Some(&true) || is_aside(dom, id));
        unscripted.push(unscripted.get(parent) == Some(&true) || dom.tag(id) == Tag::Noscript);
        match dom.tag(id) {
            // A picture there is one that a script also shows. Text there may be all that a page has without its scripts.
            Tag::Img if !unscripted[id] => counts.images += 1,
            Tag::Input | Tag::Label => counts.fields += 1,
            _ if !aside[id] && is_text_block(dom, id) => add_paragraph(&mut counts, dom, id),
            _ => {}
        }
    }
    count_marks(&mut counts, dom);
    counts
}

/// Hidden, or a landmark around the story.
fn is_aside(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Nav | Tag::Footer | Tag::Aside | Tag::Dialog)
        || dom.attributes(id).any(|(name, value)| match name {
            "hidden" => true,
            "aria-hidden" => value == "true",
            "style" => value.contains("display:none") || value.contains("display: none"),
            _ => false,
        })
}

/// A block whose text is its own.
fn is_text_block(dom: &Dom<'_>, id: NodeId) -> bool {
    let may_be = match dom.tag(id) {
        Tag::P | Tag::Pre | Tag::Blockquote => true,
        Tag::Div => dom.children(id).any(|child| dom.tag(child) == Tag::Br),
        _ => false,
    };
    let holds = |inner| matches!(dom.tag(inner), Tag::P | Tag::Div | Tag::Pre | Tag::Blockquote);
    may_be && !dom.descendants(id).any(holds)
}

fn add_paragraph(counts: &mut Counts, dom: &Dom<'_>, id: NodeId) {
    let words = words_in(dom, id);
    if words >= PARAGRAPH_WORDS && link_words(dom, id) * 2 <= words {
        counts.paragraphs += 1;
        counts.words += words;
    }
}

fn link_words(dom: &Dom<'_>, id: NodeId) -> u32 {
    let mut words = 0;
    let mut at = id + 1;
    while at < dom.node(id).end {
        let is_link = dom.tag(at) == Tag::A;
        words += if is_link { words_in(dom, at) } else { 0 };
        at = if is_link { dom.node(at).end } else { at + 1 };
    }
    words
}

/// The words of an element's text, elements inside it not parting words: what is cheap on a live page.
fn words_in(dom: &Dom<'_>, id: NodeId) -> u32 {
    let (mut halves, mut inside) = (0, false);
    for character in dom.descendants(id).filter_map(|node| dom.text(node)).flat_map(str::chars) {
        if character <= ' ' || character == '\u{a0}' {
            inside = false;
        } else if is_half_word(character) {
            halves += 1;
            inside = false;
        } else if !inside {
            halves += 2;
            inside = true;
        }
    }
    halves / 2
}

/// A letter of a script without spaces, or one of the marks that stand between such letters.
fn is_half_word(character: char) -> bool {
    is_unspaced(character) || matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

fn count_marks(counts: &mut Counts, dom: &Dom<'_>) {
    let kind = property(dom, "og:type").unwrap_or_default().to_ascii_lowercase();
    let data = structured_data(dom);
    let article =
        [kind.contains("article"), property(dom, "article:published_time").is_some(), data.contains("\"headline\"")];
    let product = [kind.contains("product"), data.contains("\"Product\"")];
    counts.article_marks = article.map(u32::from).iter().sum();
    counts.product_marks = product.map(u32::from).iter().sum();
}

fn property<'a>(dom: &Dom<'a>, name: &str) -> Option<&'a str> {
    let mut metas = dom.ids().filter(|&id| dom.tag(id) == Tag::Meta);
    let meta = metas.find(|&id| dom.attribute(id, "property") == Some(name))?;
    Some(dom.attribute(meta, "content").unwrap_or_default())
}

fn structured_data(dom: &Dom<'_>) -> String {
    let is_data = |&id: &NodeId| {
        let kind = dom.attribute(id, "type");
        dom.tag(id) == Tag::Script && kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
    };
    let scripts = dom.ids().filter(is_data);
    scripts.flat_map(|id| dom.descendants(id)).filter_map(|node| dom.text(node)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Es regnete die ganze Nacht, und am Morgen stand der Fluss an der zweiten Stufe der alten Mühle, wo \
        ihn seit vielen Jahren niemand mehr gesehen hatte.";

    fn counts(html: &str) -> Counts {
        Counts::of(html).unwrap()
    }

    #[test]
    fn finds_a_story_with_and_without_marks_and_landmarks() {
        for paragraph in
            [format!("<p>{WORDS}</p>"), format!("{WORDS}<br><br>"), format!("<blockquote>{WORDS}</blockquote>")]
        {
            assert!(is_probably_readable(&format!("<div>{}</div>", paragraph.repeat(5))), "{paragraph}");
        }
        let japanese = "<p>雨は一晩中降り続き、朝には川の水が古い水車小屋の二段目の石段まで届いていた。誰も見たことのない高さだった。</p>";
        assert!(is_probably_readable(&japanese.repeat(4)));
    }

    #[test]
    fn finds_none_in_lists_of_links_and_forms() {
        let link = format!("<li><a href=/x>{WORDS}</a></li><p><a href=/x>{WORDS}</a></p>");
        assert!(!is_probably_readable(&link.repeat(40)));
        assert!(!is_probably_readable(&"<label>Name</label><input>".repeat(40)));
        assert!(!is_probably_readable("<meta property=og:type content=article>"));
        assert!(!is_probably_readable(""));
    }

    #[test]
    fn pictures_with_fields_and_products_speak_against_a_story() {
        let text = format!("<p>{WORDS}</p>").repeat(5);
        assert!(!is_probably_readable(&format!("{text}{}", "<img><label>Size</label>".repeat(60))));
        let product =
            "<meta property=og:type content=product><script type=application/ld+json>{\"@type\":\"Product\"}</script>";
        assert!(!is_probably_readable(&format!("{product}{text}")));
    }

    #[test]
    fn counts_in_the_units_that_it_names() {
        let page = format!(
            "<meta property=og:type content=article><label>a<input></label><img><p>{WORDS}</p><p>Short.</p>\
            <noscript><img></noscript><nav><p>{WORDS}</p></nav><p hidden>{WORDS}</p>"
        );
        let expected = Counts { paragraphs: 1, words: 27, images: 1, fields: 2, article_marks: 1, product_marks: 0 };
        assert_eq!(counts(&page), expected);
    }

    #[test]
    fn no_word_of_a_block_is_counted_twice() {
        let nested = format!("<div>{WORDS}<br><div>{WORDS}<br><blockquote><p>{WORDS}</p></blockquote></div></div>");
        assert_eq!(counts(&nested).paragraphs, 1);
    }

    #[test]
    fn links_in_links_end_in_time() {
        let page = format!("<p>{}{}", "<a href=/x><object>".repeat(10_000), "word ".repeat(100_000));
        assert_eq!(counts(&page).paragraphs, 0);
    }
}
