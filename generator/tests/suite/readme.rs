use snapbox::{Data, assert_data_eq};
use specloom::emit::Form;

use crate::cases;

/// The README of a crate is what stands beside its description; rustdoc compiles the example in those that are committed.
#[test]
fn readmes_are_as_expected() {
    for case in cases::all("readme") {
        let mut input = cases::input(&case);
        input.form = Form::Crate;
        let texts = cases::run(&input).texts.unwrap();
        assert_data_eq!(
            texts["README.md"].as_str(),
            Data::read_from(&case.join("README.md"), None).raw()
        );
    }
}
