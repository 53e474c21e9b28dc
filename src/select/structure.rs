//! Correct scores by what only the order of blocks can tell: captions, headings, islands.

use super::flow::{is_between_paragraphs, keep_all};
use super::lead::is_box_of_two;
use super::{Page, is_out_of_place};
use crate::annotate::{BlockId, Group, Kind, Place, Position, Sums};
use crate::page::{NodeId, Tag};
use crate::text::fold;

/// A caption goes where its picture goes.
pub(super) fn keep_captions_with_pictures(page: &Page<'_, '_>, keep: &mut [bool]) {
    for at in 0..keep.len() {
        let features = &page.surroundings.features[at];
        let is_named = features.context.is_in(Place::Caption) || features.in_box(Group::Caption);
        if features.kind != Kind::Text || !(is_named || is_credit(page, at)) {
            continue;
        }
        if let Some(picture) = picture_of(page, at) {
            keep[at] = keep[picture];
        }
    }
    let is_label = |at: BlockId| page.surroundings.features[at].is_advert_label;
    for at in 1..keep.len() {
        // The label of an advert that loads later may stand between the two.
        let above = if at > 1 && is_label(at - 1) { at - 2 } else { at - 1 };
        let is_picture = page.blocks.list[above].kind == Kind::Media;
        let is_below = || is_box_of_two(page, above, at) || (page.is_story() && is_in_brackets(page, at));
        keep[at] |= is_picture && keep[above] && is_below();
    }
}

/// Words of the longest credit.
const CREDIT: u32 = 8;

/// Whether a few words stand in a figure beside its caption, as the name of who took the picture does.
fn is_credit(page: &Page<'_, '_>, at: BlockId) -> bool {
    let (block, features) = (&page.blocks.list[at], &page.surroundings.features[at]);
    let is_caption =
        |at: BlockId| page.surroundings.features.get(at).is_some_and(|features| features.context.is_in(Place::Caption));
    features.context.is_in(Place::Figure)
        && (1..=CREDIT).contains(&block.words)
        && block.links == 0
        && features.heading == 0
        && (is_caption(at + 1) || at.checked_sub(1).is_some_and(is_caption))
}

/// Whether a few words that are a link stand in brackets, as the name of who made a picture does below it. Numbers in
/// brackets count something.
fn is_in_brackets(page: &Page<'_, '_>, at: BlockId) -> bool {
    let (block, features) = (&page.blocks.list[at], &page.surroundings.features[at]);
    let is_short = block.kind == Kind::Text && (1..=CREDIT).contains(&block.words) && !is_out_of_place(features);
    let is_linked = is_short && block.links == 1;
    let says = |text: &str| text.contains(char::is_alphabetic) && !text.contains(['(', ')']);
    let text = if is_linked { block.text(page.dom) } else { String::new() };
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).is_some_and(says)
}

/// The picture that a caption stands beside: in the same figure, else right before it.
fn picture_of(page: &Page<'_, '_>, at: BlockId) -> Option<BlockId> {
    let near = |other: BlockId| page.blocks.list.get(other).is_some_and(|block| block.kind == Kind::Media);
    (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|&other| near(other))
        .or_else(|| near(at + 1).then_some(at + 1))
}

/// How far from the story's running text, in blocks, a short text may stand and still be taken for a part of it.
const REACH: usize = 12;

/// Leaves out short texts that no running text stands near: labels and controls that no rule knew.
pub(super) fn drop_islands(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_text = |at: BlockId| keep[at] && page.blocks.list[at].kind == Kind::Text && page.blocks.list[at].is_long();
    let texts: Vec<BlockId> = (0..keep.len()).filter(|&at| is_text(at)).collect();
    let (Some(&first), Some(&last)) = (texts.first(), texts.last()) else { return };
    // What is kept hangs together: a list of a hundred names is not far from the text above it.
    let (mut above, mut below) = (first, last);
    for at in (0..first).rev().filter(|&at| keep[at]) {
        above = if at + REACH < above { above } else { at };
    }
    for at in (last..keep.len()).filter(|&at| keep[at]) {
        below = if at > below + REACH { below } else { at };
    }
    for (at, (keep, features)) in keep.iter_mut().zip(&page.surroundings.features).enumerate() {
        let far = at < above || at > below;
        let short = features.heading == 0 && features.words < LABEL;
        *keep &= !(far && short && features.position == Position::Inside) || page.is_sure(at);
    }
}

