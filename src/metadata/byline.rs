//! Read who wrote the story.

use super::headline::{is_quote, join};
use super::json_ld::Name;
use super::names::{ENDS, WHOLE_NAME, after_date, given_name, is_label, name, without_label};
use super::plain::{head, same};
use super::sources::{Mark, is_hidden, leads_to_author};
use super::told::{Source, Told};
use super::{AUTHOR, labelled, title};
use crate::page::{Dom, NodeId, Tag};
use crate::text::{fold, line};

/// The longest byline, in characters.
const LONGEST: usize = 300;

/// The most texts of one source that names are looked for in, and the most of one element.
const MOST_TEXTS: usize = 400;
const MOST_IN_ELEMENT: usize = 40;

/// The authors' names, joined by commas: people where any source names some, else organisations, and the site itself
/// only where nobody else is named.
pub(super) fn read(told: &Told<'_, '_>) -> Option<String> {
    let (mut organisations, mut site) = (Vec::new(), Vec::new());
    for &source in AUTHOR {
        let mut people: Vec<String> = Vec::new();
        let is_given = matches!(source, Source::Data(_) | Source::Meta(_) | Source::Property(_));
        for found in names(told, source).into_iter().take(MOST_TEXTS) {
            let named = if is_given { given_name(&found.text) } else { name(&found.text) };
            let Some(text) = named.map(|name| without_site(name, told)) else { continue };
            let is_site = told.site_names.iter().any(|site| same(site, &text) || is_seat_of(&text, site));
            let list = match (is_site, found.organisation) {
                (true, _) => &mut site,
                (false, true) => &mut organisations,
                (false, false) => &mut people,
            };
            if !list.iter().any(|known| same(known, &text)) {
                list.push(text);
            }
        }
        if !people.is_empty() {
            let signed = signed(told, &people).filter(|_| is_given);
            return Some(signed.unwrap_or_else(|| list(&people)));
        }
    }
    [organisations, site].into_iter().find(|names| !names.is_empty()).map(|names| list(&names))
}

/// Whether a name is the site's, with where it sits: "The Little Wold Post, Little Wold, England".
fn is_seat_of(name: &str, site: &str) -> bool {
    name.split_once(", ").is_some_and(|(first, _)| same(site, first))
}

/// A name without the site's behind it.
fn without_site(name: String, told: &Told<'_, '_>) -> String {
    match name.rsplit_once(", ") {
        Some((person, rest)) if title::is_site(rest, told) => person.to_owned(),
        _ => name,
    }
}

/// Who signs the story where readers see it, if that is somebody else than the data say: these name who put it online.
fn signed(told: &Told<'_, '_>, people: &[String]) -> Option<String> {
    let words = |text: &str| text.split_whitespace().map(fold).collect::<Vec<_>>();
    let known: Vec<String> = people.iter().flat_map(|name| words(name)).collect();
    labelled(&told.lines).filter(|name| {
        let words = words(name);
        let is_site = title::is_site(name, told);
        words.len() >= WHOLE_NAME && !is_site && !words.iter().any(|word| known.contains(word))
    })
}

fn list(names: &[String]) -> String {
    crate::text::shorten(&names.join(", "), LONGEST)
}

fn names(told: &Told<'_, '_>, source: Source) -> Vec<Name> {
    let texts = match source {
        Source::Property(property) => {
            told.properties(property).flat_map(|node| names_in(told.dom, node)).take(MOST_TEXTS).collect()
        }
        Source::Marked(mark) => marked(told, mark),
        Source::Lines => labelled(&told.lines).into_iter().collect(),
        Source::Labelled => labelled::author(told.labelled_lines()).into_iter().collect(),
        Source::Meta(name @ ("citation_author" | "dc.creator" | "dcterms.creator")) => {
            told.texts(Source::Meta(name)).iter().map(|text| in_order(text)).collect()
        }
        source => return told.names(source),
    };
    texts.into_iter().map(|text| Name { text, organisation: false }).collect()
}

/// A name from a catalogue, `Byron, Ada`, in the order in which it is spoken.
fn in_order(text: &str) -> String {
    match text.split_once(',') {
        Some((family, given)) if !given.contains(',') && given.split_whitespace().count() <= 3 => {
            format!("{} {}", given.trim(), family.trim())
        }
        _ => text.to_owned(),
    }
}

/// Marks that lie this many nodes or fewer apart name the authors of the same story.
const NEIGHBOURS: usize = 10;

/// Elements around a mark in which it is looked whether somebody else is quoted.
const AROUND: usize = 6;

/// How many nodes from the headline a mark is believed: the weaker ones only near it.
fn within(mark: Mark) -> usize {
    match mark {
        Mark::Link | Mark::Byline => usize::MAX,
        Mark::Author => 600,
        Mark::Profile => 200,
    }
}

