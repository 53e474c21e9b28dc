//! Treat what stands at the head of a story: its headline, which the view shows by itself, and its lead picture.

use std::collections::HashSet;

use super::Page;
use super::pictures::is_furniture;
use crate::annotate::{BlockId, Blocks, Group, Kind, Place, Position, Surroundings, is_standfirst};
use crate::model::rules;
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Blocks before the first paragraph among which a headline is looked for, and its words.
const NEAR: u32 = 8;
const HEADLINE: std::ops::RangeInclusive<u32> = 2..=30;

/// The headline of a page whose metadata give none: the last heading before the first paragraph, else the last bold line.
pub fn headline(dom: &Dom<'_>, blocks: &Blocks, surroundings: &Surroundings) -> Option<String> {
    let near = |at: &BlockId| {
        let features = &surroundings.features[*at];
        (1..=NEAR).contains(&features.before_text) && HEADLINE.contains(&features.words) && features.link_density < 0.5
    };
    let heads = (0..blocks.list.len()).rev().filter(near).find(|&at| surroundings.features[at].heading > 0);
    let stands_out = || (0..blocks.list.len()).rev().filter(near).find(|&at| blocks.list[at].bold);
    heads.or_else(stands_out).map(|at| blocks.list[at].text(dom))
}

/// Words of the longest row of byline, date and the like.
const ROW: u32 = 25;
/// Words of the longest date or label.
const LABEL: u32 = 8;

/// Leaves out what stands between headline and story that the view shows by itself or nobody reads: bylines, dates,
/// labels.
pub(super) fn drop_labels_above(page: &Page<'_, '_>, keep: &mut [bool]) {
    let repeated = labels_below(page, keep);
    for at in 0..keep.len() {
        let features = &page.surroundings.features[at];
        let above = (1..=NEAR).contains(&features.before_text) || (features.near_head && features.mentions_metadata);
        let label = features.words < ROW && features.heading == 0 && rules::probability(features) < super::THRESHOLD;
        let said = features.mentions_metadata || features.words < LABEL || !page.is_sure(at);
        let quoted = features.context.is_in(Place::Quote);
        let is_named =
            || is_list_under_heading(page, keep, at) || likeness(page, at).is_some_and(|like| repeated.contains(&like));
        keep[at] &= !(above && label && said && features.kind == Kind::Text) || quoted || is_named();
    }
}

/// What labels of one kind share: the element and class that they stand in.
type Likeness<'p> = (Tag, &'p str);

/// The kinds of the labels that are kept further down, as over each entry of a report that goes on from hour to hour.
fn labels_below<'p>(page: &Page<'_, 'p>, keep: &[bool]) -> HashSet<Likeness<'p>> {
    let first = (0..keep.len()).find(|&at| keep[at] && page.blocks.list[at].is_long()).unwrap_or(keep.len());
    let below = (first..keep.len()).filter(|&at| keep[at] && page.surroundings.features[at].before_text == 0);
    below.filter_map(|at| likeness(page, at)).collect()
}

/// The kind of a block, if it is a label that is a `<time>` or stands in an element of a class.
fn likeness<'p>(page: &Page<'_, 'p>, at: BlockId) -> Option<Likeness<'p>> {
    let (block, features) = (&page.blocks.list[at], &page.surroundings.features[at]);
    let is_label = block.kind == Kind::Text && features.words < LABEL && !block.ends_sentence && features.heading == 0;
    if is_label && features.context.is_in(Place::Time) {
        return Some((Tag::Time, ""));
    }
    let class = page.dom.attribute(block.container, "class").filter(|class| !class.trim().is_empty());
    class.filter(|_| is_label).map(|class| (page.dom.tag(block.container), class))
}

/// Whether a block stands in a list right under a heading of the story that is kept.
fn is_list_under_heading(page: &Page<'_, '_>, keep: &[bool], at: BlockId) -> bool {
    let is_list = |&node: &NodeId| matches!(page.dom.tag(node), Tag::Ul | Tag::Ol | Tag::Dl);
    let list = page.dom.ancestors(page.blocks.list[at].container).find(is_list);
    let above = list.and_then(|list| page.blocks.inside(page.dom, list).start.checked_sub(1));
    above.is_some_and(|above| keep[above] && page.surroundings.features[above].heading > 1)
}

/// Blocks behind a headline among which its standfirst stands.
const BELOW: usize = 3;

