use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, Table, documentation, example, literal, models};
use crate::ir::{
    Answer, AnswerFormat, Api, ArgumentSource, Arguments, Body, BodyFormat, Docs, Field, Group, ModelKind, Operation,
    Place, Presence, Repeat,
};

/// The file of a group: its handle, then each operation.
#[must_use]
pub(crate) fn group(api: &Api, group: &Group) -> File {
    let writer = Writer { api, group };
    let mut items = vec![Item::InnerDocs(vec![format!(
        "The operations behind [`{}`].",
        group.name
    )])];
    items.extend(writer.imports());
    items.extend(writer.handle());
    for operation in &group.operations {
        items.extend(writer.operation(operation));
    }
    File::rust(format!("{}.rs", group.module), items)
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

    fn imports(&self) -> Vec<Item> {
        let mut names: BTreeSet<&str> = BTreeSet::from(["Call", "Client"]);
        for operation in &self.group.operations {
            names.extend(operation.security.iter().flatten().map(String::as_str));
            names.extend(operation.answer.format.envelope());
        }
        let names: Vec<&str> = names.into_iter().collect();
        let mut local = types::tokens(&format!("use super::client::{{{}}};", names.join(", ")));
        let mut texts: Vec<String> = Vec::new();
        for operation in &self.group.operations {
            texts.extend(operation.answer.ty.iter().map(|ty| types::text(ty, Scope::Crate)));
            texts.extend(operation.body.iter().map(|body| types::text(&body.ty, Scope::Crate)));
            texts.extend(
                operation
                    .parameters
                    .iter()
                    .map(|parameter| types::text(&parameter.ty, Scope::Crate)),
            );
            texts.extend(
                operation
                    .arguments
                    .list()
                    .iter()
                    .map(|argument| types::text(&argument.ty, Scope::Crate)),
            );
        }
        if texts.iter().any(|text| text.contains("models::")) {
            local = quote!(#local use super::models;);
        }
        let mut items = Vec::new();
        if texts.iter().any(|text| text.contains("BTreeMap<")) {
            items.push(Item::Imports(quote!(
                use std::collections::BTreeMap;
            )));
        }
        items.push(Item::Imports(quote!(
            use specloom_runtime::codegen::v1;
        )));
        items.push(Item::Imports(local));
        items
    }

    fn handle(&self) -> Vec<Item> {
        let name = types::tokens(&self.group.name);
        let docs = documentation::attributes(&self.group.docs);
        let methods = self.group.operations.iter().map(|operation| self.method(operation));
        vec![
            Item::Code(quote! { #docs #[derive(Clone, Debug)] pub struct #name { client: Client } }),
            Item::Code(quote! {
                impl #name {
                    pub(super) fn new(client: Client) -> Self { Self { client } }
                    #(#methods)*
                }
            }),
        ]
    }

    fn method(&self, operation: &Operation) -> TokenStream {
        let mut docs = operation.docs.clone();
        docs.paragraph(summary(self.api, operation));
        for line in example::lines(self.api, self.group, operation) {
            docs.lines.push(line);
        }
        let docs = documentation::attributes(&docs);
        let gate = gate(operation).map(types::tokens);
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
                quote! { #docs #gate pub fn #method(&self, #(#taken),*) -> Call<#name> { let operation = #name { #fields }; self.client.call(operation) } }
            }
            Arguments::Struct(arguments, _) => {
                let arguments = types::tokens(arguments);
                quote! { #docs #gate pub fn #method(&self, arguments: #arguments) -> Call<#name> { let operation = #name { #fields }; self.client.call(operation) } }
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
        let gate = gate(operation);
        let gate_tokens = gate.map(types::tokens);
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
                quote! { #docs #gate_tokens #[derive(Clone, Debug, PartialEq)] pub struct #name { #(#fields),* } },
            ));
        }
        let docs = documentation::line(&format!(
            "The operation behind [`{}::{}`]: `{} {}`.",
            self.group.name, operation.method_name, operation.http_method, operation.path
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
            #docs #gate_tokens #[derive(Clone, Debug, PartialEq)] #[non_exhaustive] pub struct #name { #(#fields),* }
        }));
        items.push(Item::Table(self.table(operation, gate)));
        items.extend(self.setters(operation, gate).map(Item::Table));
        items
    }

    fn table(&self, operation: &Operation, gate: Option<&str>) -> Table {
        let mut table = Table::under(gate, "v1::operation!");
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

    fn setters(&self, operation: &Operation, gate: Option<&str>) -> Option<Table> {
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
        let mut table = Table::under(gate, "v1::setters!");
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

/// The attribute that keeps an operation out unless the user asks for it.
fn gate(operation: &Operation) -> Option<&'static str> {
    operation.unverified.then_some("#[cfg(feature = \"unverified\")]")
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
    let mut text = format!("Sends `{} {}`", operation.http_method, operation.path);
    let names: Vec<String> = operation
        .security
        .iter()
        .map(|schemes| {
            let ids = schemes
                .iter()
                .filter_map(|constant| api.schemes.iter().find(|scheme| scheme.constant == *constant));
            ids.map(|scheme| format!("`{}`", scheme.id))
                .collect::<Vec<_>>()
                .join(" and ")
        })
        .filter(|names| !names.is_empty())
        .collect();
    text.push_str(&if names.is_empty() {
        " without credentials.".to_owned()
    } else {
        format!(" with {}.", names.join(" or "))
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
    if operation.answer.format.envelope().is_some() {
        text.push_str("\nAn answer outside 2xx is an error, and so is one whose envelope reports a failure.");
    } else {
        text.push_str("\nAn answer outside 2xx is an error.");
    }
    Docs::line(text).lines.join("\n")
}