/// Leaves out a box that asks for an address, where the page says that the box is for its newsletter.
pub(super) fn drop_invitations(page: &Page<'_, '_>, keep: &mut [bool]) {
    for (at, keep) in keep.iter_mut().enumerate() {
        let features = &page.surroundings.features[at];
        *keep &= !(features.asks && features.in_box(Group::Newsletter)) || page.is_sure(at);
    }
}

/// Words of a pull quote.
const PULL_QUOTE: std::ops::RangeInclusive<u32> = 4..=60;

/// Keeps what calls itself a pull quote between two paragraphs: one that says what the text does not is a part of it.
pub(super) fn keep_pull_quotes(page: &Page<'_, '_>, keep: &mut [bool]) {
    let names_it = |name: &str| fold(name).contains("pullquote");
    let called = |id: NodeId| ["class", "role"].iter().filter_map(|name| page.dom.attribute(id, name)).any(names_it);
    for quote in page.dom.ids().filter(|&id| called(id)) {
        let inside = page.blocks.inside(page.dom, quote);
        let is_short = PULL_QUOTE.contains(&page.blocks.words(&inside));
        if is_short && page.blocks.link_density(&inside) == 0.0 && is_between_paragraphs(page, keep, quote) {
            keep_all(page, &inside, keep);
        }
    }
}

/// A quote set large beside the story goes when the story says the same: nothing is read twice.
pub(super) fn drop_pull_quotes(page: &Page<'_, '_>, keep: &mut [bool]) {
    let candidates: Vec<BlockId> = (0..keep.len())
        .filter(|&at| {
            let features = &page.surroundings.features[at];
            let context = &features.context;
            let places = [Place::Quote, Place::Aside, Place::Figure, Place::Note];
            let quoted = features.in_box(Group::Note) || places.into_iter().any(|place| context.is_in(place));
            keep[at] && quoted && !context.is_in(Place::Caption) && PULL_QUOTE.contains(&page.blocks.list[at].words)
        })
        .take(MOST_QUOTES)
        .collect();
    if candidates.is_empty() {
        return;
    }
    let mut story = String::new();
    for at in (0..keep.len()).filter(|at| keep[*at] && !candidates.contains(at)) {
        story.push_str(&fold(&page.blocks.list[at].text(page.dom)));
        story.push(' ');
    }
    for &at in &candidates {
        keep[at] = !says_again(&story, &page.blocks.list[at].text(page.dom));
    }
    let dropped: Vec<BlockId> = candidates.into_iter().filter(|&at| !keep[at]).collect();
    for at in dropped {
        drop_attribution(page, at, keep);
    }
}

/// Words of the shortest part of a quote that is looked for by itself.
const PART: usize = 4;

