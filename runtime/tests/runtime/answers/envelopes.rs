//! What an envelope says, and what a status says.

use super::*;

#[test]
fn a_good_answer_gives_its_payload_to_the_digit() {
    let page = ask(Orders, 200, GOOD).unwrap();
    assert_eq!(page.total, 2);
    assert_eq!(page.data[0].amount.as_str(), "19.0012");
    assert_eq!(page.data[0].remark.as_deref(), Some("é😀"));
    assert_eq!(page.data[1].amount.as_str(), "1e-8");
    assert_eq!(ask(Orders, 201, GOOD).unwrap(), page);
}

#[test]
fn members_may_stand_in_any_order_and_be_more_than_described() {
    let text = r#" {"result":true,"new":{"data":[1]},"data":{"total":1,"extra":[[]],"data":[{"amount":1,"order_id":"1","x":null}]},"code":0}
"#;
    assert_eq!(ask(Orders, 200, text).unwrap().data[0].order_id, "1");
}

#[test]
fn of_members_that_stand_twice_the_last_counts() {
    let text = r#"{"code":1,"result":true,"data":null,"data":{"total":1,"total":2,"data":[]},"code":0}"#;
    assert_eq!(ask(Orders, 200, text).unwrap().total, 2);
    let text = r#"{"code":0,"result":true,"data":{"total":1,"data":[]},"code":7}"#;
    assert_eq!(refused(200, text).code(), Some(7));
}

#[test]
fn a_name_spelled_with_escapes_is_the_same_name() {
    let text = r#"{"\u0063ode":5,"result":true,"data":null}"#;
    assert_eq!(refused(200, text).code(), Some(5));
}

#[test]
fn one_sign_of_failure_is_enough() {
    for (text, code) in [
        (
            r#"{"code":1001,"message":"no funds","data":null,"result":false}"#,
            Some(1001),
        ),
        (
            r#"{"code":1001,"message":"no funds","data":{"data":[],"total":0},"result":true}"#,
            Some(1001),
        ),
        (
            r#"{"code":0,"message":"no funds","data":{"data":[],"total":0},"result":false}"#,
            Some(0),
        ),
        (
            r#"{"message":"no funds","data":{"data":[],"total":0},"result":false}"#,
            None,
        ),
        (
            r#"{"code":1001,"message":"no funds","data":{"data":[],"total":0}}"#,
            Some(1001),
        ),
        (
            r#"{"code":"1001","message":"no funds","data":{"data":[],"total":0},"result":true}"#,
            Some(1001),
        ),
    ] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::Refused, "{text}");
        assert!(
            error.is_api() && !error.is_status() && !error.is_decode() && !error.is_transport() && !error.is_auth()
        );
        assert_eq!(error.code(), code, "{text}");
        assert_eq!(error.server_message(), Some("no funds"), "{text}");
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert!(error.may_have_been_received());
    }
    assert_eq!(
        refused(200, r#"{"code":1001,"message":"no funds","data":null,"result":false}"#).to_string(),
        "GET /orders: the server refuses (status 200), code 1001, message \"no funds\""
    );
}

