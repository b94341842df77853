//! A document that can be changed, and written even where it is no longer sound: with a key twice, or with an alias.

use specloom::load::{Node, Value};

#[derive(Clone, Debug)]
pub enum Tree {
    /// A value as JSON spells it.
    Scalar(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Sequence(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Mapping(mapping) => {
                let entries = mapping
                    .iter()
                    .map(|entry| (entry.key.to_string(), Self::of(&entry.value)));
                Self::Map(entries.collect())
            }
            _ => Self::Scalar(node.to_json_text()),
        }
    }

    pub fn text(text: &str) -> Self {
        Self::Scalar(serde_json::Value::from(text).to_string())
    }

    /// In how many places a value stands, this one included.
    pub fn places(&self) -> usize {
        1 + match self {
            Self::Scalar(_) => 0,
            Self::List(items) => items.iter().map(Self::places).sum(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value.places()).sum(),
        }
    }

    /// The value at a place, counted in the order of the document.
    pub fn at(&mut self, place: usize) -> Option<&mut Self> {
        let Some(mut left) = place.checked_sub(1) else {
            return Some(self);
        };
        let children: Box<dyn Iterator<Item = &mut Self>> = match self {
            Self::Scalar(_) => return None,
            Self::List(items) => Box::new(items.iter_mut()),
            Self::Map(entries) => Box::new(entries.iter_mut().map(|(_, value)| value)),
        };
        for child in children {
            let places = child.places();
            if left < places {
                return child.at(left);
            }
            left -= places;
        }
        None
    }

    /// The pointers to all places, in their order.
    pub fn pointers(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect(String::new(), &mut found);
        found
    }

    fn collect(&self, here: String, found: &mut Vec<String>) {
        found.push(here.clone());
        match self {
            Self::Scalar(_) => {}
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.collect(format!("{here}/{index}"), found);
                }
            }
            Self::Map(entries) => {
                for (key, value) in entries {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    value.collect(format!("{here}/{key}"), found);
                }
            }
        }
    }

    /// JSON, which is YAML too.
    pub fn write(&self, text: &mut String) {
        match self {
            Self::Scalar(scalar) => text.push_str(scalar),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    item.write(text);
                }
                text.push(']');
            }
            Self::Map(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    text.push_str(&serde_json::Value::from(key.as_str()).to_string());
                    text.push(':');
                    value.write(text);
                }
                text.push('}');
            }
        }
    }
}
