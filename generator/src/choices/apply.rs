use super::{Choices, Setting, Target, parameters, paths, select};
use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::emit::Form;
use crate::ir::Package;
use crate::load::{Mapping, Node, Value};
use crate::source::Span;

/// The members of a path that are operations.
pub(super) const VERBS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Choices {
    /// Brings the choices into the document, and gives the places of what nobody wants. What names nothing of it is reported.
    pub fn apply(&self, root: &mut Node, package: &Package, form: Form, report: &mut Report) -> Vec<Span> {
        for setting in &self.settings {
            if !set(root, setting) {
                report.push(unknown(root, setting.target, &setting.name, setting.span));
            }
        }
        paths::check(root, self, package, form, report);
        select::select(root, &self.only, report)
    }
}

/// Sets an extension wherever it belongs; false where it belongs nowhere.
fn set(root: &mut Node, setting: &Setting) -> bool {
    let put = |node: Option<&mut Node>| match node.map(|node| &mut node.value) {
        Some(Value::Mapping(mapping)) => {
            mapping.set(setting.extension, setting.value.clone());
            true
        }
        _ => false,
    };
    match setting.target {
        Target::Schema => put(schema(root, &setting.name)),
        Target::Member => {
            let members = || setting.name.match_indices('.').map(|(at, _)| setting.name.split_at(at));
            // Both names may hold dots.
            members().any(|(of, member)| {
                let Some(schema) = schema(root, of) else { return false };
                put(property(schema, member.trim_start_matches('.')))
            })
        }
        Target::Operation => put(operation(root, &setting.name)),
        Target::Parameter => put(parameters::named(root, &setting.name)),
        Target::Scheme => {
            let schemes = root
                .get_mut("components")
                .and_then(|components| components.get_mut("securitySchemes"));
            put(schemes.and_then(|schemes| schemes.get_mut(&setting.name)))
        }
        Target::Tag => put(tag(root, &setting.name, setting.span)),
        Target::Format => of_format(root, setting),
    }
}

fn schema<'t>(root: &'t mut Node, name: &str) -> Option<&'t mut Node> {
    root.get_mut("components")?.get_mut("schemas")?.get_mut(name)
}

/// A member of a schema, or of a part of its `allOf` that stands in it.
fn property<'t>(schema: &'t mut Node, name: &str) -> Option<&'t mut Node> {
    let own = schema
        .get("properties")
        .is_some_and(|members| members.get(name).is_some());
    if own {
        return schema.get_mut("properties")?.get_mut(name);
    }
    match schema.get_mut("allOf").map(|parts| &mut parts.value) {
        Some(Value::Sequence(parts)) => parts
            .iter_mut()
            .find_map(|part| part.get_mut("properties")?.get_mut(name)),
        _ => None,
    }
}

fn operation<'t>(root: &'t mut Node, name: &str) -> Option<&'t mut Node> {
    let Value::Mapping(paths) = &mut root.get_mut("paths")?.value else {
        return None;
    };
    paths.iter_mut().find_map(|(path, item)| {
        let Value::Mapping(members) = &mut item.value else {
            return None;
        };
        let mut operations = members.iter_mut().filter(|(verb, _)| VERBS.contains(verb));
        operations
            .find(|(verb, node)| is_called(verb, path, node, name))
            .map(|(_, node)| node)
    })
}

/// Whether an operation is meant by a name.
pub(super) fn is_called(verb: &str, path: &str, operation: &Node, name: &str) -> bool {
    match operation.get("operationId").and_then(Node::as_str) {
        Some(id) if id == name => true,
        _ => {
            name.strip_prefix(&verb.to_uppercase())
                .and_then(|rest| rest.strip_prefix(' '))
                == Some(path)
        }
    }
}

