//! Find what a story hides until its reader asks for more, the controls that ask, and what stands there meanwhile.

use std::collections::HashSet;

use super::Sums;
use super::context::hides_itself;
use super::keywords::{Group, groups};
use super::reopened::leads_somewhere;
use crate::page::{Dom, NodeId, Tag};
use crate::text::{fold, is_closing, is_terminal};

/// What a control says that shows the rest of a text, as [`fold`] makes it.
const MORE: [&str; 75] = [
    "readmore",
    "readon",
    "readtherest",
    "readfullstory",
    "readthefullstory",
    "readfullarticle",
    "readthefullarticle",
    "showmore",
    "showfullarticle",
    "seemore",
    "viewmore",
    "keepreading",
    "continuereading",
    "weiterlesen",
    "mehrlesen",
    "mehranzeigen",
    "mehrzeigen",
    "ganzenartikellesen",
    "lirelasuite",
    "lireplus",
    "voirplus",
    "afficherplus",
    "afficherlasuite",
    "leermás",
    "vermás",
    "mostrarmás",
    "seguirleyendo",
    "continuarleyendo",
    "leiamais",
    "lermais",
    "vermais",
    "mostrarmais",
    "continuarlendo",
    "continuaraler",
    "leggitutto",
    "leggidipiù",
    "mostradipiù",
    "mostraaltro",
    "continuaaleggere",
    "leesmeer",
    "leesverder",
    "verderlezen",
    "toonmeer",
    "læsmere",
    "vismere",
    "lesmer",
    "vismer",
    "läsmer",
    "visamer",
    "luelisää",
    "näytälisää",
    "czytajwięcej",
    "czytajdalej",
    "pokażwięcej",
    "čístdál",
    "čístvíce",
    "zobrazitvíce",
    "továbbolvasom",
    "devamınıoku",
    "dahafazlagöster",
    "читатьдалее",
    "читатьполностью",
    "показатьещё",
    "читатидалі",
    "показатибільше",
    "διαβάστεπερισσότερα",
    "קראעוד",
    "اقرأالمزيد",
    "ادامهمطلب",
    "อานตอ",
    "xemthêm",
    "bacaselengkapnya",
    "続きを読む",
    "阅读全文",
    "더보기",
];

/// Bytes of the longest text of a control, and elements that it may be wrapped in.
const LABEL: usize = 80;
const WRAPPERS: usize = 4;
/// Bytes of the shortest text that is hidden until it is asked for.
const SHORTEST: u32 = 30;
/// Hidden elements in a row, and how deep in the element before a control they may stand.
const MOST: usize = 200;
const DEEP: usize = 8;
/// Bytes of a beginning that is looked for in the whole.
const BEGINNING: usize = 2_000;

/// What stands in a story for somebody who opens the rest of it.
#[derive(Default)]
pub(super) struct Continued {
    /// The elements that hold the rest.
    pub(super) rest: HashSet<NodeId>,
    /// What is nothing to read: the controls, and the dots or the beginning that the rest is shown instead of.
    pub(super) instead: HashSet<NodeId>,
}

impl Continued {
    /// Finds them, besides those elements that are known to be folded.
    pub(super) fn of(dom: &Dom<'_>, folded: &HashSet<NodeId>) -> Self {
        let mut found = Continued::default();
        let asking: Vec<NodeId> = dom.ids().filter_map(|id| asking(dom, id)).collect();
        if asking.is_empty() && folded.is_empty() {
            return found;
        }
        let texts = Texts::of(dom);
        found.rest.extend(folded.iter().filter(|&&panel| texts.is_prose(dom, &[panel])));
        for control in asking {
            found.open(dom, &texts, control);
            found.instead.insert(control);
        }
        found
    }

    /// Takes the hidden elements beside a control as the rest of a text, if they read like one.
    fn open(&mut self, dom: &Dom<'_>, texts: &Texts, control: NodeId) {
        let sides = [hidden_before(dom, control), hidden_after(dom, control)];
        let Some(rest) = sides.into_iter().find(|rest| texts.is_prose(dom, rest)) else { return };
        let first = rest[0];
        let before = ends(dom, first).last().copied().filter(|&before| dom.text(before).is_none());
        self.instead.extend(before.filter(|&before| is_beginning(dom, before, first)));
        self.rest.extend(rest);
    }
}

/// The control that a text is the label of, if it asks for more of the story. A link to another page does not.
fn asking(dom: &Dom<'_>, text: NodeId) -> Option<NodeId> {
    let label = dom.text(text).filter(|text| text.len() <= LABEL).map(fold)?;
    if !MORE.contains(&label.as_str()) {
        return None;
    }
    // Beside it may stand what it says when all is shown.
    let holds_no_more = |&node: &NodeId| {
        dom.tag(node).heading_level().is_none()
            && dom.text_up_to(node, LABEL).map(|text| fold(&text)).is_some_and(|text| text.starts_with(&label))
    };
    let is_link = |node: NodeId| dom.attribute(node, "href").is_some_and(leads_somewhere);
    let is_control = |node: NodeId| {
        matches!(dom.tag(node), Tag::A | Tag::Label)
            || dom.is_button(node)
            || ["onclick", "tabindex", "aria-expanded"].iter().any(|name| dom.attribute(node, name).is_some())
    };
    let around: Vec<NodeId> = dom.ancestors(text).take(WRAPPERS).take_while(holds_no_more).collect();
    let is_asking = around.iter().any(|&node| is_control(node)) && !dom.ancestors(text).take(WRAPPERS).any(is_link);
    around.last().copied().filter(|_| is_asking)
}

