//! A value together with the answer that it was read from.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::Error;
use crate::answer::Head;

/// The value of a call and what came beside it.
///
/// Its `Debug` shows no header and no body: both can hold secrets.
pub struct Response<T> {
    /// The value.
    pub value: T,
    pub(crate) head: Head,
    pub(crate) body: Option<Bytes>,
    pub(crate) attempts: u32,
}

impl<T> Response<T> {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The value of a header that the description names; nothing where the answer does not have it. Several lines of one name count
    /// as one with commas between them.
    ///
    /// # Errors
    ///
    /// When the header is not text, or not of its type.
    pub fn header<H: HeaderText>(&self, header: Header<H>) -> Result<Option<H>, Error> {
        self.head.header(header)
    }

    /// How often the request was sent, or tried to, until this answer came.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The server's name for the request, from one of the headers that servers use for it, where the answer has one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// The body as it came; nothing where it was streamed.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.body.as_ref()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.head.status.as_u16())
            .finish_non_exhaustive()
    }
}

/// The headers that servers put their name for a request into, the more usual first.
const REQUEST_ID: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/// The longest name for a request that is shown.
const LONGEST_REQUEST_ID: usize = 128;

/// The server's name for a request: visible characters only, because it is shown in errors and logs.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let text = REQUEST_ID.iter().find_map(|name| headers.get(*name)?.to_str().ok())?;
    (!text.is_empty() && text.len() <= LONGEST_REQUEST_ID && text.bytes().all(|byte| byte.is_ascii_graphic()))
        .then_some(text)
}

/// The name of a header of an answer and the type of its value.
///
/// ```
/// use specloom_runtime::Header;
///
/// const CALLS_LEFT: Header<u32> = Header::new("X-Rate-Limit-Remaining");
/// assert_eq!(CALLS_LEFT.name(), "X-Rate-Limit-Remaining");
/// ```
pub struct Header<T> {
    name: &'static str,
    value: std::marker::PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            value: std::marker::PhantomData,
        }
    }

    /// The name, as the description writes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Header({:?})", self.name)
    }
}

/// What the text of a header can be read as.
pub trait HeaderText: Sized {
    /// The value that the text stands for; nothing where it stands for none.
    fn from_text(text: &str) -> Option<Self>;
}

macro_rules! parsed {
    ($($type:ty),* $(,)?) => {
        $(impl HeaderText for $type {
            fn from_text(text: &str) -> Option<Self> {
                Self::from_str(text).ok()
            }
        })*
    };
}

parsed!(
    String,
    bool,
    i32,
    i64,
    u32,
    u64,
    f32,
    f64,
    crate::Amount,
    uuid::Uuid,
    jiff::Timestamp,
    jiff::civil::Date,
    jiff::civil::DateTime,
    jiff::civil::Time,
);

/// The items between the commas.
impl<T: HeaderText> HeaderText for Vec<T> {
    fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::new());
        }
        text.split(',').map(|item| T::from_text(item.trim())).collect()
    }
}
