//! Candidates of a union that differ only in the values that their members may have: one object, whose members have all of these
//! values. What tells the candidates apart is then a value that can be asked for.

use super::names::Taken;
use super::schemas::{Place, Typed};
use super::{Lowering, enumerations};
use crate::ir::{Model, ModelKind, Object, Type};
use crate::load::Node;
use crate::openapi::Schema;

/// Words of a schema that do not change its type.
const SILENT: [&str; 6] = ["title", "description", "example", "type", "properties", "required"];

impl<'t> Lowering<'t, '_> {
    /// One object in place of candidates that have the same members; nothing where they differ in more than values, or have names.
    pub(crate) fn one_object(&mut self, union: Schema<'t>, candidates: &[Schema<'t>], place: &Place) -> Option<Object> {
        let (first, others) = candidates.split_first()?;
        if others.is_empty()
            || union.properties().next().is_some()
            || !candidates.iter().all(|candidate| is_plain_object(*candidate))
        {
            return None;
        }
        let mut required = first.required();
        required.sort_unstable();
        let alike = others.iter().all(|other| {
            let mut theirs = other.required();
            theirs.sort_unstable();
            theirs == required && other.properties().count() == first.properties().count()
        });
        if !alike {
            return None;
        }
        // Each member, with the schemas that the candidates have for it.
        let mut members = Vec::new();
        for entry in first.properties() {
            let all: Option<Vec<Schema<'t>>> = candidates
                .iter()
                .map(|candidate| property(*candidate, &entry.key))
                .collect();
            let all = all?;
            let same = all.windows(2).all(|pair| match pair {
                [one, other] => one.node.to_json_text() == other.node.to_json_text(),
                _ => true,
            });
            if !same && !all.iter().all(|schema| enumerations::is_text(*schema)) {
                return None;
            }
            members.push((entry, (!same).then_some(all)));
        }
        let mut taken = Taken::default();
        let mut fields = Vec::new();
        for (entry, values) in members {
            let is_required = required.contains(&&*entry.key);
            let Some(values) = values else {
                fields.push(self.field(entry, is_required, place, &mut taken));
                continue;
            };
            let inside = place.inside(&entry.key);
            let name = self.take_type_name(&inside.name);
            let module = place.module.clone().unwrap_or_else(|| self.take_module(&name));
            let slot = self.reserve();
            let field = self.field_of(entry, Typed::new(Type::Model(name.clone())), is_required, &mut taken);
            let values = self.string_enum(&values);
            self.fill(
                slot,
                Model::new(name, module, field.docs.clone(), ModelKind::StringEnum(values)),
            );
            fields.push(field);
        }
        Some(Object { fields, extra: None })
    }
}

fn is_plain_object(schema: Schema<'_>) -> bool {
    schema.reference().is_none()
        && schema.is_object()
        && !schema.is_nullable()
        && schema.properties().next().is_some()
        && schema
            .node
            .as_mapping()
            .is_some_and(|mapping| mapping.iter().all(|entry| SILENT.contains(&&*entry.key)))
}

fn property<'t>(schema: Schema<'t>, name: &str) -> Option<Schema<'t>> {
    let node: &'t Node = schema.node.get("properties")?.get(name)?;
    Some(Schema::new(node))
}
