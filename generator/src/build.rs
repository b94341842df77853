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
/// The build runs again when the document changes, or a file that it refers to, or `specloom.toml` beside it. What is wrong with the
/// document fails the build, with the same words as `specloom check`; warnings are shown as warnings of the build.
pub fn build(document: impl AsRef<Path>) {
    Generator::new(document.as_ref()).build();
}

impl Generator {
    /// What [`build`] does, with the choices made here.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
    pub fn build(self) {
        let out = std::env::var_os("OUT_DIR").map(PathBuf::from);
        for line in self.built(out.as_deref()) {
            println!("{line}");
        }
    }

    /// Generates into a folder, and tells what Cargo is to be told.
    fn built(self, out: Option<&Path>) -> Vec<String> {
        let generator = self.command("cargo build").module();
        let document = generator.document();
        let Some(out) = out else {
            let message = "specloom::build runs in a build script, where Cargo sets OUT_DIR";
            return [changed(&document.display().to_string())]
                .into_iter()
                .chain(instructions(Severity::Error, message))
                .collect();
        };
        let stem = document
            .file_stem()
            .map_or_else(|| "client".into(), |stem| stem.to_string_lossy().into_owned());
        let (sources, mut told) = match generator.run() {
            Ok(generated) => {
                let mut lines = told(&generated.report, &generated.sources);
                if let Err(error) = generated.write(out.join(stem)) {
                    lines.extend(instructions(Severity::Error, &error.to_string()));
                }
                (generated.sources, lines)
            }
            Err(failure) => {
                let lines = told(&failure.report, &failure.sources);
                (failure.sources, lines)
            }
        };
        // A document that cannot be read is no source, and yet what is waited for.
        let read = std::iter::once(document.display().to_string());
        let mut lines: Vec<String> = read
            .chain(sources.iter().map(|source| source.name().to_owned()))
            .collect();
        lines.sort();
        lines.dedup();
        let mut lines: Vec<String> = lines.iter().map(|path| changed(path)).collect();
        lines.append(&mut told);
        lines
    }
}

fn changed(path: &str) -> String {
    format!("cargo::rerun-if-changed={path}")
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
    fn cargo_watches_every_file_that_was_read_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        std::fs::create_dir(folder.path().join("schemas")).unwrap();
        write(
            "api.yaml",
            "{openapi: 3.0.3, info: {title: T, version: '1'}, servers: [{url: 'https://a.example'}], paths: {}, \
             components: {schemas: {A: {$ref: schemas/a.yaml}, B: {$ref: './schemas/../schemas/a.yaml#/properties/b'}}}}",
        );
        write("schemas/a.yaml", "properties: {b: {$ref: 'b.json'}}");
        write("schemas/b.json", r#"{"type": "string"}"#);
        write("schemas/c.yaml", "nobody refers to this");
        let watched = || {
            let lines = Generator::new(folder.path().join("api.yaml")).built(Some(&folder.path().join("out")));
            let prefix = format!("cargo::rerun-if-changed={}/", folder.path().display());
            let names = lines
                .iter()
                .map(|line| line.strip_prefix(&prefix).unwrap_or(line).to_owned());
            names.collect::<Vec<_>>()
        };
        assert_eq!(watched(), ["api.yaml", "schemas/a.yaml", "schemas/b.json"]);
        write("specloom.toml", "");
        assert_eq!(
            watched(),
            ["api.yaml", "schemas/a.yaml", "schemas/b.json", "specloom.toml"]
        );
        write("schemas/a.yaml", "properties: {b: [}");
        let lines = watched();
        assert_eq!(
            lines.get(..3),
            Some(&["api.yaml", "schemas/a.yaml", "specloom.toml"].map(str::to_owned)[..])
        );
        assert!(
            lines
                .get(3)
                .is_some_and(|line| line.starts_with("cargo::error=error[bad-syntax]")),
            "{lines:?}"
        );
    }

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
