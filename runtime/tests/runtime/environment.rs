//! Credentials and address from environment variables.

use std::collections::HashMap;
use std::ffi::OsString;

use http::Method;
use specloom_runtime::{Answer, Core, Description, Error, Scheme};

use crate::scripted::{Scripted, builder, operation, request};

const KEY: Scheme = Scheme::header_key("Key", "key", "X-Key");
const LOGIN: Scheme = Scheme::basic("Login", "login");

operation!(ByKey -> (), Description::new("by key", Method::GET, "/").security(&[&[&KEY]]), |_, _| Ok(()), |answer| Answer::empty(answer));
operation!(ByLogin -> (), Description::new("by login", Method::GET, "/").security(&[&[&LOGIN]]), |_, _| Ok(()), |answer| Answer::empty(answer));

fn core(variables: &[(&str, &str)]) -> Result<Core, Error> {
    let variables: HashMap<&str, OsString> = variables.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let names: [(&'static Scheme, &[&str]); 2] = [
        (&KEY, &["SHOP_API_KEY"]),
        (&LOGIN, &["SHOP_API_USER", "SHOP_API_PASSWORD"]),
    ];
    let builder = builder(&Scripted::answering(200, ""));
    builder
        .environment("SHOP_BASE_URL", &names, &|name| variables.get(name).cloned())?
        .build()
}

fn failure(variables: &[(&str, &str)]) -> String {
    let error = core(variables).unwrap_err();
    assert_eq!(error.kind(), specloom_runtime::ErrorKind::Configuration);
    error.to_string()
}

#[test]
fn each_scheme_finds_its_values() {
    let core = core(&[
        ("SHOP_API_KEY", "k"),
        ("SHOP_API_USER", "u"),
        ("SHOP_API_PASSWORD", "p"),
        ("SHOP_BASE_URL", "http://localhost:1"),
    ])
    .unwrap();
    let by_key = request(&core, &ByKey).unwrap();
    assert_eq!(by_key.headers()["x-key"], "k");
    assert_eq!(by_key.uri().host(), Some("localhost"));
    assert_eq!(
        request(&core, &ByLogin).unwrap().headers()["authorization"],
        "Basic dTpw"
    );
}

#[test]
fn one_of_them_is_enough() {
    let core = core(&[("SHOP_API_KEY", "k"), ("SHOP_API_USER", "")]).unwrap();
    assert!(request(&core, &ByLogin).unwrap_err().is_credential_missing());
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        failure(&[("SHOP_BASE_URL", "http://localhost:1")]),
        "the environment has no credentials: set `SHOP_API_KEY`, or `SHOP_API_USER` with `SHOP_API_PASSWORD`"
    );
    assert_eq!(
        failure(&[("SHOP_API_KEY", "k"), ("SHOP_API_USER", "u")]),
        "the environment variable `SHOP_API_PASSWORD` is not set, and `Login` takes `SHOP_API_USER` and `SHOP_API_PASSWORD` together"
    );
}

#[test]
fn white_space_around_a_value_is_told_by_the_name_of_the_variable() {
    for value in ["s3cret\n", " s3cret", "s3cret\r\n", " ", "\t"] {
        assert_eq!(
            failure(&[("SHOP_API_KEY", value)]),
            "the environment variable `SHOP_API_KEY` begins or ends with a blank or a line break: set it without"
        );
    }
    let url = failure(&[("SHOP_API_KEY", "k"), ("SHOP_BASE_URL", "http://localhost:1\n")]);
    assert!(url.contains("`SHOP_BASE_URL` begins or ends"), "{url}");
}

#[cfg(unix)]
#[test]
fn a_value_that_is_not_unicode_is_not_guessed_at() {
    use std::os::unix::ffi::OsStringExt;

    let broken = OsString::from_vec(vec![b's', 0xff]);
    let names: [(&'static Scheme, &[&str]); 1] = [(&KEY, &["SHOP_API_KEY"])];
    let builder = builder(&Scripted::answering(200, ""));
    let error = builder
        .environment("SHOP_BASE_URL", &names, &|_| Some(broken.clone()))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the environment variable `SHOP_BASE_URL` is not Unicode"
    );
}
