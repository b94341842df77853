//! The request as it is sent: credentials chosen, signed, to the byte.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, Uri};
use zeroize::Zeroizing;

use super::Core;
use crate::credentials::{Credential, Credentials};
use crate::request::encode;
use crate::scheme::SchemeKind;
use crate::signature::{Inputs, body_md5, date_text, target};
use crate::{Body, Description, Error, RequestParts, Signature};

impl Core {
    /// Where the requests of an operation go.
    pub(crate) fn base_url(&self, description: &'static Description) -> &str {
        match description.own_server() {
            Some(own) if !self.0.is_given => own,
            _ => &self.0.base_url,
        }
    }

    /// The request as it is sent with these credentials.
    pub(crate) fn request(&self, mut parts: RequestParts, credentials: &Credentials) -> Result<Request<Body>, Error> {
        let description = parts.description;
        let base_url = self.base_url(description).trim_end_matches('/');
        let followed = parts.follow_link(base_url).map_err(|mut error| {
            // It may quote the host, which the server has named.
            error.0.detail = credentials.redact(&error.0.detail);
            error
        })?;
        let chosen = credentials.choose(description)?;
        let mut headers = HeaderMap::with_capacity(12);
        for (at, credential) in chosen.iter().enumerate() {
            let before = chosen.iter().take(at);
            // Two schemes of one name are one key, described twice.
            if !before
                .map(|other| other.scheme.kind())
                .any(|other| is_same_key(other, credential.scheme.kind()))
            {
                apply(credential, &mut parts, &mut headers)?;
            }
        }
        // Only now is it known what the request says, so only now it can be signed.
        let (origin, path) = match &followed {
            Some((origin, path)) => (*origin, path),
            None => (base_url, &parts.path),
        };
        let mut url = String::with_capacity(origin.len() + path.len() + 1 + parts.query.len());
        url.push_str(origin);
        url.push_str(path);
        if !parts.query.is_empty() {
            // A template may have a query of its own.
            url.push(if path.contains('?') { '&' } else { '?' });
            url.push_str(&parts.query);
        }
        for credential in chosen {
            if let SchemeKind::Signature(recipe) = credential.scheme.kind() {
                headers.extend(self.sign(recipe, credential, &parts, &url)?);
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
        let accepted = || HeaderValue::from_static(description.accepted());
        headers.insert(ACCEPT, parts.accept.unwrap_or_else(accepted));
        // Where the description has it as a parameter, the value of the call stands.
        headers.entry(USER_AGENT).or_insert_with(|| self.0.user_agent.clone());
        let mut request = Request::new(parts.body);
        *request.method_mut() = description.method().clone();
        *request.uri_mut() = Uri::try_from(url)
            .map_err(|_| Error::invalid_request(description, "the address cannot be written as a URL"))?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    fn sign(
        &self,
        recipe: &'static Signature,
        credential: &Credential,
        parts: &RequestParts,
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
            date: &date_text(recipe, self.now()),
            method: description.method().as_str(),
            target: target(url),
            url,
            body: parts.body.as_bytes().map_or(&[], |bytes| bytes),
            body_md5: &digest,
        };
        inputs.headers().map_err(|why| Error::invalid_request(description, why))
    }
}

/// Adds what a scheme sends, signatures aside.
fn is_same_key(one: SchemeKind, other: SchemeKind) -> bool {
    match (one, other) {
        (SchemeKind::QueryKey(one), SchemeKind::QueryKey(other)) => one == other,
        (SchemeKind::CookieKey(one), SchemeKind::CookieKey(other)) => one == other,
        _ => false,
    }
}

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
            let pair = Zeroizing::new(format!("{}:{}", text(0), text(1)));
            let mut sent = Zeroizing::new("Basic ".to_owned());
            STANDARD.encode_string(&*pair, &mut sent);
            headers.insert(AUTHORIZATION, value(&sent)?);
        }
        SchemeKind::Bearer => {
            headers.insert(AUTHORIZATION, value(&Zeroizing::new(format!("Bearer {}", text(0))))?);
        }
        SchemeKind::Signature(_) => {}
    }
    Ok(())
}
