//! Describe what a reader chose on one page so that it is found on others.

use super::find::{MOST_NAMES, MOST_STEPS, beginning, find, has_name};
use super::{Act, Fix, MOST_FIXES, Step, Target};
use crate::Choice;
use crate::annotate::{BlockId, Blocks, Kind, Sums};
use crate::page::{Dom, NodeId, Tag};
use crate::select::Selection;

/// Attributes by which authors name parts, besides id and class.
const NAMING: [&str; 6] = ["role", "itemprop", "data-testid", "data-component", "data-module", "data-block"];
/// Elements that are named by their tags alone.
const TELLING_TAGS: [Tag; 4] = [Tag::Aside, Tag::Nav, Tag::Footer, Tag::Form];

/// What a page's blocks have come to.
struct State<'a, 'p> {
    dom: &'a Dom<'p>,
    blocks: &'a Blocks,
    /// Over blocks: those that are kept, and those with words that are not.
    kept: Sums,
    dropped: Sums,
}

impl State<'_, '_> {
    /// Whether something in an element is treated otherwise than an act would treat it all.
    fn is_other(&self, id: NodeId, act: Act) -> bool {
        let inside = self.blocks.inside(self.dom, id);
        match act {
            Act::Drop => self.kept.over(inside) > 0,
            Act::Keep => self.dropped.over(inside) > 0,
            Act::Root => true,
        }
    }
}

/// What the reader chose, by numbers or by pointing at the page, as fixes for the whole site.
pub fn learn(dom: &Dom<'_>, blocks: &Blocks, selection: &Selection, choice: &Choice) -> Vec<Fix> {
    let kept = Sums::of((0..blocks.list.len()).map(|at| u32::from(selection.keeps(at))));
    let is_dropped = |at: BlockId| blocks.list[at].kind == Kind::Text && !selection.keeps(at);
    let dropped = Sums::of((0..blocks.list.len()).map(|at| u32::from(is_dropped(at))));
    let state = State { dom, blocks, kept, dropped };
    let mut parts: Vec<(Act, NodeId)> = Vec::new();
    for fix in choice.picks.iter().filter(|fix| fix.act != Act::Root).take(MOST_FIXES) {
        parts.extend(find(dom, fix).into_iter().map(|node| (fix.act, node)));
    }
    for (act, numbers) in [(Act::Keep, &choice.keep), (Act::Drop, &choice.drop)] {
        parts.extend(whole_parts(&state, act, numbers).into_iter().map(|node| (act, node)));
    }
    let mut fixes: Vec<Fix> = Vec::new();
    for (act, node) in parts.into_iter().take(MOST_FIXES) {
        let fix = describe(dom, node, act, &|id| state.is_other(id, act));
        if let Some(fix) = fix.filter(|fix| !fixes.contains(fix)) {
            fixes.push(fix);
        }
    }
    fixes
}

/// The element in which the reader says that the story is, as a fix for the whole site.
pub fn learn_root(dom: &Dom<'_>, root: NodeId) -> Option<Fix> {
    describe(dom, root, Act::Root, &|id| id != root)
}

/// The largest elements that are chosen by half or more, and hold nothing that is treated otherwise.
fn whole_parts(state: &State<'_, '_>, act: Act, numbers: &[u32]) -> Vec<NodeId> {
    let mut is_chosen = vec![false; state.blocks.list.len()];
    for &number in numbers {
        if let Some(chosen) = is_chosen.get_mut(number as usize) {
            *chosen = true;
        }
    }
    // A picture has no words, and counts.
    let weight = |at: BlockId| state.blocks.list[at].words + 1;
    let chosen = Sums::of((0..is_chosen.len()).map(|at| if is_chosen[at] { weight(at) } else { 0 }));
    let all = Sums::of((0..is_chosen.len()).map(weight));
    let mut parts: Vec<NodeId> = Vec::new();
    for at in (0..is_chosen.len()).filter(|&at| is_chosen[at]) {
        let container = state.blocks.list[at].container;
        let is_whole = |&id: &NodeId| {
            let inside = state.blocks.inside(state.dom, id);
            id != 0 && !state.is_other(id, act) && chosen.over(inside.clone()) * 2 >= all.over(inside)
        };
        let part = std::iter::once(container).chain(state.dom.ancestors(container)).take_while(is_whole).last();
        parts.extend(part.filter(|part| parts.last() != Some(part)));
    }
    parts
}

