//! Pages that are chosen in the body of a request.

use super::*;

#[test]
fn a_cursor_is_put_into_the_body() {
    let server = Server::new(
        |asked| match asked.body.get("cursor").and_then(|cursor| cursor.as_str()) {
            None => r#"{"data":[1],"next":"a"}"#.to_owned(),
            Some("a") => r#"{"data":[2],"next":{"key":[1]}}"#.to_owned(),
            Some(other) => panic!("{other}"),
        },
    );
    let listing = Listing::<BY_CURSOR_IN_BODY>::default().sending(serde_json::json!({"filter": "x"}));
    let (items, error) = all(listing.items(&server.core()).most_pages(2));
    assert_eq!(items.len(), 2);
    assert!(error.unwrap().is_paging());
    assert_eq!(server.bodies(), [r#"{"filter":"x"}"#, r#"{"cursor":"a","filter":"x"}"#]);
}

#[test]
fn a_body_is_made_where_the_call_has_none() {
    let server = Server::new(|asked| {
        let next = if asked.body.get("cursor").is_some() {
            "null"
        } else {
            "{\"deep\":1}"
        };
        format!(r#"{{"data":[{}],"next":{next}}}"#, next.len())
    });
    assert_eq!(
        numbers(Listing::<BY_CURSOR_IN_BODY>::default().items(&server.core())).len(),
        2
    );
    assert_eq!(
        server.bodies(),
        ["null", r#"{"cursor":{"deep":1}}"#],
        "a cursor can be any JSON"
    );
}

#[test]
fn an_offset_stands_deep_in_the_body() {
    let server = Server::new(|asked| {
        let options = asked.body.get("options").unwrap();
        let of = |name: &str| options.get(name).and_then(|number| number.as_u64());
        let data = slice(5, of("offset").unwrap_or(0), of("count").unwrap());
        format!(r#"{{"data":{data},"total":5}}"#)
    });
    let listing = Listing::<BY_NESTED_OFFSET_IN_BODY>::default();
    let listing = listing.sending(serde_json::json!({"options": {"count": 2}}));
    assert_eq!(numbers(listing.items(&server.core())), [0, 1, 2, 3, 4]);
    assert_eq!(
        server.bodies(),
        [
            r#"{"options":{"count":2}}"#,
            r#"{"options":{"count":2,"offset":2}}"#,
            r#"{"options":{"count":2,"offset":4}}"#
        ]
    );
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    let server = Server::new(|_| r#"{"data":[1],"next":"a"}"#.to_owned());
    let listing = Listing::<BY_CURSOR_IN_BODY>::default().sending(serde_json::json!([1]));
    let (items, error) = all(listing.items(&server.core()));
    let error = error.unwrap();
    assert_eq!((items.len(), server.targets().len()), (1, 1));
    assert!(error.is_invalid_request(), "{error}");
}
