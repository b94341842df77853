//! Receivers as generated code has them: what they take, what they give, and what they keep as it came.

use std::ffi::OsString;

use http::{Method, Request, Uri};
use jiff::Timestamp;
use specloom_runtime::codegen::v1;
use specloom_runtime::{CallbackReceiver, FixedClock, registered_url};

v1::types! {
    /// An order was paid.
    object Paid: received {
        required {
            /// Which.
            id: String = "id" into,
            /// How much.
            price: v1::Amount = "price" text,
        }
    }
}
v1::types! {
    /// An order was sent.
    object Shipped: received {
        required {
            /// Which.
            id: String = "id" into,
            /// By whom.
            carrier: String = "carrier" into,
        }
    }
}

/// How events are signed: date and body.
pub const SIGNATURE: v1::Signature = v1::Signature::new(
    &["secret"],
    "secret",
    &[("sha256", v1::Mac::HmacSha256)],
    &[
        ("X-Time", &[v1::Piece::Date]),
        ("X-Signature", &[v1::Piece::Text("sha256="), v1::Piece::Signature]),
    ],
    &[&[v1::Piece::Date], &[v1::Piece::Body]],
    ".",
    v1::Encoding::Hex,
)
.date_form(v1::DateForm::UnixSeconds);

v1::callbacks! {
    /// Receives events.
    Receiver = SIGNATURE(secret = "SHOP_CALLBACK_SECRET"), trusted Trusted of Event, Signer {
        /// Paid.
        POST Paid(Paid) = Object ["id", "price"],
        /// Shipped.
        POST Shipped(Shipped) = Object ["id", "carrier"],
        /// A call that only wakes us up.
        GET Get,
    }
}

const URL: &str = "https://shop.example/events?cart=3%202&cart=9&x=%C3%BC+";

fn now() -> Timestamp {
    "2024-06-17T00:00:00Z".parse().unwrap()
}

fn receiver() -> Receiver {
    Receiver::new("example-secret")
        .clock(FixedClock(now()))
        .base_url("https://shop.example")
}

fn paid() -> Event {
    Event::Paid(Paid::new("32", "18.50".parse().unwrap()))
}

#[test]
fn what_a_signer_makes_a_receiver_takes() {
    let receiver = receiver();
    for event in [paid(), Event::Shipped(Shipped::new("32", "Post")), Event::Get] {
        let request = receiver.signer().sign(URL, &event).unwrap();
        assert_eq!(request.uri(), "/events?cart=3%202&cart=9&x=%C3%BC+");
        assert_eq!(request.headers()["host"], "shop.example");
        let trusted = receiver.receive(&request).unwrap();
        assert_eq!(trusted.event(), &event);
        assert_eq!((trusted.url(), trusted.date()), (URL, Some(now())));
        assert!(trusted.verified().covers_body());
        // The signature leaves the URL out, so nothing in it is ours for sure.
        assert_eq!(trusted.query("cart"), None);
        assert_eq!(trusted.into_event(), event);
    }
}

