//! Choices that show in a crate alone: what it depends on, and what its types may come from.

use snapbox::{assert_data_eq, str};
use specloom::diagnostics::Renderer;
use specloom::emit::Form;

use crate::cases::{self, Run};

/// A crate from the document of a case, with these choices.
fn made(choices: &str) -> Run {
    let case = cases::all("golden")
        .into_iter()
        .find(|case| cases::name(case) == "chosen_types")
        .unwrap();
    let mut input = cases::input(&case);
    input.form = Form::Crate;
    input.settings = Some(("specloom.toml".to_owned(), choices.to_owned()));
    cases::run(&input)
}

fn said(choices: &str) -> String {
    let run = made(choices);
    assert!(run.texts.is_none());
    Renderer::plain().render(&run.report, &run.sources)
}

#[test]
fn the_manifest_has_what_types_and_derives_come_from() {
    let run = made(
        r#"
[crate]
authors = ["A <a@shop.example>"]
homepage = "https://shop.example"

[types.schemas]
Money = "rust_decimal::Decimal"

[derives]
all = ["schemars::JsonSchema"]

[dependencies]
schemars = { version = "1", default-features = false, features = ["derive"] }
rust-decimal = { package = "rust_decimal", version = "1" }
"#,
    );
    let texts = run.texts.unwrap();
    let manifest = &texts["Cargo.toml"];
    for line in [
        r#"authors = ["A <a@shop.example>"]"#,
        r#"homepage = "https://shop.example""#,
        r#"rust-decimal = { package = "rust_decimal", version = "1" }"#,
        r#"schemars = { default-features = false, features = ["derive"], version = "1" }"#,
    ] {
        assert!(manifest.lines().any(|written| written == line), "{line}\n{manifest}");
    }
    assert!(texts["src/models/pet.rs"].contains("price: rust_decimal::Decimal"));
    assert!(texts["src/models/pet.rs"].contains("#[derive(schemars::JsonSchema)]"));
}

#[test]
fn a_type_that_comes_from_nowhere_is_refused() {
    assert_data_eq!(
        said("types.schemas.Money = \"rust_decimal::Decimal\"\n"),
        str![[r#"
error[bad-configuration]: the crate does not depend on `rust_decimal`
 --> specloom.toml:1:23
  |
1 | types.schemas.Money = "rust_decimal::Decimal"
  |                       ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add it to `specloom.toml`: `[dependencies]`, `rust_decimal = "1"`

1 error

"#]]
    );
    assert_data_eq!(
        said("derives.schemas.Pet = [\"crate::Own\"]\n"),
        str![[r#"
error[bad-configuration]: `crate::Own` is inside of the crate, which holds nothing but what is generated
 --> specloom.toml:1:24
  |
1 | derives.schemas.Pet = ["crate::Own"]
  |                        ^^^^^^^^^^^^
  |
  = help: name a type of another crate, and that crate under `[dependencies]`

1 error

"#]]
    );
}

#[test]
fn tags_are_features_that_are_on_unless_somebody_says_no() {
    let texts = made("features.tags = true\n").texts.unwrap();
    let manifest = &texts["Cargo.toml"];
    for line in [
        "# `Client::pets`, and the types that nothing else needs.",
        "pets = []",
        "orders = []",
    ] {
        assert!(manifest.lines().any(|other| other == line), "{line}\n{manifest}");
    }
    let default = manifest.lines().find(|line| line.starts_with("default = "));
    assert!(
        default.is_some_and(|line| line.ends_with(r#""pets", "orders"]"#)),
        "{manifest}"
    );
    assert!(
        texts["README.md"].contains("| `pets` | yes |"),
        "{}",
        texts["README.md"]
    );
}

/// Types that only unwanted operations lead to are not written, and what is left keeps its name.
#[test]
fn what_is_not_wanted_is_gone() {
    let texts = made("only.operations = [\"GET /orders\"]\n").texts.unwrap();
    assert!(texts.contains_key("src/models/order.rs"));
    assert!(!texts.keys().any(|path| path.contains("pet") || path.contains("money")));
}
