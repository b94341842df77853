//! `README.md`: what somebody has to know before the first call, and what this client does not do.

mod callbacks;
mod credentials;
mod first_call;
mod gaps;

use super::manifest::{RUST_VERSION, one_line};
use super::{Contents, File, Index};
use crate::ir::{Api, Evidence, Group, Operation, code};

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
            one_line(&api.title),
            one_line(&api.version)
        ),
        "The crate's own pages have the details: `cargo doc --open`.".to_owned(),
    ]);
    let sections = [
        Some(install(api)),
        Some(first_call::section(api, index)),
        operations(api),
        Some(credentials::section(api)),
        Some(errors(api)),
        Some(sending()),
        callbacks::section(api),
        Some(features(api)),
        evidence(api),
        gaps::section(api),
        licence(api),
        Some(origin(api)),
    ];
    for section in sections.into_iter().flatten() {
        lines.push(String::new());
        lines.extend(section);
    }
    lines.push(String::new());
    File {
        path: "README.md".to_owned(),
        contents: Contents::Markdown(lines.join("\n")),
    }
}

fn heading(text: &str) -> Vec<String> {
    vec![format!("## {text}"), String::new()]
}

/// How an operation is reached, as code.
fn path(group: &Group, operation: &Operation) -> String {
    format!("`{}().{}`", group.module, operation.method_name)
}

/// The operations that a question is answered by, as a list.
fn paths(api: &Api, of: impl Fn(&Operation) -> bool) -> Vec<String> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.filter(|(_, operation)| of(operation))
        .map(|(group, operation)| path(group, operation))
        .collect()
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
        format!("It needs Rust {RUST_VERSION}. The built-in transport runs on tokio."),
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
        "What must be given is an argument, what may be given a method of the call; `send` sends it.".to_owned(),
    ]);
    Some(lines)
}

fn errors(api: &Api) -> Vec<String> {
    let mut lines = heading("Errors");
    let refusal = if api.envelopes.is_empty() {
        "`is_status()`: the server said no; `status()` and `excerpt()` hold its words"
    } else {
        "`is_api()`, `is_status()`: the server said no; `status()`, `code()` and `server_message()` hold its words"
    };
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let mut described = all.filter(|(_, operation)| operation.failure.is_some() && !operation.unverified);
    let typed = described.next().map_or_else(String::new, |(group, operation)| {
        format!(
            "; where they are described, `failure::<{}::{}>()` and its like read them",
            group.module, operation.name
        )
    });
    lines.extend([
        "- `is_credential_missing()`: nothing was sent; `is_auth()`: the server refused the credentials.".to_owned(),
        format!("- {refusal}{typed}."),
        "- `may_have_been_received()`: look before you repeat what must not happen twice. The client repeats such a request only if it provably never left."
            .to_owned(),
        "- `is_retryable()`: it may go better later; the client has tried as often as it may. `attempts()` and `request_id()` help whoever looks into it."
            .to_owned(),
    ]);
    lines
}

/// What happens between a call and its answer, and where it is changed.
fn sending() -> Vec<String> {
    let mut lines = heading("Sending");
    lines.extend(
        [
            "| | by default | for the client | for one call |",
            "|---|---|---|---|",
            "| retries | 2, after 0.5 s and 1 s, or after what the server asks for, up to 120 s | `retries(Retries::up_to(5))` | `with_options(CallOptions::new().retries(…))` |",
            "| limits of time | 10 s to connect, 30 s for an attempt, 30 s without a byte, 5 minutes altogether | `timeouts(Timeouts::default().attempt(…))` | `with_options(CallOptions::new().timeout(…))` |",
            "| credentials | from the builder or the environment | a source of your own, where they change | `client.to_builder()` with others |",
            "| headers, query, members | those of the operation | | `with_options(CallOptions::new().header(…).query(…).member(…))` |",
            "",
            "Each attempt is signed afresh. Where the server proves our clock wrong, it is set right and the refused call repeated once.",
            "What the description does not know goes through `client.undescribed(Undescribed::get(\"/…\"))`, with the same credentials, retries and errors.",
            "`send_for_response()` gives status, headers, body and the number of attempts beside the value.",
        ]
        .map(str::to_owned),
    );
    lines
}

fn features(api: &Api) -> Vec<String> {
    let mut lines = heading("Features");
    lines.extend([
        "| feature | default | brings |".to_owned(),
        "|---|---|---|".to_owned(),
        "| `reqwest` | yes | the built-in transport; without it, the client takes a `Transport` of yours |".to_owned(),
        "| `blocking` | no | `send_blocking`, which lets the thread wait: no asynchronous runtime |".to_owned(),
        "| `reqwest-0-13` | no | settings and clients of reqwest 0.13 itself for the built-in transport |".to_owned(),
    ]);
    for group in &api.groups {
        if let Some(feature) = &group.feature {
            let about = "and the types that nothing else needs";
            lines.push(format!("| `{feature}` | yes | `Client::{}`, {about} |", group.module));
        }
    }
    let unverified = paths(api, |operation| operation.unverified);
    if !unverified.is_empty() {
        lines.push(format!(
            "| `unverified` | no | operations that move money and that nobody has seen work: {} |",
            unverified.join(", ")
        ));
    }
    lines
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
