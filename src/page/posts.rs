//! Give posts of other sites, which those sites' scripts would show, a link to the post, where the page has none to read.

use ego_tree::NodeId;
use html5ever::{LocalName, QualName, ns};
use scraper::node::{Element, Text};
use scraper::{Html, Node};
use url::Url;

use super::address::site;

/// The names that the sites' own code gives to what holds a post until their scripts show it.
pub const POSTS: [&str; 11] = [
    "mastodon-embed",
    "text-post-media",
    "reddit-embed-bq",
    "reddit-card",
    "tiktok-embed",
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "bluesky-embed",
    "fb-post",
    "fb-video",
];

/// Nodes of a post that are looked at.
const MOST: usize = 60;

/// Where a link to a post is written.
enum Place {
    /// In a link that says nothing.
    In(NodeId),
    /// Behind all that the post holds.
    Behind(NodeId),
}

/// Writes the links that are missing.
pub(super) fn link(page: &mut Html) {
    let missing: Vec<(Place, String)> = page.tree.nodes().filter_map(missing).collect();
    for (place, address) in missing {
        let Some(text) = host(&address).map(|host| Node::Text(Text { text: host.into() })) else { continue };
        let (Place::In(holder) | Place::Behind(holder)) = place;
        let Some(mut holder) = page.tree.get_mut(holder) else { continue };
        match place {
            Place::In(_) => holder.append(text),
            Place::Behind(_) => holder.append(element("p", None)).append(element("a", Some(&address))).append(text),
        };
    }
}

/// Where a post lacks the link to itself, and its address.
fn missing(node: ego_tree::NodeRef<'_, Node>) -> Option<(Place, String)> {
    let element = node.value().as_element()?;
    // Asked of every element of the page: its list of classes would be made for nothing else.
    element.attr("class").filter(|class| class.split_ascii_whitespace().any(|name| POSTS.contains(&name)))?;
    let inside = || node.descendants().skip(1).take(MOST);
    let mut links = inside().filter_map(|link| Some((link.id(), address(link.value().as_element()?, "a", "href")?)));
    let says = inside().any(|node| node.value().as_text().is_some_and(|text| !text.trim().is_empty()));
    let own = address(element, "blockquote", "cite");
    match own {
        Some(own) if says => (!links.any(|(_, address)| address == own)).then(|| (Place::Behind(node.id()), own)),
        _ if says => None,
        _ => links.next().map(|(link, address)| (Place::In(link), address)),
    }
}

/// The address in an attribute of an element of one name.
fn address(element: &Element, name: &str, attribute: &str) -> Option<String> {
    element.attr(attribute).filter(|_| element.name() == name).map(|address| address.trim().to_owned())
}

/// The name of the site that an address is of, as readers know it.
fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(site(url.host_str()?).to_owned())
}

fn element(tag: &str, address: Option<&str>) -> Node {
    let href = |address: &str| html5ever::Attribute {
        name: QualName::new(None, ns!(), LocalName::from("href")),
        value: address.into(),
    };
    let name = QualName::new(None, ns!(html), LocalName::from(tag));
    Node::Element(Element::new(name, address.map(href).into_iter().collect()))
}
