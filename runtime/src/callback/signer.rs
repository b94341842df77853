use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Uri};

use super::CallbackEvent;
use crate::{CallbackError, CallbackVerifier, Clock, Secret, Signature, SystemClock};

/// Makes callbacks as the server would send them, for tests of whoever receives them: what every generated signer holds.
#[derive(Clone, Debug)]
pub struct CallbackSigner {
    verifier: CallbackVerifier,
    clock: Arc<dyn Clock>,
}

impl CallbackSigner {
    /// Signs by this recipe with these values, which stand in the order of the recipe's credentials.
    pub fn new(recipe: &'static Signature, values: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            verifier: CallbackVerifier::new(recipe, values),
            clock: Arc::new(SystemClock),
        }
    }

    /// Takes the time from this clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// A request with this event, signed now for this URL. Its own URL is path and query alone, as a server sees it; the host is in
    /// the header `Host`.
    ///
    /// # Errors
    ///
    /// When the URL is none, when a value cannot be written, or when the credentials are not usable.
    pub fn sign<E: CallbackEvent>(&self, url: &str, event: &E) -> Result<Request<Bytes>, CallbackError> {
        let unusable = |problem: String| CallbackError::Unusable { problem };
        let (method, body) = event.write().map_err(unusable)?;
        let headers = self
            .verifier
            .sign_callback_with_body(&method, url, &body, self.clock.now())?;
        let uri = Uri::try_from(url).map_err(|error| unusable(format!("the callback has no URL: {error}")))?;
        let host = uri
            .authority()
            .map(|authority| HeaderValue::from_str(authority.as_str()));
        let Some(Ok(host)) = host else {
            return Err(unusable("the URL of the callback has no host".to_owned()));
        };
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = Uri::try_from(target).map_err(|error| unusable(error.to_string()))?;
        *request.headers_mut() = headers;
        request.headers_mut().insert(http::header::HOST, host);
        if !request.body().is_empty() {
            let json = HeaderValue::from_static("application/json");
            request.headers_mut().insert(CONTENT_TYPE, json);
        }
        Ok(request)
    }
}
