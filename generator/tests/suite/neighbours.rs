//! What depends on the disk about files that a document refers to: links, sizes, roots.

use std::fs;
use std::path::Path;

use specloom::Generator;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.example}]\npaths: {}\n";

/// A folder `shop/` with a document whose schemas refer to these.
fn shop(references: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("shop")).unwrap();
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for (number, reference) in references.iter().enumerate() {
        text.push_str(&format!("    S{number}: {{$ref: '{reference}'}}\n"));
    }
    fs::write(folder.path().join("shop/api.yaml"), text).unwrap();
    folder
}

fn generator(folder: &Path) -> Generator {
    Generator::new(folder.join("shop/api.yaml"))
}

/// What is said when nothing may be made of it, without the path of the folder.
#[track_caller]
fn refused(folder: &Path, generator: &Generator) -> String {
    let failure = generator.run().unwrap_err();
    failure.to_string().replace(&format!("{}/", folder.display()), "")
}

#[test]
fn files_above_are_read_only_if_a_root_holds_them() {
    let folder = shop(&["../common/a.yaml", "../common/sub/../a.yaml"]);
    let folder = folder.path();
    fs::create_dir_all(folder.join("common/sub")).unwrap();
    fs::write(
        folder.join("common/a.yaml"),
        "{type: object, properties: {x: {$ref: '../shop/b.yaml'}}}",
    )
    .unwrap();
    fs::write(folder.join("shop/b.yaml"), "{type: strin}").unwrap();
    assert!(refused(folder, &generator(folder)).contains("`../common/a.yaml` leads out of the folder of the document"));
    let generated = generator(folder).root(folder).run().unwrap();
    assert!(generated.texts["src/models/s0.rs"].contains("object S0"));
    assert!(!generated.texts.contains_key("src/models/s1.rs"), "one file, two types");
    let said = generated.warnings().replace(&format!("{}/", folder.display()), "");
    assert!(said.contains("--> shop/b.yaml:1:8"), "{said}");
    let elsewhere = refused(folder, &generator(folder).root(folder.join("common")));
    assert!(elsewhere.contains("does not lie in it"), "{elsewhere}");
    let nowhere = generator(folder).root(folder.join("nowhere")).run().unwrap_err();
    assert!(nowhere.is_unreadable());
}

#[test]
fn a_file_may_be_as_large_as_it_is_said() {
    let folder = shop(&["large.yaml"]);
    let path = folder.path().join("shop/large.yaml");
    let mut text = b"type: object\nproperties: {x: {type: string}}\n#".to_vec();
    text.resize(64 << 20, b'.');
    fs::write(&path, &text).unwrap();
    assert!(generator(folder.path()).run().is_ok());
    text.push(b'\n');
    fs::write(&path, text).unwrap();
    let said = refused(folder.path(), &generator(folder.path()));
    assert!(
        said.starts_with("error[too-large]: `large.yaml` is larger than 64 MiB\n --> shop/api.yaml:7:16"),
        "{said}"
    );
}

