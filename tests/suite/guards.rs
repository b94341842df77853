use std::path::{Path, PathBuf};

/// The files below a folder that end in one of these, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(folder).to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "nothing to look at under {folder}");
    found
}

/// The generator and the runtime serve any API: what is particular to this one stands in the description.
#[test]
fn the_generator_and_the_runtime_know_no_vendor() {
    let rooms = ["generator/src", "generator/explain", "runtime/src"];
    for path in rooms.iter().flat_map(|room| files(room, &[".rs", ".md", ".toml"])) {
        let text = std::fs::read_to_string(&path).unwrap().to_lowercase();
        assert!(!text.contains("aurpay"), "{} names the vendor", path.display());
    }
}

/// No amount passes through a binary float: the client does not even have the types.
#[test]
fn the_client_has_no_float() {
    for path in files("generated/src", &[".rs"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let words = text.split(|character: char| !character.is_alphanumeric());
        assert!(
            !words.into_iter().any(|word| word == "f32" || word == "f64"),
            "{} has a float",
            path.display()
        );
    }
}

/// Every file says in its first line where it comes from, and what to do instead of editing it.
#[test]
fn generated_files_say_so() {
    for path in files("generated", &[".rs", ".toml", ".md"]) {
        let text = std::fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.contains("@generated") && first.contains("cargo run"),
            "{}: {first}",
            path.display()
        );
    }
}

/// Each dependency has its reason: beside it, or in a comment above it. Every member of the workspace is looked at.
#[test]
fn dependencies_have_reasons() {
    let root = std::fs::read_to_string("Cargo.toml").unwrap();
    let members = root.lines().find_map(|line| line.strip_prefix("members = [")).unwrap();
    let members: Vec<&str> = members.split('"').skip(1).step_by(2).collect();
    assert!(members.contains(&".") && members.contains(&"regenerate"), "{members:?}");
    for member in members {
        let manifest = format!("{member}/Cargo.toml");
        let text = std::fs::read_to_string(&manifest).unwrap();
        let (mut inside, mut above) = (false, "");
        for line in text.lines() {
            if line.starts_with('[') {
                inside = line.contains("dependencies");
            } else if inside && line.contains('=') && !line.starts_with('#') {
                let reasoned = line.contains(" # ") || above.starts_with("# ");
                assert!(reasoned, "{manifest}: no reason beside `{line}`");
            }
            above = line;
        }
    }
}
