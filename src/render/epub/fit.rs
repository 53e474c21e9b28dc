//! Rename elements that stand where XHTML does not let them: browsers, and so pages, put most things anywhere.

use crate::article::ContentNode;
use crate::render::is_block;

/// Makes a tree one that XHTML allows, by giving elements that are out of place a name that may stand anywhere.
pub(super) fn fit(content: &mut [ContentNode]) {
    let children = children(content);
    let mut is_in_line = vec![false; content.len()];
    // Parents come first, so what is said of a child is said by what its parent has become.
    for (at, children) in children.iter().enumerate() {
        let Some(tag) = tag(content, at).map(str::to_owned) else { continue };
        let tags: Vec<&str> = children.iter().map(|&child| tag_or_text(content, child)).collect();
        let misplaced = misplaced(&tag, &tags);
        match tag.as_str() {
            "dl" if !misplaced.is_empty() => rename(content, at, "div"),
            "details" if tags.first() != Some(&"summary") => rename(content, at, "div"),
            "time" if get(content, at, "datetime").is_none() => rename(content, at, "span"),
            _ => {}
        }
        if tag == "ul" {
            children.iter().for_each(|&child| remove(content, child, "value"));
        }
        for &child in misplaced.iter().filter_map(|&place| children.get(place)) {
            rename(content, child, "div");
        }
        for &child in children {
            is_in_line[child] = is_in_line[at] || holds_line(&tag);
            let name = tag_or_text(content, child);
            if is_in_line[child] && !(tag == "summary" && name.starts_with('h')) && stands_alone(name) {
                let name = if name == "hr" { "br" } else { "span" };
                rename(content, child, name);
            }
        }
    }
}

/// The places of those children that their parent does not hold where they are.
fn misplaced(tag: &str, children: &[&str]) -> Vec<usize> {
    let last = children.len().saturating_sub(1);
    let places = |is_wrong: &dyn Fn(usize, &str) -> bool| {
        children.iter().enumerate().filter(|&(at, name)| is_wrong(at, name)).map(|(at, _)| at).collect()
    };
    match tag {
        "dl" if !is_paired(children) => places(&|_, name| matches!(name, "dt" | "dd")),
        "dl" => Vec::new(),
        "details" => places(&|at, name| name == "summary" && at > 0),
        "figure" => {
            let is_one = children.iter().filter(|name| **name == "figcaption").count() == 1;
            places(&|at, name| name == "figcaption" && !(is_one && (at == 0 || at == last)))
        }
        _ => places(&|_, name| matches!(name, "summary" | "figcaption")),
    }
}

/// Whether a list of terms has terms first, and what they mean after each.
fn is_paired(children: &[&str]) -> bool {
    children.first() == Some(&"dt") && children.last() == Some(&"dd") && children.iter().all(|name| *name != "#text")
}

/// Elements whose content is a line of text, whatever is in it.
fn holds_line(tag: &str) -> bool {
    matches!(tag, "p" | "pre" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary")
}

/// Elements that no line of text holds.
fn stands_alone(tag: &str) -> bool {
    is_block(tag) || matches!(tag, "div" | "li" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

/// Gives an element another name, and leaves it what any element may have.
fn rename(content: &mut [ContentNode], at: usize, name: &str) {
    if let Some(ContentNode::Element { tag, attributes, .. }) = content.get_mut(at) {
        *tag = name.to_owned();
        attributes.0.retain(|(name, _)| matches!(name.as_str(), "id" | "lang" | "dir" | "title" | "role"));
    }
}

fn remove(content: &mut [ContentNode], at: usize, name: &str) {
    if let Some(ContentNode::Element { attributes, .. }) = content.get_mut(at) {
        attributes.0.retain(|(other, _)| other != name);
    }
}

fn tag(content: &[ContentNode], at: usize) -> Option<&str> {
    match content.get(at)? {
        ContentNode::Element { tag, .. } => Some(tag),
        ContentNode::Text { .. } => None,
    }
}

fn tag_or_text(content: &[ContentNode], at: usize) -> &str {
    tag(content, at).unwrap_or("#text")
}

fn get<'a>(content: &'a [ContentNode], at: usize, name: &str) -> Option<&'a str> {
    match content.get(at)? {
        ContentNode::Element { attributes, .. } => attributes.get(name),
        ContentNode::Text { .. } => None,
    }
}

/// For each node, where its children are.
fn children(content: &[ContentNode]) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); content.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, node) in content.iter().enumerate() {
        open.truncate(usize::from(node.depth()));
        if let Some(&parent) = open.last() {
            children[parent].push(at);
        }
        open.push(at);
    }
    children
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Attributes;
    use crate::render::html_fragment;

    /// A tree given as names, each behind two spaces for each element around it.
    fn fitted(tree: &str) -> String {
        let node = |line: &str| {
            let name = line.trim_start();
            let depth = u8::try_from((line.len() - name.len()) / 2).unwrap();
            match name.strip_prefix('"') {
                Some(text) => ContentNode::Text { depth, text: text.to_owned() },
                None => ContentNode::Element { depth, tag: name.to_owned(), attributes: Attributes::default() },
            }
        };
        let mut content: Vec<ContentNode> = tree.lines().map(node).collect();
        fit(&mut content);
        html_fragment(&content).replace('\n', "")
    }

    #[test]
    fn what_is_in_its_place_keeps_its_name() {
        assert_eq!(fitted("dl\n  dt\n  dd\n  dd"), "<dl><dt></dt><dd></dd><dd></dd></dl>");
        assert_eq!(fitted("details\n  summary\n    h2\n  p"), "<details><summary><h2></h2></summary><p></p></details>");
        assert_eq!(fitted("figure\n  img\n  figcaption"), "<figure><img><figcaption></figcaption></figure>");
    }

    #[test]
    fn what_is_out_of_place_gets_another() {
        assert_eq!(fitted("dl\n  dd"), "<div><div></div></div>");
        assert_eq!(fitted("dl\n  dt\n  dd\n  dt"), "<div><div></div><div></div><div></div></div>");
        assert_eq!(fitted("details\n  p"), "<div><p></p></div>");
        assert_eq!(fitted("h2\n  figure\n    figcaption\n      \"a"), "<h2><span><span>a</span></span></h2>");
        assert_eq!(fitted("p\n  ins\n    ul\n      li"), "<p><ins><span><span></span></span></ins></p>");
        assert_eq!(fitted("figure\n  img\n  figcaption\n  img"), "<figure><img><div></div><img></figure>");
        assert_eq!(fitted("p\n  time\n    \"noon"), "<p><span>noon</span></p>");
    }
}
