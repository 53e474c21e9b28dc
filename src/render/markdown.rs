//! Print an article as Markdown (CommonMark, with GitHub's tables).

use super::{Event, events};
use crate::article::Article;

/// The title as a heading, then the story. No HTML is written: what Markdown cannot say is left as its text.
pub fn markdown(article: &Article) -> String {
    let mut writer = Writer::default();
    if let Some(title) = &article.metadata.title {
        writer.line.push_str("# ");
        writer.line.push_str(&escaped(title));
        writer.end_block();
    }
    for event in events(&article.content) {
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
    /// The block under way, without its prefix.
    line: String,
    /// What stands before each line for the containers around it.
    prefix: Vec<Prefix>,
    /// How many of them the last block written had as well.
    shared: usize,
    lists: Vec<Option<i64>>,
    /// The last block was an item's, so that the next item follows without a blank line.
    tight: bool,
    links: Vec<String>,
    code: Code,
    table: Option<Table>,
}

/// What a container puts before its lines.
enum Prefix {
    Quote,
    /// The mark of an item, on its first line only; spaces after.
    Item {
        mark: String,
        used: bool,
    },
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

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Open(tag, attributes) => self.open(tag, attributes),
            Event::Text(text) => match &mut self.code {
                Code::None => self.line.push_str(&escaped(text)),
                Code::Inline(code) | Code::Block { text: code, .. } => code.push_str(text),
            },
            Event::Close(tag) => self.close(tag),
        }
    }

    fn open(&mut self, tag: &str, attributes: &crate::article::Attributes) {
        match tag {
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                let level = tag.trim_start_matches('h').parse().unwrap_or(2);
                self.line = format!("{} ", "#".repeat(level));
            }
            "blockquote" => {
                self.end_block();
                self.prefix.push(Prefix::Quote);
            }
            "ul" | "ol" => {
                self.end_block();
                self.tight = self.tight && !self.lists.is_empty();
                let start = attributes.get("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((tag == "ol").then_some(start));
            }
            "li" => self.item(),
            "pre" => {
                self.end_block();
                self.code = Code::Block { language: String::new(), text: String::new() };
            }
            "code" => match &mut self.code {
                Code::Block { language, .. } => {
                    *language = attributes.get("data-language").unwrap_or_default().to_owned();
                }
                _ => self.code = Code::Inline(String::new()),
            },
            "hr" => {
                self.end_block();
                self.line.push_str("---");
                self.end_block();
            }
            "br" if self.table.is_some() => self.line.push(' '),
            "br" => self.line.push_str("\\\n"),
            "img" => self.image(attributes),
            "a" => {
                self.links.push(attributes.get("href").unwrap_or_default().to_owned());
                self.line.push('[');
            }
            "em" | "i" => self.line.push('*'),
            "strong" | "b" => self.line.push_str("**"),
            "table" => {
                self.end_block();
                self.table = Some(Table::default());
            }
            "tr" => {
                if let Some(table) = &mut self.table {
                    self.line.clear();
                    table.rows.push(Vec::new());
                }
            }
            "video" | "audio" => {
                let source = attributes.get("src").unwrap_or_default();
                self.line.push_str(&format!("[{tag}]({})", destination(source)));
            }
            _ if is_block(tag) => self.end_block(),
            _ => {}
        }
    }

    fn close(&mut self, tag: &str) {
        match tag {
            "blockquote" => {
                self.end_block();
                self.leave();
            }
            "ul" | "ol" => {
                self.end_block();
                self.lists.pop();
                self.tight = !self.lists.is_empty();
            }
            "li" => {
                self.end_block();
                self.leave();
                self.tight = true;
            }
            "pre" => self.code_block(),
            "code" => {
                if let Code::Inline(code) = &self.code {
                    self.line.push_str(&code_span(code));
                    self.code = Code::None;
                }
            }
            "a" => {
                let href = self.links.pop().unwrap_or_default();
                self.line.push_str(&format!("]({})", destination(&href)));
            }
            "em" | "i" => self.line.push('*'),
            "strong" | "b" => self.line.push_str("**"),
            "td" | "th" => {
                let cell = std::mem::take(&mut self.line).trim().replace('|', "\\|").replace('\n', " ");
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            "table" => self.end_table(),
            _ if is_block(tag) => self.end_block(),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.end_block();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
        self.prefix.push(Prefix::Item { mark, used: false });
    }

    fn image(&mut self, attributes: &crate::article::Attributes) {
        let alt = escaped(attributes.get("alt").unwrap_or_default());
        let source = destination(attributes.get("src").unwrap_or_default());
        self.line.push_str(&format!("![{alt}]({source})"));
    }

    fn code_block(&mut self) {
        let Code::Block { language, text } = std::mem::take(&mut self.code) else { return };
        let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        self.line = format!("{fence}{language}\n{text}\n{fence}");
        self.write_block();
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let cells = (0..columns).map(|column| row.get(column).map_or("", String::as_str));
            lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
            if at == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        self.line = lines.join("\n");
        self.write_block();
    }

    /// Ends the paragraph under way. In a table there are none: a cell is one line.
    fn end_block(&mut self) {
        if self.table.is_some() {
            if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            return;
        }
        let text = self.line.trim_matches([' ', '\n']);
        self.line = guarded(text.trim_end_matches('\\'));
        self.write_block();
    }

    /// Writes the block under way behind the prefixes of its containers.
    fn write_block(&mut self) {
        let block = std::mem::take(&mut self.line);
        if block.is_empty() {
            return;
        }
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
                Prefix::Item { mark, used } if *used || !mark_used => text.extend(std::iter::repeat_n(' ', mark.len())),
                Prefix::Item { mark, used } => {
                    text.push_str(mark);
                    *used = true;
                }
            }
        }
        text
    }
}

fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "dl"
            | "dt"
            | "dd"
            | "figure"
            | "figcaption"
            | "caption"
            | "details"
            | "summary"
            | "aside"
            | "div"
            | "section"
            | "address"
    )
}

/// Text with a backslash before each character that Markdown would read as markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A paragraph whose beginning cannot be taken for the mark of another kind of block. Headings and images that we
/// wrote ourselves begin with marks that are meant.
fn guarded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match bytes.first() {
        Some(b'#') if !is_own_heading(text) => format!("\\{text}"),
        Some(b'+' | b'-' | b'>') if text != "---" => format!("\\{text}"),
        _ if (1..=9).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) => {
            let (number, rest) = text.split_at(digits);
            format!("{number}\\{rest}")
        }
        _ => text.to_owned(),
    }
}

fn is_own_heading(text: &str) -> bool {
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&marks) && text.as_bytes().get(marks) == Some(&b' ')
}

/// A link's address. Those with spaces or parentheses go between angle brackets.
fn destination(address: &str) -> String {
    if address.contains(['(', ')', ' ', '<', '>', '\\']) {
        format!("<{}>", address.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C"))
    } else {
        address.to_owned()
    }
}

/// Code in a line, between as many backticks as it needs.
fn code_span(code: &str) -> String {
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{code}{pad}{fence}")
}
