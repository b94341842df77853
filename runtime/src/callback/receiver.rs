use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request};
use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use super::{CallbackEvent, CallbackSigner, registered_url};
use crate::client::environment::checked;
use crate::{CallbackError, CallbackVerifier, Clock, Error, Secret, Signature, SystemClock, Verified};

/// How large a callback may be by default, in bytes.
const BODY_LIMIT: usize = 256 * 1024;

/// Receives callbacks: what every generated receiver holds. Cheap to clone.
#[derive(Clone, Debug)]
pub struct CallbackReceiver {
    verifier: Arc<CallbackVerifier>,
    clock: Arc<dyn Clock>,
    base_url: Option<Arc<str>>,
    body_limit: usize,
}

impl CallbackReceiver {
    /// Accepts callbacks signed by this recipe with these values, which stand in the order of the recipe's credentials.
    pub fn new(recipe: &'static Signature, values: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            verifier: Arc::new(CallbackVerifier::new(recipe, values)),
            clock: Arc::new(SystemClock),
            base_url: None,
            body_limit: BODY_LIMIT,
        }
    }

    /// Takes the values from variables, as `look_up` gives them.
    ///
    /// # Errors
    ///
    /// When one of them is not set, empty, not Unicode, or has white space at an end.
    pub fn environment(
        recipe: &'static Signature,
        variables: &[&str],
        look_up: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Self, Error> {
        let values = variables.iter().map(|name| {
            let value = look_up(name).filter(|value| !value.is_empty()).ok_or_else(|| {
                Error::configuration(format!(
                    "the environment variable `{name}` is not set, and callbacks cannot be verified without it"
                ))
            })?;
            Ok(Secret::from(checked(name, value)?))
        });
        Ok(Self::new(recipe, values.collect::<Result<Vec<_>, Error>>()?))
    }

    /// Accepts these values as well.
    #[must_use]
    pub fn also_accept(self, values: impl IntoIterator<Item = Secret>) -> Self {
        self.with(|verifier| verifier.also_accept(values))
    }

    /// Accepts dates that lie back no more than this.
    #[must_use]
    pub fn max_age(self, age: Duration) -> Self {
        self.with(|verifier| verifier.max_age(age))
    }

    /// Accepts dates that lie ahead of our clock no more than this.
    #[must_use]
    pub fn max_ahead(self, ahead: Duration) -> Self {
        self.with(|verifier| verifier.max_ahead(ahead))
    }

    fn with(mut self, change: impl FnOnce(CallbackVerifier) -> CallbackVerifier) -> Self {
        self.verifier = Arc::new(change(Arc::unwrap_or_clone(self.verifier)));
        self
    }

    /// Takes the time from this clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the address under which the server knows us, see [`registered_url`].
    #[must_use]
    pub fn base_url(mut self, url: &str) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets how many bytes a body may have where an extractor reads it.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How many bytes a body may have.
    #[must_use]
    pub fn most_bytes(&self) -> usize {
        self.body_limit
    }

    /// Makes callbacks that this receiver accepts, with the first values that it was given.
    #[must_use]
    pub fn signer(&self) -> CallbackSigner {
        let (recipe, values) = self.verifier.signing();
        CallbackSigner::new(recipe, values.to_vec()).clock(Arc::clone(&self.clock))
    }

    /// Receives a request whose URL is the configured address with the request's path and query; without a configured address, the
    /// URL of the request, which has to be whole.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine, or not of our time.
    pub fn receive<E: CallbackEvent, B: AsRef<[u8]>>(
        &self,
        request: &Request<B>,
    ) -> Result<Received<E>, CallbackError> {
        self.receive_at(&self.url_of(request.uri())?, request)
    }

    /// Receives a request that was sent to this URL.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine, or not of our time.
    pub fn receive_at<E: CallbackEvent, B: AsRef<[u8]>>(
        &self,
        url: &str,
        request: &Request<B>,
    ) -> Result<Received<E>, CallbackError> {
        self.receive_parts(request.method(), url, request.headers(), request.body().as_ref())
    }

    /// Receives a request that is in pieces.
    ///
    /// # Errors
    ///
    /// When the callback is not genuine, or not of our time.
    pub fn receive_parts<E: CallbackEvent>(
        &self,
        method: &Method,
        url: &str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Received<E>, CallbackError> {
        let verified = self
            .verifier
            .verify_with_body(method, url, headers, body, self.clock.now())?;
        Ok(Received {
            event: E::read(method, &Bytes::copy_from_slice(body)),
            url: url.to_owned(),
            verified,
        })
    }

    /// The URL that a request was sent to.
    pub(super) fn url_of(&self, uri: &http::Uri) -> Result<String, CallbackError> {
        match &self.base_url {
            Some(base_url) => Ok(registered_url(base_url, uri)),
            None if uri.scheme().is_some() && uri.authority().is_some() => Ok(uri.to_string()),
            None => Err(CallbackError::UrlNeeded),
        }
    }
}

/// A callback whose signature is right.
#[derive(Clone, Debug)]
pub struct Received<E> {
    event: E,
    url: String,
    verified: Verified,
}

impl<E> Received<E> {
    /// What it says. Only where [`Verified::covers_body`] holds is that more than a claim.
    #[must_use]
    pub fn event(&self) -> &E {
        &self.event
    }

    /// What it says, taken out.
    #[must_use]
    pub fn into_event(self) -> E {
        self.event
    }

    /// The URL that it was sent to, as it was registered.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// When it was signed, where the signature says so.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.verified.date()
    }

    /// What the signature proves.
    #[must_use]
    pub fn verified(&self) -> &Verified {
        &self.verified
    }

    /// The first value of this name in the query of the URL, decoded; nothing where there is none, or where the signature does not
    /// cover the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        if !self.verified.covers_target() {
            return None;
        }
        let decoded = |text: &str| {
            let text = text.replace('+', " ");
            percent_decode_str(&text).decode_utf8().ok().map(String::from)
        };
        let url = self.url.split_once('#').map_or(self.url.as_str(), |(url, _)| url);
        let (_, query) = url.split_once('?')?;
        query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(key).as_deref() == Some(name))
                .then(|| decoded(value))
                .flatten()
        })
    }
}
