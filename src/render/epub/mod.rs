//! Bind an article as an EPUB 3 book of one chapter, with its pictures.

mod contents;
mod fit;
mod package;
mod pictures;
mod story;
mod xml;

use std::collections::HashMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::article::{Article, ContentNode};
use pictures::Pictures;

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="story.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// The article as the bytes of an `.epub` file.
///
/// `pictures` holds the bytes of pictures by their address, as the tree's `src` or the metadata's `lead_image` has it.
/// Those and the ones that are in an address itself are bound in, as far as they are PNG, JPEG, GIF or WebP, and the lead
/// picture is the cover. A picture that is not at hand is linked by its description: a book may not load from elsewhere,
/// and the engine fetches nothing.
///
/// # Errors
/// Those of writing a zip archive to memory.
pub fn epub(article: &Article, pictures: &HashMap<String, Vec<u8>>) -> std::io::Result<Vec<u8>> {
    let article = &fitted(article);
    let pictures = Pictures::of(article, pictures);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // Compressed where the library has it: the WebAssembly engine goes without.
    let packed = SimpleFileOptions::default();
    // The standard wants this file first and not compressed, so that the kind of book shows at a fixed place.
    archive.start_file("mimetype", stored)?;
    archive.write_all(b"application/epub+zip")?;
    let files = [
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("story.opf", package::package(article, &pictures)),
        ("contents.xhtml", contents::contents(article)),
        ("story.xhtml", story::story(article, &pictures)),
    ];
    for (name, text) in files {
        archive.start_file(name, packed)?;
        archive.write_all(text.as_bytes())?;
    }
    for picture in &pictures.list {
        archive.start_file(&picture.name, stored)?;
        archive.write_all(&picture.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The article with each element where XHTML has it, and an id on each heading for the table of contents to lead to.
fn fitted(article: &Article) -> Article {
    let mut article = article.clone();
    fit::fit(&mut article.content);
    for heading in &article.outline {
        if let Some(ContentNode::Element { attributes, .. }) = article.content.get_mut(heading.node)
            && attributes.get("id").is_none()
        {
            attributes.0.push(("id".to_owned(), format!("heading-{}", heading.node)));
        }
    }
    article
}
