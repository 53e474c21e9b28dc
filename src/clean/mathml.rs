//! Copy MathML, and what MathJax draws from it, onto the elements and attributes of the list.

use super::builder::Elements;
use super::formula::text;
use crate::article::Attributes;
use crate::page::{Dom, NodeId, values_of};
use crate::policy::{self, MATH_TAGS, MATH_TOKENS};

/// How deep a formula may nest; a deeper one is not copied.
const DEEPEST: usize = 100;

/// What is inside a `<math>`, as depth, name and attributes; nothing where that is nothing, or nests too deep.
pub(super) fn elements(dom: &Dom<'_>, math: NodeId) -> Option<Elements> {
    let mut copy = Copy::default();
    let (mut id, end) = (math + 1, dom.node(math).end);
    while id < end {
        copy.close_until(id);
        if copy.open.len() >= DEEPEST {
            return None;
        }
        let part = part(dom, id);
        let next = if matches!(part, Part::Opened | Part::Group(_)) { id + 1 } else { dom.node(id).end };
        copy.put(dom, id, part);
        id = next;
    }
    copy.close_until(end);
    group_misfits(&mut copy.elements);
    copy.elements.iter().any(|(_, tag, _)| *tag == "#text").then_some(copy.elements)
}

/// A formula that is being written.
#[derive(Default)]
struct Copy<'p> {
    elements: Elements,
    /// The ends of the elements that are open, with the fences of those that are to have some.
    open: Vec<(NodeId, Option<Fence<'p>>)>,
}

/// The signs of an `<mfenced>`, which MathML Core writes out: behind its elements, and between them.
struct Fence<'p> {
    close: &'p str,
    separator: Option<char>,
    elements: usize,
}

impl<'p> Copy<'p> {
    fn put(&mut self, dom: &Dom<'p>, id: NodeId, part: Part) {
        if matches!(part, Part::Token(..) | Part::Group(_)) {
            self.separate();
        }
        match part {
            Part::Left | Part::Opened => {}
            Part::Token(tag, content) => self.token(self.open.len(), tag, attributes(dom, id, tag), &content),
            Part::Group(tag) => {
                self.elements.push((self.open.len(), tag, attributes(dom, id, tag)));
                let is_fenced = dom.name(id) == "mfenced";
                let sign = |name, default| dom.attribute(id, name).map_or(default, str::trim);
                let separator = sign("separators", ",").chars().next();
                let fence = Fence { close: sign("close", ")"), separator, elements: 0 };
                self.open.push((dom.node(id).end, is_fenced.then_some(fence)));
                if is_fenced {
                    self.operator(self.open.len(), sign("open", "("));
                }
            }
        }
    }

    fn operator(&mut self, depth: usize, sign: &str) {
        self.token(depth, "mo", Attributes::default(), sign);
    }

    fn token(&mut self, depth: usize, tag: &'static str, attributes: Attributes, content: &str) {
        self.elements.push((depth, tag, attributes));
        if !content.trim().is_empty() {
            self.elements.push((depth + 1, "#text", text(content)));
        }
    }

    /// Parts an element between fences from the one before.
    fn separate(&mut self) {
        let Some((_, Some(fence))) = self.open.last_mut() else { return };
        fence.elements += 1;
        if let Some(separator) = fence.separator.filter(|_| fence.elements > 1) {
            self.operator(self.open.len(), separator.encode_utf8(&mut [0; 4]));
        }
    }

    /// Closes the elements that end before a node.
    fn close_until(&mut self, id: NodeId) {
        while let Some((_, fence)) = self.open.pop_if(|(end, _)| *end <= id) {
            if let Some(fence) = fence {
                self.operator(self.open.len() + 1, fence.close);
            }
        }
    }
}

