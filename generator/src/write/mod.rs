//! From emitted files to files on disk: formatted, headed, and only where they differ.

mod format;
mod header;
mod obstacles;
mod output;

pub use header::is_generated;
pub use output::{Change, Changes, compare, write};

use std::collections::BTreeMap;

use crate::emit::File;

/// The text of every file, by its path.
pub type Texts = BTreeMap<String, String>;

/// Formats every file and puts the header on it.
///
/// # Errors
///
/// The path of a file that is not Rust, and why. It means that the generator is wrong, not the document.
pub fn texts(files: Vec<File>, document: &str, command: Option<&str>) -> Result<Texts, format::Unsound> {
    files
        .into_iter()
        .map(|file| format::text(file, document, command))
        .collect()
}

pub use format::Unsound;