#[test]
fn as_many_files_are_read_as_it_is_said() {
    let names: Vec<String> = (0..10_001).map(|number| format!("{number}.yaml")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let folder = shop(&names);
    for name in &names {
        fs::write(folder.path().join("shop").join(name), "{type: string}").unwrap();
    }
    let said = refused(folder.path(), &generator(folder.path()));
    assert!(
        said.contains("error[too-large]: more than 10000 files are referred to\n"),
        "{said}"
    );
    assert!(
        said.contains("shop/api.yaml:10007:") && said.ends_with("\n1 error\n"),
        "{said}"
    );
}

/// The description that goes with tests of the wire is whole: whoever reads it needs no other file.
#[test]
fn a_description_beside_tests_is_whole() {
    let folder = shop(&["a.yaml"]);
    fs::write(
        folder.path().join("shop/a.yaml"),
        "{type: object, properties: {s: {$ref: '#'}}}",
    )
    .unwrap();
    let texts = generator(folder.path()).tests().run().unwrap().texts;
    let document: serde_json::Value = serde_json::from_str(&texts["tests/document.json"]).unwrap();
    let reference = &document["components"]["schemas"]["S0"]["properties"]["s"]["$ref"];
    assert_eq!(reference, "#/components/schemas/S0");
}

/// The command in the headers finds the same files, given in the folder of the crate.
#[test]
fn the_command_in_the_headers_names_the_root() {
    let folder = shop(&["../common/a.yaml"]);
    fs::create_dir(folder.path().join("common")).unwrap();
    fs::write(folder.path().join("common/a.yaml"), "{type: object}").unwrap();
    let command = |at: &Path, arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_specloom"));
        command.args(arguments).current_dir(at).output().unwrap()
    };
    let made = command(
        folder.path(),
        &["generate", "shop/api.yaml", "--root", ".", "--out", "client"],
    );
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let client = folder.path().join("client");
    let header = fs::read_to_string(client.join("src/lib.rs")).unwrap();
    assert!(
        header.contains("`specloom generate ../shop/api.yaml --out . --root ..`"),
        "{header}"
    );
    let again = command(
        &client,
        &["generate", "../shop/api.yaml", "--out", ".", "--root", "..", "--check"],
    );
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    let refused = command(folder.path(), &["check", "shop/api.yaml"]);
    assert_eq!(refused.status.code(), Some(1));
    let passed = command(folder.path(), &["check", "shop/api.yaml", "--root", "."]);
    assert!(passed.status.success(), "{}", String::from_utf8_lossy(&passed.stderr));
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_is_followed_inside_of_the_root_alone() {
        let folder = shop(&[
            "in.yaml",
            "real.yaml",
            "out.yaml",
            "there/secret.yaml",
            "unlike.yaml",
            "there/secrt.yaml",
        ]);
        let folder = folder.path();
        let shop = folder.join("shop");
        fs::write(
            shop.join("real.yaml"),
            "{type: object, properties: {x: {type: string}}}",
        )
        .unwrap();
        fs::write(folder.join("secret.yaml"), "{type: string}").unwrap();
        symlink("real.yaml", shop.join("in.yaml")).unwrap();
        symlink("../secret.yaml", shop.join("out.yaml")).unwrap();
        symlink("..", shop.join("there")).unwrap();
        symlink("nowhere.yaml", shop.join("unlike.yaml")).unwrap();
        let said = refused(folder, &generator(folder));
        assert!(
            said.contains("`out.yaml` leads out of the folder of the document by a link"),
            "{said}"
        );
        assert!(
            said.contains("`there/secret.yaml` leads out of the folder of the document by a link"),
            "{said}"
        );
        assert!(
            said.contains("there is no file `unlike.yaml`") && said.ends_with("\n4 errors\n"),
            "{said}"
        );
        // Names beside the target of a link are nobody's business either.
        assert!(!said.contains("did you mean"), "{said}");
        let generated = generator(folder).root(folder);
        fs::write(shop.join("nowhere.yaml"), "{type: string}").unwrap();
        fs::write(folder.join("secrt.yaml"), "{type: string}").unwrap();
        let texts = generated.run().unwrap().texts;
        assert!(
            texts.contains_key("src/models/s0.rs") && !texts.contains_key("src/models/s1.rs"),
            "{texts:?}"
        );
    }

    #[test]
    fn the_document_may_be_a_link_itself() {
        let folder = shop(&["a.yaml"]);
        let folder = folder.path();
        fs::create_dir(folder.join("elsewhere")).unwrap();
        fs::rename(folder.join("shop/api.yaml"), folder.join("elsewhere/api.yaml")).unwrap();
        symlink("../elsewhere/api.yaml", folder.join("shop/api.yaml")).unwrap();
        fs::write(
            folder.join("shop/a.yaml"),
            "{type: object, properties: {s: {$ref: 'api.yaml#/components/schemas/S0'}}}",
        )
        .unwrap();
        let texts = generator(folder).run().unwrap().texts;
        assert!(texts["src/models/s0.rs"].contains("s: Box<S0>"), "{texts:?}");
    }

    #[test]
    fn a_device_is_not_waited_for() {
        let folder = shop(&["null.yaml"]);
        symlink("/dev/null", folder.path().join("shop/null.yaml")).unwrap();
        let said = refused(folder.path(), &generator(folder.path()).root("/"));
        assert!(
            said.contains("error[unreadable-file]: `null.yaml` is no file with a text"),
            "{said}"
        );
    }
}
