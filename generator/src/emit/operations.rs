use proc_macro2::TokenStream;
use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, Table, documentation, example, imports, literal, models};
use crate::ir::{
    Answer, AnswerFormat, Api, ArgumentSource, Arguments, Body, BodyFormat, Field, Group, ModelKind, Operation, Place,
    Presence, Repeat, code,
};

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
        docs.paragraph(summary(self.api, operation));
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
                quote! { #docs #lint pub fn #method(&self, #(#taken),*) -> Call<#name> { let operation = #name { #fields }; self.client.call(operation) } }
            }
            Arguments::Struct(arguments, _) => {
                let arguments = types::tokens(arguments);
                quote! { #docs #lint pub fn #method(&self, arguments: #arguments) -> Call<#name> { let operation = #name { #fields }; self.client.call(operation) } }
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
        if let Some(body) = &operation.body {
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

    fn operation(&self, operation: &Operation) -> Vec<Item> {
        let mut items = Vec::new();
        if let Arguments::Struct(name, arguments) = &operation.arguments {
            let name = types::tokens(name);
            let link = format!(
                "What [`{0}::{1}`] must be given.",
                self.group.name, operation.method_name
            );
            let docs = documentation::line(&link);
            let fields = arguments.iter().map(|argument| {
                let docs = documentation::attributes(&argument.docs);
                let ty = types::text(&argument.ty, Scope::Crate);
                let ty = if argument.nullable { format!("Option<{ty}>") } else { ty };
                let field = types::tokens(&format!("pub {}: {ty}", literal::ident(&argument.name)));
                quote!(#docs #field)
            });
            items.push(Item::Code(
                quote! { #docs #[derive(Clone, Debug, PartialEq)] pub struct #name { #(#fields),* } },
            ));
        }
        let docs = documentation::line(&format!(
            "The operation behind [`{}::{}`]: {}.",
            self.group.name,
            operation.method_name,
            code(&format!("{} {}", operation.http_method, operation.path))
        ));
        let name = types::tokens(&operation.name);
        let fields = operation.parameters.iter().map(|parameter| {
            let docs = documentation::attributes(&parameter.docs);
            let ty = types::text(&parameter.ty, Scope::Crate);
            let ty = if parameter.required {
                ty
            } else {
                format!("Option<{ty}>")
            };
            let field = types::tokens(&format!("pub {}: {ty}", literal::ident(&parameter.name)));
            quote!(#docs #field)
        });
        let body = operation.body.iter().map(|body| {
            let docs = documentation::attributes(&body.docs);
            let ty = types::text(&body.ty, Scope::Crate);
            let ty = if body.required { ty } else { format!("Option<{ty}>") };
            let field = types::tokens(&format!("pub body: {ty}"));
            quote!(#docs #field)
        });
        let fields = fields.chain(body);
        items.push(Item::Code(quote! {
            #docs #[derive(Clone, Debug, PartialEq)] #[non_exhaustive] pub struct #name { #(#fields),* }
        }));
        items.push(Item::Table(self.table(operation)));
        items.extend(self.setters(operation).map(Item::Table));
        if operation.unverified {
            items = items.into_iter().map(|item| Item::Gated(Box::new(item))).collect();
        }
        items
    }

    fn table(&self, operation: &Operation) -> Table {
        let mut table = Table::new("v1::operation!");
        let output = operation.answer.ty.as_ref().map_or_else(
            || {
                if operation.answer.format == AnswerFormat::Bytes {
                    "v1::bytes::Bytes".to_owned()
                } else {
                    "()".to_owned()
                }
            },
            |ty| types::text(ty, Scope::Crate),
        );
        table.open(format!("{} -> {output}", operation.name));
        table.row(format!("id: {},", literal::string(&operation.id)));
        table.row(format!(
            "request: {} {},",
            operation.http_method,
            literal::string(&operation.path)
        ));
        let alternatives: Vec<String> = operation
            .security
            .iter()
            .map(|schemes| format!("[{}]", schemes.join(", ")))
            .collect();
        table.row(format!("security: [{}],", alternatives.join(", ")));
        table.row(format!(
            "repeat: {},",
            match operation.repeat {
                Repeat::Safe => "Safe",
                Repeat::OnlyIfUnsent => "OnlyIfUnsent",
            }
        ));
        if operation.sensitive {
            table.row("sensitive: true,");
        }
        table.row(format!("answer: {},", answer(&operation.answer)));
        if !operation.parameters.is_empty() {
            table.open("parameters:");
            for parameter in &operation.parameters {
                table.row(format!(
                    "{} {} = {},",
                    place(parameter.place),
                    literal::ident(&parameter.name),
                    literal::string(&parameter.wire_name)
                ));
            }
            table.close(",");
        }
        if let Some(body) = &operation.body {
            table.row(format!("body: {},", body_format(body)));
        }
        table
    }

    fn setters(&self, operation: &Operation) -> Option<Table> {
        let argument = |ty| types::argument(ty, |name| self.is_text(name), Scope::Crate);
        let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        let mut own: Vec<String> = optional
            .map(|parameter| format!("{}: {},", literal::ident(&parameter.name), argument(&parameter.ty)))
            .collect();
        let mut members = (Vec::new(), Vec::new());
        let mut body_type = String::new();
        if let Some(body) = &operation.body {
            if !body.required {
                own.push(format!("body: {},", argument(&body.ty)));
            }
            if body.flattened {
                body_type = types::text(&body.ty, Scope::Crate);
                members = self.member_rows(body);
            }
        }
        if own.is_empty() && members.0.is_empty() && members.1.is_empty() {
            return None;
        }
        let mut table = Table::new("v1::setters!");
        table.open(format!("call Call<{}>", operation.name));
        table.section("own", &own);
        if !members.0.is_empty() || !members.1.is_empty() {
            table.open(format!("body {body_type}"));
            table.section("optional", &members.0);
            table.section("three_state", &members.1);
            table.close("");
        }
        Some(table)
    }

    /// Rows for the optional members of a body, and for those that can also be null.
    fn member_rows(&self, body: &Body) -> (Vec<String>, Vec<String>) {
        let model = body
            .ty
            .model()
            .and_then(|name| self.api.models.iter().find(|model| model.name == name));
        let Some(ModelKind::Object(object)) = model.map(|model| &model.kind) else {
            return Default::default();
        };
        let row = |field: &Field| {
            let argument = models::setter_argument(field, |name| self.is_text(name), Scope::Crate);
            format!("{}: {argument},", literal::ident(&field.name))
        };
        let of = |presence| {
            object
                .fields
                .iter()
                .filter(move |field| field.presence == presence)
                .map(row)
                .collect()
        };
        (of(Presence::Optional), of(Presence::ThreeState))
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::QueryComma => "query_comma",
        Place::QuerySpace => "query_space",
        Place::QueryPipe => "query_pipe",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

fn body_format(body: &Body) -> &'static str {
    match (body.format, body.required) {
        (BodyFormat::Json, true) => "json",
        (BodyFormat::Json, false) => "json_if_some",
    }
}

fn answer(answer: &Answer) -> String {
    match &answer.format {
        AnswerFormat::Json => "json".to_owned(),
        AnswerFormat::Payload(envelope) => format!("payload({envelope})"),
        AnswerFormat::Acknowledged(envelope) => format!("acknowledged({envelope})"),
        AnswerFormat::Text => "text".to_owned(),
        AnswerFormat::Bytes => "bytes".to_owned(),
        AnswerFormat::Empty => "empty".to_owned(),
    }
}

/// What happens when the call is sent, in a few sentences.
fn summary(api: &Api, operation: &Operation) -> String {
    let mut text = format!(
        "Sends {}",
        code(&format!("{} {}", operation.http_method, operation.path))
    );
    let mut names: Vec<String> = Vec::new();
    for schemes in &operation.security {
        let ids = schemes
            .iter()
            .filter_map(|constant| api.schemes.iter().find(|scheme| scheme.constant == *constant));
        names.push(ids.map(|scheme| code(&scheme.id)).collect::<Vec<_>>().join(" and "));
    }
    let optional = names.iter().any(String::is_empty);
    names.retain(|name| !name.is_empty());
    text.push_str(&match (names.as_slice(), optional) {
        ([], _) => " without credentials.".to_owned(),
        (names, true) => format!(" with {}, or without credentials.", names.join(" or ")),
        (names, false) => format!(" with {}.", names.join(" or ")),
    });
    text.push_str(match operation.repeat {
        Repeat::Safe => "\nIt may be repeated: sent twice, it does the same as once.",
        Repeat::OnlyIfUnsent => "\nIt must not be repeated unless it provably never left.",
    });
    if operation.moves_money {
        text.push_str("\n**It moves money.**");
    }
    if operation.unverified {
        text.push_str("\nSince nobody has seen it work, it stands behind the feature `unverified`.");
    }
    text.push_str(if operation.answer.format.envelope().is_some() {
        "\nAn answer outside 2xx is an error, and so is one whose envelope reports a failure."
    } else {
        "\nAn answer outside 2xx is an error."
    });
    text
}
