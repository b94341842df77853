use std::collections::{HashMap, HashSet};

use super::names::{self, Taken};
use super::schemas::{Place, Typed};
use super::{Lowering, documentation, enumerations};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Direction, Extra, Field, Model, ModelKind, Object, Origin, Presence, Type, code};
use crate::load::{Entry, Node};
use crate::openapi::{Additional, Schema};

/// How deep `allOf` may nest.
const DEEPEST: usize = 32;

/// The parts of `allOf` that say something about the type; the schema itself counts where it has members of its own.
#[must_use]
pub(crate) fn merged_parts(schema: Schema<'_>) -> Option<Vec<Schema<'_>>> {
    let mut parts = schema.schemas("allOf");
    if parts.is_empty() {
        return None;
    }
    let speaks = [
        "$ref",
        "type",
        "properties",
        "items",
        "enum",
        "oneOf",
        "anyOf",
        "allOf",
        "additionalProperties",
        "format",
        "required",
    ];
    parts.retain(|part| speaks.iter().any(|word| part.node.get(word).is_some()));
    Some(parts)
}

/// Whether a schema is its one part, and says no more of its values.
#[must_use]
pub(crate) fn adds_nothing(schema: Schema<'_>) -> bool {
    let parts = merged_parts(schema).unwrap_or_default();
    parts.len() == 1 && schema.properties().next().is_none() && schema.required().is_empty()
}

/// What the parts of a schema add up to.
#[derive(Default)]
struct Members<'t> {
    properties: Vec<&'t Entry>,
    /// Where each stands among the properties.
    by_name: HashMap<&'t str, usize>,
    required: HashSet<&'t str>,
    additional: Option<Additional<'t>>,
    /// Members that two parts describe as different types: the later one, and the one before.
    conflicts: Vec<(&'t Entry, &'t Entry)>,
    /// The parts that were looked at, and whether all of each was. What stands in `allOf` twice says nothing new, and parts that
    /// double at each level would be as many as two to the power of the levels.
    parts: HashMap<*const Node, bool>,
}

impl<'t> Members<'t> {
    fn known(&self, name: &str) -> Option<&'t Entry> {
        self.properties.get(*self.by_name.get(name)?).copied()
    }

    fn add(&mut self, entry: &'t Entry) {
        match self
            .by_name
            .get(&*entry.key)
            .and_then(|at| self.properties.get_mut(*at))
        {
            Some(known) => *known = entry,
            None => {
                self.by_name.insert(&entry.key, self.properties.len());
                self.properties.push(entry);
            }
        }
    }
}

