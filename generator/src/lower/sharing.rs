//! Equal types without a name of their own are one type.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use crate::ir::{
    AnswerFormat, Answers, Body, Callback, Docs, Failure, Group, Model, ModelKind, Operation, Reading, Type,
};
use crate::source::Span;

/// Keeps one of all types that have the same members with the same words about them: the one with a name in the document, else the
/// first. What the others would have been called stays a name of it where it is used, so that a change in one place renames nothing
/// in another.
pub(super) fn share(models: &mut Vec<Model>, groups: &mut [Group], callbacks: &mut [Callback], named: &HashSet<&str>) {
    let mentioned: Vec<Vec<String>> = models
        .iter()
        .map(|model| {
            model
                .parts()
                .into_iter()
                .filter_map(Type::model)
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let mut kept: HashMap<String, String> = HashMap::new();
    // What holds a type that is equal to a named one is equal to what holds the named one only once that is known.
    for _ in 0..2 {
        for model in models.iter_mut() {
            parts(model).into_iter().for_each(|ty| rename(ty, &kept));
        }
        kept = equal(models, named);
    }
    let mut names: HashSet<String> = HashSet::new();
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    let payloads = callbacks.iter_mut().filter_map(|callback| callback.payload.as_mut());
    for ty in operations.flat_map(carried).chain(payloads) {
        names.extend(ty.model().map(str::to_owned));
        rename(ty, &kept);
    }
    let mentions = models.iter().zip(mentioned);
    names.extend(
        mentions
            .filter(|(model, _)| !kept.contains_key(&model.name))
            .flat_map(|(_, names)| names),
    );
    let mut other_names: HashMap<&String, Vec<String>> = HashMap::new();
    for model in models.iter().filter(|model| names.contains(&model.name)) {
        if let Some(first) = kept.get(&model.name) {
            other_names.entry(first).or_default().push(model.name.clone());
        }
    }
    let mut others: HashMap<String, Vec<(String, Option<Span>)>> = HashMap::new();
    for model in models.iter() {
        if let Some(first) = kept.get(&model.name) {
            let other = (model.name.clone(), model.origin.place);
            others.entry(first.clone()).or_default().push(other);
        }
    }
    models.retain(|model| !kept.contains_key(&model.name));
    for model in models {
        model.origin.others = others.remove(&model.name).unwrap_or_default();
        parts(model).into_iter().for_each(|ty| rename(ty, &kept));
        model.other_names = other_names.remove(&model.name).unwrap_or_default();
    }
}

/// Each type that goes, with the one that is kept for it.
fn equal(models: &[Model], named: &HashSet<&str>) -> HashMap<String, String> {
    let index = models.iter().enumerate().map(|(at, model)| (model.name.as_str(), at));
    let mut classes = Classes {
        models,
        named,
        index: index.collect(),
        known: HashMap::new(),
        hashers: (RandomState::new(), RandomState::new()),
        depth: 0,
    };
    let mut members: HashMap<Class, Vec<usize>> = HashMap::new();
    for at in 0..models.len() {
        members.entry(classes.of(at)).or_default().push(at);
    }
    let name = |at: &usize| models.get(*at).map(|model| model.name.as_str()).unwrap_or_default();
    let mut kept = HashMap::new();
    for alike in members.values() {
        let by_name = alike.iter().find(|at| named.contains(name(at)));
        let Some(first) = by_name.or(alike.first()) else {
            continue;
        };
        for at in alike.iter().filter(|at| *at != first && !named.contains(name(at))) {
            kept.insert(name(at).to_owned(), name(first).to_owned());
        }
    }
    kept
}

/// Equal for types that are equal: two hashes, so that chance cannot make it so.
type Class = (u64, u64);

struct Classes<'a> {
    models: &'a [Model],
    named: &'a HashSet<&'a str>,
    index: HashMap<&'a str, usize>,
    known: HashMap<usize, Class>,
    hashers: (RandomState, RandomState),
    /// How many types are being looked at inside one another.
    depth: usize,
}

/// How many types without a name are looked into inside one another; a bound for the stack. What lies deeper is equal only to itself.
const DEEPEST: usize = 128;

impl Classes<'_> {
    /// The class of a type. Types without a name count by what they hold.
    fn of(&mut self, at: usize) -> Class {
        if let Some(class) = self.known.get(&at) {
            return *class;
        }
        // A type that holds itself is equal only to itself.
        self.known.insert(at, (at as u64, 0));
        let Some(mut model) = self.models.get(at).filter(|_| self.depth < DEEPEST).cloned() else {
            return (at as u64, 0);
        };
        self.depth += 1;
        model.name.clear();
        model.module.clear();
        model.docs = Docs::default();
        for ty in parts(&mut model) {
            let inner = ty.model().filter(|name| !self.named.contains(name));
            if let Some(inner) = inner.and_then(|name| self.index.get(name).copied()) {
                let class = self.of(inner);
                replace(ty, &|_| Some(format!("{:x} {:x}", class.0, class.1)));
            }
        }
        let class = (self.hashers.0.hash_one(&model), self.hashers.1.hash_one(&model));
        self.depth -= 1;
        self.known.insert(at, class);
        class
    }
}

/// The types of a model's members or candidates.
fn parts(model: &mut Model) -> Vec<&mut Type> {
    match &mut model.kind {
        ModelKind::Object(object) => {
            let extra = object.extra.iter_mut().map(|extra| &mut extra.ty);
            object
                .fields
                .iter_mut()
                .map(|field| &mut field.ty)
                .chain(extra)
                .collect()
        }
        ModelKind::Union(union) => union.candidates.iter_mut().map(|candidate| &mut candidate.ty).collect(),
        ModelKind::TaggedUnion(union) => union.candidates.iter_mut().map(|candidate| &mut candidate.ty).collect(),
        ModelKind::StringEnum(_) | ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) | ModelKind::Newtype(_) => {
            Vec::new()
        }
    }
}

/// The types that an operation sends and receives.
fn carried(operation: &mut Operation) -> Vec<&mut Type> {
    let mut types: Vec<&mut Type> = operation
        .parameters
        .iter_mut()
        .map(|parameter| &mut parameter.ty)
        .collect();
    match &mut operation.body {
        Some(Body::Value(body)) => types.push(&mut body.ty),
        Some(Body::Members(body)) => types.extend(body.members.iter_mut().map(|member| &mut member.ty)),
        None => {}
    }
    types.extend(&mut operation.answer.ty);
    if let AnswerFormat::OneOf(answers) = &mut operation.answer.format {
        types.extend(kinds(answers));
    }
    match &mut operation.failure {
        Some(Failure::One { reading, .. }) => types.extend(json(reading)),
        Some(Failure::OneOf(answers)) => types.extend(kinds(answers)),
        None => {}
    }
    types
}

fn kinds(answers: &mut Answers) -> impl Iterator<Item = &mut Type> {
    answers.kinds.iter_mut().filter_map(|kind| json(&mut kind.reading))
}

fn json(reading: &mut Reading) -> Option<&mut Type> {
    match reading {
        Reading::Json(ty) => Some(ty),
        Reading::Text | Reading::Download | Reading::Empty => None,
    }
}

fn rename(ty: &mut Type, kept: &HashMap<String, String>) {
    replace(ty, &|name| kept.get(name).cloned());
}

fn replace(ty: &mut Type, other: &dyn Fn(&str) -> Option<String>) {
    match ty {
        Type::Model(name) => {
            if let Some(other) = other(name) {
                *name = other;
            }
        }
        Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) | Type::Optional(inner) => replace(inner, other),
        _ => {}
    }
}
