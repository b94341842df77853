//! Any answer, read by what generated code is made of: a value or an error, never more. A value is written so that it is read back the
//! same.
//!
//! The first byte chooses the operation, the second the status; the rest is the body.

#![no_main]

use std::fmt::Debug;
use std::pin::pin;
use std::str::FromStr;
use std::task::{Context, Poll, Waker};

use libfuzzer_sys::fuzz_target;
use specloom_runtime::codegen::v1::{self, serde};
use specloom_runtime::{Amount, Body, CoreBuilder, Envelope, Error, Exchange, Json, Meaning, Transport};

const ENVELOPE: Envelope = Envelope::new("data")
    .success("ok", true)
    .code("code", 0)
    .messages(&["message", "msg"])
    .meanings(&[(401, Meaning::Credentials)]);

v1::string_enum! {
    pub enum State { Open = "open", Paid = "paid", Empty = "", }
}

v1::newtype! {
    pub struct Id;
}

v1::object! {
    pub struct Order: sent {
        required {
            id: Id = "id" into,
            price: Amount = "price" text,
        }
        nullable {
            note: String = "note" into,
        }
        optional {
            state: State = "state" into,
            at: v1::Timestamp = "at",
            lines: Vec<Line> = "lines",
            number: i64 = "number",
        }
        three_state {
            gift: Amount = "gift",
        }
        extra { extra: Json }
    }
}

v1::object! {
    pub struct Line: sent {
        nullable {
            item: Union = "item",
        }
        optional {
            next: Box<Line> = "next",
        }
    }
}

v1::union! {
    pub enum Union {
        Line(Box<Line>) = Object ["item"],
        Tagged(Box<Tagged>) = Object ["kind"],
        Many(Vec<Union>) = Array,
        Text(String) = String,
        Price(Amount) = Number,
        Flag(bool) = Bool,
    }
}

v1::object! {
    pub struct Card: sent {
        required { kind: State = "kind", }
        optional { inner: Union = "inner", }
    }
}

v1::object! {
    pub struct Cash: sent {
        required { kind: String = "kind", }
        extra { extra: Amount, text }
    }
}

v1::tagged_union! {
    pub enum Tagged by "kind" {
        Card(Card) = "card" | "open",
        Cash(Cash) = "cash",
    }
}

pub enum Kinds {
    Order(Order),
    Text(String),
    Nothing,
}

v1::answers! {
    Kinds {
        200 if "application/json" => read_json Order(Order),
        200..=299 => read_text Text(String),
        400 => read_empty Nothing,
    }
}

/// One operation for each way of reading.
macro_rules! read {
    ($($operation:ident -> $output:ty: $answer:ident $(($envelope:expr))?;)*) => {
        $(
            struct $operation;
            v1::operation! {
                $operation -> $output {
                    id: "read",
                    request: GET "/",
                    security: [],
                    repeat: Safe,
                    answer: $answer $(($envelope))?,
                    failure: Kinds,
                }
            }
        )*
    };
}

read! {
    Orders -> Vec<Order>: payload(ENVELOPE);
    Wrapped -> Json: payload(ENVELOPE);
    Done -> (): acknowledged(ENVELOPE);
    One -> Order: json;
    Any -> Union: json;
    Tag -> Tagged: json;
    Price -> Amount: json;
    Raw -> Json: json;
    Text -> String: text;
    Nothing -> (): empty;
    Several -> Kinds: one_of;
}

#[derive(Debug)]
struct Canned(u16, Vec<u8>);

impl Transport for Canned {
    fn execute(&self, _: http::Request<Body>) -> Exchange<'_> {
        let answer = http::Response::builder()
            .status(self.0)
            .header("content-type", "application/json")
            .body(Body::from(self.1.clone()));
        Box::pin(async { Ok(answer.expect("a status and a header that exist")) })
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some(([choice, status], body)) = bytes.split_first_chunk() else {
        return;
    };
    let status = [200, 201, 204, 400, 401, 404, 500, 503][usize::from(*status % 8)];
    match choice % 12 {
        0 => same(ask(Orders, status, body)),
        1 => same(ask(Wrapped, status, body)),
        2 => shown(ask(Done, status, body)),
        3 => same(ask(One, status, body)),
        4 => same(ask(Any, status, body)),
        5 => same(ask(Tag, status, body)),
        6 => same(ask(Price, status, body)),
        7 => same(ask(Raw, status, body)),
        8 => shown(ask(Text, status, body)),
        9 => shown(ask(Nothing, status, body)),
        10 => shown(ask(Several, status, body)),
        _ => number(body),
    }
});

fn ask<Op: v1::Operation>(operation: Op, status: u16, body: &[u8]) -> Result<Op::Output, Error> {
    let core = CoreBuilder::new(Some("https://shop.example"), "fuzz/0")
        .transport(Canned(status, body.to_vec()))
        .retries(v1::Retries::none())
        .build()
        .expect("an address and a transport");
    let mut call = pin!(v1::send(core, operation, v1::CallOptions::new()));
    // The transport answers at once and nothing is tried again, so nothing is ever waited for.
    match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("an answer that is there was waited for"),
    }
}

/// An error can be shown in every way, and asked for what the operation is documented to fail with.
fn shown<T>(answer: Result<T, Error>) {
    if let Err(error) = answer {
        let _ = format!("{error}{error:?}{error:#?}{:?}", error.kind());
        let _ = error.failure::<One>();
    }
}

fn same<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + Debug>(answer: Result<T, Error>) {
    let value = match answer {
        Ok(value) => value,
        error => return shown(error),
    };
    // A member that is named and is a further one too cannot be; it is refused with words.
    let Ok(text) = serde_json::to_string(&value) else {
        return;
    };
    match serde_json::from_str::<T>(&text) {
        Ok(again) => assert_eq!(value, again, "{text}"),
        Err(error) => panic!("what was written cannot be read: {error}\n{text}"),
    }
}

fn number(body: &[u8]) {
    let Ok(text) = std::str::from_utf8(body) else { return };
    let Ok(amount) = Amount::from_str(text) else { return };
    assert_eq!(amount, Amount::from_str(amount.as_str()).expect("its own text"));
    assert_eq!(amount, Amount::from_str(&amount.to_string()).expect("its own words"));
    assert_eq!(amount.partial_cmp(&amount), Some(std::cmp::Ordering::Equal));
    let _ = (amount.is_zero(), amount.is_negative(), amount.scale());
    // An exponent of a billion would be written out as a billion digits.
    if amount.as_str().len() < 32 && !amount.as_str().contains(['e', 'E']) {
        assert_eq!(
            amount,
            Amount::from_str(&amount.to_plain_string()).expect("its plain digits")
        );
    }
}