/// Describes an element, without its own words where its names alone tell it from all `others`.
fn describe(dom: &Dom<'_>, node: NodeId, act: Act, others: &dyn Fn(NodeId) -> bool) -> Option<Fix> {
    let mut path: Vec<Step> = std::iter::once(node)
        .chain(dom.ancestors(node))
        .filter(|&id| id != 0 && !matches!(dom.tag(id), Tag::Html | Tag::Body))
        .take(MOST_STEPS)
        .map(|id| Step { tag: dom.name(id).to_owned(), names: names(dom, id) })
        .collect();
    let own = path.first_mut()?;
    let telling: Vec<String> = own.names.iter().filter(|name| is_telling(dom, node, name, others)).cloned().collect();
    let is_named = !telling.is_empty() || act == Act::Root || TELLING_TAGS.contains(&dom.tag(node));
    if !telling.is_empty() {
        own.names = telling;
    }
    let fix = Fix { act, target: Target { path, text: None } };
    let found = find(dom, &fix);
    let is_exact = match act {
        Act::Root => found.first() == Some(&node),
        Act::Drop | Act::Keep => is_named && !found.into_iter().any(others),
    };
    if is_exact {
        return Some(fix);
    }
    let text = Some(beginning(dom, node)).filter(|text| !text.is_empty())?;
    Some(Fix { act, target: Target { text: Some(text), ..fix.target } })
}

/// Whether no other element of the kind has a name.
fn is_telling(dom: &Dom<'_>, node: NodeId, name: &str, others: &dyn Fn(NodeId) -> bool) -> bool {
    !dom.ids().any(|id| dom.tag(id) == dom.tag(node) && has_name(dom, id, name) && others(id))
}

fn names(dom: &Dom<'_>, id: NodeId) -> Vec<String> {
    let value = |name: &str| dom.attribute(id, name).unwrap_or_default();
    let own = Some(value("id").trim()).filter(|own| is_stable(own)).map(|own| format!("#{own}"));
    let classes = value("class").split_ascii_whitespace().filter(|name| is_stable(name)).map(|name| format!(".{name}"));
    let named = |name: &&str| Some(value(name)).filter(|value| is_stable(value)).map(|value| format!("{name}={value}"));
    own.into_iter().chain(NAMING.iter().filter_map(named)).chain(classes).take(MOST_NAMES).collect()
}

/// Characters of the longest name that is taken.
const LONGEST_NAME: usize = 60;

/// Whether a name was given by a person, rather than counted up or made by a program.
fn is_stable(name: &str) -> bool {
    let is_long_number = |piece: &str| piece.len() >= 3 && piece.bytes().all(|byte| byte.is_ascii_digit());
    let is_mixed = |piece: &str| {
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        piece.len() >= 5 && digits > 0 && digits < piece.len()
    };
    (2..=LONGEST_NAME).contains(&name.len())
        && !name.contains(char::is_whitespace)
        && !name.split(['-', '_', ':']).any(|piece| is_long_number(piece) || is_mixed(piece))
}

#[cfg(test)]
mod tests {
    use super::is_stable;

    #[test]
    fn names_that_were_counted_up_or_made_by_a_program_are_not_stable() {
        for name in ["story-body", "col-md-8", "h2", "Teaser__headline", "promo"] {
            assert!(is_stable(name), "{name}");
        }
        for name in ["post-12345", "css-1q2w3e", "comment_4711", "x", "sc-a1b2c3d"] {
            assert!(!is_stable(name), "{name}");
        }
    }
}
