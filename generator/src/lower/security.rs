use super::{Lowering, markdown, names};
use crate::ir::{Algorithm, CredentialValue, Envelope, Origin, Piece, Scheme, SchemeKind, SignatureRecipe};
use crate::load::Node;
use crate::openapi::{Document, Operation};

/// What the builder of a client has of its own.
const BUILDER_METHODS: [&str; 15] = [
    "new",
    "builder",
    "without_credentials",
    "environment",
    "base_url",
    "timeouts",
    "retries",
    "retry_budget",
    "transport",
    "blocking_transport",
    "clock",
    "timer",
    "answer_limit",
    "user_agent",
    "build",
];

/// The schemes that the runtime can serve; any other is reported.
/// The variables of callbacks are taken already.
pub(crate) fn schemes(lowering: &mut Lowering<'_, '_>, of_callbacks: &[&str]) -> Vec<Scheme> {
    let document = lowering.document;
    let mut taken = names::Taken::with(&BUILDER_METHODS);
    let mut variables = names::Taken::with(&["BASE_URL"]).and(of_callbacks);
    let mut schemes = Vec::new();
    for (id, node) in document.components("securitySchemes") {
        let node = document.follow(node);
        match kind(node) {
            Ok(kind) => {
                let wanted = node.get("x-rust-name").and_then(Node::as_str).unwrap_or(id);
                let setter = names::value_name(wanted);
                let setter = taken.take(if names::reads_as_another_method(&setter) {
                    format!("with_{setter}")
                } else {
                    setter
                });
                let constant = names::constant_name(&setter);
                schemes.push(Scheme {
                    origin: Origin {
                        place: Some(node.span),
                        named_after: id.to_owned(),
                        has_name: true,
                        given: node.get("x-rust-name").map(|given| given.span),
                        ..Origin::default()
                    },
                    id: id.to_owned(),
                    constant: lowering.constants.take(constant),
                    docs: markdown::clean(node.get("description").and_then(Node::as_str).unwrap_or_default()),
                    source_setter: taken.take(names::value_name(&format!("{setter} from"))),
                    algorithm_setter: taken.take(names::value_name(&format!("{setter} algorithm"))),
                    values: values(&kind, &setter, &mut variables),
                    setter,
                    kind,
                });
            }
            Err(what) => lowering.unsupported(
                node.span,
                format!("the security scheme `{id}` is {what}: not supported"),
                "operations that need it are sent without",
            ),
        }
    }
    schemes
}

/// The values that a scheme takes. A variable is named after what it holds; where an earlier scheme has that name, after the scheme too.
fn values(kind: &SchemeKind, setter: &str, variables: &mut names::Taken) -> Vec<CredentialValue> {
    let wanted: Vec<&str> = match kind {
        SchemeKind::HeaderKey(_) | SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_) => vec!["key"],
        SchemeKind::Bearer => vec!["token"],
        SchemeKind::Basic => vec!["user", "password"],
        SchemeKind::Signature(recipe) => recipe.arguments.iter().map(String::as_str).collect(),
    };
    let short = |name: &str| names::constant_name(&format!("api {name}"));
    let is_free = !wanted.iter().any(|name| variables.contains(&short(name)));
    wanted
        .into_iter()
        .map(|name| CredentialValue {
            name: names::argument_name(name),
            variable: variables.take(if is_free {
                short(name)
            } else {
                names::constant_name(&format!("{setter} {name}"))
            }),
        })
        .collect()
}

/// The keys of the schemes that an operation is called with, each by its place and its name: the credentials send them.
pub(crate) fn keys<'t>(document: Document<'t>, operation: Operation<'t>) -> Vec<(&'t str, &'t str)> {
    let requirements = operation.security(document).iter().filter_map(Node::as_mapping);
    let ids: Vec<&str> = requirements
        .flat_map(|requirement| requirement.iter().map(|entry| &*entry.key))
        .collect();
    let schemes = document
        .components("securitySchemes")
        .filter(|(id, _)| ids.contains(id));
    schemes
        .map(|(_, node)| document.follow(node))
        .filter(|node| node.get("type").and_then(Node::as_str) == Some("apiKey"))
        .filter_map(|node| Some((node.get("in")?.as_str()?, node.get("name")?.as_str()?)))
        .collect()
}

