//! Answers that are read, or explained.

mod envelopes;
mod unreadable;

use std::error::Error as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Method, Response, StatusCode};
use specloom_runtime::codegen::v1::{CallOptions, object, send, union};
use specloom_runtime::{
    Amount, Body, BoxError, Core, Description, Envelope, Error, ErrorKind, Json, Meaning, Operation, Scheme,
    TransportError, TransportErrorKind,
};

use specloom_runtime::Download;

use crate::scripted::{Scripted, answer, answered, builder, call, operation, run, shown};

const ENVELOPE: Envelope = Envelope::new("data")
    .success("result", true)
    .code("code", 0)
    .messages(&["message", "msg"])
    .meanings(&[(401, Meaning::Credentials)]);
const KEY: Scheme = Scheme::header_key("apiKey", "api_key", "API-Key");

object! {
    pub struct Order: received {
        required {
            order_id: String = "order_id" into,
            amount: Amount = "amount" into,
        }
        optional {
            remark: String = "remark" into,
        }
    }
}

object! {
    pub struct Page: received {
        required {
            data: Vec<Order> = "data" into,
            total: i64 = "total" into,
        }
    }
}

union! {
    /// A value that holds values of its own kind.
    pub enum Tree {
        Leaf(String) = String,
        Branch(Vec<Tree>) = Array,
    }
}

operation!(Orders -> Page, Description::new("orders", Method::GET, "/orders"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(
    SecretOrders -> Page,
    Description::new("secretOrders", Method::POST, "/keys").sensitive(true),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);
operation!(Acknowledged -> (), Description::new("done", Method::POST, "/done"), |_, _| Ok(()), |answer| answer.acknowledged(&ENVELOPE));
operation!(Plain -> Page, Description::new("plain", Method::GET, "/plain"), |_, _| Ok(()), |answer| answer.json());
operation!(AnyData -> Json, Description::new("any", Method::GET, "/any"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(Trees -> Tree, Description::new("trees", Method::GET, "/trees"), |_, _| Ok(()), |answer| answer.payload(&ENVELOPE));
operation!(
    Values -> serde_json::Value,
    Description::new("values", Method::GET, "/values"),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);
operation!(
    Counts -> std::collections::BTreeMap<String, i64>,
    Description::new("counts", Method::GET, "/counts"),
    |_, _| Ok(()),
    |answer| answer.json()
);
operation!(Empty -> (), Description::new("empty", Method::DELETE, "/empty"), |_, _| Ok(()), |answer| answer.empty());
operation!(Text -> String, Description::new("text", Method::GET, "/text"), |_, _| Ok(()), |answer| answer.text());
operation!(Raw -> Download, Description::new("raw", Method::GET, "/raw"), |_, _| Ok(()), |answer| answer.download());
operation!(
    Keyed -> Page,
    Description::new("keyed", Method::GET, "/keyed").security(&[&[&KEY]]),
    |_, _| Ok(()),
    |answer| answer.payload(&ENVELOPE)
);

const GOOD: &str = r#"{"code":0,"message":"ok – é","data":{"data":[{"order_id":"20240101000000000001","amount":"19.0012","remark":"é😀"},{"order_id":"2","amount":1e-8}],"total":2},"result":true}"#;

fn client(status: u16, body: impl Into<Bytes>) -> Core {
    builder(&Scripted::answering(status, body)).build().unwrap()
}

fn ask<Op: Operation>(operation: Op, status: u16, body: impl Into<Bytes>) -> Result<Op::Output, Error> {
    call(&client(status, body), operation)
}

fn refused(status: u16, body: impl Into<Bytes>) -> Error {
    ask(Orders, status, body).unwrap_err()
}

fn with_type(status: u16, content_type: &'static str, body: &'static str) -> Core {
    let script = move || {
        let mut response = answer(status, Bytes::from_static(body.as_bytes()));
        let content_type = http::HeaderValue::from_static(content_type);
        response.headers_mut().insert("content-type", content_type);
        Ok(response)
    };
    builder(&Scripted::new(script)).build().unwrap()
}
