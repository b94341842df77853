use aurpay::callbacks;
use aurpay::runtime::http::{HeaderMap, HeaderValue, Method};

const URL: &str = "https://shop.example/aurpay/callback?id=32";

fn headers(signature: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("callback-token", HeaderValue::from_static("example-callback-token"));
    headers.insert("date", HeaderValue::from_static("2024-06-17T00:00:00Z"));
    headers.insert("signature", HeaderValue::from_str(signature).unwrap());
    headers
}

/// The vector of the API's documentation.
#[test]
fn the_documented_callback_verifies() {
    let verifier = callbacks::verifier("example-callback-token", "example-callback-secret");
    let now = "2024-06-17T00:01:00Z".parse().unwrap();
    let headers = headers("VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=");
    verifier.verify(&Method::GET, URL, &headers, now).unwrap();
}

/// Another address, another signature or another token does not.
#[test]
fn a_callback_that_was_not_signed_so_is_refused() {
    let verifier = callbacks::verifier("example-callback-token", "example-callback-secret");
    let now = "2024-06-17T00:01:00Z".parse().unwrap();
    let good = headers("VAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=");
    assert!(
        verifier
            .verify(&Method::GET, "https://shop.example/aurpay/callback?id=33", &good, now)
            .is_err()
    );
    let bad = headers("WAX8m2wcsk3d4F4sq16qE8ZwOlVREt9G7H2Vnadr8Hc=");
    assert!(verifier.verify(&Method::GET, URL, &bad, now).is_err());
    let mut other = good.clone();
    other.insert("callback-token", HeaderValue::from_static("another-token"));
    assert!(verifier.verify(&Method::GET, URL, &other, now).is_err());
}
