//! Servers that go wrong: what came before is delivered, then it is said what happened.

use super::*;

/// Reads until it goes wrong: the items, the requests, and the error.
fn wrong<const STYLE: usize>(server: &Server, listing: Listing<STYLE>) -> (usize, usize, String) {
    let (items, error) = all(listing.items(&server.core()));
    let error = error.unwrap();
    assert!(error.is_paging(), "{error:?}");
    assert!(!error.is_retryable() && !error.is_decode());
    (items.len(), server.targets().len(), error.to_string())
}

#[test]
fn a_server_that_does_not_know_the_parameter_repeats_its_page() {
    let server = Server::new(|_| r#"{"data":[1,2,3]}"#.to_owned());
    let (items, requests, said) = wrong(&server, Listing::<BY_PAGE_ALONE>::default());
    assert_eq!((items, requests), (3, 2));
    assert_eq!(
        said,
        "GET /things: this page holds the same items as the page before; the server does not go on"
    );
    let (items, requests, _) = wrong(&server, Listing::<BY_OFFSET_ALONE>::default());
    assert_eq!((items, requests), (3, 4));
}

#[test]
fn a_cursor_that_comes_twice_is_not_followed() {
    let server = Server::new(|asked| {
        let (item, next) = match asked.query.get("cursor").map(String::as_str) {
            None => (1, "a"),
            Some("a") => (2, "b"),
            _ => (3, "a"),
        };
        format!(r#"{{"data":[{item}],"meta":{{"next":"{next}"}}}}"#)
    });
    let (items, requests, said) = wrong(&server, Listing::<BY_CURSOR>::default());
    assert_eq!((items, requests), (3, 3));
    assert_eq!(
        said,
        "GET /things: the server names a page as the next one that has been read already"
    );
    // Also where the list began at it.
    let server = Server::new(|_| r#"{"data":[1],"meta":{"next":"z"}}"#.to_owned());
    let (_, requests, _) = wrong(&server, Listing::<BY_CURSOR>::default().with("cursor", "z"));
    assert_eq!(requests, 1);
}

#[test]
fn a_link_that_comes_twice_is_not_followed() {
    let server = Server::new(|_| r#"{"data":[1],"next":"/things?page=1"}"#.to_owned());
    let (items, requests, _) = wrong(&server, Listing::<BY_NEXT_MEMBER>::default());
    assert_eq!((items, requests), (1, 2), "the second page is the first once more");
}

#[test]
fn an_empty_page_with_a_further_one_is_an_error_where_pages_are_counted() {
    let server = Server::new(|_| r#"{"data":[],"total":20}"#.to_owned());
    let (items, requests, said) = wrong(&server, Listing::<BY_PAGE_AND_TOTAL>::default().with("size", 5));
    assert_eq!((items, requests), (0, 1));
    assert_eq!(
        said,
        "GET /things: the page before is empty, and the server says that another one follows"
    );
}

#[test]
fn empty_pages_with_a_cursor_are_passed_over_but_not_for_ever() {
    let server = Server::new(|asked| {
        let at = number(asked, "cursor").unwrap_or(0);
        let data = if at == 9 { "[7]" } else { "[]" };
        format!(r#"{{"data":{data},"meta":{{"next":{}}}}}"#, at + 1)
    });
    let (items, requests, said) = wrong(&server, Listing::<BY_CURSOR>::default());
    assert_eq!((items, requests), (1, 21));
    assert_eq!(
        said,
        "GET /things: the last 11 pages are empty, and the server says that another one follows"
    );
    let strict = Listing::<BY_CURSOR>::default()
        .items(&server.core())
        .most_empty_pages(0);
    let (items, error) = all(strict);
    assert!(items.is_empty() && error.unwrap().is_paging());
}

#[test]
fn more_pages_than_were_told_are_an_error() {
    let server = Server::new(|asked| {
        let page = number(asked, "page").unwrap();
        format!(r#"{{"data":[{page}],"pages":2,"more":true}}"#)
    });
    let (items, requests, said) = wrong(&server, Listing::<BY_PAGE_AND_MORE>::default());
    assert_eq!((items, requests), (2, 2));
    assert_eq!(
        said,
        "GET /things: 2 pages were announced, and the server says that another one follows"
    );
}

#[test]
fn more_items_than_were_told_are_an_error() {
    let server = Server::new(|asked| {
        let at = number(asked, "cursor").unwrap_or(0);
        format!(r#"{{"data":[{at},{at}],"total":3,"meta":{{"next":{}}}}}"#, at + 1)
    });
    let (items, requests, said) = wrong(&server, Listing::<BY_CURSOR>::default());
    assert_eq!((items, requests), (4, 2));
    assert_eq!(
        said,
        "GET /things: 3 items were announced, 4 have come, and the server says that another one follows"
    );
}

#[test]
fn the_last_item_must_have_what_the_next_page_is_found_by() {
    let server = Server::new(|_| r#"{"data":[{"name":"x"}],"more":true}"#.to_owned());
    let (_, requests, said) = wrong(&server, Listing::<BY_LAST_ITEM>::default());
    assert_eq!(requests, 1);
    assert_eq!(
        said,
        "GET /things: the last item has no `id`, by which the next page is found"
    );
    let server = Server::new(|_| r#"{"data":[],"more":true}"#.to_owned());
    let (_, _, said) = wrong(&server, Listing::<BY_LAST_ITEM>::default());
    assert_eq!(
        said,
        "GET /things: the page is empty, so nothing tells where the further one begins"
    );
}

#[test]
fn no_more_pages_are_read_than_the_caller_allows() {
    let server = Server::new(|asked| {
        let at = number(asked, "cursor").unwrap_or(0);
        format!(r#"{{"data":[{at}],"meta":{{"next":{}}}}}"#, at + 1)
    });
    let (items, error) = all(Listing::<BY_CURSOR>::default().items(&server.core()).most_pages(3));
    assert_eq!((items.len(), server.targets().len()), (3, 3));
    assert_eq!(
        error.unwrap().to_string(),
        "GET /things: 3 pages were read, the most that this call may, and the server says that another one follows"
    );
}

#[test]
fn a_page_that_fails_can_be_asked_for_again() {
    let failing = Arc::new(Mutex::new(true));
    let server = Server::with_headers({
        let failing = Arc::clone(&failing);
        move |asked| {
            let page = number(asked, "page").unwrap();
            let fails = page == 2 && *failing.lock().unwrap();
            let status = if fails { 500 } else { 200 };
            (
                status,
                Vec::new(),
                format!(r#"{{"data":{},"total":6}}"#, slice(6, (page - 1) * 2, 2)),
            )
        }
    });
    let mut items = Listing::<BY_PAGE_AND_TOTAL>::default()
        .with("size", 2)
        .items(&server.core());
    let error = run(async {
        assert!(items.next().await.unwrap().is_ok() && items.next().await.unwrap().is_ok());
        items.next().await.unwrap().unwrap_err()
    });
    assert!(error.is_status(), "the error is that of the call: {error}");
    let position = items.position().unwrap().clone();
    assert_eq!(position.as_page(), Some(2));
    *failing.lock().unwrap() = false;
    let again = Listing::<BY_PAGE_AND_TOTAL>::default()
        .with("size", 2)
        .items(&server.core());
    assert_eq!(
        numbers(again.start_at(position.to_string().parse().unwrap())),
        [2, 3, 4, 5]
    );
}

#[test]
fn a_position_of_another_kind_is_refused_before_anything_is_sent() {
    let server = Server::new(|_| r#"{"data":[]}"#.to_owned());
    let (_, error) = all(Listing::<BY_CURSOR>::default()
        .items(&server.core())
        .start_at(v1_position("page 3")));
    assert!(error.unwrap().is_invalid_request());
    assert!(server.targets().is_empty());
}

fn v1_position(text: &str) -> specloom_runtime::Position {
    text.parse().unwrap()
}

#[test]
fn positions_are_texts_and_show_nothing_by_chance() {
    for text in [
        "page 3",
        "offset 40",
        "cursor \"a b\"",
        "cursor 7",
        "link /things?page=2&key=s",
    ] {
        assert_eq!(v1_position(text).to_string(), text);
    }
    for text in ["", "page", "page x", "cursor x", "cursor \"", "chapter 1"] {
        assert!(text.parse::<specloom_runtime::Position>().is_err(), "{text}");
    }
    let position = specloom_runtime::Position::cursor("secret");
    assert_eq!(
        (position.as_cursor().as_deref(), position.as_link()),
        (Some("secret"), None)
    );
    assert_eq!(format!("{position:?}"), "Cursor(***)");
    assert_eq!(specloom_runtime::Position::link("/x").as_link(), Some("/x"));
}
