//! The values of discriminators: references there look like names, and names like references.

use super::Bundling;
use super::copy::reference;
use super::files::{FileId, Reference};
use super::references::Target;
use crate::diagnostics::Code;
use crate::load::{Entry, Mapping, Node, Value};
use crate::openapi::{grammar, is_reference};

impl Bundling<'_> {
    /// Leads the values of a schema's discriminator to where its candidates stand now.
    pub(super) fn mapped(&mut self, node: &Node, copied: &mut Node) {
        let Some(discriminator) = node.get("discriminator") else {
            return;
        };
        let file = self.files.of(node);
        let mut entries = Vec::new();
        let values = discriminator.get("mapping").and_then(Node::as_mapping);
        for entry in values.into_iter().flat_map(Mapping::iter) {
            let text = entry.value.as_str().unwrap_or_default();
            let span = entry.value.span;
            let led = self.led(file, Reference { text, span }, node);
            entries.push(Entry {
                key: entry.key.clone(),
                key_span: entry.key_span,
                value: Node {
                    span,
                    value: led.map_or_else(|| entry.value.value.clone(), |led| Value::String(led.into())),
                },
            });
        }
        self.add_renamed(copied, &mut entries);
        let Value::Mapping(members) = &mut copied.value else {
            return;
        };
        let Some(discriminator) = members.get_mut("discriminator").filter(|_| !entries.is_empty()) else {
            return;
        };
        if let Some(mapping) = super::member(discriminator, "mapping") {
            mapping.value = Value::Mapping(Mapping::new(entries).0);
        }
    }

    /// Where the value of a mapping leads by now; nothing where it stays as it is.
    fn led(&mut self, file: FileId, value: Reference<'_>, schema: &Node) -> Option<String> {
        let text = value.text;
        let is_named = |tree: &Node| tree.get("components")?.get("schemas")?.get(text).map(|_| ());
        if file == FileId::MAIN
            && (text.starts_with('#') || self.files.tree(file).is_some_and(|tree| is_named(&tree).is_some()))
        {
            return None;
        }
        if is_reference(text) {
            let target = self.resolve_mapped(file, value)?;
            return self.placed(target, &grammar::SCHEMA).map(|place| place.to_string());
        }
        // A name is that of a candidate, or of a schema of the same file.
        let candidates = candidates(schema).filter_map(reference);
        let named = candidates
            .into_iter()
            .find(|candidate| last_step(candidate.text) == text);
        let span = value.span;
        let inside = format!("#/components/schemas/{text}");
        let found = match named {
            Some(candidate) => candidate,
            None if self.files.tree(file).is_some_and(|tree| is_named(&tree).is_some()) => {
                Reference { text: &inside, span }
            }
            None => return None,
        };
        let target = self.resolve(file, found)?;
        self.placed(target, &grammar::SCHEMA).map(|place| place.to_string())
    }

    /// What the value of a mapping leads to. One that leads nowhere is no reason to stop: the other values still tell.
    fn resolve_mapped(&mut self, file: FileId, value: Reference<'_>) -> Option<Target> {
        let before = std::mem::take(self.report);
        let target = self.resolve(file, value);
        let found = std::mem::replace(self.report, before);
        self.report.extend(found.sorted().cloned().map(|found| {
            let is_of_value = found.span() == Some(value.span) && found.code != Code::TooLarge;
            if is_of_value { found.as_warning() } else { found }
        }));
        target
    }

    /// Says the value of each candidate that is told by its name and was given another.
    fn add_renamed(&self, copied: &Node, entries: &mut Vec<Entry>) {
        for candidate in candidates(copied).filter_map(reference) {
            let Some(natural) = self.renamed.get(candidate.text) else {
                continue;
            };
            let is_mapped = entries.iter().any(|entry| entry.value.as_str() == Some(candidate.text));
            if !is_mapped && !entries.iter().any(|entry| &*entry.key == natural.as_str()) {
                entries.push(Entry {
                    key: natural.as_str().into(),
                    key_span: candidate.span,
                    value: Node {
                        span: candidate.span,
                        value: Value::String(candidate.text.into()),
                    },
                });
            }
        }
    }
}

fn candidates(schema: &Node) -> impl Iterator<Item = &Node> {
    let lists = ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|word| schema.get(word)?.as_sequence());
    lists.flatten()
}

/// The name that a reference ends in: a step of its pointer, else that of a file without its ending.
fn last_step(text: &str) -> &str {
    let last = text
        .rsplit(['/', '#'])
        .find(|step| !step.is_empty())
        .unwrap_or_default();
    last.split('.').next().unwrap_or_default()
}
