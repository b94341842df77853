//! Requests that the description of an API does not know.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderValue, Method};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::description::Alternatives;
use crate::{Answer, AnswerKind, Description, Envelope, Error, Operation, Repeat, RequestParts};

/// A request that the description does not know, whose answer is JSON of the type `T`: any path, with the credentials, the retries, the
/// envelope and the errors of every other call. The client's method `undescribed` makes a call of it; query, headers and members of the
/// body are given by [`CallOptions`](crate::CallOptions).
///
/// ```
/// use specloom_runtime::{Json, Undescribed};
///
/// let request = Undescribed::<Json>::post("/api/v2/things").json(&serde_json::json!({"name": "new"}));
/// ```
pub struct Undescribed<T> {
    method: Method,
    path: String,
    body: Option<Result<Bytes, String>>,
    described: &'static Undescribing,
    answer: PhantomData<fn() -> T>,
}

/// What a client knows of requests that its description does not: for each method, who may send them and whether they may be repeated.
#[derive(Debug)]
pub struct Undescribing([Description; 7]);

static WITHOUT_CREDENTIALS: Undescribing = Undescribing::new(&[], None);

impl Undescribing {
    /// Requests that one of these alternatives may send, with answers that are wrapped like this.
    #[must_use]
    pub const fn new(security: Alternatives, envelope: Option<&'static Envelope>) -> Self {
        const fn one(
            method: Method,
            security: Alternatives,
            repeat: Repeat,
            envelope: Option<&'static Envelope>,
        ) -> Description {
            Description::new("undescribed", method, "{path}")
                .security(security)
                .repeat(repeat)
                .answered(match envelope {
                    Some(envelope) => AnswerKind::payload(envelope),
                    None => AnswerKind::json_or_null(),
                })
        }
        use Repeat::{OnlyIfUnsent, Safe};
        Self([
            one(Method::GET, security, Safe, envelope),
            one(Method::HEAD, security, Safe, envelope),
            one(Method::PUT, security, Safe, envelope),
            one(Method::DELETE, security, Safe, envelope),
            one(Method::OPTIONS, security, Safe, envelope),
            one(Method::POST, security, OnlyIfUnsent, envelope),
            one(Method::PATCH, security, OnlyIfUnsent, envelope),
        ])
    }

    fn of(&'static self, method: &Method) -> Option<&'static Description> {
        self.0.iter().find(|description| description.method() == method)
    }
}

impl<T> Undescribed<T> {
    /// A request of this method to this path, which is sent as it is: percent-encode what has to be.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            body: None,
            described: &WITHOUT_CREDENTIALS,
            answer: PhantomData,
        }
    }

    /// A request that reads. It may be repeated.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    /// A request that creates. It is repeated only if it provably never left.
    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path, as it was given.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Makes a value the body, as JSON.
    #[must_use]
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        let text = serde_json::to_vec(value).map_err(|error| error.to_string());
        self.body = Some(text.map(Bytes::from));
        self
    }

    /// Has it sent as a client does.
    #[doc(hidden)]
    #[must_use]
    pub fn with(mut self, described: &'static Undescribing) -> Self {
        self.described = described;
        self
    }
}

impl<T: DeserializeOwned + Send + 'static> Operation for Undescribed<T> {
    type Output = T;
    type Failure = std::convert::Infallible;

    const DESCRIPTION: &'static Description = &Description::new("undescribed", Method::POST, "{path}");

    fn description(&self) -> &'static Description {
        self.described.of(&self.method).unwrap_or(Self::DESCRIPTION)
    }

    fn shown(&self) -> Option<&dyn fmt::Debug> {
        Some(self)
    }

    fn prepare(&self, request: &mut RequestParts) -> Result<(), Error> {
        let refuse = |why: String| Err(Error::invalid_request(self.description(), why));
        if self.described.of(&self.method).is_none() {
            return refuse(format!("the method `{}` is none that this client sends", self.method));
        }
        if !self.path.starts_with('/') || self.path.contains(['?', '#']) {
            return refuse("a path starts with a slash; its query is given by the options of the call".to_owned());
        }
        request.path.clone_from(&self.path);
        match &self.body {
            Some(Ok(body)) => {
                request.body = body.clone().into();
                request.content_type = Some(HeaderValue::from_static("application/json"));
            }
            Some(Err(why)) => return refuse(format!("the body cannot be written as JSON: {why}")),
            None => {}
        }
        Ok(())
    }

    fn decode(answer: Answer) -> Result<T, Error> {
        match answer.head().description.known_envelope() {
            Some(envelope) => answer.payload(envelope),
            None => answer.json_or_null(),
        }
    }
}

/// Neither path nor body: either can hold a secret.
impl<T> fmt::Debug for Undescribed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Undescribed({})", self.method)
    }
}

impl<T> Clone for Undescribed<T> {
    fn clone(&self) -> Self {
        Self {
            method: self.method.clone(),
            path: self.path.clone(),
            body: self.body.clone(),
            described: self.described,
            answer: PhantomData,
        }
    }
}