fn kind(node: &Node) -> Result<SchemeKind, String> {
    if let Some(signature) = node.get("x-signature") {
        return Ok(SchemeKind::Signature(recipe(signature)));
    }
    let text = |name: &str| node.get(name).and_then(Node::as_str).unwrap_or_default();
    match (text("type"), text("in"), text("scheme").to_ascii_lowercase().as_str()) {
        ("apiKey", "header", _) if !super::parameters::is_header_name(text("name")) => Err(format!(
            "a key in the header `{}`, a name that HTTP forbids",
            text("name").escape_debug()
        )),
        ("apiKey", "header", _) => Ok(SchemeKind::HeaderKey(text("name").to_owned())),
        ("apiKey", "query", _) => Ok(SchemeKind::QueryKey(text("name").to_owned())),
        ("apiKey", "cookie", _) => Ok(SchemeKind::CookieKey(text("name").to_owned())),
        ("http", _, "basic") => Ok(SchemeKind::Basic),
        ("http", _, "bearer") => Ok(SchemeKind::Bearer),
        // A token is a token, wherever the caller gets it from.
        ("oauth2" | "openIdConnect", ..) => Ok(SchemeKind::Bearer),
        ("http", _, scheme) => Err(format!("of the HTTP scheme `{scheme}`")),
        (other, ..) => Err(format!("of type `{other}`")),
    }
}

/// A signature as the extension describes it; its values have been checked.
#[must_use]
pub(crate) fn recipe(node: &Node) -> SignatureRecipe {
    let texts = |node: Option<&Node>| -> Vec<String> {
        node.and_then(Node::as_sequence)
            .unwrap_or_default()
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect()
    };
    let credentials = texts(node.get("credentials"));
    let entries = |name: &str| {
        node.get(name)
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(|mapping| mapping.iter())
    };
    let algorithms = entries("algorithms")
        .map(|entry| Algorithm {
            spelling: entry.key.to_string(),
            mac: mac(entry.value.as_str().unwrap_or_default()),
        })
        .collect();
    let headers = entries("headers")
        .map(|entry| {
            (
                entry.key.to_string(),
                pieces(entry.value.as_str().unwrap_or_default(), &credentials),
            )
        })
        .collect();
    let message = node.get("message");
    let parts = texts(message.and_then(|message| message.get("parts")))
        .iter()
        .map(|part| pieces(part, &credentials))
        .collect();
    let mut taken = names::Taken::default();
    SignatureRecipe {
        arguments: credentials
            .iter()
            .map(|name| taken.take(names::argument_name(name)))
            .collect(),
        key: node.get("key").and_then(Node::as_str).unwrap_or_default().to_owned(),
        algorithms,
        headers,
        parts,
        separator: message
            .and_then(|message| message.get("separator"))
            .and_then(Node::as_str)
            .unwrap_or_default()
            .to_owned(),
        date: match node.get("date").and_then(Node::as_str) {
            Some("unix-seconds") => "UnixSeconds",
            _ => "Iso8601",
        },
        encoding: if node.get("encoding").and_then(Node::as_str) == Some("hex") {
            "Hex"
        } else {
            "Base64"
        },
        credentials,
    }
}

fn mac(name: &str) -> &'static str {
    match name {
        "hmac-sha3-256" => "HmacSha3_256",
        "hmac-sha512" => "HmacSha512",
        "hmac-sha1" => "HmacSha1",
        _ => "HmacSha256",
    }
}

fn pieces(template: &str, credentials: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(match name {
            "algorithm" => Piece::Computed("Algorithm"),
            "date" => Piece::Computed("Date"),
            "method" => Piece::Computed("Method"),
            "target" => Piece::Computed("Target"),
            "url" => Piece::Computed("Url"),
            "body" => Piece::Computed("Body"),
            "body-md5" => Piece::Computed("BodyMd5"),
            "signature" => Piece::Computed("Signature"),
            other if credentials.iter().any(|credential| credential == other) => Piece::Credential(other.to_owned()),
            other => Piece::Text(format!("{{{other}}}")),
        });
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

/// How answers are wrapped, as the extension describes it; the constant is for the caller to choose.
#[must_use]
pub(crate) fn envelope(node: &Node) -> Option<Envelope> {
    let member = |of: &Node| of.get("member").and_then(Node::as_str).map(str::to_owned);
    let messages = match node.get("message") {
        Some(message) => match message.as_str() {
            Some(text) => vec![text.to_owned()],
            None => message
                .as_sequence()
                .unwrap_or_default()
                .iter()
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
        },
        None => Vec::new(),
    };
    let meanings = node.get("meanings").and_then(Node::as_mapping);
    Some(Envelope {
        constant: String::new(),
        features: Vec::new(),
        payload: node.get("payload")?.as_str()?.to_owned(),
        success: node
            .get("success")
            .and_then(|of| Some((member(of)?, of.get("value")?.as_bool()?))),
        code: node
            .get("code")
            .and_then(|of| Some((member(of)?, of.get("success")?.as_number()?.parse().ok()?))),
        messages,
        credential_codes: meanings
            .into_iter()
            .flat_map(|mapping| mapping.iter())
            .filter_map(|entry| entry.key.parse().ok())
            .collect(),
    })
}
