//! Signatures of requests that come to us.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use specloom_runtime::{CallbackError, CallbackHint, CallbackVerifier, Encoding, Mac, Piece, Secret, Signature};

const RECIPE: Signature = Signature::new(
    &["token", "secret"],
    "secret",
    &[("HMAC-SHA256", Mac::HmacSha256)],
    &[
        ("Callback-Token", &[Piece::Credential("token")]),
        ("Date", &[Piece::Date]),
        ("Signature", &[Piece::Signature]),
    ],
    &[&[Piece::Date], &[Piece::Url]],
    " | ",
    Encoding::Base64,
);
/// A recipe that covers method and body, spelled in hex behind a prefix, time and signature in one header.
const WITH_BODY: Signature = Signature::new(
    &["secret"],
    "secret",
    &[("HMAC-SHA256", Mac::HmacSha256)],
    &[(
        "X-Signature",
        &[Piece::Text("t="), Piece::Date, Piece::Text(",v1="), Piece::Signature],
    )],
    &[
        &[Piece::Date],
        &[Piece::Method, Piece::Text(" "), Piece::Target],
        &[Piece::BodyMd5],
    ],
    "\n",
    Encoding::Hex,
);

const TOKEN: &str = "example-callback-token";
const SECRET: &str = "example-callback-secret";
const URL: &str = "https://shop.example/aurpay/callback?id=32";
const DATE: &str = "2024-06-17T00:00:00Z";
const SIGNATURE: &str = "VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn verifier() -> CallbackVerifier {
    CallbackVerifier::new(&RECIPE, [TOKEN.into(), SECRET.into()])
}

fn headers(token: &'static str, date: &'static str, signature: &'static str) -> HeaderMap {
    let rows = [("callback-token", token), ("date", date), ("signature", signature)];
    rows.into_iter()
        .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
        .collect()
}

fn genuine() -> HeaderMap {
    headers(TOKEN, DATE, SIGNATURE)
}

fn verify(headers: &HeaderMap) -> Result<Option<Timestamp>, CallbackError> {
    verifier()
        .verify(&Method::GET, URL, headers, time(DATE))
        .map(|verified| verified.date())
}

#[test]
fn a_genuine_callback_is_accepted_and_says_what_it_proves() {
    for method in [Method::GET, Method::POST] {
        let verified = verifier().verify(&method, URL, &genuine(), time(DATE)).unwrap();
        assert_eq!(verified.date(), Some(time(DATE)));
        assert!(!verified.covers_body() && !verified.covers_method());
    }
}

#[test]
fn our_own_signature_is_that_of_the_vector() {
    let signed = verifier().sign_callback(&Method::GET, URL, time(DATE)).unwrap();
    assert_eq!(signed, genuine());
}

#[test]
fn another_url_than_the_registered_one_is_refused() {
    for url in [
        "http://shop.example/aurpay/callback?id=32",
        "https://shop.example/aurpay/callback?id=33",
        "https://shop.example/aurpay/callback",
        "https://shop.example/aurpay/callback/?id=32",
        "https://shop.example:443/aurpay/callback?id=32",
        "https://SHOP.example/aurpay/callback?id=32",
        "/aurpay/callback?id=32",
        "",
    ] {
        let refused = verifier().verify(&Method::GET, url, &genuine(), time(DATE));
        assert!(matches!(refused, Err(CallbackError::WrongSignature { .. })), "{url}");
    }
}

#[test]
fn another_token_is_refused_before_anything_else() {
    for token in [
        "",
        "example-callback-toke",
        "example-callback-tokens",
        "EXAMPLE-CALLBACK-TOKEN",
    ] {
        let refused = verify(&headers(token, DATE, SIGNATURE));
        assert_eq!(
            refused,
            Err(CallbackError::WrongToken {
                header: "Callback-Token",
                hints: if token.is_empty() {
                    Vec::new()
                } else {
                    vec![CallbackHint::SecretFits]
                },
            }),
            "{token}"
        );
    }
}

