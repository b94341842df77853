//! `specloom explain --item`, in the words that people read.

use std::process::{Command, Output};

use snapbox::{assert_data_eq, str};

fn explain(case: &str, item: &str) -> Output {
    let folder = format!("{}/tests/golden/{case}", env!("CARGO_MANIFEST_DIR"));
    Command::new(env!("CARGO_BIN_EXE_specloom"))
        .args(["explain", "--item", item, "api.yaml"])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// What is told of an item that there is.
fn told(case: &str, item: &str) -> String {
    let output = explain(case, item);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_type_with_a_chosen_name() {
    assert_data_eq!(
        told("chosen_names", "Animal"),
        str![[r#"
models::Animal: a struct
  from     api.yaml:33:7
  name     `Animal` was chosen at specloom.toml:2:7, in place of `Pet`
  type     from `type: object`, `properties` at api.yaml:33:7
  used by  animals::Animals::all at api.yaml:7:5
  used by  animals::Animals::add at api.yaml:15:5

"#]]
    );
}

#[test]
fn a_type_without_a_name() {
    assert_data_eq!(
        told("chosen_names", "models::AnimalKind"),
        str![[r#"
models::AnimalKind: an open set of texts
  from     api.yaml:39:15
  name     after where it stands, in upper camel case: it has none in the description
  type     from `type: string`, `enum` at api.yaml:39:15
  used by  models::Animal::kind at api.yaml:39:9

"#]]
    );
}

#[test]
fn a_value() {
    assert_data_eq!(
        told("chosen_names", "Cat"),
        str![[r#"
models::AnimalKind::Cat: a value
  from     api.yaml:39:37
  name     after `cat`, in upper camel case

"#]]
    );
}

#[test]
fn a_member_with_a_chosen_name() {
    assert_data_eq!(
        told("chosen_names", "Animal::birthday"),
        str![[r#"
models::Animal::birthday: a member
  from     api.yaml:38:9
  name     `birthday` was chosen at specloom.toml:5:14, in place of `born`
  type     `Option<v1::Date>`, from `type: string`, `format: date` at api.yaml:38:15

"#]]
    );
}

#[test]
fn a_method_with_a_chosen_name_and_the_operation_behind_it() {
    assert_data_eq!(
        told("chosen_names", "all"),
        str![[r#"
animals::Animals::all: the method of an operation
  from     api.yaml:7:5
  name     `all` was chosen at specloom.toml:9:12, in place of `listPets`
  type     `Vec<models::Animal>`

"#]]
    );
    assert_data_eq!(
        told("chosen_names", "ListPets"),
        str![[r#"
animals::ListPets: an operation as a value
  from     api.yaml:7:5
  name     after `listPets`, in upper camel case

"#]]
    );
}

#[test]
fn a_module_and_the_method_that_leads_to_it() {
    assert_data_eq!(
        told("chosen_names", "purchases"),
        str![[r#"
purchases: the module of a tag
  from     api.yaml:4:29
  name     `purchases` was chosen at specloom.toml:14:10, in place of `Orders`

Client::purchases: the method that leads to a tag
  from     api.yaml:4:29
  name     `purchases` was chosen at specloom.toml:14:10, in place of `Orders`

"#]]
    );
}

#[test]
fn a_chosen_type_here_and_behind_a_reference() {
    assert_data_eq!(
        told("chosen_types", "ListPets::limit"),
        str![[r#"
pets::ListPets::limit: a parameter
  from     api.yaml:10:20
  name     after `limit`, in snake case
  type     `Option<std::num::NonZeroU32>`, chosen at specloom.toml:5:9

"#]]
    );
    assert_data_eq!(
        told("chosen_types", "Pet::price"),
        str![[r#"
models::Pet::price: a member
  from     api.yaml:37:9
  name     after `price`, in snake case
  type     `std::num::NonZeroU64`, from `$ref: #/components/schemas/Money` at api.yaml:37:16, chosen at specloom.toml:2:9

"#]]
    );
    assert_data_eq!(
        told("rust_types", "Pet::price"),
        str![[r#"
models::Pet::price: a member
  from     api.yaml:38:9
  name     after `price`, in snake case
  type     `std::num::NonZeroU64`, from `$ref: #/components/schemas/Money` at api.yaml:38:16, chosen at api.yaml:42:40

"#]]
    );
}

#[test]
fn a_type_that_several_places_share() {
    assert_data_eq!(
        told("equal_types", "Party"),
        str![[r#"
models::Party: a struct
  from     api.yaml:42:12
  name     after `Party`, in upper camel case
  type     from `type: object`, `properties` at api.yaml:42:12
  also     `PartiesAnswerBuyer` at api.yaml:36:26, which is equal and has no name in the description
  also     `PartiesAnswerSeller` at api.yaml:37:27, which is equal and has no name in the description
  used by  models::PartiesAnswer::buyer at api.yaml:36:19
  used by  models::PartiesAnswer::seller at api.yaml:37:19

"#]]
    );
}

#[test]
fn a_name_of_the_client_itself() {
    assert_data_eq!(
        told("names", "models::SelfValue"),
        str![[r#"
models::SelfValue: a struct
  from     api.yaml:94:11
  name     after `Self`, in upper camel case; `Self` has a meaning in Rust or in the client itself
  type     from `type: object`, `properties` at api.yaml:94:11
  used by  async_::Async::loop at api.yaml:20:5

"#]]
    );
}

#[test]
fn a_method_that_takes_credentials() {
    assert_data_eq!(
        told("security_schemes", "ClientBuilder::bearer"),
        str![[r#"
ClientBuilder::bearer: a method that takes credentials
  from     api.yaml:77:13
  name     after `Bearer`, in snake case

"#]]
    );
}

#[test]
fn what_is_made_of_an_operation() {
    assert_data_eq!(
        told("many_arguments", "RefundArguments") + &told("many_arguments", "RefundArguments::amount"),
        str![[r#"
orders::RefundArguments: the arguments of an operation
  from     api.yaml:6:5
  name     after `orders::Refund`, whose method takes too many arguments to tell apart by their order
orders::RefundArguments::amount: an argument of an operation
  from     api.yaml:6:5
  name     that of the parameter or member that it becomes, in `orders::Refund`
  type     `v1::Amount`

"#]]
    );
    assert_data_eq!(
        told("several_answers", "StartAnswer") + &told("several_answers", "StartFailure::ServerError"),
        str![[r#"
jobs::StartAnswer: what an operation gives, of several kinds
  from     api.yaml:6:5
  name     after `jobs::Start`
jobs::StartFailure::ServerError: a kind of answer
  from     api.yaml:6:5
  name     after the statuses 5XX
  type     `String`

"#]]
    );
}

#[test]
fn constants_and_what_callbacks_carry() {
    assert_data_eq!(
        told("several_answers", "X_CALLS_LEFT") + &told("further_servers", "SANDBOX"),
        str![[r#"
headers::X_CALLS_LEFT: the constant of a header of answers
  name     after the header `X-Calls-Left`, in upper case
  type     `Header<i64>`
servers::SANDBOX: the constant of an address
  name     of what the description says of `https://sandbox.shop.example`

"#]]
    );
    assert_data_eq!(
        told("signed_callbacks", "callbacks::OrderPaid"),
        str![[r#"
callbacks::OrderPaid: the type of what a callback carries
  name     after the callback `orderPaid`, in upper camel case
  type     `models::Event`

"#]]
    );
}

#[test]
fn a_name_that_does_not_exist() {
    let output = explain("chosen_names", "Animal::birthdy");
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(
        String::from_utf8(output.stderr).unwrap(),
        str![[r#"
error: the client has no item `Animal::birthdy`
help: did you mean `Animal::birthday`?

"#]]
    );
    let output = explain("chosen_names", "Whatever");
    assert_eq!(output.status.code(), Some(2));
    assert_data_eq!(
        String::from_utf8(output.stderr).unwrap(),
        str![[r#"
error: the client has no item `Whatever`
help: name it by its path, such as `models::Pet` or `Pet::name`

"#]]
    );
}
