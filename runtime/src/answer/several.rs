use serde::de::DeserializeOwned;

use super::{Answer, Content, Head};
use crate::{Download, Error, ErrorKind};

/// Several kinds of answer of one operation, told apart by status and media type.
pub trait Answers: Sized {
    /// Whether one of them is read while it comes.
    const STREAMED: bool = false;

    /// Reads the answer as the kind that it is; gives it back where it is of none.
    ///
    /// # Errors
    ///
    /// The answer itself, where it is of none of these kinds.
    fn read(answer: Answer) -> Result<Result<Self, Error>, Box<Answer>>;

    /// Whether an answer of this head is one whose body is read while it comes.
    #[must_use]
    fn is_streamed(head: &Head) -> bool {
        let _ = head;
        false
    }
}

/// How each kind of answer is read, whatever its status.
impl Answer {
    /// The value that the body is the JSON of.
    ///
    /// # Errors
    ///
    /// When the body is not that.
    pub fn read_json<T: DeserializeOwned>(self) -> Result<T, Error> {
        let text = self.json_text()?;
        self.decode(text, "")
    }

    /// The body as text.
    ///
    /// # Errors
    ///
    /// When the body is not UTF-8.
    pub fn read_text(self) -> Result<String, Error> {
        match String::from_utf8(self.body().to_vec()) {
            Ok(text) => Ok(text),
            Err(_) => Err(self.failure(ErrorKind::WrongType, "the answer is not text in UTF-8")),
        }
    }

    /// The bytes, as they come.
    ///
    /// # Errors
    ///
    /// None: the signature is that of its siblings.
    pub fn read_download(self) -> Result<Download, Error> {
        Ok(self.into_download())
    }

    /// Nothing, whatever the body is.
    ///
    /// # Errors
    ///
    /// None: the signature is that of its siblings.
    pub fn read_empty(self) -> Result<(), Error> {
        Ok(())
    }

    pub(super) fn into_download(self) -> Download {
        let body = match self.content {
            Content::Whole(bytes) => bytes.into(),
            Content::Coming(body) => body,
        };
        Download::new(self.head, body)
    }
}
