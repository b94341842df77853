//! How callbacks are received: the beginning of their module's documentation, an example that compiles.

use super::literal;
use super::types::{self, Scope};
use crate::ir::{Api, Confirmation, Receiver, code};

/// What somebody has to know before the first callback.
#[must_use]
pub(crate) fn section(api: &Api, receiver: &Receiver) -> Vec<String> {
    let library = api.package.library_name();
    let Receiver { name, received, .. } = receiver;
    let variables: Vec<String> = receiver
        .credentials
        .iter()
        .map(|value| code(&api.package.variable(&value.variable)))
        .collect();
    let mut lines = vec![format!(
        "A [`{name}`] is made once, from the environment ({}) or from values, and checks each request that comes in.",
        variables.join(", ")
    )];
    let gap = api.signatures.iter().find(|way| way.constant == receiver.signature);
    let gap = gap.and_then(|way| way.gap.as_deref());
    if let Some(gap) = gap.filter(|_| !receiver.trusted) {
        lines.extend([
            format!("What comes out is [`{received}`], for **the signature does not cover {gap}**: whoever has seen one genuine callback"),
            "can send it again with another body. So its words are claims, and a URL is all that tells callbacks apart:".to_owned(),
            "**register one of its own for each**, above all for those that report a failure.".to_owned(),
        ]);
    }
    lines.extend([String::new(), "```no_run".to_owned()]);
    lines.extend([
        format!("use {library}::callbacks::{name};"),
        format!("use {library}::runtime::http::{{Request, StatusCode}};"),
        String::new(),
    ]);
    match &receiver.confirmation {
        Some(confirmation) => confirmed(&mut lines, &library, receiver, confirmation),
        None => taken(&mut lines, &library, receiver),
    }
    lines.push("```".to_owned());
    lines.push(String::new());
    lines.push(format!(
        "`receiver` was made with `{name}::from_env()?.base_url(\"https://shop.example\")`: the address under which the server knows you."
    ));
    lines.push(format!(
        "[`{}`] makes requests that it accepts, for your tests. Callbacks can come more than once: [`Once`] helps to act once.",
        receiver.signer
    ));
    lines
}

const RECEIVE: [&str; 5] = [
    "    let callback = match receiver.receive(&request) {",
    "        Ok(callback) => callback,",
    "        // Its text says why, for your own log.",
    "        Err(refused) => return refused.status(),",
    "    };",
];

fn confirmed(lines: &mut Vec<String>, library: &str, receiver: &Receiver, confirmation: &Confirmation) {
    let keys = confirmation.keys.iter().map(|key| (&key.name, &key.ty));
    let expected = confirmation
        .expected
        .iter()
        .map(|expected| (&expected.name, &expected.ty));
    let (names, kinds): (Vec<String>, Vec<String>) = keys
        .chain(expected)
        .map(|(name, ty)| {
            let kind = types::text(ty, Scope::Crate);
            let kind = kind
                .replace("v1::", "runtime::")
                .replace("runtime::", &format!("{library}::runtime::"));
            (
                literal::ident(name),
                kind.replace("models::", &format!("{library}::models::")),
            )
        })
        .unzip();
    let tuple = |parts: &[String]| match parts {
        [one] => one.clone(),
        parts => format!("({})", parts.join(", ")),
    };
    let answer = types::text(&confirmation.answer, Scope::Crate).replace("models::", &format!("{library}::models::"));
    lines.push(format!(
        "async fn completed(client: &{library}::Client, receiver: &{}, request: Request<Vec<u8>>) -> StatusCode {{",
        receiver.name
    ));
    lines.extend(RECEIVE.map(str::to_owned));
    lines.extend([
        "    // What was agreed upon stands in your own records, under the reference that you put into the URL."
            .to_owned(),
        "    let Some(reference) = callback.query(\"reference\") else {".to_owned(),
        "        return StatusCode::NOT_FOUND;".to_owned(),
        "    };".to_owned(),
        format!("    let {} = your_record(&reference);", tuple(&names)),
        format!("    match callback.confirm(client, {}).await {{", names.join(", ")),
        "        Ok(confirmed) => deliver(&reference, &confirmed),".to_owned(),
        "        // Nothing is known: let it come again.".to_owned(),
        "        Err(error) if error.is_fetch() => return StatusCode::SERVICE_UNAVAILABLE,".to_owned(),
        "        Err(error) => look_into(&reference, &error),".to_owned(),
        "    }".to_owned(),
        "    StatusCode::OK".to_owned(),
        "}".to_owned(),
        format!("# fn your_record(_: &str) -> {} {{ unimplemented!() }}", tuple(&kinds)),
        format!("# fn deliver(_: &str, _: &{library}::callbacks::Confirmed<{answer}>) {{}}"),
        format!("# fn look_into(_: &str, _: &{library}::callbacks::ConfirmError) {{}}"),
    ]);
}

fn taken(lines: &mut Vec<String>, library: &str, receiver: &Receiver) {
    lines.push(format!(
        "fn handle(receiver: &{}, request: Request<Vec<u8>>) -> StatusCode {{",
        receiver.name
    ));
    lines.extend(RECEIVE.map(str::to_owned));
    let (method, how) = if receiver.trusted {
        ("event", "// The signature covers it.")
    } else {
        (
            "claims",
            "// Fetch what matters through the client before you act on it.",
        )
    };
    lines.extend([format!("    match callback.{method}() {{")]);
    for form in &receiver.forms {
        let held = form.payload.as_ref().map_or("", |_| "(said)");
        let shown = form.payload.as_ref().map_or_else(
            || format!("println!({:?})", form.http_method),
            |_| "println!(\"{said:?}\")".to_owned(),
        );
        lines.push(format!(
            "        {library}::callbacks::{}::{}{held} => {shown}, {how}",
            receiver.event,
            literal::ident(&form.variant)
        ));
    }
    lines.extend([
        "        _ => {}".to_owned(),
        "    }".to_owned(),
        "    StatusCode::OK".to_owned(),
        "}".to_owned(),
    ]);
}