/// Keeps the standfirst, by its name or because it says what the page says of itself, where it stands right below the
/// headline.
pub(super) fn keep_standfirst(page: &Page<'_, '_>, keep: &mut [bool]) {
    let excerpt = page.excerpt.map(fold).filter(|excerpt| !excerpt.is_empty());
    let title = page.title.map(fold).unwrap_or_default();
    let headlines: Vec<bool> = (0..keep.len()).map(|at| is_headline(page, at, &title)).collect();
    for (at, keep) in keep.iter_mut().enumerate().skip(1) {
        let (block, features) = (&page.blocks.list[at], &page.surroundings.features[at]);
        let is_text = block.kind == Kind::Text && (LABEL / 2..CAPTION).contains(&block.words) && block.links == 0;
        let stands_there = features.before_text > 0 && headlines[at.saturating_sub(BELOW)..at].contains(&true);
        if *keep || !is_text || !stands_there || is_ruled_out(page, at) {
            continue;
        }
        let says = |excerpt: &String| is_most_of(&fold(&block.text(page.dom)), excerpt);
        *keep = is_standfirst(page.dom, block.container) || excerpt.as_ref().is_some_and(says);
    }
}

fn is_headline(page: &Page<'_, '_>, at: BlockId, title: &str) -> bool {
    match page.surroundings.features[at].heading {
        0 => false,
        1 => true,
        _ => page.blocks.list[at].words <= LONGEST_HEADLINE && fold(&page.blocks.list[at].text(page.dom)) == title,
    }
}

/// Words of the longest headline.
const LONGEST_HEADLINE: u32 = 60;

/// Lines of the longest headline.
const LINES: usize = 4;

/// Leaves the headline out wherever it stands, because the metadata has it and the view shows it.
pub(super) fn drop_headline(page: &Page<'_, '_>, keep: &mut [bool]) {
    let Some(title) = page.title.map(fold).filter(|title| !title.is_empty()) else { return };
    // A short post may have all of its text for a title.
    let long: Vec<BlockId> = (0..keep.len()).filter(|&at| keep[at] && page.blocks.list[at].is_long()).collect();
    let all = if long.len() == 1 { long.first().copied() } else { None };
    for (at, block) in page.blocks.list.iter().enumerate().filter(|(at, _)| Some(*at) != all) {
        keep[at] &= !is_drawing_of(page, at, &title);
        let features = &page.surroundings.features[at];
        let first = features.heading == 1 || features.before_text > 0;
        if keep[at] && block.kind == Kind::Text && block.words <= LONGEST_HEADLINE && (features.heading > 0 || first) {
            // A headline in two lines is two blocks, which say it together.
            let lines = page.blocks.inside(page.dom, block.container);
            let text = if lines.len() <= LINES { page.dom.inner_text(block.container) } else { block.text(page.dom) };
            let text = fold(&text);
            keep[at] = !(text == title || (features.heading == 1 && is_most_of(&text, &title)));
        }
    }
}

/// Pixels of the highest picture that is a line of letters.
const LETTERS: u32 = 64;

/// Whether a picture is of the headline's letters, as old pages have them.
fn is_drawing_of(page: &Page<'_, '_>, at: BlockId, title: &str) -> bool {
    let block = &page.blocks.list[at];
    let draws = |node: NodeId| {
        let height = page.dom.attribute(node, "height").and_then(|height| height.trim().parse::<u32>().ok());
        let says = || page.dom.attribute(node, "alt").is_some_and(|alt| fold(alt) == title);
        height.is_some_and(|height| height <= LETTERS) && says()
    };
    block.kind == Kind::Media && block.nodes.clone().any(draws)
}

/// Whether one text is the other with a little more or less at an end, as with a kicker or a site's name.
fn is_most_of(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() * 3 >= long.len() * 2 && long.contains(short)
}

