//! Who is calling: chosen, sent, and never shown.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use specloom_runtime::codegen::v1::{CallOptions, Parameter, request};
use specloom_runtime::{Core, CoreBuilder, Description, Error, Operation, Scheme, Secret};

use crate::scripted::{Scripted, builder, call, ignore, operation, prepared, shown};
use crate::signatures::SIGNED;

const HEADER: Scheme = Scheme::header_key("apiKey", "api_key", "API-Key");
const QUERY: Scheme = Scheme::query_key("queryKey", "query_key", "api key");
const COOKIE: Scheme = Scheme::cookie_key("cookieKey", "cookie_key", "session");
const BASIC: Scheme = Scheme::basic("basicAuth", "basic_auth");
const BEARER: Scheme = Scheme::bearer("bearerAuth", "bearer_token");

/// A secret with characters that every place spells in its own way.
const KEY: &str = "k3y/+&=?; 100%\"end";

macro_rules! secured {
    ($($name:ident: $security:expr,)*) => {
        $(operation!(
            $name -> (),
            Description::new(stringify!($name), Method::GET, "/x").security($security),
            |_, _| Ok(()),
            |answer| ignore(answer)
        );)*
    };
}

secured! {
    ByHeader: &[&[&HEADER]],
    ByQuery: &[&[&QUERY]],
    ByCookie: &[&[&COOKIE]],
    ByBasic: &[&[&BASIC]],
    ByBearer: &[&[&BEARER]],
    BySignature: &[&[&SIGNED]],
    ByEither: &[&[&HEADER], &[&SIGNED], &[&BASIC]],
    ByBoth: &[&[&HEADER, &QUERY]],
    ByBothOrBearer: &[&[&HEADER, &QUERY], &[&BEARER]],
    Optionally: &[&[], &[&HEADER]],
    ByNothing: &[],
}

fn with(configure: impl FnOnce(CoreBuilder) -> CoreBuilder) -> Core {
    configure(builder(&Scripted::answering(200, ""))).build().unwrap()
}

fn header<Op: Operation>(core: &Core, operation: &Op, name: &str) -> Option<String> {
    let request = request(core, operation, &CallOptions::new()).unwrap();
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().to_owned())
}

#[test]
fn a_missing_credential_is_an_error_before_anything_is_sent() {
    let transport = Scripted::answering(200, "");
    let core = builder(&transport).build().unwrap();
    let error = call(&core, ByHeader).unwrap_err();
    assert!(error.is_credential_missing() && !error.is_auth() && !error.may_have_been_received());
    assert!(transport.sent().is_empty());
    assert_eq!(error.operation_id(), Some("ByHeader"));
    assert_eq!(error.method(), Some(&Method::GET));
    assert_eq!(error.path_template(), Some("/x"));
}

#[test]
fn the_error_names_the_methods_of_the_builder() {
    let core = with(|builder| builder);
    let said = |error: Error| error.to_string();
    assert_eq!(
        said(call(&core, ByEither).unwrap_err()),
        "GET /x: nothing was sent: it needs credentials; give the client's builder `api_key` or `signing` or `basic_auth`"
    );
    assert!(said(call(&core, ByBoth).unwrap_err()).contains("`api_key` with `query_key`"));
    assert!(said(call(&core, ByBothOrBearer).unwrap_err()).contains("`api_key` with `query_key` or `bearer_token`"));
}

#[test]
fn the_first_alternative_that_is_complete_is_used() {
    let signing = |builder: CoreBuilder| builder.credential(&SIGNED, ["token".into(), "secret".into()]);
    let only_signing = with(signing);
    assert!(header(&only_signing, &ByEither, "signature").is_some());
    let both = with(|builder| signing(builder).credential(&HEADER, ["key".into()]));
    assert_eq!(header(&both, &ByEither, "api-key").as_deref(), Some("key"));
    assert_eq!(header(&both, &ByEither, "signature"), None);
    let half = with(|builder| {
        builder
            .credential(&HEADER, ["key".into()])
            .credential(&BEARER, ["t".into()])
    });
    assert_eq!(
        header(&half, &ByBothOrBearer, "authorization").as_deref(),
        Some("Bearer t")
    );
    assert_eq!(header(&half, &ByBothOrBearer, "api-key"), None);
}

