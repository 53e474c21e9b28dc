//! Keep the posts of other sites that are quoted in a story: they are short, and mostly links.

use super::Page;
use super::flow::{is_beside_paragraph, is_between_paragraphs, keep_all};
use crate::page::{NodeId, POSTS, Tag};

/// Elements around a post that hold nothing else.
const WRAPPERS: usize = 4;

/// Keeps a post that stands between two paragraphs of the story, and at its start or end one that is surely a post.
pub(super) fn keep_posts_of_others(page: &Page<'_, '_>, keep: &mut [bool]) {
    let is_sure = |id: NodeId| page.dom.has_class(id, &POSTS) || is_signed(page, id);
    for id in page.dom.ids().filter(|&id| is_sure(id) || is_card(page, id)) {
        let inside = page.blocks.inside(page.dom, id);
        let holds_no_more = |node: &NodeId| page.blocks.inside(page.dom, *node) == inside;
        let mut around = std::iter::once(id).chain(page.dom.ancestors(id).take(WRAPPERS)).take_while(holds_no_more);
        let belongs = if is_sure(id) { is_beside_paragraph } else { is_between_paragraphs };
        if around.any(|node| belongs(page, keep, node)) {
            keep_all(page, &inside, keep);
        }
    }
}

/// Whether a quote's last line says, behind a dash, who wrote it, and leads there: a post that has lost its name.
fn is_signed(page: &Page<'_, '_>, id: NodeId) -> bool {
    if page.dom.tag(id) != Tag::Blockquote {
        return false;
    }
    let Some(last) = page.blocks.inside(page.dom, id).last().map(|at| &page.blocks.list[at]) else { return false };
    let text = |node: NodeId| page.dom.text(node).map(str::trim_start).filter(|text| !text.is_empty());
    last.links > 0 && last.nodes.clone().find_map(text).is_some_and(|text| text.starts_with('—'))
}

/// Lines of a post that is nothing but a link to itself, and nodes of the largest.
const LINES: std::ops::RangeInclusive<usize> = 2..=4;
const MOST: usize = 40;

/// Whether a quote is some lines that all lead to one address, as a post is that hides what it says until a script has
/// run. A single line may be a teaser.
fn is_card(page: &Page<'_, '_>, id: NodeId) -> bool {
    if page.dom.tag(id) != Tag::Blockquote || page.dom.descendants(id).len() > MOST {
        return false;
    }
    let inside = page.blocks.inside(page.dom, id);
    let links = page.dom.descendants(id).filter(|&node| page.dom.tag(node) == Tag::A);
    let mut addresses = links.filter_map(|link| page.dom.attribute(link, "href"));
    let first = addresses.next().unwrap_or_default();
    LINES.contains(&inside.len())
        && first.starts_with("http")
        && addresses.all(|address| address == first)
        && page.blocks.link_density(&inside) == 1.0
}
