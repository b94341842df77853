//! When a list is over: never one request more than is needed.

use super::*;

/// Counts pages from this number on; pages hold 10 items unless the request says otherwise.
fn by_page(total: u64, first: u64, told: fn(u64, u64, u64) -> String) -> Server {
    Server::new(move |asked| {
        let size = number(asked, "size").unwrap_or(10);
        let page = number(asked, "page").unwrap_or(first);
        let data = slice(total, (page - first) * size, size);
        format!(r#"{{"data":{data}{}}}"#, told(total, size, page))
    })
}

fn total(total: u64, _: u64, _: u64) -> String {
    format!(r#","total":{total}"#)
}

fn pages(total: u64, size: u64, _: u64) -> String {
    format!(r#","pages":{}"#, total.div_ceil(size))
}

fn more(total: u64, size: u64, page: u64) -> String {
    format!(r#","more":{}"#, page * size < total)
}

fn nothing(_: u64, _: u64, _: u64) -> String {
    String::new()
}

fn requests<const STYLE: usize>(server: &Server, listing: Listing<STYLE>) -> usize {
    let before = server.targets().len();
    numbers(listing.items(&server.core()));
    server.targets().len() - before
}

#[test]
fn the_page_number_is_always_said() {
    let server = by_page(3, 1, total);
    assert_eq!(
        numbers(Listing::<BY_PAGE_AND_TOTAL>::default().items(&server.core())),
        [0, 1, 2]
    );
    assert_eq!(server.targets(), ["/things?page=1"]);
}

#[test]
fn a_known_total_ends_a_list_whose_last_page_is_full() {
    for (items, size, expected) in [(0, 5, 1), (1, 5, 1), (5, 5, 1), (6, 5, 2), (10, 5, 2), (11, 5, 3)] {
        let listing = Listing::<BY_PAGE_AND_TOTAL>::default().with("size", size);
        assert_eq!(
            requests(&by_page(items, 1, total), listing),
            expected,
            "{items} by {size}"
        );
    }
    // The size that the server takes by itself is seen in the first page.
    assert_eq!(
        requests(&by_page(20, 1, total), Listing::<BY_PAGE_AND_TOTAL>::default()),
        2
    );
}

#[test]
fn a_known_number_of_pages_ends_a_list() {
    for (items, expected) in [(0, 1), (10, 1), (11, 2), (20, 2)] {
        assert_eq!(
            requests(&by_page(items, 1, pages), Listing::<BY_PAGE_AND_PAGES>::default()),
            expected
        );
    }
}

#[test]
fn a_flag_ends_a_list() {
    for (items, expected) in [(0, 1), (10, 1), (11, 2)] {
        assert_eq!(
            requests(&by_page(items, 1, more), Listing::<BY_PAGE_AND_MORE>::default()),
            expected
        );
    }
}

#[test]
fn a_short_page_ends_a_list_where_its_size_was_asked_for() {
    for (items, expected) in [(0, 1), (4, 1), (5, 2), (9, 2), (10, 3)] {
        let listing = Listing::<BY_PAGE_ALONE>::default().with("size", 5);
        assert_eq!(
            requests(&by_page(items, 1, nothing), listing),
            expected,
            "{items} items"
        );
    }
}

#[test]
fn an_empty_page_ends_a_list_of_which_nothing_else_is_known() {
    for (items, expected) in [(0, 1), (4, 2), (10, 2)] {
        assert_eq!(
            requests(&by_page(items, 1, nothing), Listing::<BY_PAGE_ALONE>::default()),
            expected
        );
    }
}

#[test]
fn pages_can_be_counted_from_zero() {
    let server = by_page(12, 0, total);
    let listing = Listing::<BY_PAGE_FROM_ZERO>::default().with("size", 5);
    assert_eq!(numbers(listing.items(&server.core())), (0..12).collect::<Vec<_>>());
    assert_eq!(
        server.targets(),
        [
            "/things?size=5&page=0",
            "/things?size=5&page=1",
            "/things?size=5&page=2"
        ]
    );
}

#[test]
fn a_list_begins_at_the_page_that_the_call_chooses() {
    let targets = ["/things?page=4&size=10", "/things?page=5&size=10"];
    let server = by_page(43, 1, total);
    let listing = Listing::<BY_PAGE_AND_TOTAL>::default();
    let listing = listing.with("page", 4).with("size", 10);
    assert_eq!(numbers(listing.items(&server.core())), (30..43).collect::<Vec<_>>());
    assert_eq!(server.targets(), targets);
    let server = by_page(43, 1, pages);
    let listing = Listing::<BY_PAGE_AND_PAGES>::default();
    let listing = listing.with("page", 4).with("size", 10);
    assert_eq!(numbers(listing.items(&server.core())), (30..43).collect::<Vec<_>>());
    assert_eq!(server.targets(), targets);
}

#[test]
fn a_list_that_begins_late_without_a_size_ends_by_its_total() {
    // Page 4 is full and shows the size; page 5 is the last.
    assert_eq!(
        requests(
            &by_page(43, 1, total),
            Listing::<BY_PAGE_AND_TOTAL>::default().with("page", 4)
        ),
        2
    );
    // Of a short page the size cannot be known, so only an empty one tells.
    assert_eq!(
        requests(
            &by_page(43, 1, total),
            Listing::<BY_PAGE_AND_TOTAL>::default().with("page", 5)
        ),
        2
    );
}

#[test]
fn a_server_that_gives_less_than_was_asked_for_is_read_to_its_end() {
    let server = Server::new(|asked| {
        let page = number(asked, "page").unwrap();
        format!(r#"{{"data":{},"total":230}}"#, slice(230, (page - 1) * 50, 50))
    });
    for (first, expected) in [(1, 0..230), (3, 100..230)] {
        let listing = Listing::<BY_PAGE_AND_TOTAL>::default()
            .with("size", 100)
            .with("page", first);
        assert_eq!(numbers(listing.items(&server.core())), expected.collect::<Vec<_>>());
    }
}

#[test]
fn a_total_can_come_in_a_header() {
    let server = Server::with_headers(|asked| {
        let page = number(asked, "page").unwrap();
        let data = format!(r#"{{"data":{}}}"#, slice(10, (page - 1) * 5, 5));
        (200, vec![("x-total", "10".to_owned())], data)
    });
    assert_eq!(requests(&server, Listing::<BY_TOTAL_IN_A_HEADER>::default()), 2);
}

#[test]
fn an_offset_goes_on_by_what_has_come() {
    let server = Server::new(|asked| {
        // Fewer than were asked for: the server has a limit of its own.
        let start = number(asked, "offset").unwrap_or(0);
        format!(r#"{{"data":{},"total":8}}"#, slice(8, start, 3))
    });
    let listing = Listing::<BY_OFFSET>::default().with("size", 100);
    assert_eq!(numbers(listing.items(&server.core())), (0..8).collect::<Vec<_>>());
    assert_eq!(
        server.targets(),
        [
            "/things?size=100",
            "/things?size=100&offset=3",
            "/things?size=100&offset=6"
        ]
    );
}

#[test]
fn an_offset_without_a_total_ends_with_a_short_page() {
    let server = Server::new(|asked| {
        let (start, size) = (number(asked, "offset").unwrap_or(0), number(asked, "size").unwrap_or(3));
        format!(r#"{{"data":{}}}"#, slice(8, start, size))
    });
    assert_eq!(
        requests(&server, Listing::<BY_OFFSET_ALONE>::default().with("size", 5)),
        2
    );
    assert_eq!(
        requests(&server, Listing::<BY_OFFSET_ALONE>::default().with("size", 4)),
        3
    );
    assert_eq!(requests(&server, Listing::<BY_OFFSET_ALONE>::default()), 4);
    assert_eq!(
        requests(
            &server,
            Listing::<BY_OFFSET_ALONE>::default().with("size", 5).with("offset", 5)
        ),
        1
    );
}

/// Pages of two items; the cursor of a page is what it begins with.
fn by_cursor(last: &'static str, more: fn(bool) -> String) -> Server {
    Server::new(move |asked| {
        let start = number(asked, "cursor").unwrap_or(0);
        let goes_on = start + 2 < 5;
        let next = if goes_on {
            format!("\"{}\"", start + 2)
        } else {
            last.to_owned()
        };
        format!(
            r#"{{"data":{},"meta":{{"next":{next}}}{}}}"#,
            slice(5, start, 2),
            more(goes_on)
        )
    })
}

#[test]
fn a_cursor_that_is_null_or_empty_or_absent_ends_a_list() {
    for last in ["null", "\"\""] {
        let server = by_cursor(last, |_| String::new());
        assert_eq!(
            numbers(Listing::<BY_CURSOR>::default().items(&server.core())),
            [0, 1, 2, 3, 4]
        );
        assert_eq!(server.targets(), ["/things", "/things?cursor=2", "/things?cursor=4"]);
    }
    assert_eq!(
        requests(
            &Server::new(|_| r#"{"data":[1]}"#.to_owned()),
            Listing::<BY_CURSOR>::default()
        ),
        1
    );
}

#[test]
fn a_flag_ends_a_list_whose_cursor_goes_on() {
    let server = by_cursor("\"kept for the next time\"", |goes_on| format!(r#","more":{goes_on}"#));
    assert_eq!(requests(&server, Listing::<BY_CURSOR_AND_MORE>::default()), 3);
}

#[test]
fn a_cursor_of_any_signs_arrives_as_it_is() {
    let server = Server::new(|asked| match asked.query.get("cursor").map(String::as_str) {
        None => r#"{"data":[1],"meta":{"next":"a+/=&ü\" "}}"#.to_owned(),
        Some("a+/=&ü\" ") => r#"{"data":[2],"meta":{"next":17}}"#.to_owned(),
        Some("17") => r#"{"data":[3]}"#.to_owned(),
        Some(other) => panic!("{other}"),
    });
    assert_eq!(
        numbers(Listing::<BY_CURSOR>::default().items(&server.core())),
        [1, 2, 3]
    );
}

/// Pages of so many objects, behind the one whose name is the cursor.
fn by_last_item(more: bool) -> Server {
    Server::new(move |asked| {
        let start = number(asked, "cursor").map_or(0, |last| last + 1);
        let size = number(asked, "size").unwrap_or(2);
        let ids = (start..(start + size).min(4)).map(|id| format!(r#"{{"id":{id}}}"#));
        let data = ids.collect::<Vec<_>>().join(",");
        let more = if more {
            format!(r#","more":{}"#, start + size < 4)
        } else {
            String::new()
        };
        format!(r#"{{"data":[{data}]{more}}}"#)
    })
}

#[test]
fn the_last_item_can_be_the_cursor() {
    let server = by_last_item(true);
    assert_eq!(
        numbers(Listing::<BY_LAST_ITEM>::default().items(&server.core())),
        [0, 1, 2, 3]
    );
    assert_eq!(server.targets(), ["/things", "/things?cursor=1"]);
    // Without a flag a short page tells, or an empty one.
    assert_eq!(
        requests(
            &by_last_item(false),
            Listing::<BY_LAST_ITEM_ALONE>::default().with("size", 3)
        ),
        2
    );
    assert_eq!(
        requests(&by_last_item(false), Listing::<BY_LAST_ITEM_ALONE>::default()),
        3
    );
}