impl<'t> Lowering<'t, '_> {
    /// Whether the parts of `allOf`, and the schema's own members, make up an object with named members.
    pub(crate) fn is_merged_object(&self, schema: Schema<'t>) -> bool {
        let Some(parts) = merged_parts(schema) else {
            return false;
        };
        if adds_nothing(schema) && !parts.first().is_some_and(|part| self.builds_on(schema, *part)) {
            return false;
        }
        let mut members = Members::default();
        self.collect(schema, &mut members, 0) && !members.properties.is_empty()
    }

    /// Whether a schema is an object of named members, and of no others.
    pub(crate) fn is_closed_object(&self, schema: Schema<'t>) -> bool {
        let mut members = Members::default();
        let is_object = schema.is_object() || merged_parts(schema).is_some();
        is_object
            && self.collect(schema, &mut members, 0)
            && !members.properties.is_empty()
            && matches!(members.additional, None | Some(Additional::Unsaid | Additional::None))
    }

    /// Whether no value can be what both say of a member.
    fn contradict(&self, one: &'t Entry, other: &'t Entry) -> bool {
        let of = |entry: &'t Entry| Schema::new(self.document.follow(&entry.value));
        let (one, other) = (of(one).types(), of(other).types());
        let number = |name: &&str| matches!(*name, "integer" | "number");
        let both = |one: &&str, other: &&str| one == other || number(one) && number(other);
        !one.is_empty() && !other.is_empty() && !one.iter().any(|one| other.iter().any(|other| both(one, other)))
    }

    /// Gathers the members of a schema and of its parts. False where some part is not an object.
    fn collect(&self, schema: Schema<'t>, members: &mut Members<'t>, depth: usize) -> bool {
        if depth > DEEPEST {
            return false;
        }
        let schema = Schema::new(self.document.follow(schema.node));
        if let Some(&finished) = members.parts.get(&std::ptr::from_ref(schema.node)) {
            // What is not finished contains itself.
            return finished;
        }
        members.parts.insert(schema.node, false);
        let types = schema.types();
        let is_object = types.as_slice() == ["object"];
        // Whole objects may be listed; their members are described all the same.
        let lists_others = !is_object && schema.enumeration().is_some();
        if !(types.is_empty() || is_object) || lists_others {
            return false;
        }
        if super::unions::candidates(schema)
            .is_some_and(|candidates| candidates.schemas.iter().any(|part| !only_requires(*part)))
        {
            return false;
        }
        for part in schema.schemas("allOf") {
            if !self.collect(part, members, depth + 1) {
                return false;
            }
        }
        for entry in schema.properties() {
            if let Some(known) = members.known(&entry.key)
                && self.contradict(known, entry)
            {
                members.conflicts.push((entry, known));
            }
            members.add(entry);
        }
        members.required.extend(schema.required());
        match schema.additional() {
            Additional::Unsaid => {}
            said => members.additional = Some(said),
        }
        members.parts.insert(schema.node, true);
        true
    }

    pub(crate) fn object(&mut self, schema: Schema<'t>, place: &Place) -> Object {
        let mut members = Members::default();
        self.collect(schema, &mut members, 0);
        self.object_of(members, place)
    }

    /// The type of a candidate of a union. Where members stand beside the candidates, they are those of every candidate too.
    pub(crate) fn candidate(&mut self, union: Schema<'t>, candidate: Schema<'t>, place: &Place) -> Typed {
        match self.with_members_beside(union, candidate, place) {
            Some(typed) => typed,
            None => self.schema(candidate, place),
        }
    }

    /// A candidate with the members that stand beside it, as an object of its own; nothing where it has them all, or is no object.
    pub(crate) fn with_members_beside(
        &mut self,
        union: Schema<'t>,
        candidate: Schema<'t>,
        place: &Place,
    ) -> Option<Typed> {
        let mut members = Members::default();
        union.properties().for_each(|entry| members.add(entry));
        members.required.extend(union.required());
        let beside = members.properties.len();
        let is_whole = beside == 0
            || !self.collect(candidate, &mut members, 0)
            || members.properties.len() == self.members_of(candidate);
        if is_whole {
            return None;
        }
        let name = self.take_type_name(&place.name);
        let module = place.module.clone().unwrap_or_else(|| self.take_module(&name));
        let slot = self.reserve();
        let target = Schema::new(self.document.follow(candidate.node));
        let docs = documentation::of_schema(target);
        let inside = Place {
            name: name.clone(),
            module: Some(module.clone()),
        };
        let object = self.object_of(members, &inside);
        self.fill(slot, Model::new(name.clone(), module, docs, ModelKind::Object(object)));
        Some(Typed::new(Type::Model(name)).or_null(target.is_nullable()))
    }

    /// How many members a schema names.
    fn members_of(&self, schema: Schema<'t>) -> usize {
        let mut members = Members::default();
        self.collect(schema, &mut members, 0);
        members.properties.len()
    }

    /// The object of these members.
    fn object_of(&mut self, members: Members<'t>, place: &Place) -> Object {
        for (later, before) in members.conflicts {
            if self.reported.insert((Code::ConflictingMembers, later.key_span)) {
                let message = format!(
                    "two parts of `allOf` describe the member {} as different types",
                    code(&later.key)
                );
                self.report.push(
                    Diagnostic::new(Code::ConflictingMembers, later.key_span, message)
                        .label("this one counts")
                        .also(before.key_span, "no value can be this too"),
                );
            }
        }
        let mut taken = Taken::default();
        let mut fields = Vec::with_capacity(members.properties.len());
        for entry in &members.properties {
            let required = members.required.contains(&*entry.key);
            fields.push(self.field(entry, required, place, &mut taken));
        }
        let extra = match members.additional {
            Some(Additional::Any) => Some(Type::Json),
            Some(Additional::Typed(value)) => Some(self.nested(value, &place.inside("Value"))),
            Some(Additional::Unsaid | Additional::None) | None => None,
        };
        let extra = extra.map(|ty| Extra {
            name: taken.take("extra".to_owned()),
            ty,
        });
        Object { fields, extra }
    }

    pub(super) fn field(&mut self, entry: &'t Entry, required: bool, place: &Place, taken: &mut Taken) -> Field {
        let typed = self.schema(Schema::new(&entry.value), &place.inside(&entry.key));
        self.field_of(entry, typed, required, taken)
    }

    /// The field of a member whose type is known.
    pub(super) fn field_of(&mut self, entry: &'t Entry, typed: Typed, required: bool, taken: &mut Taken) -> Field {
        let schema = Schema::new(&entry.value);
        let mut docs = documentation::of_member(self.document, entry);
        enumerations::note_values(schema, &mut docs);
        let wanted = schema.text("x-rust-name").unwrap_or(&entry.key);
        let nullable = typed.nullable && typed.ty != Type::Json;
        Field {
            origin: Origin {
                place: Some(entry.key_span),
                schema: Some(entry.value.span),
                named_after: entry.key.to_string(),
                has_name: true,
                given: schema.node.get("x-rust-name").map(|given| given.span),
                others: Vec::new(),
            },
            name: self.take_name(taken, names::value_name(wanted), entry.key_span, "member"),
            wire_name: entry.key.to_string(),
            docs,
            ty: typed.ty,
            presence: match (required, nullable) {
                (true, false) => Presence::Required,
                (true, true) => Presence::Nullable,
                (false, false) => Presence::Optional,
                (false, true) => Presence::ThreeState,
            },
            direction: direction(self.document, schema),
            deprecated: schema.flag("deprecated"),
            limits: super::limits::of(self.document, schema),
            example: example(self.document, schema),
        }
    }
}

/// A member that the server sets is never sent, one that it keeps to itself never comes back.
fn direction(document: crate::openapi::Document<'_>, schema: Schema<'_>) -> Option<Direction> {
    let target = Schema::new(document.follow(schema.node));
    let says = |word| schema.flag(word) || target.flag(word);
    match (says("readOnly"), says("writeOnly")) {
        (true, false) => Some(Direction::Received),
        (false, true) => Some(Direction::Sent),
        _ => None,
    }
}

/// A part of a union that only says which members must be there has no type of its own.
pub(crate) fn only_requires(part: Schema<'_>) -> bool {
    part.node
        .as_mapping()
        .is_some_and(|mapping| mapping.iter().all(|entry| &*entry.key == "required"))
}

/// An example of a value, as JSON text: the member's own, else its type's.
#[must_use]
pub(crate) fn example(document: crate::openapi::Document<'_>, schema: Schema<'_>) -> Option<String> {
    let target = Schema::new(document.follow(schema.node));
    let node = schema
        .example()
        .or_else(|| target.example())
        .or_else(|| target.enumeration().and_then(<[Node]>::first))?;
    Some(node.to_json_text())
}