#[test]
fn what_is_in_no_known_form_is_kept_as_it_came() {
    let receiver = receiver();
    let other = |method: Method, body: &'static str| Event::Unrecognized(v1::UnrecognizedCallback::new(method, body));
    for event in [
        other(Method::POST, r#"{"id":"32","refund":true}"#),
        other(Method::POST, r#"{"id":"32","price":"much"}"#),
        other(Method::POST, "no JSON"),
        other(Method::POST, ""),
        other(Method::POST, "[1]"),
        other(Method::PUT, r#"{"id":"32","price":"1"}"#),
        other(Method::DELETE, ""),
    ] {
        let request = receiver.signer().sign(URL, &event).unwrap();
        let trusted = receiver.receive(&request).unwrap();
        assert_eq!(trusted.event(), &event);
        // What nobody knows may be a secret.
        assert!(!format!("{trusted:?}").contains("refund"));
    }
}

#[test]
fn a_body_that_is_not_the_signed_one_gives_nothing() {
    let receiver = receiver();
    let mut request = receiver.signer().sign(URL, &paid()).unwrap();
    *request.body_mut() = bytes::Bytes::from_static(br#"{"id":"33","price":"18.50"}"#);
    assert!(receiver.receive(&request).unwrap_err().is_wrong_signature());
}

#[test]
fn the_url_is_the_registered_one() {
    let uri = |text: &str| text.parse::<Uri>().unwrap();
    for (base, seen, url) in [
        ("https://shop.example", "/a?b=c", "https://shop.example/a?b=c"),
        ("https://shop.example/", "/a", "https://shop.example/a"),
        ("https://shop.example/pay", "/a/", "https://shop.example/pay/a/"),
        (
            "https://shop.example:8443",
            "http://10.0.0.1:3000/a?b",
            "https://shop.example:8443/a?b",
        ),
        (
            "https://shop.example",
            "/%C3%BC%2F?x=%20+",
            "https://shop.example/%C3%BC%2F?x=%20+",
        ),
    ] {
        assert_eq!(registered_url(base, &uri(seen)), url);
    }
}

#[test]
fn without_a_base_url_the_request_has_to_say_it() {
    let receiver = Receiver::new("example-secret").clock(FixedClock(now()));
    let request = receiver.signer().sign(URL, &Event::Get).unwrap();
    let refused = receiver.receive(&request).unwrap_err();
    assert!(refused.is_configuration() && refused.status() == 500);
    assert!(refused.to_string().contains("base_url"));
    assert!(receiver.receive_at(URL, &request).is_ok());
    let (mut parts, body) = request.into_parts();
    parts.uri = URL.parse().unwrap();
    assert!(receiver.receive(&Request::from_parts(parts, body)).is_ok());
}

#[test]
fn old_and_new_values_are_accepted_and_times_adjusted() {
    let old = Signer::new("old-secret").clock(FixedClock(now()));
    let receiver = receiver();
    let request = old.sign(URL, &paid()).unwrap();
    assert!(receiver.receive(&request).is_err());
    let both = receiver.clone().also_accept("old-secret");
    assert!(both.receive(&request).is_ok());
    let hour = std::time::Duration::from_secs(3_600);
    let later = FixedClock(now() + hour);
    assert!(both.clone().clock(later).receive(&request).unwrap_err().is_untimely());
    assert!(both.clone().clock(later).max_age(hour).receive(&request).is_ok());
    let earlier = FixedClock(now() - hour);
    assert!(both.clone().clock(earlier).max_age(hour).receive(&request).is_err());
    assert!(both.clock(earlier).max_ahead(hour).receive(&request).is_ok());
}

#[test]
fn the_environment_has_to_say_all_values() {
    let look_up = |value: Option<&'static str>| move |_: &str| value.map(OsString::from);
    for empty in [None, Some("")] {
        let refused = CallbackReceiver::environment(&SIGNATURE, &["SHOP_CALLBACK_SECRET"], &look_up(empty));
        let refused = refused.map(drop).unwrap_err().to_string();
        assert!(refused.contains("`SHOP_CALLBACK_SECRET`"), "{refused}");
    }
    let made = CallbackReceiver::environment(&SIGNATURE, &["SHOP_CALLBACK_SECRET"], &look_up(Some("example-secret")));
    let made = made.unwrap();
    assert!(!format!("{made:?}").contains("example-secret"));
    let request = Signer::new("example-secret").sign(URL, &Event::Get).unwrap();
    assert!(made.receive_at::<Event, _>(URL, &request).is_ok());
}

#[test]
fn a_signer_says_what_it_cannot_sign() {
    for url in ["", "/callback", "https://"] {
        let refused = Signer::new("example-secret").sign(url, &Event::Get).unwrap_err();
        assert!(refused.is_configuration(), "{url}: {refused}");
    }
    assert!(Signer::new("").sign(URL, &Event::Get).is_err());
}
