use std::hash::{Hash, Hasher};

use crate::source::Span;

/// Where something comes from, for people who ask. It is no part of what the thing is: things that differ only in it are equal.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The place in the description.
    pub place: Option<Span>,
    /// The place of the schema that gives it its type.
    pub schema: Option<Span>,
    /// What it is named after.
    pub named_after: String,
    /// Whether that stands in the description; else it says where the thing stands.
    pub has_name: bool,
    /// Where another name was given.
    pub given: Option<Span>,
    /// Other places that describe the same, by the names that they would have had.
    pub others: Vec<(String, Option<Span>)>,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}