/// The object of a tag; one is made for a tag that only operations name.
fn tag<'t>(root: &'t mut Node, name: &str, span: Span) -> Option<&'t mut Node> {
    if !known(root, Target::Tag).iter().any(|known| known == name) {
        return None;
    }
    let Value::Mapping(members) = &mut root.value else {
        return None;
    };
    if members.get("tags").and_then(Node::as_sequence).is_none() {
        let value = Value::Sequence(Vec::new());
        members.set("tags", Node { span, value });
    }
    let Some(Value::Sequence(tags)) = members.get_mut("tags").map(|tags| &mut tags.value) else {
        return None;
    };
    let is_it = |tag: &Node| tag.get("name").and_then(Node::as_str) == Some(name);
    if !tags.iter().any(is_it) {
        let mut object = Mapping::default();
        let value = Value::String(name.into());
        object.set("name", Node { span, value });
        let value = Value::Mapping(object);
        tags.push(Node { span, value });
    }
    tags.iter_mut().find(|tag| is_it(tag))
}

/// Sets an extension on every schema of a format; examples and the like are data.
fn of_format(node: &mut Node, setting: &Setting) -> bool {
    let mut found = false;
    match &mut node.value {
        Value::Sequence(items) => {
            for item in items {
                found |= of_format(item, setting);
            }
        }
        Value::Mapping(members) => {
            for (_, value) in members.iter_mut().filter(|(key, _)| !is_data(key)) {
                found |= of_format(value, setting);
            }
            if members.get("format").and_then(Node::as_str) == Some(&setting.name) && members.get("type").is_some() {
                members.set(setting.extension, setting.value.clone());
                found = true;
            }
        }
        _ => {}
    }
    found
}

/// Whether what stands under a key is data, not description.
pub(super) fn is_data(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum" | "const")
}

/// The error for a name that the document does not have.
pub(super) fn unknown(root: &Node, target: Target, name: &str, span: Span) -> Diagnostic {
    let names = known(root, target);
    let message = format!("the document has no {} `{name}`", target.noun());
    let found = Diagnostic::new(Code::BadConfiguration, span, message);
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => found.hint(format!("did you mean `{near}`?")),
        None => found,
    }
}

/// The names of all things of a kind.
fn known(root: &Node, target: Target) -> Vec<String> {
    let schemas = root.at("/components/schemas").and_then(Node::as_mapping);
    let schemas = schemas.into_iter().flat_map(Mapping::iter);
    let paths = root
        .get("paths")
        .and_then(Node::as_mapping)
        .into_iter()
        .flat_map(Mapping::iter);
    let operations = paths.flat_map(|item| {
        let members = item.value.as_mapping().into_iter().flat_map(Mapping::iter);
        let operations = members.filter(|member| VERBS.contains(&&*member.key));
        operations.map(|operation| (&*item.key, operation))
    });
    let keys = |section: &str| {
        let members = root.at(section).and_then(Node::as_mapping);
        members
            .into_iter()
            .flat_map(Mapping::iter)
            .map(|entry| entry.key.to_string())
    };
    match target {
        Target::Parameter => parameters::names(root).chain(keys("/components/parameters")).collect(),
        Target::Scheme => keys("/components/securitySchemes").collect(),
        Target::Schema => schemas.map(|entry| entry.key.to_string()).collect(),
        Target::Member => schemas
            .flat_map(|entry| {
                let members = entry.value.get("properties").and_then(Node::as_mapping);
                let members = members.into_iter().flat_map(Mapping::iter);
                members.map(|member| format!("{}.{}", entry.key, member.key))
            })
            .collect(),
        Target::Operation => operations
            .map(|(path, operation)| {
                let id = operation.value.get("operationId").and_then(Node::as_str);
                id.map_or_else(|| format!("{} {path}", operation.key.to_uppercase()), str::to_owned)
            })
            .collect(),
        Target::Tag => {
            let declared = root.get("tags").and_then(Node::as_sequence).unwrap_or_default();
            let declared = declared.iter().filter_map(|tag| tag.get("name")?.as_str());
            let used =
                operations.filter_map(|(_, operation)| operation.value.get("tags")?.as_sequence()?.first()?.as_str());
            declared.chain(used).map(str::to_owned).collect()
        }
        Target::Format => Vec::new(),
    }
}
