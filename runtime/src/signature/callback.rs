mod error;

use std::time::Duration;

use http::{HeaderMap, Method};
use jiff::Timestamp;

pub use error::CallbackError;

use super::capture::{Captured, capture};
use super::{Inputs, Piece, Signature, body_md5, date_text, target};
use crate::Secret;

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
    tolerance: Duration,
}

/// A callback whose signature is right.
#[derive(Clone, Debug)]
pub struct Verified {
    date: Option<Timestamp>,
    covers_body: bool,
    covers_method: bool,
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
            tolerance: Duration::from_secs(300),
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
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
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
        let date = date_text(date);
        let values = self.accepted.first().map_or(&[][..], Vec::as_slice);
        let algorithm = self.recipe.algorithms().next().unwrap_or("");
        let inputs = Inputs {
            algorithm,
            date: &date,
            ..self.inputs(values, method, url, "")
        };
        let headers = inputs
            .headers()
            .map_err(|problem| CallbackError::Unusable { problem })?;
        Ok(headers.into_iter().collect())
    }

    fn inputs<'a>(&'a self, values: &'a [Secret], method: &'a Method, url: &'a str, body_md5: &'a str) -> Inputs<'a> {
        let method = method.as_str();
        Inputs {
            recipe: self.recipe,
            values,
            algorithm: "",
            date: "",
            method,
            target: target(url),
            url,
            body_md5,
        }
    }

    fn check_with_age(&self, request: &Request<'_>, now: Timestamp) -> Result<Verified, CallbackError> {
        let verified = self.check(request)?;
        let Some(date) = verified.date else { return Ok(verified) };
        let age = now.duration_since(date);
        let off = age.unsigned_abs();
        if off <= self.tolerance {
            return Ok(verified);
        }
        let by = off - self.tolerance;
        Err(if age.is_negative() {
            CallbackError::FromTheFuture { by }
        } else {
            CallbackError::TooOld { by }
        })
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
        Err(refusal.unwrap_or(CallbackError::WrongSignature {
            secret_has_spaces: false,
        }))
    }

    fn check_against(&self, values: &[Secret], request: &Request<'_>) -> Result<Verified, CallbackError> {
        if values.len() != self.recipe.credentials().len() || values.iter().any(|value| value.expose().is_empty()) {
            let problem = format!(
                "the verifier needs {}, none of them empty",
                self.recipe.credentials().join(" and ")
            );
            return Err(CallbackError::Unusable { problem });
        }
        let body_md5 = body_md5(request.method, request.body.unwrap_or_default());
        let inputs = self.inputs(values, request.method, request.url, &body_md5);
        let captured = self.captured(&inputs, request.headers)?;
        let covers_date = self.recipe.covers(Piece::Date);
        let date = captured.date.filter(|_| covers_date);
        let algorithm = captured.algorithm.or(self.recipe.algorithms().next()).unwrap_or("");
        let inputs = Inputs {
            algorithm,
            date: date.unwrap_or(""),
            ..inputs
        };
        let mac = inputs.mac().ok_or(CallbackError::UnknownAlgorithm)?;
        let signature = captured
            .signature
            .and_then(|signature| self.recipe.encoding.decode(signature));
        if !signature.is_some_and(|signature| mac.verify(inputs.key(), inputs.text().as_bytes(), &signature)) {
            let secret_has_spaces = values.iter().any(|value| value.expose().trim() != value.expose());
            return Err(CallbackError::WrongSignature { secret_has_spaces });
        }
        let date = match date {
            Some(date) => Some(date.parse().map_err(|_| CallbackError::BadDate)?),
            None if covers_date => return Err(CallbackError::BadDate),
            None => None,
        };
        let covers_body = self.recipe.covers(Piece::BodyMd5) && request.method != Method::GET;
        Ok(Verified {
            date,
            covers_body,
            covers_method: self.recipe.covers(Piece::Method),
        })
    }

    fn captured<'h>(&self, inputs: &Inputs<'_>, headers: &'h HeaderMap) -> Result<Captured<'h>, CallbackError> {
        let mut captured = Captured::default();
        for (header, pieces) in self.recipe.headers {
            let recomputed = [Piece::BodyMd5, Piece::Method, Piece::Target, Piece::Url];
            if pieces.iter().any(|piece| recomputed.contains(piece)) {
                continue;
            }
            let value = headers.get(*header).ok_or(CallbackError::MissingHeader { header })?;
            let value = value.to_str().map_err(|_| CallbackError::UnreadableHeader { header })?;
            capture(inputs, header, pieces, value, &mut captured)?;
        }
        Ok(captured)
    }
}
