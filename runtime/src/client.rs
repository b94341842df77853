//! What every generated client holds: where requests go, who sends them, and with which credentials.

mod builder;

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, Uri};

pub use builder::CoreBuilder;

use crate::answer::Head;
use crate::credentials::{Credential, Credentials};
use crate::request::encode;
use crate::scheme::SchemeKind;
use crate::signature::{Inputs, body_md5, date_text};
use crate::{Answer, Body, Clock, Error, RequestParts, Signature, Streamed, Transport};

/// The common part of all generated clients. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Shared>);

struct Shared {
    base_url: String,
    /// Whether the user gave the address: then no operation goes elsewhere.
    is_given: bool,
    transport: Arc<dyn Transport>,
    credentials: Credentials,
    clock: Arc<dyn Clock>,
    answer_limit: usize,
    user_agent: HeaderValue,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("base_url", &self.0.base_url)
            .field("transport", &self.0.transport)
            .field("credentials", &self.0.credentials)
            .finish_non_exhaustive()
    }
}

impl Core {
    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.credentials.redact(text)
    }

    /// The request as it is sent: credentials chosen, signed, to the byte.
    pub(crate) fn request(&self, mut parts: RequestParts) -> Result<Request<Body>, Error> {
        let description = parts.description;
        let chosen = self.0.credentials.choose(description)?;
        let mut headers = HeaderMap::new();
        for credential in &chosen {
            apply(credential, &mut parts, &mut headers)?;
        }
        // Only now is it known what the request says, so only now it can be signed.
        let base_url = match description.own_server() {
            Some(own) if !self.0.is_given => own,
            _ => &self.0.base_url,
        };
        let base = Uri::try_from(base_url).map_err(|error| Error::configuration(error.to_string()))?;
        let prefix = base.path().trim_end_matches('/');
        let query = if parts.query.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.query)
        };
        let target = format!("{prefix}{}{query}", parts.path);
        let origin = base_url.get(..base_url.len() - prefix.len()).unwrap_or(base_url);
        let url = format!("{origin}{target}");
        for credential in chosen {
            if let SchemeKind::Signature(recipe) = credential.scheme.kind() {
                headers.extend(self.sign(recipe, credential, &parts, &target, &url)?);
            }
        }
        if !parts.cookies.is_empty() {
            let cookie = HeaderValue::from_str(&parts.cookies);
            let mut cookie =
                cookie.map_err(|_| Error::invalid_request(description, "a cookie cannot be written into a header"))?;
            cookie.set_sensitive(true);
            headers.insert(COOKIE, cookie);
        }
        for (name, value) in parts.headers {
            if headers.contains_key(&name) {
                let detail = format!("the header `{name}` is set by the credentials, so no parameter can set it too");
                return Err(Error::invalid_request(description, detail));
            }
            headers.append(name, value);
        }
        headers.extend(parts.content_type.map(|value| (CONTENT_TYPE, value)));
        headers.insert(ACCEPT, HeaderValue::from_static(description.accepted()));
        // Where the description has it as a parameter, the value of the call stands.
        headers.entry(USER_AGENT).or_insert_with(|| self.0.user_agent.clone());
        let mut request = Request::new(parts.body);
        *request.method_mut() = description.method().clone();
        *request.uri_mut() = Uri::try_from(url)
            .map_err(|_| Error::invalid_request(description, "the address cannot be written as a URL"))?;
        *request.headers_mut() = headers;
        if description.is_streamed() {
            request.extensions_mut().insert(Streamed);
        }
        Ok(request)
    }

    fn sign(
        &self,
        recipe: &'static Signature,
        credential: &Credential,
        parts: &RequestParts,
        target: &str,
        url: &str,
    ) -> Result<Vec<(http::HeaderName, HeaderValue)>, Error> {
        let description = parts.description;
        let digest = match parts.body.as_bytes() {
            Some(bytes) => body_md5(description.method(), bytes),
            None if recipe.uses_body() => {
                return Err(Error::invalid_request(
                    description,
                    "a body that is streamed cannot be signed",
                ));
            }
            None => String::new(),
        };
        let algorithm = credential
            .algorithm
            .as_deref()
            .or_else(|| recipe.algorithms().next())
            .unwrap_or_default();
        let inputs = Inputs {
            recipe,
            values: &credential.values,
            algorithm,
            date: &date_text(self.0.clock.now()),
            method: description.method().as_str(),
            target,
            url,
            body_md5: &digest,
        };
        inputs.headers().map_err(|why| Error::invalid_request(description, why))
    }

    /// Sends a request and waits for its answer: all of it, or its head where the body is read while it comes.
    pub(crate) async fn exchange(self, parts: RequestParts, is_streamed: fn(&Head) -> bool) -> Result<Answer, Error> {
        let description = parts.description;
        let request = self.request(parts)?;
        let response = self
            .0
            .transport
            .execute(request)
            .await
            .map_err(|error| Error::transport(description, error))?;
        let (head, body) = response.into_parts();
        let head = Head {
            description,
            status: head.status,
            headers: head.headers,
        };
        if is_streamed(&head) {
            return Ok(Answer::coming(head, body, self));
        }
        match body.collect(self.0.answer_limit).await {
            Ok(body) => Ok(Answer::whole(head, body, self)),
            Err(error) => {
                let mut error = Error::unread(&head, error);
                error.0.answer = Some(Answer::without_body(head, self));
                Err(error)
            }
        }
    }
}

/// Adds what a scheme sends, signatures aside.
fn apply(credential: &Credential, parts: &mut RequestParts, headers: &mut HeaderMap) -> Result<(), Error> {
    let description = parts.description;
    let text = |at: usize| credential.values.get(at).map_or("", crate::Secret::expose);
    let value = |text: &str| {
        let mut value = HeaderValue::from_str(text).map_err(|_| {
            Error::invalid_request(
                description,
                format!("`{}` cannot stand in a header", credential.scheme.id()),
            )
        })?;
        value.set_sensitive(true);
        Ok(value)
    };
    match credential.scheme.kind() {
        SchemeKind::HeaderKey(name) => {
            let name = http::HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Error::invalid_request(description, format!("`{name}` is no name for a header")))?;
            headers.insert(name, value(text(0))?);
        }
        SchemeKind::QueryKey(name) => parts.query_pair(name, &encode(text(0))),
        SchemeKind::CookieKey(name) => parts.cookie_pair(name, &encode(text(0))),
        SchemeKind::Basic => {
            let pair = STANDARD.encode(format!("{}:{}", text(0), text(1)));
            headers.insert(AUTHORIZATION, value(&format!("Basic {pair}"))?);
        }
        SchemeKind::Bearer => {
            headers.insert(AUTHORIZATION, value(&format!("Bearer {}", text(0)))?);
        }
        SchemeKind::Signature(_) => {}
    }
    Ok(())
}
