use std::path::{Path, PathBuf};

use crate::Generator;

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
        match generator.run() {
            Ok(generated) => {
                say("warning", &generated.warnings());
                if let Err(error) = generated.write(folder) {
                    say("error", &error.to_string());
                }
            }
            Err(failure) => say("error", &failure.to_string()),
        }
    }
}

/// Cargo takes one line at a time.
#[expect(clippy::print_stdout, reason = "this is how a build script talks to Cargo")]
fn say(how: &str, text: &str) {
    for line in text.lines() {
        println!("cargo::{how}={line}");
    }
}
