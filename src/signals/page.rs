//! Measure a page as a whole: what kind of page it is, and how sure a judgement of its blocks can be.

use super::near::{FAR, KINDS, kinds_names};
use super::words::flag;
use super::{Frame, share};
use crate::annotate::{BlockId, Kind, Place};
use crate::model::quality;
use crate::page::Tag;

const WHOLE: [&str; 38] = [
    "blocks",
    "words",
    "long words",
    "long blocks",
    "link density",
    "media",
    "controls",
    "rules",
    "first-rank headings",
    "second-rank headings",
    "lower headings",
    "list items",
    "table cells",
    "preformatted words",
    "times",
    "quotes",
    "articles",
    "sentences",
    "words per block",
    "most alike",
    "repeated share",
    "has byline",
    "has date",
    "has summary",
    "wanted words",
    "wanted share",
    "wanted blocks",
    "wanted words per block",
    "wanted link density",
    "wanted sentences",
    "expected quality",
    "best threshold",
    "doubtful words",
    "wanted repeated",
    "teasers",
    "comments",
    "path depth",
    "path words",
];

/// What structured data and addresses call pages, a name a column: schema.org's and Open Graph's types, and the parts of
/// paths in common use.
const DECLARED: [(&str, &[&str]); 12] = [
    ("article", &["NewsArticle\"", "\"BlogPosting\"", "\"Article\"", "ReportageNewsArticle"]),
    ("product", &["\"Product\"", "\"ProductGroup\"", "\"Offer\"", "\"Book\"", "\"Hotel\""]),
    ("discussion", &["DiscussionForumPosting", "QAPage"]),
    ("collection", &["ItemList\"", "CollectionPage"]),
    ("technical", &["TechArticle", "APIReference", "HowTo\""]),
    ("service", &["LocalBusiness", "\"Service\"", "ProfessionalService"]),
    ("questions", &["FAQPage"]),
    ("breadcrumbs", &["BreadcrumbList"]),
    ("person", &["\"Person\""]),
    ("review", &["\"Review\"", "AggregateRating"]),
    ("organisation", &["\"Organization\""]),
    ("recipe", &["\"Recipe\""]),
];
const OPEN_GRAPH: [&str; 3] = ["article", "product", "website"];
const PATHS: [(&str, &[&str]); 6] = [
    ("forum", &["forum", "thread", "topic", "/t/", "question", "discuss", "comments", "viewtopic", "/r/"]),
    ("product", &["product", "/dp/", "/p/", "shop", "item", "store"]),
    ("collection", &["collection", "categor", "/c/", "tag", "browse", "archive"]),
    ("documentation", &["doc", "reference", "manual", "guide", "wiki", "api", "tutorial", "help", "learn"]),
    ("article", &["blog", "news", "article", "post", "story", "/20"]),
    ("service", &["service", "solution", "about", "pricing", "feature"]),
];

/// Names of the columns of [`measure`], in order.
pub fn names() -> Vec<String> {
    let kinds = kinds_names().map(|name| format!("words in {name}"));
    let declared = DECLARED.iter().map(|(name, _)| format!("declares {name}"));
    let graph = OPEN_GRAPH.iter().map(|name| format!("graph {name}"));
    let paths = PATHS.iter().map(|(name, _)| format!("path {name}"));
    super::written(&WHOLE).into_iter().chain(kinds).chain(declared).chain(graph).chain(paths).collect()
}

/// Measures a page, given its blocks' scores. One number for each of [`names`].
pub fn measure(frame: &Frame<'_, '_>, scores: &[f32]) -> Vec<f32> {
    let mut row = whole(frame, scores).to_vec();
    row.extend(kinds(frame));
    row.extend(declared(frame));
    row
}

