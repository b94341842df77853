mod diagnosis;
mod error;
mod hint;
mod url;

use std::time::Duration;

use http::{HeaderMap, Method};
use jiff::Timestamp;

pub use error::CallbackError;
pub use hint::CallbackHint;

use super::capture::{Captured, capture};
use super::inputs::date_of;
use super::{Inputs, Piece, Signature, body_md5, date_text, target};
use crate::Secret;

/// How far the date of a callback may be off by default, in seconds, either way.
const TOLERATED: u64 = 300;

/// Checks that a request to our own server comes from who holds the secret.
///
/// **It proves only what the recipe covers.** Where the recipe leaves out the body, anyone who has seen one genuine callback can
/// attach another body to it; where it leaves out the method, they can change that. [`Verified::covers_body`] and
/// [`Verified::covers_method`] tell. What the recipe does not cover has to be fetched again from the server before anything is
/// delivered for it.
///
/// A callback within the tolerance can be repeated by whoever has seen it: act on it at most once.
///
/// The secret is compared in constant time. Several sets of credentials can be accepted while they are being exchanged.
#[derive(Clone, Debug)]
pub struct CallbackVerifier {
    recipe: &'static Signature,
    accepted: Vec<Vec<Secret>>,
    max_age: Duration,
    max_ahead: Duration,
}

/// A callback whose signature is right.
#[derive(Clone, Debug)]
pub struct Verified {
    date: Option<Timestamp>,
    covers_body: bool,
    covers_method: bool,
    covers_target: bool,
}

impl Verified {
    /// When it was signed; `None` where the recipe does not cover a date.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.date
    }

    /// Whether the signature says anything about the body.
    #[must_use]
    pub fn covers_body(&self) -> bool {
        self.covers_body
    }

    /// Whether the signature says anything about the method.
    #[must_use]
    pub fn covers_method(&self) -> bool {
        self.covers_method
    }

    /// Whether the signature says anything about path and query.
    #[must_use]
    pub fn covers_target(&self) -> bool {
        self.covers_target
    }
}

struct Request<'a> {
    method: &'a Method,
    url: &'a str,
    headers: &'a HeaderMap,
    body: Option<&'a [u8]>,
}

