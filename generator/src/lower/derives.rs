use crate::choices::Choices;
use crate::ir::{Docs, Model, ModelKind, Presence};
use crate::load::Node;

/// What every type has, whatever it is.
const OF_ALL: [&str; 3] = ["Clone", "Debug", "PartialEq"];
/// What open enums and types over text have beside that.
const OF_VALUES: [&str; 4] = ["Eq", "Hash", "PartialOrd", "Ord"];

/// The traits that a schema is to derive.
pub(super) fn of(schema: &Node) -> Vec<String> {
    let paths = schema
        .get("x-rust-derives")
        .and_then(Node::as_sequence)
        .unwrap_or_default();
    paths.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}

/// Adds what all types derive, and leaves out what a type has already.
pub(super) fn settle(models: &mut [Model], choices: &Choices) {
    for model in models {
        let asked: Vec<String> = choices
            .derives
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect();
        let mut derives = Vec::new();
        for path in std::mem::take(&mut model.derives).into_iter().chain(asked) {
            if !has(model, &path) && !derives.contains(&path) {
                derives.push(path);
            }
        }
        if !derives.is_empty() && model.docs.is_empty() {
            model.docs = Docs::line(format!("`{}`, of which the description says nothing more.", model.name));
        }
        model.derives = derives;
    }
}

/// Whether a type has a trait of the standard library without being asked.
fn has(model: &Model, path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path);
    let of_std = !path.contains("::")
        || ["::std", "::core", "std::", "core::"]
            .iter()
            .any(|root| path.starts_with(root));
    let of_its_kind = match &model.kind {
        ModelKind::StringEnum(_) | ModelKind::Newtype(_) => OF_VALUES.contains(&name),
        ModelKind::NumberEnum(_) => OF_VALUES.contains(&name) || name == "Copy",
        ModelKind::MixedEnum(_) => name == "Eq",
        ModelKind::Object(object) => {
            let none_is_required = object
                .fields
                .iter()
                .all(|field| matches!(field.presence, Presence::Optional | Presence::ThreeState));
            name == "Default" && none_is_required || name == "Eq" && model.eq || name == "Hash" && model.hash
        }
        ModelKind::Union(_) | ModelKind::TaggedUnion(_) => name == "Eq" && model.eq || name == "Hash" && model.hash,
    };
    of_std && (OF_ALL.contains(&name) || of_its_kind)
}