#[test]
fn schemes_that_count_together_are_all_sent() {
    let half = with(|builder| builder.credential(&HEADER, ["key".into()]));
    assert!(
        request(&half, &ByBoth, &CallOptions::new())
            .unwrap_err()
            .is_credential_missing()
    );
    let both = with(|builder| {
        builder
            .credential(&HEADER, ["key".into()])
            .credential(&QUERY, ["q".into()])
    });
    let request = request(&both, &ByBoth, &CallOptions::new()).unwrap();
    assert_eq!(request.uri(), "https://dashboard.example/x?api%20key=q");
    assert_eq!(request.headers()["api-key"], "key");
}

#[test]
fn optional_credentials_are_sent_where_there_are_some() {
    let none = with(|builder| builder);
    assert_eq!(header(&none, &Optionally, "api-key"), None);
    let some = with(|builder| builder.credential(&HEADER, ["key".into()]));
    assert_eq!(header(&some, &Optionally, "api-key").as_deref(), Some("key"));
}

#[test]
fn an_operation_without_security_gets_no_credential() {
    let core = with(|builder| {
        builder
            .credential(&HEADER, ["key".into()])
            .credential(&QUERY, ["q".into()])
            .credential(&COOKIE, ["c".into()])
            .credential(&BEARER, ["t".into()])
            .credential(&SIGNED, ["token".into(), "secret".into()])
    });
    let request = request(&core, &ByNothing, &CallOptions::new()).unwrap();
    assert_eq!(request.uri(), "https://dashboard.example/x");
    let mut names: Vec<&str> = request.headers().keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "user-agent"]);
}

#[test]
fn each_kind_of_key_stands_in_its_place() {
    let core = with(|builder| {
        builder
            .credential(&HEADER, [KEY.into()])
            .credential(&QUERY, [KEY.into()])
            .credential(&COOKIE, [KEY.into()])
            .credential(&BASIC, ["user".into(), KEY.into()])
            .credential(&BEARER, ["token".into()])
    });
    assert_eq!(header(&core, &ByHeader, "api-key").as_deref(), Some(KEY));
    assert_eq!(
        request(&core, &ByQuery, &CallOptions::new()).unwrap().uri().query(),
        Some("api%20key=k3y%2F%2B%26%3D%3F%3B%20100%25%22end")
    );
    assert_eq!(
        header(&core, &ByCookie, "cookie").as_deref(),
        Some("session=k3y%2F%2B%26%3D%3F%3B%20100%25%22end")
    );
    let basic = format!("Basic {}", STANDARD.encode(format!("user:{KEY}")));
    assert_eq!(header(&core, &ByBasic, "authorization"), Some(basic));
    assert_eq!(
        header(&core, &ByBearer, "authorization").as_deref(),
        Some("Bearer token")
    );
}

#[test]
fn a_later_value_takes_the_place_of_an_earlier_one() {
    let core = with(|builder| {
        builder
            .credential(&HEADER, ["old".into()])
            .credential(&HEADER, ["new".into()])
    });
    assert_eq!(header(&core, &ByHeader, "api-key").as_deref(), Some("new"));
}

#[test]
fn a_value_that_no_header_can_hold_is_refused_at_build_without_being_shown() {
    for bad in [
        "k3y-secret\r\nX-Evil: 1",
        "k3y-secret\n",
        " k3y-secret",
        "k3y-secret ",
        "k3y-secret\0",
        "",
    ] {
        for scheme in [&HEADER, &BEARER, &COOKIE] {
            let error = builder(&Scripted::answering(200, ""))
                .credential(scheme, [bad.into()])
                .build()
                .unwrap_err();
            let shown = shown(&error);
            assert!(!shown.contains("k3y-secret"), "{shown}");
            assert!(
                shown.contains(scheme.id()) && shown.contains(scheme.setter()),
                "{shown}"
            );
            assert!(!error.may_have_been_received());
        }
    }
    let error = builder(&Scripted::answering(200, ""))
        .credential(&SIGNED, ["token".into(), "k3y-secret\n".into()])
        .build()
        .unwrap_err();
    assert!(!shown(&error).contains("k3y-secret"), "{error:?}");
}

