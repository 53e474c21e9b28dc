//! Set off what a page sets off from its running text: boxes with a note, a tip or a warning.

use super::builder::{Key, Step};
use super::{Cleaner, Shape};
use crate::annotate::{BlockId, Kind, is_callout};
use crate::article::Attributes;
use crate::page::{Dom, NodeId};

/// The role of such a box in our tree.
const ROLE: &str = "note";

/// Words of the longest title of a box.
const TITLE: u32 = 12;
/// Elements around a title's text among which one says that it is a title.
const NEAR: usize = 3;

/// The shape of an element that is such a box and stands in none.
pub(super) fn shape(cleaner: &Cleaner<'_, '_>, id: NodeId, attributes: &Attributes) -> Option<Shape> {
    let is_outermost =
        is_callout(cleaner.dom, id) && !cleaner.open.iter().any(|&(node, _)| is_callout(cleaner.dom, node));
    is_outermost.then(|| {
        let mut attributes = attributes.clone();
        attributes.0.push(("role".to_owned(), ROLE.to_owned()));
        Shape::Structure("aside", attributes)
    })
}

/// Sets a block that is the title of the box around it in bold type.
pub(super) fn title(cleaner: &Cleaner<'_, '_>, path: &mut Vec<Step>, at: BlockId) {
    let block = &cleaner.blocks.list[at];
    let Some(&(around, _)) = cleaner.open.iter().find(|&&(node, _)| is_callout(cleaner.dom, node)) else { return };
    let is_text = |at: BlockId| cleaner.selection.keeps(at) && cleaner.blocks.list[at].kind == Kind::Text;
    let is_first = || cleaner.blocks.inside(cleaner.dom, around).find(|&at| is_text(at)) == Some(at);
    let is_paragraph = path.last().is_some_and(|step| step.tag == "p");
    if block.words <= TITLE && is_paragraph && is_named_title(cleaner.dom, block.container, around) && is_first() {
        path.push(Step::new(Key::Inside(block.container), "strong"));
    }
}

/// Whether an element, or one between it and the box, is called a title or a heading.
fn is_named_title(dom: &Dom<'_>, id: NodeId, around: NodeId) -> bool {
    let names = |name: &str| name.ends_with("title") || name.contains("heading") || name.contains("Heading");
    let calls = |node| dom.attribute(node, "class").unwrap_or_default().split_ascii_whitespace().any(names);
    std::iter::once(id).chain(dom.ancestors(id)).take_while(|&node| node > around).take(NEAR).any(calls)
}
