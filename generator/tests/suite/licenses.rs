use std::fs;
use std::path::{Path, PathBuf};

use specloom::Generator;
use specloom::write::Change;

/// As no editor would leave it: it is copied all the same.
const TEXT: &str = "Do what you like.\r\n\tNo warranty";

/// A folder with a description whose crate holds a licence's text from beside it.
fn shop() -> (tempfile::TempDir, Generator, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec");
    fs::create_dir(&spec).unwrap();
    fs::write(
        spec.join("shop.yaml"),
        "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: https://shop.example}]\npaths: {}\n",
    )
    .unwrap();
    choose(&spec, "license = \"MIT\"\nlicense-files = [\"../LICENSE-MIT\"]\n");
    fs::write(folder.path().join("LICENSE-MIT"), TEXT).unwrap();
    let generator = Generator::new(spec.join("shop.yaml"));
    let out = folder.path().join("out");
    (folder, generator, out)
}

fn choose(spec: &Path, keys: &str) {
    fs::write(spec.join("specloom.toml"), format!("[crate]\n{keys}")).unwrap();
}

#[test]
fn the_text_is_copied_to_the_byte_and_then_left_alone() {
    let (_folder, generator, out) = shop();
    let generated = generator.run().unwrap();
    assert_eq!(
        generated.compare(&out).unwrap().first(),
        Some(&("Cargo.toml".to_owned(), Change::Added))
    );
    generated.write(&out).unwrap();
    assert_eq!(fs::read_to_string(out.join("LICENSE-MIT")).unwrap(), TEXT);
    assert!(
        fs::read_to_string(out.join("README.md"))
            .unwrap()
            .contains("`MIT`, [`LICENSE-MIT`](LICENSE-MIT).")
    );
    assert_eq!(generator.run().unwrap().write(&out).unwrap(), []);
    fs::remove_file(out.join("LICENSE-MIT")).unwrap();
    assert_eq!(
        generator.run().unwrap().compare(&out).unwrap(),
        [("LICENSE-MIT".to_owned(), Change::Added)]
    );
}

/// Copies bear no header: whose a file of that name is, nobody can tell.
#[test]
fn another_text_of_that_name_is_neither_overwritten_nor_removed() {
    let (folder, generator, out) = shop();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("LICENSE-MIT"), "mine\n").unwrap();
    let generated = generator.run().unwrap();
    let expected = format!(
        "{}: nothing was written, since this is in the way:
  LICENSE-MIT: this file differs from the one that `license-files` names; if it is an older copy of it, remove it
move it away, or choose another folder",
        out.display()
    );
    assert_eq!(generated.compare(&out).unwrap_err().to_string(), expected);
    assert_eq!(generated.write(&out).unwrap_err().to_string(), expected);
    choose(&folder.path().join("spec"), "");
    generator.run().unwrap().write(&out).unwrap();
    assert_eq!(fs::read_to_string(out.join("LICENSE-MIT")).unwrap(), "mine\n");
}

#[test]
fn a_text_that_is_not_utf_8_is_named() {
    let (folder, generator, _) = shop();
    fs::write(folder.path().join("LICENSE-MIT"), b"\xa9 2024").unwrap();
    let said = generator.run().unwrap_err().to_string();
    assert!(
        said.contains("error[not-utf8]: `../LICENSE-MIT` is not UTF-8 text") && said.contains("save it as UTF-8"),
        "{said}"
    );
}
