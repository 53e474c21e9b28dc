//! Read the picture that stands for the story.

use super::IMAGE;
use super::told::{Source, Told};
use crate::page::Purpose;

/// Words in a picture's file name that say it stands for the site, or for no picture at all.
const NO_PICTURES: &[&str] = &[
    "logo",
    "logos",
    "favicon",
    "placeholder",
    "blank",
    "spacer",
    "pixel",
    "avatar",
    "gravatar",
    "sprite",
    "apple-touch-icon",
];

/// The picture's absolute address.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    IMAGE.iter().flat_map(|&source| addresses(told, source)).find_map(|address| fit(told, &address))
}

fn addresses(told: &Told<'_, '_>, source: Source) -> Vec<String> {
    match source {
        Source::Data(key) => told.data.images(key),
        Source::Meta(name) => told.sources.meta(name).map(str::to_owned).collect(),
        Source::Property(name) => {
            let value = |node| ["content", "src", "href"].into_iter().find_map(|key| told.dom.attribute(node, key));
            told.properties(name).filter_map(value).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

fn fit(told: &Told<'_, '_>, address: &str) -> Option<String> {
    let url = told.address.resolve(address, Purpose::Media).filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let file = url.path().rsplit('/').next().unwrap_or_default().to_lowercase();
    let fits = !file.is_empty()
        && !file.split(|character: char| !character.is_alphanumeric()).any(|word| NO_PICTURES.contains(&word));
    fits.then(|| url.into())
}
