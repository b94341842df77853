use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, SimpleHmac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use sha3::Sha3_256;

/// A message authentication code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mac {
    /// HMAC over SHA-256.
    HmacSha256,
    /// HMAC over SHA3-256.
    HmacSha3_256,
    /// HMAC over SHA-512.
    HmacSha512,
    /// HMAC over SHA-1: for services that know no better.
    HmacSha1,
}

/// All of them, for looking which one a signature was made with.
pub(super) const MACS: [Mac; 4] = [Mac::HmacSha256, Mac::HmacSha3_256, Mac::HmacSha512, Mac::HmacSha1];

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HmacSha256 => "HMAC-SHA256",
            Self::HmacSha3_256 => "HMAC-SHA3-256",
            Self::HmacSha512 => "HMAC-SHA512",
            Self::HmacSha1 => "HMAC-SHA1",
        })
    }
}

/// How a signature is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Standard base64, padded.
    Base64,
    /// Lower-case hex; capitals are read as well.
    Hex,
}

impl Mac {
    pub(super) fn sign(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        match self {
            Self::HmacSha256 => sign::<Hmac<Sha256>>(key, text),
            Self::HmacSha3_256 => sign::<SimpleHmac<Sha3_256>>(key, text),
            Self::HmacSha512 => sign::<Hmac<Sha512>>(key, text),
            Self::HmacSha1 => sign::<Hmac<Sha1>>(key, text),
        }
    }

    /// In constant time.
    pub(super) fn verify(self, key: &[u8], text: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::HmacSha256 => verify::<Hmac<Sha256>>(key, text, signature),
            Self::HmacSha3_256 => verify::<SimpleHmac<Sha3_256>>(key, text, signature),
            Self::HmacSha512 => verify::<Hmac<Sha512>>(key, text, signature),
            Self::HmacSha1 => verify::<Hmac<Sha1>>(key, text, signature),
        }
    }
}

/// HMAC takes keys of any length; were one refused all the same, the empty signature would be refused by every server.
fn sign<M: hmac::Mac + KeyInit>(key: &[u8], text: &[u8]) -> Vec<u8> {
    <M as KeyInit>::new_from_slice(key)
        .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec())
        .unwrap_or_default()
}

fn verify<M: hmac::Mac + KeyInit>(key: &[u8], text: &[u8], signature: &[u8]) -> bool {
    <M as KeyInit>::new_from_slice(key).is_ok_and(|mac| mac.chain_update(text).verify_slice(signature).is_ok())
}

impl Encoding {
    pub(super) fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Base64 => STANDARD.encode(bytes),
            Self::Hex => hex(bytes),
        }
    }

    pub(super) fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Base64 => STANDARD.decode(text).ok(),
            Self::Hex => unhex(text),
        }
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(*byte));
    }
    text
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect()
}
