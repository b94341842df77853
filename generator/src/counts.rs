use crate::ir::Api;

/// How much an API holds: what a run over many descriptions sums up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The operations that the client can call.
    pub operations: usize,
    /// The data types that the description gives, without those that belong to one operation.
    pub types: usize,
}

impl Counts {
    /// The counts of an API.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        Self {
            operations: api.groups.iter().map(|group| group.operations.len()).sum(),
            types: api.models.len(),
        }
    }
}
