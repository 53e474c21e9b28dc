//! Put the documents that a page writes into its frames (`srcdoc`) where the frames stand.

use ego_tree::NodeId;
use html5ever::ns;
use scraper::{Html, Node};

use super::parse::parse_document;
use crate::{Error, Limits};

/// Frames of a page whose documents are read.
const MOST: usize = 16;
/// Characters of text from which on a frame may hold a story: those with less are buttons, counters and adverts.
const LEAST: usize = 500;

/// Fills a page's frames, not those within them. What that costs is taken off `steps`.
pub(super) fn fill(page: &mut Html, limits: &Limits, steps: &mut usize) -> Result<(), Error> {
    for (frame, source) in sources(page) {
        let document = parse_document(&source, limits, steps)?;
        if text_length(&document) < LEAST {
            continue;
        }
        let Some(mut frame) = page.tree.get_mut(frame) else { continue };
        // The text that stands there for browsers without frames.
        while let Some(mut child) = frame.first_child() {
            child.detach();
        }
        frame.append_subtree(document.tree);
    }
    Ok(())
}

/// The frames that have a document written into them, and what is written.
fn sources(page: &Html) -> Vec<(NodeId, String)> {
    let source = |node: ego_tree::NodeRef<'_, Node>| {
        let element = node.value().as_element().filter(|element| element.name.ns == ns!(html))?;
        let source = element.attr("srcdoc").filter(|_| element.name() == "iframe")?;
        (source.len() >= LEAST).then(|| (node.id(), source.to_owned()))
    };
    page.tree.nodes().filter_map(source).take(MOST).collect()
}

fn text_length(document: &Html) -> usize {
    document.tree.values().filter_map(Node::as_text).map(|text| text.trim().chars().count()).sum()
}
