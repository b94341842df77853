use super::Reader;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

/// What can be wrong with JSON. Each says what was expected where, and, where the cause can be
/// guessed, what to do.
impl Reader<'_> {
    pub(super) fn no_value(&self) -> Box<Diagnostic> {
        let found = self.wrong("a value is expected here");
        let rest = self.rest();
        let word = rest
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let hint = match word {
            "True" | "False" | "None" => "JSON writes `true`, `false` and `null`",
            "NaN" | "Infinity" => "JSON has no infinite numbers: leave the member out or write it as text",
            "" if rest.starts_with('\'') => "JSON wants double quotes",
            "" if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') => "JSON has no comments",
            "" if rest.starts_with(',') => "remove the comma, or write the value that it should follow",
            "" => return found.into(),
            _ => "text stands in double quotes",
        };
        found.hint(hint).into()
    }

    pub(super) fn no_key(&self, open: usize) -> Box<Diagnostic> {
        let found = self.wrong("a key in double quotes is expected here");
        if self.rest().is_empty() {
            self.opened(found, open, b'}').into()
        } else {
            found.into()
        }
    }

    pub(super) fn no_colon(&self, key: Span) -> Box<Diagnostic> {
        self.wrong("a `:` is expected here").also(key, "behind this key").into()
    }

    pub(super) fn no_comma(&self, open: usize, close: u8) -> Box<Diagnostic> {
        let close_sign = char::from(close);
        let found = self.wrong(&format!("a `,` or `{close_sign}` is expected here"));
        let found = self.opened(found, open, close);
        let comment = self.rest().starts_with("//") || self.rest().starts_with("/*");
        (if comment {
            found.hint("JSON has no comments")
        } else {
            found
        })
        .into()
    }

    pub(super) fn trailing_comma(&self, comma: usize) -> Box<Diagnostic> {
        self.mistake(comma, comma + 1, "a comma behind the last member")
            .hint("remove this comma: JSON allows none here")
            .into()
    }

    pub(super) fn text_behind_end(&self) -> Box<Diagnostic> {
        self.wrong("the document has ended, but there is more text")
            .hint("one file holds one JSON value")
            .into()
    }

    pub(super) fn not_a_number(&self, start: usize, text: &str) -> Box<Diagnostic> {
        let shown: String = text.chars().take(40).collect();
        let found = self.mistake(start, self.at, &format!("`{shown}` is not a number in JSON"));
        let zeros = text.trim_start_matches('-').starts_with('0');
        let hint = if zeros && text.len() > 1 && !text.contains(['.', 'x']) {
            "a number has no leading zeros; text stands in double quotes"
        } else {
            "a number has digits before and behind its point; text stands in double quotes"
        };
        found.hint(hint).into()
    }

    pub(super) fn control_character(&self, open: usize) -> Box<Diagnostic> {
        let (name, escape) = match self.peek() {
            Some(b'\n' | b'\r') => ("a line break", "\\n"),
            Some(b'\t') => ("a tab", "\\t"),
            _ => ("a control character", "\\u001f"),
        };
        self.mistake(self.at, self.at + 1, &format!("{name} inside of a string"))
            .also(Span::new(self.source, open, open + 1), "the string begins here")
            .hint(format!("close the string with `\"` before it, or write `{escape}`"))
            .into()
    }

    pub(super) fn unclosed_string(&self, open: usize) -> Box<Diagnostic> {
        self.mistake(open, open + 1, "a string is not closed")
            .hint("write `\"` at its end")
            .into()
    }

    pub(super) fn unknown_escape(&self) -> Box<Diagnostic> {
        let escape: String = self.rest().chars().take(2).collect();
        let message = format!("`{}` is not an escape of JSON", escape.escape_debug());
        self.mistake(self.at, self.at + escape.len(), &message)
            .hint("a backslash itself is written `\\\\`")
            .into()
    }

    pub(super) fn bad_unicode(&self, start: usize) -> Box<Diagnostic> {
        self.mistake(start, start + 2, "`\\u` wants four hexadecimal digits behind it")
            .into()
    }

    pub(super) fn lone_surrogate(&self, start: usize) -> Box<Diagnostic> {
        self.mistake(start, start + 6, "half of a surrogate pair, which is no character")
            .hint("characters beyond U+FFFF are written as two escapes, such as `\\ud83d\\ude00`, or as they are")
            .into()
    }

    fn opened(&self, found: Diagnostic, open: usize, close: u8) -> Diagnostic {
        let what = if close == b'}' { "the object" } else { "the array" };
        found.also(Span::new(self.source, open, open + 1), format!("{what} begins here"))
    }

    /// A mistake at the next character.
    fn wrong(&self, message: &str) -> Diagnostic {
        let rest = self.rest();
        let word = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        match rest.chars().next() {
            Some(next) => self.mistake(self.at, self.at + word.max(next.len_utf8()), message),
            None => self.mistake(self.at, self.at, message).label("the text ends here"),
        }
    }

    fn mistake(&self, start: usize, end: usize, message: &str) -> Diagnostic {
        Diagnostic::new(Code::BadSyntax, Span::new(self.source, start, end), message)
    }
}
