use super::Type;
use crate::source::Span;

/// How the answer of an operation is a page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Where the description says so.
    pub place: Span,
    /// By what the next page is found.
    pub style: PagingStyle,
    /// The parameter that chooses the page; none where pages have addresses.
    pub choose: Option<Input>,
    /// The parameter that says how many items a page holds.
    pub size: Option<Input>,
    /// The members that lead to the list.
    pub items: Vec<String>,
    /// What else an answer tells, by the name of the runtime's method for it.
    pub told: Vec<(&'static str, Told)>,
    /// What the list is of, and the fields that lead to it; known once all types are.
    pub list: Option<List>,
}

impl Paging {
    /// Whether nothing of it is said in a body.
    #[must_use]
    pub fn is_in_query(&self) -> bool {
        let inputs = [&self.choose, &self.size].into_iter().flatten();
        inputs.into_iter().all(|input| matches!(input, Input::Query(_)))
    }
}

/// By what the next page is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagingStyle {
    /// Its number, counted from 1.
    Page,
    /// Its number, counted from 0.
    PageFromZero,
    /// The number of items before it.
    Offset,
    /// A text that the page before gives.
    Cursor,
    /// An address that the page before gives.
    Link,
}

/// Where a parameter of paging goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Into the query, under this name.
    Query(String),
    /// Into a form, under this name.
    Form(String),
    /// Into this member of a JSON body.
    Body(Vec<String>),
}

/// Where an answer tells something of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// In this member.
    Member(Vec<String>),
    /// In this header.
    Header(String),
}

/// A list in the value of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it is of.
    pub item: Type,
    /// The fields that lead to it.
    pub path: Vec<PathStep>,
}

/// A step from a value to one of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The field; none where the value itself may be missing.
    pub field: Option<String>,
    /// Whether there is always something.
    pub presence: StepPresence,
}

/// Whether there is something behind a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepPresence {
    /// Always.
    Always,
    /// Not always.
    Maybe,
    /// Not always, and null is told apart.
    ThreeState,
}