#[test]
fn another_signature_is_refused_however_it_is_spelled() {
    for signature in [
        "",
        "=",
        "not base64!",
        "VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc",
        "VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hd=",
        "VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr",
        "WAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=",
        "5405fc9b6c1cb24ddde05e2cab5eaa13c6703a555112df46ec7d959da76bf077",
    ] {
        let refused = verify(&headers(TOKEN, DATE, signature));
        assert!(
            matches!(refused, Err(CallbackError::WrongSignature { .. })),
            "{signature}"
        );
    }
}

#[test]
fn another_date_than_the_signed_one_is_refused() {
    for date in [
        "2024-06-17T00:00:01Z",
        "2024-06-17T00:00:00+00:00",
        "2024-06-17T00:00:00.0Z",
        "yesterday",
        "",
    ] {
        let refused = verify(&headers(TOKEN, date, SIGNATURE));
        assert!(matches!(refused, Err(CallbackError::WrongSignature { .. })), "{date}");
    }
}

#[test]
fn a_signed_date_that_is_no_time_with_a_zone_is_refused() {
    // The signature covers the text of the date, so the sender can sign any text.
    let refused = verify(&headers(
        TOKEN,
        "2024-06-17T00:00:00",
        "NO7EIyh+NkcKS4U/A9qiQoWjjuDXqV+e/GIgAm8aWSw=",
    ));
    assert_eq!(refused, Err(CallbackError::BadDate));
}

#[test]
fn a_recipe_that_covers_a_date_which_no_header_carries_accepts_nothing() {
    const DATELESS: Signature = Signature::new(
        &["secret"],
        "secret",
        &[("HMAC-SHA256", Mac::HmacSha256)],
        &[("Signature", &[Piece::Signature])],
        &[&[Piece::Date], &[Piece::Url]],
        " | ",
        Encoding::Base64,
    );
    let verifier = CallbackVerifier::new(&DATELESS, [SECRET.into()]);
    // Made with the secret over the URL alone.
    let headers = headers(TOKEN, DATE, "GpC3AOkPMkxNGfwwsHpe8ZRYtT9x7TIeEGBKwvbYXdU=");
    let refused = verifier.verify(&Method::GET, URL, &headers, time(DATE)).map(drop);
    assert_eq!(refused, Err(CallbackError::BadDate));
}

#[test]
fn a_missing_header_is_named() {
    for (name, header) in [
        ("callback-token", "Callback-Token"),
        ("date", "Date"),
        ("signature", "Signature"),
    ] {
        let mut headers = genuine();
        headers.remove(name);
        assert_eq!(verify(&headers), Err(CallbackError::MissingHeader { header }));
    }
    assert!(verify(&HeaderMap::new()).is_err());
}

#[test]
fn a_header_that_is_no_text_is_refused() {
    let mut headers = genuine();
    headers.insert("signature", HeaderValue::from_bytes(b"\xff\xfe").unwrap());
    assert_eq!(
        verify(&headers),
        Err(CallbackError::UnreadableHeader { header: "Signature" })
    );
}

#[test]
fn a_header_that_is_there_twice_is_refused_whichever_is_genuine() {
    for name in ["callback-token", "date", "signature"] {
        for (first, second) in [(None, Some("x")), (Some("x"), None), (None, None)] {
            let mut headers = genuine();
            let genuine = headers[name].clone();
            let value = |text: Option<&'static str>| text.map_or(genuine.clone(), HeaderValue::from_static);
            headers.insert(name, value(first));
            headers.append(name, value(second));
            let error = verify(&headers).unwrap_err();
            assert!(error.is_malformed(), "{name}: {error}");
            assert!(error.to_string().contains("more than once"), "{error}");
        }
    }
}

