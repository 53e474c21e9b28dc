//! Print an article as Markdown (CommonMark, with GitHub's tables and footnotes).

mod escape;
mod notes;
mod table;

use self::escape::{
    code_span, destination, ends_in_address, escaped, guarded, pairs_dollars, unclosed, undefined, untagged,
};
use self::notes::Notes;
use super::{Event, Numbers, Quotes, events, formula, is_block};
use crate::article::{Article, Attributes, ContentNode};

/// The title as a heading, then the story. No HTML is written: what Markdown cannot say is left as its text.
pub fn markdown(article: &Article) -> String {
    let is_formula = |node: &ContentNode| matches!(node, ContentNode::Element { tag, .. } if tag == "math");
    let has_formulas = article.content.iter().any(is_formula);
    let mut writer = Writer { notes: Notes::of(&article.content), has_formulas, ..Writer::default() };
    if let Some(title) = &article.metadata.title {
        writer.heading = 1;
        writer.text(title);
        writer.end_block();
    }
    for event in formula::in_lines(events(&article.content)) {
        writer.event(event);
    }
    writer.end_block();
    let mut out = writer.out.trim_end().to_owned();
    out.push('\n');
    out
}

/// What is being written.
#[derive(Default)]
struct Writer {
    out: String,
    /// The block under way, without its prefix. A line break in it is a `\n`, and nothing else is.
    line: String,
    /// The level of the block under way, if it is a heading; else 0.
    heading: usize,
    /// What stands before each line for the containers around it.
    prefix: Vec<Prefix>,
    /// How many of them the last block written had as well.
    shared: usize,
    lists: Vec<List>,
    /// The list that ended last, and how many prefixes stood around it, while nothing has been written since.
    ended: Option<(List, usize)>,
    quotes: Quotes,
    /// The ruby under way has brackets of its own around its readings.
    has_brackets: bool,
    /// The last block was an item's, so that the next item follows without a blank line.
    tight: bool,
    links: Vec<Option<String>>,
    notes: Notes,
    /// For each aside and definition that is open, whether it puts something before its lines.
    asides: Vec<bool>,
    /// Elements open within one that is not written.
    skipped: usize,
    code: Code,
    formula: Option<Formula>,
    /// Dollars are the marks of formulas in this story.
    has_formulas: bool,
    /// Elements open within the code.
    within_code: usize,
    table: Option<Table>,
}

/// What a container puts before its lines.
enum Prefix {
    Quote,
    /// The mark of an item, on its first line only; spaces after.
    Item {
        mark: String,
        /// How far the lines after it stand in.
        indent: usize,
        used: bool,
    },
}

/// A list that is open.
struct List {
    /// The numbers of its items, if they have any.
    numbers: Option<Numbers>,
    /// It follows a list of its kind right away, and takes the other mark: with the same one both would be read as one.
    is_next: bool,
}

impl List {
    fn mark(&mut self, item: &Attributes) -> String {
        match (&mut self.numbers, self.is_next) {
            (Some(numbers), false) => format!("{}. ", numbers.next(item)),
            (Some(numbers), true) => format!("{}) ", numbers.next(item)),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        }
    }

    /// Whether a list right behind this one, of numbers or not, has to be told from it.
    fn is_before(&self, numbered: bool) -> bool {
        self.numbers.is_some() == numbered && !self.is_next
    }
}

#[derive(Default, PartialEq)]
enum Code {
    #[default]
    None,
    Inline(String),
    Block {
        language: String,
        text: String,
    },
}

/// The formula under way.
struct Formula {
    is_tex: bool,
    is_display: bool,
}

