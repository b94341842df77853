//! A clock that goes wrong, set by the server's.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};

use http::Method;
use jiff::Timestamp;
use specloom_runtime::codegen::v1::{Encoding, Mac, Piece};
use specloom_runtime::{Answer, Clock, Core, Description, Envelope, Meaning, Repeat, Scheme, Signature, VirtualTimer};

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

operation!(
    Replace -> (),
    Description::new("replace", Method::PUT, "/things").security(&[&[&DATED]]).repeat(Repeat::Safe),
    |_, parts| parts.text(&"a body"),
    |answer| Answer::empty(answer)
);

#[test]
fn a_clock_that_is_ahead_is_put_back_and_stays_so_through_retries() {
    let behind = ("date", "Sun, 16 Jun 2024 23:00:00 GMT");
    let sequence = Sequence::of([
        status(503, &[]),
        status(401, &[behind]),
        status(503, &[("retry-after", "Sun, 16 Jun 2024 23:00:07 GMT"), behind]),
    ]);
    let timer = VirtualTimer::default();
    let core = sequence
        .builder(&timer)
        .credential(&DATED, ["s3cret".into()])
        .build()
        .unwrap();
    call(&core, Replace).unwrap();
    let (wrong, right) = ("2024-06-17T00:00:00Z", "2024-06-16T23:00:00Z");
    assert_eq!(sequence.headers("x-date"), [wrong, wrong, right, right]);
    let signatures = sequence.headers("x-signature");
    assert!(
        signatures[1] != signatures[2] && signatures[2] == signatures[3],
        "each attempt is signed afresh"
    );
    // The correction takes no time and counts as no retry.
    assert_eq!(timer.waits().len(), 2);
    assert_eq!(timer.waits()[1].as_secs(), 7);
}

/// A clock that goes on by ten seconds whenever somebody looks at it.
#[derive(Debug, Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let seconds = self.0.fetch_add(10, Ordering::SeqCst);
        Timestamp::from_second(1_718_582_400 + seconds).unwrap()
    }
}

#[test]
fn each_attempt_is_signed_afresh() {
    let sequence = Sequence::of([status(503, &[]), status(503, &[])]);
    let core = sequence.builder(&VirtualTimer::default()).clock(Ticking::default());
    let core = core.credential(&DATED, ["s3cret".into()]).build().unwrap();
    call(&core, Replace).unwrap();
    for header in ["x-date", "x-signature"] {
        let values: BTreeSet<String> = sequence.headers(header).into_iter().collect();
        assert_eq!(values.len(), 3, "{header}: {values:?}");
    }
}

#[test]
fn a_date_that_is_none_or_beyond_all_time_does_no_harm() {
    for date in [
        "never",
        "",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "1718582400",
    ] {
        let sequence = Sequence::of([status(401, &[("date", date)])]);
        // A date that can be read is taken at the server's word, once.
        let result = call(&core(&sequence, &DATED), Create);
        assert_eq!(sequence.arrivals(), if result.is_ok() { 2 } else { 1 }, "{date}");
    }
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
