//! Any text: files, all of which are what they say, or an error with a place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use specloom::diagnostics::{Code, Renderer, Report};
use specloom::emit::Form;
use specloom::pipeline::{self, Input};
use specloom::source::Sources;

fuzz_target!(|document: &[u8]| {
    let input = Input {
        name: "api.yaml".to_owned(),
        document: document.to_owned(),
        folder: None,
        settings: None,
        crate_name: None,
        runtime_path: None,
        command: None,
        form: Form::Crate,
        tests: false,
        deny_warnings: false,
    };
    let mut sources = Sources::new();
    let mut report = Report::new();
    let texts = pipeline::run(&input, &mut sources, &mut report);
    assert!(texts.is_some() != report.has_errors(), "either files or an error");
    let unsound = report.sorted().find(|found| found.code == Code::Unsound);
    assert!(unsound.is_none(), "{unsound:?}");
    let _ = Renderer::plain().render(&report, &sources);
    for (path, text) in texts.into_iter().flatten() {
        assert!(
            !path.starts_with('/') && path.split('/').all(|step| !matches!(step, "" | "." | "..")),
            "{path} leaves the folder"
        );
        if path.ends_with(".rs")
            && let Err(error) = syn::parse_file(&text)
        {
            panic!("{path} is no Rust: {error}\n{text}");
        }
    }
});