impl CallbackVerifier {
    /// Accepts callbacks signed by this recipe with these values, which stand in the order of the recipe's credentials. The date
    /// may be 300 seconds off, either way.
    pub fn new(recipe: &'static Signature, values: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            recipe,
            accepted: vec![values.into_iter().collect()],
            max_age: Duration::from_secs(TOLERATED),
            max_ahead: Duration::from_secs(TOLERATED),
        }
    }

    /// Accepts these values as well, for the time in which old ones are being replaced.
    #[must_use]
    pub fn also_accept(mut self, values: impl IntoIterator<Item = Secret>) -> Self {
        self.accepted.push(values.into_iter().collect());
        self
    }

    /// Accepts dates that are off by no more than this, either way.
    #[must_use]
    pub fn tolerance(self, tolerance: Duration) -> Self {
        self.max_age(tolerance).max_ahead(tolerance)
    }

    /// Accepts dates that lie back no more than this.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = age;
        self
    }

    /// Accepts dates that lie ahead of our clock no more than this.
    #[must_use]
    pub fn max_ahead(mut self, ahead: Duration) -> Self {
        self.max_ahead = ahead;
        self
    }

    /// The recipe, and the first values that are accepted.
    pub(crate) fn signing(&self) -> (&'static Signature, &[Secret]) {
        (self.recipe, self.accepted.first().map_or(&[], Vec::as_slice))
    }

    /// Checks the signature and the age of a callback. `url` is the whole URL as it was registered with the server, query
    /// included, which is not what a server behind a proxy sees.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine, or too old, or dated in the future.
    pub fn verify(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Verified, CallbackError> {
        self.check_with_age(
            &Request {
                method,
                url,
                headers,
                body: None,
            },
            now,
        )
    }

    /// [`verify`](Self::verify) for recipes that cover the body, which has to be given to the byte.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine, or too old, or dated in the future.
    pub fn verify_with_body(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Verified, CallbackError> {
        self.check_with_age(
            &Request {
                method,
                url,
                headers,
                body: Some(body),
            },
            now,
        )
    }

    /// Checks the signature only. **A callback that somebody recorded years ago passes.** For looking into stored ones.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine.
    pub fn verify_ignoring_age(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
    ) -> Result<Verified, CallbackError> {
        self.check(&Request {
            method,
            url,
            headers,
            body: None,
        })
    }

    /// The headers of a genuine callback without a body, made with the first set of values: for testing the receiving side.
    ///
    /// # Errors
    ///
    /// When the values are not those that the recipe asks for, or cannot stand in a header.
    pub fn sign_callback(&self, method: &Method, url: &str, date: Timestamp) -> Result<HeaderMap, CallbackError> {
        self.sign_callback_with_body(method, url, &[], date)
    }

    /// [`sign_callback`](Self::sign_callback) for a callback with a body.
    ///
    /// # Errors
    ///
    /// When the values are not those that the recipe asks for, or cannot stand in a header.
    pub fn sign_callback_with_body(
        &self,
        method: &Method,
        url: &str,
        body: &[u8],
        date: Timestamp,
    ) -> Result<HeaderMap, CallbackError> {
        let (recipe, values) = self.signing();
        let (date, digest) = (date_text(recipe, date), body_md5(method, body));
        let inputs = Inputs {
            algorithm: recipe.algorithms().next().unwrap_or(""),
            date: &date,
            ..self.inputs(values, method, url, body, &digest)
        };
        let headers = inputs
            .headers()
            .map_err(|problem| CallbackError::Unusable { problem })?;
        Ok(headers.into_iter().collect())
    }

    fn inputs<'a>(
        &'a self,
        values: &'a [Secret],
        method: &'a Method,
        url: &'a str,
        body: &'a [u8],
        body_md5: &'a str,
    ) -> Inputs<'a> {
        Inputs {
            recipe: self.recipe,
            values,
            algorithm: "",
            date: "",
            method: method.as_str(),
            target: target(url),
            url,
            body,
            body_md5,
        }
    }

    fn check_with_age(&self, request: &Request<'_>, now: Timestamp) -> Result<Verified, CallbackError> {
        let verified = self.check(request)?;
        let Some(date) = verified.date else { return Ok(verified) };
        let age = now.duration_since(date);
        let off = age.unsigned_abs();
        if age.is_negative() && off > self.max_ahead {
            return Err(CallbackError::FromTheFuture {
                ahead: off,
                tolerated: self.max_ahead,
            });
        }
        if !age.is_negative() && off > self.max_age {
            return Err(CallbackError::TooOld {
                age: off,
                tolerated: self.max_age,
            });
        }
        Ok(verified)
    }

    fn check(&self, request: &Request<'_>) -> Result<Verified, CallbackError> {
        if request.body.is_none() && self.recipe.uses_body() {
            return Err(CallbackError::BodyNeeded);
        }
        let mut refusal = None;
        for values in &self.accepted {
            match self.check_against(values, request) {
                Ok(verified) => return Ok(verified),
                // A wrong signature says more than a wrong token: the token of that set was right.
                Err(error @ CallbackError::WrongSignature { .. }) => refusal = Some(error),
                Err(error) => refusal = refusal.or(Some(error)),
            }
        }
        Err(refusal.unwrap_or(CallbackError::WrongSignature { hints: Vec::new() }))
    }

    fn check_against(&self, values: &[Secret], request: &Request<'_>) -> Result<Verified, CallbackError> {
        if values.len() != self.recipe.credentials().len() || values.iter().any(|value| value.expose().is_empty()) {
            let problem = format!(
                "the verifier needs {}, none of them empty",
                self.recipe.credentials().join(" and ")
            );
            return Err(CallbackError::Unusable { problem });
        }
        let body = request.body.unwrap_or_default();
        let body_md5 = body_md5(request.method, body);
        let inputs = self.inputs(values, request.method, request.url, body, &body_md5);
        let captured = match self.captured(&inputs, request.headers) {
            Err(CallbackError::WrongToken { header, .. }) => {
                return Err(self.wrong_token(header, values, request));
            }
            captured => captured?,
        };
        let covers_date = self.recipe.covers(Piece::Date);
        let date = captured.date.filter(|_| covers_date);
        let algorithm = captured.algorithm.or(self.recipe.algorithms().next()).unwrap_or("");
        let inputs = Inputs {
            algorithm,
            date: date.unwrap_or(""),
            ..inputs
        };
        let mac = inputs.mac().ok_or(CallbackError::UnknownAlgorithm)?;
        let signature = captured.signature.unwrap_or_default();
        let decoded = self.recipe.encoding.decode(signature);
        if !decoded.is_some_and(|decoded| mac.verify(inputs.key(), &inputs.text(), &decoded)) {
            let hints = diagnosis::of_signature(&inputs, signature);
            return Err(CallbackError::WrongSignature { hints });
        }
        let date = match date {
            Some(date) => Some(date_of(self.recipe, date).ok_or(CallbackError::BadDate)?),
            None if covers_date => return Err(CallbackError::BadDate),
            None => None,
        };
        let covers = |piece| self.recipe.covers(piece);
        Ok(Verified {
            date,
            covers_body: covers(Piece::Body) || covers(Piece::BodyMd5) && request.method != Method::GET,
            covers_method: covers(Piece::Method),
            covers_target: covers(Piece::Target) || covers(Piece::Url),
        })
    }

    /// The refusal of a token, with what may be its reason.
    fn wrong_token(&self, header: &'static str, values: &[Secret], request: &Request<'_>) -> CallbackError {
        let found = request.headers.get(header).and_then(|value| value.to_str().ok());
        let mut hints = Vec::new();
        // Only where the header is the token and nothing else can it be taken out.
        let token = self.recipe.headers.iter().find_map(|(name, pieces)| match pieces {
            [Piece::Credential(token)] if *name == header => Some(*token),
            _ => None,
        });
        let position = token.and_then(|token| self.recipe.credentials().iter().position(|name| *name == token));
        if let (Some(found), Some(position)) = (found, position) {
            let mut theirs = values.to_vec();
            let is_usable = !found.is_empty() && self.recipe.credentials().get(position) != Some(&self.recipe.key);
            let fits = is_usable
                && theirs.get_mut(position).is_some_and(|value| {
                    let differs = value.expose() != found;
                    *value = Secret::from(found);
                    differs
                })
                && self.check_against(&theirs, request).is_ok();
            hints = diagnosis::of_token(values, found, fits);
        }
        CallbackError::WrongToken { header, hints }
    }

    fn captured<'h>(&self, inputs: &Inputs<'_>, headers: &'h HeaderMap) -> Result<Captured<'h>, CallbackError> {
        let mut captured = Captured::default();
        for (header, pieces) in self.recipe.headers {
            let recomputed = [Piece::Body, Piece::BodyMd5, Piece::Method, Piece::Target, Piece::Url];
            if pieces.iter().any(|piece| recomputed.contains(piece)) {
                continue;
            }
            let mut values = headers.get_all(*header).iter();
            let value = values.next().ok_or(CallbackError::MissingHeader { header })?;
            // Of several, another program may take another one than this.
            if values.next().is_some() {
                return Err(CallbackError::UnreadableHeader { header });
            }
            let value = value.to_str().map_err(|_| CallbackError::UnreadableHeader { header })?;
            capture(inputs, header, pieces, value, &mut captured)?;
        }
        Ok(captured)
    }
}