#[test]
fn age_is_tolerated_up_to_the_second_in_either_direction() {
    let check = |now: &str| verifier().verify(&Method::GET, URL, &genuine(), time(now)).map(drop);
    assert_eq!(check("2024-06-17T00:05:00Z"), Ok(()));
    assert_eq!(check("2024-06-16T23:55:00Z"), Ok(()));
    assert_eq!(
        check("2024-06-17T00:05:01Z"),
        Err(CallbackError::TooOld {
            age: Duration::from_secs(301),
            tolerated: Duration::from_secs(300),
        })
    );
    assert_eq!(
        check("2024-06-16T23:54:58Z"),
        Err(CallbackError::FromTheFuture {
            ahead: Duration::from_secs(302),
            tolerated: Duration::from_secs(300),
        })
    );
    assert!(matches!(
        check("2034-06-17T00:00:00Z"),
        Err(CallbackError::TooOld { .. })
    ));
}

#[test]
fn the_tolerance_can_be_set() {
    let strict = verifier().tolerance(Duration::ZERO);
    assert!(strict.verify(&Method::GET, URL, &genuine(), time(DATE)).is_ok());
    assert!(
        strict
            .verify(&Method::GET, URL, &genuine(), time("2024-06-17T00:00:00.001Z"))
            .is_err()
    );
    let forever = verifier().tolerance(Duration::MAX);
    for now in [Timestamp::MAX, Timestamp::MIN] {
        assert!(forever.verify(&Method::GET, URL, &genuine(), now).is_ok());
    }
}

#[test]
fn each_direction_has_a_tolerance_of_its_own() {
    let check = |verifier: CallbackVerifier, now: &str| {
        let verified = verifier.verify(&Method::GET, URL, &genuine(), time(now));
        verified.map(drop).map_err(|error| error.is_untimely())
    };
    let long = Duration::from_secs(3_600);
    assert_eq!(check(verifier().max_age(long), "2024-06-17T01:00:00Z"), Ok(()));
    assert_eq!(check(verifier().max_age(long), "2024-06-16T23:54:59Z"), Err(true));
    assert_eq!(check(verifier().max_ahead(long), "2024-06-16T23:00:00Z"), Ok(()));
    assert_eq!(check(verifier().max_ahead(long), "2024-06-17T00:05:01Z"), Err(true));
}

#[test]
fn age_can_be_ignored_but_not_the_signature() {
    assert!(verifier().verify_ignoring_age(&Method::GET, URL, &genuine()).is_ok());
    let forged = headers(TOKEN, DATE, "WAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=");
    assert!(verifier().verify_ignoring_age(&Method::GET, URL, &forged).is_err());
}

#[test]
fn old_and_new_credentials_are_both_accepted_while_they_are_exchanged() {
    let old = CallbackVerifier::new(&RECIPE, ["old-token".into(), "old-secret".into()]);
    let both = old.clone().also_accept([TOKEN.into(), SECRET.into()]);
    assert!(both.verify(&Method::GET, URL, &genuine(), time(DATE)).is_ok());
    let from_old = old.sign_callback(&Method::GET, URL, time(DATE)).unwrap();
    assert!(both.verify(&Method::GET, URL, &from_old, time(DATE)).is_ok());
    assert!(verifier().verify(&Method::GET, URL, &from_old, time(DATE)).is_err());
}

#[test]
fn the_token_of_one_set_does_not_go_with_the_secret_of_another() {
    let both = CallbackVerifier::new(&RECIPE, ["old-token".into(), "old-secret".into()])
        .also_accept([TOKEN.into(), SECRET.into()]);
    let mixed = CallbackVerifier::new(&RECIPE, [TOKEN.into(), "old-secret".into()]);
    let mixed = mixed.sign_callback(&Method::GET, URL, time(DATE)).unwrap();
    let refused = both.verify(&Method::GET, URL, &mixed, time(DATE));
    assert!(matches!(refused, Err(CallbackError::WrongSignature { .. })));
}

#[test]
fn a_verifier_without_its_values_accepts_nothing() {
    let sets: [&[&str]; 4] = [&[], &[TOKEN], &[TOKEN, ""], &["", SECRET]];
    for values in sets {
        let verifier = CallbackVerifier::new(&RECIPE, values.iter().map(|value| Secret::from(*value)));
        let refused = verifier.verify(&Method::GET, URL, &genuine(), time(DATE)).unwrap_err();
        assert!(refused.to_string().contains("token and secret"), "{refused}");
    }
}

