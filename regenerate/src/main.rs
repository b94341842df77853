//! `cargo run`: regenerates `generated/` from `spec/`, whatever state it is in.

use std::path::Path;
use std::process::ExitCode;

use specloom::Generator;
use specloom::write::Change;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a command")]
fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let description = Path::new("spec/aurpay.yaml");
    if let Err(error) = std::env::set_current_dir(root) {
        eprintln!("error: {error}");
        return ExitCode::from(2);
    }
    let generator = Generator::new(description)
        .command("cargo run")
        .runtime_path("../runtime")
        .deny_warnings();
    let generated = match generator.run() {
        Ok(generated) => generated,
        Err(failure) => {
            eprint!("{failure}");
            return ExitCode::from(1);
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
