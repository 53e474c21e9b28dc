//! Turn what plays or loads from elsewhere into something that asks first.

use url::Url;

use super::builder::Elements;

use crate::annotate::{background, is_advert_label};
use crate::article::Attributes;
use crate::page::{Address, Dom, NodeId, Purpose, TOLD, Tag, site};
use crate::text::fold;

/// The elements that stand for sound, video or a frame; nothing for what carries no content.
pub(super) fn steps(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Elements> {
    match dom.tag(id) {
        Tag::Video => player(dom, address, id, "video"),
        Tag::Audio => player(dom, address, id, "audio"),
        Tag::Iframe | Tag::Object | Tag::Embed => frame(dom, address, id),
        _ => None,
    }
}

/// The page of what a frame shows, for a frame that is written.
pub(super) fn shown(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<String> {
    let is_frame = matches!(dom.tag(id), Tag::Iframe | Tag::Object | Tag::Embed);
    let mut steps = frame(dom, address, id).filter(|_| is_frame)?.into_iter();
    steps.next().and_then(|(_, _, attributes)| attributes.get("href").map(str::to_owned))
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
const PLAYERS: [(&str, &str, &str); 9] = [
    ("youtube.com", "/embed/", "https://www.youtube.com/watch?v="),
    ("youtube.com", "/v/", "https://www.youtube.com/watch?v="),
    ("youtube-nocookie.com", "/embed/", "https://www.youtube.com/watch?v="),
    ("player.vimeo.com", "/video/", "https://vimeo.com/"),
    ("dailymotion.com", "/embed/video/", "https://www.dailymotion.com/video/"),
    ("open.spotify.com", "/embed/", "https://open.spotify.com/"),
    ("open.spotify.com", "/embed-podcast/", "https://open.spotify.com/"),
    ("embed.podcasts.apple.com", "/", "https://podcasts.apple.com/"),
    ("archive.org", "/embed/", "https://archive.org/details/"),
];

/// The same of frames that name the thing in a parameter: host, parameter, and what its page begins with, where the
/// parameter is not its whole address.
const NAMED: [(&str, &str, &str); 3] = [
    ("platform.twitter.com", "id", "https://twitter.com/i/status/"),
    ("facebook.com", "href", ""),
    ("w.soundcloud.com", "url", ""),
];

/// A frame becomes a link to what it shows, with the still that the page names: nothing of another site is loaded
/// unasked.
fn frame(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Elements> {
    let url = frame_address(dom, address, id)?;
    let title = TITLES.iter().find_map(|name| dom.attribute(id, name)).map(crate::text::collapse);
    let title = title.filter(|title| !title.is_empty());
    let shows_advert = || title.as_deref().is_some_and(|title| is_advert_label(&fold(title))) || is_advert(&url);
    let is_hidden = dom.attribute(id, "aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"));
    if is_hidden || !plays(dom, id, &url) || shows_advert() {
        return None;
    }
    // An element that is named for its player names no host.
    let player = dom.name(id).rsplit_once('-').filter(|_| video(dom, id).is_some()).map(|(_, player)| player);
    let page = thing(&url, address);
    let host = || Url::parse(&page).ok()?.host_str().map(|host| site(host).to_owned());
    let text = title.or_else(|| player.map(str::to_owned)).or_else(host).unwrap_or_default();
    let own = |steps: Vec<(&str, String)>| {
        Attributes(steps.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    };
    let drawn = || {
        dom.descendants(id)
            .take(PARAMETERS)
            .find_map(|node| dom.attribute(node, "src").filter(|_| dom.tag(node) == Tag::Img))
    };
    let still = background(dom, id).or_else(drawn).and_then(|still| address.written(still, Purpose::Media));
    let inside = match still {
        Some(still) => (1, "img", own(vec![("src", still), ("alt", text)])),
        None => (1, "#text", own(vec![("", text)])),
    };
    Some(vec![(0, "a", own(vec![("href", page)])), inside])
}

/// Attributes that say what a frame shows.
const TITLES: [&str; 5] = ["title", "aria-label", "playlabel", "data-title", "data-alt"];

/// The video of an element that is named for its player.
fn video<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    let told = TOLD.iter().filter(|_| is_box(dom, id)).filter_map(|name| dom.attribute(id, name));
    ["videoid", "data-videoid"]
        .iter()
        .find_map(|name| dom.attribute(id, name))
        .or_else(|| told.rev().find(|value| is_name(value)))
}

/// Whether a text is nothing but the name that a player has for a video or a list.
fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Whether an element is none of HTML's frames, but a box that waits for one.
fn is_box(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.name(id), "div" | "span")
}

fn frame_address(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Url> {
    if let Some(video) = video(dom, id) {
        let is_vimeo =
            dom.name(id).ends_with("vimeo") || dom.attribute(id, "class").is_some_and(|class| class.contains("vimeo"));
        let player = if is_vimeo { "player.vimeo.com/video" } else { "www.youtube.com/embed" };
        return Url::parse(&format!("https://{player}/{video}")).ok();
    }
    // What loads a frame when it is seen, or allowed to load, keeps its address in an attribute of its own.
    let is_held = |name: &str| name.contains("src") && !matches!(name, "src" | "srcdoc");
    let held = dom.attributes(id).filter(|(name, _)| is_held(name)).map(|(_, value)| value);
    let named = ["src", "data"].into_iter().filter_map(|name| dom.attribute(id, name));
    // Some write it into any attribute. What <object> shows, its parameters say, or what stands in for it.
    let whole = |(name, value): (&str, &'_ str)| {
        name.starts_with("data-") && ["http:", "https:", "//"].iter().any(|start| value.starts_with(start))
    };
    let other = dom.attributes(id).filter(|&attribute| whole(attribute)).map(|(_, value)| value);
    let inside = dom.descendants(id).take(PARAMETERS).filter(|_| dom.tag(id) == Tag::Object);
    let inside = inside.filter_map(|node| dom.attribute(node, "src").or_else(|| dom.attribute(node, "value")));
    held.chain(named)
        .chain(other)
        .chain(inside)
        .filter_map(|value| address.resolve(value, Purpose::Link))
        .find(|url| url.host_str().is_some() && !url.path().ends_with(".swf"))
}

/// Nodes in an `<object>` among which its address is looked for, and in a box its still.
const PARAMETERS: usize = 20;

/// Whether a frame says that it may fill the screen or play, or what it shows, or has a player's address; trackers do
/// none of these.
fn plays(dom: &Dom<'_>, id: NodeId, url: &Url) -> bool {
    let may =
        dom.attribute(id, "allow").is_some_and(|allow| allow.contains("autoplay") || allow.contains("fullscreen"));
    let is_told = ["allowfullscreen", "aria-label"].iter().any(|name| dom.attribute(id, name).is_some());
    may || is_told || is_box(dom, id) || player_of(url).is_some() || has_address_of_player(url)
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

/// What an address has in common with those of a player, and the page of the thing that the player shows.
fn player_of(url: &Url) -> Option<(&'static str, &'static str)> {
    let host = site(url.host_str().unwrap_or_default());
    let player = PLAYERS.iter().find(|(name, path, _)| *name == host && url.path().starts_with(path));
    player.map(|&(_, path, page)| (path, page))
}

/// The list that a player of lists shows.
fn list(url: &Url) -> Option<String> {
    let (_, list) = url.query_pairs().find(|(key, _)| key == "list").filter(|_| url.path() == "/embed/videoseries")?;
    Some(list.into_owned()).filter(|name| is_name(name))
}

/// The page of the thing that a frame shows.
fn thing(url: &Url, address: &Address) -> String {
    if let Some(list) = list(url) {
        return format!("https://www.youtube.com/playlist?list={list}");
    }
    if let Some((path, page)) = player_of(url) {
        // Old addresses have their parameters in the path. An episode's number is one.
        let name = url.path()[path.len()..].split('&').next().unwrap_or_default();
        let episode = url.query_pairs().find(|(key, _)| key == "i").map(|(_, value)| value);
        let episode = episode.filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()));
        return format!("{page}{name}{}", episode.map(|number| format!("?i={number}")).unwrap_or_default());
    }
    named(url, address).unwrap_or_else(|| {
        let mut url = url.clone();
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/captioned").unwrap_or(path).strip_suffix("/embed").map(str::to_owned);
        if let Some(path) = path.filter(|path| path.len() > 1 && (url.query().is_none() || url.path().ends_with('/'))) {
            url.set_path(&path);
            url.set_query(None);
        }
        String::from(url)
    })
}

/// The address that stands in a parameter of another.
fn named(url: &Url, address: &Address) -> Option<String> {
    let host = site(url.host_str().unwrap_or_default());
    let (_, key, page) = NAMED.iter().find(|(name, ..)| *name == host)?;
    let (_, value) = url.query_pairs().find(|(name, _)| name == key)?;
    // What is for programs alone is no page.
    let is_whole = |url: &Url| url.host_str().is_some_and(|host| !host.starts_with("api."));
    address.resolve(&format!("{page}{value}"), Purpose::Link).filter(is_whole).map(String::from)
}
