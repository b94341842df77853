use proc_macro2::TokenStream;

use super::Table;

/// A file of the crate before it is formatted.
#[derive(Clone, Debug)]
pub struct File {
    /// Where it goes, relative to the crate.
    pub path: String,
    /// What it holds.
    pub contents: Contents,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Contents {
    /// Rust items, a blank line between them.
    Rust(Vec<Item>),
    /// Lines of TOML.
    Toml(String),
    /// Markdown.
    Markdown(String),
    /// An object of JSON, which gets a first member that says where it comes from.
    Json(String),
    /// A text of somebody else, byte for byte and without a header.
    Copy(String),
}

/// A part of a Rust file.
#[derive(Clone, Debug)]
pub enum Item {
    /// Code that the formatter lays out.
    Code(TokenStream),
    /// Imports, kept together without blank lines.
    Imports(TokenStream),
    /// A macro call with one row a line.
    Table(Table),
    /// An item behind the Cargo feature `unverified`.
    Gated(Box<Item>),
    /// An item that any one of these Cargo features brings; one that is always there where there are none.
    Behind(Vec<String>, Box<Item>),
    /// Documentation of the file itself, line by line.
    InnerDocs(Vec<String>),
}

impl File {
    /// A file of Rust items.
    #[must_use]
    pub fn rust(path: impl Into<String>, items: Vec<Item>) -> Self {
        Self {
            path: path.into(),
            contents: Contents::Rust(items),
        }
    }
}
