//! Write tables, in which each cell is one line whatever it holds.

use super::{Attributes, Code, Table, Writer, parts};

/// Columns that a cell may take up, and that one may reach down in: Markdown has no spans, and shows empty cells.
const WIDEST: usize = 64;

impl Table {
    /// Writes a cell, and empty ones for what it and those above take up.
    fn put(&mut self, cell: String) {
        let (columns, rows) = std::mem::replace(&mut self.span, (1, 1));
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.reached.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(String::new());
        }
        for (at, text) in
            std::iter::once(cell).chain(std::iter::repeat_n(String::new(), columns.max(1) - 1)).enumerate()
        {
            let column = row.len();
            row.push(text);
            if rows > 1 && column < WIDEST && at < columns {
                self.reached.resize(self.reached.len().max(column + 1), 0);
                self.reached[column] = rows - 1;
            }
        }
    }
}

impl Writer {
    /// In a table there are no blocks: a cell is one line.
    pub(super) fn open_in_table(&mut self, tag: &str, attributes: &Attributes) {
        let Some(table) = &mut self.table else { return };
        match tag {
            "table" => {
                table.nested += 1;
                self.part(" ");
            }
            "tr" if table.nested == 0 => {
                self.end_loose_cell();
                self.table.iter_mut().for_each(|table| table.rows.push(Vec::new()));
            }
            "td" | "th" if table.nested == 0 => {
                self.end_loose_cell();
                let span = |name| attributes.get(name).and_then(|value| value.parse().ok()).unwrap_or(1);
                let span = (usize::clamp(span("colspan"), 1, WIDEST), usize::max(span("rowspan"), 1));
                self.table.iter_mut().for_each(|table| table.span = span);
            }
            "caption" if table.nested == 0 => self.end_loose_cell(),
            "pre" => {
                self.part(" ");
                self.code = Code::Block { language: String::new(), text: String::new() };
            }
            _ if parts(tag) => self.part(" "),
            _ => self.open_inline(tag, attributes),
        }
    }

    pub(super) fn close_in_table(&mut self, tag: &str) {
        let Some(table) = &mut self.table else { return };
        match tag {
            "table" if table.nested == 0 => self.end_table(),
            "table" => {
                table.nested -= 1;
                self.part(" ");
            }
            "td" | "th" if table.nested == 0 => self.end_cell(),
            "caption" if table.nested == 0 => {
                table.gap = None;
                table.caption.push_str(&std::mem::take(&mut self.line));
            }
            "pre" => {
                if let Code::Block { text, .. } = std::mem::take(&mut self.code)
                    && !text.trim().is_empty()
                {
                    self.put_code(&text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                self.part(" ");
            }
            "li" => table.gap = Some("; "),
            "ul" | "ol" => table.gap = Some(" "),
            _ if parts(tag) => self.part(" "),
            _ => self.close_inline(tag),
        }
    }

    /// Parts what the cell has from what it gets.
    pub(super) fn part(&mut self, gap: &'static str) {
        if let Some(table) = &mut self.table
            && !(self.line.len() == table.begun && self.line.ends_with(['*', '[']))
        {
            table.gap.get_or_insert(gap);
        }
    }

    pub(super) fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.line).trim().replace('|', "\\|");
        if let Some(table) = &mut self.table {
            table.gap = None;
            table.put(cell);
        }
    }

    /// Makes a cell of text that stands in a table but in no cell.
    pub(super) fn end_loose_cell(&mut self) {
        if self.line.trim().is_empty() {
            self.line.clear();
            self.table.iter_mut().for_each(|table| table.gap = None);
        } else {
            self.end_cell();
        }
    }

    pub(super) fn end_table(&mut self) {
        self.end_loose_cell();
        let Some(table) = self.table.take() else { return };
        self.line = table.caption;
        self.end_block();
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
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
}
