//! Find the boxes that stand where something from another site would, and ask for leave to load it.

use std::collections::HashSet;

use super::Blocks;
use crate::page::{Dom, NodeId};
use crate::text::fold;

/// Words of the largest such box, its nodes and bytes, and elements around its button in which it is looked for.
const LARGEST: u32 = 120;
const MOST: usize = 4_000;
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
    // A box with several buttons is read once.
    let mut seen = HashSet::new();
    for button in dom.ids().filter(|&id| dom.is_button(id)) {
        let small = |&id: &NodeId| blocks.words(&blocks.inside(dom, id)) <= LARGEST;
        let mut around = dom.ancestors(button).take(AROUND).take_while(small);
        if let Some(gate) = around.find(|&id| seen.insert(id) && is_gate(dom, id)) {
            held[blocks.inside(dom, gate)].fill(true);
        }
    }
    held
}

fn is_gate(dom: &Dom<'_>, id: NodeId) -> bool {
    let text = dom.text_up_to(id, MOST).map(|text| fold(&text));
    text.is_some_and(|text| SIGNS.iter().any(|sign| text.contains(sign)))
}
