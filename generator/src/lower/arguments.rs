//! What the method of each operation takes.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::names::Taken;
use super::operations::TYPES;
use crate::ir::{
    Argument, ArgumentSource, Arguments, Body, BodyFormat, BodyValue, Group, Model, ModelKind, Operation, Presence,
    Type,
};

/// More arguments than these cannot be told apart by their order.
const MOST_ARGUMENTS: usize = 4;

/// What each method takes, once it is known which members the bodies have: path, query, then body; a body that is a struct lends its
/// members, so that the caller writes them where they matter.
pub(super) fn settle(groups: &mut [Group], models: &[Model]) {
    let models: HashMap<&str, &Model> = models.iter().map(|model| (model.name.as_str(), model)).collect();
    for group in groups {
        let mut taken = Taken::with(&TYPES).and(&group.types().collect::<Vec<_>>());
        for operation in &mut group.operations {
            operation.arguments = arguments_of(operation, &models, &mut taken);
        }
    }
}

fn arguments_of(operation: &mut Operation, models: &HashMap<&str, &Model>, taken: &mut Taken) -> Arguments {
    let mut arguments: Vec<Argument> = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|parameter| Argument {
            name: parameter.name.clone(),
            ty: parameter.ty.clone(),
            nullable: false,
            docs: parameter.docs.clone(),
            source: ArgumentSource::Field,
            example: parameter.example.clone(),
        })
        .collect();
    for presence in [Presence::Required, Presence::Nullable] {
        let members = operation.members().iter().filter(|member| member.presence == presence);
        arguments.extend(members.map(|member| Argument {
            name: member.name.clone(),
            ty: member.ty.clone(),
            nullable: presence == Presence::Nullable,
            docs: member.docs.clone(),
            source: ArgumentSource::Field,
            example: member.example.clone(),
        }));
    }
    let waiters = operation.waiters.iter().map(|waiter| waiter.method_name.as_str());
    let reserved: Vec<&str> = super::paging::methods(operation.paging.as_ref())
        .iter()
        .copied()
        .chain(waiters)
        .collect();
    if let Some(Body::Value(body)) = &mut operation.body
        && body.required
    {
        match members(body, models, &operation.parameters, &reserved) {
            Some(members) => {
                body.flattened = true;
                arguments.extend(members);
            }
            None => arguments.push(Argument {
                name: "body".to_owned(),
                ty: body.ty.clone(),
                nullable: false,
                docs: body.docs.clone(),
                source: ArgumentSource::Body,
                example: None,
            }),
        }
    }
    if arguments.len() > MOST_ARGUMENTS {
        Arguments::Struct(taken.take(format!("{}Arguments", operation.name)), arguments)
    } else {
        Arguments::Separate(arguments)
    }
}

/// The members that a body must have, as arguments; nothing where the body does not lend them: it is no struct, it is open, or a name
/// is a parameter's already.
fn members(
    body: &BodyValue,
    models: &HashMap<&str, &Model>,
    parameters: &[crate::ir::Parameter],
    reserved: &[&str],
) -> Option<Vec<Argument>> {
    if !matches!(body.format, BodyFormat::Json | BodyFormat::Form(_)) {
        return None;
    }
    let Type::Model(name) = &body.ty else { return None };
    let ModelKind::Object(object) = &models.get(name.as_str())?.kind else {
        return None;
    };
    let clashes = object.fields.iter().any(|field| {
        field.name == "body"
            || reserved.contains(&&*field.name)
            || parameters.iter().any(|parameter| parameter.name == field.name)
    });
    if clashes || object.extra.is_some() {
        return None;
    }
    let required = |presence| object.fields.iter().filter(move |field| field.presence == presence);
    let sample: HashMap<String, Box<RawValue>> = body
        .example
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default();
    // In the order in which the struct's own `new` takes them.
    let fields = required(Presence::Required).chain(required(Presence::Nullable));
    Some(
        fields
            .map(|field| Argument {
                name: field.name.clone(),
                ty: field.ty.clone(),
                nullable: field.presence == Presence::Nullable,
                docs: field.docs.clone(),
                source: ArgumentSource::Member,
                example: field
                    .example
                    .clone()
                    .or_else(|| sample.get(&field.wire_name).map(|raw| raw.get().to_owned())),
            })
            .collect(),
    )
}
