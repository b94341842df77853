//! A clock that goes wrong, set by the server's.

use http::Method;
use specloom_runtime::codegen::v1::{Encoding, Mac, Piece};
use specloom_runtime::{Answer, Core, Description, Envelope, Meaning, Scheme, Signature, VirtualTimer};

use crate::scripted::{call, operation};
use crate::sequence::{Sequence, status};

const DATED: Scheme = Scheme::signature(
    "dated",
    "dated",
    &Signature::new(
        &["secret"],
        "secret",
        &[("sha", Mac::HmacSha256)],
        &[("X-Date", &[Piece::Date]), ("X-Signature", &[Piece::Signature])],
        &[&[Piece::Date]],
        "",
        Encoding::Hex,
    ),
);
const KEY: Scheme = Scheme::header_key("key", "key", "X-Key");
static ENVELOPE: Envelope = Envelope::new("data")
    .code("code", 0)
    .meanings(&[(401, Meaning::Credentials)]);

operation!(Create -> (), Description::new("create", Method::POST, "/things").security(&[&[&DATED], &[&KEY]]), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(Wrapped -> (), Description::new("wrapped", Method::POST, "/things").security(&[&[&DATED]]), |_, _| Ok(()), |answer| Answer::acknowledged(answer, &ENVELOPE));

/// The server's clock is an hour ahead of ours.
const AHEAD: (&str, &str) = ("date", "Mon, 17 Jun 2024 01:00:00 GMT");

fn core(sequence: &Sequence, scheme: &'static Scheme) -> Core {
    sequence
        .builder(&VirtualTimer::default())
        .credential(scheme, ["s3cret".into()])
        .build()
        .unwrap()
}

#[test]
fn a_call_refused_for_its_date_is_repeated_with_the_servers() {
    for code in [401, 403] {
        let sequence = Sequence::of([status(code, &[AHEAD])]);
        let core = core(&sequence, &DATED);
        call(&core, Create).unwrap();
        let dates = ["2024-06-17T00:00:00Z", "2024-06-17T01:00:00Z"];
        assert_eq!(sequence.headers("x-date"), dates);
        // The next call, of any clone or relative, has it right from the start.
        call(&core.to_builder().build().unwrap(), Create).unwrap();
        assert_eq!(sequence.headers("x-date")[2], dates[1]);
    }
}

#[test]
fn an_envelope_that_refuses_the_credentials_counts_as_well() {
    let refusal = http::Response::builder()
        .header(AHEAD.0, AHEAD.1)
        .body(r#"{"code": 401}"#.into())
        .unwrap();
    let fine = http::Response::new(r#"{"code": 0, "data": null}"#.into());
    let sequence = Sequence::of([Ok(refusal), Ok(fine)]);
    call(&core(&sequence, &DATED), Wrapped).unwrap();
    assert_eq!(sequence.arrivals(), 2);
}

#[test]
fn it_is_repeated_once() {
    let sequence = Sequence::of([
        status(401, &[AHEAD]),
        status(401, &[("date", "Mon, 17 Jun 2024 02:00:00 GMT")]),
    ]);
    let error = call(&core(&sequence, &DATED), Create).unwrap_err();
    assert!(error.is_auth());
    assert_eq!((sequence.arrivals(), error.attempts()), (2, 2));
}

#[test]
fn a_clock_that_is_right_is_left_alone() {
    for date in [
        Some("Mon, 17 Jun 2024 00:00:30 GMT"),
        Some("Sun, 16 Jun 2024 23:59:30 GMT"),
        Some("yesterday"),
        None,
    ] {
        let headers: Vec<(&str, &str)> = date.map(|date| ("date", date)).into_iter().collect();
        let sequence = Sequence::of([status(401, &headers)]);
        assert!(call(&core(&sequence, &DATED), Create).unwrap_err().is_auth());
        assert_eq!(sequence.arrivals(), 1, "{date:?}");
    }
}

#[test]
fn credentials_without_a_date_gain_nothing_by_it() {
    let sequence = Sequence::of([status(401, &[AHEAD])]);
    assert!(call(&core(&sequence, &KEY), Create).unwrap_err().is_auth());
    assert_eq!(sequence.arrivals(), 1);
}

#[test]
fn another_refusal_says_nothing_of_the_clock() {
    let sequence = Sequence::of([status(400, &[AHEAD])]);
    assert!(call(&core(&sequence, &DATED), Create).is_err());
    assert_eq!(sequence.arrivals(), 1);
}
