//! Print an article as plain text: the title, then a block a paragraph.

use super::{Event, Numbers, Quotes, events, formula, is_block};
use crate::article::{Article, Attributes, ContentNode};

/// The title and the story, blocks parted by blank lines. List items begin with a bullet or their number. A row of a
/// table is a line, its cells are parted by tabs. Pictures are left out, their captions are not. All spaces are plain ones,
/// as where text is copied from a browser: who searches for what is written types no others.
pub fn text(article: &Article) -> String {
    let mut out = String::new();
    if let Some(title) = &article.metadata.title {
        out.push_str(title);
        out.push_str("\n\n");
    }
    out.push_str(&text_fragment(&article.content));
    out
}

/// The story as [`text`] prints it, without the title.
pub fn text_fragment(content: &[ContentNode]) -> String {
    let mut writer = Writer::default();
    for event in formula::in_lines(events(content)) {
        writer.event(event);
    }
    writer.out.push('\n');
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Line breaks due before the next text.
    gap: usize,
    /// The number of the next item for each open list; `None` for bullets.
    lists: Vec<Option<Numbers>>,
    quotes: Quotes,
    /// The ruby under way has brackets of its own around its readings.
    has_brackets: bool,
    bullet: Option<String>,
    /// Tabs due before the row's next text.
    tabs: usize,
    /// Cells open, one in another. In a cell there are no blocks: all of a row is one line.
    cells: usize,
    /// A block of a cell has ended: a space is due before the next text of the cell.
    space: bool,
    /// Elements open within one that is not written.
    skipped: usize,
    /// Listings open: their spaces are kept as they are.
    listings: usize,
    /// The last character was a space at which a line may break.
    after_space: bool,
    /// The formula under way is set off.
    is_display: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Open("pre", _) => self.listings += 1,
            Event::Close("pre") => self.listings -= 1,
            _ => {}
        }
        match event {
            Event::Open(..) if self.skipped > 0 => self.skipped += 1,
            Event::Close(_) if self.skipped > 0 => self.skipped -= 1,
            Event::Text(_) if self.skipped > 0 => {}
            Event::Open(_, attributes) if attributes.get("role") == Some("doc-backlink") => {
                self.skipped = 1;
                self.out.truncate(self.out.trim_end_matches(' ').len());
                self.after_space = false;
            }
            Event::Open("td" | "th", _) => {
                self.space = self.cells > 0;
                self.cells += 1;
            }
            Event::Close("td" | "th") => {
                self.cells = self.cells.saturating_sub(1);
                self.space = self.cells > 0;
                self.tabs += usize::from(self.cells == 0);
            }
            Event::Open(tag, _) | Event::Close(tag) if self.cells > 0 => {
                self.space |= is_block(tag) || matches!(tag, "br" | "li" | "tr");
            }
            Event::Text(text) if self.cells > 0 => self.cell_text(&text),
            Event::Open(tag, attributes) => match tag {
                "br" => self.gap = self.gap.max(1),
                "ul" => self.lists.push(None),
                "ol" => self.lists.push(Some(Numbers::of(attributes))),
                "li" => self.item(attributes),
                "tr" => {
                    self.gap = self.gap.max(1);
                    self.tabs = 0;
                }
                "q" => {
                    let mark = self.quotes.open();
                    self.text(mark);
                }
                "ruby" => self.has_brackets = false,
                "rp" => self.has_brackets = true,
                "rt" if !self.has_brackets => self.text("（"),
                "math" => {
                    self.is_display = attributes.get("display").is_some();
                    self.set_off();
                }
                _ if is_block(tag) => self.gap = 2,
                _ => {}
            },
            Event::Text(text) => self.text(&text),
            Event::Close(tag) => match tag {
                "q" => {
                    let mark = self.quotes.close();
                    self.text(mark);
                }
                "rt" if !self.has_brackets => self.text("）"),
                "math" => self.set_off(),
                "ul" | "ol" => {
                    self.lists.pop();
                    self.gap = self.gap.max(if self.lists.is_empty() { 2 } else { 1 });
                }
                "li" => self.gap = self.gap.max(1),
                "tr" => {
                    self.gap = self.gap.max(1);
                    self.tabs = 0;
                }
                _ if is_block(tag) => self.gap = 2,
                _ => {}
            },
        }
    }

    /// Puts a formula that stands by itself on lines of its own.
    fn set_off(&mut self) {
        if self.is_display && self.bullet.is_none() {
            self.gap = 2;
        }
    }

    fn item(&mut self, attributes: &Attributes) {
        self.gap = self.gap.max(1);
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(numbers)) => format!("{indent}{}. ", numbers.next(attributes)),
            _ => format!("{indent}- "),
        };
        self.bullet = Some(mark);
    }

    fn text(&mut self, text: &str) {
        // What stood before it may not have been written.
        let text = if self.bullet.is_some() { text.trim_start_matches(' ') } else { text };
        if text.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            // An item begins a line, even where nothing else asks for one.
            let gap = if self.bullet.is_some() { self.gap.clamp(1, 2) } else { self.gap };
            self.out.extend(std::iter::repeat_n('\n', gap));
        }
        self.gap = 0;
        if let Some(bullet) = self.bullet.take() {
            self.out.push_str(&bullet);
        }
        self.out.extend(std::iter::repeat_n('\t', std::mem::take(&mut self.tabs)));
        text.chars().for_each(|character| self.character(character));
    }

    /// Writes a character. A space at which no line may break is a plain one, and none beside one; several are an indent.
    fn character(&mut self, character: char) {
        let is_fixed = matches!(character, '\u{a0}' | '\u{202f}');
        let is_second = match character {
            ' ' => self.out.ends_with(' '),
            _ => is_fixed && self.after_space,
        };
        if !is_second || self.listings > 0 {
            self.out.push(if is_fixed { ' ' } else { character });
        }
        self.after_space = character == ' ';
    }

    fn cell_text(&mut self, text: &str) {
        let text = text.replace(['\n', '\t'], " ");
        let begins = self.gap > 0 || self.tabs > 0 || self.bullet.is_some() || self.out.ends_with([' ', '\t']);
        let text = if begins || self.space { text.trim_start_matches(' ') } else { &text };
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.space) && !begins {
            self.out.push(' ');
        }
        self.text(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_spaces_are_plain_and_those_side_by_side_are_one() {
        let text = |depth: u8, text: &str| ContentNode::Text { depth, text: text.to_owned() };
        let element = |depth: u8, tag: &str| ContentNode::Element {
            depth,
            tag: tag.to_owned(),
            attributes: Attributes::default(),
        };
        let written = |nodes: &[ContentNode]| text_fragment(nodes);
        let paragraph = [element(0, "p"), text(1, "10\u{202f}km,\u{a0}"), element(1, "b"), text(2, " or \u{a0}more")];
        assert_eq!(written(&paragraph), "10 km, or more\n");
        let verse = [element(0, "p"), text(1, "One"), element(1, "br"), text(1, "\u{a0}\u{a0}\u{a0}two")];
        assert_eq!(written(&verse), "One\n   two\n");
        assert_eq!(written(&[element(0, "pre"), text(1, "if\u{a0} x:\n    y  # z")]), "if  x:\n    y  # z\n");
    }

    #[test]
    fn a_row_is_a_line_and_its_cells_are_parted_by_tabs() {
        let tree = "table tr td p =a / p =b / / td / td =c br =d ul li =e / li =f / / / / tr td table tr td =g / \
            td pre =h\ni / / / / / / / p =j /";
        let mut depth = 0;
        let mut writer = Writer::default();
        let mut nodes = Vec::new();
        for step in tree.split(' ') {
            if step == "/" {
                depth -= 1;
            } else if let Some(text) = step.strip_prefix('=') {
                nodes.push(ContentNode::Text { depth, text: text.to_owned() });
            } else {
                nodes.push(ContentNode::Element { depth, tag: step.to_owned(), attributes: Attributes::default() });
                depth += u8::from(step != "br");
            }
        }
        events(&nodes).into_iter().for_each(|event| writer.event(event));
        assert_eq!(writer.out, "a b\t\tc d e f\ng h i\n\nj");
    }
}
