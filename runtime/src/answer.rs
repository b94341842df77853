//! An answer, and what can be read from it.

mod failure;
mod kind;
mod several;
mod wrapped;

use std::fmt;
use std::str::Utf8Error;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use crate::credentials::Credentials;
use crate::{Body, Description, Download, Envelope, Error, ErrorKind, Header, HeaderText};
use wrapped::Wrapped;

pub use kind::AnswerKind;
#[cfg(feature = "testing")]
pub(crate) use kind::Kind;
pub use several::Answers;

/// What comes before the body of an answer.
#[derive(Clone)]
pub struct Head {
    pub(crate) description: &'static Description,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Head {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header that the description names; nothing where the answer does not have it. Several lines of one name count
    /// as one with commas between them.
    ///
    /// # Errors
    ///
    /// When the header is not text, or not of its type.
    pub fn header<H: HeaderText>(&self, header: Header<H>) -> Result<Option<H>, Error> {
        let lines: Result<Vec<&str>, _> = self
            .headers
            .get_all(header.name())
            .iter()
            .map(HeaderValue::to_str)
            .collect();
        let read = match lines.as_deref() {
            Ok([]) => return Ok(None),
            Ok([line]) => H::from_text(line.trim()),
            Ok(lines) => H::from_text(lines.join(", ").trim()),
            Err(_) => None,
        };
        read.map(Some).ok_or_else(|| Error::header(self, header.name()))
    }

    /// Whether the server says that the body is of this media type. A range such as `image/*` takes all that it names.
    #[must_use]
    pub fn is(&self, media_type: &str) -> bool {
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let named = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let (named, wanted) = (essence(named.unwrap_or_default()), essence(media_type));
        match wanted.strip_suffix('*') {
            Some("*/") => true,
            Some(range) => named.starts_with(range),
            None => named == wanted,
        }
    }
}

/// An answer: all of it, or its head and a body that is still coming.
pub struct Answer {
    pub(crate) head: Head,
    content: Content,
    /// Knows the secrets that must not show in an excerpt.
    secrets: Credentials,
}

enum Content {
    Whole(Bytes),
    Coming(Body),
}

/// The length only: a body can hold secrets.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Whole(bytes) => write!(f, "Answer({}, {} bytes)", self.head.status, bytes.len()),
            Content::Coming(body) => write!(f, "Answer({}, {body:?})", self.head.status),
        }
    }
}

impl Answer {
    pub(crate) fn whole(head: Head, body: Bytes, secrets: Credentials) -> Self {
        Self {
            head,
            content: Content::Whole(body),
            secrets,
        }
    }

    /// An answer whose body could not be read.
    pub(crate) fn without_body(head: Head, secrets: Credentials) -> Self {
        Self::whole(head, Bytes::new(), secrets)
    }

    pub(crate) fn coming(head: Head, body: Body, secrets: Credentials) -> Self {
        Self {
            head,
            content: Content::Coming(body),
            secrets,
        }
    }

    /// The same answer again; its bytes are shared. A body that is still coming cannot be shared and stays away.
    pub(crate) fn share(&self) -> Self {
        Self::whole(self.head.clone(), self.body().clone(), self.secrets.clone())
    }

