//! Read the story's own address.

use url::Url;

use super::told::Told;
use crate::page::Purpose;

/// The address that the page gives as its own, else the one that it came from: http(s), without a fragment.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    let own = told.address.document();
    let said = told.sources.link("canonical").into_iter().chain(told.sources.meta("og:url"));
    said.filter_map(|address| told.address.resolve(address, Purpose::Link))
        .filter(|url| !is_front_page(url) || own.is_none_or(is_front_page))
        .chain(own.cloned())
        .find(|url| matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none())
        .map(|mut url| {
            url.set_fragment(None);
            url.into()
        })
}

/// A page deep in a site that gives the front page as its address is mistaken.
fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}
