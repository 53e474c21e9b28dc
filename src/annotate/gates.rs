//! Find the boxes that stand where something from another site would, and ask for leave to load it.

use super::Blocks;
use crate::page::{Dom, NodeId, Tag};
use crate::text::fold;

/// Words of the largest such box, and elements around its button in which it is looked for.
const LARGEST: u32 = 120;
const AROUND: usize = 6;

/// What such boxes say of what they hold back, as [`fold`] makes it.
const SIGNS: [&str; 25] = [
    "externalcontent",
    "contentprovidedby",
    "thirdpartycontent",
    "askforyourpermissionbefore",
    "externeninhalt",
    "externerinhalt",
    "externeinhalte",
    "externeninhalte",
    "inhaltvondrittanbietern",
    "inhaltevondrittanbietern",
    "contenuexterne",
    "contenustiers",
    "contenidoexterno",
    "contenidodeterceros",
    "contenutoesterno",
    "contenutiesterni",
    "conteúdoexterno",
    "externeinhoud",
    "externecontent",
    "eksterntindhold",
    "eksterntinnhold",
    "externtinnehåll",
    "ulkoistasisältöä",
    "zewnętrznetreści",
    "внешнийконтент",
];

/// For each block, whether it stands in such a box.
pub(super) fn find(dom: &Dom<'_>, blocks: &Blocks) -> Vec<bool> {
    let mut held = vec![false; blocks.list.len()];
    let mut seen = 0;
    for button in dom.ids().filter(|&id| is_button(dom, id)) {
        // A box with several buttons is read once.
        if button < seen {
            continue;
        }
        let small = |&id: &NodeId| blocks.words(&blocks.inside(dom, id)) <= LARGEST;
        let mut around = dom.ancestors(button).take(AROUND).take_while(small);
        if let Some(gate) = around.find(|&id| is_gate(dom, id)) {
            held[blocks.inside(dom, gate)].fill(true);
            seen = dom.node(gate).end;
        }
    }
    held
}

fn is_button(dom: &Dom<'_>, id: NodeId) -> bool {
    dom.tag(id) == Tag::Button || dom.attribute(id, "role") == Some("button")
}

fn is_gate(dom: &Dom<'_>, id: NodeId) -> bool {
    let text = fold(&dom.inner_text(id));
    SIGNS.iter().any(|sign| text.contains(sign))
}
