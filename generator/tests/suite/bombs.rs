//! Documents that ask for much: each ends in output that is sound, or in a finding that has a name, soon and without much memory.

mod documents;

use std::time::{Duration, Instant};

use specloom::diagnostics::{Renderer, Severity};
use specloom::emit::Form;
use specloom::pipeline::Input;

use crate::{cases, sound};

/// What a document of so many parts ends in: the name of its first error, or nothing where it is generated.
fn outcome(document: String, longest: Duration) -> Option<&'static str> {
    let name = if document.starts_with(['{', '[']) {
        "api.json"
    } else {
        "api.yaml"
    };
    let input = Input {
        name: name.to_owned(),
        document: document.into_bytes(),
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    let began = Instant::now();
    let run = cases::run(&input);
    let shown = Renderer::plain().render(&run.report, &run.sources);
    let took = began.elapsed();
    assert!(took < longest, "it took {took:?}");
    // Nobody reads more than this, whatever the document.
    assert!(shown.len() < 1_000_000, "{} bytes of findings", shown.len());
    let error = run.report.sorted().find(|found| found.severity == Severity::Error);
    match run.texts {
        Some(texts) => {
            assert!(error.is_none());
            sound::look_at(&texts).unwrap();
            None
        }
        None => Some(error.unwrap().code.name()),
    }
}

/// For each: its size in the suite, where it takes less than a second, the size of `.ci/deep`, and what it ends in.
macro_rules! bombs {
    ($($bomb:ident($small:expr, $large:expr) => $expected:expr;)*) => {
        $(
            #[test]
            fn $bomb() {
                assert_eq!(outcome(documents::$bomb($small), Duration::from_secs(20)), $expected);
            }
        )*

        mod large {
            use super::*;

            $(
                #[test]
                #[ignore = "takes seconds each; .ci/deep runs them"]
                fn $bomb() {
                    assert_eq!(outcome(documents::$bomb($large), Duration::from_secs(60)), $expected);
                }
            )*
        }
    };
}

bombs! {
    aliases(9, 1_000) => Some("too-many-aliases");
    merges(30, 1_000) => Some("too-many-aliases");
    nested_lists(300, 10_000) => Some("too-deep");
    nested_mappings(300, 10_000) => Some("too-deep");
    nested_items_of_yaml(300, 10_000) => Some("too-deep");
    open_brackets_of_yaml(300, 10_000) => Some("too-deep");
    all_of_in_all_of(300, 10_000) => Some("too-deep");
    one_of_in_one_of(300, 10_000) => Some("too-deep");
    items_in_items(300, 10_000) => Some("too-deep");
    members_in_members(300, 10_000) => Some("too-deep");
    references(200, 10_000) => Some("too-deep");
    chain_of_members(1_000, 10_000) => None;
    chain_of_required_members(1_000, 10_000) => None;
    chain_of_lists(300, 10_000) => None;
    chain_of_maps(300, 10_000) => None;
    chain_of_all_of(200, 10_000) => None;
    chain_of_single_parts(300, 10_000) => None;
    chain_of_middles(300, 10_000) => None;
    chain_of_unions(300, 10_000) => None;
    doubled_all_of(100, 1_000) => None;
    doubled_unions(100, 1_000) => None;
    doubled_members(100, 10_000) => None;
    doubled_middles(100, 1_000) => None;
    chains_of_everything(200, 10_000) => Some("too-deep");
    values(1_000, 1_000_000) => None;
    operations(200, 100_000) => None;
    groups(100, 10_000) => None;
    objects(200, 50_000) => None;
    members(500, 100_000) => None;
    candidates(100, 10_000) => None;
    parameters(200, 10_000) => None;
    colliding_names(300, 10_000) => None;
    colliding_types(300, 50_000) => None;
    description(100_000, 50_000_000) => None;
    unbroken(100_000, 50_000_000) => None;
    markdown(20_000, 1_000_000) => None;
    key(100_000, 1_000_000) => None;
    key_in_yaml(100_000, 1_000_000) => Some("bad-syntax");
    names(300, 30_000) => None;
    example(1_000, 100_000) => None;
    dangling(200, 10_000) => Some("dangling-reference");
    unknown_words(500, 100_000) => None;
}
