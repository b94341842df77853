//! Lists of any size, begun anywhere: each item comes exactly once, by as few requests as there can be.

use super::*;

/// A server of a list of so many numbers, in each of the styles at once.
fn server(total: u64, default_size: u64) -> Server {
    Server::with_headers(move |asked| {
        let size = number(asked, "size").unwrap_or(default_size);
        let start = match (number(asked, "page"), number(asked, "offset"), number(asked, "cursor")) {
            (Some(page), _, _) => (page - 1) * size,
            (_, Some(offset), _) => offset,
            (_, _, Some(cursor)) => cursor,
            _ => 0,
        };
        let end = start + size;
        let (more, pages) = (end < total, total.div_ceil(size));
        let next = if more { format!("\"{end}\"") } else { "null".to_owned() };
        let address = if more {
            format!("\"/things?size={size}&offset={end}\"")
        } else {
            "null".to_owned()
        };
        let body = format!(
            r#"{{"data":{},"total":{total},"pages":{pages},"more":{more},"meta":{{"next":{next}}},"next":{address}}}"#,
            slice(total, start, size)
        );
        (200, Vec::new(), body)
    })
}

/// Reads a list, and gives back its items and the number of requests.
fn read<const STYLE: usize>(server: &Server, query: Vec<(&'static str, String)>) -> (Vec<u64>, u64) {
    let before = server.targets().len();
    let listing = Listing::<STYLE> { query, body: None };
    let found = numbers(listing.items(&server.core()));
    (found, (server.targets().len() - before) as u64)
}

#[test]
fn each_item_comes_exactly_once_by_the_fewest_requests() {
    let mut random = fastrand::Rng::with_seed(20240617);
    for _ in 0..1500 {
        let (total, size) = (random.u64(0..60), random.u64(1..20));
        let server = server(total, 10);
        let sized = || vec![("size", size.to_string())];
        let skipped = random.u64(0..=total.div_ceil(size));
        let start = skipped * size;
        let rest: Vec<u64> = (start.min(total)..total).collect();
        let told = (rest.len() as u64).div_ceil(size).max(1);
        // Without a total, a last page that is full does not say that it is the last.
        let untold = rest.len() as u64 / size + 1;
        let paged = || [sized(), vec![("page", (skipped + 1).to_string())]].concat();
        assert_eq!(read::<BY_PAGE_AND_TOTAL>(&server, paged()), (rest.clone(), told));
        assert_eq!(read::<BY_PAGE_AND_PAGES>(&server, paged()), (rest.clone(), told));
        assert_eq!(read::<BY_PAGE_ALONE>(&server, paged()), (rest.clone(), untold));
        let offset = || [sized(), vec![("offset", start.to_string())]].concat();
        assert_eq!(read::<BY_OFFSET>(&server, offset()), (rest.clone(), told));
        assert_eq!(read::<BY_OFFSET_ALONE>(&server, offset()), (rest.clone(), untold));
        let cursor = || [sized(), vec![("cursor", start.to_string())]].concat();
        assert_eq!(read::<BY_CURSOR>(&server, cursor()), (rest.clone(), told));
        assert_eq!(read::<BY_CURSOR_AND_MORE>(&server, cursor()), (rest.clone(), told));
        assert_eq!(read::<BY_NEXT_MEMBER>(&server, offset()), (rest.clone(), told));
    }
}

#[test]
fn a_list_goes_on_where_it_was_left() {
    let mut random = fastrand::Rng::with_seed(5);
    for _ in 0..200 {
        let (total, size) = (random.u64(1..60), random.u64(1..20));
        let server = server(total, 10);
        let client = server.core();
        let pages = random.u64(1..=total.div_ceil(size));
        let mut first = Listing::<BY_CURSOR>::default().with("size", size).pages(&client);
        let read = run(async {
            for _ in 0..pages {
                first.next().await.unwrap().unwrap();
            }
            first.position().cloned()
        });
        let Some(position) = read else {
            assert_eq!(pages, total.div_ceil(size));
            continue;
        };
        let again = Listing::<BY_CURSOR>::default()
            .with("size", size)
            .items(&client)
            .start_at(position);
        assert_eq!(numbers(again), (pages * size..total).collect::<Vec<_>>());
    }
}
