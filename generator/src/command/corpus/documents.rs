use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const ENDINGS: [&str; 3] = ["json", "yaml", "yml"];

/// A document of the folder.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// What its crate is called: no two of a folder are called the same.
    pub(super) package: String,
}

impl Document {
    /// The file name, for people.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The documents of a folder, by name; those of the folders in it are not looked for.
///
/// # Errors
///
/// When the folder cannot be read, or has no document: a run over nothing would pass.
pub(super) fn of(folder: &Path) -> Result<Vec<Document>, String> {
    let unreadable = |error: std::io::Error| {
        format!(
            "{}: {error}; `specloom corpus` takes the folder that holds the documents",
            folder.display()
        )
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let is_one = |ending: &str| ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one));
        // What is not there behind a link stays in the list: it is reported as unreadable.
        if path.extension().is_some_and(|ending| is_one(&ending.to_string_lossy())) && !path.is_dir() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(format!(
            "{}: there is no document here; they end in `.json`, `.yaml` or `.yml`",
            folder.display()
        ));
    }
    paths.sort();
    let mut taken = BTreeSet::new();
    Ok(paths
        .into_iter()
        .map(|path| Document {
            package: package(&path, &mut taken),
            path,
        })
        .collect())
}

/// A name that Cargo takes, and that no crate of a registry has.
fn package(path: &Path, taken: &mut BTreeSet<String>) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words = stem.split(|character: char| !character.is_ascii_alphanumeric());
    // Two hyphens in a row are two underscores in the name of the crate, which the compiler dislikes.
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = format!("corpus-{}", words.join("-"));
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}-{number}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_of_like_names_are_told_apart() {
        let mut taken = BTreeSet::new();
        let mut of = |path: &str| package(Path::new(path), &mut taken);
        assert_eq!(of("a/Shop v1.json"), "corpus-shop-v1");
        assert_eq!(of("a/Shop v1.yaml"), "corpus-shop-v1-2");
        assert_eq!(of("a/shop.v1-2.yml"), "corpus-shop-v1-2-2");
        assert_eq!(of("a/Läden.yml"), "corpus-l-den");
        assert_eq!(of("a/shop.example__v1_.json"), "corpus-shop-example-v1");
    }
}