#[derive(Default)]
struct Table {
    caption: String,
    rows: Vec<Vec<String>>,
    /// How many columns and rows the cell under way takes up.
    span: (usize, usize),
    /// By column: rows below that a cell further up reaches into.
    reached: Vec<usize>,
    /// Tables open within its cells. Their cells are blocks of the cell.
    nested: usize,
    /// What parts the next text of the cell from the last: its blocks share one line.
    gap: Option<&'static str>,
    /// How long the line was when emphasis or a link last began in it: no gap comes right after.
    begun: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Open(..) if self.skipped > 0 => self.skipped += 1,
            Event::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Text(_) if self.skipped > 0 => {}
            Event::Open("a", attributes) if self.is_mark(attributes) => self.skipped = 1,
            Event::Open(tag, attributes) if self.code != Code::None => self.open_in_code(tag, attributes),
            Event::Open(tag, attributes) if self.table.is_some() => self.open_in_table(tag, attributes),
            Event::Open(tag, attributes) => self.open(tag, attributes),
            Event::Text(text) => match &mut self.code {
                Code::None => self.text(&text),
                Code::Inline(code) | Code::Block { text: code, .. } => code.push_str(&text),
            },
            Event::Close(_) if self.within_code > 0 => self.within_code -= 1,
            Event::Close(tag) if self.table.is_some() => self.close_in_table(tag),
            Event::Close(tag) => self.close(tag),
        }
    }

    fn text(&mut self, text: &str) {
        match self.formula.take() {
            Some(Formula { is_tex: true, is_display }) => self.tex(text, is_display),
            Some(Formula { is_display: true, .. }) if self.table.is_none() => {
                self.end_block();
                self.put(&self.escaped(text));
                self.end_block();
            }
            _ => self.put(&self.escaped(text)),
        }
    }

    fn escaped(&self, text: &str) -> String {
        let text = escaped(text);
        if self.has_formulas || pairs_dollars(&text) { text.replace('$', "\\$") } else { text }
    }

    /// Writes TeX between dollars, as GitHub and Pandoc read it.
    fn tex(&mut self, tex: &str, is_display: bool) {
        let tex = untagged(tex);
        if !is_display || self.table.is_some() {
            return self.put(&format!("${tex}$"));
        }
        self.end_block();
        self.line = format!("$$\n{tex}\n$$");
        self.write_block();
    }

    /// Writes the mark of a note, or nothing for a link back from one; whether the link was either.
    fn is_mark(&mut self, attributes: &Attributes) -> bool {
        let role = attributes.get("role");
        if role == Some("doc-noteref")
            && let Some(number) = self.notes.number(attributes.get("href").unwrap_or_default())
        {
            self.put(&format!("[^{number}]"));
            return true;
        }
        role == Some("doc-backlink")
    }

    /// Continues the block under way.
    fn put(&mut self, text: &str) {
        let Some(gap) = self.table.as_mut().and_then(|table| table.gap.take()) else {
            self.line.push_str(text);
            return;
        };
        let text = text.trim_start_matches(' ');
        if text.is_empty() {
            self.part(gap);
            return;
        }
        self.line.truncate(self.line.trim_end_matches(' ').len());
        if !self.line.is_empty() {
            self.line.push_str(gap);
        }
        self.line.push_str(text);
    }

    fn open(&mut self, tag: &str, attributes: &Attributes) {
        match tag {
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.heading = tag.trim_start_matches('h').parse().unwrap_or(2);
            }
            "blockquote" => {
                self.end_block();
                self.prefix.push(Prefix::Quote);
            }
            "ul" | "ol" => {
                self.end_block();
                self.tight = self.tight && !self.lists.is_empty();
                let numbers = (tag == "ol").then(|| Numbers::of(attributes));
                let before = self.ended.take().filter(|(_, around)| *around == self.prefix.len());
                let is_next = before.is_some_and(|(list, _)| list.is_before(numbers.is_some()));
                self.lists.push(List { numbers, is_next });
            }
            "li" => self.item(attributes),
            "aside" | "dd" => {
                let is_set_off = attributes.get("role") == Some("note");
                let mark = self.notes.mark(attributes).or(is_set_off.then_some(Prefix::Quote));
                self.end_block();
                self.asides.push(mark.is_some());
                self.tight &= mark.is_none();
                self.prefix.extend(mark);
            }
            "pre" => {
                self.end_block();
                self.code = Code::Block { language: String::new(), text: String::new() };
            }
            "hr" => {
                self.end_block();
                self.line.push_str("---");
                self.write_block();
            }
            "br" => self.line.push('\n'),
            "table" => {
                self.end_block();
                self.table = Some(Table::default());
            }
            _ if is_block(tag) => self.end_block(),
            _ => self.open_inline(tag, attributes),
        }
    }

    fn open_inline(&mut self, tag: &str, attributes: &Attributes) {
        match tag {
            "code" => self.code = Code::Inline(String::new()),
            "math" => {
                let is = |name| attributes.get(name).is_some();
                self.formula = Some(Formula { is_tex: is("alttext"), is_display: is("display") });
            }
            "img" => {
                let alt = escaped(attributes.get("alt").unwrap_or_default());
                let source = destination(attributes.get("src").unwrap_or_default());
                self.put(&format!("![{alt}]({source})"));
            }
            "a" => {
                // A place in the story has no address in Markdown.
                let href = attributes.get("href").filter(|href| !href.starts_with('#'));
                self.links.push(href.map(str::to_owned));
                if href.is_some() {
                    self.open_link();
                }
            }
            "em" | "i" => self.begin("*"),
            "strong" | "b" => self.begin("**"),
            "del" | "s" => self.begin("~~"),
            "q" => {
                let mark = self.quotes.open();
                self.put(mark);
            }
            "ruby" => self.has_brackets = false,
            "rp" => self.has_brackets = true,
            "rt" if !self.has_brackets => self.put("（"),
            "video" | "audio" => {
                let source = attributes.get("src").unwrap_or_default();
                self.open_link();
                self.line.push_str(&format!("{tag}]({})", destination(source)));
            }
            _ => {}
        }
    }

    /// Begins a link, which an exclamation mark before it would make a picture.
    fn open_link(&mut self) {
        let parted = self.table.as_ref().is_some_and(|table| table.gap.is_some());
        if !parted && self.line.ends_with('!') {
            self.line.pop();
            self.line.push_str("\\!");
        }
        self.begin("[");
    }

    fn begin(&mut self, mark: &str) {
        self.put(mark);
        if let Some(table) = &mut self.table {
            table.begun = self.line.len();
        }
    }

    /// Code is text alone: of the elements in it nothing stays but where they part words and lines.
    fn open_in_code(&mut self, tag: &str, attributes: &Attributes) {
        if tag == "pre" && matches!(self.code, Code::Inline(_)) {
            self.within_code = 0;
            self.end_code();
            return if self.table.is_some() { self.open_in_table(tag, attributes) } else { self.open(tag, attributes) };
        }
        self.within_code += 1;
        match &mut self.code {
            Code::Block { language, .. } if tag == "code" => {
                if let Some(name) = attributes.get("data-language") {
                    name.clone_into(language);
                }
            }
            Code::Block { text, .. } | Code::Inline(text) if tag == "img" => {
                text.push_str(attributes.get("alt").unwrap_or_default());
            }
            Code::Block { text, .. } if tag == "br" => text.push('\n'),
            Code::Block { text, .. } if parts(tag) && !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
            Code::Inline(text) if parts(tag) && !text.is_empty() && !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }

    /// Writes the inline code under way.
    fn end_code(&mut self) {
        if let Code::Inline(code) = std::mem::take(&mut self.code)
            && !code.is_empty()
        {
            self.put_code(&code);
        }
    }

    /// Writes code in a line: as text where a bare address before it would swallow the backtick, and leave a tag.
    fn put_code(&mut self, code: &str) {
        let is_swallowed = code.contains('<') && ends_in_address(&self.line);
        let code = if is_swallowed { self.escaped(code) } else { code_span(code) };
        self.put(&code);
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "blockquote" => {
                self.end_block();
                self.leave();
            }
            "ul" | "ol" => {
                self.end_block();
                self.ended = self.lists.pop().map(|list| (list, self.prefix.len()));
                self.tight = !self.lists.is_empty();
            }
            "li" => {
                self.end_block();
                self.leave();
                self.tight = true;
            }
            "aside" | "dd" => {
                self.end_block();
                if self.asides.pop() == Some(true) {
                    self.leave();
                }
            }
            "pre" => self.code_block(),
            _ if is_block(tag) => self.end_block(),
            _ => self.close_inline(tag),
        }
    }

    fn close_inline(&mut self, tag: &str) {
        match tag {
            "code" => self.end_code(),
            "a" => {
                if let Some(href) = self.links.pop().flatten() {
                    self.line.push_str(&format!("]({})", destination(&href)));
                }
            }
            "em" | "i" => self.line.push('*'),
            "strong" | "b" => self.line.push_str("**"),
            "del" | "s" => self.line.push_str("~~"),
            "q" => self.line.push_str(self.quotes.close()),
            "rt" if !self.has_brackets => self.line.push('）'),
            _ => {}
        }
    }

    fn item(&mut self, attributes: &Attributes) {
        self.end_block();
        if let Some(mark) = self.notes.mark(attributes) {
            self.tight = false;
            return self.prefix.push(mark);
        }
        let mark = self.lists.last_mut().map_or_else(|| "- ".to_owned(), |list| list.mark(attributes));
        self.prefix.push(Prefix::Item { indent: mark.len(), mark, used: false });
    }

    fn code_block(&mut self) {
        let Code::Block { language, text } = std::mem::take(&mut self.code) else { return };
        let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        self.line = format!("{fence}{language}\n{text}\n{fence}");
        self.write_block();
    }

    /// Ends the paragraph or the heading under way.
    fn end_block(&mut self) {
        let heading = std::mem::take(&mut self.heading);
        let text = std::mem::take(&mut self.line);
        let lines = text.trim_matches([' ', '\n']).split('\n').map(|line| line.trim_matches(' '));
        self.line = if text.trim_matches([' ', '\n']).is_empty() {
            String::new()
        } else if heading > 0 {
            let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
            format!("{} {}", "#".repeat(heading), unclosed(&text))
        } else {
            let lines = lines.enumerate().map(|(at, line)| match at {
                0 if self.begins_note() => undefined(&guarded(line, false)),
                _ => guarded(line, at > 0),
            });
            lines.collect::<Vec<_>>().join("\\\n")
        };
        self.write_block();
    }

    /// Whether the block under way is the first of a note.
    fn begins_note(&self) -> bool {
        matches!(self.prefix.last(), Some(Prefix::Item { mark, used: false, .. }) if mark.starts_with("[^"))
    }

    /// Writes the block under way behind the prefixes of its containers.
    fn write_block(&mut self) {
        let block = std::mem::take(&mut self.line);
        if block.is_empty() {
            return;
        }
        self.ended = None;
        let first_of_item = matches!(self.prefix.last(), Some(Prefix::Item { used: false, .. }));
        let follows_closely = self.tight && (first_of_item || self.nested_first());
        if !self.out.is_empty() && !follows_closely {
            let blank = self.prefixes(self.shared, false);
            self.out.push_str(blank.trim_end());
            self.out.push('\n');
        }
        self.tight = first_of_item;
        self.shared = self.prefix.len();
        for line in block.split('\n') {
            let prefix = self.prefixes(self.prefix.len(), true);
            let line = format!("{prefix}{line}");
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }

    /// Whether the block under way is the first of an item of a nested list.
    fn nested_first(&self) -> bool {
        self.prefix.iter().any(|prefix| matches!(prefix, Prefix::Item { used: false, .. }))
    }

    fn leave(&mut self) {
        self.prefix.pop();
        self.shared = self.shared.min(self.prefix.len());
    }

    fn prefixes(&mut self, count: usize, mark_used: bool) -> String {
        let mut text = String::new();
        for prefix in self.prefix.iter_mut().take(count) {
            match prefix {
                Prefix::Quote => text.push_str("> "),
                Prefix::Item { indent, used, .. } if *used || !mark_used => {
                    text.extend(std::iter::repeat_n(' ', *indent))
                }
                Prefix::Item { mark, used, .. } => {
                    text.push_str(mark);
                    *used = true;
                }
            }
        }
        text
    }
}

