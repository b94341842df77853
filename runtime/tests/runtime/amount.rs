//! Exact decimals.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;
use specloom_runtime::{Amount, AmountError};

const FORTY_DIGITS: &str = "1234567890123456789012345678901234567.890";

/// Spellings that have to be kept to the character.
const SPELLINGS: &[&str] = &[
    "0",
    "-0",
    "0.1",
    "-0.1",
    "18",
    "18.50",
    "100.0",
    "0.000",
    "1e-8",
    "1E+8",
    "-1.5e3",
    "1e1000",
    "1e-1000",
    "9007199254740993",
    "18446744073709551616",
    "-9223372036854775809",
    "0.00155419",
    FORTY_DIGITS,
];

const REFUSED: &[&str] = &[
    "", " ", " 1", "1 ", "+1", "01", "-01", "00", ".5", "-.5", "1.", "-", "--1", "1e", "1e+", "1e1.5", "e5", "NaN",
    "nan", "Infinity", "-inf", "0x10", "1_000", "1,000", "1.2.3", "1e2e3", "１", "١", "1\n", "1\0", "null", "true",
];

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// An amount inside the structures that generated code has.
struct Invoice {
    price: Amount,
    fees: Vec<Amount>,
    tip: Option<Amount>,
}

impl<'de> Deserialize<'de> for Invoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> serde::de::Visitor<'de> for Members {
            type Value = Invoice;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an invoice")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Invoice, A::Error> {
                let (mut price, mut fees, mut tip) = (None, Vec::new(), None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "price" => price = Some(map.next_value()?),
                        "fees" => fees = map.next_value()?,
                        _ => tip = map.next_value()?,
                    }
                }
                let price = price.ok_or_else(|| serde::de::Error::missing_field("price"))?;
                Ok(Invoice { price, fees, tip })
            }
        }
        deserializer.deserialize_map(Members)
    }
}

#[test]
fn every_spelling_is_kept_in_both_json_forms() {
    for spelling in SPELLINGS {
        let from_number: Amount = serde_json::from_str(spelling).unwrap();
        let from_string: Amount = serde_json::from_str(&format!("\"{spelling}\"")).unwrap();
        assert_eq!(from_number.as_str(), *spelling);
        assert_eq!(from_string.as_str(), *spelling);
        assert_eq!(from_number, from_string);
        assert_eq!(from_number.to_string(), *spelling);
        assert_eq!(format!("{from_number:?}"), *spelling);
    }
}

#[test]
fn what_is_written_is_what_was_read() {
    for spelling in SPELLINGS {
        let read: Amount = serde_json::from_str(spelling).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), *spelling);
        assert_eq!(
            serde_json::to_vec(&vec![read]).unwrap(),
            format!("[{spelling}]").into_bytes()
        );
    }
}

#[test]
fn white_space_around_a_json_number_is_no_part_of_it() {
    assert_eq!(serde_json::from_str::<Amount>(" \n1.50\t").unwrap().as_str(), "1.50");
}

