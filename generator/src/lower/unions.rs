use std::collections::{BTreeSet, HashSet};

use super::names::{self, Taken};
use super::schemas::Place;
use super::{Lowering, documentation, markdown};
use crate::ir::{Candidate, CandidateMember, Docs, JsonKind, ModelKind, TaggedCandidate, TaggedUnion, Type, Union};
use crate::load::Node;
use crate::openapi::{Document, Schema};

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
    (!schemas.is_empty()).then_some(Candidates { schemas, nullable })
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

impl<'t> Lowering<'t, '_> {
    pub(crate) fn union(&mut self, schema: Schema<'t>, place: &Place) -> ModelKind {
        let schemas = candidates(schema)
            .map(|candidates| candidates.schemas)
            .unwrap_or_default();
        match schema.discriminator() {
            Some(discriminator) if schemas.iter().all(|candidate| candidate.reference().is_some()) => {
                self.tagged(schema, &discriminator, &schemas, place)
            }
            _ => match self.one_object(&schemas, place) {
                Some(object) => ModelKind::Object(object),
                None => self.untagged(&schemas, place),
            },
        }
    }

    fn tagged(
        &mut self,
        schema: Schema<'t>,
        discriminator: &crate::openapi::Discriminator<'t>,
        schemas: &[Schema<'t>],
        place: &Place,
    ) -> ModelKind {
        let mut taken = Taken::with(&["Unrecognized"]);
        let mut union: Vec<TaggedCandidate> = Vec::new();
        for candidate in schemas {
            let Some(reference) = candidate.reference() else {
                continue;
            };
            let name = reference.rsplit('/').next().unwrap_or_default();
            let mut values: Vec<String> = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| *target == reference || *target == name)
                .map(|(value, _)| (*value).to_owned())
                .collect();
            if values.is_empty() {
                values.push(name.to_owned());
            }
            values.retain(|value| !union.iter().any(|known| known.values.contains(value)));
            let typed = self.schema(*candidate, &place.inside(name));
            if !values.is_empty() && typed.ty.model().is_some() {
                let docs = self.candidate_docs(*candidate);
                union.push(TaggedCandidate {
                    name: taken.take(names::type_name(name)),
                    ty: typed.ty,
                    values,
                    docs,
                });
            }
        }
        if union.is_empty() {
            self.unsupported(
                schema.span(),
                "no candidate of this union is an object",
                "its values stay JSON as they come",
            );
        }
        ModelKind::TaggedUnion(TaggedUnion {
            tag: discriminator.property.to_owned(),
            candidates: union,
        })
    }

    fn untagged(&mut self, schemas: &[Schema<'t>], place: &Place) -> ModelKind {
        let mut taken = Taken::with(&["Unrecognized"]);
        let mut union: Vec<Candidate> = Vec::new();
        for (index, candidate) in schemas.iter().enumerate() {
            let named = candidate.reference().and_then(|reference| reference.rsplit('/').next());
            let title = named.or_else(|| candidate.text("title"));
            let inner = title.map_or_else(|| format!("Option{}", index + 1), str::to_owned);
            let typed = self.schema(*candidate, &place.inside(&inner));
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
            let members = self.telling_members(*candidate);
            if union.iter().any(|known| known.kind == kind && known.members == members) {
                let consequence = "whatever fits this is read as a candidate before it";
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
            let only = candidate.members.iter().filter(|member| member.only.is_some()).count();
            std::cmp::Reverse((candidate.members.iter().filter(|member| member.required).count(), only))
        });
        ModelKind::Union(Union { candidates: union })
    }

    /// The members by which an object is known as this candidate: those that it must have, and those that can be one text only.
    fn telling_members(&self, schema: Schema<'t>) -> Vec<CandidateMember> {
        let required = self.required_members(schema);
        let mut constants = Vec::new();
        self.constant_members(schema, &mut constants);
        let mut members: Vec<CandidateMember> = required
            .iter()
            .map(|name| CandidateMember {
                only: constants
                    .iter()
                    .find(|(member, _)| member == name)
                    .map(|(_, text)| text.clone()),
                name: name.clone(),
                required: true,
            })
            .collect();
        constants.retain(|(name, _)| !required.contains(name));
        members.extend(constants.into_iter().map(|(name, text)| CandidateMember {
            name,
            required: false,
            only: Some(text),
        }));
        members
    }

    /// The members whose only value is a text.
    fn constant_members(&self, schema: Schema<'t>, constants: &mut Vec<(String, String)>) {
        let mut seen = Parts::default();
        let mut open = vec![schema];
        while let Some(part) = open.pop() {
            let target = Schema::new(self.document.follow(part.node));
            if seen.len() >= MOST_PARTS || !seen.insert(target.node) {
                continue;
            }
            for entry in target.properties() {
                let member = Schema::new(self.document.follow(&entry.value));
                if let Some([only]) = member.enumeration()
                    && let Some(text) = only.as_str()
                    && !constants.iter().any(|(name, _)| *name == *entry.key)
                {
                    constants.push((entry.key.to_string(), text.to_owned()));
                }
            }
            open.extend(target.schemas("allOf"));
        }
    }

    fn required_members(&self, schema: Schema<'t>) -> Vec<String> {
        let mut names = BTreeSet::new();
        let mut seen = Parts::default();
        let mut open = vec![schema];
        while let Some(part) = open.pop() {
            let target = Schema::new(self.document.follow(part.node));
            if seen.len() < MOST_PARTS && seen.insert(target.node) {
                names.extend(target.required().into_iter().map(str::to_owned));
                open.extend(target.schemas("allOf"));
            }
        }
        names.into_iter().collect()
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
        Type::Integer { .. } | Type::Float { .. } | Type::Amount { text: false } => "Number",
        Type::List(_) => "List",
        Type::Map(_) | Type::Model(_) => "Object",
        _ => "Text",
    }
}
