//! Find the formulas of a page, each once, however often it is written there: as MathML, as TeX, as drawings of it.

use std::collections::{HashMap, HashSet};

use crate::page::{Dom, NodeId, Tag, sets_tex_up};

/// A formula, at the element that stands in its place.
#[derive(Clone, Debug, Default)]
pub struct Formula {
    /// The element that holds it as MathML.
    pub mathml: Option<NodeId>,
    /// What its author wrote.
    pub tex: Option<String>,
    /// It is set off from the text.
    pub is_display: bool,
}

/// The formulas of a page.
#[derive(Default)]
pub struct Formulas {
    found: HashMap<NodeId, Formula>,
    repeated: HashSet<NodeId>,
    is_tex_in_text: bool,
}

/// Names of what draws a formula that stands near as MathML: those of KaTeX, MathJax and MediaWiki.
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

/// Names of what MathJax 2 puts before the script that holds the TeX.
const BEFORE_SCRIPT: [&str; 9] = [
    "MathJax_Preview",
    "MathJax",
    "MathJax_Display",
    "MathJax_CHTML",
    "MathJax_SVG",
    "MathJax_SVG_Display",
    "MathJax_MathML",
    "MJXc-display",
    "mjx-chtml",
];

/// Names of pictures whose description is TeX: those of WordPress, QuickLaTeX, MediaWiki and Sphinx.
const PICTURES: [&str; 9] = [
    "latex",
    "tex",
    "math",
    "ql-img-inline-formula",
    "ql-img-displayed-equation",
    "mwe-math-fallback-image-inline",
    "mwe-math-fallback-image-display",
    "mwe-math-fallback-png-inline",
    "mwe-math-fallback-png-display",
];

/// Parts of the addresses of the programs that read TeX in the text of a page.
const READERS: [&str; 2] = ["mathjax", "katex"];

/// Elements around what draws a formula among which one holds its MathML.
const NEAR: usize = 3;
/// Nodes of the largest element that is looked through.
const MOST: usize = 2_000;

impl Formula {
    /// A formula of which only the TeX is known.
    pub fn of_tex(tex: &str, is_display: bool) -> Self {
        Formula { mathml: None, tex: cleaned(tex), is_display }
    }
}

impl Formulas {
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut formulas = Formulas::default();
        // By the element around them: drawings whose script has not come yet.
        let mut drawn: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        for id in dom.ids() {
            match dom.tag(id) {
                Tag::Text if drawn.is_empty() || dom.is_blank(id) => {}
                // What was drawn before these words was not drawn from a script behind them.
                Tag::Text => drop(drawn.remove(&dom.node(id).parent)),
                Tag::Script if holds_formula(dom, id) => {
                    formulas.script(dom, id, drawn.remove(&dom.node(id).parent).unwrap_or_default());
                }
                Tag::Script => formulas.is_tex_in_text |= reads_tex(dom, id),
                Tag::Math => {
                    formulas.found.entry(id).or_insert_with(|| Formula {
                        mathml: Some(id),
                        tex: written(dom, id),
                        is_display: dom.attribute(id, "display") == Some("block"),
                    });
                }
                _ => formulas.element(dom, id, &mut drawn),
            }
        }
        formulas
    }

    /// The formula that an element stands for.
    pub fn get(&self, id: NodeId) -> Option<&Formula> {
        self.found.get(&id)
    }

    /// Whether an element repeats a formula that stands elsewhere.
    pub fn is_repeated(&self, id: NodeId) -> bool {
        self.repeated.contains(&id)
    }

    /// Whether the page has a program that reads TeX in its text.
    pub fn is_tex_in_text(&self) -> bool {
        self.is_tex_in_text
    }

    fn script(&mut self, dom: &Dom<'_>, id: NodeId, drawn: Vec<NodeId>) {
        let own = math_in(dom, id);
        let mathml = own.or_else(|| drawn.iter().find_map(|&drawing| math_in(dom, drawing)));
        let is_display = dom.attribute(id, "type").is_some_and(|kind| kind.contains("display"))
            || own.is_some_and(|math| dom.attribute(math, "display") == Some("block"));
        let tex = || cleaned(&dom.descendants(id).filter_map(|node| dom.text(node)).collect::<String>());
        let tex = own.map_or_else(tex, |math| written(dom, math));
        self.repeated.extend(drawn);
        self.found.insert(id, Formula { mathml, tex, is_display });
    }

    fn element(&mut self, dom: &Dom<'_>, id: NodeId, drawn: &mut HashMap<NodeId, Vec<NodeId>>) {
        let class = dom.attribute(id, "class").unwrap_or_default();
        let is_one_of = |names: &[&str]| class.split_ascii_whitespace().any(|name| names.contains(&name));
        // MathJax 3 gives its containers a name of MathJax 2, and writes no scripts.
        if is_one_of(&BEFORE_SCRIPT) && dom.name(id) != "mjx-container" {
            drawn.entry(dom.node(id).parent).or_default().push(id);
        } else if !drawn.is_empty() {
            drawn.remove(&dom.node(id).parent);
        }
        // A picture has its MathML right beside it: further off, that is another one's.
        let near = if dom.tag(id) == Tag::Img { 1 } else { NEAR };
        let around = || dom.ancestors(id).take(near).find_map(|node| math_in(dom, node).map(|math| (node, math)));
        // What holds its formula itself repeats none.
        let is_drawn = is_one_of(&DRAWN) && math_in(dom, id).is_none();
        if let Some((holder, math)) = is_drawn.then(around).flatten() {
            if dom.tag(id) == Tag::Img {
                self.picture_of(dom, id, holder, math);
            } else {
                self.repeated.insert(id);
            }
        } else if dom.tag(id) == Tag::Img && is_one_of(&PICTURES) {
            let tex = dom.attribute(id, "alt").filter(|alt| !alt.trim().is_empty() && !is_speech(alt));
            self.found.extend(tex.map(|tex| (id, Formula::of_tex(tex, is_set_off(dom, id)))));
        } else if dom.name(id) == "mjx-container" && math_in(dom, id).is_none() {
            let tex = dom.descendants(id).take(MOST).find_map(|node| dom.attribute(node, "data-latex"));
            let is_display = dom.attribute(id, "display").is_some();
            self.found.insert(id, Formula { mathml: Some(id), tex: tex.and_then(cleaned), is_display });
        }
    }

    /// The picture is what the page shows; its MathML is hidden beside it, for who cannot see.
    fn picture_of(&mut self, dom: &Dom<'_>, id: NodeId, holder: NodeId, math: NodeId) {
        let hidden = std::iter::once(math).chain(dom.ancestors(math)).take_while(|&node| node != holder).last();
        self.repeated.extend(hidden);
        let is_display = dom.attribute(math, "display") == Some("block") || is_set_off(dom, id);
        self.found.insert(id, Formula { mathml: Some(math), tex: written(dom, math), is_display });
    }
}

