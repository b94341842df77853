use std::collections::{HashMap, HashSet};

use crate::ir::{Callback, Direction, Group, Model, ModelKind, Presence, Type};

/// Settles what depends on how types are used: which are sent, where a pointer breaks a cycle, what can be compared and hashed, and
/// which operations carry a secret.
pub(crate) fn settle(models: &mut [Model], groups: &mut [Group]) {
    mark_directions(models, groups);
    box_cycles(models);
    super::boxing::box_large_members(models);
    super::boxing::box_large_variants(models);
    super::boxing::box_large_answers(models, groups);
    derive(models);
    mark_sensitive(models, groups);
}

/// The models that values of these types lead to.
pub(super) fn reached<'a>(models: &[Model], types: impl Iterator<Item = &'a Type>) -> HashSet<usize> {
    let index: HashMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.name.as_str(), at))
        .collect();
    let mut open: Vec<usize> = types
        .filter_map(Type::model)
        .filter_map(|name| index.get(name).copied())
        .collect();
    let mut found = HashSet::new();
    while let Some(at) = open.pop() {
        if found.insert(at)
            && let Some(model) = models.get(at)
        {
            open.extend(
                model
                    .parts()
                    .into_iter()
                    .filter_map(Type::model)
                    .filter_map(|name| index.get(name).copied()),
            );
        }
    }
    found
}

/// The types that the operations of a group send and receive.
pub(super) fn carried(group: &Group) -> impl Iterator<Item = &Type> {
    group.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters
            .chain(operation.sent_types())
            .chain(operation.received_types())
    })
}

/// Keeps the types that some operation or callback leads to.
pub(crate) fn keep_used(models: &mut Vec<Model>, groups: &[Group], callbacks: &[Callback]) {
    let carried = groups.iter().flat_map(carried);
    let payloads = callbacks.iter().filter_map(|callback| callback.payload.as_ref());
    let used = reached(models, carried.chain(payloads));
    let mut at = 0;
    models.retain(|_| {
        at += 1;
        used.contains(&(at - 1))
    });
}

/// Marks the models that requests carry, and settles the presence of members that depends on it.
fn mark_directions(models: &mut [Model], groups: &[Group]) {
    let operations = || groups.iter().flat_map(|group| &group.operations);
    let in_parameters = operations().flat_map(|operation| operation.parameters.iter().map(|parameter| &parameter.ty));
    let in_bodies = operations().flat_map(crate::ir::Operation::sent_types);
    let sent = reached(models, in_parameters.chain(in_bodies));
    let received = reached(models, operations().flat_map(crate::ir::Operation::received_types));
    for (at, model) in models.iter_mut().enumerate() {
        model.sent = sent.contains(&at);
        let ModelKind::Object(object) = &mut model.kind else {
            continue;
        };
        for field in &mut object.fields {
            // What travels the other way only is never there, whatever the description requires.
            let missing = match field.direction {
                Some(Direction::Received) => model.sent,
                Some(Direction::Sent) => received.contains(&at),
                None => false,
            };
            field.presence = match field.presence {
                Presence::Required if missing => Presence::Optional,
                Presence::Nullable if missing => Presence::ThreeState,
                presence => presence,
            };
            // Only a request tells absent from null.
            if field.presence == Presence::ThreeState && !model.sent {
                field.presence = Presence::Optional;
            }
        }
    }
}

