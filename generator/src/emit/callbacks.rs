use quote::quote;

use super::table::Table;
use super::types::{self, Scope};
use super::{File, Index, Item, documentation, imports, literal, models, signature};
use crate::ir::{Api, Callback, Confirmation, Docs, Form, Receiver, Type, code};

/// What the receivers of a module need beside their own types, shown beside them.
const SHOWN: &str = "CallbackError, CallbackHint, Confirmed, ConfirmError, Difference, Once, SeenInMemory, UnrecognizedCallback, Verified";

/// What the server sends of its own accord: how it is signed, what receives it, and what it carries.
#[must_use]
pub(crate) fn callbacks(api: &Api, index: &Index<'_>) -> File {
    let mut items = verifiers(api);
    for receiver in &api.receivers {
        items.push(Item::Table(table(api, receiver)));
        if let Some(confirmation) = &receiver.confirmation {
            let mut item = Item::Table(confirmation_table(receiver, confirmation, index));
            if confirmation.unverified {
                item = Item::Gated(Box::new(item));
            }
            let features: Vec<String> = confirmation.feature.iter().cloned().collect();
            items.push(match features.is_empty() {
                true => item,
                false => Item::Behind(features, Box::new(item)),
            });
        }
    }
    for callback in &api.callbacks {
        if let Some(payload) = payload(callback) {
            let name = types::tokens(&callback.name);
            let payload = types::tokens(&payload);
            let mut docs = callback.docs.clone().or(format!("What `{}` carries.", callback.id));
            docs.paragraph(format!("Sent by `{}`.", callback.http_method));
            let docs = documentation::attributes(&docs);
            items.push(Item::Code(quote! { #docs pub type #name = #payload; }));
        }
    }
    let mut whole = vec![Item::InnerDocs(overview(api))];
    whole.extend(imports::of(&items, &[("super".to_owned(), "models".to_owned())]));
    if !api.receivers.is_empty() {
        let shown = types::tokens(&format!("#[doc(no_inline)] pub use v1::{{{SHOWN}}};"));
        whole.push(Item::Imports(shown));
    }
    whole.extend(items);
    File::rust("callbacks.rs", whole)
}

/// All callbacks at one place, those too that carry nothing; before them, how they are received.
fn overview(api: &Api) -> Vec<String> {
    let mut lines = vec!["What the server sends of its own accord.".to_owned(), String::new()];
    if let Some(receiver) = api.receivers.first() {
        lines.extend(super::receiving::section(api, receiver));
        lines.push(String::new());
    }
    lines.extend(["| callback | method | carries |".to_owned(), "|---|---|---|".to_owned()]);
    for callback in &api.callbacks {
        let carries = callback
            .payload
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), |ty| code(&types::text(ty, Scope::Models)));
        lines.push(format!(
            "| {} | {} | {carries} |",
            code(&callback.id).replace('|', "/"),
            callback.http_method
        ));
    }
    lines
}

fn payload(callback: &Callback) -> Option<String> {
    callback.payload.as_ref().map(|ty| types::text(ty, Scope::Crate))
}

/// A receiver, what it gives, and the forms of that.
fn table(api: &Api, receiver: &Receiver) -> Table {
    let mut table = Table::new("v1::callbacks!");
    table.docs(&receiver.docs);
    let credentials: Vec<String> = receiver
        .credentials
        .iter()
        .map(|value| {
            let variable = literal::string(&api.package.variable(&value.variable));
            format!("{} = {variable}", literal::ident(&value.name))
        })
        .collect();
    table.open(format!(
        "{} = {}({}), {} {} of {}, {}",
        receiver.name,
        receiver.signature,
        credentials.join(", "),
        if receiver.trusted { "trusted" } else { "unconfirmed" },
        receiver.received,
        receiver.event,
        receiver.signer
    ));
    for form in &receiver.forms {
        table.docs(&form.docs);
        table.row(row(form));
    }
    table.close("");
    table
}

fn row(form: &Form) -> String {
    let held = form
        .payload
        .as_ref()
        .map(|ty| format!("({})", types::text(ty, Scope::Crate)));
    let telling = form.telling.as_ref().map(|(kind, members)| {
        let members: Vec<String> = members.iter().map(models::candidate_member).collect();
        match members.is_empty() {
            true => format!(" = {kind:?}"),
            false => format!(" = {kind:?} [{}]", members.join(", ")),
        }
    });
    format!(
        "{} {}{}{},",
        form.http_method,
        form.variant,
        held.unwrap_or_default(),
        telling.unwrap_or_default()
    )
}

/// The way from a claim to a value.
fn confirmation_table(receiver: &Receiver, confirmation: &Confirmation, index: &Index<'_>) -> Table {
    let mark = |ty: &Type| match models::mark(ty, index) {
        " into" => " => into",
        _ => "",
    };
    // What is imported is there for good, and this item may not be.
    let text = |ty: &Type| {
        let text = types::text(ty, Scope::Crate);
        match &confirmation.feature {
            Some(_) => text.replace("models::", "super::models::"),
            None => text,
        }
    };
    let mut table = Table::new("v1::confirmation!");
    table.docs(&confirmation.docs);
    table.open(format!(
        "{} of {} by super::Client => {}",
        receiver.received,
        receiver.event,
        text(&confirmation.answer)
    ));
    let arguments: Vec<String> = confirmation.keys.iter().map(|key| literal::ident(&key.name)).collect();
    table.row(format!(
        "call: {}.{}({}),",
        literal::ident(&confirmation.group),
        literal::ident(&confirmation.method),
        arguments.join(", ")
    ));
    let keys = confirmation.keys.iter().map(|key| {
        let field = key.field.as_ref().map(|field| format!(" at {}", literal::ident(field)));
        let claims: Vec<String> = key
            .claims
            .iter()
            .map(|(variant, field)| format!(" {variant}.{}", literal::ident(field)))
            .collect();
        let claims = if claims.is_empty() {
            String::new()
        } else {
            format!(" in{}", claims.concat())
        };
        format!(
            "{}: {} = {}{}{}{claims},",
            literal::ident(&key.name),
            text(&key.ty),
            literal::string(&key.member),
            field.unwrap_or_default(),
            mark(&key.ty),
        )
    });
    table.section("keys", &keys.collect::<Vec<String>>());
    let expected = confirmation.expected.iter().map(|expected| {
        format!(
            "{}: {} = {} at {}{},",
            literal::ident(&expected.name),
            text(&expected.ty),
            literal::string(&expected.member),
            literal::ident(&expected.field),
            mark(&expected.ty)
        )
    });
    table.section("expect", &expected.collect::<Vec<String>>());
    let conditions = confirmation.conditions.iter().map(|condition| {
        format!(
            "{} = {} is {} by {}: {},",
            literal::ident(&condition.field),
            literal::string(&condition.member),
            literal::string(&condition.group),
            text(&condition.ty),
            literal::ident(&condition.method)
        )
    });
    table.section("when", &conditions.collect::<Vec<String>>());
    table.close("");
    table
}

/// One verifier for each way of signing.
fn verifiers(api: &Api) -> Vec<Item> {
    let mut items = Vec::new();
    for way in &api.signatures {
        let recipe = &way.recipe;
        let constant = types::tokens(&way.constant);
        let function = types::tokens(&way.verifier);
        let expression = types::tokens(&signature::expression(recipe));
        let mut docs =
            Docs::line("Checks that a callback comes from the server, and nothing else: what stands below a receiver.");
        if let Some(gap) = &way.gap {
            docs.paragraph(match gap.contains("the body") {
                true => format!(
                    "**The signature does not cover {gap}.** It proves who called the address, not what is said:\nfetch what matters again \
                     through the client before acting on it."
                ),
                false => format!("**The signature does not cover {gap}.**"),
            });
        }
        docs.paragraph(
            "Its date may be 300 seconds off, either way: a choice of this client, changed with `tolerance`.",
        );
        let docs = documentation::attributes(&docs);
        let arguments = recipe
            .arguments
            .iter()
            .map(|name| types::tokens(&format!("{}: impl Into<v1::Secret>", literal::ident(name))));
        let values = recipe
            .arguments
            .iter()
            .map(|name| types::tokens(&format!("{}.into()", literal::ident(name))));
        let about = documentation::line("How callbacks are signed.");
        items.push(Item::Code(
            quote! { #about pub const #constant: v1::Signature = #expression; },
        ));
        items.push(Item::Code(quote! {
            #docs
            #[must_use]
            pub fn #function(#(#arguments),*) -> v1::CallbackVerifier { v1::CallbackVerifier::new(&#constant, [#(#values),*]) }
        }));
    }
    items
}
