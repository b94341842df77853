use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, documentation, imports, literal, signature};
use crate::ir::{Api, Callback, Docs, Piece, SignatureRecipe, code};

/// What the server sends of its own accord: how it is signed, and what it carries.
#[must_use]
pub(crate) fn callbacks(api: &Api) -> File {
    let mut items = Vec::new();
    items.extend(verifiers(api));
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
    let mut whole = vec![Item::InnerDocs(overview(&api.callbacks))];
    whole.extend(imports::of(&items, &[("super".to_owned(), "models".to_owned())]));
    whole.extend(items);
    File::rust("callbacks.rs", whole)
}

/// All callbacks at one place, those too that carry nothing.
fn overview(callbacks: &[Callback]) -> Vec<String> {
    let mut lines = vec!["What the server sends of its own accord.".to_owned(), String::new()];
    lines.extend(["| callback | method | carries |".to_owned(), "|---|---|---|".to_owned()]);
    for callback in callbacks {
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

/// The ways of signing, each with the number that its names end in; callbacks that are signed alike share one.
#[must_use]
pub(crate) fn signatures(api: &Api) -> Vec<(String, &SignatureRecipe)> {
    let mut recipes = Vec::new();
    for recipe in api.callbacks.iter().filter_map(|callback| callback.signature.as_ref()) {
        if !recipes.contains(&recipe) {
            recipes.push(recipe);
        }
    }
    let number = |index| match index {
        0 => String::new(),
        _ => (index + 1).to_string(),
    };
    let numbered = recipes.into_iter().enumerate();
    numbered.map(|(index, recipe)| (number(index), recipe)).collect()
}

/// What of a request a signature says nothing about, in words.
#[must_use]
pub(crate) fn not_covered(recipe: &SignatureRecipe) -> Option<String> {
    let covers = |piece| {
        recipe
            .parts
            .iter()
            .flatten()
            .any(|part| *part == Piece::Computed(piece))
    };
    let gaps: Vec<&str> = [("the method", "Method"), ("the body", "BodyMd5")]
        .into_iter()
        .filter(|(_, piece)| !covers(piece))
        .map(|(what, _)| what)
        .collect();
    (!gaps.is_empty()).then(|| gaps.join(" or "))
}

/// One verifier for each way of signing.
fn verifiers(api: &Api) -> Vec<Item> {
    let mut items = Vec::new();
    for (number, recipe) in signatures(api) {
        let constant = types::tokens(&format!("SIGNATURE{number}"));
        let function = types::tokens(&format!("verifier{number}"));
        let expression = types::tokens(&signature::expression(recipe));
        let mut docs = Docs::line("Checks that a callback comes from the server.");
        if let Some(gap) = not_covered(recipe) {
            docs.paragraph(format!(
                "**The signature does not cover {gap}.** It proves who called the address, not what is said:
fetch what matters again \
                 through the client before acting on it.",
            ));
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
