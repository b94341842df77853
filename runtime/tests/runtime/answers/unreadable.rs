//! Answers that are not as described, and answers that do not come.

use super::*;

#[test]
fn a_wrong_type_is_shown_where_it_stands() {
    let filler = "x".repeat(5_000);
    let text = format!(
        r#"{{"code":0,"result":true,"data":{{"data":[{{"order_id":"{filler}","amount":1}},{{"order_id":"2","amount":"much","remark":"{filler}"}}],"total":2}}}}"#
    );
    let error = refused(200, text);
    assert_eq!(error.kind(), ErrorKind::WrongType);
    assert_eq!(error.json_path(), Some("data.data[1].amount"));
    let excerpt = error.excerpt().unwrap();
    assert!(
        excerpt.contains(r#""amount":"much""#) && excerpt.starts_with('…') && excerpt.ends_with('…'),
        "{excerpt}"
    );
    assert!(excerpt.chars().count() <= 202, "{} characters", excerpt.chars().count());
    assert!(error.to_string().contains("at `data.data[1].amount`"), "{error}");
    assert!(error.is_decode() && error.may_have_been_received());
}

#[test]
fn the_path_begins_where_the_answer_does() {
    let path = |error: Error| error.json_path().unwrap().to_owned();
    assert_eq!(path(refused(200, r#"{"code":0,"data":[],"result":true}"#)), "data");
    assert_eq!(path(refused(200, r#"{"code":0,"result":true}"#)), "data");
    assert_eq!(path(ask(Plain, 200, "[]").unwrap_err()), "$");
    assert_eq!(
        path(ask(Plain, 200, r#"{"data":[1],"total":1}"#).unwrap_err()),
        "data[0]"
    );
}

#[test]
fn a_missing_required_member_is_named() {
    let error = refused(
        200,
        r#"{"code":0,"result":true,"data":{"data":[{"order_id":"1"}],"total":1}}"#,
    );
    assert_eq!(error.kind(), ErrorKind::WrongType);
    assert_eq!(error.json_path(), Some("data.data[0]"));
    assert!(error.to_string().contains("missing field `amount`"), "{error}");
}

#[test]
fn a_long_wrong_value_is_capped_wherever_it_shows() {
    let long = "y".repeat(1_000_000);
    let text =
        format!(r#"{{"code":0,"result":true,"data":{{"data":[{{"order_id":"1","amount":"{long}"}}],"total":1}}}}"#);
    assert!(shown(&refused(200, text)).len() < 4_000);
    let text = format!(r#"{{"code":1,"result":false,"message":"{long}"}}"#);
    assert!(shown(&refused(200, text)).len() < 4_000);
    assert!(shown(&refused(500, long.clone())).len() < 4_000);
    let text = format!(r#"{{"{long}":"wrong"}}"#);
    assert!(shown(&ask(Counts, 200, text).unwrap_err()).len() < 4_000);
}

#[test]
fn what_the_server_sends_cannot_break_out_of_the_line_it_is_shown_in() {
    let hostile = r"evil\r\n\u001b[31m\u202eline";
    for error in [
        refused(200, format!(r#"{{"code":1,"result":false,"message":"{hostile}"}}"#)),
        refused(
            200,
            format!(r#"{{"code":0,"result":true,"data":{{"data":"{hostile}","total":1}}}}"#),
        ),
        refused(500, "evil\r\n\u{1b}[31m\u{202e}line"),
        ask(Counts, 200, format!(r#"{{"{hostile}":"wrong"}}"#)).unwrap_err(),
    ] {
        for shown in [error.to_string(), format!("{error:?}")] {
            assert!(shown.contains("evil"), "{shown}");
            assert!(!shown.contains(['\r', '\n', '\u{1b}', '\u{202e}']), "{shown:?}");
        }
    }
}

fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(10_000), close.repeat(10_000))
}

#[test]
fn deep_nesting_never_exhausts_the_stack() {
    for deep in [nested("[", "]"), nested("{\"a\":[", "]}")] {
        let good =
            format!(r#"{{"ignored":{deep},"code":0,"result":true,"data":{{"total":1,"data":[],"more":{deep}}}}}"#);
        assert_eq!(ask(Orders, 200, good).unwrap().total, 1);
        let wrapped = format!(r#"{{"code":0,"result":true,"data":{deep}}}"#);
        assert!(ask(Orders, 200, wrapped.clone()).is_err());
        assert_eq!(ask(AnyData, 200, wrapped.clone()).unwrap().text(), deep);
        assert!(ask(Values, 200, wrapped).unwrap_err().is_decode());
    }
    let cut = "[".repeat(10_000);
    assert!(refused(200, cut.clone()).is_decode());
    assert!(refused(200, format!(r#"{{"code":0,"result":true,"data":{cut}"#)).is_decode());
    assert!(refused(500, cut).is_status());
}

#[test]
fn a_type_that_holds_itself_is_read_without_exhausting_the_stack() {
    let small = ask(Trees, 200, r#"{"code":0,"result":true,"data":["a",["b"],1]}"#).unwrap();
    let Tree::Branch(branches) = small else {
        unreachable!("{small:?}")
    };
    assert_eq!(branches[1], Tree::Branch(vec![Tree::Leaf("b".to_owned())]));
    let deep = nested("[", "]");
    let answer = ask(Trees, 200, format!(r#"{{"code":0,"result":true,"data":{deep}}}"#));
    assert!(answer.is_err() || matches!(answer, Ok(Tree::Unrecognized(_))));
}

#[test]
fn an_answer_larger_than_the_limit_is_refused_also_as_a_stream() {
    let limited = |limit| {
        builder(&Scripted::answering(200, GOOD))
            .answer_limit(limit)
            .build()
            .unwrap()
    };
    assert!(call(&limited(GOOD.len()), Orders).is_ok());
    let error = call(&limited(GOOD.len() - 1), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.is_decode() && error.may_have_been_received());
    let endless = Scripted::new(|| Ok(Response::new(Body::from_stream(Endless))));
    let error = call(&builder(&endless).answer_limit(1_000).build().unwrap(), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("1000 bytes"), "{error}");
}

/// A body that never ends.
struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(Bytes::from_static(b"{\"a\":1"))))
    }
}

/// A body that breaks off after its first piece.
struct Broken(Option<fn() -> BoxError>, bool);

impl futures_core::Stream for Broken {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::replace(&mut self.1, true) {
            return Poll::Ready(self.0.take().map(|failure| Err(failure())));
        }
        Poll::Ready(Some(Ok(Bytes::from_static(b"{\"code\":0,"))))
    }
}

#[test]
fn a_body_that_breaks_off_is_an_interruption_and_never_a_value() {
    let breaking = |failure: fn() -> BoxError| {
        let transport = Scripted::new(move || Ok(Response::new(Body::from_stream(Broken(Some(failure), false)))));
        call(&builder(&transport).build().unwrap(), Orders).unwrap_err()
    };
    let error = breaking(|| "reset".into());
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(error.may_have_been_received() && error.is_transport());
    let error = breaking(|| TransportError::timeout("slow").into());
    assert!(error.is_timeout() && error.may_have_been_received());
    // The head of the answer proves that the request arrived, whatever the stream claims.
    let error = breaking(|| TransportError::unsent("reset").into());
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert!(error.may_have_been_received());
}

#[test]
fn a_failure_on_the_way_says_whether_the_request_left() {
    let failing = |failure: fn() -> TransportError| {
        call(&builder(&Scripted::failing(failure)).build().unwrap(), Orders).unwrap_err()
    };
    let unsent = failing(|| TransportError::unsent("no route"));
    assert!(unsent.is_connect() && unsent.is_transport() && !unsent.may_have_been_received());
    let timeout = failing(|| TransportError::timeout("slow"));
    assert!(timeout.is_timeout() && timeout.is_transport() && timeout.may_have_been_received());
    let interrupted = failing(|| TransportError::interrupted("reset"));
    assert_eq!(interrupted.kind(), ErrorKind::Interrupted);
    assert!(interrupted.is_transport() && interrupted.may_have_been_received());
    assert_eq!(
        (interrupted.status(), interrupted.code(), interrupted.json_path()),
        (None, None, None)
    );
}

#[test]
fn the_chain_of_causes_is_whole() {
    let transport = Scripted::failing(|| TransportError::interrupted(std::io::Error::other("the cable")));
    let error = call(&builder(&transport).build().unwrap(), Orders).unwrap_err();
    let cause = error.source().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Interrupted);
    let root = cause.source().unwrap().downcast_ref::<std::io::Error>().unwrap();
    assert_eq!(root.to_string(), "the cable");
}

#[test]
fn a_sensitive_operation_shows_nothing_of_its_answer() {
    for (status, text) in [
        (200, r#"{"code":0,"result":true,"data":{"data":"t0psecret","total":1}}"#),
        (
            200,
            r#"{"code":0,"result":true,"data":{"data":[{"order_id":"t0psecret","amount":"t0psecret"}],"total":1}}"#,
        ),
        (200, r#"{"code":0,"result":true,"data":"t0psecret"}"#),
        (200, r#"{"code":7,"result":false,"message":"t0psecret"}"#),
        (200, r#"{"data":"t0psecret"}"#),
        (200, r#"{"code":0,"data":"t0psecret"#),
        (200, r"t0psecret"),
        (200, "<html>t0psecret"),
        (500, "t0psecret"),
        (500, r#"{"message":"t0psecret"}"#),
        (500, r#"{"detail":"t0psecret"}"#),
    ] {
        let error = ask(SecretOrders, status, text).unwrap_err();
        assert!(!shown(&error).contains("t0psecret"), "{error:?}");
        assert_eq!((error.excerpt(), error.server_message()), (None, None), "{text}");
    }
    let error = ask(SecretOrders, 200, r#"{"code":7,"result":false,"message":"t0psecret"}"#).unwrap_err();
    assert_eq!(error.code(), Some(7));
}

#[test]
fn our_own_secret_is_masked_where_the_server_gives_it_back() {
    for secret in ["zzq1HqLyjWDarjtT1zdp7dc", "zzq1/+&=?; 100%\"end", "zzq1\\def/ghi"] {
        use base64::Engine as _;
        let base64 = base64::engine::general_purpose::STANDARD.encode(secret);
        let unpadded = base64.trim_end_matches('=').to_owned();
        let quoted = serde_json::to_string(secret).unwrap();
        let slashed = quoted.replace('/', "\\/");
        for json in [quoted, slashed, format!("\"{base64}\""), format!("\"{unpadded}\"")] {
            for (status, body) in [
                (200, format!(r#"{{"code":7,"result":false,"message":{json}}}"#)),
                (
                    200,
                    format!(r#"{{"code":0,"result":true,"data":{{"data":{json},"total":1}}}}"#),
                ),
                (
                    200,
                    format!(r#"{{"code":0,"result":true,"data":{{"x":{json},"data":1}}}}"#),
                ),
                (500, format!(r#"{{"detail":{json}}}"#)),
                (500, format!("bad key {secret} {base64}")),
                (200, format!("bad key {secret} {unpadded}")),
            ] {
                let core = builder(&Scripted::answering(status, body.clone()))
                    .credential(&KEY, [secret.into()])
                    .build()
                    .unwrap();
                let shown = shown(&call(&core, Keyed).unwrap_err());
                assert!(
                    !shown.contains("zzq1") && !shown.contains(&unpadded),
                    "{body} shows in {shown}"
                );
                assert!(shown.contains("***"), "{shown}");
            }
        }
    }
}

#[test]
fn a_secret_that_begins_with_another_is_masked_whole() {
    const PAIR: Scheme = Scheme::basic("basicAuth", "basic_auth");
    operation!(
        ByPair -> Page,
        Description::new("byPair", Method::GET, "/pair").security(&[&[&PAIR]]),
        |_, _| Ok(()),
        |answer| answer.payload(&ENVELOPE)
    );
    let core = builder(&Scripted::answering(
        500,
        "no: shop-tail4711 and c2hvcDpzaG9wLXRhaWw0NzEx",
    ))
    .credential(&PAIR, ["shop".into(), "shop-tail4711".into()])
    .build()
    .unwrap();
    let error = call(&core, ByPair).unwrap_err();
    assert!(!shown(&error).contains("tail4711"), "{error}");
    assert!(!shown(&error).contains("c2hvcDpzaG9wLXRhaWw0NzEx"), "{error}");
}

#[test]
fn a_cut_never_leaves_a_piece_of_a_secret() {
    let secret = "0123456789abcdefghijklmnopqrstuvwxyz";
    for padding in 60..140 {
        let body = format!("{}{secret}{}", "é".repeat(padding), "x".repeat(300));
        let core = builder(&Scripted::answering(200, body))
            .credential(&KEY, [secret.into()])
            .build()
            .unwrap();
        let error = shown(&call(&core, Keyed).unwrap_err());
        assert!(!error.contains("0123") && !error.contains("wxyz"), "{error}");
    }
}

#[test]
fn answers_without_json_are_given_as_they_are() {
    assert!(ask(Empty, 204, "").is_ok());
    assert!(ask(Empty, 200, "whatever").is_ok());
    assert!(ask(Empty, 404, "").unwrap_err().is_not_found());
    assert_eq!(ask(Text, 200, " é ").unwrap(), " é ");
    assert_eq!(ask(Text, 200, &b"\xff"[..]).unwrap_err().kind(), ErrorKind::WrongType);
    let download = ask(Raw, 200, &b"\xff\x00"[..]).unwrap();
    assert_eq!(run(download.bytes(2)).unwrap().as_ref(), b"\xff\x00");
    assert!(ask(Raw, 500, "x").unwrap_err().is_status());
}

#[test]
fn an_acknowledgement_needs_no_payload() {
    assert!(ask(Acknowledged, 200, r#"{"code":0,"result":true}"#).is_ok());
    assert!(ask(Acknowledged, 200, r#"{"code":0,"result":true,"data":[1]}"#).is_ok());
    assert!(
        ask(Acknowledged, 200, r#"{"code":1,"result":true}"#)
            .unwrap_err()
            .is_api()
    );
}

#[test]
fn an_error_knows_its_operation() {
    let error = refused(500, "");
    assert_eq!(error.operation_id(), Some("orders"));
    assert_eq!(error.method(), Some(&Method::GET));
    assert_eq!(error.path_template(), Some("/orders"));
    assert!(error.to_string().starts_with("GET /orders: "), "{error}");
}

#[test]
fn an_error_is_one_pointer_wide_and_goes_anywhere() {
    fn goes_anywhere<T: std::error::Error + Send + Sync + 'static>() {}
    goes_anywhere::<Error>();
    goes_anywhere::<TransportError>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn a_call_can_be_spawned_and_a_client_shared() {
    fn spawnable<F: Future + Send + 'static>(future: F) -> F {
        future
    }
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let core = client(200, GOOD);
    shared(&core);
    assert!(run(spawnable(send(core, Orders, CallOptions::new()))).is_ok());
}