/// Whether an element stands apart from the text before and after it.
fn parts(tag: &str) -> bool {
    is_block(tag)
        || matches!(tag, "br" | "hr" | "pre" | "blockquote" | "ul" | "ol" | "li" | "table" | "tr" | "td" | "th")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a tree given as tags and texts, `/` closing.
    fn written(steps: &[&str]) -> String {
        let mut depth = 0;
        let mut nodes = Vec::new();
        for step in steps {
            if *step == "/" {
                depth -= 1;
            } else if let Some(tag) = step.strip_prefix('<') {
                let (tag, value) = tag.split_once(' ').unwrap_or((tag, ""));
                let attributes =
                    Attributes(value.split_once('=').map(|(a, b)| (a.into(), b.into())).into_iter().collect());
                nodes.push(ContentNode::Element { depth, tag: tag.to_owned(), attributes });
                depth += u8::from(!matches!(tag, "br" | "hr" | "img"));
            } else {
                nodes.push(ContentNode::Text { depth, text: (*step).to_owned() });
            }
        }
        let mut writer = Writer::default();
        formula::in_lines(events(&nodes)).into_iter().for_each(|event| writer.event(event));
        writer.end_block();
        writer.out
    }

    fn paragraph(text: &str) -> String {
        written(&["<p", text, "/"]).trim_end().to_owned()
    }

    #[test]
    fn lists_side_by_side_stay_two() {
        let list = |tag, text| [tag, "<li", text, "/", "/"];
        let lists = ["<ul", "<ul", "<ul", "<ol", "<ol", "<ul"].map(|tag| list(tag, "a")).concat();
        assert_eq!(written(&lists), "- a\n\n* a\n\n- a\n\n1. a\n\n1) a\n\n- a\n");
        let parted = [&list("<ul", "a")[..], &["<p", "b", "/"], &list("<ul", "c")].concat();
        assert_eq!(written(&parted), "- a\n\nb\n\n- c\n");
    }

    #[test]
    fn a_paragraph_does_not_become_another_block() {
        for (text, expected) in [
            ("# x", "\\# x"),
            ("#x", "\\#x"),
            ("+ x", "\\+ x"),
            ("---", "\\---"),
            ("> x", "\\> x"),
            ("12. x", "12\\. x"),
            ("1) x", "1\\) x"),
            ("~~~", "\\~~~"),
            ("=", "="),
            ("x # - 1. y", "x # - 1. y"),
            ("C:\\", "C:\\\\"),
        ] {
            assert_eq!(paragraph(text), expected);
        }
        assert_eq!(written(&["<h3", "# x", "/", "<hr", "<p", "y", "/"]), "### # x\n\n---\n\ny\n");
        assert_eq!(written(&["<h2", "a", "<br", "b #", "/"]), "## a b \\#\n");
    }

    #[test]
    fn nor_does_a_line_after_a_break() {
        for (text, expected) in [
            ("# x", "\\# x"),
            (" - x", "\\- x"),
            ("1. x", "1\\. x"),
            ("===", "\\==="),
            ("---", "\\---"),
            ("|-|-|", "\\|-|-|"),
            ("= x", "= x"),
        ] {
            assert_eq!(written(&["<p", "a", "<br", text, "/"]), format!("a\\\n{expected}\n"));
        }
        assert_eq!(written(&["<p", "<br", "a", "<br", "<br", "b", "<br", "<br", "/"]), "a\\\n\\\nb\n");
    }

    #[test]
    fn text_is_not_read_as_markup() {
        assert_eq!(written(&["<p", "now!", "<a href=/x", "the link", "/", "/"]), "now\\![the link](/x)\n");
        assert_eq!(paragraph("&lt; &#60; &#x3c; A & B, AT&T, a &; b"), "\\&lt; \\&#60; \\&#x3c; A & B, AT&T, a &; b");
        assert_eq!(written(&["<p", "<a href=/?a=1&b=2&lt;", "x", "/", "/"]), "[x](/?a=1&b=2\\&lt;)\n");
    }

    #[test]
    fn a_formula_stands_between_dollars() {
        let inline = ["<p", "a ", "<math alttext=x^2", "<mi", "x", "/", "/", " b", "/"];
        assert_eq!(written(&inline), "a $x^2$ b\n");
        assert_eq!(written(&["<math alttext=a<b \\le c", "<mi", "a", "/", "/"]), "$a< b \\le c$\n");
        assert_eq!(written(&["<p", "<math", "<msup", "<mi", "x", "/", "<mn", "2", "/", "/", "/", "/"]), "x^2\n");
        assert_eq!(cell(&["<math alttext=|x|", "<mi", "x", "/", "/"]), "$\\|x\\|$");
        assert_eq!(written(&["<code", "<math alttext=x^2", "<mi", "x", "/", "/", "/"]), "`x^2`\n");
    }

    #[test]
    fn dollars_in_a_text_are_not_read_as_a_formula() {
        for (text, expected) in [
            ("$5 and $6", "$5 and $6"),
            ("$5–$6", "\\$5–\\$6"),
            ("$x$", "\\$x\\$"),
            ("$PATH:$HOME", "\\$PATH:\\$HOME"),
            ("5$ and 6$", "5$ and 6$"),
        ] {
            assert_eq!(paragraph(text), expected);
        }
    }

    #[test]
    fn code_keeps_what_is_in_it_and_its_place() {
        let code = ["<p", "a ", "<code", "b", "<em", "c", "/", "<br", "<code", "d", "/", "e", "/", " f", "/"];
        assert_eq!(written(&code), "a `bc de` f\n");
        assert_eq!(written(&["<code", "<pre", "a\nb", "/", "/"]), "```\na\nb\n```\n");
    }

    /// The cells of a table's second row.
    fn cell(steps: &[&str]) -> String {
        let head = ["<table", "<tbody", "<tr", "<th", "h", "/", "/", "<tr", "<td"];
        let out = written(&[&head, steps, &["/", "<td", "z", "/", "/", "/", "/", "<p", "after", "/"]].concat());
        let row = out.strip_prefix("| h |  |\n| --- | --- |\n| ").unwrap_or_else(|| panic!("{out}"));
        row.strip_suffix(" | z |\n\nafter\n").unwrap_or_else(|| panic!("{out}")).to_owned()
    }

    #[test]
    fn a_cell_is_one_line_with_all_it_holds() {
        assert_eq!(cell(&["a", "<h3", "# b", "/", "c"]), "a # b c");
        assert_eq!(cell(&["a", "<pre", "<code data-language=c", "b |\n  c", "/", "/", "d"]), "a `b \\| c` d");
        let list =
            ["a", "<ul", "<li", "<p", "b", "/", "/", " ", "<li", "c", "<ol", "<li", "d", "/", "/", "/", "/", "e"];
        assert_eq!(cell(&list), "a b; c d e");
        assert_eq!(cell(&["<blockquote", "<p", "a", "/", "<p", "b", "/", "/", "<hr", "c"]), "a b c");
        assert_eq!(cell(&["a!", "<br", "<a href=/x", "b|c", "/"]), "a! [b\\|c](/x)");
        assert_eq!(cell(&["a!", "<a href=/x", "b", "/"]), "a\\![b](/x)");
        assert_eq!(cell(&["a", "<table", "<tr", "<td", "b", "/", "<td", "c", "/", "/", "/", "d"]), "a b c d");
        assert_eq!(cell(&["<strong", "<p", "a", "/", "/", "b"]), "**a** b");
    }

    #[test]
    fn text_of_a_table_that_is_in_no_cell_stays() {
        let out = written(&["<table", "a", "<tr", "b", "<td", "c", "/", "/", "d", "/"]);
        assert_eq!(out, "| a |  |  |\n| --- | --- | --- |\n| b | c | d |\n");
    }

    #[test]
    fn no_address_made_of_text_ends_in_a_tag() {
        assert_eq!(written(&["<p", "see https://x.example/<b>", "/"]), "see https://x.example/&lt;b>\n");
        assert_eq!(written(&["<p", "a <b>", "/"]), "a \\<b>\n");
        assert_eq!(written(&["<p", "https://x.example/", "<code", "a<b>", "/", "/"]), "https://x.example/a&lt;b>\n");
        assert_eq!(written(&["<p", "https://x.example/ ", "<code", "a<b>", "/", "/"]), "https://x.example/ `a<b>`\n");
    }
}
