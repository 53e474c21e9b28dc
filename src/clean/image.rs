//! Find the picture behind an `<img>`: sites put its address in many places, and a placeholder in the obvious one.

use std::borrow::Cow;

use serde_json::Value;

use super::builder::Elements;
use super::picture_size;
use crate::annotate::background;
use crate::article::Attributes;
use crate::page::{Address, Dom, NodeId, Purpose, Tag, declarations, size_of_source, source_set};

/// The address of the picture that a live page showed.
const SHOWN: &str = "data-clearstory-src";

/// Attributes in which lazy loaders keep a picture's address, likeliest first.
const LAZY: [&str; 12] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-hi-res-src",
    "data-hi-res",
    "data-lazyload",
    "data-echo",
    "data-actualsrc",
    "data-image-src",
    "data-url",
];

/// The same for sets of addresses.
const LAZY_SETS: [&str; 4] = ["srcset", "data-srcset", "data-lazy-srcset", "data-original-set"];

/// Pictures smaller than this on both sides, in pixels, are icons when they stand alone.
const ICON: u32 = 100;

/// The elements that show a picture, as depth, name and attributes; nothing when there is none worth showing.
pub(super) fn steps(dom: &Dom<'_>, address: &Address, id: NodeId, alone: bool) -> Option<Elements> {
    if !matches!(dom.tag(id), Tag::Img | Tag::Picture) {
        return background_steps(dom, address, id);
    }
    let own = steps_of(dom, address, id, alone);
    // A picture that is in the address itself may be a blurred one that keeps the place of another.
    let is_inline = |steps: &Elements| steps[0].2.get("src").is_some_and(|source| source.starts_with("data:"));
    if own.as_ref().is_none_or(is_inline)
        && let Some(twin) = noscript_twin(dom, id).and_then(|twin| steps_of(dom, address, twin, alone))
    {
        return Some(twin);
    }
    own
}

/// The picture that is an element's background.
fn background_steps(dom: &Dom<'_>, address: &Address, id: NodeId) -> Option<Elements> {
    let source = background(dom, id).filter(|source| !is_placeholder(source))?;
    let source = address.written(source, Purpose::Media)?;
    let alt = dom.attribute(id, "aria-label").or_else(|| dom.attribute(id, "title")).unwrap_or_default();
    let attributes = [("src", source), ("alt", crate::text::collapse(alt))];
    Some(vec![(0, "img", Attributes(attributes.map(|(name, value)| (name.to_owned(), value)).into()))])
}

/// The sign that a picture within a line stands for: an emoji.
pub(super) fn sign<'p>(dom: &Dom<'p>, id: NodeId) -> Option<&'p str> {
    let alt = dom.attribute(id, "alt").filter(|_| dom.tag(id) == Tag::Img)?;
    let is_sign = |char: char| !char.is_alphanumeric() && !char.is_ascii() && !char.is_whitespace();
    (!alt.is_empty() && alt.chars().count() <= LONGEST_SIGN && alt.chars().all(is_sign)).then_some(alt)
}

/// Characters of the longest emoji: a family is several, joined.
const LONGEST_SIGN: usize = 12;

/// The picture in a `<noscript>` right behind a placeholder.
fn noscript_twin(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    let parent = dom.node(id).parent;
    let behind = (dom.node(id).end..dom.node(parent).end).take(4).find(|&node| dom.tag(node) == Tag::Noscript)?;
    dom.descendants(behind).find(|&node| dom.tag(node) == Tag::Img)
}

