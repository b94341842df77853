use std::collections::HashMap;

use crate::load::{Node, Value};

/// Members whose values are data: an anchor in there marks nothing.
const DATA: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// The places of a file that its schemas give a name: pointers to them.
#[derive(Default)]
pub(super) struct Anchors {
    /// By `$anchor` or `$dynamicAnchor`; nothing where two schemas have the same.
    names: HashMap<String, Option<String>>,
    /// By `$id`.
    ids: HashMap<String, String>,
}

impl Anchors {
    pub(super) fn of(tree: &Node) -> Self {
        let mut anchors = Self::default();
        anchors.look(tree, &mut String::new(), false);
        anchors
    }

    /// The place of an anchor that only one schema has.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        self.names.get(name)?.as_deref()
    }

    /// The place of a schema that calls itself so.
    pub(super) fn identified(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }

    fn look(&mut self, node: &Node, pointer: &mut String, inside_names: bool) {
        let length = pointer.len();
        let mut step = |anchors: &mut Self, name: &str, node: &Node, inside_names: bool| {
            pointer.push('/');
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            anchors.look(node, pointer, inside_names);
            pointer.truncate(length);
        };
        match &node.value {
            Value::Sequence(items) => {
                for (position, item) in items.iter().enumerate() {
                    step(self, &position.to_string(), item, false);
                }
            }
            Value::Mapping(mapping) => {
                for entry in mapping {
                    if inside_names || !DATA.contains(&&*entry.key) {
                        step(
                            self,
                            &entry.key,
                            &entry.value,
                            !inside_names && &*entry.key == "properties",
                        );
                    }
                }
                if !inside_names {
                    self.keep(node, pointer);
                }
            }
            _ => {}
        }
    }

    fn keep(&mut self, node: &Node, pointer: &str) {
        let text = |word: &str| node.get(word).and_then(Node::as_str).map(str::to_owned);
        for name in [text("$anchor"), text("$dynamicAnchor")].into_iter().flatten() {
            let known = self.names.entry(name);
            known
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(pointer.to_owned()));
        }
        if let Some(id) = text("$id") {
            self.ids
                .entry(id.trim_end_matches('#').to_owned())
                .or_insert_with(|| pointer.to_owned());
        }
    }
}
