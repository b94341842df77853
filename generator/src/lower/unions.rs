pub(crate) mod inherited;
mod tagged;
mod telling;

use std::collections::HashSet;

use super::names::{self, Taken};
use super::schemas::Place;
use super::{Lowering, documentation, markdown};
use crate::ir::{Candidate, CandidateMember, Docs, JsonKind, ModelKind, Type, Union};
use crate::load::Node;
use crate::openapi::{Document, Schema};
use tagged::Tagged;

/// The candidates of `oneOf` and `anyOf`.
#[derive(Debug)]
pub(crate) struct Candidates<'t> {
    /// Null aside.
    pub schemas: Vec<Schema<'t>>,
    /// Whether null was one of them.
    pub nullable: bool,
}

/// The candidates, where a schema is a union.
#[must_use]
pub(crate) fn candidates(schema: Schema<'_>) -> Option<Candidates<'_>> {
    let word = ["oneOf", "anyOf"]
        .into_iter()
        .find(|word| schema.node.get(word).is_some())?;
    let all = schema.schemas(word);
    let nullable = all.iter().any(|candidate| candidate.is_null());
    let schemas: Vec<_> = all.into_iter().filter(|candidate| !candidate.is_null()).collect();
    // Candidates that only say which members must be there are no types.
    let is_union = !schemas
        .iter()
        .all(|candidate| super::objects::only_requires(*candidate));
    is_union.then_some(Candidates { schemas, nullable })
}

/// The sets of values among candidates that are all texts: one open set takes whatever any of them does.
#[must_use]
pub(crate) fn sets_of_texts<'t>(document: Document<'t>, schema: Schema<'t>) -> Option<Vec<Schema<'t>>> {
    let all = candidates(schema).filter(|all| all.schemas.len() > 1)?.schemas;
    let all: Vec<Schema<'t>> = all.iter().map(|one| Schema::new(document.follow(one.node))).collect();
    let is_text = |one: &Schema<'t>| {
        let is_plain = one.types().as_slice() == ["string"] && one.enumeration().is_none();
        let says_more = [
            "format",
            "contentEncoding",
            "x-newtype",
            "x-sensitive",
            "allOf",
            "oneOf",
            "anyOf",
        ];
        (is_plain || super::enumerations::is_text(*one)) && !says_more.iter().any(|word| one.node.get(word).is_some())
    };
    if !all.iter().all(is_text) {
        return None;
    }
    let sets: Vec<Schema<'t>> = all.into_iter().filter(|one| one.enumeration().is_some()).collect();
    (!sets.is_empty()).then_some(sets)
}

/// Whether null is a value of a union: by itself, or as a value of a candidate.
#[must_use]
pub(crate) fn takes_null(document: Document<'_>, schema: Schema<'_>) -> bool {
    candidates(schema).is_some_and(|all| {
        let of_candidate = |one: &Schema<'_>| Schema::new(document.follow(one.node)).is_nullable();
        all.nullable || sets_of_texts(document, schema).is_some() && all.schemas.iter().any(of_candidate)
    })
}

/// Whether every candidate is an exact amount: one type reads both spellings, so nothing needs to be told apart.
#[must_use]
pub(crate) fn are_amounts(document: Document<'_>, candidates: &Candidates<'_>) -> bool {
    candidates
        .schemas
        .iter()
        .all(|candidate| Schema::new(document.follow(candidate.node)).text("format") == Some("decimal"))
}

/// Whether the candidates can be told apart: by a discriminator, or by what each looks like.
#[must_use]
pub(crate) fn is_told_apart<'t>(lowering: &Lowering<'t, '_>, schema: Schema<'t>, candidates: &Candidates<'t>) -> bool {
    if are_amounts(lowering.document, candidates) {
        return false;
    }
    schema.discriminator().is_some()
        || candidates
            .schemas
            .iter()
            .any(|candidate| kind(lowering.document, *candidate).is_some())
}

/// The JSON kind of a schema's values, where they are all of one.
fn kind(document: Document<'_>, schema: Schema<'_>) -> Option<JsonKind> {
    kind_of_part(document, schema, &mut Parts::default())
}

/// Parts that were looked at already: they may double at each level, or contain themselves.
type Parts = HashSet<*const Node>;

/// How many parts are looked at before it counts as not known; a bound for the stack too.
const MOST_PARTS: usize = 256;

