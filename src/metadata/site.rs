//! Read the site's name.

use super::headline::leads_up;
use super::plain::{same, text_in};
use super::told::Told;
use super::{SITE_NAME, title};

/// The longest name of a site, in characters. What is longer is its motto.
const LONGEST: usize = 80;

/// The most names of a site: each is compared with many texts.
const MOST: usize = 20;

/// What the site may be called, the most trusted first.
pub(super) fn names(told: &Told<'_, '_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let said = SITE_NAME.iter().flat_map(|&source| told.texts(source));
    let titles = told.sources.title.iter().flat_map(|text| site_in(text, told)).collect::<Vec<_>>();
    // A heading that leads up from the page names the site, or the part of it that the page belongs to.
    let headings = told.sources.headlines.iter().map(|(node, _)| *node);
    let above = headings.filter(|&node| leads_up(told.dom, told.address, node)).map(|node| text_in(told.dom, node));
    for name in said.chain(told.data.site_names()).chain(titles).chain(above) {
        if names.len() >= MOST {
            break;
        }
        let fits = name.chars().count() <= LONGEST && !name.contains("://") && !name.is_empty();
        if fits && !names.iter().any(|known| same(known, &name)) {
            names.push(name);
        }
    }
    names
}

/// The part of a title that the page's address shows to be the site's name.
fn site_in(text: &str, told: &Told<'_, '_>) -> Option<String> {
    let (_, _, tail) = title::last_part(text)?;
    title::is_site(tail, told).then(|| tail.to_owned())
}

/// The site's name.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    told.site_names.first().cloned()
}
