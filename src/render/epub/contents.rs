//! Write the navigation document: the story's title, and its headings below it.

use super::xml::{escaped, page, title};
use crate::article::{Article, ContentNode, Heading};

/// The table of contents, a list within a list for each lower level.
pub(super) fn contents(article: &Article) -> String {
    let mut list = format!("<ol>\n<li><a href=\"story.xhtml\">{}</a>", title(article));
    // The levels of the items that are open; each stands in a list of its own.
    let mut open = vec![1];
    for (heading, id) in article.outline.iter().filter_map(|heading| Some((heading, id(article, heading)?))) {
        // An item has one list below it: after h2 and h4, an h3 stands beside the h4.
        while let [.., around, _] = open[..]
            && around >= heading.level
        {
            open.pop();
            list.push_str("</li>\n</ol>");
        }
        let beside = open.pop_if(|level| *level >= heading.level);
        list.push_str(if beside.is_some() { "</li>" } else { "\n<ol>" });
        open.push(heading.level);
        list.push_str(&format!("\n<li><a href=\"story.xhtml#{}\">{}</a>", escaped(id), escaped(&heading.text)));
    }
    list.push_str(&"</li>\n</ol>".repeat(open.len()));
    page(article, &format!("<nav epub:type=\"toc\">\n{list}\n</nav>\n"))
}

/// The id of a heading; nothing for one without words, which no list can name.
fn id<'a>(article: &'a Article, heading: &Heading) -> Option<&'a str> {
    match article.content.get(heading.node)? {
        ContentNode::Element { attributes, .. } if !heading.text.trim().is_empty() => attributes.get("id"),
        _ => None,
    }
}