#[test]
fn a_code_that_cannot_be_read_is_no_code_of_success() {
    for code in ["\"E1001\"", "99999999999999999999", "1.5", "{}", "[0]", "true", "\"\""] {
        let text = format!(r#"{{"code":{code},"data":{{"data":[],"total":0}},"result":true}}"#);
        let error = ask(Orders, 200, text).err();
        assert_eq!(error.as_ref().map(Error::kind), Some(ErrorKind::Refused), "code {code}");
    }
}

#[test]
fn a_result_that_is_not_the_word_of_success_is_failure() {
    for result in ["null", "0", "1", "\"true\"", "\"false\"", "[]"] {
        let text = format!(r#"{{"code":0,"data":{{"data":[],"total":0}},"result":{result}}}"#);
        assert_eq!(refused(200, text).kind(), ErrorKind::Refused, "result {result}");
    }
}

#[test]
fn a_code_for_wrong_credentials_is_told_from_others() {
    let error = refused(200, r#"{"code":401,"message":"bad key","data":null,"result":false}"#);
    assert!(error.is_auth() && error.is_api() && !error.is_credential_missing());
    assert!(
        error.to_string().contains("the server refuses the credentials"),
        "{error}"
    );
}

#[test]
fn an_envelope_that_does_not_say_how_it_went_is_none() {
    for text in [
        "{}",
        r#"{"data":{"data":[],"total":0}}"#,
        r#"{"data":[{"order_id":"1"}],"total":1}"#,
        r#"{"error":"x"}"#,
    ] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::NotAnEnvelope, "{text}");
        assert!(error.is_decode() && error.may_have_been_received());
    }
}

#[test]
fn json_that_is_no_object_is_no_envelope() {
    for text in ["[]", "[{\"code\":0}]", "null", "true", "0", "1.5", "\"ok\""] {
        assert_eq!(refused(200, text).kind(), ErrorKind::NotAnEnvelope, "{text}");
    }
}

#[test]
fn another_status_is_an_error_with_what_the_server_says() {
    for (text, message) in [
        (r#"{"code":5,"msg":"no such order"}"#, Some("no such order")),
        (r#"{"code":5,"message":"no such order"}"#, Some("no such order")),
        (r#"{"msg":"short","message":"long"}"#, Some("long")),
        (r#"{"message":"long","msg":"short"}"#, Some("long")),
        (
            r#"{"message":"no such order","result":true,"code":0}"#,
            Some("no such order"),
        ),
        (r#"{"detail":"unknown"}"#, None),
        (r#"{"message":17}"#, None),
        ("<html>nginx</html>", None),
        ("", None),
        ("%PDF-1.4 garbage", None),
        ("{\"message\":\"cut", None),
    ] {
        let error = refused(404, text);
        assert_eq!(error.kind(), ErrorKind::Status, "{text}");
        assert!(error.is_status() && error.is_not_found() && !error.is_api() && !error.is_decode());
        assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
        assert_eq!(error.server_message(), message, "{text}");
        assert!(error.to_string().contains("Not Found"), "{error}");
    }
    assert!(refused(404, "%PDF-1.4 garbage").excerpt().unwrap().contains("PDF"));
    assert!(
        refused(502, "<html>nginx</html>")
            .to_string()
            .contains("a page for people")
    );
}

#[test]
fn each_status_answers_the_questions() {
    assert!(refused(401, "").is_auth() && refused(403, "").is_auth() && !refused(404, "").is_auth());
    assert!(refused(429, "").is_rate_limited() && !refused(503, "").is_rate_limited());
    for status in [301, 302, 307, 400, 500, 503, 599] {
        let error = refused(status, GOOD);
        assert!(error.is_status() && error.may_have_been_received(), "{status}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
}

#[test]
fn a_page_for_people_is_told_from_json() {
    for text in ["<!DOCTYPE html><html></html>", "\n  <html>", "<"] {
        assert_eq!(refused(200, text).kind(), ErrorKind::HtmlAnswer, "{text}");
    }
    let error = call(&with_type(200, "text/html; charset=utf-8", "Please log in"), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::HtmlAnswer);
}

#[test]
fn xml_that_is_called_so_is_no_page_for_people() {
    for content_type in ["application/xml", "text/xml; charset=utf-8", "application/atom+xml"] {
        let error = call(&with_type(200, content_type, "<orders/>"), Orders).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotJson, "{content_type}");
    }
    let error = call(&with_type(200, "application/xhtml+xml", "<html/>"), Orders).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::HtmlAnswer);
}

#[test]
fn json_that_is_called_html_is_read_all_the_same() {
    assert_eq!(call(&with_type(200, "text/html", GOOD), Orders).unwrap().total, 2);
    let error = call(&with_type(400, "text/html", r#"{"code":5,"msg":"no"}"#), Orders).unwrap_err();
    assert_eq!(error.server_message(), Some("no"));
}

#[test]
fn an_empty_answer_is_told_from_json() {
    for text in ["", " ", "\r\n\t \n"] {
        let error = refused(200, text);
        assert_eq!(error.kind(), ErrorKind::EmptyAnswer, "{text:?}");
        assert!(error.is_decode());
    }
    assert_eq!(ask(Plain, 200, "").unwrap_err().kind(), ErrorKind::EmptyAnswer);
}

#[test]
fn an_answer_cut_off_at_any_byte_is_an_error_that_says_so() {
    for end in 0..GOOD.len() {
        let expected = if end == 0 {
            ErrorKind::EmptyAnswer
        } else {
            ErrorKind::TruncatedAnswer
        };
        let cut = Bytes::copy_from_slice(&GOOD.as_bytes()[..end]);
        let error = refused(200, cut.clone());
        assert_eq!(error.kind(), expected, "cut at {end}");
        let error = ask(SecretOrders, 200, cut.clone()).unwrap_err();
        assert_eq!(error.kind(), expected, "cut at {end}");
        assert_eq!(error.excerpt(), None);
        assert_eq!(
            ask(Acknowledged, 200, cut.clone()).unwrap_err().kind(),
            expected,
            "cut at {end}"
        );
        assert_eq!(refused(500, cut).kind(), ErrorKind::Status, "cut at {end}");
    }
}

#[test]
fn plain_json_cut_off_at_any_byte_is_an_error_that_says_so() {
    let text = r#"{"data":[{"order_id":"é","amount":-0.5e-3,"remark":"\u00e9"}],"total":12}"#;
    assert_eq!(ask(Plain, 200, text).unwrap().total, 12);
    for end in 1..text.len() {
        let cut = Bytes::copy_from_slice(&text.as_bytes()[..end]);
        assert_eq!(
            ask(Plain, 200, cut).unwrap_err().kind(),
            ErrorKind::TruncatedAnswer,
            "cut at {end}"
        );
    }
}

#[test]
fn text_after_the_json_is_an_error() {
    for rest in ["x", "{}", "null", ",", "\0"] {
        assert_eq!(
            refused(200, format!("{GOOD}{rest}")).kind(),
            ErrorKind::NotJson,
            "{rest:?}"
        );
    }
}

#[test]
fn what_is_neither_json_nor_a_page_is_told_so() {
    let bodies: [&'static [u8]; 6] = [
        b"ok",
        b"{'code':0}",
        b"{\"code\":0,}",
        b"\x1f\x8b\x08gzip",
        b"{\"code\":0,\"message\":\"\xff\"}",
        b"\xc3\x28",
    ];
    for body in bodies {
        let error = ask(Orders, 200, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotJson, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert_eq!(ask(Orders, 200, format!("\u{feff}{GOOD}")).unwrap().total, 2);
    let error = refused(404, "\u{feff}{\"message\":\"no such order\"}");
    assert_eq!(error.server_message(), Some("no such order"));
    let error = refused(200, format!("\u{feff}\u{feff}{GOOD}"));
    assert_eq!(error.kind(), ErrorKind::NotJson, "it stands once, at the beginning");
    assert!(error.excerpt().unwrap().starts_with("\\u{feff}"), "{error}");
}

#[test]
fn a_code_is_the_same_number_however_it_is_written() {
    for code in ["0", "\"0\"", "0.0", "-0", "0.000"] {
        let text = GOOD.replace("\"code\":0", &format!("\"code\":{code}"));
        assert_eq!(ask(Orders, 200, text).unwrap().total, 2, "{code}");
    }
    for code in ["401", "\"401\"", "401.0"] {
        let error = refused(200, format!(r#"{{"code":{code},"message":"no"}}"#));
        assert!(error.code() == Some(401) && error.is_auth(), "{code}");
    }
}

#[test]
fn a_code_that_is_no_number_is_shown_all_the_same() {
    let error = refused(200, r#"{"code":"E_FUNDS","message":"no funds"}"#);
    assert_eq!(
        error.to_string(),
        "GET /orders: the server refuses (status 200), code \"E_FUNDS\", message \"no funds\""
    );
    let error = refused(409, r#"{"code":{"reason":["a","b"]},"message":"no"}"#);
    assert!(
        error
            .to_string()
            .contains(r#", code {"reason":["a","b"]}, message "no""#),
        "{error}"
    );
    let long = refused(200, format!(r#"{{"code":"{}"}}"#, "x".repeat(100_000)));
    assert!(long.to_string().len() < 2_000);
}

#[test]
fn a_refusal_without_a_message_shows_what_it_says_instead() {
    let error = refused(200, r#"{"code":7,"errors":[{"field":"price"}],"result":false}"#);
    assert!(
        error
            .to_string()
            .contains(r#", code 7, near: {"code":7,"errors":[{"field":"price"}]"#),
        "{error}"
    );
}

#[test]
fn a_redirect_says_that_it_is_not_followed() {
    let answer = |headers: &[(&str, &str)]| call(&answered(302, headers, ""), Orders).unwrap_err().to_string();
    let error = answer(&[("location", "https://elsewhere.example/login?key=1")]);
    assert!(
        error.contains("redirects are not followed") && !error.contains("elsewhere"),
        "{error}"
    );
    assert!(!answer(&[]).contains("redirects"));
}

#[test]
fn a_compressed_answer_says_what_to_do() {
    let gzip: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\x56";
    let error = call(&answered(200, &[("content-encoding", "gzip")], gzip), Orders).unwrap_err();
    assert!(
        error.is_decode() && error.to_string().contains("`Accept-Encoding`"),
        "{error}"
    );
    let error = call(&answered(500, &[("content-encoding", "br")], gzip), Orders).unwrap_err();
    assert!(error.to_string().ends_with(", with a compressed body"), "{error}");
    for encoding in ["identity", "gzip"] {
        // Some servers say it of everything.
        let core = answered(200, &[("content-encoding", encoding)], GOOD);
        assert_eq!(call(&core, Orders).unwrap().total, 2);
    }
}
