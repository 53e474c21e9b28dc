//! Convert TeX into MathML, within limits.

use std::borrow::Cow;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::builder::{Elements, size_of_all};
use super::mathml;
use crate::Limits;
use crate::annotate::Formula;
use crate::page::{self, Dom, Tag};

/// Bytes of TeX in the longest formula that is converted, and in all of a page.
const LONGEST: usize = 4_096;
const MOST: usize = 262_144;
/// How deep TeX may nest: the converter goes down by recursion.
const DEEPEST: usize = 48;

/// The environments that the library does not know, or would number each formula of a page from one in, and what it knows.
const ENVIRONMENTS: [(&str, &str); 8] = [
    ("{equation}", "{equation*}"),
    ("{align}", "{align*}"),
    ("{gather}", "{gather*}"),
    ("{multline}", "{gather*}"),
    ("{multline*}", "{gather*}"),
    ("{eqnarray}", "{align*}"),
    ("{eqnarray*}", "{align*}"),
    ("{split}", "{aligned}"),
];

/// What says how a formula is numbered.
const NUMBERS: [&str; 4] = ["\\tag", "\\label", "\\nonumber", "\\notag"];

/// Converts the formulas of a page.
#[derive(Default)]
pub(super) struct Converter {
    library: Option<LatexToMathML>,
    /// Bytes of TeX that may still be read, and of MathML that may still be written.
    left: usize,
    room: usize,
}

impl Converter {
    /// A converter that writes no more than so many bytes.
    pub(super) fn new(room: usize) -> Self {
        Converter { library: None, left: MOST, room }
    }

    /// The MathML of TeX that the library understands.
    pub(super) fn convert(&mut self, tex: &str, is_display: bool) -> Option<Elements> {
        if tex.len() > LONGEST || tex.len() > self.left || nests_too_deep(tex) {
            return None;
        }
        self.left -= tex.len();
        if self.library.is_none() {
            self.library = LatexToMathML::new(MathCoreConfig::default()).ok();
        }
        let tex = renamed(tex);
        let display = if is_display { MathDisplay::Block } else { MathDisplay::Inline };
        let written = |tex: &str| self.library.as_ref()?.convert_with_local_state(tex, display).ok();
        // A number may stand in any formula of a page, and in an equation alone for the library.
        let equation = || format!("\\begin{{equation*}}{tex}\\end{{equation*}}");
        let written =
            written(&tex).or_else(|| NUMBERS.iter().any(|name| tex.contains(name)).then(|| written(&equation()))?)?;
        // What a library writes is judged like what a page says.
        let page = page::parse(&written.mathml, &Limits::default()).ok()?;
        let dom = Dom::new(&page);
        let math = dom.ids().find(|&id| dom.tag(id) == Tag::Math)?;
        mathml::elements(&dom, math)
    }

    /// Whether there is room for the elements of one formula more.
    pub(super) fn admits(&mut self, elements: &Elements) -> bool {
        let left = self.room.checked_sub(size_of_all(elements));
        self.room = left.unwrap_or(self.room);
        left.is_some()
    }
}

/// TeX with the environments that the library knows.
fn renamed(tex: &str) -> Cow<'_, str> {
    if !tex.contains("\\begin{") {
        return tex.into();
    }
    let rename = |tex: String, (from, to): &(&str, &str)| {
        let tex = tex.replace(&format!("\\begin{from}"), &format!("\\begin{to}"));
        tex.replace(&format!("\\end{from}"), &format!("\\end{to}"))
    };
    ENVIRONMENTS.iter().fold(tex.to_owned(), rename).into()
}

/// Whether TeX may nest deeper than is converted. It is asked of a number that its depth does not exceed: the groups that are
/// open, and in each of them what may reach on to what follows it.
fn nests_too_deep(tex: &str) -> bool {
    let mut groups = vec![Group::default()];
    let mut rest = tex;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = if first == '\\' { &after[..letters] } else { "" };
        match (first, name) {
            // What a comment hides is not known here.
            ('%', _) => return true,
            ('{', _) | (_, "left" | "begin") => groups.push(Group::default()),
            ('}', _) | (_, "right" | "end") => drop(groups.pop()),
            _ => groups.iter_mut().last().into_iter().for_each(|group| group.take(first, name)),
        }
        if groups.iter().map(|group| 1 + group.kept + group.run).sum::<usize>() > DEEPEST {
            return true;
        }
        // The sign behind a backslash is a part of the command.
        let sign = if first == '\\' && name.is_empty() { after.chars().next().map_or(0, char::len_utf8) } else { 0 };
        rest = &after[name.len() + sign..];
    }
    false
}

/// What is open in a group of TeX.
#[derive(Default)]
struct Group {
    /// What reaches to the group's end.
    kept: usize,
    /// The commands and scripts in a row, each of which may be an argument of the one before.
    run: usize,
}

impl Group {
    fn take(&mut self, first: char, name: &str) {
        match (first, name) {
            ('[', _) | (_, "color") => self.kept += 1,
            _ if name.ends_with("style") => self.kept += 1,
            ('^' | '_', _) => self.run += 1,
            _ if !name.is_empty() => self.run += 1,
            _ if first.is_whitespace() => {}
            _ => self.run = 0,
        }
    }
}

/// A piece of a text in which TeX stands between its marks.
pub(super) enum Piece<'t> {
    Text(&'t str),
    Formula(Formula),
}

/// The marks around TeX in a text, and whether what is between them is set off.
const MARKS: [(&str, &str, bool); 4] =
    [("$$", "$$", true), ("\\[", "\\]", true), ("\\(", "\\)", false), ("$", "$", false)];