/// Whether a script is a formula: as TeX, or as MathML, which stands in it as elements.
fn holds_formula(dom: &Dom<'_>, script: NodeId) -> bool {
    let kind = dom.attribute(script, "type").unwrap_or_default().trim();
    kind.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("math/tex"))
        || (kind.eq_ignore_ascii_case("math/mml") && math_in(dom, script).is_some())
}

/// Whether a script is, calls or sets up a program that reads TeX in the text of a page.
fn reads_tex(dom: &Dom<'_>, script: NodeId) -> bool {
    let source = dom.attribute(script, "src").unwrap_or_default().to_ascii_lowercase();
    READERS.iter().any(|name| source.contains(name))
        || dom.descendants(script).filter_map(|node| dom.text(node)).any(sets_tex_up)
}

/// Whether a picture has the class of those that stand by themselves.
fn is_set_off(dom: &Dom<'_>, id: NodeId) -> bool {
    let class = dom.attribute(id, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|name| name.ends_with("-display") || name.ends_with("-displayed-equation"))
}

/// The MathML in an element that is no larger than a formula.
fn math_in(dom: &Dom<'_>, id: NodeId) -> Option<NodeId> {
    let inside = dom.descendants(id);
    if inside.len() > MOST { None } else { inside.into_iter().find(|&node| dom.tag(node) == Tag::Math) }
}

/// The TeX that a formula was made of, as it says itself.
fn written(dom: &Dom<'_>, math: NodeId) -> Option<String> {
    let is_source = |node: &NodeId| dom.attribute(*node, "encoding").is_some_and(|kind| kind.ends_with("x-tex"));
    let source = dom.descendants(math).find(is_source);
    let source = source.map(|node| dom.descendants(node).filter_map(|text| dom.text(text)).collect::<String>());
    let spoken = || dom.attribute(math, "alttext").filter(|text| !is_speech(text)).map(str::to_owned);
    source.or_else(spoken).and_then(|tex| cleaned(&tex))
}

/// Whether a description is words to be read out rather than TeX.
fn is_speech(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    !text.contains(['\\', '^', '_', '{']) && text.split_whitespace().filter(|word| is_word(word)).count() >= SPOKEN
}

/// Words of the shortest formula that is told in words.
const SPOKEN: usize = 3;

/// TeX without its comments and what is put around it: MediaWiki puts every formula into a group that says how large it is
/// set.
fn cleaned(tex: &str) -> Option<String> {
    let tex = tex.lines().map(without_comment).collect::<Vec<_>>().join("\n");
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|rest| rest.strip_suffix('}')).unwrap_or(tex).trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

fn without_comment(line: &str) -> &str {
    let is_sign = |at: usize| line[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
    line.match_indices('%').find(|&(at, _)| !is_sign(at)).map_or(line, |(at, _)| &line[..at])
}
