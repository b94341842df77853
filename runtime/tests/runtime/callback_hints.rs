//! What the refusal of a callback says of its reason, and that a reason never makes it accepted.

use http::{HeaderMap, Method};
use jiff::Timestamp;
use specloom_runtime::{
    CallbackError, CallbackHint, CallbackVerifier, DateForm, Encoding, Mac, Piece, Secret, Signature,
};

/// Date and URL, in base64.
const URL_AND_DATE: Signature = recipe(&[("HMAC-SHA256", Mac::HmacSha256)], &[&[Piece::Date], &[Piece::Url]]);
const WITH_SHA512: Signature = recipe(&[("HMAC-SHA512", Mac::HmacSha512)], &[&[Piece::Date], &[Piece::Url]]);
const BODY: Signature = recipe(&[("HMAC-SHA256", Mac::HmacSha256)], &[&[Piece::Date], &[Piece::Body]]);
/// As many webhooks are signed: seconds since 1970, hex, several values in one header.
const WEBHOOK: Signature = Signature::new(
    &["secret"],
    "secret",
    &[("HMAC-SHA256", Mac::HmacSha256)],
    &[(
        "Webhook-Signature",
        &[Piece::Text("t="), Piece::Date, Piece::Text(",v1="), Piece::Signature],
    )],
    &[&[Piece::Date], &[Piece::Body]],
    ".",
    Encoding::Hex,
)
.date_form(DateForm::UnixSeconds);

const TOKEN: &str = "example-callback-token";
const SECRET: &str = "example-callback-secret";
const URL: &str = "https://shop.example/pay/callback?id=32&name=J%C3%BCrgen";

const fn recipe(algorithms: &'static [(&'static str, Mac)], parts: &'static [&'static [Piece]]) -> Signature {
    Signature::new(
        &["token", "secret"],
        "secret",
        algorithms,
        &[
            ("Callback-Token", &[Piece::Credential("token")]),
            ("Date", &[Piece::Date]),
            ("Signature", &[Piece::Signature]),
        ],
        parts,
        " | ",
        Encoding::Base64,
    )
}

fn now() -> Timestamp {
    "2024-06-17T00:00:00Z".parse().unwrap()
}

fn verifier(recipe: &'static Signature, token: &str, secret: &str) -> CallbackVerifier {
    CallbackVerifier::new(recipe, [Secret::from(token), Secret::from(secret)])
}

fn genuine() -> HeaderMap {
    verifier(&URL_AND_DATE, TOKEN, SECRET)
        .sign_callback(&Method::GET, URL, now())
        .unwrap()
}

/// The refusal; being refused is what every case here is about.
fn refusal(verifier: &CallbackVerifier, url: &str, headers: &HeaderMap, body: &[u8]) -> CallbackError {
    let method = if body.is_empty() { Method::GET } else { Method::POST };
    let refused = verifier.verify_with_body(&method, url, headers, body, now());
    let error = refused.map(drop).unwrap_err();
    let text = format!("{error} {error:?}");
    for secret in [TOKEN, SECRET, "ZXhhbXBsZS1jYWxsYmFjay1zZWNyZXQ"] {
        assert!(!text.contains(secret), "{text}");
    }
    error
}

#[test]
fn another_url_is_named_by_what_is_different_about_it() {
    let ours = verifier(&URL_AND_DATE, TOKEN, SECRET);
    for (seen, difference) in [
        (
            "http://shop.example/pay/callback?id=32&name=J%C3%BCrgen",
            "began with `https`",
        ),
        (
            "https://shop.example:443/pay/callback?id=32&name=J%C3%BCrgen",
            "had no port",
        ),
        (
            "https://shop.example/pay/callback/?id=32&name=J%C3%BCrgen",
            "had no slash at the end of its path",
        ),
        (
            "http://shop.example:8080/pay/callback?id=32&name=J%C3%BCrgen",
            "began with `https` and had no port",
        ),
        (
            "https://Shop.example/pay/callback?id=32&name=J%C3%BCrgen",
            "had its host in small letters",
        ),
    ] {
        let error = refusal(&ours, seen, &genuine(), b"");
        let expected = CallbackHint::OtherUrl {
            difference: difference.to_owned(),
        };
        assert_eq!(error.hints(), [expected], "{seen}");
        assert!(error.to_string().contains(difference), "{error}");
        assert!(error.is_wrong_signature() && error.status() == 401);
    }
    for (registered, seen, difference) in [
        (
            "https://shop.example/callback",
            "https://shop.example/callback?utm=1",
            "had no query",
        ),
        (
            "https://shop.example/callback/",
            "https://shop.example/callback",
            "had a slash at the end of its path",
        ),
        (
            "https://shop.example/callback?name=Jürgen",
            "https://shop.example/callback?name=J%C3%BCrgen",
            "had its query percent-decoded",
        ),
        (
            "https://shop.example/call back",
            "https://shop.example/call%20back",
            "had its path percent-decoded",
        ),
        ("https://shop.example:443/a", "https://shop.example/a", "named its port"),
    ] {
        let headers = ours.sign_callback(&Method::GET, registered, now()).unwrap();
        let error = refusal(&ours, seen, &headers, b"");
        assert!(error.to_string().contains(difference), "{seen}: {error}");
    }
    // The path is no guess: what is wholly different stays without a reason.
    let error = refusal(&ours, "https://shop.example/other?id=32", &genuine(), b"");
    assert_eq!(error.hints(), []);
}

