//! The types that generated code is made of, and the tables that it is made with.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use specloom_runtime::codegen::v1::{UnrecognizedValue, newtype, object, string_enum, tagged_union, union};
use specloom_runtime::{Amount, Json, JsonKind, Nullable, Secret};

const BIG: &str = "12345678901234567890.123456789012345678901234567890";

fn json(text: &str) -> Json {
    Json::from_text(text).unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

#[test]
fn json_keeps_its_text() {
    for text in ["null", "true", "\"\\u00e9\"", "[1, 2]", "{ \"a\" : 1.0 }", BIG] {
        assert_eq!(json(text).text(), text);
        assert_eq!(json(text).to_string(), text);
        assert_eq!(written(&json(text)), text);
        assert_eq!(read::<Json>(&format!(" {text}\n")).text(), text);
    }
    assert_eq!(Json::default(), Json::null());
}

#[test]
fn json_is_exactly_one_value() {
    for text in ["", " ", "1 2", "{", "{]", "nul", "01", "'a'", "{\"a\":1,}", "[1]x"] {
        assert!(Json::from_text(text).is_err(), "{text}");
    }
}

#[test]
fn json_tells_its_kind() {
    for (text, kind) in [
        ("null", JsonKind::Null),
        ("true", JsonKind::Bool),
        (" false", JsonKind::Bool),
        ("-1", JsonKind::Number),
        ("0e1", JsonKind::Number),
        ("\"\"", JsonKind::String),
        ("[]", JsonKind::Array),
        ("\t{}", JsonKind::Object),
    ] {
        assert_eq!(json(text).kind(), kind, "{text}");
        assert_eq!(json(text).is_null(), kind == JsonKind::Null);
    }
}

#[test]
fn json_is_equal_when_it_means_the_same() {
    for (ours, theirs) in [
        (r#"{"a":1,"b":[2]}"#, r#" {"b" : [ 2.0 ], "a" : 1e0 }"#),
        ("\"é\"", "\"\\u00e9\""),
        (BIG, &format!("{BIG}000")),
        ("-0", "0.0"),
        (r#"{"a":1,"a":2}"#, r#"{"a":2}"#),
    ] {
        assert_eq!(json(ours), json(theirs));
        assert_eq!(json(theirs), json(ours));
    }
}

#[test]
fn json_differs_when_it_means_something_else() {
    let almost_big = BIG.replace("890.", "891.");
    for (ours, theirs) in [
        ("1", "2"),
        ("1", "\"1\""),
        ("null", "false"),
        ("0", "false"),
        ("true", "false"),
        ("[]", "{}"),
        ("[1,2]", "[2,1]"),
        ("[1]", "[1,1]"),
        (r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
        (r#"{"a":1}"#, r#"{"b":1}"#),
        (BIG, almost_big.as_str()),
        ("9007199254740993", "9007199254740992"),
    ] {
        assert_ne!(json(ours), json(theirs));
        assert_ne!(json(theirs), json(ours));
    }
}

#[test]
fn json_of_any_depth_is_compared_without_exhausting_the_stack() {
    let deep = |inner: &str| format!("{}{inner}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(json(&deep("1")), json(&deep("1")));
    assert_ne!(json(&deep("1")), json(&deep("2")));
    assert!(json(&deep("1")).to_value().is_err());
}

#[test]
fn a_member_is_found_by_its_name() {
    let value = json(r#"{"a":1,"\u0062":{"c":1.50},"a":2}"#);
    assert_eq!(value.member("a"), Some(json("2")));
    assert_eq!(value.member("b").unwrap().member("c").unwrap().text(), "1.50");
    assert_eq!(value.member("c"), None);
    for text in ["[]", "\"a\"", "1", "null"] {
        assert_eq!(json(text).member("a"), None, "{text}");
    }
}

#[test]
fn json_becomes_other_types_and_comes_from_them() {
    assert_eq!(json(BIG).decode::<Amount>().unwrap().as_str(), BIG);
    assert_eq!(json("[1]").decode::<Vec<u8>>().unwrap(), [1]);
    assert!(json("[1]").decode::<String>().is_err());
    assert_eq!(Json::from("a\"b").text(), r#""a\"b""#);
    assert_eq!(Json::from(amount(BIG)).text(), BIG);
    assert_eq!(Json::from(true).text(), "true");
    assert_eq!(Json::from(u64::MAX).text(), "18446744073709551615");
    assert_eq!(Json::from(serde_json::json!({"a": [1]})).text(), r#"{"a":[1]}"#);
    assert_eq!(json(r#"{"a":[1]}"#).to_value().unwrap(), serde_json::json!({"a": [1]}));
    assert_eq!(
        serde_json::from_value::<Json>(serde_json::json!({"a": [1, null]})).unwrap(),
        json(r#"{"a":[1,null]}"#)
    );
}

#[test]
fn brackets_in_a_string_are_no_levels() {
    for text in ["[".repeat(1_000), "\\\"{".repeat(1_000)] {
        let quoted = serde_json::to_string(&text).unwrap();
        assert_eq!(json(&quoted).decode::<String>().unwrap(), text);
        assert_eq!(json(&format!("[{quoted}]")).decode::<Vec<String>>().unwrap(), [text]);
    }
    let wide = format!("[{}[]]", "[],".repeat(1_000));
    assert_eq!(json(&wide).decode::<Vec<Json>>().unwrap().len(), 1_001);
}

#[test]
fn the_debug_form_of_json_is_short() {
    let long = json(&format!("\"{}\"", "é".repeat(1_000)));
    assert_eq!(format!("{long:?}").chars().count(), 257);
    assert_eq!(format!("{:?}", json("[1]")), "[1]");
}

#[test]
fn a_secret_shows_itself_only_where_it_is_asked_to() {
    let secret = Secret::from("t0psecret");
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret(***) Secret(***)");
    assert_eq!(format!("{:?}", Some(vec![secret.clone()])), "Some([Secret(***)])");
    assert_eq!(secret.expose(), "t0psecret");
    assert_eq!(written(&secret), "\"t0psecret\"");
    assert_eq!(read::<Secret>("\"t0psecret\""), secret);
    assert_ne!(secret, Secret::from("t0psecres"));
    assert_ne!(secret, Secret::from("t0psecret1"));
}

#[test]
fn a_secret_of_another_type_is_refused_without_being_shown() {
    for text in [
        "47114711",
        "true",
        "[\"47114711\"]",
        "{\"47114711\":1}",
        "47114711.5",
        "null",
    ] {
        let error = serde_json::from_str::<Secret>(text).unwrap_err().to_string();
        assert!(!error.contains("4711"), "{error}");
    }
}

#[test]
fn nullable_tells_absent_null_and_value_apart() {
    let (absent, null, value) = (Nullable::<u8>::Absent, Nullable::<u8>::Null, Nullable::Value(1_u8));
    assert!(absent.is_absent() && !absent.is_null() && null.is_null() && !null.is_absent());
    assert!(!value.is_absent() && !value.is_null());
    assert_eq!(
        (absent.as_option(), null.as_option(), value.as_option()),
        (None, None, Some(&1))
    );
    assert_eq!(value.into_option(), Some(1));
    assert_eq!(Nullable::<u8>::from(None::<u8>), Nullable::Null);
    assert_eq!(Nullable::<u8>::from(Some(1)), Nullable::Value(1));
    assert_eq!(Nullable::<u8>::default(), Nullable::Absent);
}

string_enum! {
    /// A set of values that may grow.
    pub enum Status {
        Pending = "PENDING",
        Paid = "PAID",
    }
}

#[test]
fn an_unknown_value_survives_and_is_compared_by_its_spelling() {
    let unknown: Status = read("\"SETTLED\"");
    assert!(matches!(&unknown, Status::Unrecognized(value) if value.as_str() == "SETTLED"));
    assert_eq!(written(&unknown), "\"SETTLED\"");
    assert_eq!(unknown, Status::from("SETTLED"));
    assert_eq!(unknown, "SETTLED");
    assert_ne!(unknown, Status::Paid);
    assert_eq!(format!("{unknown} {unknown:?}"), "SETTLED Unrecognized(\"SETTLED\")");
    // A known spelling under the name of an unknown value is the known value all the same.
    let known = Status::Unrecognized(UnrecognizedValue::__from_wire("PAID"));
    assert_eq!(known, Status::Paid);
    assert_eq!(HashSet::from([known, Status::Paid, "PAID".into()]).len(), 1);
}

#[test]
fn spellings_are_exact() {
    for text in ["pending", "PENDING ", "", "P\u{415}NDING"] {
        assert!(matches!(Status::from(text), Status::Unrecognized(_)), "{text}");
        assert_eq!(Status::from(text).as_str(), text);
    }
    assert_eq!(Status::KNOWN, [Status::Pending, Status::Paid]);
    assert!(Status::Paid < Status::Pending, "order goes by the spelling");
    assert_eq!("PAID".parse::<Status>().unwrap(), Status::Paid);
    assert_eq!(read::<Status>(r#""\u0050AID""#), Status::Paid);
    for text in ["1", "null", "true", "[]", "{}"] {
        assert!(serde_json::from_str::<Status>(text).is_err(), "{text}");
    }
}

newtype! {
    /// Text with a meaning of its own.
    pub struct OrderId;
}

#[test]
fn a_newtype_is_its_text() {
    let id: OrderId = read("\"20240101000000000001\"");
    assert_eq!(id, "20240101000000000001");
    assert_eq!(written(&id), "\"20240101000000000001\"");
    assert_eq!(format!("{id} {id:?}"), "20240101000000000001 \"20240101000000000001\"");
    assert_eq!(id.clone().into_string(), id.as_str());
    assert!(
        serde_json::from_str::<OrderId>("20240101000000000001").is_err(),
        "a number has lost its zeros"
    );
}

object! {
    /// A member of every kind.
    pub struct Invoice: sent {
        required {
            id: OrderId = "id" into,
            price: Amount = "price" text,
        }
        nullable {
            paid_by: String = "paid by",
        }
        optional {
            note: String = "note" into,
            fees: Vec<Amount> = "fees" text,
            rates: BTreeMap<String, Amount> = "rates" text,
        }
        three_state {
            due: Amount = "due" text,
        }
        extra { extra: Json }
    }
}

object! {
    /// Every further member is an amount in text spelling.
    pub struct Balances: received {
        extra { extra: Amount, text }
    }
}

object! {
    /// Every further member is passed over.
    pub struct Closed: received {
        required {
            id: OrderId = "id" into,
        }
    }
}

fn invoice() -> Invoice {
    Invoice::new("1", amount("18.50"), None)
}

#[test]
fn an_object_leaves_out_what_is_absent_and_writes_null_where_it_is_required() {
    assert_eq!(written(&invoice()), r#"{"id":"1","price":"18.50","paid by":null}"#);
}

#[test]
fn an_object_writes_its_members_in_order_and_its_amounts_as_declared() {
    let full = Invoice::new("1", amount("18.50"), Some("me".to_owned()))
        .note("n")
        .fees(vec![amount("0.10"), amount("1e-8")])
        .rates(BTreeMap::from([("USD".to_owned(), amount(BIG))]))
        .due(amount("-0"))
        .extra("z", "last")
        .extra("a", amount("1.0"));
    let text = format!(
        r#"{{"id":"1","price":"18.50","paid by":"me","note":"n","fees":["0.10","1e-8"],"rates":{{"USD":"{BIG}"}},"due":"-0","a":1.0,"z":"last"}}"#
    );
    assert_eq!(written(&full), text);
    assert_eq!(read::<Invoice>(&text), full);
}

#[test]
fn a_member_of_three_states_keeps_them_apart_on_the_wire_and_back() {
    for (due, text) in [
        (Nullable::Absent, r#"{"id":"1","price":"18.50","paid by":null}"#),
        (
            Nullable::Null,
            r#"{"id":"1","price":"18.50","paid by":null,"due":null}"#,
        ),
        (
            Nullable::Value(amount("1.50")),
            r#"{"id":"1","price":"18.50","paid by":null,"due":"1.50"}"#,
        ),
    ] {
        let invoice = invoice().due(due);
        assert_eq!(written(&invoice), text);
        assert_eq!(read::<Invoice>(text), invoice);
    }
}

#[test]
fn an_amount_is_read_in_either_spelling_wherever_it_stands() {
    let text = format!(
        r#"{{"price":{BIG},"id":"1","paid by":null,"fees":[1.10,"2.20"],"rates":{{"a":1e2,"b":"3.0"}},"due":4.40}}"#
    );
    let read: Invoice = read(&text);
    assert_eq!(read.price.as_str(), BIG);
    assert_eq!(
        read.fees.unwrap().iter().map(Amount::as_str).collect::<Vec<_>>(),
        ["1.10", "2.20"]
    );
    assert_eq!(
        read.rates.unwrap().values().map(Amount::as_str).collect::<Vec<_>>(),
        ["1e2", "3.0"]
    );
    assert_eq!(read.due, Nullable::Value(amount("4.40")));
}

#[test]
fn null_is_absent_for_an_optional_member_and_an_error_for_a_required_one() {
    let read = |text: &str| serde_json::from_str::<Invoice>(text);
    assert_eq!(
        read(r#"{"id":"1","price":1,"paid by":null,"note":null,"fees":null}"#)
            .unwrap()
            .note,
        None
    );
    assert!(read(r#"{"id":null,"price":1,"paid by":null}"#).is_err());
    assert!(read(r#"{"id":"1","price":null,"paid by":null}"#).is_err());
    for (text, missing) in [
        (r#"{"price":1,"paid by":null}"#, "`id`"),
        (r#"{"id":"1","paid by":null}"#, "`price`"),
        (r#"{"id":"1","price":1}"#, "`paid by`"),
    ] {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains("missing") && error.contains(missing), "{error}");
    }
}

#[test]
fn further_members_are_kept_to_the_digit_where_there_is_a_place_for_them() {
    let text = format!(r#"{{"id":"1","price":"1","paid by":null,"n\u00e9w":{{"x":[{BIG}]}}}}"#);
    let read: Invoice = read(&text);
    assert_eq!(read.extra["néw"].text(), format!(r#"{{"x":[{BIG}]}}"#));
    assert_eq!(written(&read), text.replace("\\u00e9", "é"));
    let balances: Balances = serde_json::from_str(r#"{"BTC":0.10,"ETH":"2.0"}"#).unwrap();
    assert_eq!(written(&balances), r#"{"BTC":"0.10","ETH":"2.0"}"#);
    let closed: Closed = serde_json::from_str(r#"{"x":{"y":[1,2]},"id":"1","z":null}"#).unwrap();
    assert_eq!(written(&closed), r#"{"id":"1"}"#);
}

#[test]
fn a_further_member_never_doubles_a_declared_one() {
    for name in ["id", "price", "paid by", "note", "due"] {
        let error = serde_json::to_string(&invoice().extra(name, "0.01"))
            .unwrap_err()
            .to_string();
        assert!(error.contains(&format!("`{name}`")), "{error}");
    }
}

#[test]
fn what_is_no_object_is_refused() {
    for text in ["[]", "[\"1\",1,null]", "null", "\"1\"", "1"] {
        assert!(serde_json::from_str::<Invoice>(text).is_err(), "{text}");
    }
}

union! {
    /// One of several shapes, told apart by kind and members.
    pub enum Price {
        Exact(Amount) = Number as text,
        Coin(OrderId) = String,
        Invoice(Invoice) = Object ["id", "price"],
        List(Vec<Amount>) = Array as text,
    }
}

#[test]
fn a_union_takes_the_candidate_that_fits() {
    assert_eq!(read::<Price>(BIG), Price::Exact(amount(BIG)));
    assert_eq!(written(&Price::Exact(amount("1.50"))), "\"1.50\"");
    assert_eq!(read::<Price>("\"BTC\""), Price::Coin("BTC".into()));
    assert_eq!(
        read::<Price>("[0.10,\"2\"]"),
        Price::List(vec![amount("0.10"), amount("2")])
    );
    assert_eq!(written(&Price::List(vec![amount("0.10")])), r#"["0.10"]"#);
    assert_eq!(
        read::<Price>(r#"{"id":"1","price":"18.50","paid by":null}"#),
        Price::from(invoice())
    );
}

#[test]
fn what_fits_no_candidate_is_kept_as_it_came() {
    for text in [
        "null",
        "true",
        r#"{"id":"1"}"#,
        r#"{"id":1,"price":2,"paid by":null}"#,
        r#"["x"]"#,
        r#"{"n":12345678901234567890.10}"#,
    ] {
        let value: Price = read(text);
        assert!(
            matches!(&value, Price::Unrecognized(json) if json.text() == text),
            "{text}"
        );
        assert_eq!(written(&value), text);
    }
}

tagged_union! {
    /// One of several shapes, told apart by a member.
    pub enum Event by "kind" {
        Closed(Closed) = "closed" | "ended",
    }
}

#[test]
fn a_tagged_union_goes_by_its_tag_alone() {
    for tag in ["closed", "ended"] {
        let event: Event = read(&format!(r#"{{"id":"1","kind":"{tag}"}}"#));
        assert_eq!(event, Event::Closed(Closed { id: "1".into() }));
    }
    for text in [
        r#"{"id":"1","kind":"opened"}"#,
        r#"{"id":"1"}"#,
        r#"{"kind":1}"#,
        r#"{"kind":null}"#,
        "[]",
        "null",
        "\"closed\"",
    ] {
        assert!(
            matches!(read::<Event>(text), Event::Unrecognized(json) if json.text() == text),
            "{text}"
        );
    }
}

#[test]
fn a_known_tag_with_another_shape_is_an_error_and_not_hidden() {
    let error = serde_json::from_str::<Event>(r#"{"kind":"closed"}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("missing field `id`"), "{error}");
}
