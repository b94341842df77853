//! Generates the library from the description, and says when the committed crate no longer follows it.

use specloom::Generator;

fn main() {
    let generator = Generator::new("spec/aurpay.yaml").deny_warnings();
    generator.clone().build();
    println!("cargo::rerun-if-changed=generated");
    let committed = generator.command("cargo run").runtime_path("../runtime").run();
    // A description that is wrong has been reported; a folder that cannot be read is for the tests to say.
    let stale = committed
        .ok()
        .and_then(|committed| committed.compare("generated").ok())
        .unwrap_or_default();
    if !stale.is_empty() {
        println!(
            "cargo::warning=generated/ no longer follows spec/aurpay.yaml ({} files): run `cargo run`",
            stale.len()
        );
    }
}