/// Keeps the picture above the story that stands outside its element, with its caption: the one that the metadata
/// names, or one between headline and story, or a figure before it.
pub(super) fn keep_lead_picture(page: &Page<'_, '_>, keep: &mut [bool]) {
    let Some(first) = first_text(page, keep) else { return };
    let pictures: Vec<BlockId> = (0..first).filter(|&at| page.blocks.list[at].kind == Kind::Media).collect();
    let named = pictures.iter().copied().find(|&at| shows(page, at, page.lead_image) && !is_ruled_out(page, at));
    let figure = || {
        pictures.iter().rev().copied().find(|&at| {
            let features = &page.surroundings.features[at];
            features.context.is_in(Place::Figure) && features.position == Position::Before && !is_ruled_out(page, at)
        })
    };
    let between = || {
        let after = |&at: &BlockId| {
            page.surroundings.features[at].after_headline && !is_ruled_out(page, at) && !is_furniture(page, at)
        };
        let is_portrait = |at: &BlockId| page.surroundings.features[*at].in_box(Group::Byline);
        let found = || pictures.iter().copied().filter(after);
        found().find(|at| !is_portrait(at)).or_else(|| found().next())
    };
    let captioned = || {
        let own_box = |&at: &BlockId| {
            (is_box_of_two(page, at, at + 1) || is_named_caption(page, at + 1)) && !is_ruled_out(page, at)
        };
        pictures.iter().rev().copied().find(own_box)
    };
    let is_long = |&at: &BlockId| keep[at] && page.blocks.list[at].is_long();
    let begins = (0..first).find(is_long).unwrap_or(first);
    let lead = named.or_else(between).or_else(figure).or_else(captioned);
    for at in pictures {
        let outside = page.surroundings.features[at].position != Position::Inside;
        if Some(at) == lead {
            keep[at] = true;
            if is_caption(page, at, at + 1) {
                keep[at + 1] = true;
            }
        } else if outside && at < begins {
            keep[at] = false;
        }
    }
}

/// Words of the longest caption of a lead picture.
const CAPTION: u32 = 80;
/// Words of the shortest.
const CAPTION_LEAST: u32 = 3;

/// Whether the text behind a lead picture is its caption: outside of the story's element, or in a small box with it.
fn is_caption(page: &Page<'_, '_>, picture: BlockId, text: BlockId) -> bool {
    let outside = page.surroundings.features.get(text).is_some_and(|features| features.position == Position::Before);
    is_box_of_two(page, picture, text) || (outside && is_caption_like(page, text))
}

/// Whether a picture and a text have a small box to themselves.
pub(super) fn is_box_of_two(page: &Page<'_, '_>, picture: BlockId, text: BlockId) -> bool {
    let beside = page.blocks.beside(page.dom, picture);
    beside.len() == 2 && beside.contains(&text) && is_caption_like(page, text)
}

fn is_named_caption(page: &Page<'_, '_>, text: BlockId) -> bool {
    let named = page.surroundings.features.get(text).is_some_and(|features| features.in_box(Group::Caption));
    named && is_caption_like(page, text)
}

fn is_caption_like(page: &Page<'_, '_>, text: BlockId) -> bool {
    let Some((block, features)) = page.blocks.list.get(text).zip(page.surroundings.features.get(text)) else {
        return false;
    };
    let says_else = features.heading > 0 || features.says_metadata || features.mentions_metadata;
    !says_else
        && block.kind == Kind::Text
        && (CAPTION_LEAST..=CAPTION).contains(&block.words)
        && block.link_density() < 0.5
}

fn first_text(page: &Page<'_, '_>, keep: &[bool]) -> Option<BlockId> {
    (0..keep.len()).find(|&at| {
        keep[at] && page.blocks.list[at].is_long() && page.surroundings.features[at].position == Position::Inside
    })
}

fn is_ruled_out(page: &Page<'_, '_>, at: BlockId) -> bool {
    let features = &page.surroundings.features[at];
    features.teaser
        || [Place::Nav, Place::Footer, Place::Aside, Place::Dialog, Place::Hidden, Place::NotShown]
            .into_iter()
            .any(|place| features.context.is_in(place))
}

/// Whether a block shows the picture with this address, at whatever size the site scaled it to.
fn shows(page: &Page<'_, '_>, at: BlockId, address: Option<&str>) -> bool {
    let Some(name) = address.and_then(file_name) else { return false };
    page.blocks.list[at].nodes.clone().any(|node| {
        page.dom
            .attributes(node)
            .filter(|(key, _)| {
                matches!(
                    *key,
                    "src"
                        | "srcset"
                        | "data-src"
                        | "data-srcset"
                        | "data-original"
                        | "data-lazy-src"
                        | "data-clearstory-src"
                )
            })
            .any(|(_, value)| value.contains(name))
    })
}

/// The last part of an address's path without its ending, before which the size is often put, if it is long enough to name
/// one picture only.
fn file_name(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    [stem, name].into_iter().find(|name| name.len() >= 6)
}