fn steps_of(dom: &Dom<'_>, address: &Address, id: NodeId, alone: bool) -> Option<Elements> {
    let image =
        if dom.tag(id) == Tag::Picture { dom.descendants(id).find(|&node| dom.tag(node) == Tag::Img)? } else { id };
    let told = Told::of(dom, image, alone);
    if !told.is_content() {
        return None;
    }
    let sources = if image == id { id..id + 1 } else { id..dom.node(id).end };
    let set = sources.rev().find_map(|node| set_of(dom, address, node));
    let mut attributes = vec![("src".to_owned(), source(dom, address, image, &told, set.as_deref())?)];
    let widest = set.as_ref().and_then(|set| widest(set));
    if let Some(set) = set.filter(|set| set.len() > 1) {
        attributes.push(("srcset".to_owned(), written(&set)));
        if let Some(sizes) = dom.attribute(image, "sizes") {
            attributes.push(("sizes".to_owned(), crate::text::collapse(sizes)));
        }
    }
    attributes.push(("alt".to_owned(), crate::text::collapse(dom.attribute(image, "alt").unwrap_or_default())));
    let (width, height) = told.size();
    let (width, height) = picture_size::size(dom, image, width, height, widest);
    for (name, value) in [("width", width), ("height", height)] {
        if let Some(value) = value {
            attributes.push((name.to_owned(), value.to_string()));
        }
    }
    Some(vec![(0, "img", Attributes(attributes))])
}

/// What an `<img>` says of itself besides its address.
struct Told {
    width: Option<u32>,
    height: Option<u32>,
    /// It stands in no line of text.
    alone: bool,
    /// The address of the picture waits in an attribute.
    is_lazy: bool,
    /// A live page showed the picture.
    is_shown: bool,
    is_presentation: bool,
    is_styled_unseen: bool,
}

impl Told {
    fn of(dom: &Dom<'_>, image: NodeId, alone: bool) -> Self {
        let side = |name| dom.attribute(image, name).and_then(pixels);
        Told {
            width: side("width"),
            height: side("height"),
            alone,
            is_lazy: LAZY.iter().filter_map(|name| dom.attribute(image, name)).any(is_address),
            is_shown: dom.attribute(image, SHOWN).is_some(),
            is_presentation: matches!(dom.attribute(image, "role"), Some("presentation" | "none")),
            is_styled_unseen: is_styled_unseen(dom, image),
        }
    }

    fn is_below(&self, limit: u32) -> bool {
        [self.width, self.height].into_iter().all(|side| side.is_some_and(|side| side <= limit))
    }

    fn is_unseen(&self) -> bool {
        self.is_below(2) || [self.width, self.height].contains(&Some(0)) || self.is_styled_unseen
    }

    /// Whether the picture is more than an ornament, an icon or a pixel. The size of a placeholder says nothing of the
    /// picture that takes its place, and what a live page showed is seen whatever size is written.
    fn is_content(&self) -> bool {
        let is_icon = self.alone && self.is_below(ICON);
        let is_ornament = self.alone && self.is_presentation && self.width.is_none();
        self.is_lazy || !(is_ornament || if self.is_unseen() { !self.is_shown } else { is_icon })
    }

    /// Its width and height in pixels, unless they are those of a placeholder.
    fn size(&self) -> (Option<u32>, Option<u32>) {
        let is_of_placeholder = self.is_lazy && self.alone && self.is_below(ICON);
        let told = |side: Option<u32>| side.filter(|&side| side > 0 && !is_of_placeholder);
        (told(self.width), told(self.height))
    }
}

/// The address of the picture that an `<img>` shows when it is loaded.
fn source(dom: &Dom<'_>, address: &Address, image: NodeId, told: &Told, set: Option<&[Candidate]>) -> Option<String> {
    let from_set = || set.and_then(largest);
    let waits = LAZY_SETS.iter().skip(1).any(|name| dom.attribute(image, name).is_some());
    match single_source(dom, address, image) {
        // What is shown until the set is loaded is not the picture.
        Some(own) if waits && !told.is_lazy && !told.is_shown => from_set().or(Some(own)),
        Some(own) => Some(own),
        None => from_set().or_else(|| guessed(dom, address, image)),
    }
}

/// The number that a length begins with, where it is one of pixels.
fn pixels(length: &str) -> Option<u32> {
    let length = length.trim();
    let digits = length.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = length.split_at(digits);
    number.parse().ok().filter(|_| rest.is_empty() || rest.starts_with('.') || rest.starts_with("px"))
}

