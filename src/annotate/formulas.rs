//! Find what draws a formula that the page also has as MathML: one of the two is enough.

use std::collections::HashSet;

use crate::page::{Dom, NodeId, Tag};

/// Names of what draws a formula: those of KaTeX, MathJax 2 and 3, and MediaWiki.
const DRAWN: [&str; 8] = [
    "katex-html",
    "MathJax_Preview",
    "MJX-TEX",
    "mjx-chtml",
    "mwe-math-fallback-image-inline",
    "mwe-math-fallback-image-display",
    "mwe-math-fallback-png-inline",
    "mwe-math-fallback-png-display",
];

/// Elements around what draws a formula among which one holds its MathML.
const NEAR: usize = 3;
/// Nodes of the largest element that is looked through.
const MOST: usize = 2_000;

/// The elements that draw what stands beside them as MathML.
pub(super) fn drawn(dom: &Dom<'_>) -> HashSet<NodeId> {
    let is_drawn = |&id: &NodeId| dom.has_class(id, &DRAWN);
    let has_math = |id: NodeId| {
        let inside = dom.descendants(id);
        inside.len() <= MOST && inside.into_iter().any(|node| dom.tag(node) == Tag::Math)
    };
    let beside = |id: &NodeId| dom.ancestors(*id).take(NEAR).any(has_math);
    dom.ids().filter(is_drawn).filter(beside).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract, render};

    const MATH: &str = "<math><semantics><msup><mi>n</mi><mn>2</mn></msup>\
        <annotation encoding=application/x-tex>n^2</annotation></semantics></math>";

    /// The sentence around a formula that is written in one of the ways of the web.
    fn sentence(formula: &str) -> String {
        let more =
            "<p>Everybody shook hands with everybody else, and the mayor, who had counted, was late for his soup.</p>";
        let page = format!(
            "<title>Hands</title><article><h1>Hands</h1><p>Where {formula} people meet, each pair of them \
            shakes hands once, and it takes the better part of an evening.</p>{more}{more}</article>"
        );
        let text = render::text(&extract(&page, &Options::default()).unwrap());
        text.lines().find(|line| line.contains("people meet")).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_formula_that_is_there_twice_is_read_once() {
        for formula in [
            MATH.to_owned(),
            format!(
                "<span class=katex><span class=katex-mathml>{MATH}</span><span class=katex-html aria-hidden=true><span \
                class=mord>n</span><span class=msupsub>2</span></span></span>"
            ),
            format!(
                "<mjx-container><mjx-math class=MJX-TEX><mjx-mi>n</mjx-mi><mjx-mn>2</mjx-mn></mjx-math>\
                <mjx-assistive-mml>{MATH}</mjx-assistive-mml></mjx-container>"
            ),
            format!(
                "<span class=mwe-math-element><span style='display: none'>{MATH}</span><img src=/n.svg alt='n^2' \
                class=mwe-math-fallback-image-inline></span>"
            ),
        ] {
            assert!(sentence(&formula).starts_with("Where n^2 people meet, each pair"), "{}", sentence(&formula));
        }
    }

    #[test]
    fn what_is_drawn_stays_where_it_is_all_there_is() {
        assert!(sentence("<span class=katex-html>n</span>").starts_with("Where n people"));
    }
}
