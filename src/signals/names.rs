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
    let parts = Parts::of(&GROUPS);
    // Pages repeat the same few hundred names.
    let mut known: HashMap<&str, Names> = HashMap::new();
    let mut of_node = |id: NodeId| {
        dom.attributes(id)
            .filter(|(name, _)| matches!(*name, "class" | "id" | "data-testid" | "itemprop"))
            .fold(0, |names, (_, value)| names | *known.entry(value).or_insert_with(|| parts.named(value)))
    };
    dom.ids().map(&mut of_node).collect()
}

/// The parts of names, by the byte that they begin with: all are looked for in one pass over a value.
struct Parts {
    by_first: Vec<Vec<(&'static [u8], Names)>>,
}

impl Parts {
    fn of(groups: &[(&'static str, &[&'static str])]) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        for (at, (_, parts)) in groups.iter().enumerate() {
            for part in parts.iter().map(|part| part.as_bytes()) {
                by_first[usize::from(part[0])].push((part, 1 << at));
            }
        }
        Parts { by_first }
    }

    fn named(&self, value: &str) -> Names {
        let value = value[..value.ceil_char_boundary(LONGEST)].to_lowercase();
        let mut names = 0;
        let mut rest = value.as_bytes();
        while let [first, after @ ..] = rest {
            for (part, group) in &self.by_first[usize::from(*first)] {
                // Most differ in their second byte already; no name is a single one.
                if after.first() == part.get(1) && rest.starts_with(part) {
                    names |= group;
                }
            }
            rest = after;
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_part_wherever_it_stands() {
        let parts = Parts::of(&GROUPS);
        let group = |name: &str| 1 << GROUPS.iter().position(|(group, _)| *group == name).unwrap();
        assert_eq!(parts.named("c-relatedPosts"), group("related") | group("post"));
        assert_eq!(parts.named("INHALT"), group("content"));
        assert_eq!(parts.named("é"), 0);
        for (at, (_, names)) in GROUPS.iter().enumerate() {
            assert!(names.iter().all(|name| parts.named(&format!("x{name}x")) & (1 << at) != 0));
        }
    }
}
