//! List what may come out: elements and their attributes. Whatever is not named here cannot be in an article.

/// Elements that an article's content may have.
pub const TAGS: [&str; 63] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "pre",
    "code",
    "figure",
    "figcaption",
    "img",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "hr",
    "br",
    "a",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "s",
    "small",
    "sub",
    "sup",
    "mark",
    "kbd",
    "samp",
    "var",
    "abbr",
    "cite",
    "q",
    "time",
    "del",
    "ins",
    "dfn",
    "ruby",
    "rt",
    "rp",
    "bdi",
    "bdo",
    "wbr",
    "span",
    "details",
    "summary",
    "video",
    "audio",
    "source",
    "track",
    "aside",
];

/// Attributes that any element may have.
const GLOBAL: [&str; 4] = ["lang", "dir", "title", "id"];

/// Whether an element of this name may be in an article.
pub fn is_tag(name: &str) -> bool {
    TAGS.contains(&name)
}

/// Whether an attribute may stand on an element.
pub fn is_attribute(tag: &str, attribute: &str) -> bool {
    GLOBAL.contains(&attribute) || attributes(tag).contains(&attribute)
}

/// The attributes that an element may have besides those that any may have.
pub fn attributes(tag: &str) -> &'static [&'static str] {
    match tag {
        "a" => &["href", "role"],
        "img" => &["src", "srcset", "sizes", "alt", "width", "height"],
        "video" => &["src", "poster", "width", "height", "controls"],
        "audio" => &["src", "controls"],
        "source" => &["src", "type"],
        "track" => &["src", "kind", "srclang", "label"],
        "ol" => &["start", "reversed", "type"],
        "li" => &["value", "role"],
        "aside" | "dd" => &["role"],
        "td" | "th" => &["colspan", "rowspan", "scope"],
        "time" | "del" | "ins" => &["datetime"],
        "blockquote" | "q" => &["cite"],
        "details" => &["open"],
        "code" => &["data-language"],
        _ => &[],
    }
}
