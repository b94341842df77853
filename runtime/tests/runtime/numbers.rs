//! Open sets of whole numbers, and texts with constants.

use std::collections::HashSet;

use specloom_runtime::ParameterValue;
use specloom_runtime::codegen::v1::{Parameter, newtype, number_enum};

number_enum! {
    /// How urgent it is.
    pub enum Level {
        Low = -1,
        Usual = 0,
        High = 1,
    }
}

newtype! {
    /// The code of a currency.
    pub struct Currency {
        USD = "USD",
        EUR = "EUR",
    }
}

#[test]
fn an_unknown_number_survives_and_equals_itself() {
    let unknown: Level = serde_json::from_str("7").unwrap();
    assert!(matches!(unknown, Level::Unrecognized(number) if number.number() == 7));
    assert_eq!(serde_json::to_string(&unknown).unwrap(), "7");
    assert_eq!(unknown, Level::from(7));
    assert_eq!(format!("{unknown:?} {:?}", Level::Low), "Unrecognized(7) Low");
    assert_eq!(serde_json::from_str::<Level>("-1").unwrap(), Level::Low);
    assert_eq!(Level::KNOWN, [Level::Low, Level::Usual, Level::High]);
    assert!(Level::Low < Level::High && Level::High < unknown);
    assert_eq!(HashSet::from([Level::High, 1.into()]).len(), 1);
    assert_eq!(Level::High.value(), ParameterValue::Text("1".to_owned()));
    for text in ["\"1\"", "1.5", "null", "[]"] {
        assert!(serde_json::from_str::<Level>(text).is_err(), "{text}");
    }
}

#[test]
fn a_constant_is_its_text() {
    assert_eq!(Currency::USD, Currency::from("USD"));
    assert_eq!(Currency::EUR.as_str(), "EUR");
    assert_eq!(Currency::EUR.into_string(), "EUR");
    assert_eq!(serde_json::from_str::<Currency>("\"XYZ\"").unwrap(), "XYZ");
    assert_eq!(serde_json::to_string(&Currency::USD).unwrap(), "\"USD\"");
}
