//! Turn what plays or loads from elsewhere into something that asks first.

use crate::article::Attributes;
use crate::page::{Address, Dom, NodeId, Purpose, Tag};

/// The elements that stand for sound, video or a frame; nothing for what carries no content.
pub(super) fn steps(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Vec<(usize, &'static str, Attributes)>> {
    match dom.tag(id) {
        Tag::Video => player(dom, address, id, "video"),
        Tag::Audio => player(dom, address, id, "audio"),
        Tag::Iframe => frame(dom, address, id),
        _ => None,
    }
}

fn player(
    dom: &Dom<'_>,
    address: &Address,
    id: NodeId,
    tag: &'static str,
) -> Option<Vec<(usize, &'static str, Attributes)>> {
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

/// A frame becomes a link to what it shows: nothing of another site is loaded unasked.
fn frame(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Vec<(usize, &'static str, Attributes)>> {
    let source = ["src", "data-src", "data-lazy-src"].iter().filter_map(|name| dom.attribute(id, name));
    let url = source.filter_map(|value| address.resolve(value, Purpose::Link)).find(|url| url.host_str().is_some())?;
    // Players say that they may fill the screen, or have it in their address; adverts and trackers do neither.
    let plays = dom.attribute(id, "allowfullscreen").is_some()
        || ["/embed", "player", "/video", "/track"].iter().any(|part| url.path().contains(part));
    if !plays {
        return None;
    }
    let title = dom.attribute(id, "title").map(crate::text::collapse).filter(|title| !title.is_empty());
    let text = title.unwrap_or_else(|| url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned());
    let link = Attributes(vec![("href".to_owned(), String::from(url))]);
    let text = Attributes(vec![(String::new(), text)]);
    Some(vec![(0, "a", link), (1, "#text", text)])
}

/// A formula as text: what its author wrote beside it, else what it shows.
pub(super) fn formula(dom: &Dom<'_>, id: NodeId) -> String {
    if let Some(text) = dom.attribute(id, "alttext") {
        return text.to_owned();
    }
    dom.descendants(id).filter_map(|node| dom.text(node)).collect()
}
