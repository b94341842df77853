use std::cmp::Ordering;

use super::{Code, Severity};
use crate::source::Span;

/// A place and what is to be said about it.
#[derive(Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A few words beside the underline; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// How bad it is: the code's own severity, unless warnings are denied.
    pub severity: Severity,
    /// One sentence, begun in lower case and without a full stop. It names what is wrong, with the
    /// names from the document.
    pub message: String,
    /// The place it is about; none for a file that could not be read.
    pub primary: Option<Label>,
    /// Further places that matter, such as the first of two equal keys.
    pub secondary: Vec<Label>,
    /// How to mend it, each in one sentence.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let primary = Label {
            span,
            text: String::new(),
        };
        Self {
            primary: Some(primary),
            ..Self::without_place(code, message)
        }
    }

    /// A finding about no place in a text, such as a file that cannot be read.
    pub fn without_place(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Says a few words at the place itself.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(primary) = &mut self.primary {
            primary.text = text.into();
        }
        self
    }

    /// Makes it a warning, where the rest of the document stays sound without what is wrong here.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Makes it an error, where what is wrong here would change what the client does.
    #[must_use]
    pub fn as_error(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    /// Shows a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    /// The place it is about.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.primary.as_ref().map(|label| label.span)
    }
}

impl Ord for Diagnostic {
    /// By place first, so that a list reads from top to bottom; by everything else after, so that
    /// the order is total.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.span(), d.code, d.severity);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.primary.cmp(&other.primary))
            .then_with(|| self.secondary.cmp(&other.secondary))
            .then_with(|| self.hints.cmp(&other.hints))
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
