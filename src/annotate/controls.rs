//! See whether a box asks its reader for something: an address, a choice, a click.

use super::boxes::SMALL;
use super::{Blocks, Sums};
use crate::page::{Dom, NodeId, Tag};

/// Counts the fields and buttons of a page, so that those of any element are one subtraction.
pub(super) struct Controls {
    fields: Sums,
    buttons: Sums,
    works: Sums,
}

/// Words of the largest box that asks for something.
const QUESTION: u32 = 160;

impl Controls {
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let sums = |test: &dyn Fn(NodeId) -> bool| Sums::of(dom.ids().map(|id| u32::from(test(id))));
        let is_hidden_field = |id| dom.attribute(id, "type").is_some_and(|kind| matches!(kind, "hidden" | "checkbox"));
        Controls {
            fields: sums(&|id| {
                matches!(dom.tag(id), Tag::Textarea | Tag::Select)
                    || (dom.tag(id) == Tag::Input && !is_hidden_field(id))
            }),
            buttons: sums(&|id| dom.is_button(id)),
            // What a page's buttons may serve without asking for anything: code to copy, pictures to enlarge.
            works: sums(&|id| {
                matches!(dom.tag(id), Tag::Pre | Tag::Img | Tag::Video | Tag::Audio | Tag::Table | Tag::Details)
            }),
        }
    }

    /// Whether a small box around an element asks its reader for something.
    pub(super) fn ask(&self, dom: &Dom<'_>, blocks: &Blocks, node: NodeId, story_words: u32) -> bool {
        let count = |sums: &Sums, id: NodeId| sums.over(id..dom.node(id).end);
        std::iter::once(node)
            .chain(dom.ancestors(node))
            .take_while(|&id| {
                let inside = blocks.inside(dom, id);
                blocks.words(&inside) <= QUESTION && (blocks.long_words(&inside) as f32) < SMALL * story_words as f32
            })
            .any(|id| count(&self.works, id) == 0 && (count(&self.fields, id) > 0 || count(&self.buttons, id) > 1))
    }
}
