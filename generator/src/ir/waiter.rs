use super::Docs;

/// Something that a call can be repeated for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The method, such as `wait_until_settled`.
    pub method_name: String,
    /// What it waits for.
    pub docs: Docs,
    /// The members that lead to the value.
    pub member: Vec<String>,
    /// The values that are waited for.
    pub until: Vec<String>,
    /// Those behind which none of them comes.
    pub failed: Vec<String>,
    /// The only ones behind which one may come; none where any other may.
    pub passing: Option<Vec<String>>,
    /// The pause behind the first call, in milliseconds.
    pub first_pause: Option<u64>,
    /// The longest pause, in milliseconds.
    pub longest_pause: Option<u64>,
    /// How long it waits altogether, in milliseconds.
    pub time_limit: Option<u64>,
}