/// The names in the marked element that is nearest to the headline, and in its like beside it.
fn marked(told: &Told<'_, '_>, mark: Mark) -> Vec<String> {
    let mut found: Vec<(NodeId, Vec<String>)> = Vec::new();
    let mut read = 0;
    let is_quoted = |node| told.dom.ancestors(node).take(AROUND).any(|around| is_quote(told.dom, around));
    let own = |(node, own): &&(NodeId, Mark)| {
        *own == mark && !told.is_foreign(*node) && told.distance(*node) <= within(mark) && !is_quoted(*node)
    };
    for &(node, _) in told.sources.bylines.iter().filter(own).filter(|(node, _)| stands_apart(told.dom, *node)) {
        let texts = names_in(told.dom, node);
        read += texts.len();
        let names: Vec<String> = texts.iter().filter_map(|text| name(text)).collect();
        if !names.is_empty() {
            found.push((node, names));
        }
        if read >= MOST_TEXTS {
            break;
        }
    }
    let Some(nearest) = (0..found.len()).min_by_key(|&at| found.get(at).map(|(node, _)| told.distance(*node))) else {
        return Vec::new();
    };
    let mut end = found.get(nearest).map_or(0, |(node, _)| told.dom.node(*node).end);
    let mut names = Vec::new();
    for (at, (node, own)) in found.into_iter().enumerate().skip(nearest) {
        if at > nearest && node > end + NEIGHBOURS {
            break;
        }
        end = told.dom.node(node).end;
        names.extend(own);
    }
    names
}

/// Bytes of text beside a name up to which the two are a byline, and not a sentence with a name in it.
const BESIDE: usize = 120;

/// The most bytes of a text with a name in it that can be a byline.
const LONGEST_READ: usize = 400;

/// How much of a piece of text is looked at, in bytes, with the white space around it.
const LONGEST_PIECE: usize = 4000;

fn stands_apart(dom: &Dom<'_>, node: NodeId) -> bool {
    let block = dom.ancestors(node).find(|&around| dom.tag(around).is_block()).unwrap_or(node);
    if dom.tag(block) != Tag::P {
        return true;
    }
    let own = bytes(dom, node, LONGEST_READ);
    bytes(dom, block, own + BESIDE) <= own + BESIDE
}

/// The bytes of text in an element, counted no further than it takes to see that there are more than these.
fn bytes(dom: &Dom<'_>, node: NodeId, most: usize) -> usize {
    let mut bytes = 0;
    for text in dom.descendants(node).filter_map(|inside| dom.text(inside)) {
        bytes += head(text, LONGEST_PIECE).trim().len();
        if bytes > most {
            break;
        }
    }
    bytes
}

/// The names in an element: those that it marks, or links to as authors, or else its text.
fn names_in(dom: &Dom<'_>, node: NodeId) -> Vec<String> {
    if let Some(content) = dom.attribute(node, "content") {
        return vec![content.to_owned()];
    }
    let texts = |is: &dyn Fn(NodeId) -> bool| -> Vec<String> {
        let nodes = dom.descendants(node).filter(|&id| is(id)).take(MOST_IN_ELEMENT);
        nodes.map(|id| said(dom, id)).filter(|text| !text.is_empty()).collect()
    };
    let marked = texts(&|id| dom.attribute(id, "itemprop") == Some("name"));
    if !marked.is_empty() {
        return marked;
    }
    let linked = texts(&|id| dom.tag(id) == Tag::A && dom.attribute(id, "href").is_some_and(leads_to_author));
    if linked.is_empty() { vec![shown(dom, node)] } else { linked }
}

/// What an element says, to programs or else to people.
fn said(dom: &Dom<'_>, node: NodeId) -> String {
    dom.attribute(node, "content").map_or_else(|| shown(dom, node), str::to_owned)
}

/// The text of an element as it is shown, blocks parted by a mark: as much of it as may be a byline.
fn shown(dom: &Dom<'_>, node: NodeId) -> String {
    let mut text = String::new();
    let mut read = 0;
    let mut skip = node;
    for id in dom.descendants(node) {
        if id < skip {
            continue;
        }
        if dom.tag(id).is_unread()
            || is_hidden(dom, id)
            || matches!(dom.tag(id), Tag::Svg | Tag::Button | Tag::Time | Tag::Noscript)
        {
            skip = dom.node(id).end;
        } else if let Some(words) = dom.text(id) {
            let words = head(words, LONGEST_PIECE);
            let bare = words.trim();
            let space = |is: bool| if is { " " } else { "" };
            text.push_str(space(words.starts_with(char::is_whitespace)));
            join(&mut text, head(bare, LONGEST_READ));
            text.push_str(space(words.ends_with(char::is_whitespace)));
            read += bare.len();
            if read >= LONGEST_READ {
                break;
            }
        } else if dom.tag(id).breaks_words() && !text.ends_with(" | ") && !is_label(&text) {
            text.push_str(" | ");
        }
    }
    line(&text)
}

/// The longest line that is taken for a byline, in characters.
const LONGEST_LINE: usize = 120;

/// A name in a line behind a word such as "By", or in the line after one that has nothing but such a word.
fn labelled(lines: &[String]) -> Option<String> {
    let short = |text: &&String| text.chars().count() <= LONGEST_LINE;
    let capital = |name: &String| {
        name.chars().any(|letter| letter.is_uppercase() || crate::text::is_unspaced(letter)) || !name.contains(' ')
    };
    lines.iter().enumerate().filter(|(_, text)| short(text)).find_map(|(at, text)| {
        if is_label(text) {
            return lines.get(at + 1).filter(short).and_then(|next| name(next)).filter(capital);
        }
        text.split(ENDS).find_map(|part| without_label(after_date(part.trim()))).and_then(name).filter(capital)
    })
}
