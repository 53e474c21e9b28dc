//! Find teasers without asking for their names: a headline and a few words of another story, several times in a row.
//!
//! Works on the sequence of blocks, so that it is the same whether a site sets its teasers as cards, list items, table
//! cells or plain paragraphs.

use std::ops::Range;

use super::keywords::is_advert_label;
use super::kinship;
use super::{BlockId, Blocks, Contexts, Kind, Place};
use crate::page::{Address, Dom};
use crate::text::fold;

/// As many units make a pattern.
const REPEATS: usize = 3;
/// Words of the longest headline.
const HEADLINE: u32 = 30;
/// Words of the longest summary in a teaser.
const SUMMARY: u32 = 75;
/// Words of the shortest headline that says which story it heads.
const SHORTEST_HEADLINE: u32 = 3;
/// Words from which on a text says more than a label.
const SUMMARY_LEAST: u32 = 12;
/// Words of the longest summaries on average, where they end as sentences do and could be paragraphs.
const WHOLE_SUMMARY: u32 = 40;
/// Words of a date, a section's name or the like beside a headline.
const LABEL: u32 = 5;

/// Words and blocks of the largest box around a single teaser.
const BOX: u32 = 110;
const BOX_BLOCKS: usize = 8;
/// The share of a page's running text in teasers from which on they are what the page is for.
const LISTING: f32 = 0.6;

/// What a block could be in a teaser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A headline that is a link to a page of the same site.
    Linked,
    /// Few words that end without a full stop.
    Short,
    /// A summary cut off in mid-sentence.
    Cut,
    /// A linked headline and a summary cut off, in one.
    Whole,
    /// A text short enough for a summary.
    Summary,
    /// A picture.
    Picture,
    Other,
}

/// One headline with what belongs to it.
struct Unit {
    blocks: Range<BlockId>,
    summary: Option<BlockId>,
}

/// For each block, whether it is part of a run of teasers.
pub(super) fn find(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, address: &Address) -> Vec<bool> {
    let roles: Vec<Role> = (0..blocks.list.len()).map(|at| role(dom, blocks, contexts, address, at)).collect();
    let mut found = vec![false; roles.len()];
    // Linked headlines first: they are sure. Then those of which some or none are links.
    for headlines in [&[Role::Linked][..], &[Role::Linked, Role::Short]] {
        mark(dom, blocks, &roles, &mut found, |roles, at| summarised(roles, blocks, at, headlines));
    }
    for role in [Role::Linked, Role::Whole, Role::Cut] {
        mark(dom, blocks, &roles, &mut found, |roles, at| bare(roles, at, role));
    }
    mark_boxes(dom, blocks, contexts, &roles, &mut found);
    let words = |only: bool| -> u32 {
        let blocks = blocks.list.iter().zip(&found).filter(|(block, found)| block.is_long() && (!only || **found));
        blocks.map(|(block, _)| block.words).sum()
    };
    if words(true) as f32 > LISTING * words(false) as f32 {
        // A page of nothing but such pieces is a list that somebody wants to read.
        found.fill(false);
    }
    found
}

/// Marks boxes that hold the headline of another page and little else, wherever they stand.
fn mark_boxes(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, roles: &[Role], found: &mut [bool]) {
    let total = blocks.long_words(&(0..blocks.list.len()));
    for (at, block) in blocks.list.iter().enumerate() {
        if roles[at] != Role::Linked || block.words < 2 {
            continue;
        }
        if block.words >= SHORTEST_HEADLINE
            && roles.get(at + 1) == Some(&Role::Cut)
            && !blocks.list[at + 1].ends_ellipsis
        {
            // No story's own paragraph breaks off right below a link to another page.
            found[at..at + 2].fill(true);
        }
        let inside = blocks.beside(dom, at);
        let small = (2..=BOX_BLOCKS).contains(&inside.len())
            && blocks.words(&inside) <= BOX
            && (blocks.long_words(&inside) as f32) < LISTING / 2.0 * total as f32;
        // A link below a text is that text's own, except beside the story.
        let leads = || {
            blocks.list[inside.start..at].iter().all(|block| block.words < SUMMARY_LEAST)
                || contexts.around(block.nodes.start).is_in(Place::Aside)
        };
        // A picture with its caption may have a link to itself on a page of its own.
        let is_captioned = || {
            let is_caption = |at: BlockId| {
                let block = &blocks.list[at];
                block.words > 0 && block.links == 0 && contexts.around(block.nodes.start).is_in(Place::Caption)
            };
            contexts.around(block.nodes.start).is_in(Place::Figure) && inside.clone().any(is_caption)
        };
        if small && leads() && !is_captioned() {
            found[inside].fill(true);
        }
    }
}