#[test]
fn a_string_may_be_spelled_with_json_escapes() {
    assert_eq!(serde_json::from_str::<Amount>(r#""\u0031.5""#).unwrap().as_str(), "1.5");
}

#[test]
fn an_amount_inside_structures_is_exact() {
    let text = format!(r#"{{"fees":[0.10,"0.20",{FORTY_DIGITS}],"price":"{FORTY_DIGITS}","tip":null}}"#);
    let invoice: Invoice = serde_json::from_str(&text).unwrap();
    assert_eq!(invoice.price.as_str(), FORTY_DIGITS);
    let fees: Vec<&str> = invoice.fees.iter().map(Amount::as_str).collect();
    assert_eq!(fees, ["0.10", "0.20", FORTY_DIGITS]);
    assert!(invoice.tip.is_none());
}

#[test]
fn an_amount_read_through_a_path_tracker_is_exact() {
    let text = format!(r#"{{"price":{FORTY_DIGITS},"fees":[0.1],"tip":1e-8}}"#);
    let reader = &mut serde_json::Deserializer::from_str(&text);
    let invoice: Invoice = serde_path_to_error::deserialize(reader).unwrap();
    assert_eq!(invoice.price.as_str(), FORTY_DIGITS);
    assert_eq!(invoice.tip.unwrap().as_str(), "1e-8");
}

#[test]
fn a_path_tracker_says_where_the_wrong_amount_stands() {
    let reader = &mut serde_json::Deserializer::from_str(r#"{"price":1,"fees":[0.1,"abc"]}"#);
    let error = serde_path_to_error::deserialize::<_, Invoice>(reader).err().unwrap();
    assert_eq!(error.path().to_string(), "fees[1]");
}

#[test]
fn an_amount_is_read_from_readers_as_from_texts() {
    let read: Amount = serde_json::from_reader(FORTY_DIGITS.as_bytes()).unwrap();
    assert_eq!(read.as_str(), FORTY_DIGITS);
    let read: Amount = serde_json::from_slice(b"0.1").unwrap();
    assert_eq!(read.as_str(), "0.1");
}

#[test]
fn an_amount_is_read_from_a_tree_of_values() {
    assert_eq!(serde_json::from_value::<Amount>(json!(0.1)).unwrap().as_str(), "0.1");
    assert_eq!(
        serde_json::from_value::<Amount>(json!(u64::MAX)).unwrap(),
        Amount::from(u64::MAX)
    );
    assert_eq!(
        serde_json::from_value::<Amount>(json!(FORTY_DIGITS)).unwrap().as_str(),
        FORTY_DIGITS
    );
    let invoice: Invoice = serde_json::from_value(json!({"price": "19.0012", "fees": [1, "2.0"]})).unwrap();
    assert_eq!(invoice.price.as_str(), "19.0012");
    assert_eq!(invoice.fees[1].as_str(), "2.0");
}

#[test]
fn a_format_that_hands_over_a_binary_number_is_refused() {
    let deserializer = serde::de::value::F64Deserializer::<serde::de::value::Error>::new(0.1);
    let error = Amount::deserialize(deserializer).unwrap_err();
    assert!(error.to_string().contains("binary"), "{error}");
}

#[test]
fn what_is_no_json_number_is_refused() {
    for text in REFUSED {
        assert_eq!(text.parse::<Amount>(), Err(AmountError::NotANumber), "{text:?}");
        let as_string = serde_json::to_string(text).unwrap();
        assert!(serde_json::from_str::<Amount>(&as_string).is_err(), "{as_string}");
    }
    for other in [
        "null",
        "true",
        "false",
        "[]",
        "[1]",
        "{}",
        r#"{"amount":1}"#,
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "",
    ] {
        assert!(serde_json::from_str::<Amount>(other).is_err(), "{other}");
    }
}

#[test]
fn a_map_that_imitates_the_raw_text_of_numbers_is_no_amount() {
    for text in [
        r#"{"$serde_json::private::RawValue":"1"}"#,
        r#"{"$serde_json::private::Number":"1"}"#,
    ] {
        assert!(serde_json::from_str::<Amount>(text).is_err(), "{text}");
    }
}

#[test]
fn a_hostile_exponent_is_refused_at_once() {
    let start = Instant::now();
    for text in [
        "1e999999999",
        "1e-999999999",
        "1e1001",
        "-1e-1001",
        "0e99999999999999999999",
    ] {
        assert_eq!(text.parse::<Amount>(), Err(AmountError::ExponentTooLarge), "{text}");
        assert!(serde_json::from_str::<Amount>(text).is_err(), "{text}");
    }
    assert_eq!(amount("1e00000001000"), amount("1e1000"));
    assert!(start.elapsed() < Duration::from_secs(1));
}

#[test]
fn a_hostile_length_is_refused_at_once() {
    let start = Instant::now();
    let longest = "9".repeat(Amount::MAX_LENGTH);
    assert_eq!(amount(&longest).to_plain_string(), longest);
    let too_long = "9".repeat(Amount::MAX_LENGTH + 1);
    assert_eq!(too_long.parse::<Amount>(), Err(AmountError::TooLong));
    let huge = "1".repeat(10_000_000);
    let error = serde_json::from_str::<Amount>(&huge).unwrap_err().to_string();
    assert!(error.len() < 200, "an error of {} bytes", error.len());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn an_error_about_a_text_does_not_carry_all_of_it() {
    let huge = format!("\"{}\"", "x".repeat(100_000));
    let error = serde_json::from_str::<Amount>(&huge).unwrap_err().to_string();
    assert!(error.len() < 1_000, "an error of {} bytes", error.len());
}

#[test]
fn the_widest_numbers_compare_and_expand_without_trouble() {
    let (widest, smallest) = (amount("9.9e1000"), amount("1e-1000"));
    assert!(smallest < widest);
    assert_eq!(widest.to_plain_string().len(), 1001);
    assert_eq!(smallest.to_plain_string().len(), 1002);
    assert_eq!(smallest.scale(), 1000);
    assert_eq!(widest.scale(), 0);
}

#[test]
fn equal_numbers_are_equal_whatever_their_spelling() {
    let groups: &[&[&str]] = &[
        &["0", "-0", "0.0", "0e5", "-0.000e-9"],
        &["100", "100.0", "1e2", "1E+2", "10.00e1", "0.1e3"],
        &["-0.5", "-5e-1", "-0.50"],
        &["1e1000", "10e999"],
    ];
    for group in groups {
        let mut distinct = HashSet::new();
        for text in *group {
            for other in *group {
                assert_eq!(amount(text), amount(other), "{text} and {other}");
                assert_eq!(amount(text).cmp(&amount(other)), Ordering::Equal);
            }
            distinct.insert(amount(text));
        }
        assert_eq!(distinct.len(), 1, "{group:?} hash alike");
    }
}

#[test]
fn order_goes_by_the_number() {
    let ascending = [
        "-1e1000",
        "-100.5",
        "-100",
        "-2",
        "-1.5",
        "-1e-1000",
        "0",
        "1e-1000",
        "0.09",
        "0.1",
        "0.10000000000000000001",
        "1.9",
        "2",
        "10",
        "99.99",
        "1e2",
        "100.000001",
        "9007199254740992",
        "9007199254740993",
        "1e1000",
    ];
    for (low, high) in ascending.iter().zip(&ascending[1..]) {
        assert!(amount(low) < amount(high), "{low} < {high}");
        assert!(amount(high) > amount(low), "{high} > {low}");
    }
}

#[test]
fn the_plain_form_has_no_exponent_and_every_digit() {
    for (text, plain, scale) in [
        ("1e-8", "0.00000001", 8),
        ("1.50", "1.50", 2),
        ("1.5e3", "1500", 0),
        ("12.345e1", "123.45", 2),
        ("12.345e-1", "1.2345", 4),
        ("-0.5e1", "-5", 0),
        ("0e3", "0", 0),
        ("-0", "-0", 0),
    ] {
        assert_eq!(amount(text).to_plain_string(), plain, "{text}");
        assert_eq!(amount(text).scale(), scale, "{text}");
        assert_eq!(amount(plain), amount(text), "{text}");
    }
}

#[test]
fn signs_are_told_by_the_number() {
    assert!(amount("-0.00").is_zero() && !amount("-0.00").is_negative());
    assert!(amount("-1e-9").is_negative() && !amount("-1e-9").is_zero());
    assert!(!amount("1e-1000").is_zero());
}

#[test]
fn a_precision_cuts_nothing_off_and_a_width_pads() {
    assert_eq!(format!("{:.1}", amount("19.0012")), "19.0012");
    assert_eq!(format!("{:>8}", amount("1.5")), "     1.5");
}

#[test]
fn integers_become_amounts_without_loss() {
    assert_eq!(Amount::from(u64::MAX).as_str(), "18446744073709551615");
    assert_eq!(Amount::from(i64::MIN).as_str(), "-9223372036854775808");
}

#[test]
fn it_is_written_as_text_into_other_structures() {
    #[derive(Debug)]
    struct Holder(Amount);
    impl Serialize for Holder {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([("amount", &self.0)])
        }
    }
    let written = serde_json::to_string_pretty(&Holder(amount(FORTY_DIGITS))).unwrap();
    assert_eq!(written, format!("{{\n  \"amount\": {FORTY_DIGITS}\n}}"));
}