#[test]
fn white_space_around_a_value_is_told() {
    for secret in [
        "example-callback-secret\n",
        " example-callback-secret",
        "example-callback-secret\r\n",
    ] {
        let error = refusal(&verifier(&URL_AND_DATE, TOKEN, secret), URL, &genuine(), b"");
        assert_eq!(error.hints(), [CallbackHint::WhiteSpace { fits_without: true }]);
        assert!(error.to_string().contains("line break"), "{error}");
    }
    let error = refusal(
        &verifier(&URL_AND_DATE, "example-callback-token\n", SECRET),
        URL,
        &genuine(),
        b"",
    );
    assert!(error.is_wrong_token());
    assert_eq!(error.hints(), [CallbackHint::WhiteSpace { fits_without: true }]);
    let error = refusal(&verifier(&URL_AND_DATE, TOKEN, "another-secret "), URL, &genuine(), b"");
    assert_eq!(error.hints(), [CallbackHint::WhiteSpace { fits_without: false }]);
}

#[test]
fn exchanged_values_are_told() {
    let error = refusal(&verifier(&URL_AND_DATE, SECRET, TOKEN), URL, &genuine(), b"");
    assert_eq!(error.hints(), [CallbackHint::Exchanged]);
}

#[test]
fn a_token_of_another_account_is_told_by_the_secret() {
    let error = refusal(&verifier(&URL_AND_DATE, "another-token", SECRET), URL, &genuine(), b"");
    assert_eq!(error.hints(), [CallbackHint::SecretFits]);
    let error = refusal(
        &verifier(&URL_AND_DATE, "another-token", "another"),
        URL,
        &genuine(),
        b"",
    );
    assert!(error.is_wrong_token() && error.hints().is_empty());
    assert!(error.to_string().contains("another account"), "{error}");
}

#[test]
fn another_encoding_and_another_algorithm_are_told() {
    let ours = verifier(&URL_AND_DATE, TOKEN, SECRET);
    let signed = |signature: &str| {
        let mut headers = genuine();
        headers.insert("signature", signature.parse().unwrap());
        headers
    };
    let base64 = genuine().get("signature").unwrap().to_str().unwrap().to_owned();
    let bytes = base64::decode(&base64);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let error = refusal(&ours, URL, &signed(&hex), b"");
    assert_eq!(error.hints(), [CallbackHint::OtherEncoding { found: Encoding::Hex }]);
    let unpadded = base64.trim_end_matches('=').replace('+', "-").replace('/', "_");
    let error = refusal(&ours, URL, &signed(&unpadded), b"");
    assert_eq!(
        error.hints(),
        [CallbackHint::OtherEncoding {
            found: Encoding::Base64
        }]
    );
    let stronger = verifier(&WITH_SHA512, TOKEN, SECRET);
    let headers = stronger.sign_callback(&Method::GET, URL, now()).unwrap();
    let error = refusal(&ours, URL, &headers, b"");
    assert_eq!(error.hints(), [CallbackHint::OtherAlgorithm { found: Mac::HmacSha512 }]);
    assert!(error.to_string().contains("HMAC-SHA512"), "{error}");
}

