//! Pages that are found by an address which the server gives.

use std::collections::BTreeSet;

use specloom_runtime::{Position, Scheme};

use super::*;

/// Gives pages of one item with a header that leads to the next.
fn linking(to: fn(u64) -> Option<String>) -> Server {
    Server::with_headers(move |asked| {
        let page = number(asked, "page").unwrap_or(1);
        let header = to(page).map(|target| ("link", format!(r#"<{target}>; rel="next", </first>; rel="first""#)));
        (200, header.into_iter().collect(), format!("[{page}]"))
    })
}

#[test]
fn links_are_followed_as_they_are() {
    let server = linking(|page| (page < 3).then(|| format!("https://api.example/other/7?x=a%20b&page={}", page + 1)));
    assert_eq!(
        numbers(Listing::<BY_LINK>::default().with("size", 1).items(&server.core())),
        [1, 2, 3]
    );
    assert_eq!(
        server.targets(),
        ["/things?size=1", "/other/7?x=a%20b&page=2", "/other/7?x=a%20b&page=3"]
    );
}

#[test]
fn a_link_to_another_host_is_never_followed() {
    for target in [
        "https://evil.example/things?page=2",
        "//evil.example/x",
        "http://api.example/things?page=2",
    ] {
        let server = Server::new(move |_| format!(r#"{{"data":[1],"next":"{target}"}}"#));
        let (items, error) = all(Listing::<BY_NEXT_MEMBER>::default().items(&server.core()));
        let error = error.unwrap();
        assert_eq!((items.len(), server.targets().len()), (1, 1), "{target}");
        assert!(error.is_paging(), "{error}");
        assert!(error.to_string().contains("not at the client's own server"), "{error}");
        assert_eq!(error.attempts(), 0);
    }
}

#[test]
fn a_host_that_repeats_a_secret_is_not_shown() {
    const KEY: Scheme = Scheme::header_key("key", "key", "X-Key");
    let server = Server::new(|_| r#"{"data":[1],"next":"https://sk-hunter2.evil.example/"}"#.to_owned());
    let core = server
        .builder()
        .credential(&KEY, ["sk-hunter2".into()])
        .build()
        .unwrap();
    let (_, error) = all(Listing::<BY_NEXT_MEMBER>::default().items(&core));
    let shown = crate::scripted::shown(&error.unwrap());
    assert!(
        shown.contains("https://***.evil.example") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[test]
fn the_own_server_is_the_one_that_the_caller_gave() {
    let server = Server::new(|asked| match &*asked.path {
        "/prefix/things" => r#"{"data":[1],"next":"http://127.0.0.1:4010/prefix/things/2"}"#.to_owned(),
        _ => r#"{"data":[2],"next":null}"#.to_owned(),
    });
    let core = server
        .builder()
        .base_url("http://127.0.0.1:4010/prefix")
        .build()
        .unwrap();
    assert_eq!(numbers(Listing::<BY_NEXT_MEMBER>::default().items(&core)), [1, 2]);
    assert_eq!(server.targets(), ["/prefix/things", "/prefix/things/2"]);
}

#[test]
fn a_byte_order_mark_hides_no_further_page() {
    let server = Server::new(|asked| match &*asked.path {
        "/things" => "\u{feff}{\"data\":[1],\"next\":\"/things/2\"}".to_owned(),
        _ => "\u{feff}{\"data\":[2],\"next\":null}".to_owned(),
    });
    assert_eq!(
        numbers(Listing::<BY_NEXT_MEMBER>::default().items(&server.core())),
        [1, 2]
    );
}

#[test]
fn an_address_can_be_one_of_several_links() {
    let server = Server::new(|asked| {
        let next = if asked.query.is_empty() {
            r#",{"href":"?page=2","rel":"next"}"#
        } else {
            ""
        };
        let item = if asked.query.is_empty() { 1 } else { 2 };
        format!(r#"{{"data":[{item}],"links":[{{"href":"/things","rel":"self"}}{next}]}}"#)
    });
    assert_eq!(
        numbers(Listing::<BY_LISTED_LINKS>::default().items(&server.core())),
        [1, 2]
    );
}

#[test]
fn an_address_that_was_kept_leads_back() {
    let server = linking(|page| (page < 3).then(|| format!("/things?page={}", page + 1)));
    let listing = Listing::<BY_LINK>::default().items(&server.core());
    assert_eq!(numbers(listing.start_at(Position::link("/things?page=2"))), [2, 3]);
}

const KEY: Scheme = Scheme::query_key("Key", "key", "api_key");

#[derive(Debug)]
struct Keyed;

impl Operation for Keyed {
    type Output = serde_json::Value;
    type Failure = Infallible;
    const DESCRIPTION: &'static Description = &Description::new("listThings", http::Method::GET, "/things")
        .repeat(Repeat::Safe)
        .security(&[&[&KEY]]);

    fn prepare(&self, _: &mut RequestParts) -> Result<(), Error> {
        Ok(())
    }

    fn decode(answer: Answer) -> Result<Self::Output, Error> {
        answer.json()
    }
}

impl Paged for Keyed {
    type Item = serde_json::Value;
    const PAGING: &'static Paging = &Paging::link();

    fn items(page: serde_json::Value) -> Vec<serde_json::Value> {
        serde_json::from_value(page).unwrap()
    }
}

#[test]
fn a_key_in_the_query_is_sent_once_though_the_server_repeats_it() {
    let server = linking(|page| (page < 2).then(|| "/things?api_key=old&page=2".to_owned()));
    let core = server.builder().credential(&KEY, ["secret".into()]).build().unwrap();
    let (items, error) = all(Items::new(core, Keyed, CallOptions::new()));
    assert!(error.is_none() && items.len() == 2, "{error:?}");
    assert_eq!(
        server.targets(),
        ["/things?api_key=secret", "/things?page=2&api_key=secret"]
    );
}

#[test]
fn links_of_every_shape_lead_to_the_own_server_or_to_an_error() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut hosts = BTreeSet::new();
    for _ in 0..2000 {
        let parts = [
            "https:",
            "http:",
            "//",
            "/",
            "api.example",
            "evil.example",
            "@",
            ":443",
            "?page=2",
            "#x",
            "\\",
            "%2e%2e",
            "..",
            " ",
            "",
        ];
        let target: String = (0..random.usize(0..6))
            .map(|_| parts[random.usize(0..parts.len())])
            .collect();
        let core = Server::new(|_| "[]".to_owned());
        let client = core.core();
        let listing = Listing::<BY_LINK>::default()
            .items(&client)
            .start_at(Position::link(&*target));
        let (_, error) = all(listing);
        hosts.insert(error.is_none());
        assert!(core.targets().iter().all(|sent| sent.starts_with('/')), "{target}");
    }
    assert_eq!(hosts.len(), 2, "some are followed, some are not");
}
