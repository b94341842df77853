//! Signatures over requests and callbacks, by a recipe that is data.

mod callback;
mod capture;
mod inputs;
mod mac;

pub use callback::{CallbackError, CallbackHint, CallbackVerifier, Verified};
pub(crate) use inputs::{Inputs, body_md5, date_text, target};
pub(crate) use mac::hex;
pub use mac::{Encoding, Mac};

/// How a signature is made: which text is signed with which key, and which headers carry the result.
///
/// It consists of constants only, so generated code holds it in a `const`.
///
/// ```
/// use specloom_runtime::{Encoding, Mac, Piece, Signature};
///
/// const SIGNATURE: Signature = Signature::new(
///     &["token", "secret"],
///     "secret",
///     &[("HMAC-SHA256", Mac::HmacSha256)],
///     &[("Token", &[Piece::Credential("token")]), ("Date", &[Piece::Date]), ("Signature", &[Piece::Signature])],
///     &[&[Piece::Date], &[Piece::Method, Piece::Text(" "), Piece::Target], &[Piece::BodyMd5]],
///     "\n",
///     Encoding::Base64,
/// );
/// assert_eq!(SIGNATURE.credentials(), ["token", "secret"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    credentials: &'static [&'static str],
    key: &'static str,
    algorithms: &'static [(&'static str, Mac)],
    headers: &'static [(&'static str, &'static [Piece])],
    parts: &'static [&'static [Piece]],
    separator: &'static str,
    encoding: Encoding,
    date_form: DateForm,
}

/// How a signature spells the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateForm {
    /// In UTC, in whole seconds: `2024-06-17T00:00:00Z`.
    Iso8601,
    /// Seconds since 1970: `1718582400`.
    UnixSeconds,
}

/// A piece of a header or of the signed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece {
    /// This text.
    Text(&'static str),
    /// The credential of this name.
    Credential(&'static str),
    /// The name of the algorithm.
    Algorithm,
    /// The time, as the recipe's [`DateForm`] spells it.
    Date,
    /// The HTTP method, in capitals.
    Method,
    /// Path and query, exactly as they are sent.
    Target,
    /// The whole URL: scheme, host, path and query.
    Url,
    /// The body itself, to the byte; not in headers.
    Body,
    /// The MD5 of the body in lower-case hex; nothing without a body, and nothing for GET.
    BodyMd5,
    /// The signature itself; only in headers.
    Signature,
}

impl Signature {
    /// A recipe.
    ///
    /// * `credentials`: the names of the values that whoever signs has to have, in the order in which they are given;
    /// * `key`: which of them is the key;
    /// * `algorithms`: the name and the function of each; the first is the default;
    /// * `headers`: what each header consists of; one that comes out empty is left out;
    /// * `parts`: what the signed text consists of; a part that comes out empty is left out together with its separator;
    /// * `separator`: what stands between two parts;
    /// * `encoding`: how the signature is written.
    #[must_use]
    pub const fn new(
        credentials: &'static [&'static str],
        key: &'static str,
        algorithms: &'static [(&'static str, Mac)],
        headers: &'static [(&'static str, &'static [Piece])],
        parts: &'static [&'static [Piece]],
        separator: &'static str,
        encoding: Encoding,
    ) -> Self {
        Self {
            credentials,
            key,
            algorithms,
            headers,
            parts,
            separator,
            encoding,
            date_form: DateForm::Iso8601,
        }
    }

    /// The same recipe with another form of dates than ISO 8601.
    #[must_use]
    pub const fn date_form(mut self, form: DateForm) -> Self {
        self.date_form = form;
        self
    }

    /// The names of the values that whoever signs has to have, in order.
    #[must_use]
    pub const fn credentials(&self) -> &'static [&'static str] {
        self.credentials
    }

    /// The names of the algorithms; the first is the default.
    pub fn algorithms(&self) -> impl Iterator<Item = &'static str> {
        self.algorithms.iter().map(|(name, _)| *name)
    }

    /// Whether the signed text depends on this piece.
    #[must_use]
    pub fn covers(&self, piece: Piece) -> bool {
        self.parts.iter().any(|part| part.contains(&piece))
    }

    fn uses(&self, piece: Piece) -> bool {
        self.covers(piece) || self.headers.iter().any(|(_, pieces)| pieces.contains(&piece))
    }

    /// Whether the body has to be known before the headers can be made.
    pub(crate) fn uses_body(&self) -> bool {
        self.uses(Piece::BodyMd5) || self.uses(Piece::Body)
    }

    /// Whether a clock that goes wrong makes the signature wrong.
    pub(crate) fn uses_date(&self) -> bool {
        self.uses(Piece::Date)
    }
}
