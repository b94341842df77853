mod answers;
mod operation;
mod summary;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, documentation, example, imports, literal, models};
use crate::ir::{Api, ArgumentSource, Arguments, Body, Group, Operation};

/// The file of a group: its handle, then each operation.
#[must_use]
pub(crate) fn group(api: &Api, group: &Group) -> File {
    let writer = Writer { api, group };
    let mut items = writer.handle();
    for operation in &group.operations {
        items.extend(writer.operation(operation));
    }
    let about = format!("The operations behind [`{}`].", group.name);
    let mut whole = vec![Item::InnerDocs(vec![about])];
    whole.extend(imports::of(&items, &local(api)));
    whole.extend(items);
    File::rust(format!("{}.rs", group.module), whole)
}

/// What other files of the crate have that operations name.
fn local(api: &Api) -> Vec<(String, String)> {
    let constants = api.schemes.iter().map(|scheme| scheme.constant.as_str());
    let envelopes = api.envelopes.iter().map(|envelope| envelope.constant.as_str());
    let mut names: Vec<(String, String)> = ["Call", "Client"]
        .into_iter()
        .chain(constants)
        .chain(envelopes)
        .map(|name| ("super::client".to_owned(), name.to_owned()))
        .collect();
    names.push(("super".to_owned(), "models".to_owned()));
    names
}

struct Writer<'a> {
    api: &'a Api,
    group: &'a Group,
}

impl Writer<'_> {
    fn is_text(&self, name: &str) -> bool {
        self.api
            .models
            .iter()
            .any(|model| model.name == name && models::is_text(&model.kind))
    }

    fn handle(&self) -> Vec<Item> {
        let name = types::tokens(&self.group.name);
        let docs = documentation::attributes(&self.group.docs);
        let (gated, open): (Vec<_>, Vec<_>) = self.group.operations.iter().partition(|operation| operation.unverified);
        let methods = open.into_iter().map(|operation| self.method(operation));
        let mut items = vec![
            Item::Code(quote! { #docs #[derive(Clone, Debug)] pub struct #name { client: Client } }),
            Item::Code(quote! {
                impl #name {
                    pub(super) fn new(client: Client) -> Self { Self { client } }
                    fn call_<Op: v1::Operation>(&self, operation: Op) -> Call<Op> { self.client.call(operation) }
                    #(#methods)*
                }
            }),
        ];
        if !gated.is_empty() {
            let methods = gated.into_iter().map(|operation| self.method(operation));
            items.push(Item::Gated(Box::new(Item::Code(
                quote! { impl #name { #(#methods)* } },
            ))));
        }
        items
    }

    fn method(&self, operation: &Operation) -> TokenStream {
        let mut docs = operation.docs.clone();
        docs.paragraph(summary::of(self.api, self.group, operation));
        for line in example::lines(self.api, self.group, operation) {
            docs.lines.push(line);
        }
        let docs = documentation::attributes(&docs);
        let named = match &operation.arguments {
            Arguments::Separate(arguments) => arguments
                .iter()
                .any(|argument| ["foo", "baz", "quux"].contains(&argument.name.as_str())),
            Arguments::Struct(..) => false,
        };
        let lint = named.then(|| quote!(#[expect(clippy::disallowed_names, reason = "the names are the API's")]));
        let method = types::tokens(&literal::ident(&operation.method_name));
        let name = types::tokens(&operation.name);
        let fields = self.fields(operation);
        match &operation.arguments {
            Arguments::Separate(arguments) => {
                let taken = arguments.iter().map(|argument| {
                    let ty = types::argument(&argument.ty, |name| self.is_text(name), Scope::Crate);
                    let ty = if argument.nullable {
                        format!("Option<{}>", types::text(&argument.ty, Scope::Crate))
                    } else {
                        ty
                    };
                    types::tokens(&format!("{}: {ty}", literal::ident(&argument.name)))
                });
                quote! { #docs #lint pub fn #method(&self, #(#taken),*) -> Call<#name> { self.call_(#name { #fields }) } }
            }
            Arguments::Struct(arguments, _) => {
                let arguments = types::tokens(arguments);
                quote! { #docs #lint pub fn #method(&self, arguments: #arguments) -> Call<#name> { self.call_(#name { #fields }) } }
            }
        }
    }

    /// The operation's fields, filled from the arguments of its method.
    fn fields(&self, operation: &Operation) -> TokenStream {
        let (prefix, separate) = match operation.arguments {
            Arguments::Separate(_) => ("", true),
            Arguments::Struct(..) => ("arguments.", false),
        };
        let converts =
            |ty| separate && types::argument(ty, |name| self.is_text(name), Scope::Crate).starts_with("impl ");
        let mut fields: Vec<String> = Vec::new();
        for parameter in &operation.parameters {
            let name = literal::ident(&parameter.name);
            fields.push(match (parameter.required, converts(&parameter.ty)) {
                (false, _) => format!("{name}: None"),
                (true, true) => format!("{name}: {name}.into()"),
                (true, false) if separate => name,
                (true, false) => format!("{name}: {prefix}{name}"),
            });
        }
        for part in operation.parts() {
            let name = literal::ident(&part.name);
            fields.push(match (part.required, converts(&part.ty)) {
                (false, _) => format!("{name}: None"),
                (true, true) => format!("{name}: {name}.into()"),
                (true, false) if separate => name,
                (true, false) => format!("{name}: {prefix}{name}"),
            });
        }
        if let Some(Body::Value(body)) = &operation.body {
            fields.push(match (body.required, body.flattened) {
                (false, _) => "body: None".to_owned(),
                (true, false) if separate && converts(&body.ty) => "body: body.into()".to_owned(),
                (true, false) if separate => "body".to_owned(),
                (true, false) => format!("body: {prefix}body"),
                (true, true) => {
                    let members = operation
                        .arguments
                        .list()
                        .iter()
                        .filter(|argument| argument.source == ArgumentSource::Member);
                    let members: Vec<String> = members
                        .map(|argument| format!("{prefix}{}", literal::ident(&argument.name)))
                        .collect();
                    format!(
                        "body: {}::new({})",
                        types::text(&body.ty, Scope::Crate),
                        members.join(", ")
                    )
                }
            });
        }
        types::tokens(&fields.join(", "))
    }
}
