//! Write the package document: what the book is, and what is in it.

use super::pictures::{Picture, Pictures};
use super::xml::{escaped, language, title};
use crate::article::{Article, ContentNode, Direction};

/// What a reading system has to know before it opens the story.
pub(super) fn package(article: &Article, pictures: &Pictures<'_>) -> String {
    let metadata = &article.metadata;
    let identifier = metadata.url.as_deref().map_or_else(|| format!("clearstory:{}", title(article)), escaped);
    let creator = metadata.byline.as_deref().map(|byline| format!("<dc:creator>{}</dc:creator>\n", escaped(byline)));
    let published = metadata.published.as_deref().and_then(day);
    let date = published.map(|date| format!("<dc:date>{date}</dc:date>\n"));
    // EPUB asks when the book was last changed; the story's own dates are the only ones that do not differ by run.
    let modified = metadata.modified.as_deref().and_then(day).or(published).unwrap_or("1970-01-01");
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
{}</manifest>
<spine{direction}><itemref idref="story"/></spine>
</package>
"#,
        title(article),
        language(article),
        creator.unwrap_or_default(),
        date.unwrap_or_default(),
        items(pictures),
    )
}

/// The day of an ISO 8601 date or time: EPUB wants more of a time than most pages say.
fn day(date: &str) -> Option<&str> {
    date.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok())
}

/// The pictures' lines of the manifest.
fn items(pictures: &Pictures<'_>) -> String {
    let item = |(at, picture): (usize, &Picture<'_>)| {
        let cover = if pictures.cover == Some(at) { " properties=\"cover-image\"" } else { "" };
        let (name, media_type) = (&picture.name, picture.media_type);
        format!("<item id=\"picture-{}\" href=\"{name}\" media-type=\"{media_type}\"{cover}/>\n", at + 1)
    };
    pictures.list.iter().enumerate().map(item).collect()
}
