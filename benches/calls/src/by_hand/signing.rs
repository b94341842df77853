use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderValue, Method, Request};
use jiff::Timestamp;
use md5::{Digest as _, Md5};
use sha2::Sha256;

use super::{BoxError, Secret};

/// Adds the headers that prove who sends the request.
pub(super) fn sign(
    request: &mut Request<Bytes>,
    target: &str,
    token: &Secret,
    secret: &Secret,
) -> Result<(), BoxError> {
    let date = Timestamp::from_second(Timestamp::now().as_second())?.to_string();
    let mut text = format!("HMAC-SHA256 | {date} | {} {target}", request.method());
    let mut digest = String::with_capacity(32);
    if request.method() != Method::GET && !request.body().is_empty() {
        for byte in Md5::digest(request.body()) {
            digest.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
        }
        text.push_str(" | ");
        text.push_str(&digest);
    }
    let mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())?.chain_update(&text);
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let headers = request.headers_mut();
    headers.insert("API-Token", sensitive(token.expose())?);
    headers.insert("Algorithm", HeaderValue::from_static("HMAC-SHA256"));
    headers.insert("Date", HeaderValue::from_str(&date)?);
    if !digest.is_empty() {
        headers.insert("Body-MD5", HeaderValue::from_str(&digest)?);
    }
    headers.insert("Signature", sensitive(&signature)?);
    Ok(())
}

fn sensitive(text: &str) -> Result<HeaderValue, BoxError> {
    let mut value = HeaderValue::from_str(text)?;
    value.set_sensitive(true);
    Ok(value)
}
