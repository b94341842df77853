use std::collections::{BTreeMap, BTreeSet};

use quote::quote;

use super::types::{self, Scope};
use super::{File, Index, Item, Table, documentation, imports, literal};
use crate::ir::{CandidateMember, Field, Model, ModelKind, Object, Presence, TaggedUnion, Type, Union, Variant};

/// The folder of the types: a file for each that stands at the top, and one that shows them all at one place.
#[must_use]
pub(crate) fn models(models: &[Model], index: &Index<'_>) -> Vec<File> {
    let mut modules: BTreeMap<&str, Vec<&Model>> = BTreeMap::new();
    for model in models {
        modules.entry(&model.module).or_default().push(model);
    }
    let mut files = vec![modules_file(&modules)];
    files.extend(modules.iter().map(|(module, members)| file(module, members, index)));
    files
}

fn modules_file(modules: &BTreeMap<&str, Vec<&Model>>) -> File {
    let mut table = Table::new("v1::modules!");
    for (module, models) in modules {
        let features = models
            .first()
            .map(|model| model.features.as_slice())
            .unwrap_or_default();
        if !features.is_empty() {
            table.row(super::gate(features));
        }
        table.row(format!("{},", literal::ident(module)));
    }
    let mut items = vec![Item::Table(table)];
    let others = modules.values().flatten();
    let others = others.flat_map(|model| model.other_names.iter().map(move |other| (model, other)));
    let others: Vec<String> = others
        .map(|(model, other)| format!("{} pub use {} as {other};", super::gate(&model.features), model.name))
        .collect();
    if !others.is_empty() {
        let others = types::tokens(&others.join(" "));
        items.push(Item::Imports(quote!(#others)));
    }
    let mut whole = vec![Item::InnerDocs(vec![
        "The data types of the API, all at one place.".to_owned(),
    ])];
    whole.extend(imports::of(&items, &[]));
    whole.extend(items);
    File::rust("models/mod.rs", whole)
}

fn file(module: &str, members: &[&Model], index: &Index<'_>) -> File {
    let own: BTreeSet<&str> = members.iter().map(|model| model.name.as_str()).collect();
    let mut named = members.iter().flat_map(|model| model.parts()).filter_map(Type::model);
    let needs_others = named.any(|name| !own.contains(name));
    let mut table = Table::new("v1::types!");
    members.iter().for_each(|model| rows(&mut table, model, index));
    let mut items = vec![Item::Table(table)];
    items.extend(members.iter().filter_map(|model| groups(model)));
    let mut whole = imports::of(&items, &[]);
    if needs_others {
        // In one block with the runtime: a file of one type has little but its head.
        match whole.last_mut() {
            Some(Item::Imports(last)) => last.extend(quote!(
                use super::*;
            )),
            _ => whole.push(Item::Imports(quote!(
                use super::*;
            ))),
        }
    }
    whole.extend(items);
    File::rust(format!("models/{module}.rs"), whole)
}

/// The rows of a type.
fn rows(table: &mut Table, model: &Model, index: &Index<'_>) {
    table.docs(&model.docs);
    if !model.derives.is_empty() {
        table.row(format!("#[derive({})]", model.derives.join(", ")));
    }
    match &model.kind {
        ModelKind::Object(object) => object_rows(table, model, object, index),
        ModelKind::Newtype(constants) if constants.is_empty() => table.row(format!("text {} {{}}", model.name)),
        ModelKind::Newtype(constants) => value_rows(table, &format!("text {}", model.name), constants),
        ModelKind::NumberEnum(numbers) => {
            table.open(format!("numbers {}", model.name));
            for variant in numbers {
                table.docs(&variant.docs);
                table.row(format!("{} = {},", variant.name, variant.number));
            }
            table.close("");
        }
        ModelKind::MixedEnum(values) => {
            table.open(format!("mixed {}", model.name));
            for variant in values {
                table.docs(&variant.docs);
                table.row(format!("{} = {},", variant.name, literal::scalar(&variant.value)));
            }
            table.close("");
        }
        ModelKind::StringEnum(values) => value_rows(table, &format!("values {}", model.name), &values.variants),
        ModelKind::Union(union) => union_rows(table, model, union),
        ModelKind::TaggedUnion(union) => tagged_rows(table, model, union),
    }
}

/// What is derived beyond what every type derives.
fn derives(model: &Model) -> Vec<&'static str> {
    let mut names = Vec::new();
    if let ModelKind::Object(object) = &model.kind
        && !object.fields.iter().any(is_required)
    {
        names.push("Default");
    }
    names.extend(model.eq.then_some("Eq"));
    names.extend(model.hash.then_some("Hash"));
    names
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn object_rows(table: &mut Table, model: &Model, object: &Object, index: &Index<'_>) {
    let mut traits = vec![if model.sent { "sent" } else { "received" }];
    traits.extend(derives(model));
    table.open(format!("object {}: {}", model.name, traits.join(" + ")));
    let sections = [
        ("required", Presence::Required),
        ("nullable", Presence::Nullable),
        ("optional", Presence::Optional),
        ("three_state", Presence::ThreeState),
    ];
    for (head, presence) in sections {
        let mut fields = object
            .fields
            .iter()
            .filter(|field| field.presence == presence)
            .peekable();
        if fields.peek().is_none() {
            continue;
        }
        table.open(head);
        for field in fields {
            table.docs_of(&field.docs, field.deprecated);
            table.row(row(field, index));
        }
        table.close("");
    }
    if let Some(extra) = &object.extra {
        let spelling = if extra.ty.is_text_amount() { ", text" } else { "" };
        table.row(format!(
            "extra {{ {}: {}{spelling} }}",
            extra.name,
            types::text(&extra.ty, Scope::Models)
        ));
    }
    table.close("");
}

fn row(field: &Field, index: &Index<'_>) -> String {
    format!(
        "{}: {} = {}{}{},",
        literal::ident(&field.name),
        types::text(&field.ty, Scope::Models),
        literal::string(&field.wire_name),
        mark(&field.ty, index),
        limits(field.limits.as_deref())
    )
}

/// What a row says of the values that are allowed.
pub(crate) fn limits(limits: Option<&str>) -> String {
    limits.map_or_else(String::new, |limits| format!(": {}", literal::readable(limits)))
}

/// What a row says of a type: that anything is taken that becomes it, or that its amounts are written as text.
pub(crate) fn mark(ty: &Type, index: &Index<'_>) -> &'static str {
    match ty {
        Type::String | Type::Secret | Type::Upload | Type::Base64 => " into",
        Type::Model(name) if index.is_text(name) => " into",
        Type::Boxed(_) => " into",
        ty if ty.is_text_amount() => " text",
        _ => "",
    }
}

fn value_rows(table: &mut Table, head: &str, values: &[Variant]) {
    table.open(head);
    for variant in values {
        table.docs(&variant.docs);
        table.row(format!("{} = {},", variant.name, literal::string(&variant.value)));
    }
    table.close("");
}

/// The questions that a set of values answers.
fn groups(model: &Model) -> Option<Item> {
    let ModelKind::StringEnum(values) = &model.kind else {
        return None;
    };
    if values.groups.is_empty() {
        return None;
    }
    let name = types::tokens(&model.name);
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
    Some(Item::Code(quote! { impl #name { #(#methods)* } }))
}

/// The head of a union: its name, how it is told apart, and what it derives.
fn union_head(model: &Model, by: &str) -> String {
    let derived = derives(model).join(" + ");
    if derived.is_empty() {
        format!("union {}{by}", model.name)
    } else {
        format!("union {}{by}: {derived}", model.name)
    }
}

fn union_rows(table: &mut Table, model: &Model, union: &Union) {
    table.open(union_head(model, ""));
    for candidate in &union.candidates {
        let members: Vec<String> = candidate.members.iter().map(candidate_member).collect();
        let members = if members.is_empty() {
            String::new()
        } else {
            format!(" [{}]", members.join(", "))
        };
        let spelling = if candidate.ty.is_text_amount() { " as text" } else { "" };
        let ty = types::text(&candidate.ty, Scope::Models);
        table.docs(&candidate.docs);
        table.row(format!(
            "{}({ty}) = {:?}{members}{spelling},",
            candidate.name, candidate.kind
        ));
    }
    table.close("");
}

/// What tells a candidate from others, by a member.
pub(super) fn candidate_member(member: &CandidateMember) -> String {
    let name = literal::string(&member.name);
    let values: Vec<String> = member.only.iter().map(literal::scalar).collect();
    match (values.is_empty(), member.required) {
        (true, _) => name,
        (false, true) => format!("{name} = {}", values.join(" | ")),
        (false, false) => format!("{name} if {}", values.join(" | ")),
    }
}

fn tagged_rows(table: &mut Table, model: &Model, union: &TaggedUnion) {
    table.open(union_head(model, &format!(" by {}", literal::string(&union.tag))));
    for candidate in &union.candidates {
        let values: Vec<String> = candidate.values.iter().map(|value| literal::string(value)).collect();
        table.docs(&candidate.docs);
        table.row(format!(
            "{}({}) = {},",
            candidate.name,
            types::text(&candidate.ty, Scope::Models),
            values.join(" | ")
        ));
    }
    table.close("");
}
