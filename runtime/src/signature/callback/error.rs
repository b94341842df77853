use std::fmt;
use std::time::Duration;

use http::StatusCode;

use super::CallbackHint;

/// Why a callback is not accepted. Nothing secret is repeated, so it can be logged; answer the sender with no more than
/// [`status`](Self::status), since the hints are for whoever runs this server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// A header is not there.
    MissingHeader {
        /// Its name.
        header: &'static str,
    },
    /// A header does not have the form that the recipe gives it, or is there several times.
    UnreadableHeader {
        /// Its name.
        header: &'static str,
    },
    /// The token is none of those that are accepted.
    WrongToken {
        /// The header that carries it.
        header: &'static str,
        /// What may be the reason.
        hints: Vec<CallbackHint>,
    },
    /// The signature fits none of the secrets that are accepted.
    WrongSignature {
        /// What may be the reason.
        hints: Vec<CallbackHint>,
    },
    /// The algorithm is not one of the recipe's.
    UnknownAlgorithm,
    /// The date does not have the form that the recipe gives it.
    BadDate,
    /// It was signed longer ago than is tolerated.
    TooOld {
        /// How long ago it was signed.
        age: Duration,
        /// How long is tolerated.
        tolerated: Duration,
    },
    /// It is dated further in the future than is tolerated.
    FromTheFuture {
        /// How far ahead of our clock it is dated.
        ahead: Duration,
        /// How far is tolerated.
        tolerated: Duration,
    },
    /// The signature covers the body, so `verify_with_body` is needed.
    BodyNeeded,
    /// The request does not say by itself which URL it was sent to.
    UrlNeeded,
    /// The receiver was not given the values that the recipe asks for, or values that cannot be used.
    Unusable {
        /// What is wrong.
        problem: String,
    },
}

impl CallbackError {
    /// Whether a header is missing or malformed: the request is no callback, or something on the way changed it.
    #[must_use]
    pub fn is_malformed(&self) -> bool {
        matches!(
            self,
            Self::MissingHeader { .. } | Self::UnreadableHeader { .. } | Self::BadDate
        )
    }

    /// Whether the token is another one than ours.
    #[must_use]
    pub fn is_wrong_token(&self) -> bool {
        matches!(self, Self::WrongToken { .. })
    }

    /// Whether the signature does not fit, be it for the secret, the URL, the algorithm or what was signed.
    #[must_use]
    pub fn is_wrong_signature(&self) -> bool {
        matches!(self, Self::WrongSignature { .. } | Self::UnknownAlgorithm)
    }

    /// Whether it is genuine, but dated too far from our own time.
    #[must_use]
    pub fn is_untimely(&self) -> bool {
        matches!(self, Self::TooOld { .. } | Self::FromTheFuture { .. })
    }

    /// Whether this server is set up wrongly: no callback would be accepted.
    #[must_use]
    pub fn is_configuration(&self) -> bool {
        matches!(self, Self::Unusable { .. } | Self::BodyNeeded | Self::UrlNeeded)
    }

    /// What may be the reason, as far as that can be told.
    #[must_use]
    pub fn hints(&self) -> &[CallbackHint] {
        match self {
            Self::WrongToken { hints, .. } | Self::WrongSignature { hints } => hints,
            _ => &[],
        }
    }

    /// What to answer the sender: 400 for what is malformed, 500 where the fault is ours, else 401.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        if self.is_malformed() {
            StatusCode::BAD_REQUEST
        } else if self.is_configuration() {
            StatusCode::INTERNAL_SERVER_ERROR
        } else {
            StatusCode::UNAUTHORIZED
        }
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader { header } => write!(
                f,
                "the header `{header}` is missing: the request is no callback, or a proxy in front of this server drops the header"
            )?,
            Self::UnreadableHeader { header } => write!(
                f,
                "the header `{header}` does not have the expected form, or is there more than once"
            )?,
            Self::WrongToken { header, .. } => write!(
                f,
                "the header `{header}` has a token that is not accepted: it may be that of another account, or an old one that \
                 was replaced"
            )?,
            Self::WrongSignature { hints } => {
                f.write_str("the signature is wrong")?;
                if hints.iter().all(|hint| !hint.is_certain()) {
                    f.write_str(
                        ": check the secret, and that the URL is the one registered with the server, with its scheme, host and \
                         query, and not what a proxy made of it",
                    )?;
                }
            }
            Self::UnknownAlgorithm => f.write_str("the callback names an algorithm that is not accepted")?,
            Self::BadDate => f.write_str(
                "the date of the callback is none of the form that the signature has, such as 2024-06-17T00:00:00Z",
            )?,
            Self::TooOld { age, tolerated } => {
                write!(
                    f,
                    "the callback is too old: signed {} s ago, where {} s are tolerated; it is a repetition, or this server's \
                     clock is ahead",
                    seconds(*age),
                    seconds(*tolerated)
                )?;
                whole_hours(f, *age)?;
            }
            Self::FromTheFuture { ahead, tolerated } => {
                write!(
                    f,
                    "the callback is dated {} s in the future, where {} s are tolerated: this server's clock is behind",
                    seconds(*ahead),
                    seconds(*tolerated)
                )?;
                whole_hours(f, *ahead)?;
            }
            Self::BodyNeeded => f.write_str("the signature covers the body: use `verify_with_body`")?,
            Self::UrlNeeded => f.write_str(
                "the request holds only the path of its URL: give the receiver the `base_url` under which the server knows us",
            )?,
            Self::Unusable { problem } => f.write_str(problem)?,
        }
        for hint in self.hints() {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

fn seconds(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}

/// Clocks that are off by whole hours are right, but in another zone.
fn whole_hours(f: &mut fmt::Formatter<'_>, off: Duration) -> fmt::Result {
    let minutes = (off.as_secs() + 30) / 60;
    if (60..=14 * 60).contains(&minutes) && minutes % 60 == 0 {
        write!(
            f,
            " (that is {} h to the minute: perhaps a clock that keeps local time)",
            minutes / 60
        )
    } else {
        Ok(())
    }
}

impl std::error::Error for CallbackError {}