/// The environments that MathJax sets off wherever they begin.
const ENDS: [(&str, &str); 8] = [
    ("equation}", "\\end{equation}"),
    ("equation*}", "\\end{equation*}"),
    ("align}", "\\end{align}"),
    ("align*}", "\\end{align*}"),
    ("gather}", "\\end{gather}"),
    ("gather*}", "\\end{gather*}"),
    ("multline}", "\\end{multline}"),
    ("eqnarray}", "\\end{eqnarray}"),
];

/// Parts a text into what is TeX and what is not.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut from) = (text, 0);
    // What ends a formula, and does not stand in the rest of the text.
    let mut missing: Vec<&str> = Vec::new();
    while let Some(at) = rest[from..].find(['$', '\\']).map(|at| from + at) {
        let begun = begun(&rest[at..]).filter(|begun| !missing.contains(&begun.close));
        let Some(Begun { open, close, is_display }) = begun else {
            // A sign behind a backslash is that sign.
            from = at + 1 + usize::from(rest[at..].starts_with("\\$"));
            continue;
        };
        let inside = &rest[at + open..];
        let end = inside.find(close);
        if end.is_none() {
            missing.push(close);
        }
        let Some(end) = end.filter(|&end| close != "$" || is_formula(&inside[..end], &inside[end + 1..])) else {
            from = at + open.max(1);
            continue;
        };
        pieces.push(Piece::Text(&rest[..at]));
        // An environment's name is a part of its TeX.
        let tex = if open == 0 { &inside[..end + close.len()] } else { &inside[..end] };
        pieces.push(Piece::Formula(Formula::of_tex(tex, is_display)));
        rest = &inside[end + close.len()..];
        from = 0;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// A mark that begins a formula: its length, unless it is a part of the TeX, and what ends it.
struct Begun {
    open: usize,
    close: &'static str,
    is_display: bool,
}

/// The formula that a text begins with.
fn begun(text: &str) -> Option<Begun> {
    let mark = MARKS.iter().find(|(open, ..)| text.starts_with(open));
    let mark = mark.map(|&(open, close, is_display)| Begun { open: open.len(), close, is_display });
    let environment = || {
        let name = text.strip_prefix("\\begin{")?;
        let (_, close) = ENDS.iter().find(|(begin, _)| name.starts_with(begin))?;
        Some(Begun { open: 0, close, is_display: true })
    };
    mark.or_else(environment)
}

/// Whether what is between two dollars is a formula rather than the words between two prices. As Pandoc has it, there is no
/// space at its ends, and no digit right after it.
fn is_formula(tex: &str, after: &str) -> bool {
    let has_sign = tex.contains(['\\', '^', '_', '=', '{']);
    let is_price = tex.starts_with(|first: char| first.is_ascii_digit()) && tex.contains(' ') && !has_sign;
    let is_closed = tex.trim() == tex && !after.starts_with(|next: char| next.is_ascii_digit());
    !tex.is_empty() && is_closed && !is_price
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its formulas between angle brackets.
    fn parted(text: &str) -> String {
        let piece = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Formula(Formula { tex, is_display: true, .. }) => format!("<<{}>>", tex.unwrap_or_default()),
            Piece::Formula(Formula { tex, .. }) => format!("<{}>", tex.unwrap_or_default()),
        };
        pieces(text).into_iter().map(piece).collect()
    }

    #[test]
    fn formulas_in_a_text_are_told_from_prices() {
        for (text, expected) in [
            ("a $x^2$, \\(y\\) b", "a <x^2>, <y> b"),
            ("a $$ x $$ b \\[y\\]", "a <<x>> b <<y>>"),
            ("a \\begin{align}x\\end{align} b", "a <<\\begin{align}x\\end{align}>> b"),
            ("$5 and $6", "$5 and $6"),
            ("from $5 a day to 7$", "from $5 a day to 7$"),
            ("$3$ of $5–$6", "<3> of $5–$6"),
            ("\\$x\\$ and $y$", "\\$x\\$ and <y>"),
            ("\\( never closed, $ neither", "\\( never closed, $ neither"),
        ] {
            assert_eq!(parted(text), expected);
        }
    }

    #[test]
    fn marks_without_end_take_no_time() {
        for mark in ["$$ a", "\\[", "\\(", "$x ", "\\begin{align}", "\\"] {
            let text = mark.repeat(200_001);
            assert!(parted(&text).ends_with(mark), "{mark}");
        }
    }

    /// The converter goes down by recursion: nothing may take it further than a small stack reaches.
    #[test]
    fn no_formula_nests_deeper_than_the_stack() {
        let parts = [
            "{",
            "}",
            "\\frac",
            "\\left(",
            "\\right)",
            "\\sqrt",
            "\\sqrt[",
            "[",
            "]",
            "a",
            "^",
            "_",
            "\\begin{matrix}",
            "\\end{matrix}",
            "\\color{red}",
            "\\displaystyle ",
            "\\hat",
            " ",
            "\\not",
            "\\overset{a}",
            "\\text{",
            "&",
            "\\sum_",
        ];
        let convert = move || {
            let mut seed = 1u64;
            for round in 0..1_500 {
                let one = parts[round % parts.len()].repeat(LONGEST);
                let mut tex: String = one.chars().take(round * 37 % LONGEST).collect();
                while tex.len() < LONGEST / 2 {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    tex.push_str(parts[(seed >> 33) as usize % parts.len()]);
                }
                Converter::new(usize::MAX).convert(&tex, round % 2 == 0);
            }
        };
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(convert);
        assert!(thread.unwrap().join().is_ok());
    }
}
