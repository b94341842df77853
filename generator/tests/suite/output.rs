use std::fs;
use std::path::Path;

use specloom::Generator;
use specloom::write::Change;

/// A description with one model of the given name.
fn description(model: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: Shop, version: '1'}}\nservers: [{{url: https://shop.example}}]\npaths: {{}}\ncomponents:\n  \
         schemas:\n    {model}:\n      type: object\n      properties:\n        id: {{type: string}}\n"
    )
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|file| format!("{}/{file}", path.file_name().unwrap().to_string_lossy())),
            );
        } else {
            found.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn only_what_differs_is_written_and_what_is_no_longer_made_goes() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("shop.yaml");
    let out = folder.path().join("out");
    fs::write(&document, description("Order")).unwrap();
    let generator = Generator::new(&document);
    assert!(
        generator
            .run()
            .unwrap()
            .write(&out)
            .unwrap()
            .iter()
            .all(|(_, change)| *change == Change::Added)
    );
    let before = fs::metadata(out.join("src/client.rs")).unwrap().modified().unwrap();
    assert_eq!(generator.run().unwrap().write(&out).unwrap(), []);

    // Files of other people stay, in folders of ours too.
    fs::write(out.join("src/models/by_hand.rs"), "// mine\n").unwrap();
    fs::write(out.join("NOTES.md"), "mine\n").unwrap();
    fs::write(&document, description("Invoice")).unwrap();
    let changes = generator.run().unwrap().write(&out).unwrap();
    assert_eq!(
        changes,
        [
            ("src/models/invoice.rs".to_owned(), Change::Added),
            ("src/models/mod.rs".to_owned(), Change::Changed),
            ("src/models/order.rs".to_owned(), Change::Removed),
        ]
    );
    assert_eq!(
        fs::metadata(out.join("src/client.rs")).unwrap().modified().unwrap(),
        before,
        "an equal file was touched"
    );
    assert_eq!(
        files(&out),
        [
            "Cargo.toml",
            "NOTES.md",
            "README.md",
            "src/client.rs",
            "src/lib.rs",
            "src/models/by_hand.rs",
            "src/models/invoice.rs",
            "src/models/mod.rs"
        ]
    );
}

#[test]
fn nothing_is_written_when_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("shop.yaml");
    let out = folder.path().join("out");
    fs::write(&document, description("Order")).unwrap();
    Generator::new(&document).run().unwrap().write(&out).unwrap();
    let before: Vec<(String, String)> = files(&out)
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(out.join(file)).unwrap()))
        .collect();
    fs::write(&document, "openapi: 3.0.3\ninfo: [\n").unwrap();
    let failure = Generator::new(&document).run().unwrap_err();
    assert!(failure.report.has_errors());
    let after: Vec<(String, String)> = files(&out)
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(out.join(file)).unwrap()))
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("shop.yaml");
    let out = folder.path().join("out");
    fs::write(&document, description("Order")).unwrap();
    fs::create_dir_all(out.join("src")).unwrap();
    fs::write(out.join("src/lib.rs"), "// by hand\n").unwrap();
    fs::write(out.join("src/models"), "a file\n").unwrap();
    fs::create_dir_all(out.join("Cargo.toml")).unwrap();
    let error = Generator::new(&document).run().unwrap().write(&out).unwrap_err();
    let expected = format!(
        "{}: nothing was written, since this is in the way:
  Cargo.toml: this is a folder, and a file goes there
  src/lib.rs: this file was not written by specloom and would be overwritten
  src/models: this is a file, and a folder goes there
move it away, or choose another folder",
        out.display()
    );
    assert_eq!(error.to_string(), expected);
    assert_eq!(
        files(&out),
        ["src/lib.rs", "src/models"],
        "something was written all the same"
    );
}

/// A program that generates is no command that somebody else could give.
#[test]
fn a_header_without_a_command_says_to_generate_again() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("shop.yaml");
    fs::write(&document, description("Order")).unwrap();
    let texts = Generator::new(&document).run().unwrap().texts;
    let header = texts["src/lib.rs"].lines().next().unwrap();
    assert_eq!(
        header,
        "// @generated by specloom from shop.yaml. Do not edit: change the description and generate it again."
    );
}

#[test]
fn a_document_that_is_not_there_is_named() {
    let failure = Generator::new("nowhere/api.yaml").run().unwrap_err();
    let said = failure.to_string();
    assert!(
        said.contains("unreadable-file") && said.contains("nowhere/api.yaml"),
        "{said}"
    );
}

#[test]
fn the_name_of_a_document_never_becomes_code() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a\npub fn evil() {}\n--> x.yaml");
    fs::write(&document, description("Order")).unwrap();
    for (path, text) in Generator::new(&document).run().unwrap().texts {
        assert!(
            !text.contains(
                "
pub fn evil"
            ),
            "{path}:
{text}"
        );
        assert_eq!(
            text.matches("-->").count(),
            usize::from(path.ends_with(".md")),
            "{path}:\n{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_never_leads_what_is_written_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("shop.yaml");
    let (out, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
    fs::write(&document, description("Order")).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    fs::create_dir_all(&out).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("src")).unwrap();
    let error = Generator::new(&document).run().unwrap().write(&out).unwrap_err();
    assert!(error.to_string().contains("this is a link"), "{error}");
    assert_eq!(files(&elsewhere), [""; 0]);
}
