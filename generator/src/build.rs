use std::path::{Path, PathBuf};

use crate::Generator;
use crate::diagnostics::{Renderer, Report, Severity};
use crate::source::Sources;

/// Generates a client in a build script: files go to `OUT_DIR`, under the name of the document, and the library includes them.
///
/// ```text
/// // build.rs
/// fn main() {
///     specloom::build("api.yaml");
/// }
///
/// // src/lib.rs
/// include!(concat!(env!("OUT_DIR"), "/api/mod.rs"));
/// ```
///
/// The build runs again when the document, or `specloom.toml` beside it, changes. What is wrong with the document fails the build, with
/// the same words as `specloom check`; warnings are shown as warnings of the build.
pub fn build(document: impl AsRef<Path>) {
    Generator::new(document.as_ref()).build();
}

impl Generator {
    /// What [`build`] does, with the choices made here.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
    pub fn build(self) {
        let generator = self.command("cargo build").module();
        let [document, settings] = generator.inputs();
        println!("cargo::rerun-if-changed={}", document.display());
        // Cargo takes a file that is not there for one that has changed.
        if settings.exists() {
            println!("cargo::rerun-if-changed={}", settings.display());
        }
        let stem = document
            .file_stem()
            .map_or_else(|| "client".into(), |stem| stem.to_string_lossy().into_owned());
        let Some(folder) = std::env::var_os("OUT_DIR").map(|folder| PathBuf::from(folder).join(stem)) else {
            println!("cargo::error=specloom::build runs in a build script, where Cargo sets OUT_DIR");
            return;
        };
        let lines = match generator.run() {
            Ok(generated) => {
                let mut lines = told(&generated.report, &generated.sources);
                if let Err(error) = generated.write(folder) {
                    lines.extend(instructions(Severity::Error, &error.to_string()));
                }
                lines
            }
            Err(failure) => told(&failure.report, &failure.sources),
        };
        for line in lines {
            println!("{line}");
        }
    }
}

/// The findings as Cargo takes them, each with its own severity: a warning beside an error is no error.
fn told(report: &Report, sources: &Sources) -> Vec<String> {
    let renderer = Renderer::plain();
    let mut lines = Vec::new();
    for found in report.sorted() {
        lines.extend(instructions(found.severity, &renderer.one(found, sources)));
    }
    for (code, count) in report.left_out() {
        let words = format!("{code}: {count} more of this kind are not shown");
        lines.extend(instructions(code.severity(), &words));
    }
    lines
}

/// Cargo takes one line at a time.
fn instructions(severity: Severity, text: &str) -> Vec<String> {
    text.lines().map(|line| format!("cargo::{severity}={line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Diagnostic};

    #[test]
    fn each_finding_is_told_with_its_own_severity() {
        let mut report = Report::new();
        report.push(Diagnostic::without_place(Code::UnreadableFile, "first"));
        report.push(Diagnostic::without_place(Code::UnknownKey, "second").hint("third"));
        let expected = [
            "cargo::error=error[unreadable-file]: first",
            "cargo::warning=warning[unknown-key]: second",
            "cargo::warning=  |",
            "cargo::warning=  = help: third",
        ];
        assert_eq!(told(&report, &Sources::new()), expected);
    }

    #[test]
    fn what_is_left_out_is_told_as_what_it_is() {
        let mut report = Report::new();
        for number in 0..201 {
            report.push(Diagnostic::without_place(Code::UnknownKey, format!("{number}")));
        }
        let last = told(&report, &Sources::new()).pop();
        let expected = "cargo::warning=unknown-key: 1 more of this kind are not shown";
        assert_eq!(last.as_deref(), Some(expected));
    }
}
