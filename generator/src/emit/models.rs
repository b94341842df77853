use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::types::{self, Scope};
use super::{File, Item, Table, documentation, imports, literal};
use crate::ir::{Docs, Field, Model, ModelKind, Object, Presence, StringEnum, TaggedUnion, Type, Union};

/// The folder of the types: a file for each that stands at the top, and one that shows them all at one place.
#[must_use]
pub(crate) fn models(models: &[Model]) -> Vec<File> {
    let mut modules: Vec<(&str, Vec<&Model>)> = Vec::new();
    for model in models {
        match modules.iter_mut().find(|(module, _)| *module == model.module) {
            Some((_, members)) => members.push(model),
            None => modules.push((&model.module, vec![model])),
        }
    }
    let texts: BTreeSet<&str> = models
        .iter()
        .filter(|model| is_text(&model.kind))
        .map(|model| model.name.as_str())
        .collect();
    let mut files = vec![index(&modules)];
    files.extend(modules.iter().map(|(module, members)| file(module, members, &texts)));
    files
}

/// Whether a type is text on the wire and made from text.
pub(crate) fn is_text(kind: &ModelKind) -> bool {
    matches!(kind, ModelKind::StringEnum(_) | ModelKind::Newtype)
}

fn index(modules: &[(&str, Vec<&Model>)]) -> File {
    let sorted: BTreeMap<&str, &Vec<&Model>> = modules.iter().map(|(module, members)| (*module, members)).collect();
    let declarations = sorted
        .keys()
        .map(|module| types::tokens(&format!("mod {};", literal::ident(module))));
    let exports = sorted.iter().map(|(module, members)| {
        let mut names: Vec<String> = members.iter().map(|model| model.name.clone()).collect();
        for model in *members {
            let others = model.other_names.iter();
            names.extend(others.map(|other| format!("{} as {other}", model.name)));
        }
        names.sort_unstable();
        types::tokens(&format!(
            "pub use {}::{{{}}};",
            literal::ident(module),
            names.join(", ")
        ))
    });
    let items = vec![
        Item::InnerDocs(vec!["The data types of the API, all at one place.".to_owned()]),
        Item::Imports(quote!(#(#declarations)*)),
        Item::Imports(quote!(#(#exports)*)),
    ];
    File::rust("models/mod.rs", items)
}

fn file(module: &str, members: &[&Model], texts: &BTreeSet<&str>) -> File {
    let own: BTreeSet<&str> = members.iter().map(|model| model.name.as_str()).collect();
    let named: BTreeSet<&str> = members
        .iter()
        .flat_map(|model| model.parts())
        .filter_map(Type::model)
        .collect();
    let others: Vec<(String, String)> = named
        .difference(&own)
        .map(|name| ("super".to_owned(), (*name).to_owned()))
        .collect();
    let items: Vec<Item> = members.iter().flat_map(|model| items(model, texts)).collect();
    let mut whole = imports::of(&items, &others);
    whole.extend(items);
    File::rust(format!("models/{module}.rs"), whole)
}

fn items(model: &Model, texts: &BTreeSet<&str>) -> Vec<Item> {
    let name = types::tokens(&model.name);
    let docs = documentation::attributes(&model.docs);
    match &model.kind {
        ModelKind::Object(object) => object_items(model, object, texts),
        ModelKind::Newtype => vec![
            Item::Code(quote! { #docs #[derive(Clone)] pub struct #name(String); }),
            Item::Table(Table::single(format!("v1::newtype!({});", model.name))),
        ],
        ModelKind::StringEnum(values) => enum_items(model, values),
        ModelKind::Union(union) => union_items(model, union),
        ModelKind::TaggedUnion(union) => tagged_items(model, union),
    }
}

fn derives(model: &Model, default: bool) -> TokenStream {
    let mut names = vec!["Clone", "Debug"];
    if default {
        names.push("Default");
    }
    names.push("PartialEq");
    if model.eq {
        names.push("Eq");
    }
    if model.hash {
        names.push("Hash");
    }
    types::tokens(&format!("#[derive({})]", names.join(", ")))
}

fn object_items(model: &Model, object: &Object, texts: &BTreeSet<&str>) -> Vec<Item> {
    let name = types::tokens(&model.name);
    let docs = documentation::attributes(&model.docs);
    let derives = derives(
        model,
        !object
            .fields
            .iter()
            .any(|field| matches!(field.presence, Presence::Required | Presence::Nullable)),
    );
    let fields = object.fields.iter().map(|field| {
        let docs = documentation::attributes(&field.docs);
        let declared = types::tokens(&format!("pub {}: {}", literal::ident(&field.name), present(field)));
        quote!(#docs #declared)
    });
    let extra = object.extra.iter().map(|extra| {
        let docs = documentation::line("Every other member, by its name.");
        let declared = types::tokens(&format!(
            "pub {}: BTreeMap<String, {}>",
            extra.name,
            types::text(&extra.ty, Scope::Models)
        ));
        quote!(#docs #declared)
    });
    let fields = fields.chain(extra);
    let item = quote! { #docs #derives #[non_exhaustive] pub struct #name { #(#fields),* } };
    vec![Item::Code(item), Item::Table(object_table(model, object, texts))]
}

/// The type of the field, presence included.
fn present(field: &Field) -> String {
    let ty = types::text(&field.ty, Scope::Models);
    match field.presence {
        Presence::Required => ty,
        Presence::Nullable | Presence::Optional => format!("Option<{ty}>"),
        Presence::ThreeState => format!("v1::Nullable<{ty}>"),
    }
}

fn object_table(model: &Model, object: &Object, texts: &BTreeSet<&str>) -> Table {
    let mut table = Table::new("v1::object!");
    table.open(format!(
        "{} {}",
        model.name,
        if model.sent { "sent" } else { "received" }
    ));
    let sections = [
        ("required", Presence::Required),
        ("nullable", Presence::Nullable),
        ("optional", Presence::Optional),
        ("three_state", Presence::ThreeState),
    ];
    for (head, presence) in sections {
        let rows: Vec<String> = object
            .fields
            .iter()
            .filter(|field| field.presence == presence)
            .map(|field| row(field, texts))
            .collect();
        table.section(head, &rows);
    }
    if let Some(extra) = &object.extra {
        let spelling = if extra.ty.is_text_amount() { ", text" } else { "" };
        table.row(format!(
            "extra {{ {}: {}{spelling} }}",
            extra.name,
            types::text(&extra.ty, Scope::Models)
        ));
    }
    table
}

fn row(field: &Field, texts: &BTreeSet<&str>) -> String {
    let spelling = if field.ty.is_text_amount() { " text" } else { "" };
    let argument = setter_argument(field, |name| texts.contains(name), Scope::Models);
    format!(
        "{}: {argument} = {}{spelling},",
        literal::ident(&field.name),
        literal::string(&field.wire_name)
    )
}

/// What the setter of a member takes.
pub(crate) fn setter_argument(field: &Field, is_text: impl Fn(&str) -> bool, scope: Scope) -> String {
    match field.presence {
        Presence::ThreeState => format!("impl Into<v1::Nullable<{}>>", types::text(&field.ty, scope)),
        _ => types::argument(&field.ty, is_text, scope),
    }
}

fn enum_items(model: &Model, values: &StringEnum) -> Vec<Item> {
    let name = types::tokens(&model.name);
    let docs = documentation::attributes(&model.docs);
    let variants = values.variants.iter().map(|variant| {
        let docs = documentation::attributes(&variant.docs);
        let name = types::tokens(&variant.name);
        quote!(#docs #name)
    });
    let fallback = documentation::line("A value that this version of the client does not know.");
    let item = quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* #fallback Unrecognized(v1::UnrecognizedValue) }
    };
    let mut items = vec![Item::Code(item)];
    if !values.groups.is_empty() {
        let methods = values.groups.iter().map(|group| {
            let method = types::tokens(&literal::ident(&group.method));
            let listed: Vec<String> = group
                .variants
                .iter()
                .map(|variant| format!("[`{variant}`](Self::{variant})"))
                .collect();
            let docs = documentation::line(&match listed.as_slice() {
                [single] => format!("Whether this is {single}."),
                several => format!("Whether this is one of {}.", several.join(", ")),
            });
            let patterns = group
                .variants
                .iter()
                .map(|variant| types::tokens(&format!("Self::{variant}")));
            quote! { #docs #[must_use] pub fn #method(&self) -> bool { matches!(self, #(#patterns)|*) } }
        });
        items.push(Item::Code(quote! { impl #name { #(#methods)* } }));
    }
    let mut table = Table::new("v1::string_enum!");
    table.open(&model.name);
    for variant in &values.variants {
        table.row(format!("{} = {},", variant.name, literal::string(&variant.value)));
    }
    items.push(Item::Table(table));
    items
}

fn variants<'a>(candidates: impl Iterator<Item = (&'a str, &'a Type, &'a Docs)>) -> TokenStream {
    let variants = candidates.map(|(name, ty, docs)| {
        let docs = documentation::attributes(docs);
        let variant = types::tokens(&format!("{name}({})", types::text(ty, Scope::Models)));
        quote!(#docs #variant)
    });
    let fallback = documentation::line("A value that fits none of the others, as it came.");
    quote!(#(#variants,)* #fallback Unrecognized(v1::Json))
}

fn union_items(model: &Model, union: &Union) -> Vec<Item> {
    let name = types::tokens(&model.name);
    let docs = documentation::attributes(&model.docs);
    let derives = derives(model, false);
    let variants = variants(
        union
            .candidates
            .iter()
            .map(|candidate| (candidate.name.as_str(), &candidate.ty, &candidate.docs)),
    );
    let mut table = Table::new("v1::union!");
    table.open(&model.name);
    for candidate in &union.candidates {
        let members: Vec<String> = candidate
            .required
            .iter()
            .map(|member| literal::string(member))
            .collect();
        let members = if members.is_empty() {
            String::new()
        } else {
            format!(" [{}]", members.join(", "))
        };
        let spelling = if candidate.ty.is_text_amount() { " as text" } else { "" };
        let ty = types::text(&candidate.ty, Scope::Models);
        table.row(format!(
            "{}: {ty} = {:?}{members}{spelling},",
            candidate.name, candidate.kind
        ));
    }
    vec![
        Item::Code(quote! { #docs #derives #[non_exhaustive] pub enum #name { #variants } }),
        Item::Table(table),
    ]
}

fn tagged_items(model: &Model, union: &TaggedUnion) -> Vec<Item> {
    let name = types::tokens(&model.name);
    let docs = documentation::attributes(&model.docs);
    let derives = derives(model, false);
    let variants = variants(
        union
            .candidates
            .iter()
            .map(|candidate| (candidate.name.as_str(), &candidate.ty, &candidate.docs)),
    );
    let mut table = Table::new("v1::tagged_union!");
    table.open(format!("{} by {}", model.name, literal::string(&union.tag)));
    for candidate in &union.candidates {
        let values: Vec<String> = candidate.values.iter().map(|value| literal::string(value)).collect();
        table.row(format!(
            "{}: {} = {},",
            candidate.name,
            types::text(&candidate.ty, Scope::Models),
            values.join(" | ")
        ));
    }
    vec![
        Item::Code(quote! { #docs #derives #[non_exhaustive] pub enum #name { #variants } }),
        Item::Table(table),
    ]
}