#[test]
fn a_body_that_was_parsed_before_is_told() {
    let ours = verifier(&BODY, TOKEN, SECRET);
    let hints = |sent: &str, given: &str| {
        let headers = ours
            .sign_callback_with_body(&Method::POST, URL, sent.as_bytes(), now())
            .unwrap();
        let verified = ours
            .verify_with_body(&Method::POST, URL, &headers, sent.as_bytes(), now())
            .unwrap();
        assert!(verified.covers_body() && !verified.covers_target());
        let refused = ours.verify_with_body(&Method::POST, URL, &headers, given.as_bytes(), now());
        refused.map(drop).unwrap_err().hints().to_vec()
    };
    let spaced = r#"{"id": "a\": 1", "price": 1.50}"#;
    let compact = r#"{"id":"a\": 1","price":1.50}"#;
    assert_eq!(hints(spaced, compact), [CallbackHint::BodyRewritten]);
    assert_eq!(hints(compact, spaced), [CallbackHint::BodyRewritten]);
    assert_eq!(hints("{\"id\":1}\n", "{\"id\":1}"), [CallbackHint::BodyRewritten]);
    assert_eq!(hints(compact, r#"{"id":"b"}"#), [CallbackHint::BodyCovered]);
    assert_eq!(hints(compact, ""), [CallbackHint::BodyEmpty]);
}

#[test]
fn webhooks_with_seconds_and_a_header_of_several_values_verify() {
    let ours = CallbackVerifier::new(&WEBHOOK, [Secret::from(SECRET)]);
    let body = b"{\"id\":1,\"note\":\"\xff is no text\"}";
    let headers = ours.sign_callback_with_body(&Method::POST, URL, body, now()).unwrap();
    let value = headers.get("webhook-signature").unwrap().to_str().unwrap();
    // printf '1718582400.{"id":1,"note":"\xff is no text"}' | openssl dgst -sha256 -hmac example-callback-secret
    assert_eq!(
        value,
        "t=1718582400,v1=2fe80ba6691eeffb73b7c9b33fa9ff2c2be7d1610bf4f10b67289d1b4843f8f0"
    );
    let verified = ours
        .verify_with_body(&Method::POST, URL, &headers, body, now())
        .unwrap();
    assert_eq!(verified.date(), Some(now()));
    assert!(
        ours.verify_with_body(&Method::POST, URL, &headers, b"{\"id\":2}", now())
            .is_err()
    );
}

/// Each bit of everything that a signature is made from, changed alone.
#[test]
fn no_single_changed_bit_verifies() {
    let mut random = fastrand::Rng::with_seed(5);
    for _ in 0..2 {
        let text = |random: &mut fastrand::Rng, length| (0..length).map(|_| random.alphanumeric()).collect::<String>();
        let (token, secret) = (text(&mut random, 24), text(&mut random, 40));
        let url = format!("https://shop.example/{}?id={}", text(&mut random, 8), random.u32(..));
        let date = Timestamp::from_second(random.i64(1_600_000_000..1_900_000_000)).unwrap();
        let verify = |token: &str, secret: &str, url: &str, headers: &HeaderMap| {
            verifier(&URL_AND_DATE, token, secret)
                .verify_ignoring_age(&Method::GET, url, headers)
                .is_ok()
        };
        let ours = verifier(&URL_AND_DATE, &token, &secret);
        let headers = ours.sign_callback(&Method::GET, &url, date).unwrap();
        assert!(verify(&token, &secret, &url, &headers));
        for other in changed(&token) {
            assert!(!verify(&other, &secret, &url, &headers));
        }
        for other in changed(&secret) {
            assert!(!verify(&token, &other, &url, &headers));
        }
        for other in changed(&url) {
            assert!(!verify(&token, &secret, &other, &headers), "{other}");
        }
        for name in ["callback-token", "date", "signature"] {
            for other in changed(headers.get(name).unwrap().to_str().unwrap()) {
                let Ok(value) = other.parse() else { continue };
                let mut headers = headers.clone();
                headers.insert(name, value);
                assert!(!verify(&token, &secret, &url, &headers), "{name}: {other}");
            }
        }
    }
}

/// The text with one bit changed, for each bit with which it stays text.
fn changed(text: &str) -> Vec<String> {
    let bits = 0..text.len() * 8;
    let flipped = bits.filter_map(|bit| {
        let mut bytes = text.as_bytes().to_vec();
        *bytes.get_mut(bit / 8)? ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    });
    flipped.collect()
}

mod base64 {
    /// Bytes of standard base64, by a type of this crate that reads it.
    pub(super) fn decode(text: &str) -> Vec<u8> {
        let json = format!("\"{text}\"");
        let bytes: specloom_runtime::Base64 = serde_json::from_str(&json).unwrap();
        bytes.decode().unwrap()
    }
}