/// Puts a pointer at each member through which a type would contain itself: at the last step of each cycle, found in the order of the
/// document, so that as few as possible are needed.
fn box_cycles(models: &mut [Model]) {
    let index: HashMap<String, usize> = models
        .iter()
        .enumerate()
        .map(|(at, model)| (model.name.clone(), at))
        .collect();
    let held: Vec<Vec<Option<usize>>> = models
        .iter()
        .map(|model| {
            let parts = model.parts().into_iter();
            parts.map(|ty| index.get(ty.held_model()?).copied()).collect()
        })
        .collect();
    let mut state = vec![State::New; models.len()];
    for start in 0..models.len() {
        visit(start, models, &held, &mut state);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth-first, with a stack of its own: documents nest deeper than a thread's stack.
fn visit(start: usize, models: &mut [Model], held: &[Vec<Option<usize>>], state: &mut [State]) {
    let mut stack = vec![(start, 0_usize)];
    while let Some((at, part)) = stack.pop() {
        if part == 0 {
            match state.get_mut(at) {
                Some(found @ State::New) => *found = State::Open,
                _ => continue,
            }
        }
        let held = held.get(at).and_then(|parts| parts.get(part)).copied();
        let Some(held) = held else {
            if let Some(found) = state.get_mut(at) {
                *found = State::Done;
            }
            continue;
        };
        stack.push((at, part + 1));
        let Some(next) = held else { continue };
        match state.get(next) {
            Some(State::Open) => box_part(models, at, part),
            Some(State::New) => stack.push((next, 0)),
            _ => {}
        }
    }
}

fn box_part(models: &mut [Model], at: usize, part: usize) {
    let Some(model) = models.get_mut(at) else { return };
    let ty = match &mut model.kind {
        ModelKind::Object(object) => object.fields.get_mut(part).map(|field| &mut field.ty),
        ModelKind::Union(union) => union.candidates.get_mut(part).map(|candidate| &mut candidate.ty),
        ModelKind::TaggedUnion(union) => union.candidates.get_mut(part).map(|candidate| &mut candidate.ty),
        ModelKind::StringEnum(_) | ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) | ModelKind::Newtype(_) => None,
    };
    if let Some(ty) = ty {
        *ty = Type::Boxed(Box::new(ty.clone()));
    }
}

/// The models that hold, however deep, a type of the given kind.
fn holding(models: &[Model], is: fn(&Type) -> bool) -> HashSet<String> {
    let mut holders: HashMap<&str, Vec<&Model>> = HashMap::new();
    let mut names: HashSet<String> = HashSet::new();
    let mut open: Vec<&Model> = Vec::new();
    for model in models {
        let parts = model.parts();
        if extra_json(model) && is(&Type::Json) || parts.iter().any(|ty| is(innermost(ty))) {
            open.push(model);
        }
        for held in parts.into_iter().filter_map(Type::model) {
            holders.entry(held).or_default().push(model);
        }
    }
    while let Some(model) = open.pop() {
        if names.insert(model.name.clone()) {
            open.extend(holders.get(model.name.as_str()).into_iter().flatten());
        }
    }
    names
}

/// Equality is total and hashes exist unless some member, however deep, lacks them.
fn derive(models: &mut [Model]) {
    let no_eq = holding(models, |ty| matches!(ty, Type::Float | Type::Foreign(_)));
    let no_hash = holding(models, |ty| {
        matches!(ty, Type::Float | Type::Json | Type::Secret | Type::Foreign(_))
    });
    for model in models {
        model.eq = !no_eq.contains(&model.name);
        model.hash = !no_hash.contains(&model.name);
    }
}

/// What an operation carries that is secret must not show in an error about it.
fn mark_sensitive(models: &[Model], groups: &mut [Group]) {
    let secret = holding(models, |ty| *ty == Type::Secret);
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let mut carried = parameters
            .chain(operation.sent_types())
            .chain(operation.received_types());
        let sensitive =
            carried.any(|ty| *innermost(ty) == Type::Secret || ty.model().is_some_and(|name| secret.contains(name)));
        drop(carried);
        operation.sensitive = sensitive;
    }
}

/// A union keeps what it does not recognise as JSON, and so does a set of values of several kinds.
fn extra_json(model: &Model) -> bool {
    matches!(
        model.kind,
        ModelKind::Union(_) | ModelKind::TaggedUnion(_) | ModelKind::MixedEnum(_)
    )
}

fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Optional(inner) => innermost(inner),
        other => other,
    }
}
