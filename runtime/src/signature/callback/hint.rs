use std::fmt;

use crate::{Encoding, Mac};

/// What may be the reason that a callback is refused. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackHint {
    /// A value that the receiver was given begins or ends with white space.
    WhiteSpace {
        /// Whether the callback fits without it.
        fits_without: bool,
    },
    /// The receiver was given token and secret in the wrong order.
    Exchanged,
    /// The signature was made with our secret: only the token is another.
    SecretFits,
    /// It fits another URL.
    OtherUrl {
        /// What is different about that URL, in words.
        difference: String,
    },
    /// It is written in another encoding than the recipe says.
    OtherEncoding {
        /// The one that it is written in.
        found: Encoding,
    },
    /// It was made with another algorithm than the recipe says.
    OtherAlgorithm {
        /// The one that it was made with.
        found: Mac,
    },
    /// The signature covers the body, and the body is empty: something has read it before.
    BodyEmpty,
    /// The signature covers the body, and fits it written another way: it was read and written again before.
    BodyRewritten,
    /// The signature covers the body, which has to be given to the byte.
    BodyCovered,
}

impl CallbackHint {
    /// Whether this is the reason: everything else fits.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !matches!(
            self,
            Self::BodyCovered | Self::BodyEmpty | Self::WhiteSpace { fits_without: false }
        )
    }
}

impl fmt::Display for CallbackHint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WhiteSpace { fits_without: true } => {
                f.write_str("it would fit if the configured values did not begin or end with white space, such as a line break")
            }
            Self::WhiteSpace { fits_without: false } => {
                f.write_str("a configured value begins or ends with white space, such as a line break")
            }
            Self::Exchanged => f.write_str("token and secret were given in the wrong order"),
            Self::SecretFits => f.write_str("the signature fits the secret, so only the token is another"),
            Self::OtherUrl { difference } => write!(f, "it would fit if the URL {difference}"),
            Self::OtherEncoding { found } => {
                let found = match found {
                    Encoding::Base64 => "base64, or base64 of another kind",
                    Encoding::Hex => "hex",
                };
                write!(f, "it would fit, but it is written in {found}: the recipe has another encoding")
            }
            Self::OtherAlgorithm { found } => {
                write!(f, "it would fit with the algorithm {found}, which is not the recipe's")
            }
            Self::BodyEmpty => f.write_str(
                "the signature covers the body, and there is none: something before, such as a parser, has read it",
            ),
            Self::BodyRewritten => f.write_str(
                "it would fit if the body were spelled another way: it was parsed and written again before; give the bytes as \
                 they came",
            ),
            Self::BodyCovered => f.write_str(
                "the signature covers the body: give the bytes as they came, before anything parsed, decoded or trimmed them",
            ),
        }
    }
}