fn whole(frame: &Frame<'_, '_>, scores: &[f32]) -> [f32; WHOLE.len()] {
    let (dom, blocks) = (frame.page.dom, frame.page.blocks);
    let all = 0..frame.len();
    let words = blocks.words(&all);
    let features = &frame.page.surroundings.features;
    let count = |test: &dyn Fn(Tag) -> bool| dom.ids().filter(|&id| test(dom.tag(id))).count() as f32;
    let headings = |levels: std::ops::RangeInclusive<u8>| {
        features.iter().filter(|block| levels.contains(&block.heading)).count() as f32
    };
    let words_where = |test: &dyn Fn(BlockId) -> bool| -> u32 {
        all.clone().filter(|&at| blocks.list[at].kind == Kind::Text && test(at)).map(|at| blocks.list[at].words).sum()
    };
    let wanted = |at: BlockId| scores[at] >= 0.5;
    let wanted_blocks = all.clone().filter(|&at| wanted(at)).count() as u32;
    let wanted_words = words_where(&wanted);
    let wanted_links: u32 = all.clone().filter(|&at| wanted(at)).map(|at| blocks.list[at].link_words).sum();
    let wanted_sentences = all.clone().filter(|&at| wanted(at) && blocks.list[at].ends_sentence).count() as u32;
    let alike = |at: BlockId| frame.alike(frame.containers[at][1]);
    let best = quality::expected(blocks, scores).best();
    let metadata = frame.page.metadata;
    let (depth, path_words) = path(frame.page.address.unwrap_or_default());
    [
        frame.len() as f32,
        words as f32,
        share(frame.long_words(), words),
        frame.long_blocks.total() as f32,
        blocks.link_density(&all),
        frame.media.total() as f32,
        frame.controls.total() as f32,
        words_where(&|at| crate::model::rules::probability(&features[at]) >= 0.5) as f32 / words.max(1) as f32,
        headings(1..=1),
        headings(2..=2),
        headings(3..=6),
        count(&|tag| tag == Tag::Li),
        count(&|tag| tag == Tag::Td),
        words_where(&|at| dom.tag(blocks.list[at].container) == Tag::Pre) as f32,
        count(&|tag| tag == Tag::Time),
        count(&|tag| tag == Tag::Blockquote),
        count(&|tag| tag == Tag::Article),
        share(frame.sentences.total(), frame.len() as u32),
        share(words, frame.len() as u32),
        all.clone().map(alike).max().unwrap_or(0) as f32,
        words_where(&|at| alike(at) >= 5) as f32 / words.max(1) as f32,
        flag(metadata.byline.is_some()),
        flag(metadata.published.is_some()),
        flag(metadata.excerpt.is_some()),
        wanted_words as f32,
        share(wanted_words, words),
        wanted_blocks as f32,
        share(wanted_words, wanted_blocks),
        share(wanted_links, wanted_words),
        share(wanted_sentences, wanted_blocks),
        best.quality,
        best.threshold,
        words_where(&|at| (0.2..0.8).contains(&scores[at])) as f32 / wanted_words.max(20) as f32,
        words_where(&|at| wanted(at) && alike(at) >= 5) as f32 / wanted_words.max(1) as f32,
        words_where(&|at| features[at].teaser) as f32 / words.max(1) as f32,
        words_where(&|at| features[at].is_comment || features[at].context.is_in(Place::Hidden)) as f32
            / words.max(1) as f32,
        depth,
        path_words,
    ]
}

/// The share of the page's words in each kind of landmark and named box.
fn kinds(frame: &Frame<'_, '_>) -> [f32; KINDS] {
    let mut words = [0u32; KINDS];
    for (at, block) in frame.page.blocks.list.iter().enumerate() {
        for (words, up) in words.iter_mut().zip(frame.near(at).up) {
            *words += if up < FAR { block.words } else { 0 };
        }
    }
    let total = frame.page.blocks.words(&(0..frame.len()));
    words.map(|words| share(words, total))
}

/// What the page declares itself to be, in its data and in its address.
fn declared(frame: &Frame<'_, '_>) -> Vec<f32> {
    let dom = frame.page.dom;
    let scripts = || dom.ids().filter(|&id| dom.tag(id) == Tag::Script).flat_map(|id| dom.descendants(id));
    let mut found = [false; DECLARED.len()];
    for text in scripts().filter_map(|id| dom.text(id)) {
        for (found, (_, names)) in found.iter_mut().zip(DECLARED) {
            *found |= names.iter().any(|name| text.contains(name));
        }
    }
    let is_type = |id: usize| dom.attribute(id, "property") == Some("og:type");
    let graph = dom.ids().filter(|&id| dom.tag(id) == Tag::Meta).find(|&id| is_type(id));
    let graph = graph.and_then(|id| dom.attribute(id, "content")).unwrap_or_default();
    let address = frame.page.address.unwrap_or_default();
    let path = address.splitn(4, '/').nth(3).map(|path| format!("/{}", path.to_ascii_lowercase())).unwrap_or_default();
    let paths = PATHS.iter().map(|(_, names)| flag(names.iter().any(|name| path.contains(name))));
    let graph = OPEN_GRAPH.iter().map(|name| flag(graph.contains(name)));
    found.into_iter().map(flag).chain(graph).chain(paths).collect()
}

/// How many parts an address's path has, and how many words its last.
fn path(address: &str) -> (f32, f32) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(3).filter(|part| !part.is_empty()).collect();
    let words = parts.last().map_or(0, |part| part.split(['-', '_']).count());
    (parts.len() as f32, words as f32)
}
