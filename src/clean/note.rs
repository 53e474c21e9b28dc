//! Set notes that stand in the middle of a sentence, as side notes do, behind their paragraph, with a mark for each.

use super::builder::{Key, Step};
use super::shape::{self, Shape};
use super::{Cleaner, builder};
use crate::annotate::{BlockId, MARGIN};
use crate::article::Attributes;
use crate::page::{Dom, NodeId, Tag};

/// The name under which LaTeXML sets notes in a line. Others call them notes beside the text.
const NAMES: [&str; 1] = ["ltx_role_footnote"];

/// A note whose mark is written, and which is not.
pub(super) struct Pending {
    element: NodeId,
    block: BlockId,
    number: usize,
    /// What stands open around its paragraph.
    around: Vec<Step>,
}

/// Whether an element is a note in a line.
pub(super) fn is_inline(dom: &Dom<'_>, id: NodeId) -> bool {
    matches!(dom.tag(id), Tag::Span | Tag::Small) && (dom.has_class(id, &NAMES) || dom.has_class(id, &MARGIN))
}

impl Cleaner<'_, '_> {
    /// Writes the mark of a note in a line.
    pub(super) fn mark(&mut self, element: NodeId, block: BlockId) {
        self.notes_in_lines += 1;
        let number = self.notes_in_lines;
        let mut path = self.path(block);
        let attributes = [("href", format!("#{}", name(number))), ("role", "doc-noteref".into())];
        path.push(Step::with(Key::Node(element), "a", attributes_of(attributes)));
        self.builder.text(block, path, &number.to_string());
        let mut around = self.structure();
        while around.last().is_some_and(|step| step.tag == "p" || shape::is_one_line(step.tag)) {
            around.pop();
        }
        self.pending.push(Pending { element, block, number, around });
    }

    /// Writes the notes whose paragraph has ended.
    pub(super) fn write_notes(&mut self) {
        for note in std::mem::take(&mut self.pending) {
            self.builder.part();
            let Pending { element, block, number, around: mut path } = note;
            let attributes = [("id", name(number)), ("role", "doc-footnote".into())];
            path.push(Step::with(Key::Inside(element), "aside", attributes_of(attributes)));
            path.push(Step::new(Key::Node(element), "p"));
            self.write_note(element, block, &path);
        }
        self.builder.part();
    }

    fn write_note(&mut self, element: NodeId, block: BlockId, path: &[Step]) {
        let mut begun = false;
        for node in self.dom.descendants(element) {
            let Some(text) = self.dom.text(node) else { continue };
            // Its own number stands before it, or several times.
            begun |= text.chars().any(char::is_alphabetic);
            if begun {
                let mut path = path.to_vec();
                path.extend(self.inlines_below(element, node));
                self.builder.text(block, path, text);
            }
        }
    }

    /// The inline elements around a text, up to an element.
    fn inlines_below(&self, element: NodeId, text: NodeId) -> Vec<Step> {
        let around = self.dom.ancestors(text).take_while(|&node| node != element).take(builder::DEEPEST);
        let steps = around.filter_map(|node| match shape::of(self, node) {
            Shape::Inline(tag, attributes) => Some(Step::with(Key::Node(node), tag, attributes)),
            _ => None,
        });
        let mut steps: Vec<Step> = steps.collect();
        steps.reverse();
        steps
    }
}

/// An id that no place of the page gets.
fn name(number: usize) -> String {
    format!("cs-note-{number}")
}

fn attributes_of<const N: usize>(attributes: [(&str, String); N]) -> Attributes {
    Attributes(attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