/// What ends right before an element, from within outwards: up to its sibling, if there is one. Blank texts are passed.
fn ends(dom: &Dom<'_>, id: NodeId) -> Vec<NodeId> {
    let parent = dom.node(id).parent;
    let last = (parent + 1..id).rev().take(DEEP).find(|&node| !dom.is_blank(node));
    let around = last.into_iter().flat_map(|last| std::iter::once(last).chain(dom.ancestors(last)));
    // What is deeper than can be followed out again has no sibling here.
    let inside: Vec<NodeId> = around.take_while(|&node| node > parent).take(DEEP).collect();
    let reaches = inside.last().is_some_and(|&outermost| dom.node(outermost).parent == parent);
    if reaches { inside } else { Vec::new() }
}

/// What the page hides right before a control: its siblings, or the last elements in the one before it.
fn hidden_before(dom: &Dom<'_>, control: NodeId) -> Vec<NodeId> {
    let is_hidden = |&node: &NodeId| dom.text(node).is_none() && hides_itself(dom, node);
    let outermost = |id: NodeId| ends(dom, id).into_iter().rfind(is_hidden);
    let beside = |&id: &NodeId| ends(dom, id).last().copied().filter(is_hidden);
    let mut rest: Vec<NodeId> = std::iter::successors(outermost(control), beside).take(MOST).collect();
    rest.reverse();
    rest
}

/// What the page hides right behind a control.
fn hidden_after(dom: &Dom<'_>, control: NodeId) -> Vec<NodeId> {
    let end = dom.node(dom.node(control).parent).end;
    let next = |id: &NodeId| {
        let mut node = dom.node(*id).end;
        while node < end && dom.is_blank(node) {
            node += 1;
        }
        (node < end && dom.text(node).is_none() && hides_itself(dom, node)).then_some(node)
    };
    std::iter::successors(next(&control), next).take(MOST).collect()
}

/// Whether an element says no more than what a hidden one begins with: an ellipsis, or the text up to one.
fn is_beginning(dom: &Dom<'_>, shown: NodeId, whole: NodeId) -> bool {
    let Some(text) = dom.text_up_to(shown, BEGINNING) else { return false };
    let text = text.trim();
    let Some(beginning) = text.strip_suffix("...").or_else(|| text.strip_suffix('…')) else { return false };
    let mut rest = String::new();
    for node in dom.descendants(whole).take(BEGINNING).filter_map(|node| dom.text(node)) {
        rest.push_str(&fold(node));
        if rest.len() > BEGINNING {
            break;
        }
    }
    rest.starts_with(&fold(beginning))
}

/// The bytes of a page's texts, and of those in links, so that those of any element are one subtraction.
struct Texts {
    bytes: Sums,
    linked: Sums,
}

impl Texts {
    fn of(dom: &Dom<'_>) -> Self {
        let mut link_end = 0;
        let (mut bytes, mut linked) = (Vec::with_capacity(dom.len()), Vec::with_capacity(dom.len()));
        for id in dom.ids() {
            if dom.tag(id) == Tag::A {
                link_end = link_end.max(dom.node(id).end);
            }
            let is_read = !dom.tag(dom.node(id).parent).is_unread();
            let own = dom.text(id).filter(|_| is_read).map_or(0, |text| text.trim().len() as u32);
            bytes.push(own);
            linked.push(if id < link_end { own } else { 0 });
        }
        Texts { bytes: Sums::of(bytes), linked: Sums::of(linked) }
    }

    /// Whether elements in a row read like a text, and not like a menu or a form: the last one ends as a sentence does.
    fn is_prose(&self, dom: &Dom<'_>, row: &[NodeId]) -> bool {
        let (Some(&first), Some(&last)) = (row.first(), row.last()) else { return false };
        let all = first..dom.node(last).end;
        let ends_sentence = |text: &str| text.trim_end().trim_end_matches(is_closing).ends_with(is_terminal);
        let said = all.clone().rev().take(LAST).filter_map(|node| dom.text(node)).find(|text| !text.trim().is_empty());
        self.bytes.over(all.clone()) >= SHORTEST
            && self.linked.over(all.clone()) * LINKS < self.bytes.over(all)
            && said.is_some_and(ends_sentence)
            && !row.iter().any(|&node| is_furniture(dom, node))
    }
}

/// The share of links that is no text, as one in so many; and nodes among which the last text is looked for.
const LINKS: u32 = 3;
const LAST: usize = 40;

/// Whether an element says that it is no part of a text.
fn is_furniture(dom: &Dom<'_>, id: NodeId) -> bool {
    const OTHERS: [Group; 7] = [
        Group::Navigation,
        Group::Newsletter,
        Group::Share,
        Group::Consent,
        Group::Comments,
        Group::Advert,
        Group::Footer,
    ];
    let is_other = |value: &str| OTHERS.into_iter().any(|group| groups(value).has(group));
    matches!(dom.tag(id), Tag::Nav | Tag::Menu | Tag::Footer | Tag::Form | Tag::Dialog)
        || ["class", "id", "role"].iter().filter_map(|name| dom.attribute(id, name)).any(is_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_written_as_they_are_compared() {
        assert!(MORE.iter().all(|label| fold(label) == *label));
    }
}
