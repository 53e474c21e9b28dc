//! Resolve a page's addresses, letting only harmless schemes through.

use std::collections::{HashMap, HashSet};

use url::Url;

use super::{Dom, Tag};
use crate::Error;

/// What a page's relative addresses are resolved against.
pub struct Address {
    document: Option<Url>,
    base: Option<Url>,
    /// The addresses that lead to the page itself, without fragments.
    own: Vec<Url>,
}

/// What an address is for, which decides the schemes it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Something to follow on a click.
    Link,
    /// Something to show or play.
    Media,
}

/// Images that may be carried in the address itself. Not SVG, which can carry more than a picture.
const DATA_IMAGES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

impl Address {
    /// Finds out where a page lives: `url` as its caller says, else as the page says of itself.
    ///
    /// # Errors
    /// [`Error::InvalidUrl`] when `url` is not an absolute URL.
    pub fn of(dom: &Dom<'_>, url: Option<&str>) -> Result<Self, Error> {
        let canonical = own_address(dom);
        let document = match url {
            Some(url) => Some(Url::parse(url).map_err(|_| Error::InvalidUrl(url.to_owned()))?),
            None => canonical.clone(),
        };
        let own = document.iter().cloned().chain(canonical).chain(former(dom)).map(without_fragment).collect();
        let base = dom
            .ids()
            .filter(|&id| dom.tag(id) == Tag::Base)
            .find_map(|id| dom.attribute(id, "href"))
            .and_then(|href| join(document.as_ref(), href))
            .filter(is_web)
            .or_else(|| document.clone());
        Ok(Address { document, base, own })
    }

    /// The page's own address, where it is known.
    pub fn document(&self) -> Option<&Url> {
        self.document.as_ref()
    }

    /// The name of the place on this very page that an address leads to.
    pub fn place<'h>(&self, href: &'h str) -> Option<&'h str> {
        let (page, place) = href.trim().split_once('#')?;
        let here = || join(self.base.as_ref(), page).is_some_and(|url| self.own.contains(&without_fragment(url)));
        (!place.is_empty() && (page.is_empty() || here())).then_some(place)
    }

    /// The absolute form of an address in the page, if its scheme is fit for the purpose.
    pub fn resolve(&self, address: &str, purpose: Purpose) -> Option<Url> {
        let url = join(self.base.as_ref(), address.trim())?;
        let fit = match (url.scheme(), purpose) {
            ("http" | "https", _) => true,
            ("mailto" | "tel", Purpose::Link) => true,
            ("data", Purpose::Media) => is_data_image(url.path()),
            _ => false,
        };
        fit.then_some(url)
    }

    /// The address to write: absolute, or as the page has it where nothing is known to resolve it against.
    pub fn written(&self, address: &str, purpose: Purpose) -> Option<String> {
        let absolute = self.resolve(address, purpose).map(String::from);
        absolute.or_else(|| self.base.is_none().then(|| relative(address.trim())).flatten())
    }

    /// Whether an address is another page of the same site.
    pub fn is_same_site(&self, address: &str) -> bool {
        match join(self.base.as_ref(), address.trim()) {
            Some(url) => match (url.host_str(), self.document.as_ref().and_then(Url::host_str)) {
                (Some(host), Some(own)) => site(host) == site(own),
                _ => false,
            },
            // Without an address of our own only relative links are known to be ours.
            None => true,
        }
    }
}

fn join(base: Option<&Url>, address: &str) -> Option<Url> {
    match base {
        Some(base) => base.join(address).ok(),
        None => Url::parse(address).ok(),
    }
}

fn without_fragment(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

/// A relative address, if it is that whatever it will be resolved against: a path, a query, never a scheme.
fn relative(address: &str) -> Option<String> {
    const HOST: &str = "relative.invalid";
    let url = Url::parse(&format!("https://{HOST}/")).and_then(|base| base.join(address)).ok()?;
    if url.scheme() != "https" || address.contains(|character: char| character.is_control() || character == '\\') {
        return None;
    }
    // `//host/path` lacks the scheme alone.
    Some(if url.host_str() == Some(HOST) { address.to_owned() } else { String::from(url) })
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

fn is_data_image(path: &str) -> bool {
    let kind = path.split([';', ',']).next().unwrap_or_default().trim().to_ascii_lowercase();
    DATA_IMAGES.contains(&kind.as_str())
}

/// A host without its `www.`, which no site uses to mean another site.
pub fn site(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

const SCRIPT: &str = "javascript:";

/// Whether a link says that it runs a script, and leads nowhere. What may be written of it is for [`Address::resolve`] to
/// say, which lets none of its disguises through.
pub fn runs_script(href: &str) -> bool {
    href.trim_start().get(..SCRIPT.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCRIPT))
}

/// Links to places of one page that must lead to places of this one for that to be its address.
const ENOUGH: usize = 5;

/// The address that a saved page had: browsers write its links to its own places out in full when they save it.
fn former(dom: &Dom<'_>) -> Option<Url> {
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for href in dom.ids().filter(|&id| dom.tag(id) == Tag::A).filter_map(|id| dom.attribute(id, "href")) {
        if let Some((page, place)) = href.trim().split_once('#').filter(|(page, _)| page.contains("//")) {
            links.entry(page).or_default().push(place);
        }
    }
    let (page, places) = links.into_iter().max_by_key(|(page, places)| (places.len(), *page))?;
    if places.len() < ENOUGH {
        return None;
    }
    let ids: HashSet<&str> = dom.ids().filter_map(|id| dom.attribute(id, "id")).collect();
    // A link or two may lead to a place that is gone.
    let gone = places.iter().filter(|place| !ids.contains(*place)).count();
    (gone * ENOUGH <= places.len()).then(|| Url::parse(page).ok()).flatten()
}

/// The address that the page gives as its own: `<link rel=canonical>`, else `og:url`.
fn own_address(dom: &Dom<'_>) -> Option<Url> {
    let canonical = dom
        .ids()
        .filter(|&id| dom.tag(id) == Tag::Link)
        .find(|&id| dom.attribute(id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    let open_graph = || {
        dom.ids()
            .filter(|&id| dom.tag(id) == Tag::Meta)
            .find(|&id| dom.attribute(id, "property").is_some_and(|name| name.eq_ignore_ascii_case("og:url")))
            .and_then(|id| dom.attribute(id, "content"))
    };
    canonical
        .and_then(|id| dom.attribute(id, "href"))
        .and_then(|href| Url::parse(href.trim()).ok())
        .or_else(|| open_graph().and_then(|href| Url::parse(href.trim()).ok()))
        .filter(is_web)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_address_relative_ones_stay_and_schemes_do_not() {
        let address = Address { document: None, base: None, own: Vec::new() };
        let written = |text| address.written(text, Purpose::Link);
        assert_eq!(written("/a/b.jpg?c#d").as_deref(), Some("/a/b.jpg?c#d"));
        assert_eq!(written(" b.jpg ").as_deref(), Some("b.jpg"));
        assert_eq!(written("//cdn.example/b.jpg").as_deref(), Some("https://cdn.example/b.jpg"));
        for harmful in
            ["javascript:alert(1)", "java\nscript:alert(1)", "JaVaScript:x", "data:text/html,x", "\\\\host\\x"]
        {
            assert_eq!(written(harmful), None, "{harmful}");
        }
    }
}
