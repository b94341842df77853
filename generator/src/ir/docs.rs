/// Documentation, clean Markdown that rustdoc takes without a warning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// Lines without the comment marker.
    pub lines: Vec<String>,
}

/// Text as code inside documentation: on one line, and without the sign that would end it.
#[must_use]
pub fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .filter(|&character| is_visible(character))
        .map(|character| if character == '`' { '\'' } else { character })
        .collect();
    format!("`{}`", if text.trim().is_empty() { "(empty)" } else { text.trim() })
}

/// Whether a character can stand in a comment: neither a control nor one that changes the direction of text.
#[must_use]
pub fn is_visible(character: char) -> bool {
    let turns_direction = matches!(
        character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}'
    );
    !turns_direction && !character.is_control()
}

impl Docs {
    /// Documentation of one line.
    #[must_use]
    pub fn line(text: impl Into<String>) -> Self {
        Self {
            lines: vec![text.into()],
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Appends a paragraph.
    pub fn paragraph(&mut self, text: impl AsRef<str>) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(text.as_ref().lines().map(str::to_owned));
    }

    /// These docs, or the given sentence where there are none.
    #[must_use]
    pub fn or(self, text: impl Into<String>) -> Self {
        if self.is_empty() { Self::line(text) } else { self }
    }

    /// The first sentence, on one line.
    #[must_use]
    pub fn first_sentence(&self) -> String {
        let summary = self.summary();
        match summary.find(". ") {
            Some(end) => summary.get(..=end).unwrap_or(&summary).to_owned(),
            None => summary,
        }
    }

    /// These docs with a full stop behind their first paragraph, where it is a heading without one.
    #[must_use]
    pub fn with_stop(mut self) -> Self {
        let last = self.lines.iter().take_while(|line| !line.is_empty()).count();
        if let Some(line) = last.checked_sub(1).and_then(|at| self.lines.get_mut(at))
            && line.ends_with(|end: char| end.is_alphanumeric() || matches!(end, '`' | ')'))
            && !line.starts_with("```")
        {
            line.push('.');
        }
        self
    }

    /// The first paragraph, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        self.lines
            .iter()
            .take_while(|line| !line.is_empty())
            .map(|line| line.trim())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// How well a fact about the API is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// Stated in the vendor's documentation, or nothing is said about it.
    #[default]
    Documented,
    /// Seen in use, not documented.
    Observed,
    /// Concluded by analogy, never seen.
    Inferred,
}
