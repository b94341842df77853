//! What is right passes, and each thing that can be wrong is found.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by failing")]

use specloom_wire_check::{Document, Sent};

const DESCRIPTION: &str = r##"{
    "openapi": "3.0.3",
    "paths": {
        "/pets/{id}/{tags}": {"get": {
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
                {"name": "tags", "in": "path", "required": true, "style": "matrix", "explode": true,
                 "schema": {"type": "array", "items": {"type": "string"}}},
                {"name": "sort", "in": "query", "style": "pipeDelimited", "explode": false,
                 "schema": {"type": "array", "items": {"type": "string"}}},
                {"name": "by", "in": "query", "style": "deepObject", "schema": {"type": "object"}},
                {"name": "at", "in": "query", "schema": {"type": "string", "format": "date-time"}},
                {"name": "X-Page", "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}},
                {"name": "seen", "in": "cookie", "schema": {"type": "boolean"}}
            ],
            "responses": {
                "200": {"description": "", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Pet"},
                    "examples": {"fits": {"value": {"name": "a", "born": null, "new": 1}}, "not": {"value": {}}}
                }}},
                "4XX": {"description": "", "content": {"text/plain": {"example": "no"}}}
            }
        }},
        "/pets": {"post": {
            "requestBody": {"content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
                "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Pet"}},
                "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Pet"}}
            }},
            "responses": {"204": {"description": ""}}
        }},
        "/moved": {"get": {"responses": {
            "302": {"description": ""},
            "default": {"description": "", "content": {"text/plain": {"example": "no"}}}
        }}},
        "/reports": {"post": {
            "parameters": [
                {"name": "near", "in": "query", "schema": {"type": "array", "items": {"type": "object"}}},
                {"name": "since", "in": "query", "schema": {"type": "string", "pattern": "/^\\d{2}$/"}}
            ],
            "requestBody": {"content": {"multipart/mixed": {"schema": {"type": "object"}}}},
            "responses": {"200": {"description": "", "content": {
                "application/json": {"schema": {"properties": {"sold": {}}}, "example": "{}"},
                "application/xml": {"example": "<r/>"},
                "message": {"example": "no"}
            }}}
        }}
    },
    "components": {
        "schemas": {"Pet": {
            "type": "object",
            "required": ["id", "name"],
            "properties": {
                "id": {"type": "integer", "readOnly": true, "nullable": true},
                "name": {"type": "string", "maxLength": 3},
                "born": {"type": "string", "nullable": true},
                "toys": {"type": "array", "items": {"type": "string"}}
            }
        }},
        "securitySchemes": {"Key": {"type": "apiKey", "in": "query", "name": "key"}}
    }
}"##;

const TARGET: &str = "/pets/7/;tags=a%2F;tags=b?sort=x%7Cy&by[n]=1&by[m][0]=2&at=2024-01-01T01:00:00%2B01:00&key=k";
const GIVEN: &str = r#"{
    "path": {"id": 7, "tags": ["a/", "b"]},
    "query": {"sort": ["x", "y"], "by": {"n": 1, "m": ["2"]}, "at": "2024-01-01T00:00:00Z"},
    "header": {"X-Page": [1, 2]},
    "cookie": {"seen": true}
}"#;

fn report(target: &str, given: &str) -> Result<(), String> {
    let document = Document::parse(DESCRIPTION).unwrap();
    let sent = Sent {
        method: "POST".to_owned(),
        target: target.to_owned(),
        headers: owned(&[("content-type", "multipart/mixed; boundary=x")]),
        body: b"--x--".to_vec(),
    };
    document.operation("POST", "/reports").unwrap().check(&sent, given)
}

fn get(target: &str, headers: &[(&str, &str)], given: &str) -> Result<(), String> {
    let document = Document::parse(DESCRIPTION).unwrap();
    let sent = Sent {
        method: "GET".to_owned(),
        target: target.to_owned(),
        headers: owned(headers),
        body: Vec::new(),
    };
    document
        .operation("GET", "/pets/{id}/{tags}")
        .unwrap()
        .check(&sent, given)
}

fn post(media_type: &str, body: &str, given: &str) -> Result<(), String> {
    let document = Document::parse(DESCRIPTION).unwrap();
    let sent = Sent {
        method: "POST".to_owned(),
        target: "/pets".to_owned(),
        headers: owned(&[("content-type", media_type)]),
        body: body.as_bytes().to_vec(),
    };
    document.operation("POST", "/pets").unwrap().check(&sent, given)
}

fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = headers.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn each_fault_of_a_parameter_is_found() {
    let headers = [("x-page", "1,2"), ("cookie", "seen=true"), ("accept", "text/plain")];
    get(TARGET, &headers, GIVEN).unwrap();
    for (right, wrong, said) in [
        ("/pets/7", "/cats/7", "is not of the template"),
        ("/pets/7", "/pets/8", "path `id`"),
        (";tags=b", "", "path `tags`"),
        ("x%7Cy", "x,y", "query `sort`"),
        ("by[m][0]=2", "by[k][0]=2", "query `by`"),
        ("T01", "T02", "query `at`"),
        ("key=k", "kee=k", "query `kee`"),
        ("&at=", "&sort=z&at=", "query `sort`"),
    ] {
        let error = get(&TARGET.replace(right, wrong), &headers, GIVEN).unwrap_err();
        assert!(error.contains(said), "{wrong}: {error}");
    }
    for (headers, said) in [
        ([("x-page", "1"), ("cookie", "seen=true")].as_slice(), "header `X-Page`"),
        (&[("x-page", "1,2"), ("cookie", "seen=1")], "cookie `seen`"),
        (&[("x-page", "1,2"), ("cookie", "seen=true; more=1")], "cookie `more`"),
        (&[("x-page", "1,2"), ("cookie", "seen=true"), ("x-more", "1")], "x-more"),
        (&[("x-page", "1,2")], "cookie `seen`"),
    ] {
        let error = get(TARGET, headers, GIVEN).unwrap_err();
        assert!(error.contains(said), "{headers:?}: {error}");
    }
    let less = GIVEN.replace(r#""sort": ["x", "y"], "#, "");
    assert!(get(TARGET, &headers, &less).unwrap_err().contains("sort"));
}

#[test]
fn each_fault_of_a_body_is_found() {
    let given = r#"{"body": {"name": "a&b", "toys": ["c", "d"]}}"#;
    let form = "application/x-www-form-urlencoded";
    let part =
        |name: &str, text: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let parts = format!(
        "{}{}{}--x--\r\n",
        part("name", "a&b"),
        part("toys", "c"),
        part("toys", "d")
    );
    post("application/json", r#"{"toys":["c","d"],"name":"a&b"}"#, given).unwrap();
    post(form, "name=a%26b&toys=c&toys=d", given).unwrap();
    post("multipart/form-data; boundary=x", &parts, given).unwrap();
    for (media_type, body) in [
        ("text/plain", "a&b"),
        ("application/json", r#"{"toys":["c"],"name":"a&b"}"#),
        ("application/json", r#"{"toys":["c","d"],"name":"a&b","born":null}"#),
        ("application/json", ""),
        (form, "name=a&b&toys=c&toys=d"),
        (form, "name=a%26b&toys=d&toys=c"),
        (form, "name=a%26b&toys=c,d"),
        ("multipart/form-data; boundary=y", parts.as_str()),
        ("multipart/form-data; boundary=x", &parts.replace("--x--", "")),
        ("multipart/form-data; boundary=x", &parts.replace("a&b", "a")),
        ("multipart/form-data; boundary=x", &parts.replace("toys", "boys")),
    ] {
        assert!(post(media_type, body, given).is_err(), "{media_type}: {body}");
    }
    let long = post("application/json", r#"{"name":"long"}"#, r#"{"body":{"name":"long"}}"#);
    assert!(long.unwrap_err().contains("does not fit its schema"));
    assert!(
        post("application/json", "{}", "{}")
            .unwrap_err()
            .contains("nobody gave")
    );
}

#[test]
fn what_is_inside_of_a_part_is_json_empty_or_not() {
    let given = r#"{"query": {"near": [{}, {"a": []}]}, "body": "--x--"}"#;
    report("/reports?near={}&near=%7B%22a%22:[]%7D", given).unwrap();
    for wrong in ["/reports?near={}", "/reports?near=&near=", "/reports"] {
        assert!(report(wrong, given).unwrap_err().contains("near"), "{wrong}");
    }
    report("/reports", r#"{"query": {"near": []}, "body": "--x--"}"#).unwrap();
}

#[test]
fn signs_around_a_pattern_are_no_part_of_it() {
    report("/reports?since=24", r#"{"query": {"since": "24"}, "body": "--x--"}"#).unwrap();
    let error = report("/reports?since=2", r#"{"query": {"since": "2"}, "body": "--x--"}"#).unwrap_err();
    assert!(error.contains("does not match"), "{error}");
}

#[test]
fn only_what_a_request_asks_for_is_expected() {
    let document = Document::parse(DESCRIPTION).unwrap();
    let operation = document.operation("POST", "/reports").unwrap();
    let asking = |accept: &str| Sent {
        method: "POST".to_owned(),
        target: "/reports".to_owned(),
        headers: owned(&[("accept", accept)]),
        body: Vec::new(),
    };
    let unfit = |accept: &str| -> Vec<bool> {
        let examples = operation.examples_for(&asking(accept));
        examples.iter().map(|example| example.unfit.is_some()).collect()
    };
    // A text is no object, whether its schema says so or only names members; and `message` is no media type.
    assert_eq!(unfit("application/json"), [true, true]);
    assert_eq!(unfit("application/json, application/*;q=0.5"), [true, false]);
    assert_eq!(unfit("text/plain"), [true, false]);
}

#[test]
fn beside_a_status_that_leads_elsewhere_the_rest_are_failures() {
    let document = Document::parse(DESCRIPTION).unwrap();
    let examples = document.operation("GET", "/moved").unwrap().examples();
    assert!(examples[0].is_failure() && !examples[0].is_success());
}

#[test]
fn answers_lose_nothing_that_is_described() {
    let document = Document::parse(DESCRIPTION).unwrap();
    let operation = document.operation("GET", "/pets/{id}/{tags}").unwrap();
    let examples = operation.examples();
    let unfit: Vec<bool> = examples.iter().map(|example| example.unfit.is_some()).collect();
    // The members are required of answers, whatever they are in requests.
    assert_eq!(unfit, [true, true, false]);
    assert_eq!((examples[2].status, examples[2].body.as_str()), (400, "no"));
    let made = operation.made(
        200,
        "application/json",
        r#"{"id":null,"name":"a","toys":["b"],"new":1}"#,
    );
    assert_eq!(made.unfit, None);
    operation
        .understood(&made, r#"{"name":"a","toys":["b"],"born":null}"#)
        .unwrap();
    for wrong in [
        r#"{"toys":["b"]}"#,
        r#"{"name":"b","toys":["b"]}"#,
        r#"{"name":"a","toys":[]}"#,
        r#"{"name":"a","toys":["b"],"x":1}"#,
    ] {
        assert!(operation.understood(&made, wrong).is_err(), "{wrong}");
    }
}
