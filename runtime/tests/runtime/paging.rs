//! Lists that come in pages: which requests are made, when there is none more, and what is said when the server goes wrong.

mod bodies;
mod ends;
mod guards;
mod links;
mod random;
mod streams;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use percent_encoding::percent_decode_str;
use specloom_runtime::codegen::v1;
use specloom_runtime::{
    Answer, Body, CallOptions, Core, CoreBuilder, Description, Error, Exchange, FixedClock, Input, Items, Operation,
    Paged, Pages, Paging, Repeat, RequestParts, Retries, Transport,
};

use crate::scripted::run;

/// What a request asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub path: String,
    pub query: BTreeMap<String, String>,
    pub body: serde_json::Value,
    pub target: String,
}

type Answering = dyn Fn(&Asked) -> (u16, Vec<(&'static str, String)>, String) + Send + Sync;

/// A server that answers what it is asked for.
#[derive(Clone)]
pub struct Server {
    answer: Arc<Answering>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Server")
    }
}

impl Server {
    pub fn new(answer: impl Fn(&Asked) -> String + Send + Sync + 'static) -> Self {
        Self::with_headers(move |asked| (200, Vec::new(), answer(asked)))
    }

    pub fn with_headers(
        answer: impl Fn(&Asked) -> (u16, Vec<(&'static str, String)>, String) + Send + Sync + 'static,
    ) -> Self {
        Self {
            answer: Arc::new(answer),
            asked: Arc::default(),
        }
    }

    pub fn builder(&self) -> CoreBuilder {
        CoreBuilder::new(Some("https://api.example"), "tests/1")
            .clock(FixedClock("2024-06-17T00:00:00Z".parse().unwrap()))
            .retries(Retries::none())
            .transport(self.clone())
    }

    pub fn core(&self) -> Core {
        self.builder().build().unwrap()
    }

    /// The targets of all requests.
    pub fn targets(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .map(|asked| asked.target.clone())
            .collect()
    }

    pub fn bodies(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .map(|asked| asked.body.to_string())
            .collect()
    }
}

impl Transport for Server {
    fn execute(&self, request: Request<Body>) -> Exchange<'_> {
        let pairs = request
            .uri()
            .query()
            .unwrap_or_default()
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let asked = Asked {
            path: request.uri().path().to_owned(),
            query: pairs.map(|(name, value)| (decoded(name), decoded(value))).collect(),
            body: serde_json::from_slice(request.body().as_bytes().unwrap_or(&Bytes::new())).unwrap_or_default(),
            target: request.uri().path_and_query().unwrap().to_string(),
        };
        self.asked.lock().unwrap().push(asked.clone());
        let (status, headers, body) = (self.answer)(&asked);
        let mut head = Response::builder().status(status);
        for (name, value) in headers {
            head = head.header(name, value);
        }
        Box::pin(async move { Ok(head.body(Body::from(body)).unwrap()) })
    }
}

/// A list of numbers, paged as a constant says, with parameters as they are given.
#[derive(Clone, Debug, Default)]
pub struct Listing<const STYLE: usize> {
    pub query: Vec<(&'static str, String)>,
    pub body: Option<serde_json::Value>,
}

impl<const STYLE: usize> Listing<STYLE> {
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    pub fn sending(mut self, body: serde_json::Value) -> Self {
        self.body = Some(body);
        self
    }

    pub fn items(self, core: &Core) -> Items<Self> {
        Items::new(core.clone(), self, CallOptions::new())
    }

    pub fn pages(self, core: &Core) -> Pages<Self> {
        Pages::new(core.clone(), self, CallOptions::new())
    }
}

impl<const STYLE: usize> Operation for Listing<STYLE> {
    type Output = serde_json::Value;
    type Failure = Infallible;
    const DESCRIPTION: &'static Description =
        &Description::new("listThings", http::Method::GET, "/things").repeat(Repeat::Safe);

    fn prepare(&self, request: &mut RequestParts) -> Result<(), Error> {
        for (name, value) in &self.query {
            request.query(name, v1::Parameter::value(value))?;
        }
        match &self.body {
            Some(body) => request.json(body),
            None => Ok(()),
        }
    }

    fn decode(answer: Answer) -> Result<Self::Output, Error> {
        answer.json()
    }
}

pub const BY_PAGE_AND_TOTAL: usize = 0;
pub const BY_PAGE_AND_PAGES: usize = 1;
pub const BY_PAGE_ALONE: usize = 2;
pub const BY_PAGE_FROM_ZERO: usize = 3;
pub const BY_PAGE_AND_MORE: usize = 4;
pub const BY_OFFSET: usize = 5;
pub const BY_OFFSET_ALONE: usize = 6;
pub const BY_CURSOR: usize = 7;
pub const BY_CURSOR_AND_MORE: usize = 8;
pub const BY_LAST_ITEM: usize = 9;
pub const BY_LAST_ITEM_ALONE: usize = 10;
pub const BY_LINK: usize = 11;
pub const BY_NEXT_MEMBER: usize = 12;
pub const BY_CURSOR_IN_BODY: usize = 13;
pub const BY_NESTED_OFFSET_IN_BODY: usize = 14;
pub const BY_LISTED_LINKS: usize = 15;
pub const BY_TOTAL_IN_A_HEADER: usize = 16;

const fn paging(style: usize) -> Paging {
    let page = Paging::page(Input::Query("page"))
        .size(Input::Query("size"))
        .items(&["data"]);
    let offset = Paging::offset(Input::Query("offset"))
        .size(Input::Query("size"))
        .items(&["data"]);
    let cursor = Paging::cursor(Input::Query("cursor"))
        .size(Input::Query("size"))
        .items(&["data"]);
    match style {
        BY_PAGE_AND_TOTAL => page.total(&["total"]),
        BY_PAGE_AND_PAGES => page.pages(&["pages"]),
        BY_PAGE_ALONE => page,
        BY_PAGE_FROM_ZERO => Paging::page_from_zero(Input::Query("page"))
            .size(Input::Query("size"))
            .items(&["data"])
            .total(&["total"]),
        BY_PAGE_AND_MORE => page.more(&["more"]).pages(&["pages"]),
        BY_OFFSET => offset.total(&["total"]),
        BY_OFFSET_ALONE => offset,
        BY_CURSOR => cursor.next(&["meta", "next"]).total(&["total"]),
        BY_CURSOR_AND_MORE => cursor.next(&["meta", "next"]).more(&["more"]),
        BY_LAST_ITEM => cursor.last_item(&["id"]).more(&["more"]),
        BY_LAST_ITEM_ALONE => cursor.last_item(&["id"]),
        BY_LINK => Paging::link(),
        BY_NEXT_MEMBER => Paging::link().next(&["next"]).items(&["data"]),
        BY_CURSOR_IN_BODY => Paging::cursor(Input::Body(&["cursor"]))
            .next(&["next"])
            .items(&["data"]),
        BY_NESTED_OFFSET_IN_BODY => Paging::offset(Input::Body(&["options", "offset"]))
            .size(Input::Body(&["options", "count"]))
            .total(&["total"])
            .items(&["data"]),
        BY_LISTED_LINKS => Paging::link().next(&["links", "[rel=next]", "href"]).items(&["data"]),
        _ => page.total_header("x-total"),
    }
}

impl<const STYLE: usize> Paged for Listing<STYLE> {
    type Item = serde_json::Value;
    const PAGING: &'static Paging = &paging(STYLE);

    fn items(page: serde_json::Value) -> Vec<serde_json::Value> {
        let list = page.get("data").cloned().unwrap_or(page);
        serde_json::from_value(list).unwrap_or_default()
    }
}

/// All items of a list, and the error that it ends with, where it does.
pub fn all<Op: Paged>(mut items: Items<Op>) -> (Vec<Op::Item>, Option<Error>) {
    run(async move {
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => found.push(item),
                Err(error) => {
                    assert!(items.next().await.is_none(), "an error ends the list");
                    return (found, Some(error));
                }
            }
        }
        assert!(items.next().await.is_none(), "the end stays the end");
        (found, None)
    })
}

/// The numbers of a list that comes to its end.
pub fn numbers<const STYLE: usize>(items: Items<Listing<STYLE>>) -> Vec<u64> {
    let (found, error) = all(items);
    assert!(error.is_none(), "{error:?}");
    found
        .iter()
        .map(|item| item.get("id").unwrap_or(item).as_u64().unwrap())
        .collect()
}

/// The items of a page of so many numbers.
pub fn slice(total: u64, start: u64, size: u64) -> String {
    let numbers: Vec<u64> = (start.min(total)..(start + size).min(total)).collect();
    serde_json::to_string(&numbers).unwrap()
}

/// A number of a query.
pub fn number(asked: &Asked, name: &str) -> Option<u64> {
    asked.query.get(name)?.parse().ok()
}
