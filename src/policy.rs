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

/// Elements that a formula may have: MathML Core, with nothing in it that is a link, a picture, or of another namespace.
/// `math` stands among the elements above, the others stand in it and nothing else does; only the elements in
/// [`MATH_TOKENS`] hold text.
pub const MATH_TAGS: [&str; 27] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "menclose",
    "merror",
    "mstyle",
];

/// The elements of a formula that hold its text, and nothing else.
pub const MATH_TOKENS: [&str; 5] = ["mi", "mn", "mo", "ms", "mtext"];

/// Attributes that any element outside of formulas may have.
const GLOBAL: [&str; 4] = ["lang", "dir", "title", "id"];

/// Attributes that any element of a formula may have.
const MATH_GLOBAL: [&str; 2] = ["displaystyle", "scriptlevel"];

/// Whether an element of this name may be in an article.
pub fn is_tag(name: &str) -> bool {
    TAGS.contains(&name) || is_math_tag(name)
}

/// Whether an element of this name is one of a formula.
pub fn is_math_tag(name: &str) -> bool {
    MATH_TAGS.contains(&name)
}

/// Whether an attribute may stand on an element.
pub fn is_attribute(tag: &str, attribute: &str) -> bool {
    let global: &[&str] = if is_math_tag(tag) { &MATH_GLOBAL } else { &GLOBAL };
    global.contains(&attribute) || attributes(tag).contains(&attribute)
}

/// Whether a value says something that an attribute of this name can mean: numbers and names are not for browsers to make
/// sense of.
pub fn is_value(attribute: &str, value: &str) -> bool {
    let all = |fits: fn(u8) -> bool, longest| !value.is_empty() && value.len() <= longest && value.bytes().all(fits);
    match attribute {
        "colspan" | "rowspan" => all(|byte| byte.is_ascii_digit(), 5),
        "start" | "value" => value.strip_prefix('-').unwrap_or(value).parse::<u32>().is_ok_and(|it| it < 1_000_000_000),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        "type" => matches!(value, "1" | "a" | "A" | "i" | "I" | "disc" | "circle" | "square" | "decimal" | "none"),
        // An ISO 8601 date, time, week or duration.
        "datetime" => all(|byte| byte.is_ascii_digit() || b"+-:., TZWPYMDHStzwpymdhs".contains(&byte), 63),
        _ => true,
    }
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
        "math" => &["display", "alttext"],
        "mi" | "mn" | "mtext" => &["mathvariant"],
        "mo" => &[
            "mathvariant",
            "form",
            "fence",
            "separator",
            "stretchy",
            "symmetric",
            "largeop",
            "movablelimits",
            "lspace",
            "rspace",
            "minsize",
            "maxsize",
        ],
        "mspace" => &["width", "height", "depth"],
        "mpadded" => &["width", "height", "depth", "lspace", "voffset"],
        "mfrac" => &["linethickness"],
        "mover" => &["accent"],
        "munder" => &["accentunder"],
        "munderover" => &["accent", "accentunder"],
        "menclose" => &["notation"],
        "mtd" => &["columnspan", "rowspan", "columnalign"],
        _ => &[],
    }
}
