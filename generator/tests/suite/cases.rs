//! A case is a folder under `tests/golden`, `tests/reject` or `tests/warn`: a description `api.yaml` (or `api.json`), perhaps a
//! `specloom.toml`, and what is expected of it.

use std::path::{Path, PathBuf};

use specloom::bundle::Folder;
use specloom::diagnostics::Report;
use specloom::emit::Form;
use specloom::pipeline::{self, Input};
use specloom::source::Sources;
use specloom::write::Texts;

/// The folders of one kind of case, in order.
pub fn all(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(kind);
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

pub fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// The input of a case, as if the command ran inside its folder.
pub fn input(case: &Path) -> Input {
    let document = ["api.yaml", "api.json"]
        .into_iter()
        .find(|name| case.join(name).exists())
        .unwrap();
    Input {
        name: document.to_owned(),
        document: std::fs::read(case.join(document)).unwrap(),
        folder: Some(Folder::of(&case.join(document), None).unwrap().called("")),
        settings: std::fs::read_to_string(case.join("specloom.toml"))
            .ok()
            .map(|text| ("specloom.toml".to_owned(), text)),
        crate_name: None,
        runtime_path: None,
        command: Some("SNAPSHOTS=overwrite cargo test -p specloom".to_owned()),
        form: Form::Module,
        tests: false,
        deny_warnings: false,
    }
}

/// What a run makes and says.
pub struct Run {
    pub texts: Option<Texts>,
    pub report: Report,
    pub sources: Sources,
}

pub fn run(input: &Input) -> Run {
    let mut sources = Sources::new();
    let mut report = Report::new();
    let texts = pipeline::run(input, &mut sources, &mut report);
    Run { texts, report, sources }
}