/// Whether a quote stands in a story, word for word: in one piece, or in two with what is said between them left out.
fn says_again(story: &str, quote: &str) -> bool {
    let words: Vec<String> = quote.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let stands = |words: &[String]| story.contains(&words.concat());
    // The longest beginning that stands there: one that is longer than one that does not, does not either.
    let (mut least, mut most) = (0, words.len());
    while least < most {
        let middle = (least + most).div_ceil(2);
        if words.get(..middle).is_some_and(stands) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    let rest = words.get(least..).unwrap_or_default();
    !words.is_empty() && (rest.is_empty() || (least >= PART && rest.len() >= PART && stands(rest)))
}

/// Words of the longest line that says whose words a quote is.
const ATTRIBUTION: u32 = 12;

/// Leaves out who said a quote that is dropped, where the quotation holds nothing else.
fn drop_attribution(page: &Page<'_, '_>, quote: BlockId, keep: &mut [bool]) {
    let mut around = page.dom.ancestors(page.blocks.list[quote].container);
    let Some(quotation) = around.find(|&node| page.dom.tag(node) == Tag::Blockquote) else { return };
    let rest = quote + 1..page.blocks.inside(page.dom, quotation).end;
    let is_line = |at: BlockId| page.blocks.list[at].kind == Kind::Text && page.blocks.list[at].words <= ATTRIBUTION;
    if rest.len() <= 2 && rest.clone().all(is_line) {
        keep[rest].fill(false);
    }
}

/// Quotes that are looked for in the story, so that a page of nothing else costs no more than any.
const MOST_QUOTES: usize = 32;

/// Words of the longest text that goes with the box around it.
const LABEL: u32 = 8;

/// A short text, heading or picture that is all that is left of its box goes with the rest of the box.
pub(super) fn drop_with_box(page: &Page<'_, '_>, keep: &mut [bool]) {
    let kept = Sums::of(keep.iter().map(|&keep| u32::from(keep)));
    let story = page.blocks.inside(page.dom, page.surroundings.root);
    for (at, keep) in keep.iter_mut().enumerate() {
        let block = &page.blocks.list[at];
        let context = &page.surroundings.features[at].context;
        if !*keep || block.words > LABEL || context.is_in(Place::Table) {
            continue;
        }
        let inside = page.blocks.beside(page.dom, at);
        if inside != story && inside.len() <= BOX {
            let texts = inside.clone().filter(|&other| page.blocks.list[other].kind == Kind::Text).count();
            let pictures = inside.len() - texts;
            let left = kept.over(inside) as usize;
            let alone = match block.kind {
                // What is left of a card whose words are dropped. A figure is no card: its words are labels.
                Kind::Media => texts > 0 && left <= pictures && !context.is_in(Place::Figure),
                Kind::Text => texts > 1 && left == 1,
            };
            *keep = !alone || page.is_sure(at);
        }
    }
}

/// Blocks in the largest box that is looked at as a whole.
const BOX: usize = 40;

/// A label right above links that are dropped goes with them, unless it is a heading like others of the story.
pub(super) fn drop_labels(page: &Page<'_, '_>, keep: &mut [bool]) {
    let features = &page.surroundings.features;
    let mut levels = [0u32; 7];
    for (at, _) in keep.iter().enumerate().filter(|(_, keep)| **keep) {
        levels[usize::from(features[at].heading).min(6)] += 1;
    }
    for at in 0..keep.len() {
        let block = &page.blocks.list[at];
        let level = usize::from(features[at].heading).min(6);
        let is_label = block.kind == Kind::Text && block.words <= LABEL && !block.ends_sentence;
        let unlike_others = if level > 0 { levels[level] == 1 } else { block.bold || block.ends_colon };
        let below = features.get(at + 1).is_some_and(|below| below.teaser || below.link_density > LINKS);
        keep[at] &= !(is_label && unlike_others && below && !keep[at + 1]);
    }
}

/// The share of links from which on a text is nothing else.
const LINKS: f32 = 0.75;

/// A heading stays only with something under it: text or a picture before the next heading of its rank or above.
pub(super) fn drop_orphan_headings(page: &Page<'_, '_>, keep: &mut [bool]) {
    // Backwards, so that a heading whose only content is a dropped heading goes too.
    let mut content_since = [false; 7];
    for at in (0..keep.len()).rev() {
        let (block, features) = (&page.blocks.list[at], &page.surroundings.features[at]);
        let level = usize::from(features.heading).min(6);
        if !keep[at] {
            continue;
        }
        // A sentence of some length is a text, however large it is set.
        if level == 0 || (block.is_long() && block.ends_sentence) {
            content_since = [true; 7];
            continue;
        }
        keep[at] = content_since[level] || page.is_sure(at);
        content_since[level..].fill(false);
        if keep[at] {
            content_since[..level].fill(true);
        }
    }
}
