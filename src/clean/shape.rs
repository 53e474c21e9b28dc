//! Say what each element of the page becomes in the content tree.

use super::builder::{Key, Step};
use super::{Cleaner, callout, code, link};
use crate::annotate::{Kind, is_standfirst};
use crate::article::Attributes;
use crate::page::{NodeId, Tag, declarations};
use crate::policy;

/// What an element becomes.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Nothing: what is inside takes its place.
    None,
    /// An element of structure.
    Structure(&'static str, Attributes),
    /// A cell of a data table.
    Cell(&'static str, Attributes),
    /// An element within a line.
    Inline(&'static str, Attributes),
    /// Nothing, but what is inside has its language and direction.
    Language(Attributes),
}

impl Shape {
    /// The step of structure, for those that are.
    pub(super) fn structure(&self, node: NodeId) -> Option<Step> {
        match self {
            Shape::Structure(tag, attributes) | Shape::Cell(tag, attributes) => {
                Some(Step::with(Key::Node(node), tag, attributes.clone()))
            }
            _ => None,
        }
    }

    /// Gives its language and direction to what stands in it and says none of its own.
    pub(super) fn lend_language(&self, to: &mut Attributes) {
        let Shape::Language(own) = self else { return };
        let missing = own.0.iter().filter(|(name, _)| to.get(name).is_none()).cloned();
        let missing: Vec<_> = missing.collect();
        to.0.extend(missing);
    }

    /// Whether text may stand in it without a paragraph.
    pub(super) fn holds_text(&self) -> bool {
        matches!(self, Shape::Structure(tag, _) | Shape::Cell(tag, _) if name_holds_text(tag))
    }
}

/// What an element becomes.
pub(super) fn of(cleaner: &Cleaner<'_, '_>, id: NodeId) -> Shape {
    let dom = cleaner.dom;
    let tag = dom.tag(id);
    if cleaner.posts.is_around(id) {
        return Shape::None;
    }
    let mut attributes = cleaner.anchors.of_element(dom, id);
    language(cleaner, id, &mut attributes);
    if let Some(note) = cleaner.notes.held_by(id) {
        if attributes.get("id").is_none() {
            attributes.0.extend(cleaner.anchors.of_element(dom, note.place).0);
        }
        return note_shape(tag, attributes);
    }
    if let Some(shape) = callout::shape(cleaner, id, &attributes) {
        return shape;
    }
    match tag {
        // The headline is in the metadata; a further one is a heading of the story.
        Tag::H1 => Shape::Structure("h2", attributes),
        // What heads the whole story is no heading of a part of it.
        Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 if cleaner.begins_with(id) && is_standfirst(dom, id) => {
            language_of_a_part(cleaner, id, attributes)
        }
        Tag::Dl | Tag::Dt | Tag::Dd if is_of_picture(cleaner, id) => Shape::None,
        Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Blockquote | Tag::Ul | Tag::Dl | Tag::Dt | Tag::Dd => {
            Shape::Structure(tag.name(), attributes)
        }
        Tag::Summary => Shape::Structure("summary", attributes),
        Tag::Details => Shape::Structure("details", attributes),
        Tag::Ol => {
            copy(cleaner, id, &["start", "reversed", "type"], &mut attributes);
            Shape::Structure("ol", attributes)
        }
        Tag::Li => {
            copy(cleaner, id, &["value"], &mut attributes);
            Shape::Structure("li", attributes)
        }
        Tag::Figure if cleaner.figures.is_figure(id) => Shape::Structure("figure", attributes),
        // Whether it stands in a figure that stays is seen when it is put into its place.
        Tag::Figcaption if cleaner.figures.keeps_any() => Shape::Structure("figcaption", attributes),
        Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr | Tag::Caption if cleaner.in_data_table(id) => {
            Shape::Structure(tag.name(), attributes)
        }
        Tag::Td | Tag::Th if cleaner.in_data_table(id) => {
            copy(cleaner, id, &["colspan", "rowspan", "scope"], &mut attributes);
            Shape::Cell(tag.name(), attributes)
        }
        Tag::A if cleaner.contexts.around(id).link != Some(id) && attributes.0.is_empty() => Shape::None,
        Tag::A => match link::href(cleaner, id) {
            Some(href) => {
                attributes.0.insert(0, ("href".to_owned(), href));
                attributes.0.extend(cleaner.notes.role(id).map(|role| ("role".to_owned(), role.to_owned())));
                Shape::Inline("a", attributes)
            }
            None if attributes.0.iter().any(|(name, _)| name == "id") => Shape::Inline("span", attributes),
            None => Shape::None,
        },
        _ => inline(cleaner, id, tag, attributes),
    }
}

/// Whether a list, term or definition is a picture with its caption, as old WordPress writes its galleries.
fn is_of_picture(cleaner: &Cleaner<'_, '_>, id: NodeId) -> bool {
    let dom = cleaner.dom;
    let Some(list) = std::iter::once(id).chain(dom.ancestors(id).take(1)).find(|&node| dom.tag(node) == Tag::Dl) else {
        return false;
    };
    let parts: Vec<NodeId> = dom.children(list).take(PARTS).filter(|&node| !dom.is_blank(node)).collect();
    let [picture, caption] = parts[..] else { return false };
    let inside = cleaner.blocks.inside(dom, picture);
    (dom.tag(picture), dom.tag(caption)) == (Tag::Dt, Tag::Dd)
        && inside.len() == 1
        && cleaner.blocks.list[inside.start].kind == Kind::Media
        && dom.children(list).nth(PARTS).is_none()
}

/// Children of a list with one term and one definition, and white space around them.
const PARTS: usize = 5;

/// What holds a note. The roles are those of Digital Publishing WAI-ARIA.
fn note_shape(tag: Tag, mut attributes: Attributes) -> Shape {
    let name = match tag {
        Tag::Li | Tag::Dd => tag.name(),
        Tag::Tr => return Shape::None,
        _ => "aside",
    };
    attributes.0.push(("role".to_owned(), "doc-footnote".to_owned()));
    Shape::Structure(name, attributes)
}

fn inline(cleaner: &Cleaner<'_, '_>, id: NodeId, tag: Tag, mut attributes: Attributes) -> Shape {
    let name = match tag {
        Tag::Em
        | Tag::Strong
        | Tag::B
        | Tag::I
        | Tag::U
        | Tag::S
        | Tag::Small
        | Tag::Sub
        | Tag::Sup
        | Tag::Mark
        | Tag::Kbd
        | Tag::Samp
        | Tag::Var
        | Tag::Cite
        | Tag::Q
        | Tag::Dfn
        | Tag::Ruby
        | Tag::Rt
        | Tag::Rp
        | Tag::Bdi
        | Tag::Bdo => tag.name(),
        Tag::Code | Tag::Tt => return code::inline(attributes),
        Tag::Strike => "s",
        Tag::Acronym | Tag::Abbr => {
            copy(cleaner, id, &["title"], &mut attributes);
            "abbr"
        }
        Tag::Time | Tag::Del | Tag::Ins => {
            copy(cleaner, id, &["datetime"], &mut attributes);
            tag.name()
        }
        Tag::Span => match styled(cleaner, id) {
            Some(name) => name,
            None if attributes.0.is_empty() => return Shape::None,
            None => "span",
        },
        _ => return language_of_a_part(cleaner, id, attributes),
    };
    Shape::Inline(name, attributes)
}

/// The element that means what the style of a part of a line shows, as editors write it that know styles alone.
fn styled(cleaner: &Cleaner<'_, '_>, id: NodeId) -> Option<&'static str> {
    let style = cleaner.dom.attribute(id, "style")?.to_ascii_lowercase();
    let meaning = |(property, value): (&str, &str)| match (property, value) {
        ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => Some("b"),
        ("font-style", "italic" | "oblique") => Some("i"),
        ("vertical-align", "super") => Some("sup"),
        ("vertical-align", "sub") => Some("sub"),
        ("text-decoration" | "text-decoration-line", value) if value.contains("line-through") => Some("s"),
        _ => None,
    };
    declarations(&style).find_map(meaning)
}

/// The language and direction of a box or paragraph that is only a part of the story: those of all of it are said in its
/// metadata.
fn language_of_a_part(cleaner: &Cleaner<'_, '_>, id: NodeId, mut attributes: Attributes) -> Shape {
    attributes.0.retain(|(name, _)| matches!(name.as_str(), "lang" | "dir"));
    let kept = |blocks| cleaner.kept.over(blocks);
    let is_part = || kept(cleaner.blocks.inside(cleaner.dom, id)) < kept(0..cleaner.blocks.list.len());
    if !attributes.0.is_empty() && is_part() { Shape::Language(attributes) } else { Shape::None }
}

/// Copies attributes whose values are words or numbers, never addresses.
fn copy(cleaner: &Cleaner<'_, '_>, id: NodeId, names: &[&str], to: &mut Attributes) {
    for name in names {
        let value = cleaner.dom.attribute(id, name).map(crate::text::collapse);
        if let Some(value) = value.filter(|value| policy::is_value(name, value)) {
            to.0.push(((*name).to_owned(), value));
        }
    }
}

/// Keeps what an element says of its language and direction.
fn language(cleaner: &Cleaner<'_, '_>, id: NodeId, to: &mut Attributes) {
    let is_tag = |lang: &str| {
        lang.len() <= 35
            && lang.starts_with(|c: char| c.is_ascii_alphabetic())
            && lang.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    if let Some(lang) = cleaner.dom.attribute(id, "lang").map(str::trim).filter(|lang| is_tag(lang)) {
        to.0.push(("lang".to_owned(), lang.to_owned()));
    }
    let dir = cleaner.dom.attribute(id, "dir").map(|dir| dir.trim().to_ascii_lowercase());
    if let Some(dir) = dir.filter(|dir| matches!(dir.as_str(), "ltr" | "rtl" | "auto")) {
        to.0.push(("dir".to_owned(), dir));
    }
}

/// Elements of the page that hold text without a paragraph.
pub(super) fn holds_text(tag: Tag) -> bool {
    matches!(tag, Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Dt | Tag::Summary | Tag::Figcaption | Tag::Caption)
        || tag.heading_level().is_some()
}

/// The same, by the name of what was written.
pub(super) fn name_holds_text(tag: &str) -> bool {
    matches!(tag, "li" | "td" | "th" | "dd" | "dt" | "figcaption") || is_one_line(tag)
}

/// Elements in which nothing but a line of text may stand.
pub(super) fn is_one_line(tag: &str) -> bool {
    matches!(tag, "summary" | "caption" | "pre" | "dt") || matches!(tag.as_bytes(), [b'h', b'1'..=b'6'])
}

/// Elements that have no place for text of their own.
pub(super) fn needs_children(tag: &str) -> bool {
    matches!(tag, "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr")
}

/// Elements that hold blocks, between which white space says nothing.
pub(super) fn holds_blocks(tag: &str) -> bool {
    needs_children(tag) || matches!(tag, "blockquote" | "figure" | "details" | "aside")
}

/// Whether an element may stand in its parent.
pub(super) fn fits(tag: &str, parent: Option<&str>) -> bool {
    match tag {
        "li" => matches!(parent, Some("ul" | "ol")),
        "dt" | "dd" => parent == Some("dl"),
        "tr" => matches!(parent, Some("table" | "thead" | "tbody" | "tfoot")),
        "thead" | "tbody" | "tfoot" | "caption" => parent == Some("table"),
        "td" | "th" => parent == Some("tr"),
        "figcaption" => parent == Some("figure"),
        "summary" => parent == Some("details"),
        // A list right inside a list, as old editors nest them, is taken for its items.
        _ => !parent.is_some_and(needs_children),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract, render};

    #[test]
    fn what_a_part_of_the_story_says_of_its_language_stays() {
        let text = "It rained all night, and in the morning the river stood at the second step of the old mill.";
        let page = format!(
            "<html lang=en><title>Rain</title><article lang=en><h1>Rain</h1><p>{text}</p><p lang=fr>Il a plu toute la nuit, \
            et ce matin la rivière était au moulin, dit le garde.</p><div lang=ar dir=rtl><ul><li>أمطرت طوال الليل وفاض \
            النهر.</li></ul><p>وقف الماء عند الدرجة الثانية من المطحنة.</p></div><p>{text} So it is said.</p></article>"
        );
        let html = render::html(&extract(&page, &Options::default()).unwrap());
        for part in [
            "<p>It rained",
            "<p lang=\"fr\">Il a plu",
            "<ul lang=\"ar\" dir=\"rtl\">",
            "<p lang=\"ar\" dir=\"rtl\">وقف",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn what_is_marked_by_its_style_alone_is_marked() {
        let page = "<title>Pond</title><article><h1>Pond</h1><p>The new pond of the park measures sixteen hundred \
            m<span style='font-size:.6em; Vertical-Align: SUPER'>2</span> and holds nothing but H<span \
            style='vertical-align:sub'>2</span>O, with a <span style='font-style:italic'>little</span> mud and \
            <span style='font-weight:inherit;vertical-align:baseline'>no fish at all</span>.</p></article>";
        let html = render::html(&extract(page, &Options::default()).unwrap());
        for part in ["m<sup>2</sup> and", "H<sub>2</sub>O", "<i>little</i>", "and no fish at all."] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
