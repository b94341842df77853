//! Candidates of a union that one text tells apart.

use specloom_runtime::codegen::v1::types;

types! {
    /// One of two.
    union Removed {
        Card(Card) = Object ["id", "object" = "card"],
        Account(Account) = Object ["id" , "object" if "account"],
    }
    /// A card.
    object Card: received {
        required {
            id: String = "id" into,
        }
    }
    /// An account.
    object Account: received {
        required {
            id: String = "id" into,
        }
    }
}

fn read(text: &str) -> Removed {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_text_decides_where_members_are_alike() {
    assert_eq!(read(r#"{"id":"1","object":"card"}"#), Removed::Card(Card::new("1")));
    assert_eq!(
        read(r#"{"id":"1","object":"account"}"#),
        Removed::Account(Account::new("1"))
    );
    assert_eq!(
        read(r#"{"id":"1"}"#),
        Removed::Account(Account::new("1")),
        "it may be absent there"
    );
}

#[test]
fn another_text_is_kept_as_it_came() {
    for text in [
        r#"{"id":"1","object":"order"}"#,
        r#"{"id":"1","object":null}"#,
        r#"{"id":"1","object":["card"]}"#,
        r#"{"object":"card"}"#,
    ] {
        assert!(
            matches!(read(text), Removed::Unrecognized(json) if json.text() == text),
            "{text}"
        );
    }
}
