//! Bodies of the type `multipart/form-data`.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderValue;
use serde::Serialize;

use super::RequestParts;
use super::structure::{items, text};
use crate::{Body, BoxError, Error, File, Json, JsonKind, Upload};

/// A form while it is put together, part by part.
#[derive(Debug, Default)]
pub struct Multipart {
    parts: Vec<(Bytes, Upload)>,
}

/// The files of a part: none, one or several.
pub trait Files {
    /// Each file, in order.
    fn files(&self) -> Vec<&File>;
}

impl Files for File {
    fn files(&self) -> Vec<&File> {
        vec![self]
    }
}

impl<T: Files> Files for Option<T> {
    fn files(&self) -> Vec<&File> {
        self.as_ref().map(T::files).unwrap_or_default()
    }
}

impl<T: Files> Files for Vec<T> {
    fn files(&self) -> Vec<&File> {
        self.iter().flat_map(T::files).collect()
    }
}

impl Multipart {
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value: text as it is, everything else as JSON, each item of a list as a part of its own, nothing for null.
    ///
    /// # Errors
    ///
    /// When the value cannot be written as JSON.
    pub fn value<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
        media_type: Option<&'static str>,
    ) -> Result<(), String> {
        let json = serde_json::to_string(value)
            .and_then(|text| Json::from_text(&text))
            .map_err(|error| error.to_string())?;
        let items = match json.kind() {
            JsonKind::Null => Vec::new(),
            JsonKind::Array => items(&json)?,
            _ => vec![json],
        };
        for item in items {
            let structured = matches!(item.kind(), JsonKind::Array | JsonKind::Object);
            let media_type = media_type.or(structured.then_some("application/json"));
            let essence = media_type.map(|media_type| media_type.split(';').next().unwrap_or_default().trim());
            let as_json = structured || essence.is_some_and(|essence| essence.ends_with("json"));
            let content = if as_json { item.text().to_owned() } else { text(&item)? };
            self.push(name, None, media_type, content.into());
        }
        Ok(())
    }

    /// Adds files, each as a part of its own.
    ///
    /// # Errors
    ///
    /// When the media type of a file cannot stand in a header.
    pub fn file(
        &mut self,
        name: &'static str,
        value: &impl Files,
        media_type: Option<&'static str>,
    ) -> Result<(), String> {
        for file in value.files() {
            let media_type = file.media_type().or(media_type).unwrap_or("application/octet-stream");
            if HeaderValue::from_str(media_type).is_err() {
                return Err("the media type of a file has a character that no header can hold".to_owned());
            }
            self.push(name, file.name(), Some(media_type), file.content().clone());
        }
        Ok(())
    }

    fn push(&mut self, name: &str, file_name: Option<&str>, media_type: Option<&str>, content: Upload) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = media_type {
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        head.push_str("\r\n");
        self.parts.push((head.into(), content));
    }

    /// The whole form, and the boundary between its parts; nothing where a stream was sent already.
    fn finish(self) -> Option<(Body, String)> {
        let boundary = boundary();
        let mut chunks: VecDeque<Body> = VecDeque::new();
        for (head, content) in self.parts {
            chunks.push_back(format!("--{boundary}\r\n").into());
            chunks.push_back(head.into());
            chunks.push_back(content.body()?);
            chunks.push_back("\r\n".into());
        }
        chunks.push_back(format!("--{boundary}--\r\n").into());
        let there: Option<Vec<&Bytes>> = chunks.iter().map(Body::as_bytes).collect();
        if let Some(there) = there {
            let mut whole = BytesMut::with_capacity(there.iter().map(|bytes| bytes.len()).sum());
            there.into_iter().for_each(|bytes| whole.extend_from_slice(bytes));
            return Some((whole.freeze().into(), boundary));
        }
        let length = chunks
            .iter()
            .map(Body::content_length)
            .try_fold(0_u64, |sum, length| sum.checked_add(length?));
        let body = match length {
            Some(length) => Body::from_sized_stream(length, Chain(chunks)),
            None => Body::from_stream(Chain(chunks)),
        };
        Some((body, boundary))
    }
}

impl RequestParts {
    /// Makes a form the body.
    ///
    /// # Errors
    ///
    /// When one of its streams was sent already and cannot be sent again.
    pub fn multipart(&mut self, form: Multipart) -> Result<(), Error> {
        let sent = || Error::invalid_request(self.description, "a stream was sent already and cannot be sent again");
        let (body, boundary) = form.finish().ok_or_else(sent)?;
        let media_type = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
        let media_type = media_type.map_err(|error| Error::invalid_request(self.description, error.to_string()))?;
        self.carry_as(body, media_type);
        Ok(())
    }

    /// Makes a form the body, where it has parts.
    ///
    /// # Errors
    ///
    /// When one of its streams was sent already and cannot be sent again.
    pub fn multipart_if_any(&mut self, form: Multipart) -> Result<(), Error> {
        if form.parts.is_empty() {
            Ok(())
        } else {
            self.multipart(form)
        }
    }

    /// The error for a parameter that cannot be written as JSON.
    #[must_use]
    pub fn refuse_parameter(&self, name: &str, error: &serde_json::Error) -> Error {
        Error::invalid_request(
            self.description,
            format!("the parameter `{name}` cannot be written: {error}"),
        )
    }

    /// The error for a part that cannot be written.
    #[must_use]
    pub fn refuse_part(&self, name: &str, why: &str) -> Error {
        Error::invalid_request(self.description, format!("the part `{name}` cannot be written: {why}"))
    }
}

/// A name as browsers write it into `Content-Disposition`: what would end it is percent-encoded. So are the signs that no header may
/// hold, which browsers send as they are: a server would refuse the whole form.
fn quoted(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => quoted.push_str("%22"),
            '\t' => quoted.push(character),
            _ if character.is_ascii_control() => quoted.push_str(&format!("%{:02X}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted
}

/// Text that no content has by chance: 128 bits from the standard library's random keys.
fn boundary() -> String {
    let random = || RandomState::new().hash_one("boundary");
    format!("{:016x}{:016x}", random(), random())
}

/// Bodies behind each other.
struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_next(context)) {
                Some(Ok(chunk)) => return Poll::Ready(Some(Ok(chunk))),
                Some(Err(error)) => {
                    self.0.clear();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.0.pop_front();
                }
            }
        }
        Poll::Ready(None)
    }
}
