use crate::ir::{Docs, is_visible};

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

    /// Writes documentation, a comment for each line.
    pub fn docs(&mut self, docs: &Docs) {
        for line in &docs.lines {
            let visible: String = line.chars().filter(|&character| is_visible(character)).collect();
            self.row(format!("/// {visible}").trim_end());
        }
    }

    /// Writes documentation, and that what follows goes away.
    pub fn docs_of(&mut self, docs: &Docs, deprecated: bool) {
        self.docs(docs);
        if deprecated {
            if docs.is_empty() {
                self.row("/// It goes away.");
            }
            self.row("#[deprecated]");
        }
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

    /// Whether its rows are operations.
    #[must_use]
    pub fn is_of_endpoints(&self) -> bool {
        self.lines
            .first()
            .is_some_and(|line| line.starts_with("v1::endpoints!"))
    }

    /// The rows without their documentation.
    #[must_use]
    pub fn code(&self) -> String {
        let lines = self.lines.iter().filter(|line| !line.trim_start().starts_with("///"));
        let mut text = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
        text.extend(std::iter::repeat_n("}", self.depth));
        text
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
