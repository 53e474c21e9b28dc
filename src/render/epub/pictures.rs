//! Find out which pictures a book can hold, and name them.

use std::borrow::Cow;
use std::collections::HashMap;

use data_url::DataUrl;

use crate::article::{Article, ContentNode};

/// A picture in the book.
pub(super) struct Picture<'a> {
    /// Its file in the book.
    pub name: String,
    pub media_type: &'static str,
    pub bytes: Cow<'a, [u8]>,
}

/// The pictures of a book, in the order of the story.
pub(super) struct Pictures<'a> {
    pub list: Vec<Picture<'a>>,
    /// Where in the list the cover stands.
    pub cover: Option<usize>,
    by_address: HashMap<&'a str, usize>,
}

impl<'a> Pictures<'a> {
    pub(super) fn of(article: &'a Article, given: &'a HashMap<String, Vec<u8>>) -> Self {
        let mut pictures = Pictures { list: Vec::new(), cover: None, by_address: HashMap::new() };
        for address in article.content.iter().filter_map(source) {
            pictures.add(address, given);
        }
        pictures.cover = article.metadata.lead_image.as_deref().and_then(|address| pictures.add(address, given));
        pictures
    }

    /// The picture of an address, if the book has it.
    pub(super) fn get(&self, address: &str) -> Option<&Picture<'a>> {
        self.list.get(*self.by_address.get(address)?)
    }

    /// Puts a picture in, once, and says where in the list it stands.
    fn add(&mut self, address: &'a str, given: &'a HashMap<String, Vec<u8>>) -> Option<usize> {
        if let Some(&at) = self.by_address.get(address) {
            return Some(at);
        }
        let bytes = given.get(address).map(|bytes| Cow::from(bytes.as_slice())).or_else(|| in_address(address))?;
        let (media_type, extension) = kind(&bytes)?;
        let at = self.list.len();
        self.list.push(Picture { name: format!("pictures/{}.{extension}", at + 1), media_type, bytes });
        self.by_address.insert(address, at);
        Some(at)
    }
}

fn source(node: &ContentNode) -> Option<&str> {
    match node {
        ContentNode::Element { tag, attributes, .. } if tag == "img" => attributes.get("src"),
        _ => None,
    }
}

/// The bytes that are in a `data:` address itself.
fn in_address<'a>(address: &str) -> Option<Cow<'a, [u8]>> {
    let (bytes, _) = DataUrl::process(address).ok()?.decode_to_vec().ok()?;
    Some(bytes.into())
}

/// The media type and the usual extension of a picture, by its first bytes, if every reading system must show it.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(("image/png", "png")),
        [0xff, 0xd8, 0xff, ..] => Some(("image/jpeg", "jpg")),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(("image/gif", "gif")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(("image/webp", "webp")),
        _ => None,
    }
}