#[test]
fn an_error_says_what_to_check() {
    for (error, hint) in [
        (
            CallbackError::WrongSignature { hints: Vec::new() },
            "the URL is the one registered",
        ),
        (CallbackError::MissingHeader { header: "Date" }, "`Date`"),
        (
            CallbackError::WrongToken {
                header: "Callback-Token",
                hints: Vec::new(),
            },
            "another account",
        ),
        (
            CallbackError::TooOld {
                age: Duration::from_millis(301_200),
                tolerated: Duration::from_secs(300),
            },
            "signed 302 s ago, where 300 s are tolerated",
        ),
        (
            CallbackError::FromTheFuture {
                ahead: Duration::from_secs(7_201),
                tolerated: Duration::from_secs(300),
            },
            "that is 2 h to the minute",
        ),
        (CallbackError::BodyNeeded, "verify_with_body"),
        (CallbackError::UrlNeeded, "base_url"),
        (CallbackError::BadDate, "2024-06-17T00:00:00Z"),
    ] {
        assert!(error.to_string().contains(hint), "{error}");
    }
}

#[test]
fn neither_verifier_nor_error_shows_a_secret() {
    let refused = verifier()
        .verify(&Method::GET, "x", &genuine(), time(DATE))
        .unwrap_err();
    for shown in [format!("{:?}", verifier()), format!("{refused:?}"), refused.to_string()] {
        assert!(!shown.contains(SECRET) && !shown.contains(TOKEN), "{shown}");
    }
}

#[test]
fn a_recipe_that_covers_the_body_cannot_be_checked_without_it() {
    let verifier = CallbackVerifier::new(&WITH_BODY, [SECRET.into()]);
    let refused = verifier
        .verify(&Method::POST, URL, &HeaderMap::new(), time(DATE))
        .unwrap_err();
    assert_eq!(refused, CallbackError::BodyNeeded);
    assert!(
        verifier
            .verify_ignoring_age(&Method::POST, URL, &HeaderMap::new())
            .is_err()
    );
}

#[test]
fn a_covered_body_and_method_cannot_be_exchanged() {
    let verifier = CallbackVerifier::new(&WITH_BODY, [SECRET.into()]);
    let signed: HeaderMap = [(
        "x-signature".parse().unwrap(),
        HeaderValue::from_static(
            "t=2024-06-17T00:00:00Z,v1=29e4b1c7a0ce30ac2e9eea3e0a79fb32f86193aeec4c79b219e083cb81204d4a",
        ),
    )]
    .into_iter()
    .collect();
    let check = |method: &Method, body: &[u8]| verifier.verify_with_body(method, URL, &signed, body, time(DATE));
    let verified = check(&Method::POST, b"{\"status\":\"SUCCESS\"}").unwrap();
    assert!(verified.covers_body() && verified.covers_method());
    assert!(check(&Method::POST, b"{\"status\":\"PENDING\"}").is_err());
    assert!(check(&Method::POST, b"").is_err());
    assert!(check(&Method::PUT, b"{\"status\":\"SUCCESS\"}").is_err());
}

#[test]
fn a_header_of_several_pieces_has_to_have_its_form() {
    let verifier = CallbackVerifier::new(&WITH_BODY, [SECRET.into()]);
    for value in [
        "",
        "t=",
        "v1=00",
        "t=2024-06-17T00:00:00Z",
        "t=2024-06-17T00:00:00Z;v1=00",
        "x=1,v1=00",
    ] {
        let headers = [("x-signature".parse().unwrap(), HeaderValue::from_static(value))]
            .into_iter()
            .collect();
        let refused = verifier.verify_with_body(&Method::POST, URL, &headers, b"x", time(DATE));
        assert_eq!(
            refused.map(drop),
            Err(CallbackError::UnreadableHeader { header: "X-Signature" }),
            "{value}"
        );
    }
}
