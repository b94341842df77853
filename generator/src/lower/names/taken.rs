use std::collections::{HashMap, HashSet};

/// Names that are taken, in one place where they must differ. Case does not tell names apart, since files are named after them.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    lower: HashSet<String>,
    /// The number to try next for a name that was taken: a thousand equal names must not try all numbers each.
    next: HashMap<String, usize>,
}

impl Taken {
    /// A place where some names are taken from the start.
    #[must_use]
    pub fn with(names: &[&str]) -> Self {
        Self {
            lower: names.iter().map(|name| name.to_lowercase()).collect(),
            next: HashMap::new(),
        }
    }

    /// These names are taken too.
    #[must_use]
    pub fn and(mut self, names: &[&str]) -> Self {
        self.lower.extend(names.iter().map(|name| name.to_lowercase()));
        self
    }

    /// Whether a name is taken.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.lower.contains(&name.to_lowercase())
    }

    /// Takes a name, or the first of `name2`, `name3` … that is free.
    pub fn take(&mut self, name: String) -> String {
        let lower = name.to_lowercase();
        if self.lower.insert(lower.clone()) {
            return name;
        }
        let number = self.next.entry(lower).or_insert(2);
        loop {
            let candidate = format!("{name}{number}");
            *number += 1;
            if self.lower.insert(candidate.to_lowercase()) {
                return candidate;
            }
        }
    }
}