fn kind_of_part(document: Document<'_>, schema: Schema<'_>, seen: &mut Parts) -> Option<JsonKind> {
    let target = Schema::new(document.follow(schema.node));
    if seen.len() == MOST_PARTS || !seen.insert(target.node) {
        return None;
    }
    match target.types().as_slice() {
        ["string"] => Some(JsonKind::String),
        ["integer" | "number"] => Some(JsonKind::Number),
        ["boolean"] => Some(JsonKind::Bool),
        ["array"] => Some(JsonKind::Array),
        ["object"] => Some(JsonKind::Object),
        [] if super::enumerations::is_text(target) => Some(JsonKind::String),
        [] if super::enumerations::is_number(target) => Some(JsonKind::Number),
        [] if target.is_object() => Some(JsonKind::Object),
        [] => {
            let parts = [
                target.schemas("allOf"),
                target.schemas("oneOf"),
                target.schemas("anyOf"),
            ]
            .concat();
            parts.into_iter().find_map(|part| kind_of_part(document, part, seen))
        }
        _ => None,
    }
}

/// What tells values of these schemas apart: the kind of their JSON, and their members; nothing of one whose values can be of any kind.
#[must_use]
pub(crate) fn telling(document: Document<'_>, schemas: &[Schema<'_>]) -> Vec<Option<(JsonKind, Vec<CandidateMember>)>> {
    let members = telling::members(document, schemas);
    let both = schemas.iter().zip(members);
    both.map(|(schema, members)| Some((kind(document, *schema)?, members)))
        .collect()
}

impl<'t> Lowering<'t, '_> {
    pub(crate) fn union(&mut self, schema: Schema<'t>, place: &Place) -> ModelKind {
        let schemas = candidates(schema)
            .map(|candidates| candidates.schemas)
            .unwrap_or_default();
        match schema.discriminator() {
            Some(discriminator) if schemas.iter().all(|candidate| candidate.reference().is_some()) => {
                let mut candidates = Vec::new();
                for candidate in schemas {
                    let reference = candidate.reference().unwrap_or_default();
                    let name = tagged::component(reference);
                    candidates.push(Tagged {
                        name,
                        reference: reference.to_owned(),
                        schema: candidate,
                        ty: self.candidate(schema, candidate, &place.inside(name)).ty,
                    });
                }
                self.tagged(schema, &discriminator, candidates)
            }
            _ => match self.one_object(schema, &schemas, place) {
                Some(object) => ModelKind::Object(object),
                None => self.untagged(schema, &schemas, place),
            },
        }
    }

    fn untagged(&mut self, schema: Schema<'t>, schemas: &[Schema<'t>], place: &Place) -> ModelKind {
        let mut taken = Taken::with(&["Unrecognized"]);
        let mut union: Vec<Candidate> = Vec::new();
        let telling = telling::members(self.document, schemas);
        for (index, (candidate, members)) in schemas.iter().zip(telling).enumerate() {
            let named = candidate.reference().map(tagged::component);
            let title = named.or_else(|| candidate.text("title"));
            let inner = title.map_or_else(|| format!("Option{}", index + 1), str::to_owned);
            let typed = self.candidate(schema, *candidate, &place.inside(&inner));
            let Some(kind) = kind(self.document, *candidate) else {
                self.unsupported(
                    candidate.span(),
                    "this candidate can be any kind of value",
                    "it is not told apart from the others",
                );
                continue;
            };
            if union.iter().any(|known| known.ty == typed.ty) {
                continue;
            }
            if union.iter().any(|known| known.kind == kind && known.members == members) {
                let consequence = "what fits both is read as the one before it, unless only this one keeps all of it";
                self.unsupported(
                    candidate.span(),
                    "a candidate that looks like another: not told apart",
                    consequence,
                );
            }
            let name = taken.take(names::type_name(title.unwrap_or(default_name(&typed.ty))));
            let docs = self.candidate_docs(*candidate);
            union.push(Candidate {
                name,
                ty: typed.ty,
                kind,
                members,
                docs,
            });
        }
        // The most demanding candidate first: a value that fits it fits the others only by leaving something out.
        union.sort_by_key(|candidate| {
            let only = candidate
                .members
                .iter()
                .filter(|member| !member.only.is_empty())
                .count();
            std::cmp::Reverse((candidate.members.iter().filter(|member| member.required).count(), only))
        });
        ModelKind::Union(Union { candidates: union })
    }

    fn candidate_docs(&self, candidate: Schema<'t>) -> Docs {
        let target = Schema::new(self.document.follow(candidate.node));
        let mut docs = Docs::line(markdown::clean(target.text("description").unwrap_or_default()).first_sentence());
        if docs.summary().is_empty() {
            docs = Docs::default();
        }
        documentation::note_evidence(documentation::evidence(candidate.node), &mut docs);
        docs
    }
}

fn default_name(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "Flag",
        Type::Integer { .. } | Type::Float | Type::Amount { text: false } => "Number",
        Type::List(_) => "List",
        Type::Map(_) | Type::Model(_) => "Object",
        _ => "Text",
    }
}