/// What becomes of a node in a formula.
enum Part {
    /// Left out, with all inside.
    Left,
    /// Left out, but for what is inside.
    Opened,
    /// An element with a text.
    Token(&'static str, String),
    /// An element with elements.
    Group(&'static str),
}

fn part(dom: &Dom<'_>, id: NodeId) -> Part {
    let name = dom.name(id);
    // MathJax names what it draws after the MathML.
    if let Some(name) = name.strip_prefix("mjx-") {
        return match name {
            "math" | "num" | "den" | "frac" | "dbox" | "dtable" | "row" | "sqrt" | "box" | "texatom" => Part::Opened,
            "script" => Part::Group("mrow"),
            _ => listed(name, || drawn_text(dom, id)),
        };
    }
    match name {
        "semantics" => Part::Opened,
        "math" | "mfenced" | "maction" | "none" => Part::Group("mrow"),
        "mlabeledtr" => Part::Group("mtr"),
        _ => listed(name, || token_text(dom, id)),
    }
}

/// An element that is on the list.
fn listed(name: &str, text: impl Fn() -> String) -> Part {
    match MATH_TAGS.iter().find(|tag| **tag == name) {
        Some(token) if MATH_TOKENS.contains(token) => Part::Token(token, text()),
        Some(tag) => Part::Group(tag),
        None => Part::Left,
    }
}

/// The text of a token. An element in it is one of HTML: its text alone is of use.
fn token_text(dom: &Dom<'_>, id: NodeId) -> String {
    let mut text = String::new();
    let mut node = id + 1;
    while node < dom.node(id).end {
        if dom.tag(node).is_unread() {
            node = dom.node(node).end;
            continue;
        }
        text.push_str(dom.text(node).unwrap_or_default());
        node += 1;
    }
    crate::text::collapse(&text.replace(char::is_control, " "))
}

/// The text that MathJax draws: the code of each sign is a class of an empty element.
fn drawn_text(dom: &Dom<'_>, id: NodeId) -> String {
    let code = |node| {
        let class = dom.attribute(node, "class").unwrap_or_default();
        let code = class.split_ascii_whitespace().find_map(|name| name.strip_prefix("mjx-c"))?;
        u32::from_str_radix(code, 16).ok().and_then(char::from_u32).filter(|sign| !sign.is_control())
    };
    dom.descendants(id).filter(|&node| dom.name(node) == "mjx-c").filter_map(code).collect()
}

/// The attributes that an element keeps.
fn attributes(dom: &Dom<'_>, id: NodeId, tag: &str) -> Attributes {
    let own = dom.attributes(id).map(|(name, value)| (name, value.trim()));
    let align = tag == "mtd" && dom.attribute(id, "columnalign").is_none();
    // The alignment in a style has taken the place of the attribute in MathML Core.
    let align = dom.attribute(id, "style").filter(|_| align).and_then(|style| values_of(style, "text-align").next());
    let kept = own.chain(align.map(|value| ("columnalign", value)));
    let kept = kept.filter(|(name, value)| policy::is_attribute(tag, name) && is_value(name, value));
    Attributes(kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// Whether an attribute's value is one of those that it may have.
fn is_value(name: &str, value: &str) -> bool {
    match name {
        "form" => matches!(value, "prefix" | "infix" | "postfix"),
        "mathvariant" => value.len() <= LONGEST && value.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'-'),
        "columnalign" => matches!(value, "left" | "center" | "right"),
        "notation" => value.len() <= LONGEST && value.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b' '),
        "scriptlevel" => is_digits(value.trim_start_matches(['+', '-'])),
        "columnspan" | "rowspan" => is_digits(value),
        "width" | "height" | "depth" | "lspace" | "rspace" | "voffset" | "minsize" | "maxsize" | "linethickness" => {
            is_length(value)
        }
        _ => matches!(value, "true" | "false"),
    }
}

/// Letters of the longest value that is made of words.
const LONGEST: usize = 64;

fn is_digits(value: &str) -> bool {
    (1..=2).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of few digits with a unit, or a bare zero.
fn is_length(value: &str) -> bool {
    let number = value.trim_end_matches(|sign: char| sign.is_ascii_lowercase() || sign == '%');
    let unit = &value[number.len()..];
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |digits: &str, most| digits.len() <= most && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number(whole, 2)
        && is_number(part, 6)
        && !(whole.is_empty() && part.is_empty())
        && (matches!(unit, "em" | "ex" | "px" | "pt" | "pc" | "mm" | "cm" | "in" | "rem" | "%") || number == "0")
}

/// Makes a plain group of an element that has not as many children as it must have.
fn group_misfits(elements: &mut Elements) {
    let mut children = vec![0usize; elements.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, (depth, ..)) in elements.iter().enumerate() {
        open.truncate(*depth);
        if let Some(&parent) = open.last() {
            children[parent] += 1;
        }
        open.push(at);
    }
    for ((_, tag, attributes), children) in elements.iter_mut().zip(children) {
        let wanted = match *tag {
            "mfrac" | "mroot" | "msub" | "msup" | "munder" | "mover" => 2,
            "msubsup" | "munderover" => 3,
            _ => continue,
        };
        if children != wanted {
            *tag = "mrow";
            attributes.0.retain(|(name, _)| policy::is_attribute("mrow", name));
        }
    }
}
