use std::error::Error as StdError;
use std::fmt;

use super::Error;

/// One line: where, what, and what the server said of it.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{} {}: ", operation.method(), operation.path())?;
        }
        f.write_str(&inner.detail)?;
        if let Some(code) = inner.code {
            write!(f, ", code {code}")?;
        }
        if let Some(message) = &inner.message {
            write!(f, ", message {message:?}")?;
        }
        if let Some(path) = &inner.json_path {
            write!(f, ", at `{path}`")?;
        }
        if let Some(excerpt) = &inner.excerpt {
            write!(f, ", near: {excerpt}")?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, ", request id {request_id}")?;
        }
        if inner.attempts > 1 {
            write!(f, ", after {} attempts", inner.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind);
        if let Some(operation) = inner.operation {
            out.field("operation", &operation.id());
        }
        out.field("detail", &inner.detail);
        if let Some(status) = inner.status {
            out.field("status", &status.as_u16());
        }
        if let Some(code) = inner.code {
            out.field("code", &code);
        }
        if let Some(message) = &inner.message {
            out.field("message", message);
        }
        if let Some(path) = &inner.json_path {
            out.field("json_path", path);
        }
        if let Some(excerpt) = &inner.excerpt {
            out.field("excerpt", excerpt);
        }
        if inner.attempts > 0 {
            out.field("attempts", &inner.attempts);
        }
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
