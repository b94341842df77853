use proc_macro2::TokenStream;

use super::header;
use crate::emit::{Contents, File, Item, gate};

/// A file that came out as something else than Rust.
#[derive(Debug)]
pub struct Unsound {
    /// Which file.
    pub path: String,
    /// What the parser says.
    pub reason: String,
}

impl std::fmt::Display for Unsound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the generator wrote something that is not Rust into {}: {}",
            self.path, self.reason
        )
    }
}

impl std::error::Error for Unsound {}

/// The path and the final text of a file.
pub(crate) fn text(file: File, document: &str, command: Option<&str>) -> Result<(String, String), Unsound> {
    let mut text = header::header(&file.contents, document, command);
    match file.contents {
        // Behind the member of the header, the rest of the object.
        Contents::Json(object) => text.push_str(object.strip_prefix('{').unwrap_or(&object)),
        Contents::Toml(lines) | Contents::Markdown(lines) | Contents::Copy(lines) => text.push_str(&lines),
        Contents::Rust(items) => {
            let mut parts = Vec::with_capacity(items.len());
            for item in items {
                parts.push(self::item(item).map_err(|error| Unsound {
                    path: file.path.clone(),
                    reason: error.to_string(),
                })?);
            }
            parts.retain(|part| !part.is_empty());
            text.push_str(&parts.join("\n\n"));
            text.push('\n');
        }
    }
    Ok((file.path, text))
}

fn item(item: Item) -> Result<String, syn::Error> {
    Ok(match item {
        Item::Table(table) => table.finish(),
        Item::Gated(inner) => format!("#[cfg(feature = \"unverified\")]\n{}", self::item(*inner)?),
        Item::Behind(features, inner) => {
            let inner = self::item(*inner)?;
            format!("{}\n{inner}", gate(&features)).trim_start().to_owned()
        }
        Item::InnerDocs(lines) => inner_docs(&lines),
        Item::Imports(tokens) => pretty(tokens)?.trim_end().to_owned(),
        Item::Code(tokens) => spaced(pretty(tokens)?.trim_end()),
    })
}

fn pretty(tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

fn inner_docs(lines: &[String]) -> String {
    let visible = |line: &String| {
        line.chars()
            .filter(|&character| crate::ir::is_visible(character))
            .collect::<String>()
    };
    let lines = lines.iter().map(visible).map(|line| {
        if line.is_empty() {
            "//!".to_owned()
        } else {
            format!("//! {line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A blank line between methods, which the formatter leaves out.
fn spaced(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() + 64);
    let mut closed = false;
    for line in code.lines() {
        if closed && line != "}" {
            spaced.push('\n');
        }
        closed = line == "    }";
        spaced.push_str(line);
        spaced.push('\n');
    }
    spaced.truncate(spaced.trim_end().len());
    spaced
}
