//! Read what a page keeps for MathJax and KaTeX: formulas as written MathML, which are put where they stand, and scripts
//! that set them up.

use ego_tree::{NodeId, NodeRef};
use html5ever::ns;
use memchr::memmem::find;
use scraper::{Html, Node};

use super::parse::parse_document;
use crate::{Error, Limits};

/// Formulas of a page that are read. Each costs as much as a small page.
const MOST: usize = 4_000;
/// Bytes of the longest of them.
const LONGEST: usize = 32 * 1024;

/// Fills the elements that draw a formula and the scripts that hold one with the formula itself. What that costs is taken
/// off `steps`.
pub(super) fn fill(page: &mut Html, limits: &Limits, steps: &mut usize) -> Result<(), Error> {
    let written: Vec<(NodeId, String)> = page.tree.nodes().filter_map(written).take(MOST).collect();
    for (holder, source) in written {
        let document = parse_document(&source, limits, steps)?;
        let root = page.tree.extend_tree(document.tree).id();
        let math = page.tree.get(root).and_then(|root| root.descendants().find(is_math)).map(|math| math.id());
        if let (Some(math), Some(mut holder)) = (math, page.tree.get_mut(holder)) {
            while let Some(mut child) = holder.first_child() {
                child.detach();
            }
            holder.append_id(math);
        }
    }
    Ok(())
}

/// An element that holds a formula in writing alone, and what is written.
fn written(node: NodeRef<'_, Node>) -> Option<(NodeId, String)> {
    let element = node.value().as_element().filter(|element| element.name.ns == ns!(html))?;
    let source = if element.name() == "script" {
        element.attr("type").filter(|kind| kind.trim().eq_ignore_ascii_case("math/mml"))?;
        node.children().filter_map(|child| child.value().as_text()).map(|text| &**text).collect()
    } else {
        element.attr("data-mathml").filter(|_| !node.descendants().any(|inside| is_math(&inside)))?.to_owned()
    };
    (source.len() <= LONGEST).then(|| (node.id(), source))
}

/// Whether a script's text sets a program up that reads TeX in the text of a page, or calls it.
pub fn sets_tex_up(script: &str) -> bool {
    ["MathJax", "renderMathInElement"].iter().any(|name| find(script.as_bytes(), name.as_bytes()).is_some())
}

fn is_math(node: &NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == "math")
}
