use http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};

use super::{Answer, Wrapped};
use crate::text::{capped, escaped, floor_boundary};
use crate::{Envelope, Error, ErrorKind};

/// How many bytes of an answer are shown on either side of what is wrong.
const AROUND: usize = 100;
/// The longest message of a server that is shown, in characters.
const LONGEST_MESSAGE: usize = 300;

impl Answer {
    /// An error about this answer.
    pub(super) fn failure(&self, kind: ErrorKind, detail: &str) -> Error {
        let detail = format!("{detail} (status {})", self.head.status.as_u16());
        Error::new(kind, Some(self.head.description), detail).about(self.share())
    }

    pub(super) fn is_html(&self) -> bool {
        let content_type = self
            .head
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let start = self.body().iter().find(|byte| !byte.is_ascii_whitespace());
        let content_type = content_type.trim().to_ascii_lowercase();
        // Some servers call everything HTML, their JSON too.
        let labelled = content_type.starts_with("text/html");
        // Pages that are XML as well are called `application/xhtml+xml`.
        let essence = content_type.split(';').next().unwrap_or_default().trim_end();
        let is_xml = essence.ends_with("xml") && !essence.contains("xhtml");
        start == Some(&b'<') && !is_xml || labelled && !matches!(start, Some(b'{' | b'['))
    }

    /// Whether the body is in an encoding that nobody has taken off.
    pub(super) fn is_encoded(&self) -> bool {
        let encodings = self.head.headers.get_all(CONTENT_ENCODING);
        let is_any = encodings
            .iter()
            .any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"));
        is_any && !matches!(self.body().first(), Some(b'{' | b'['))
    }

    /// Nothing where the status is 2xx, else an error with what the server says of it.
    pub(super) fn succeeded(&self, envelope: Option<&'static Envelope>) -> Result<(), Error> {
        if self.head.status.is_success() {
            return Ok(());
        }
        let reason = self
            .head
            .status
            .canonical_reason()
            .unwrap_or("a status that HTTP does not define");
        let hint = if self.head.status.is_redirection() && self.head.headers.contains_key(LOCATION) {
            ", and redirects are not followed, since credentials go nowhere else: is the address of the client right?"
        } else {
            ""
        };
        let mut error = self.failure(ErrorKind::Status, &format!("the server answers {reason}{hint}"));
        let text = String::from_utf8_lossy(self.body());
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        match envelope.and_then(|envelope| Some((Wrapped::read(text, envelope).ok()?, envelope))) {
            Some((wrapped, envelope)) if wrapped.code.is_some() || wrapped.message.is_some() => {
                self.say(&mut error, &wrapped, envelope);
            }
            _ if self.body().is_empty() => {}
            _ if self.is_encoded() => error.0.detail.push_str(", with a compressed body"),
            _ if self.is_html() => error.0.detail.push_str(", with a page for people"),
            _ => error.0.excerpt = self.excerpt(text, 0),
        }
        Err(error)
    }

    /// The error where an envelope says no, or does not say how it went.
    pub(super) fn refusal(&self, wrapped: &Wrapped<'_>, envelope: &'static Envelope) -> Option<Error> {
        let expects = envelope.success.is_some() || envelope.code.is_some();
        if expects && !wrapped.says_how_it_went() {
            return Some(self.failure(ErrorKind::NotAnEnvelope, "the answer does not say whether it went well"));
        }
        let unsuccessful = match (envelope.success, wrapped.success) {
            (Some((_, expected)), Some(text)) => text != if expected { "true" } else { "false" },
            _ => false,
        };
        // A code that cannot be read is not the code of success.
        let other_code = envelope.code.is_some_and(|(_, expected)| {
            wrapped.other_code.is_some() || wrapped.code.is_some_and(|code| code != expected)
        });
        if !unsuccessful && !other_code {
            return None;
        }
        let credentials = wrapped.code.is_some_and(|code| envelope.means_credentials(code));
        let refused = if credentials {
            "the server refuses the credentials"
        } else {
            "the server refuses"
        };
        let mut error = self.failure(ErrorKind::Refused, refused);
        self.say(&mut error, wrapped, envelope);
        Some(error)
    }

