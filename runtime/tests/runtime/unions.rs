//! Which candidate of a union a value is read as, where several take it.

use specloom_runtime::codegen::v1::types;

types! {
    /// Candidates that require the same.
    union Payment {
        Card(Card) = Object ["id"],
        Transfer(Transfer) = Object ["id"],
        Crate(Cargo) = Object ["id"],
    }
    /// A card.
    object Card: received {
        required {
            id: String = "id" into,
        }
        optional {
            digits: String = "digits" into,
        }
    }
    /// A transfer.
    object Transfer: received {
        required {
            id: String = "id" into,
        }
        optional {
            at: v1::Timestamp = "at",
            bank: Bank = "bank",
        }
    }
    /// A bank.
    object Bank: received + Default {
        optional {
            name: String = "name" into,
        }
    }
    /// Anything else.
    object Cargo: received {
        required {
            id: i64 = "id",
        }
    }
    /// Candidates of which one has a member with other values.
    union State {
        Open(Open) = Object ["state" = "new" | "waiting"],
        Closed(Closed) = Object ["state" = "done" | "failed"],
        Old(Old) = Object ["state" if 1 | -2, "sure" if true],
    }
    /// Not done.
    object Open: received {
        required {
            state: String = "state" into,
        }
    }
    /// Done.
    object Closed: received {
        required {
            state: String = "state" into,
        }
    }
    /// As it was.
    object Old: received + Default {
        optional {
            state: i64 = "state",
            sure: bool = "sure",
        }
    }
    /// Numbers and texts of two widths.
    union Scalar {
        Whole(i64) = Number,
        Broken(f64) = Number,
        Time(v1::Timestamp) = String,
        Text(String) = String,
        Cards(Vec<Card>) = Array,
        Banks(Vec<Bank>) = Array,
    }
}

use specloom_runtime::codegen::v1;

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_first_that_keeps_all_of_the_value() {
    assert!(matches!(read(r#"{"id":"1"}"#), Payment::Card(_)));
    assert!(matches!(read(r#"{"id":"1","digits":"42"}"#), Payment::Card(_)));
    assert!(matches!(
        read(r#"{"id":"1","bank":{"name":"B"}}"#),
        Payment::Transfer(_)
    ));
    assert!(matches!(
        read(r#"{"id":"1","bank":{"name":"B"},"digits":null}"#),
        Payment::Transfer(_)
    ));
    assert!(matches!(read(r#"{"id":1}"#), Payment::Crate(_)));
}

#[test]
fn a_spelling_is_no_loss() {
    let value = read(r#"{"id":"1","at":"2024-02-29T09:30:00.000+01:00"}"#);
    assert!(matches!(value, Payment::Transfer(_)));
    assert!(matches!(read(r#""2024-02-29T09:30:00.000+01:00""#), Scalar::Time(_)));
    assert!(matches!(read(r#""soon""#), Scalar::Text(_)));
    assert!(matches!(read("1e0"), Scalar::Broken(_)));
    assert!(matches!(read("1"), Scalar::Whole(1)));
}

#[test]
fn the_first_that_takes_it_where_none_keeps_all() {
    assert!(matches!(
        read(r#"{"id":"1","digits":"42","iban":"X"}"#),
        Payment::Card(_)
    ));
    let both = r#"{"id":"1","digits":"42","bank":{"name":"B"}}"#;
    assert!(matches!(read(both), Payment::Card(_)));
    let below = r#"{"id":"1","bank":{"name":"B","city":"C"}}"#;
    assert!(matches!(read(below), Payment::Card(_)));
}

#[test]
fn losses_in_lists_count() {
    assert!(matches!(read(r#"[{"id":"1"}]"#), Scalar::Cards(_)));
    assert!(matches!(read(r#"[{"name":"B"}]"#), Scalar::Banks(_)));
}

#[test]
fn values_of_a_member_tell() {
    assert!(matches!(read(r#"{"state":"waiting"}"#), State::Open(_)));
    assert!(matches!(read(r#"{"state":"failed"}"#), State::Closed(_)));
    assert!(matches!(read(r#"{"state":-2}"#), State::Old(_)));
    assert!(matches!(read(r#"{"sure":true}"#), State::Old(_)));
    for text in [
        r#"{"state":"lost"}"#,
        r#"{"state":2}"#,
        r#"{"sure":false}"#,
        r#"{"state":["new"]}"#,
    ] {
        assert!(
            matches!(read(text), State::Unrecognized(json) if json.text() == text),
            "{text}"
        );
    }
}
