use std::mem::discriminant;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::answer::Kind;
use crate::credentials::Credentials;
use crate::{Answer, AnswerKind, Answers, Description, Download, Envelope, Head, Operation};

/// The operation of answers that belong to none.
static NONE: Description = Description::new("mock", Method::GET, "/");

/// What a mock can answer with: any value that is written as JSON, bytes, and the enums of operations with several kinds of answer.
pub trait Answering: Sized {
    /// The value as a server writes it.
    ///
    /// # Errors
    ///
    /// Why it cannot be written.
    fn content(self) -> Result<Content, String>;
}

impl<T: Serialize> Answering for T {
    fn content(self) -> Result<Content, String> {
        Content::read_json(self)
    }
}

impl Answering for Download {
    fn content(self) -> Result<Content, String> {
        Content::read_download(self)
    }
}

/// A value as a server writes it.
#[derive(Clone, Debug)]
pub struct Content {
    pub(super) status: Option<u16>,
    pub(super) media_type: Option<String>,
    pub(super) body: Bytes,
    /// Whether it is JSON that the kind of the operation's answer may still change.
    is_plain_value: bool,
}

/// Each is called like the method of [`Answer`] that reads it.
impl Content {
    fn new(media_type: &str, body: impl Into<Bytes>) -> Self {
        Self {
            status: None,
            media_type: Some(media_type.to_owned()),
            body: body.into(),
            is_plain_value: false,
        }
    }

