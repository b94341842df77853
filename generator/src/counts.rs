use std::collections::BTreeMap;

use crate::ir::{Api, Trials};

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

/// How much of an API the tests of its crate try.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The operations that are called; each way to write a body counts.
    pub operations: usize,
    /// The operations that are not.
    pub left_out: usize,
    /// The parameters and bodies that are left out of calls.
    pub parts_left_out: usize,
    /// How often each reason was why, for operations and parts; what stands in backticks is left out of it.
    pub reasons: BTreeMap<String, usize>,
}

impl Tried {
    /// The counts of these trials.
    #[must_use]
    pub fn of(trials: &Trials) -> Self {
        let mut tried = Self {
            operations: trials.trials.len(),
            ..Self::default()
        };
        for left in &trials.left_out {
            match left.part {
                Some(_) => tried.parts_left_out += 1,
                None => tried.left_out += 1,
            }
            *tried.reasons.entry(without_names(&left.reason)).or_default() += 1;
        }
        tried
    }
}

/// A reason without what is particular to one place.
fn without_names(reason: &str) -> String {
    let parts = reason.split('`').enumerate();
    let kept = parts.map(|(at, part)| if at % 2 == 0 { part } else { "`…`" });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::LeftOut;

    #[test]
    fn reasons_of_one_kind_are_counted_together() {
        let left_out = |part: Option<&str>, reason: &str| LeftOut {
            http_method: "GET".to_owned(),
            path: "/".to_owned(),
            part: part.map(str::to_owned),
            reason: reason.to_owned(),
        };
        let tried = Tried::of(&Trials {
            left_out: vec![
                left_out(None, "body: `a`: its schema contains itself"),
                left_out(Some("body"), "body: `b`: its schema contains itself"),
            ],
            ..Trials::default()
        });
        assert_eq!((tried.left_out, tried.parts_left_out), (1, 1));
        let reason = "body: `…`: its schema contains itself".to_owned();
        assert_eq!(tried.reasons, BTreeMap::from([(reason, 2)]));
    }
}