/// Whether a picture's own style makes it too small to be seen. One that has a least size as well fills its box.
fn is_styled_unseen(dom: &Dom<'_>, image: NodeId) -> bool {
    let style = dom.attribute(image, "style").unwrap_or_default();
    let sides = declarations(style).filter_map(|(name, value)| {
        let is_side = ["width", "height"].iter().any(|side| name.eq_ignore_ascii_case(side));
        pixels(value).filter(|_| is_side)
    });
    !style.contains("min-") && sides.min().is_some_and(|side| side <= 1)
}

/// A picture's address without its query, and its width as far as its element or its address tells it, in pixels.
pub(super) fn name_and_size(dom: &Dom<'_>, address: &Address, image: NodeId) -> Option<(String, u32)> {
    let steps = steps(dom, address, image, false)?;
    let source = steps[0].2.get("src")?;
    let (name, query) = source.split_once('?').unwrap_or((source, ""));
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<u32>().ok();
    let asked = query.split('&').filter_map(|pair| number(pair.split_once('=')?.1)).max();
    let size = dom.attribute(image, "width").and_then(number).into_iter().chain(asked).max().unwrap_or(0);
    let (mut name, scaled) = without_size(name);
    // A server that scales pictures may be told in the query which one.
    let which = query.split('&').filter_map(|pair| pair.split_once('=')).find(|(_, value)| value.contains(['/', '%']));
    name.extend(which.map(|(_, value)| value));
    Some((name, size.max(scaled)))
}

/// An address without the size that many sites put before its ending, as in `photo-300x200.jpg`, and that width.
fn without_size(name: &str) -> (String, u32) {
    let parts = || {
        let (stem, ending) = name.rsplit_once('.')?;
        let (rest, size) = stem.rsplit_once(['-', '_'])?;
        let (width, height) = size.split_once('x')?;
        height.parse::<u32>().ok()?;
        Some((format!("{rest}.{ending}"), width.parse().ok()?))
    };
    parts().unwrap_or_else(|| (name.to_owned(), 0))
}

/// The address of the picture itself, not of what holds its place.
fn single_source(dom: &Dom<'_>, address: &Address, image: NodeId) -> Option<String> {
    let names = std::iter::once(&SHOWN).chain(&LAZY);
    let lazy = names.filter_map(|name| dom.attribute(image, name)).find_map(|value| {
        if value.trim_start().starts_with('{') { address_in(value) } else { Some(filled_in(dom, image, value)) }
            .filter(|value| is_address(value))
    });
    let own = dom.attribute(image, "src").filter(|src| !is_placeholder(src)).map(Cow::Borrowed);
    lazy.or(own).and_then(|value| address.written(value.trim_end_matches(PENDING), Purpose::Media))
}

/// What stands in an address for the width that a script chooses when it knows how large the picture is shown.
const WIDTH: &str = "{width}";

/// An address with the largest width that the picture has.
fn filled_in<'p>(dom: &Dom<'p>, image: NodeId, address: &'p str) -> Cow<'p, str> {
    let widths = dom.attribute(image, "data-widths").unwrap_or_default().split(|sign: char| !sign.is_ascii_digit());
    match widths.filter_map(|width| width.parse::<u32>().ok()).max() {
        Some(width) if address.contains(WIDTH) => Cow::Owned(address.replace(WIDTH, &width.to_string())),
        _ => Cow::Borrowed(address),
    }
}

/// Words in the names of attributes that hold a picture's path. Those of pixels and trackers hold such paths as well.
const PICTURE: [&str; 8] = ["image", "images", "img", "photo", "picture", "original", "full", "lazy"];

