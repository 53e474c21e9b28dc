//! Turn what plays or loads from elsewhere into something that asks first.

use url::Url;

use super::builder::Elements;

use crate::annotate::{background, is_advert_label};
use crate::article::Attributes;
use crate::page::{Address, Dom, NodeId, Purpose, Tag};
use crate::text::fold;

/// The elements that stand for sound, video or a frame; nothing for what carries no content.
pub(super) fn steps(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Elements> {
    match dom.tag(id) {
        Tag::Video => player(dom, address, id, "video"),
        Tag::Audio => player(dom, address, id, "audio"),
        Tag::Iframe => frame(dom, address, id),
        _ => None,
    }
}

fn player(dom: &Dom<'_>, address: &Address, id: NodeId, tag: &'static str) -> Option<Elements> {
    let resolve = |node, name| {
        let value = dom.attribute(node, name)?;
        address.written(value, Purpose::Media)
    };
    let source = std::iter::once(id)
        .chain(dom.descendants(id).filter(|&node| dom.tag(node) == Tag::Source))
        .find_map(|node| resolve(node, "src").or_else(|| resolve(node, "data-src")))?;
    let mut attributes = vec![("src".to_owned(), source), ("controls".to_owned(), String::new())];
    if tag == "video"
        && let Some(poster) = resolve(id, "poster")
    {
        attributes.push(("poster".to_owned(), poster));
    }
    Some(vec![(0, tag, Attributes(attributes))])
}

/// What players' frames show: by host and path, the page of the thing itself, which ends with its name.
const PLAYERS: [(&str, &str, &str); 7] = [
    ("youtube.com", "/embed/", "https://www.youtube.com/watch?v="),
    ("youtube-nocookie.com", "/embed/", "https://www.youtube.com/watch?v="),
    ("player.vimeo.com", "/video/", "https://vimeo.com/"),
    ("dailymotion.com", "/embed/video/", "https://www.dailymotion.com/video/"),
    ("open.spotify.com", "/embed/", "https://open.spotify.com/"),
    ("embed.podcasts.apple.com", "/", "https://podcasts.apple.com/"),
    ("archive.org", "/embed/", "https://archive.org/details/"),
];

/// A frame becomes a link to what it shows, with the still that the page names: nothing of another site is loaded
/// unasked.
fn frame(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Elements> {
    let url = frame_address(dom, address, id)?;
    let title =
        ["title", "aria-label", "playlabel"].iter().find_map(|name| dom.attribute(id, name)).map(crate::text::collapse);
    let title = title.filter(|title| !title.is_empty());
    let shows_advert = || title.as_deref().is_some_and(|title| is_advert_label(&fold(title))) || is_advert(&url);
    let is_hidden = dom.attribute(id, "aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"));
    if is_hidden || !plays(dom, id, &url) || shows_advert() {
        return None;
    }
    // An element that is named for its player names no host.
    let player = video(dom, id).and_then(|_| dom.name(id).rsplit_once('-')).map(|(_, player)| player);
    let host = || url.host_str().unwrap_or_default().trim_start_matches("www.");
    let text = title.unwrap_or_else(|| player.unwrap_or_else(host).to_owned());
    let own = |steps: Vec<(&str, String)>| {
        Attributes(steps.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    };
    let still = background(dom, id).and_then(|still| address.written(still, Purpose::Media));
    let inside = match still {
        Some(still) => (1, "img", own(vec![("src", still), ("alt", text)])),
        None => (1, "#text", own(vec![("", text)])),
    };
    Some(vec![(0, "a", own(vec![("href", thing(&url))])), inside])
}

/// The video of an element that is named for its player.
fn video<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    ["videoid", "data-videoid"].iter().find_map(|name| dom.attribute(id, name))
}

fn frame_address(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Url> {
    if let Some(video) = video(dom, id) {
        let player = if dom.name(id).ends_with("vimeo") { "player.vimeo.com/video" } else { "www.youtube.com/embed" };
        return Url::parse(&format!("https://{player}/{video}")).ok();
    }
    // What loads a frame when it is seen, or allowed to load, keeps its address in an attribute of its own.
    let is_held = |name: &str| name.contains("src") && !matches!(name, "src" | "srcdoc");
    let held = dom.attributes(id).filter(|(name, _)| is_held(name)).map(|(_, value)| value);
    held.chain(dom.attribute(id, "src"))
        .filter_map(|value| address.resolve(value, Purpose::Link))
        .find(|url| url.host_str().is_some())
}

/// Whether a frame says that it may fill the screen or play, or what it shows, or has a player's address; trackers do
/// none of these.
fn plays(dom: &Dom<'_>, id: NodeId, url: &Url) -> bool {
    let may =
        dom.attribute(id, "allow").is_some_and(|allow| allow.contains("autoplay") || allow.contains("fullscreen"));
    let is_told = ["allowfullscreen", "aria-label"].iter().any(|name| dom.attribute(id, name).is_some());
    may || is_told || has_address_of_player(url)
}

fn has_address_of_player(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let mut labels = url.host_str().unwrap_or_default().split('.');
    ["/embed", "player", "/video", "/track"].iter().any(|part| path.contains(part))
        || url.query().is_some_and(|query| query.contains("player"))
        || labels.any(|label| matches!(label, "embed" | "player" | "playlist"))
}

/// Whether an address says that it leads to adverts.
fn is_advert(url: &Url) -> bool {
    let words = url.host_str().unwrap_or_default().split(['.', '-']).chain(url.path().split(['/', '.', '-', '_']));
    words.into_iter().any(|word| matches!(word, "ad" | "ads" | "adserver" | "pagead" | "doubleclick" | "vast"))
}

/// The page of the thing that a frame shows.
fn thing(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let player = PLAYERS.iter().find(|(name, path, _)| *name == host && url.path().starts_with(path));
    if let Some((_, path, page)) = player {
        return format!("{page}{}", &url.path()[path.len()..]);
    }
    let mut url = url.clone();
    if url.query().is_none()
        && let Some(path) = url.path().strip_suffix("/embed").filter(|path| path.len() > 1).map(str::to_owned)
    {
        url.set_path(&path);
    }
    String::from(url)
}
