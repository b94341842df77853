use super::Lowering;
use super::answers::{Kind, several, statuses};
use crate::ir::{Failure, Reading, Statuses};
use crate::openapi::Operation;

impl<'t> Lowering<'t, '_> {
    /// What the description says that the operation fails with; nothing where no failure has a body.
    pub(crate) fn failure(&mut self, operation: Operation<'t>, type_name: &str) -> Option<Failure> {
        let responses = operation.responses(self.document);
        let starts_with = |digit: char| responses.iter().any(|response| response.status.starts_with(digit));
        let (has_success, has_redirect) = (starts_with('2'), starts_with('3'));
        let mut kinds: Vec<Kind<'t>> = Vec::new();
        for response in responses.iter().copied() {
            let is_failure = match statuses(response.status) {
                // Where nothing else is a success, leading elsewhere is one.
                Some(Statuses::One(status)) => status >= 400 || has_success && status >= 300,
                Some(Statuses::Range(class)) => class >= 4 || has_success && class == 3,
                Some(Statuses::Rest) => has_success || has_redirect,
                None => false,
            };
            if !is_failure {
                continue;
            }
            // A failure is read whole, and one without a body says no more than its status.
            let of_status = self.kinds(response, &format!("{type_name}Failure"), &kinds);
            let readable = |is: fn(&Reading) -> bool| of_status.iter().position(|kind| is(&kind.reading));
            let at = readable(|reading| matches!(reading, Reading::Json(_)))
                .or_else(|| readable(|reading| *reading == Reading::Text));
            kinds.extend(at.and_then(|at| of_status.into_iter().nth(at)));
        }
        kinds.sort_by_key(|kind| kind.statuses);
        let first = kinds.first()?.reading.clone();
        if kinds.iter().all(|kind| kind.reading == first) {
            return Some(Failure::One {
                reading: first,
                statuses: kinds.iter().map(|kind| kind.statuses).collect(),
            });
        }
        Some(Failure::OneOf(several(kinds, format!("{type_name}Failure"))))
    }
}
