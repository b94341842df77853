//! `cargo run`: regenerates `generated/` from `spec/`, whatever state it is in.
//!
//! Exit status: 0 done; 1 the description is wrong; 2 a file could not be read or written.

use std::path::PathBuf;
use std::process::ExitCode;

use specloom::Generator;
use specloom::write::Change;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a command")]
fn main() -> ExitCode {
    // Cargo says where it found this package; the path from the build holds for whoever runs the program without it.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let root = PathBuf::from(package).join("..");
    if let Err(error) = std::env::set_current_dir(&root) {
        eprintln!("error: {}: {error}", root.display());
        return ExitCode::from(2);
    }
    let generator = Generator::new("spec/aurpay.yaml")
        .command("cargo run")
        .runtime_path("../runtime")
        .deny_warnings();
    let generated = match generator.run() {
        Ok(generated) => generated,
        Err(failure) => {
            eprint!("{failure}");
            return ExitCode::from(if failure.is_unreadable() { 2 } else { 1 });
        }
    };
    match generated.write("generated") {
        Ok(changes) => {
            for (path, change) in &changes {
                let word = match change {
                    Change::Added => "added",
                    Change::Changed => "changed",
                    Change::Removed => "removed",
                };
                println!("{word:>8} generated/{path}");
            }
            println!("{} files, {} differed", generated.texts.len(), changes.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
