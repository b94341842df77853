use std::path::Path;

use specloom::Generator;

fn generator() -> Generator {
    Generator::new("spec/aurpay.yaml")
        .command("cargo run")
        .runtime_path("../runtime")
        .deny_warnings()
}

/// The committed crate is what the description gives, byte for byte.
#[test]
fn the_committed_crate_follows_the_description() {
    let changes = generator().run().unwrap().compare("generated").unwrap();
    assert!(
        changes.is_empty(),
        "generated/ no longer follows spec/aurpay.yaml: run `cargo run`\n{changes:#?}"
    );
}

/// Into an empty folder comes the same crate, so nothing under `generated/` is needed to make it.
#[test]
fn an_empty_folder_gets_the_same_crate() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fresh");
    let _ = std::fs::remove_dir_all(&folder);
    let generated = generator().run().unwrap();
    generated.write(&folder).unwrap();
    for path in generated.texts.keys() {
        let fresh = std::fs::read(folder.join(path)).unwrap();
        let committed = std::fs::read(Path::new("generated").join(path));
        assert!(
            committed.is_ok_and(|committed| committed == fresh),
            "generated/{path} is stale: run `cargo run`"
        );
    }
}
