use std::collections::{HashMap, HashSet};

use crate::load::Node;

/// The names of components, by their sections. Names that differ only in case and signs count as the same: in Rust they would be.
#[derive(Default)]
pub(super) struct Names(HashMap<String, HashSet<String>>);

impl Names {
    /// Those that the document has itself.
    pub(super) fn of(root: &Node) -> Self {
        let mut names = Self::default();
        let sections = root.get("components").and_then(Node::as_mapping);
        for section in sections.into_iter().flat_map(|mapping| mapping.iter()) {
            for entry in section
                .value
                .as_mapping()
                .into_iter()
                .flat_map(|mapping| mapping.iter())
            {
                names.keep(&section.key, &entry.key);
            }
        }
        names
    }

    /// Keeps a name from being given to something else.
    pub(super) fn keep(&mut self, section: &str, name: &str) -> bool {
        self.0.entry(section.to_owned()).or_default().insert(folded(name))
    }

    /// A name for what is reached by these steps, through folders, a file and what is in it: the last step, with those before it as
    /// far as it takes to tell it from others, and a number where they do not suffice. With it comes the last step alone.
    pub(super) fn take(&mut self, section: &str, steps: &[String]) -> (String, String) {
        let mut before = steps.iter().rev();
        let natural = before.next().filter(|step| !step.is_empty());
        let natural = natural.cloned().unwrap_or_else(|| "unnamed".to_owned());
        let mut name = natural.clone();
        let mut number = 1;
        while !self.keep(section, &name) {
            name = match before.next() {
                Some(step) => format!("{step}_{name}"),
                None => {
                    number += 1;
                    format!("{}_{number}", steps.join("_"))
                }
            };
        }
        (name, natural)
    }
}

fn folded(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_grow_to_the_left_until_nothing_else_has_them() {
        let mut names = Names::default();
        let mut take = |path: &str| {
            let steps: Vec<String> = path.split('/').map(str::to_owned).collect();
            names.take("schemas", &steps).0
        };
        assert_eq!(take("orders/schema"), "schema");
        assert_eq!(take("customers/schema"), "customers_schema");
        assert_eq!(take("old/customers/Schema"), "old_customers_Schema");
        assert_eq!(take("schema"), "schema_2");
        assert_eq!(take("schema"), "schema_3");
        assert_eq!(take(""), "unnamed");
    }
}
