//! `README.md`: what somebody has to know before the first call, and what this client does not do.

mod gaps;

use super::guide::{Guide, Shown, first_call, heading, paths};
use super::manifest::{RUST_VERSION, one_line};
use super::{Contents, File, Index};
use crate::ir::{Api, Evidence, code};

/// `README.md`.
#[must_use]
pub(crate) fn readme(api: &Api, index: &Index<'_>) -> File {
    let package = &api.package;
    let mut lines = vec![format!("# {}", package.name), String::new()];
    if let Some(description) = &package.description {
        lines.extend([description.replace(['\n', '\r'], " "), String::new()]);
    }
    lines.extend([
        format!(
            "A Rust client for {}, version {} of its description.",
            api.title,
            one_line(&api.version)
        ),
        "The crate's own pages have the details: `cargo doc --all-features --open` in this folder.".to_owned(),
    ]);
    let mut first_call = heading("First call");
    first_call.extend(first_call::lines(api, index));
    let before = [Some(install(api)), Some(first_call), operations(api)];
    let behind = [evidence(api), gaps::section(api), licence(api), Some(origin(api))];
    let guide = Guide::new(api, index, Shown::InReadme).sections();
    let sections = before.into_iter().flatten().chain(guide);
    for section in sections.chain(behind.into_iter().flatten()) {
        lines.push(String::new());
        lines.extend(section);
    }
    lines.push(String::new());
    File {
        path: "README.md".to_owned(),
        contents: Contents::Markdown(lines.join("\n")),
    }
}

/// The file name of the description, as code.
fn document(api: &Api) -> String {
    // In a comment, as some readers of Markdown take it, this would be the end.
    code(&api.package.document).replace("-->", "- ->")
}

fn install(api: &Api) -> Vec<String> {
    let package = &api.package;
    let mut lines = heading("Install");
    lines.extend([
        "```toml".to_owned(),
        "[dependencies]".to_owned(),
        format!(
            "{} = \"{}\" # or {{ path = \"…\" }}, where this folder lies",
            package.name, package.version
        ),
        "```".to_owned(),
        String::new(),
        format!("It needs Rust {RUST_VERSION}. `send().await` runs on tokio, which your program brings: `tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}`."),
        "Without anything asynchronous: `default-features = false, features = [\"blocking\", \"rustls\"]`, and `send_blocking()` where these pages say `send().await`.".to_owned(),
    ]);
    lines
}

fn operations(api: &Api) -> Option<Vec<String>> {
    if api.groups.is_empty() {
        return None;
    }
    let mut lines = heading("Operations");
    lines.extend(["| group | operations |".to_owned(), "|---|---|".to_owned()]);
    for group in &api.groups {
        let names: Vec<String> = group
            .operations
            .iter()
            .map(|operation| format!("`{}`", operation.method_name))
            .collect();
        lines.push(format!("| `{}()` | {} |", group.module, names.join(", ")));
    }
    lines.extend([
        String::new(),
        "What must be given is an argument, what may be given a method of the call, which the operation's docs name; `send` sends it.".to_owned(),
    ]);
    Some(lines)
}

/// What the remarks in the docs mean, where there are some.
fn evidence(api: &Api) -> Option<Vec<String>> {
    let observed = paths(api, |operation| operation.evidence == Evidence::Observed);
    let inferred = paths(api, |operation| operation.evidence == Evidence::Inferred);
    if observed.is_empty() && inferred.is_empty() {
        return None;
    }
    let mut lines = heading("Evidence");
    lines.push("The vendor's documentation does not have all of this; what it lacks is marked in the docs:".to_owned());
    lines.push(String::new());
    for (meaning, operations) in [
        ("*Observed* in use", observed),
        ("*Inferred* by analogy, seen by nobody", inferred),
    ] {
        if !operations.is_empty() {
            lines.push(format!("- {meaning}: {}.", operations.join(", ")));
        }
    }
    lines.extend([
        String::new(),
        "Members and parameters that are known less well than their operation are marked alike.".to_owned(),
    ]);
    Some(lines)
}

fn licence(api: &Api) -> Option<Vec<String>> {
    let texts = api.package.license_files.iter();
    let texts = texts.map(|file| format!("[`{0}`]({0})", file.name));
    let named: Vec<String> = api
        .package
        .license
        .iter()
        .map(|licence| code(licence))
        .chain(texts)
        .collect();
    if named.is_empty() {
        return None;
    }
    let mut lines = heading("Licence");
    lines.push(format!("{}.", named.join(", ")));
    Some(lines)
}

fn origin(api: &Api) -> Vec<String> {
    let mut lines = heading("How it was made");
    lines.push(format!(
        "specloom wrote all of it from {}: the sources, the manifest and this page. What the first line of a file",
        document(api)
    ));
    lines.push("marks as generated, the next run overwrites. The same description gives the same bytes.".to_owned());
    lines
}
