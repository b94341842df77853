//! Sets of values of several kinds.

use specloom_runtime::codegen::v1::{Json, Parameter as _, ParameterValue, types};

types! {
    /// How wide.
    mixed Width {
        Auto = "auto",
        _100 = 100,
        Far = 5000000000,
        False = false,
    }
}

fn read(text: &str) -> Width {
    serde_json::from_str(text).unwrap()
}

#[test]
fn each_kind_is_read_and_written() {
    for (text, value) in [
        (r#""auto""#, Width::Auto),
        ("100", Width::_100),
        ("5000000000", Width::Far),
        ("false", Width::False),
    ] {
        assert_eq!(read(text), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert!(Width::KNOWN.contains(&value));
    }
    assert_eq!(read("1e2"), Width::_100, "numbers are the same by their digits");
}

#[test]
fn another_value_is_kept_as_it_came() {
    for text in [r#""100""#, r#""wide""#, "1.50", "true", r#"{"a":1}"#] {
        let value = read(text);
        assert!(
            matches!(&value, Width::Unrecognized(kept) if kept.json().text() == text),
            "{text}"
        );
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(value, Width::from(Json::from_text(text).unwrap()));
    }
}

#[test]
fn a_parameter_has_no_quotes() {
    let texts = [Width::Auto, Width::_100, Width::False].map(|width| match width.value() {
        ParameterValue::Text(text) => text,
        other => format!("{other:?}"),
    });
    assert_eq!(texts, ["auto", "100", "false"]);
}
