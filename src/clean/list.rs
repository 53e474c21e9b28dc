//! Say where lists that count down begin.

use crate::article::ContentNode;

/// Writes the first number of each list that counts down and leaves it to be counted.
pub(super) fn number_reversed(content: &mut [ContentNode]) {
    // (the list, its depth, its items so far); only those that count down.
    let mut open: Vec<(usize, u8, usize)> = Vec::new();
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for (at, node) in content.iter().enumerate() {
        while let Some(list) = open.pop_if(|(_, depth, _)| node.depth() <= *depth) {
            counts.push((list.0, list.2));
        }
        let ContentNode::Element { depth, tag, attributes } = node else { continue };
        if let Some((_, list, items)) = open.last_mut()
            && tag == "li"
            && *depth == *list + 1
        {
            *items += 1;
        }
        if tag == "ol" && attributes.get("reversed").is_some() && attributes.get("start").is_none() {
            open.push((at, *depth, 0));
        }
    }
    counts.extend(open.into_iter().map(|(at, _, items)| (at, items)));
    for (at, items) in counts {
        if let ContentNode::Element { attributes, .. } = &mut content[at] {
            attributes.0.push(("start".to_owned(), items.to_string()));
        }
    }
}
