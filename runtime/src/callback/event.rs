use std::fmt;

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::codegen::{MemberOfCandidate, has_members};
use crate::{Json, JsonKind};

/// What a callback says, as a type. Generated code implements it.
pub trait CallbackEvent: Sized + Send + Sync + 'static {
    /// Reads it. What fits none of the forms that are known is kept as it came, so nothing fails.
    #[must_use]
    fn read(method: &Method, body: &Bytes) -> Self;

    /// Its method and body; the error says why a value cannot be written.
    ///
    /// # Errors
    ///
    /// When a value cannot be written as JSON.
    fn write(&self) -> Result<(Method, Bytes), String>;
}

/// A callback in a form that is not known: kept as it came.
#[derive(Clone, PartialEq, Eq)]
pub struct UnrecognizedCallback {
    method: Method,
    body: Bytes,
}

impl UnrecognizedCallback {
    /// A callback of this method with this body.
    #[must_use]
    pub fn new(method: Method, body: impl Into<Bytes>) -> Self {
        Self {
            method,
            body: body.into(),
        }
    }

    /// Its method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// Its body, to the byte.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

/// Without the body, of which nobody knows what it holds.
impl fmt::Debug for UnrecognizedCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnrecognizedCallback")
            .field("method", &self.method)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A form that an event can have.
#[derive(Debug)]
pub struct EventForm<E> {
    /// Its method.
    pub method: Method,
    /// The kind of its JSON, where that tells it from others.
    pub kind: Option<JsonKind>,
    /// What tells it from others by its members, where it is an object.
    pub members: &'static [MemberOfCandidate],
    /// Reads it.
    pub read: FormReader<E>,
}

/// How a form of an event is read.
#[derive(Debug)]
pub enum FormReader<E> {
    /// It carries nothing; a body that came all the same is not looked at.
    Empty(fn() -> E),
    /// It carries JSON. With what was read comes whether nothing was lost.
    Json(fn(&Json) -> Option<(E, bool)>),
}

/// An event in the first of the forms of its method that keeps all of it, else in the first that takes it; nothing where none does.
#[must_use]
pub fn read_event<E>(method: &Method, body: &Bytes, forms: &[EventForm<E>]) -> Option<E> {
    let forms = || forms.iter().filter(|form| form.method == *method);
    let mut first = None;
    if let Ok(value) = serde_json::from_slice::<Json>(body) {
        for form in forms() {
            let FormReader::Json(read) = &form.read else { continue };
            if form.kind.is_some_and(|kind| kind != value.kind()) || !has_members(&value, form.members) {
                continue;
            }
            match read(&value) {
                Some((event, true)) => return Some(event),
                Some((event, false)) => first = first.or(Some(event)),
                None => {}
            }
        }
    }
    let carries = forms().any(|form| matches!(form.read, FormReader::Json(_)));
    let mut empty = forms().filter_map(|form| match form.read {
        FormReader::Empty(make) => Some(make()),
        FormReader::Json(_) => None,
    });
    // Where the method also comes with a body, only a request without one is the form that carries nothing.
    first.or_else(|| empty.next().filter(|_| !carries || body.is_empty()))
}

/// A value as a type, and whether nothing of it was lost; nothing where it does not fit.
#[must_use]
pub fn read_form<T: DeserializeOwned + Serialize>(value: &Json) -> Option<(T, bool)> {
    let read = value.decode::<T>().ok()?;
    let is_kept = value.is_kept_by(&read);
    Some((read, is_kept))
}

/// A value as a body.
///
/// # Errors
///
/// When the value cannot be written as JSON.
pub fn write_body<T: Serialize + ?Sized>(value: &T) -> Result<Bytes, String> {
    serde_json::to_vec(value)
        .map(Bytes::from)
        .map_err(|error| error.to_string())
}
