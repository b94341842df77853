use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, documentation, signature};
use crate::ir::{Api, Callback, Docs};
use crate::lower::names;

/// What the server sends of its own accord: how it is signed, and what it carries.
#[must_use]
pub(crate) fn callbacks(api: &Api) -> File {
    let mut items = vec![
        Item::InnerDocs(vec!["What the server sends of its own accord.".to_owned()]),
        Item::Imports(quote!(
            use specloom_runtime::codegen::v1;
        )),
    ];
    let texts: Vec<String> = api.callbacks.iter().filter_map(payload).collect();
    if texts.iter().any(|text| text.contains("models::")) {
        items.push(Item::Imports(quote!(
            use super::models;
        )));
    }
    if texts.iter().any(|text| text.contains("BTreeMap<")) {
        items.insert(
            1,
            Item::Imports(quote!(
                use std::collections::BTreeMap;
            )),
        );
    }
    items.extend(verifiers(api));
    let mut taken = names::Taken::with(&["Verifier"]);
    for callback in &api.callbacks {
        if let Some(payload) = payload(callback) {
            let name = types::tokens(&taken.take(names::type_name(&callback.id)));
            let payload = types::tokens(&payload);
            let mut docs = callback.docs.clone().or(format!("What `{}` carries.", callback.id));
            docs.paragraph(format!("Sent by `{}`.", callback.http_method));
            let docs = documentation::attributes(&docs);
            items.push(Item::Code(quote! { #docs pub type #name = #payload; }));
        }
    }
    File::rust("callbacks.rs", items)
}

fn payload(callback: &Callback) -> Option<String> {
    callback.payload.as_ref().map(|ty| types::text(ty, Scope::Crate))
}

/// One verifier for each way of signing; callbacks that are signed alike share it.
fn verifiers(api: &Api) -> Vec<Item> {
    let mut recipes = Vec::new();
    for recipe in api.callbacks.iter().filter_map(|callback| callback.signature.as_ref()) {
        if !recipes.contains(&recipe) {
            recipes.push(recipe);
        }
    }
    let mut items = Vec::new();
    for (index, recipe) in recipes.into_iter().enumerate() {
        let number = if index == 0 {
            String::new()
        } else {
            (index + 1).to_string()
        };
        let constant = types::tokens(&format!("SIGNATURE{number}"));
        let function = types::tokens(&format!("verifier{number}"));
        let expression = types::tokens(&signature::expression(recipe));
        let covers: Vec<&str> = [("method", "Method"), ("body", "BodyMd5")]
            .into_iter()
            .filter(|(_, piece)| {
                !recipe
                    .parts
                    .iter()
                    .flatten()
                    .any(|part| *part == crate::ir::Piece::Computed(piece))
            })
            .map(|(what, _)| what)
            .collect();
        let mut docs = Docs::line("Checks that a callback comes from the server.");
        if !covers.is_empty() {
            docs.paragraph(format!(
                "**The signature does not cover the {}.** It proves who called the address, not what is said: fetch what matters\n\
                 again through the client before acting on it.",
                covers.join(" nor the ")
            ));
        }
        let docs = documentation::attributes(&docs);
        let arguments = recipe
            .credentials
            .iter()
            .map(|name| types::tokens(&format!("{}: impl Into<v1::Secret>", names::value_name(name))));
        let values = recipe
            .credentials
            .iter()
            .map(|name| types::tokens(&format!("{}.into()", names::value_name(name))));
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
