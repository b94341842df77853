//! Parameters as `specloom.toml` names them: `operationId.name` where they stand in an operation or in its path, and by their key where
//! they are components.

use super::apply::{VERBS, is_called};
use crate::load::{Mapping, Node, Value};

/// The parameter of a name. A component that an operation refers to is that component, for all who refer to it.
pub(super) fn named<'t>(root: &'t mut Node, name: &str) -> Option<&'t mut Node> {
    let is_component = root
        .at("/components/parameters")
        .is_some_and(|components| components.get(name).is_some());
    if is_component {
        return component(root, name);
    }
    let places = places(root, name)?;
    if let Some(key) = places.component {
        return component(root, &key);
    }
    let item = root.get_mut("paths")?.get_mut(&places.path)?;
    let owner = match places.verb {
        Some(verb) => item.get_mut(&verb)?,
        None => item,
    };
    match owner.get_mut("parameters").map(|parameters| &mut parameters.value) {
        Some(Value::Sequence(parameters)) => parameters.get_mut(places.index),
        _ => None,
    }
}

/// The names of all parameters of operations.
pub(super) fn names(root: &Node) -> impl Iterator<Item = String> {
    operations(root).flat_map(move |(path, verb, item, operation)| {
        let id = operation.get("operationId").and_then(Node::as_str);
        let id = id.map_or_else(|| format!("{} {path}", verb.to_uppercase()), str::to_owned);
        let parameters = [operation, item].into_iter().flat_map(listed);
        let named =
            parameters.filter_map(|parameter| Some(target(root, parameter)?.1.get("name")?.as_str()?.to_owned()));
        named.map(move |name| format!("{id}.{name}"))
    })
}

/// Where a parameter stands.
struct Places {
    path: String,
    verb: Option<String>,
    index: usize,
    component: Option<String>,
}

fn places(root: &Node, name: &str) -> Option<Places> {
    // Both names may hold dots.
    let halves = || name.match_indices('.').map(|(at, _)| name.split_at(at));
    operations(root).find_map(|(path, verb, item, operation)| {
        let mut wanted = halves().filter(|(of, _)| is_called(verb, path, operation, of));
        wanted.find_map(|(_, rest)| {
            let wanted = rest.trim_start_matches('.');
            [(Some(verb), operation), (None, item)]
                .into_iter()
                .find_map(|(verb, owner)| {
                    listed(owner).iter().enumerate().find_map(|(index, parameter)| {
                        let (component, parameter) = target(root, parameter)?;
                        let is_it = parameter.get("name").and_then(Node::as_str) == Some(wanted);
                        is_it.then(|| Places {
                            path: path.to_owned(),
                            verb: verb.map(str::to_owned),
                            index,
                            component: component.map(str::to_owned),
                        })
                    })
                })
        })
    })
}

/// Each operation: path, verb, the path item, the operation itself.
fn operations(root: &Node) -> impl Iterator<Item = (&str, &str, &Node, &Node)> {
    let paths = root.get("paths").and_then(Node::as_mapping);
    paths.into_iter().flat_map(Mapping::iter).flat_map(|item| {
        let members = item.value.as_mapping().into_iter().flat_map(Mapping::iter);
        let operations = members.filter(|member| VERBS.contains(&&*member.key));
        operations.map(|operation| (&*item.key, &*operation.key, &item.value, &operation.value))
    })
}

fn listed(owner: &Node) -> &[Node] {
    owner.get("parameters").and_then(Node::as_sequence).unwrap_or_default()
}

/// What a parameter is in the end, and its key where that is a component.
fn target<'t>(root: &'t Node, parameter: &'t Node) -> Option<(Option<&'t str>, &'t Node)> {
    match parameter.get("$ref").and_then(Node::as_str) {
        Some(reference) => {
            let key = reference.strip_prefix("#/components/parameters/")?;
            Some((Some(key), root.at("/components/parameters")?.get(key)?))
        }
        None => Some((None, parameter)),
    }
}

fn component<'t>(root: &'t mut Node, key: &str) -> Option<&'t mut Node> {
    root.get_mut("components")?.get_mut("parameters")?.get_mut(key)
}
