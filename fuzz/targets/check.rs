//! Any text that has a tree: the checks find what they find, and it can be shown, to people and to programs.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specloom::diagnostics::{Renderer, Report, to_json};
use specloom::source::Sources;
use specloom::{check, load};

fuzz_target!(|document: &[u8]| {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let Some(root) = load::load(&mut sources, "api.yaml", document, &mut report) else {
        return;
    };
    check::check(&root, &mut report);
    let _ = Renderer::plain().render(&report, &sources);
    let _ = to_json(&report, &sources);
});