fn role(dom: &Dom<'_>, blocks: &Blocks, contexts: &Contexts, address: &Address, at: BlockId) -> Role {
    let block = &blocks.list[at];
    if block.kind == Kind::Media {
        return Role::Picture;
    }
    if block.words <= LABEL && is_advert_label(&fold(&block.text(dom))) {
        return Role::Other;
    }
    if block.link_density() >= 0.8 && block.words <= HEADLINE && block.links == 1 {
        let link = block.nodes.clone().find_map(|node| contexts.around(node).link);
        let href = link.and_then(|link| dom.attribute(link, "href")).unwrap_or_default();
        return if address.is_same_site(href) { Role::Linked } else { Role::Other };
    }
    let is_cut = (!block.ends_sentence || block.ends_ellipsis) && !block.ends_colon;
    if block.starts_with_link && block.links == 1 && is_cut && (SUMMARY_LEAST..=SUMMARY).contains(&block.words) {
        return Role::Whole;
    }
    if contexts.around(block.nodes.start).is_in(Place::Caption) {
        return Role::Picture;
    }
    match block.words {
        0..=22 if !block.ends_sentence && !block.ends_colon && block.link_density() < 0.5 => Role::Short,
        _ if block.words > SUMMARY || block.link_density() >= 0.5 => Role::Other,
        12.. if is_cut => Role::Cut,
        6.. => Role::Summary,
        _ => Role::Other,
    }
}

/// Marks every run of at least [`REPEATS`] units that starts where `unit` finds one.
fn mark(
    dom: &Dom<'_>,
    blocks: &Blocks,
    roles: &[Role],
    found: &mut [bool],
    unit: impl Fn(&[Role], BlockId) -> Option<Unit>,
) {
    let mut at = 0;
    // Comparing words costs as much as the page is long, so it is done a few times at most.
    let mut comparisons = COMPARISONS;
    while at < roles.len() {
        let mut units: Vec<Unit> = Vec::new();
        let mut next = at;
        while let Some(one) = unit(roles, next) {
            next = one.blocks.end;
            units.push(one);
        }
        if units.len() >= REPEATS
            && (are_teasers(&units, roles, blocks) || are_foreign(dom, blocks, at..next, &mut comparisons))
        {
            found[at..next].fill(true);
        }
        at = next.max(at + 1);
    }
}

/// Runs that are compared with the rest of a page.
const COMPARISONS: usize = 4;
/// The share of common words below which a run speaks of something else. The paragraphs of a story share a third of
/// their words and more with the rest of it.
const FOREIGN: f32 = 0.22;
/// The share of a page's running text up to which a run can be beside the point.
const ASIDE: f32 = 0.4;

/// Whether a regular run of short lines and texts has next to nothing to do with the rest of the page.
fn are_foreign(dom: &Dom<'_>, blocks: &Blocks, run: Range<BlockId>, comparisons: &mut usize) -> bool {
    let total = blocks.long_words(&(0..blocks.list.len()));
    if *comparisons == 0 || blocks.long_words(&run) as f32 > ASIDE * total as f32 {
        return false;
    }
    *comparisons -= 1;
    kinship::share(dom, blocks, &run).is_some_and(|share| share < FOREIGN)
}

/// A headline, labels around it, and a summary.
fn summarised(roles: &[Role], blocks: &Blocks, start: BlockId, headlines: &[Role]) -> Option<Unit> {
    let is_headline = |at: BlockId| roles.get(at).is_some_and(|role| headlines.contains(role));
    let mut at = start;
    let is_label = |at: BlockId| {
        matches!(roles.get(at), Some(Role::Linked | Role::Short)) && blocks.list[at].words <= LABEL
            || roles.get(at) == Some(&Role::Picture)
    };
    while is_label(at) && at < start + 3 && !is_headline(at) {
        at += 1;
    }
    if !is_headline(at) {
        return None;
    }
    at += 1;
    while is_label(at) && at < start + 6 {
        at += 1;
    }
    let summary = matches!(roles.get(at), Some(Role::Cut | Role::Summary)).then_some(at)?;
    at += 1;
    // "Read more" behind the summary.
    while is_label(at) && at < summary + 3 && is_followed_by_headline(roles, at, headlines) {
        at += 1;
    }
    Some(Unit { blocks: start..at, summary: Some(summary) })
}

/// A label only belongs to the unit before it when the next unit has its own headline.
fn is_followed_by_headline(roles: &[Role], at: BlockId, headlines: &[Role]) -> bool {
    roles.get(at) == Some(&Role::Picture) || roles.get(at + 1).is_none_or(|next| headlines.contains(next))
}

/// A block that is a teaser by itself, with a picture.
fn bare(roles: &[Role], start: BlockId, role: Role) -> Option<Unit> {
    let mut at = start;
    while roles.get(at) == Some(&Role::Picture) && at < start + 3 {
        at += 1;
    }
    let summary = (role == Role::Cut).then_some(at);
    (roles.get(at) == Some(&role)).then_some(Unit { blocks: start..at + 1, summary })
}

/// Whether a regular run of headlines and texts is teasers, rather than a story's own headings and paragraphs.
fn are_teasers(units: &[Unit], roles: &[Role], blocks: &Blocks) -> bool {
    let summaries: Vec<BlockId> = units.iter().filter_map(|unit| unit.summary).collect();
    if summaries.is_empty() {
        return true;
    }
    if units.iter().all(|unit| unit.blocks.clone().all(|at| matches!(roles[at], Role::Cut | Role::Picture))) {
        // Texts without a headline, such as the items of a list: only their words can tell.
        return false;
    }
    let cut = summaries.iter().filter(|&&at| roles[at] == Role::Cut).count();
    let words: u32 = summaries.iter().map(|&at| blocks.list[at].words).sum();
    let linked = units.iter().all(|unit| unit.blocks.clone().any(|at| roles[at] == Role::Linked));
    // Nobody's own paragraphs break off in mid-sentence time after time.
    cut * 3 >= summaries.len() * 2 || (linked && words <= WHOLE_SUMMARY * summaries.len() as u32)
}
