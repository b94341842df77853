//! About how large values are.

use std::collections::HashMap;

use crate::ir::{Model, ModelKind, Presence, Type};

/// What stops the sum for types that hold a great many others.
const LARGEST: usize = 1 << 20;
/// How many types are looked into inside one another; a bound for the stack. What lies deeper counts as a pointer.
const DEEPEST: usize = 128;

/// The sizes of models, by their place, as far as they are known.
#[derive(Default)]
pub(super) struct Sizes {
    known: HashMap<usize, usize>,
    /// Of how many models the size is being summed up.
    depth: usize,
}

impl Sizes {
    /// Takes note of what a model has become.
    pub(super) fn settle(&mut self, at: usize, size: usize) {
        self.known.insert(at, size);
    }
}

/// About how many bytes a value takes where it stands.
pub(super) fn of(ty: &Type, models: &[Model], index: &HashMap<String, usize>, sizes: &mut Sizes) -> usize {
    match ty {
        Type::Bool => 1,
        Type::Ip(_) => 17,
        // Nobody knows; as much as a text.
        Type::Foreign(_) => 24,
        Type::Integer { bits, .. } => usize::from(*bits) / 8,
        Type::Float => 8,
        Type::Boxed(_) => 8,
        Type::Date => 4,
        Type::Time => 8,
        Type::CivilDateTime => 12,
        Type::Timestamp | Type::Uuid | Type::Amount { .. } | Type::Json | Type::Base64 => 16,
        Type::String | Type::Secret | Type::List(_) | Type::Map(_) => 24,
        Type::File | Type::Upload => 64,
        Type::Download => 160,
        Type::Optional(inner) => of(inner, models, index, sizes) + 8,
        Type::Model(name) => {
            let Some(at) = index.get(name).copied() else { return 8 };
            if let Some(size) = sizes.known.get(&at) {
                return *size;
            }
            if sizes.depth == DEEPEST {
                return 8;
            }
            // A type that contains itself does so behind a pointer; the mark only guards the walk.
            sizes.known.insert(at, 8);
            sizes.depth += 1;
            let size = models
                .get(at)
                .map_or(8, |model| of_model(model, models, index, sizes))
                .min(LARGEST);
            sizes.depth -= 1;
            sizes.known.insert(at, size);
            size
        }
    }
}

pub(super) fn of_model(model: &Model, models: &[Model], index: &HashMap<String, usize>, sizes: &mut Sizes) -> usize {
    match &model.kind {
        ModelKind::Object(object) => {
            let fields = object.fields.iter().map(|field| {
                let size = of(&field.ty, models, index, sizes);
                let has_room = matches!(
                    field.ty,
                    Type::String
                        | Type::Secret
                        | Type::List(_)
                        | Type::Boxed(_)
                        | Type::Amount { .. }
                        | Type::Json
                        | Type::Bool
                );
                if has_room || field.presence == Presence::Required {
                    size
                } else {
                    size + 8
                }
            });
            fields.sum::<usize>() + object.extra.as_ref().map_or(0, |_| 24)
        }
        ModelKind::StringEnum(_) => 16,
        ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) => 16,
        ModelKind::Newtype(_) => 24,
        ModelKind::Union(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, sizes))
                .max()
                .unwrap_or(0)
        }
        ModelKind::TaggedUnion(union) => {
            8 + union
                .candidates
                .iter()
                .map(|candidate| of(&candidate.ty, models, index, sizes))
                .max()
                .unwrap_or(0)
        }
    }
}