#[test]
fn a_user_name_with_a_colon_is_refused_because_the_password_would_begin_there() {
    let built = builder(&Scripted::answering(200, ""))
        .credential(&BASIC, ["us:er".into(), "password".into()])
        .build();
    assert!(built.is_err());
}

/// The ways in which a secret could show.
fn spellings(secret: &str) -> Vec<String> {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![
        secret.to_owned(),
        STANDARD.encode(secret),
        STANDARD.encode(secret).trim_end_matches('=').to_owned(),
        hex.to_uppercase(),
        hex,
        format!("{:?}", secret.as_bytes()),
    ]
}

fn assert_hidden(shown: &str, secrets: &[&str]) {
    for spelling in secrets.iter().flat_map(|secret| spellings(secret)) {
        assert!(!shown.contains(&spelling), "`{spelling}` shows in: {shown}");
    }
}

#[test]
fn neither_builder_nor_client_nor_request_shows_a_secret() {
    let secrets = [
        "header-secret",
        "cookie-secret",
        "basic-secret",
        "bearer-secret",
        "token-secret",
        "signing-secret",
    ];
    let builder = builder(&Scripted::answering(200, ""))
        .credential(&HEADER, [secrets[0].into()])
        .credential(&COOKIE, [secrets[1].into()])
        .credential(&BASIC, ["user".into(), secrets[2].into()])
        .credential(&BEARER, [secrets[3].into()])
        .credential(&SIGNED, [secrets[4].into(), secrets[5].into()]);
    assert_hidden(&format!("{builder:?} {builder:#?}"), &secrets);
    let core = builder.build().unwrap();
    assert_hidden(&format!("{core:?} {core:#?}"), &secrets);
    for shown in [
        format!("{:?}", request(&core, &ByHeader, &CallOptions::new()).unwrap()),
        format!("{:?}", request(&core, &ByCookie, &CallOptions::new()).unwrap()),
        format!("{:?}", request(&core, &ByBasic, &CallOptions::new()).unwrap()),
        format!("{:?}", request(&core, &ByBearer, &CallOptions::new()).unwrap()),
        format!("{:?}", request(&core, &BySignature, &CallOptions::new()).unwrap()),
    ] {
        assert_hidden(&shown, &secrets);
        assert!(!shown.contains("dXNlcjpiYXNpYy1zZWNyZXQ"), "{shown}");
    }
}

#[test]
fn the_parts_of_a_request_do_not_show_a_secret_parameter() {
    static VERIFY: Description = Description::new("verify", Method::GET, "/verify/{path}").sensitive(true);
    let secrets = ["path-secret", "query-secret", "header-secret", "cookie-secret"];
    let [path, query, header, cookie] = secrets.map(Secret::from);
    let parts = prepared(&VERIFY, |parts| {
        parts.path("path", path.value())?;
        parts.query("key", query.value())?;
        parts.header("X-Key", header.value())?;
        parts.cookie("key", cookie.value())
    });
    let parts = parts.unwrap();
    assert_hidden(&format!("{parts:?} {parts:#?}"), &secrets);
}

operation!(
    WithSecretHeader -> (),
    Description::new("withSecretHeader", Method::GET, "/x").sensitive(true),
    |_, parts| parts.header("X-Key", Secret::from("header-secret").value()),
    |answer| ignore(answer)
);

#[test]
fn the_headers_of_a_sensitive_request_are_marked_so_that_they_do_not_show() {
    let request = request(&with(|builder| builder), &WithSecretHeader, &CallOptions::new()).unwrap();
    assert_eq!(request.headers()["x-key"], "header-secret");
    assert_hidden(&format!("{request:?}"), &["header-secret"]);
}

operation!(
    WithItsOwnKey -> (),
    Description::new("WithItsOwnKey", Method::GET, "/x").security(&[&[&HEADER]]),
    |_, parts| parts.header("api-key", "another".to_owned().value()),
    |answer| ignore(answer)
);

#[test]
fn a_header_parameter_never_stands_beside_the_credential_of_its_name() {
    let core = with(|builder| builder.credential(&HEADER, [Secret::from("example")]));
    let error = call(&core, WithItsOwnKey).unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    assert!(
        error.to_string().contains("`api-key` is set by the credentials"),
        "{error}"
    );
}
