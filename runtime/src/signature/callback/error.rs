use std::fmt;
use std::time::Duration;

/// Why a callback is not accepted. Nothing secret is repeated, so it can be logged; answer the sender with a plain 401.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// A header is not there.
    MissingHeader {
        /// Its name.
        header: &'static str,
    },
    /// A header does not have the form that the recipe gives it.
    UnreadableHeader {
        /// Its name.
        header: &'static str,
    },
    /// The token is none of those that are accepted.
    WrongToken {
        /// The header that carries it.
        header: &'static str,
    },
    /// The signature fits none of the secrets that are accepted.
    WrongSignature {
        /// Whether a value that we were configured with begins or ends with white space: often the reason.
        secret_has_spaces: bool,
    },
    /// The algorithm is not one of the recipe's.
    UnknownAlgorithm,
    /// The date is no ISO-8601 time with a zone.
    BadDate,
    /// It was signed longer ago than is tolerated.
    TooOld {
        /// By how much the tolerance is exceeded.
        by: Duration,
    },
    /// It is dated further in the future than is tolerated.
    FromTheFuture {
        /// By how much the tolerance is exceeded.
        by: Duration,
    },
    /// The recipe covers the body: `verify_with_body` is needed.
    BodyNeeded,
    /// The verifier has not got the values that the recipe asks for.
    Unusable {
        /// What is wrong.
        problem: String,
    },
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader { header } => write!(
                f,
                "the header `{header}` is missing: the request is no callback, or a proxy in front of this server drops the header"
            ),
            Self::UnreadableHeader { header } => write!(f, "the header `{header}` does not have the expected form"),
            Self::WrongToken { header } => write!(
                f,
                "the header `{header}` has a token that is not accepted: check that both sides use the same account"
            ),
            Self::WrongSignature { secret_has_spaces } => {
                f.write_str(
                    "the signature is wrong: check the secret, and that the URL is the one registered with the server, with its \
                     scheme, host and query, and not what a proxy made of it",
                )?;
                if *secret_has_spaces {
                    f.write_str("; a configured value begins or ends with white space")?;
                }
                Ok(())
            }
            Self::UnknownAlgorithm => f.write_str("the callback names an algorithm that is not accepted"),
            Self::BadDate => {
                f.write_str("the date of the callback is no ISO-8601 time with a zone, such as 2024-06-17T00:00:00Z")
            }
            Self::TooOld { by } => write!(
                f,
                "the callback is too old by {} s: it is a repetition, or this server's clock is wrong",
                by.as_secs_f32().ceil()
            ),
            Self::FromTheFuture { by } => write!(
                f,
                "the callback is dated too far in the future, by {} s: check this server's clock",
                by.as_secs_f32().ceil()
            ),
            Self::BodyNeeded => f.write_str("the signature covers the body: use `verify_with_body`"),
            Self::Unusable { problem } => f.write_str(problem),
        }
    }
}

impl std::error::Error for CallbackError {}
