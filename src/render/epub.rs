//! Bind an article as an EPUB 3 book of one chapter.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::html::{escape, is_void};
use super::{Event, events};
use crate::article::{Article, ContentNode, Direction};

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="story.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The article as the bytes of an `.epub` file. Pictures are linked by their captions and descriptions only: a book
/// may not load from elsewhere, and the engine fetches nothing.
///
/// # Errors
/// Those of writing a zip archive to memory.
pub fn epub(article: &Article) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The standard wants this file first and not compressed, so that the kind of book shows at a fixed place.
    let files = [
        ("mimetype", "application/epub+zip".to_owned()),
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("story.opf", package(article)),
        ("contents.xhtml", contents(article)),
        ("story.xhtml", story(article)),
    ];
    for (name, text) in files {
        archive.start_file(name, if name == "mimetype" { stored } else { packed })?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    // XML has no name for the no-break space.
    for character in text.chars().filter(|character| is_xml(*character)) {
        match character {
            '\u{a0}' => out.push(character),
            _ => escape(&mut out, character.encode_utf8(&mut [0; 4])),
        }
    }
    out
}

/// Whether XML 1.0 has a place for a character: its production `Char`.
fn is_xml(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn title(article: &Article) -> String {
    escaped(article.metadata.title.as_deref().unwrap_or("Untitled"))
}

fn language(article: &Article) -> String {
    escaped(article.metadata.language.as_deref().unwrap_or("und"))
}

fn package(article: &Article) -> String {
    let metadata = &article.metadata;
    let identifier = metadata.url.as_deref().map_or_else(|| format!("clearstory:{}", title(article)), escaped);
    let creator = metadata.byline.as_deref().map(|byline| format!("<dc:creator>{}</dc:creator>\n", escaped(byline)));
    let date = metadata.published.as_deref().map(|date| format!("<dc:date>{}</dc:date>\n", escaped(date)));
    // EPUB asks when the book was last changed; the story's own dates are the only ones that do not differ by run.
    let modified = metadata.modified.as_deref().or(metadata.published.as_deref()).and_then(day).unwrap_or("1970-01-01");
    let direction = if metadata.direction == Direction::Rtl { " page-progression-direction=\"rtl\"" } else { "" };
    let is_math = |node: &ContentNode| matches!(node, ContentNode::Element { tag, .. } if tag == "math");
    let properties = if article.content.iter().any(is_math) { " properties=\"mathml\"" } else { "" };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">{identifier}</dc:identifier>
<dc:title>{}</dc:title>
<dc:language>{}</dc:language>
{}{}<meta property="dcterms:modified">{modified}T00:00:00Z</meta>
</metadata>
<manifest>
<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="story" href="story.xhtml" media-type="application/xhtml+xml"{properties}/>
</manifest>
<spine{direction}><itemref idref="story"/></spine>
</package>
"#,
        title(article),
        language(article),
        creator.unwrap_or_default(),
        date.unwrap_or_default(),
    )
}

fn day(date: &str) -> Option<&str> {
    date.get(..10)
}

fn page(article: &Article, body: &str) -> String {
    let direction = if article.metadata.direction == Direction::Rtl { " dir=\"rtl\"" } else { "" };
    let language = language(article);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}"{direction}>
<head><title>{}</title></head>
<body>
{body}</body>
</html>
"#,
        title(article)
    )
}

fn contents(article: &Article) -> String {
    let title = title(article);
    page(article, &format!("<nav epub:type=\"toc\"><ol><li><a href=\"story.xhtml\">{title}</a></li></ol></nav>\n"))
}

fn story(article: &Article) -> String {
    let mut body = format!("<h1>{}</h1>\n", title(article));
    for event in events(&article.content) {
        match event {
            Event::Open("img" | "video" | "audio", attributes) => {
                let text = attributes.get("alt").filter(|alt| !alt.is_empty());
                body.push_str(&text.map(|text| format!("<span>[{}]</span>", escaped(text))).unwrap_or_default());
            }
            Event::Close("img" | "video" | "audio") | Event::Open("source" | "track", _) => {}
            Event::Open(tag, attributes) => {
                body.push('<');
                body.push_str(tag);
                if tag == "math" {
                    body.push_str(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
                }
                for (name, value) in attributes.0.iter().filter(|(name, _)| !name.starts_with("data-")) {
                    body.push_str(&format!(" {name}=\"{}\"", escaped(value)));
                }
                body.push_str(if is_void(tag) { "/>" } else { ">" });
            }
            Event::Text(text) => body.push_str(&escaped(&text)),
            Event::Close(tag) if is_void(tag) => {}
            Event::Close(tag) => body.push_str(&format!("</{tag}>")),
        }
    }
    body.push('\n');
    page(article, &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, extract};

    #[test]
    fn a_book_says_that_it_has_formulas() {
        let book = |formula: &str| {
            let text = "It rained all night, and in the morning the river stood at the second step of the mill";
            let article = extract(&format!("<p>{text}, or at {formula} of them.</p>"), &Options::default()).unwrap();
            (package(&article), story(&article))
        };
        let (package, story) = book("<math alttext='x&amp;'><mi>x</mi></math>");
        assert!(package.contains("media-type=\"application/xhtml+xml\" properties=\"mathml\"/>"), "{package}");
        let math = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"x&amp;\"><mi>x</mi></math>";
        assert!(story.contains(math), "{story}");
        assert!(!book("none").0.contains("mathml"));
    }

    #[test]
    fn only_what_xml_has_a_place_for_is_written() {
        let text = "a\u{0}\u{b}\u{1f}\t\n b\u{fffe}\u{ffff}\u{fffd}\u{85}\u{1f327}\u{a0}<";
        assert_eq!(escaped(text), "a\t\n b\u{fffd}\u{85}\u{1f327}\u{a0}&lt;");
    }
}
