/// A macro call that reads as a table: the formatter would run its rows together, so that each change moved its neighbours.
#[derive(Clone, Debug, Default)]
pub struct Table {
    lines: Vec<String>,
    depth: usize,
}

impl Table {
    /// A table that starts with this line and an open brace.
    #[must_use]
    pub fn new(head: impl AsRef<str>) -> Self {
        let mut table = Self::default();
        table.open(head);
        table
    }

    /// A table of one line.
    #[must_use]
    pub fn single(line: impl AsRef<str>) -> Self {
        let mut table = Self::default();
        table.row(line);
        table
    }

    /// Writes a row.
    pub fn row(&mut self, row: impl AsRef<str>) {
        self.lines
            .push(format!("{}{}", "    ".repeat(self.depth), row.as_ref()));
    }

    /// Opens a section.
    pub fn open(&mut self, head: impl AsRef<str>) {
        self.row(format!("{} {{", head.as_ref()));
        self.depth += 1;
    }

    /// Closes a section.
    pub fn close(&mut self, tail: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.row(format!("}}{tail}"));
    }

    /// A section of rows, left out where there are none.
    pub fn section(&mut self, head: &str, rows: &[String]) {
        if !rows.is_empty() {
            self.open(head);
            for row in rows {
                self.row(row);
            }
            self.close("");
        }
    }

    /// The text, all sections closed.
    #[must_use]
    pub fn finish(mut self) -> String {
        while self.depth > 0 {
            self.close("");
        }
        self.lines.join("\n")
    }
}