/// The address in an attribute that no list has, of a picture that has it nowhere else: an attribute that is named for
/// a source, or one that is named for a picture and holds the path of one.
fn guessed(dom: &Dom<'_>, address: &Address, image: NodeId) -> Option<String> {
    if noscript_twin(dom, image).is_some() {
        return None;
    }
    let held = || dom.attributes(image).filter(|(_, value)| value.contains('/') && is_address(value));
    let source = held().find(|(name, _)| name.ends_with("src") && *name != "src");
    let is_picture = |name: &str| name.split(['-', '_']).any(|word| PICTURE.contains(&word));
    let (_, value) = source.or_else(|| held().find(|(name, value)| is_picture(name) && is_path_of_picture(value)))?;
    address.written(value, Purpose::Media)
}

/// Whether an address ends as the names of pictures' files do.
fn is_path_of_picture(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif")
}

/// The first address in a loader's settings, written as JSON.
fn address_in(settings: &str) -> Option<Cow<'static, str>> {
    let mut open = vec![serde_json::from_str::<Value>(settings).ok()?];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) if is_address(&text) => return Some(Cow::Owned(text)),
            Value::Object(object) => {
                let values: Vec<Value> = object.into_iter().map(|(_, value)| value).collect();
                open.extend(values.into_iter().rev());
            }
            _ => {}
        }
    }
    None
}

/// What a lazy loader of many sites puts behind an address until it has loaded the picture.
const PENDING: &str = "?is-pending-load=1";

/// Whether a value can be a picture's address rather than a flag or an id.
fn is_address(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty()
        && !value.contains(char::is_whitespace)
        // A script has to fill in something first.
        && !value.contains('{')
        && (value.contains('/') || value.contains('.'))
        && !is_placeholder(value)
}

/// Whether an address is known to show nothing: a tiny picture in the address itself, or one named after emptiness.
fn is_placeholder(source: &str) -> bool {
    let source = source.trim();
    if source.is_empty() {
        return true;
    }
    if source.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        return source.len() < 1_000
            || source.get(..18).is_some_and(|kind| kind.eq_ignore_ascii_case("data:image/svg+xml"));
    }
    let name = source.split(['?', '#']).next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let name = name.to_ascii_lowercase();
    ["placeholder", "spacer", "blank.", "transparent.", "1x1", "pixel.", "lazyload", "loading."]
        .iter()
        .any(|word| name.contains(word))
}

/// One address of a set: where, and how wide or dense.
struct Candidate {
    url: String,
    descriptor: String,
}

/// The candidates of the first attribute that has any.
fn set_of(dom: &Dom<'_>, address: &Address, node: NodeId) -> Option<Vec<Candidate>> {
    let known = LAZY_SETS.iter().filter_map(|name| dom.attribute(node, name));
    let others = dom.attributes(node).filter(|(name, _)| name.ends_with("srcset")).map(|(_, value)| value);
    known.chain(others).map(|value| candidates(value, address)).find(|candidates| !candidates.is_empty())
}

/// The candidates that a set names.
fn candidates(value: &str, address: &Address) -> Vec<Candidate> {
    let resolved = source_set(value).filter(|(url, _)| !is_placeholder(url)).filter_map(|(url, descriptor)| {
        // A picture in the address itself cannot be told from the next candidate, for its commas.
        let url = address.written(url, Purpose::Media).filter(|url| !url.starts_with("data:"))?;
        Some(Candidate { url, descriptor: descriptor.to_owned() })
    });
    resolved.collect()
}

/// The largest width that is told of a set, in pixels.
fn widest(set: &[Candidate]) -> Option<u32> {
    set.iter().filter_map(|candidate| candidate.descriptor.strip_suffix('w')?.parse().ok()).max()
}

fn largest(set: &[Candidate]) -> Option<String> {
    let size = |candidate: &Candidate| size_of_source(&candidate.descriptor);
    set.iter().max_by(|one, other| size(one).total_cmp(&size(other))).map(|candidate| candidate.url.clone())
}

/// Writes a set. A comma at an end of an address would be read as a separator, so it is escaped.
fn written(set: &[Candidate]) -> String {
    let one = |candidate: &Candidate| {
        let url = candidate.url.replace(',', "%2C");
        format!("{url} {}", candidate.descriptor).trim_end().to_owned()
    };
    set.iter().map(one).collect::<Vec<_>>().join(", ")
}
