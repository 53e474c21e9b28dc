//! Find a story's pictures in the folder that was saved beside its page.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use clearstory::{Article, ContentNode};
use percent_encoding::percent_decode_str;
use url::Url;

/// The largest file that is read, in bytes: no picture of a story is larger.
const LARGEST: u64 = 64 << 20;

/// Folders and file of an address that are looked for.
const DEEPEST: usize = 8;

/// The bytes of those pictures of an article that are in a folder, by their addresses.
///
/// # Errors
/// When the folder cannot be read, or a picture that is in it. That one is not in it is no error.
pub fn read(folder: &Path, article: &Article) -> Result<HashMap<String, Vec<u8>>> {
    if !folder.is_dir() {
        bail!("there is no folder {}", folder.display());
    }
    let mut pictures = HashMap::new();
    for address in addresses(article) {
        let Some(path) = find(folder, address) else { continue };
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        pictures.insert(address.to_owned(), bytes);
    }
    Ok(pictures)
}

fn addresses(article: &Article) -> impl Iterator<Item = &str> {
    let in_story = article.content.iter().filter_map(|node| match node {
        ContentNode::Element { tag, attributes, .. } if tag == "img" => attributes.get("src"),
        _ => None,
    });
    in_story.chain(article.metadata.lead_image.as_deref())
}

/// The file of a picture: at the longest end of its address's path that leads to one, so that two of the same name in
/// different folders stay apart.
fn find(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = path(address)?;
    // Names alone, no `..`: nothing outside of the folder is asked for.
    let names = Path::new(&path).components().filter(|part| matches!(part, Component::Normal(_)));
    let mut nearest: Vec<Component<'_>> = names.rev().take(DEEPEST).collect();
    nearest.reverse();
    let ends = (0..nearest.len()).map(|first| folder.join(nearest.iter().skip(first).collect::<PathBuf>()));
    ends.into_iter().find(|path| path.metadata().is_ok_and(|file| file.is_file() && file.len() <= LARGEST))
}

/// An address's path as files are named.
fn path(address: &str) -> Option<String> {
    let url = Url::parse("https://saved.invalid").and_then(|page| page.join(address)).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    Some(percent_decode_str(url.path()).decode_utf8_lossy().into_owned())
}