    /// A text of the answer without our secrets.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.secrets.redact(text)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// What comes before the body.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The body as it came; nothing of one that is still coming.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        static NOTHING: Bytes = Bytes::new();
        match &self.content {
            Content::Whole(bytes) => bytes,
            Content::Coming(_) => &NOTHING,
        }
    }

    /// The body as text, without the mark by which some programs say that it is UTF-8.
    pub(crate) fn utf8(&self) -> Result<&str, Utf8Error> {
        let text = std::str::from_utf8(self.body())?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// The value that the body is the JSON of.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body is not that.
    pub fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.succeeded(None)?;
        self.read_json()
    }

    /// The value that the body is the JSON of, or nothing where the status is one of these, which come without a body.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body of another status is not that.
    pub fn json_unless<T: DeserializeOwned>(self, empty: &[u16]) -> Result<Option<T>, Error> {
        self.succeeded(None)?;
        if empty.contains(&self.head.status.as_u16()) {
            return Ok(None);
        }
        self.read_json()
    }

    /// The value that the body is the JSON of; no body at all counts as `null`.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body is not that.
    pub fn json_or_null<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.succeeded(None)?;
        if self.body().is_empty() {
            return self.decode("null", "");
        }
        self.read_json()
    }

    /// One of several kinds of answer, by status and media type.
    ///
    /// # Errors
    ///
    /// When the answer is of none of these kinds, or not as its kind is described.
    pub fn one_of<T: Answers>(self) -> Result<T, Error> {
        match T::read(self) {
            Ok(value) => value,
            Err(other) => {
                other.succeeded(None)?;
                let detail = "the server answers with a status or a media type that the description does not know";
                Err(other.failure(ErrorKind::Undocumented, detail))
            }
        }
    }

    /// The bytes, as they come.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx.
    pub fn download(self) -> Result<Download, Error> {
        self.succeeded(None)?;
        Ok(self.into_download())
    }

    /// The value in the payload of an envelope.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, when the envelope says no, or when the body is not that.
    pub fn payload<T: DeserializeOwned>(self, envelope: &'static Envelope) -> Result<T, Error> {
        let payload = self.unwrap(envelope)?;
        self.decode(payload, envelope.payload)
    }

    /// Nothing but that the envelope says yes.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, when the envelope says no, or when there is none.
    pub fn acknowledged(self, envelope: &'static Envelope) -> Result<(), Error> {
        self.unwrap(envelope).map(drop)
    }

    /// Nothing but that the status is 2xx.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx.
    pub fn empty(self) -> Result<(), Error> {
        self.succeeded(None)
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When the status is outside 2xx, or when the body is not UTF-8.
    pub fn text(self) -> Result<String, Error> {
        self.succeeded(None)?;
        self.read_text()
    }

    /// The text of the payload, once the envelope has said yes.
    fn unwrap(&self, envelope: &'static Envelope) -> Result<&str, Error> {
        self.succeeded(Some(envelope))?;
        let text = self.json_text()?;
        let wrapped = match Wrapped::read(text, envelope) {
            Ok(wrapped) => wrapped,
            Err(error) if error.is_data() => {
                return Err(self.failure(
                    ErrorKind::NotAnEnvelope,
                    "the answer is not wrapped as answers of this API are",
                ));
            }
            Err(error) => return Err(self.unreadable(text, &error)),
        };
        if let Some(error) = self.refusal(&wrapped, envelope) {
            return Err(error);
        }
        Ok(wrapped.payload.unwrap_or("null"))
    }

    /// The body as text that may be JSON.
    fn json_text(&self) -> Result<&str, Error> {
        if self.body().iter().all(u8::is_ascii_whitespace) {
            return Err(self.failure(ErrorKind::EmptyAnswer, "the answer is empty where JSON was expected"));
        }
        if self.is_html() {
            let detail = "the answer is a page for people; is the address right, or does something stand between?";
            return Err(self.failure(ErrorKind::HtmlAnswer, detail));
        }
        self.utf8().map_err(|error| match error.error_len() {
            Some(_) => self.not_json("the answer is not text in UTF-8"),
            None => self.failure(
                ErrorKind::TruncatedAnswer,
                "the answer breaks off in the middle of a character",
            ),
        })
    }

    /// Reads plainly; only where that fails it is read again, to find the place.
    fn decode<T: DeserializeOwned>(&self, text: &str, above: &str) -> Result<T, Error> {
        serde_json::from_str(text).map_err(|error| {
            if !error.is_data() {
                return self.unreadable(text, &error);
            }
            let reader = &mut serde_json::Deserializer::from_str(text);
            let place = serde_path_to_error::deserialize::<_, T>(reader).err();
            let path = place.map(|place| place.path().to_string()).unwrap_or_default();
            self.wrong_type(text, &error, above, &path)
        })
    }
}
