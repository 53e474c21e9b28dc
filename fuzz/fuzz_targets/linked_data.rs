//! Make JSON-LD of bytes: objects and members that tell of a story, in any order, with any texts, and now and then no JSON.

/// A member whose text is what follows.
const BEGUN: [&str; 16] = [
    "\"headline\":\"",
    "\"name\":\"",
    "\"author\":\"",
    "\"creator\":\"",
    "\"datePublished\":\"",
    "\"dateModified\":\"",
    "\"publisher\":\"",
    "\"image\":\"",
    "\"thumbnailUrl\":\"",
    "\"url\":\"",
    "\"@id\":\"",
    "\"@type\":\"",
    "\"description\":\"",
    "\"inLanguage\":\"",
    "\"mainEntityOfPage\":\"",
    "\"articleSection\":\"",
];

/// A whole member.
const WHOLE: [&str; 32] = [
    "\"headline\":\"Rain\"",
    "\"headline\":\"R\\u0061in &amp;amp; &lt;b&gt;\"",
    "\"headline\":[\"Rain\",\"Sun\"]",
    "\"name\":\"Ada Weir\"",
    "\"name\":\"The Mill\"",
    "\"name\":\"\\ud800\"",
    "\"name\":\"\\u202e\\u0000\"",
    "\"author\":\"By Ada Weir and Bo Mill | The Mill\"",
    "\"author\":[\"Ada Weir\",\"Bo Mill\"]",
    "\"author\":{\"@id\":\"#it\"}",
    "\"author\":[null,[[\"Cy\"]],1e999]",
    "\"creator\":[\"Ada Weir\"]",
    "\"datePublished\":\"2011-04-01\"",
    "\"datePublished\":\"April 1, 2011 10:00 PM\"",
    "\"datePublished\":1301616000",
    "\"dateModified\":\"2011-04-02T10:00:00+02:00\"",
    "\"dateModified\":\"2024-02-30\"",
    "\"publisher\":{\"@id\":\"#it\"}",
    "\"image\":\"/mill.png\"",
    "\"image\":[\"javascript:alert(1)\",\"//example.net/a b.png\"]",
    "\"image\":{\"@id\":\"#it\"}",
    "\"url\":\"https://example.org/stories/page.html\"",
    "\"@id\":\"#it\"",
    "\"@id\":\"https://example.org/stories/page.html#it\"",
    "\"@type\":[\"WebPage\",\"Article\"]",
    "\"@type\":\"BlogPosting\"",
    "\"@type\":\"WebSite\"",
    "\"mainEntityOfPage\":\"https://example.org/stories/page.html\"",
    "\"inLanguage\":\"en-GB\"",
    "\"inLanguage\":{\"alternateName\":\"de\"}",
    "\"isPartOf\":{\"@type\":\"WebSite\",\"name\":\"The Mill\"}",
    "\"articleBody\":\"It rained all night.\"",
];

/// A member that holds others, and what ends it.
const AROUND: [(&str, &str); 16] = [
    ("\"@graph\":[{\"@type\":\"NewsArticle\"", "}]"),
    ("\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"Article\"", "}]"),
    ("\"@graph\":[{\"@type\":\"WebPage\"", "}]"),
    ("\"mainEntity\":{\"@type\":\"Article\"", "}"),
    ("\"mainEntityOfPage\":{\"@type\":\"WebPage\"", "}"),
    ("\"author\":{\"@type\":\"Person\"", "}"),
    ("\"author\":[{\"@type\":\"Person\",\"name\":\"Bo Mill\"},{\"@type\":\"Person\"", "}]"),
    ("\"author\":[[[{\"@type\":\"Organization\"", "}]]]"),
    ("\"publisher\":{\"@type\":\"Organization\"", "}"),
    ("\"image\":{\"@type\":\"ImageObject\"", "}"),
    ("\"image\":[{\"@type\":\"ImageObject\"", "}]"),
    ("\"isPartOf\":{\"@type\":\"WebSite\"", "}"),
    ("\"itemListElement\":[{\"@type\":\"ListItem\"", "}]"),
    ("\"comment\":{\"@type\":\"Comment\"", "}"),
    ("\"video\":{\"@type\":\"VideoObject\"", "}"),
    ("\"x\":{\"x\":0", "}"),
];

/// What spoils it, or is said to.
const SPOILT: [&str; 16] = [
    "\\",
    "\"",
    "/*",
    "*/",
    "//x\n",
    "<!--",
    "-->",
    "]]>",
    "}",
    "}{",
    ",",
    "\u{feff}",
    "\u{1f327}é",
    "\\ud83c",
    "&quot;",
    "</script>",
];

/// The data that bytes stand for. Letters are themselves; whatever else comes ends the text that they stand in.
pub fn of(bytes: &[u8]) -> String {
    let mut data = "{\"@type\":\"NewsArticle\"".to_owned();
    let mut ends = vec!["}"];
    for &byte in bytes {
        let at = usize::from(byte);
        if byte >= 128 && ends.last() == Some(&"\"") {
            data.extend(ends.pop());
        }
        match byte {
            0..128 => data.push(char::from(byte)),
            128..160 => {
                data.extend([",", BEGUN[at % BEGUN.len()]]);
                ends.push("\"");
            }
            160..192 => data.extend([",", WHOLE[at % WHOLE.len()]]),
            192..224 => {
                let (member, end) = AROUND[at % AROUND.len()];
                data.extend([",", member]);
                ends.push(end);
            }
            224..240 => data.extend(ends.pop()),
            _ => data.push_str(SPOILT[at % SPOILT.len()]),
        }
    }
    data.extend(ends.into_iter().rev());
    data
}