    /// Puts what the server says into the error. Its message is for people and is shown, our own secrets aside.
    fn say(&self, error: &mut Error, wrapped: &Wrapped<'_>, envelope: &'static Envelope) {
        error.0.code = wrapped.code;
        if let (None, Some(code)) = (wrapped.code, wrapped.other_code) {
            error
                .0
                .detail
                .push_str(&format!(", code {}", escaped(&self.capped(code))));
        }
        error.0.credentials_refused = wrapped.code.is_some_and(|code| envelope.means_credentials(code));
        match &wrapped.message {
            Some(message) if !self.head.description.is_sensitive() => error.0.message = Some(self.capped(message)),
            Some(_) => {}
            // Its reasons stand elsewhere.
            None => error.0.excerpt = self.excerpt(&String::from_utf8_lossy(self.body()), 0),
        }
    }

    /// The error for what is not JSON, with the reason where it is a common one.
    pub(super) fn not_json(&self, detail: &str) -> Error {
        let compressed = "the answer is compressed, though nothing asked for it: leave the header `Accept-Encoding` to the transport";
        self.failure(ErrorKind::NotJson, if self.is_encoded() { compressed } else { detail })
    }

    /// The error for text that is not JSON, or not all of it.
    pub(super) fn unreadable(&self, text: &str, error: &serde_json::Error) -> Error {
        // The reader takes a number that breaks off at its sign, point or exponent for a wrong one.
        let in_number = offset(text, error) == text.len() && text.ends_with(['-', '+', '.', 'e', 'E']);
        let mut found = if error.is_eof() || in_number {
            self.failure(
                ErrorKind::TruncatedAnswer,
                "the answer breaks off in the middle of its JSON",
            )
        } else if error.to_string().starts_with("recursion limit") {
            self.failure(ErrorKind::NotJson, "the answer is nested too deeply to be read")
        } else {
            self.not_json("the answer is not JSON")
        };
        found.0.excerpt = self.excerpt(text, offset(text, error));
        found
    }

    /// The error for a value that is missing or of another type. What the reader says of it quotes the value, so it is kept back where
    /// the operation deals with secrets.
    pub(super) fn wrong_type(&self, text: &str, error: &serde_json::Error, above: &str, path: &str) -> Error {
        let mut found = if self.head.description.is_sensitive() {
            self.failure(
                ErrorKind::WrongType,
                "a value of the answer is missing or of another type than described",
            )
        } else {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            let said = escaped(&self.capped(said));
            self.failure(ErrorKind::WrongType, &format!("the answer is not as described: {said}"))
        };
        // The names of members are the server's, too.
        let path = &escaped(&self.capped(path));
        found.0.json_path = Some(match (above, path.as_str()) {
            ("", "." | "") => "$".to_owned(),
            (above, "." | "") => above.to_owned(),
            ("", path) => path.to_owned(),
            (above, path) if path.starts_with('[') => format!("{above}{path}"),
            (above, path) => format!("{above}.{path}"),
        });
        found.0.excerpt = self.excerpt(text, offset(text, error));
        found
    }

    /// The beginning of what the server says, our own secrets aside.
    fn capped(&self, text: &str) -> String {
        let end = text
            .char_indices()
            .nth(LONGEST_MESSAGE + 1)
            .map_or(text.len(), |(end, _)| end);
        capped(&self.secrets.redact_part(text, 0..end), LONGEST_MESSAGE)
    }

    fn excerpt(&self, text: &str, at: usize) -> Option<String> {
        if self.head.description.is_sensitive() {
            return None;
        }
        let start = floor_boundary(text, at.saturating_sub(AROUND));
        let end = floor_boundary(text, at.saturating_add(AROUND));
        let shown = self.secrets.redact_part(text, start..end);
        let before = if start > 0 { "…" } else { "" };
        let after = if end < text.len() { "…" } else { "" };
        Some(format!("{before}{}{after}", escaped(&shown)))
    }
}

/// Where in the text an error stands.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line = error.line().saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    (before + error.column()).min(text.len())
}
