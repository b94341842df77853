use super::{Contents, File};
use crate::ir::{Api, Group};

/// The version of the runtime that the emitted code is written against.
const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The Rust that emitted code needs.
pub(crate) const RUST_VERSION: &str = "1.85";

/// `Cargo.toml`.
#[must_use]
pub(crate) fn manifest(api: &Api, has_tests: bool) -> File {
    let package = &api.package;
    let mut lines = vec![
        "[package]".to_owned(),
        format!("name = {}", text(&package.name)),
        format!("version = {}", text(&package.version)),
    ];
    lines.extend([
        "edition = \"2024\"".to_owned(),
        format!("rust-version = \"{RUST_VERSION}\""),
    ]);
    let mut optional = |name: &str, value: &Option<String>| {
        lines.extend(value.iter().map(|value| format!("{name} = {}", text(value))))
    };
    optional("description", &package.description);
    optional("license", &package.license);
    optional("repository", &package.repository);
    optional("homepage", &package.homepage);
    optional("documentation", &package.documentation);
    let mut list = |name: &str, values: &[String]| {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| text(value)).collect();
            lines.push(format!("{name} = [{}]", values.join(", ")));
        }
    };
    list("authors", &package.authors);
    list("keywords", &package.keywords);
    list("categories", &package.categories);
    lines.push("readme = \"README.md\"".to_owned());
    let path = package
        .runtime_path
        .as_ref()
        .map(|path| format!(", path = {}", text(path)))
        .unwrap_or_default();
    let optional: Vec<&Group> = api.groups.iter().filter(|group| group.feature.is_some()).collect();
    let features = optional.iter().filter_map(|group| group.feature.as_deref());
    let defaults: Vec<String> = ["reqwest", "rustls"].into_iter().chain(features).map(text).collect();
    lines.extend([
        String::new(),
        "[package.metadata.docs.rs]".to_owned(),
        "all-features = true".to_owned(),
        String::new(),
        "[features]".to_owned(),
        format!("default = [{}]", defaults.join(", ")),
        "# Sends over reqwest; without it the client takes a transport of your own.".to_owned(),
        "reqwest = [\"specloom-runtime/reqwest\"]".to_owned(),
        "# Settings and clients of reqwest 0.13 itself.".to_owned(),
        "reqwest-0-13 = [\"reqwest\", \"specloom-runtime/reqwest-0-13\"]".to_owned(),
        "# Calls that block the thread, over ureq: no asynchronous runtime.".to_owned(),
        "blocking = [\"specloom-runtime/blocking\"]".to_owned(),
        "# TLS by rustls with aws-lc-rs. Of several libraries for TLS the first counts, unless the transport says otherwise.".to_owned(),
        "rustls = [\"specloom-runtime/rustls\"]".to_owned(),
        "# TLS by rustls with ring.".to_owned(),
        "rustls-ring = [\"specloom-runtime/rustls-ring\"]".to_owned(),
        "# TLS by the operating system.".to_owned(),
        "native-tls = [\"specloom-runtime/native-tls\"]".to_owned(),
        "# A server in memory for the tests of whoever uses the client.".to_owned(),
        "testing = [\"specloom-runtime/testing\"]".to_owned(),
        "# Spans and events of calls, in the words of OpenTelemetry.".to_owned(),
        "tracing = [\"specloom-runtime/tracing\"]".to_owned(),
    ]);
    if !api.receivers.is_empty() {
        lines.push("# Callbacks as arguments of handlers of axum 0.8.".to_owned());
        lines.push("axum-0-8 = [\"specloom-runtime/axum-0-8\"]".to_owned());
    }
    for group in optional {
        let feature = group.feature.as_deref().unwrap_or_default();
        lines.push(format!(
            "# `Client::{}`, and the types that nothing else needs.",
            group.module
        ));
        lines.push(format!("{feature} = []"));
    }
    if api.has_unverified() {
        lines.push("# Operations that move money and that nobody has seen work.".to_owned());
        lines.push("unverified = []".to_owned());
    }
    lines.extend([
        String::new(),
        "[dependencies]".to_owned(),
        "# Transport, credentials, signing, errors and money: what every generated client stands on.".to_owned(),
        format!("specloom-runtime = {{ version = \"{RUNTIME_VERSION}\", default-features = false{path} }}"),
    ]);
    if !package.dependencies.is_empty() {
        lines.push("# Asked for in `specloom.toml`.".to_owned());
        lines.extend(
            package
                .dependencies
                .iter()
                .map(|(name, value)| format!("{name} = {value}")),
        );
    }
    lines.push(String::new());
    if has_tests {
        let path = package.runtime_path.as_ref();
        let path = path
            .map(|path| format!(", path = {}", text(&beside(path))))
            .unwrap_or_default();
        lines.extend([
            "[dev-dependencies]".to_owned(),
            "# Holds what the client sends and understands against the description, in `tests/wire.rs`.".to_owned(),
            format!("specloom-wire-check = {{ version = \"{RUNTIME_VERSION}\"{path} }}"),
            String::new(),
        ]);
    }
    File {
        path: "Cargo.toml".to_owned(),
        contents: Contents::Toml(lines.join("\n")),
    }
}

/// Where the crate of the checks lies: beside the runtime.
fn beside(runtime: &str) -> String {
    match runtime.trim_end_matches('/').rsplit_once('/') {
        Some((folder, last)) if last != ".." => format!("{folder}/wire-check"),
        _ => format!("{runtime}/../wire-check"),
    }
}

/// A TOML string; what TOML escapes, it escapes as JSON does.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// Text of the description inside Markdown: on one line, and nothing in it that Markdown would act on.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let kept = text
        .chars()
        .map(|character| if character.is_whitespace() { ' ' } else { character });
    kept.filter(|character| crate::ir::is_visible(*character) && !"`<>[]|\\*_#".contains(*character))
        .collect()
}
