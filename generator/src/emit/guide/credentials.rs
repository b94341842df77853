use super::{Guide, heading};
use crate::emit::literal;
use crate::ir::{Api, Operation, Scheme, SchemeKind, code};

/// Which credentials there are, and how they are given.
pub(super) fn section(guide: &Guide<'_>) -> Vec<String> {
    let api = guide.api;
    let mut lines = heading("Credentials");
    if api.schemes.is_empty() {
        lines.push("None are needed.".to_owned());
        return lines;
    }
    lines.extend([
        format!(
            "| credentials | given to {} | read by {} | sent as |",
            guide.link("`Client::builder()`", "Client::builder"),
            guide.link("`Client::from_env()`", "Client::from_env")
        ),
        "|---|---|---|---|".to_owned(),
    ]);
    for scheme in &api.schemes {
        let values: Vec<&str> = scheme.values.iter().map(|value| value.name.as_str()).collect();
        let name = literal::ident(&scheme.setter);
        let setter = format!("`{name}({})`", values.join(", "));
        // A link names the method without the mark of a raw name.
        let setter = guide.link(&setter, &format!("ClientBuilder::{}", scheme.setter));
        let variables = scheme
            .values
            .iter()
            .map(|value| code(&api.package.variable(&value.variable)));
        let variables: Vec<String> = variables.collect();
        lines.push(format!(
            "| {} | {setter} | {} | {} |",
            cell(&scheme.id),
            variables.join(", "),
            sent(&scheme.kind)
        ));
    }
    lines.extend([
        String::new(),
        "An operation takes the first of its alternatives that was given whole; its docs name them. Secrets are masked in `Debug` and in errors."
            .to_owned(),
    ]);
    lines
}

/// The schemes of an operation's first alternative.
pub(super) fn first<'a>(api: &'a Api, operation: &'a Operation) -> impl Iterator<Item = &'a Scheme> {
    let constants = operation.security.first().map(Vec::as_slice).unwrap_or_default();
    constants
        .iter()
        .filter_map(|constant| api.schemes.iter().find(|scheme| scheme.constant == *constant))
}

fn sent(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::HeaderKey(name) => format!("the header {}", cell(name)),
        SchemeKind::QueryKey(name) => format!("{} in the query", cell(name)),
        SchemeKind::CookieKey(name) => format!("the cookie {}", cell(name)),
        SchemeKind::Basic => "user name and password, in the header `Authorization`".to_owned(),
        SchemeKind::Bearer => "a token, in the header `Authorization`".to_owned(),
        SchemeKind::Signature(recipe) => {
            let spellings = recipe.algorithms.iter().map(|algorithm| cell(&algorithm.spelling));
            let spellings: Vec<String> = spellings.collect();
            format!("a signature of each request: {}", spellings.join(", "))
        }
    }
}

/// Code in a table, where a pipe would end the column.
fn cell(text: &str) -> String {
    code(text).replace('|', "/")
}
