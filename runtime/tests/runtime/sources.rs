//! Credentials that change while the client runs.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Method;
use specloom_runtime::{
    Answer, ChangingCredential, CredentialSource, Description, ErrorKind, Provided, Scheme, Secret, VirtualTimer,
};

use crate::scripted::{call, operation, request, shown};
use crate::sequence::{Sequence, status, unsent};

const TOKEN: Scheme = Scheme::bearer("Token", "token");
const LOGIN: Scheme = Scheme::basic("Login", "login");

operation!(Create -> (), Description::new("create", Method::POST, "/things").security(&[&[&TOKEN]]), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(ByLogin -> (), Description::new("login", Method::POST, "/things").security(&[&[&LOGIN]]), |_, _| Ok(()), |answer| Answer::empty(answer));

/// Counts the tokens up each time that one is refused.
#[derive(Debug, Default)]
struct Tokens {
    current: AtomicUsize,
    asked: AtomicUsize,
}

impl CredentialSource for Tokens {
    fn values(&self) -> Provided<'_> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let token = format!("token-{}", self.current.load(Ordering::SeqCst));
        Box::pin(async move { Ok(vec![Secret::from(token)]) })
    }

    fn refused(&self) -> bool {
        self.current.fetch_add(1, Ordering::SeqCst);
        true
    }
}

#[derive(Debug)]
struct Failing(Mutex<Option<Vec<Secret>>>);

impl CredentialSource for Failing {
    fn values(&self) -> Provided<'_> {
        let values = self.0.lock().unwrap().take();
        Box::pin(async move { values.ok_or_else(|| "the token endpoint is down".into()) })
    }
}

#[test]
fn a_source_is_asked_before_each_attempt_and_only_where_it_is_needed() {
    let sequence = Sequence::of([unsent()]);
    let tokens = Arc::new(Tokens::default());
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential_source(&TOKEN, Arc::clone(&tokens));
    let core = core.credential(&LOGIN, ["u".into(), "p".into()]).build().unwrap();
    call(&core, ByLogin).unwrap();
    assert_eq!(tokens.asked.load(Ordering::SeqCst), 0);
    call(&core, Create).unwrap();
    assert_eq!(tokens.asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_token_that_is_refused_is_replaced_and_the_call_repeated_once() {
    let sequence = Sequence::of([status(401, &[])]);
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential_source(&TOKEN, Tokens::default())
        .build()
        .unwrap();
    call(&core, Create).unwrap();
    assert_eq!(sequence.headers("authorization"), ["Bearer token-0", "Bearer token-1"]);
    let sequence = Sequence::of([status(401, &[]), status(401, &[])]);
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential_source(&TOKEN, Tokens::default())
        .build()
        .unwrap();
    assert!(call(&core, Create).unwrap_err().is_auth());
    assert_eq!(sequence.arrivals(), 2);
}

#[test]
fn a_key_can_be_changed_from_anywhere() {
    let sequence = Sequence::default();
    let key = ChangingCredential::new(["first-key"]);
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential_source(&TOKEN, key.clone())
        .build()
        .unwrap();
    call(&core, Create).unwrap();
    key.set(["second-key"]);
    call(&core, Create).unwrap();
    assert_eq!(
        sequence.headers("authorization"),
        ["Bearer first-key", "Bearer second-key"]
    );
    assert_eq!(format!("{key:?}"), "ChangingCredential");
}

#[test]
fn a_source_without_values_keeps_the_call_from_being_sent() {
    let sequence = Sequence::default();
    let failing = |values: Option<Vec<Secret>>| {
        let source = Failing(Mutex::new(values));
        let core = sequence
            .builder(&VirtualTimer::default())
            .credential_source(&LOGIN, source)
            .build()
            .unwrap();
        let error = call(&core, ByLogin).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::CredentialUnavailable, 0));
        assert!(!error.may_have_been_received());
        shown(&error)
    };
    assert!(failing(None).contains("the token endpoint is down"));
    assert!(failing(Some(vec!["s3cret".into()])).contains("the source gives 1 values, and the scheme has 2"));
    let broken = failing(Some(vec!["user".into(), "".into()]));
    assert!(broken.contains("the value for `Login` is empty"), "{broken}");
    assert_eq!(sequence.arrivals(), 0);
}

#[test]
fn what_a_source_gave_is_kept_out_of_errors() {
    let sequence = Sequence::of([Ok(http::Response::builder()
        .status(400)
        .body("you sent token-0".into())
        .unwrap())]);
    let core = sequence
        .builder(&VirtualTimer::default())
        .credential_source(&TOKEN, Tokens::default())
        .build()
        .unwrap();
    let shown = shown(&call(&core, Create).unwrap_err());
    assert!(shown.contains("you sent ***") && !shown.contains("token-0"), "{shown}");
}

/// Has its token only later.
#[derive(Debug)]
struct Later;

impl CredentialSource for Later {
    fn values(&self) -> Provided<'_> {
        Box::pin(std::future::pending())
    }
}

#[test]
fn a_look_at_the_request_waits_for_no_source() {
    let core = Sequence::default().builder(&VirtualTimer::default());
    let core = core
        .credential_source(&TOKEN, ChangingCredential::new(["t"]))
        .build()
        .unwrap();
    assert_eq!(request(&core, &Create).unwrap().headers()["authorization"], "Bearer t");
    let core = core.to_builder().credential_source(&TOKEN, Later).build().unwrap();
    assert!(
        request(&core, &Create)
            .unwrap_err()
            .to_string()
            .contains("does not have them at hand")
    );
}

#[test]
fn a_source_that_takes_too_long_is_a_time_out_and_nothing_was_sent() {
    let core = Sequence::default().builder(&VirtualTimer::default());
    let core = core.credential_source(&TOKEN, Later).build().unwrap();
    let error = call(&core, Create).unwrap_err();
    assert!(error.is_timeout() && !error.may_have_been_received(), "{error:?}");
}
