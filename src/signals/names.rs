//! Recognise what boxes call themselves, in parts of words: "relatedPosts", "c-related", "related_1".

use std::collections::HashMap;

use crate::page::{Dom, NodeId};

/// Groups of names. A box may be in several.
pub const GROUPS: [(&str, &[&str]); 44] = [
    ("content", &["content", "inhalt", "contenido", "contenu"]),
    ("story", &["article", "story", "artikel", "articulo"]),
    ("bodied", &["body", "rich", "wysiwyg", "markdown", "prose"]),
    ("text", &["text", "paragraph", "copy"]),
    ("post", &["post", "entry", "blog"]),
    ("principal", &["main", "primary", "page"]),
    ("title", &["title", "headline", "heading"]),
    ("headed", &["header", "masthead", "topbar", "banner"]),
    ("hero", &["hero", "jumbotron", "splash", "cover"]),
    ("navigation", &["nav", "menu", "breadcrumb", "pagination", "pager", "skip"]),
    ("footed", &["foot", "copyright", "colophon", "bottom", "legal", "imprint"]),
    ("sidebar", &["sidebar", "side", "rail", "aside", "secondary"]),
    ("widget", &["widget", "module", "block", "panel"]),
    ("card", &["card", "tile", "teaser", "promo", "feature", "box"]),
    ("grid", &["grid", "column", "col-", "row", "flex"]),
    ("listed", &["list", "archive", "feed", "stream", "results"]),
    ("item", &["item", "entry", "element"]),
    ("related", &["related", "recommend", "similar", "more", "next", "also", "readnext"]),
    ("popular", &["popular", "trending", "latest", "recent", "mostread", "featured", "top-"]),
    ("advert", &["advert", "sponsor", "adslot", "ad-", "-ad", "ads", "promo", "dfp"]),
    ("share", &["share", "social", "follow", "facebook", "twitter", "addthis"]),
    ("newsletter", &["newsletter", "subscri", "signup", "sign-up", "optin", "mailing"]),
    ("consent", &["cookie", "consent", "gdpr", "privacy", "onetrust"]),
    ("modal", &["modal", "popup", "pop-up", "overlay", "dialog", "lightbox", "drawer", "offcanvas", "toast"]),
    ("comment", &["comment", "disqus", "respond", "reply", "replies", "kommentar"]),
    ("forum", &["forum", "thread", "message", "topic", "discussion", "answer", "question"]),
    ("author", &["author", "byline", "bio", "profile", "avatar", "user", "contributor"]),
    ("date", &["date", "time", "meta", "published", "posted"]),
    ("tags", &["tags", "tag-", "-tag", "taxonomy", "categor", "keyword", "label"]),
    ("captioned", &["caption", "credit", "legend", "figure", "image", "photo", "media"]),
    ("quoted", &["quote", "callout", "admonition", "note", "highlight", "tip"]),
    ("summary", &["summary", "excerpt", "lead", "intro", "abstract", "dek", "standfirst", "subtitle"]),
    ("description", &["description", "desc", "detail", "overview", "about", "info"]),
    ("product", &["product", "price", "sku", "shop", "cart", "buy", "variant"]),
    ("review", &["review", "rating", "star", "testimonial", "feedback"]),
    ("tab", &["tab", "accordion", "collaps", "toggle", "expand", "faq"]),
    ("carousel", &["carousel", "slider", "slide", "swiper", "gallery", "slick"]),
    ("search", &["search", "filter", "sort", "facet", "refine"]),
    ("formed", &["form", "input", "field", "login", "contact", "register"]),
    ("call", &["cta", "button", "btn", "action", "donat", "join", "banner"]),
    ("tabular", &["table", "toc", "contents", "index", "outline"]),
    ("reference", &["reference", "footnote", "citation", "biblio", "source", "endnote", "disclaimer"]),
    ("unseen", &["hidden", "sr-only", "visually", "screen-reader", "print", "mobile", "noscript"]),
    ("region", &["section", "container", "wrapper", "region", "area", "layout"]),
];

/// A set of groups.
pub type Names = u64;

/// Class and id text longer than this is not looked at further, in bytes.
const LONGEST: usize = 256;

/// By node: the groups that it names.
pub fn names(dom: &Dom<'_>) -> Vec<Names> {
    // Pages repeat the same few hundred names.
    let mut known: HashMap<&str, Names> = HashMap::new();
    let mut of_node = |id: NodeId| {
        dom.attributes(id)
            .filter(|(name, _)| matches!(*name, "class" | "id" | "data-testid" | "itemprop"))
            .fold(0, |names, (_, value)| names | *known.entry(value).or_insert_with(|| named(value)))
    };
    dom.ids().map(&mut of_node).collect()
}

fn named(value: &str) -> Names {
    let end = value.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(value.len());
    let value = value[..end].to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| value.contains(part));
    GROUPS.iter().enumerate().filter(|(_, (_, parts))| has(parts)).fold(0, |names, (at, _)| names | 1 << at)
}
