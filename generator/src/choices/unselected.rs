//! What nobody wants any more once operations were selected: its warnings are nobody's business.

use std::collections::HashSet;

use crate::load::{Entry, Mapping, Node, Value};
use crate::source::Span;

const COMPONENTS: &str = "#/components/";

/// The places of components that nothing leads to from what is left. Where references lead elsewhere than to components, all stay.
pub(super) fn components(root: &Node) -> Vec<Span> {
    let Some(sections) = root.get("components").and_then(Node::as_mapping) else {
        return Vec::new();
    };
    let all: Vec<Component> = sections
        .iter()
        .filter(|section| &*section.key != "securitySchemes" && !section.key.starts_with("x-"))
        .flat_map(|section| {
            let entries = section.value.as_mapping().into_iter().flat_map(Mapping::iter);
            entries.map(|entry| Component::new(&section.key, entry))
        })
        .collect();
    let mut left = Mentioned::default();
    for entry in root.as_mapping().into_iter().flat_map(Mapping::iter) {
        if &*entry.key != "components" {
            left.add(&entry.value);
        }
    }
    let mut reached = vec![false; all.len()];
    loop {
        let mut further = false;
        for (component, reached) in all.iter().zip(&mut reached) {
            // What builds on a type that is told apart by a member is a candidate of it.
            let builds_on = || component.mentions.names.iter().any(|name| left.families.contains(name));
            if !*reached && (left.names.contains(&component.name) || builds_on()) {
                *reached = true;
                further = true;
                left.names.extend(component.mentions.names.iter().cloned());
                left.is_open |= component.mentions.is_open;
                if component.is_family {
                    left.families.insert(component.name.clone());
                }
            }
        }
        if !further {
            break;
        }
    }
    if left.is_open {
        return Vec::new();
    }
    let unreached = all.iter().zip(reached).filter(|(_, reached)| !reached);
    unreached.map(|(component, _)| component.span).collect()
}

/// The place of an entry, from its key to the end of its value.
pub(super) fn whole(entry: &Entry) -> Span {
    let (start, end) = (entry.key_span.start, entry.value.span.end);
    Span {
        source: entry.value.span.source,
        // What stands in another file has its key here and its value there.
        start: if entry.key_span.source == entry.value.span.source && start < end {
            start
        } else {
            entry.value.span.start
        },
        end,
    }
}

struct Component {
    name: String,
    span: Span,
    mentions: Mentioned,
    /// Whether others that build on it are candidates of it.
    is_family: bool,
}

impl Component {
    fn new(section: &str, entry: &Entry) -> Self {
        let mut mentions = Mentioned::default();
        mentions.add(&entry.value);
        Self {
            name: format!("{section}/{}", entry.key),
            span: whole(entry),
            mentions,
            is_family: entry.value.get("discriminator").is_some(),
        }
    }
}

/// The components that a part of the document leads to.
#[derive(Default)]
struct Mentioned {
    /// As `schemas/Pet`.
    names: HashSet<String>,
    /// Those among them that others build on.
    families: HashSet<String>,
    /// Whether it leads elsewhere as well.
    is_open: bool,
}

impl Mentioned {
    fn add(&mut self, node: &Node) {
        match &node.value {
            Value::String(text) => {
                if let Some(pointer) = text.strip_prefix(COMPONENTS) {
                    let mut steps = pointer.splitn(3, '/');
                    if let (Some(section), Some(name)) = (steps.next(), steps.next()) {
                        let name = name.replace("~1", "/").replace("~0", "~");
                        self.names.insert(format!("{section}/{name}"));
                    }
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.add(item)),
            Value::Mapping(members) => {
                for entry in members.iter() {
                    match &*entry.key {
                        "$ref" | "$dynamicRef" => {
                            let text = entry.value.as_str().unwrap_or_default();
                            self.is_open |= !text.starts_with(COMPONENTS);
                        }
                        // The mapping of a discriminator may name schemas without a pointer.
                        "mapping" => {
                            let names = entry.value.as_mapping().into_iter().flat_map(Mapping::iter);
                            let names = names.filter_map(|entry| entry.value.as_str());
                            self.names.extend(names.map(|name| format!("schemas/{name}")));
                        }
                        _ => {}
                    }
                    self.add(&entry.value);
                }
            }
            _ => {}
        }
    }
}