    /// The JSON of a value.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn read_json<T: Serialize>(value: T) -> Result<Self, String> {
        let text =
            serde_json::to_vec(&value).map_err(|error| format!("the value cannot be written as JSON: {error}"))?;
        Ok(Self {
            is_plain_value: true,
            ..Self::new("application/json", text)
        })
    }

    /// Text.
    ///
    /// # Errors
    ///
    /// None: the signature is that of its siblings.
    pub fn read_text(text: String) -> Result<Self, String> {
        Ok(Self::new("text/plain; charset=utf-8", text))
    }

    /// Nothing.
    ///
    /// # Errors
    ///
    /// None: the signature is that of its siblings.
    pub fn read_empty() -> Result<Self, String> {
        Ok(Self::empty())
    }

    /// Bytes.
    ///
    /// # Errors
    ///
    /// When they are a stream.
    pub fn read_download(download: Download) -> Result<Self, String> {
        let media_type = download.content_type().unwrap_or("application/octet-stream").to_owned();
        let body = download.into_body();
        let bytes = body
            .as_bytes()
            .ok_or("a stream is no value that can be answered with: give `Reply::stream`")?;
        Ok(Self::new(&media_type, bytes.clone()))
    }

    /// The content as one of the kinds of answer that an operation has, in this media type: with the first status by which it is read as
    /// the kind that it was written from.
    ///
    /// # Errors
    ///
    /// When there is no such status.
    pub fn one_of<T: Answers>(
        mut self,
        variant: std::mem::Discriminant<T>,
        media_type: Option<&str>,
    ) -> Result<Self, String> {
        if let Some(media_type) = media_type {
            self.media_type = Some(media_type.to_owned());
        }
        self.is_plain_value = false;
        let fits = |status: &u16| {
            let Some(answer) = self.as_answer(*status) else {
                return false;
            };
            matches!(T::read(answer), Ok(Ok(read)) if discriminant(&read) == variant)
        };
        let status = (200..600).chain(100..200).find(fits);
        self.status = Some(status.ok_or("the description has no status for this kind of answer")?);
        Ok(self)
    }

    /// The content as an operation fails with it: as JSON or as text, whichever is read as the same failure.
    pub(super) fn failure_of<Op: Operation>(self, status: u16) -> Result<Self, String>
    where
        Op::Failure: Answering,
    {
        let text = serde_json::from_slice(&self.body)
            .ok()
            .and_then(|text| Self::read_text(text).ok());
        let is_same = |content: &Self| {
            let read = content.as_answer(status).and_then(Op::failure);
            let written = read.and_then(Result::ok).and_then(|failure| failure.content().ok());
            written.is_some_and(|written| written.body == self.body)
        };
        let content = [Some(self.clone()), text].into_iter().flatten().find(is_same);
        let content = content.ok_or_else(|| format!("the description has no such failure with status {status}"))?;
        Ok(content.unchanged())
    }

    fn as_answer(&self, status: u16) -> Option<Answer> {
        let media_type = self
            .media_type
            .as_deref()
            .and_then(|name| HeaderValue::from_str(name).ok());
        let head = Head {
            description: &NONE,
            status: StatusCode::from_u16(status).ok()?,
            headers: media_type
                .map(|media_type| (CONTENT_TYPE, media_type))
                .into_iter()
                .collect(),
        };
        Some(Answer::whole(head, self.body.clone(), Credentials::default()))
    }

    fn empty() -> Self {
        Self {
            status: None,
            media_type: None,
            body: Bytes::new(),
            is_plain_value: false,
        }
    }

    /// The content as an operation with answers of this kind is answered.
    pub(super) fn written_as(self, kind: AnswerKind) -> Result<Self, String> {
        if !self.is_plain_value {
            return Ok(self);
        }
        match kind.0 {
            Kind::Json | Kind::JsonOrNull | Kind::OneOf | Kind::Download => Ok(self),
            Kind::JsonUnless(statuses) if self.body == "null" => Ok(Self {
                status: statuses.first().copied(),
                ..Self::empty()
            }),
            Kind::JsonUnless(_) => Ok(self),
            Kind::Text => Self::read_text(serde_json::from_slice(&self.body).map_err(|error| error.to_string())?),
            Kind::Empty => Ok(Self::empty()),
            Kind::Payload(envelope) | Kind::Acknowledged(envelope) => {
                let payload = serde_json::from_slice(&self.body).map_err(|error| error.to_string())?;
                wrap(envelope, payload)
            }
        }
    }

    /// The envelope that says no.
    pub(super) fn refusal(envelope: &Envelope, code: i64, message: &str) -> Result<Self, String> {
        let code = envelope.code.map(|(member, _)| (member, serde_json::Value::from(code)));
        let success = envelope.success.map(|(member, yes)| (member, (!yes).into()));
        let message = envelope.messages.first().map(|member| (*member, message.into()));
        if code.is_none() && success.is_none() {
            return Err("the envelope of this operation cannot say no".to_owned());
        }
        let members: serde_json::Map<_, _> = [code, message, success]
            .into_iter()
            .flatten()
            .map(|(member, value)| (member.to_owned(), value))
            .collect();
        Self::read_json(members).map(Self::unchanged)
    }

    /// The JSON of something that no kind of answer changes.
    pub(super) fn unchanged(mut self) -> Self {
        self.is_plain_value = false;
        self
    }

    /// These bytes as this media type.
    pub(super) fn bytes(media_type: &str, body: Bytes) -> Self {
        Self::new(media_type, body)
    }
}

/// The envelope that says yes, around a payload.
fn wrap(envelope: &Envelope, payload: Box<RawValue>) -> Result<Content, String> {
    let text = |value: String| RawValue::from_string(value).map_err(|error| error.to_string());
    let mut members = std::collections::BTreeMap::from([(envelope.payload, payload)]);
    if let Some((member, success)) = envelope.code {
        members.insert(member, text(success.to_string())?);
    }
    if let Some((member, yes)) = envelope.success {
        members.insert(member, text(yes.to_string())?);
    }
    Content::read_json(members).map(Content::unchanged)
}

/// Bytes in memory, for a mock to answer with.
impl Download {
    /// These bytes as this media type.
    #[must_use]
    pub fn from_bytes(media_type: &str, bytes: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.extend(
            HeaderValue::from_str(media_type)
                .ok()
                .map(|media_type| (CONTENT_TYPE, media_type)),
        );
        let head = Head {
            description: &NONE,
            status: StatusCode::OK,
            headers,
        };
        Self::new(head, bytes.into().into())
    }
}
