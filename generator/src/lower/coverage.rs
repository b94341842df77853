use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::ir::Uncovered;

/// What is reported as not covered, by construct. The report itself keeps only the first of many; readers of the client need the sum.
#[derive(Debug, Default)]
pub(crate) struct Coverage(BTreeMap<(String, String), usize>);

impl Coverage {
    /// What the checks found.
    pub(crate) fn of(report: &Report) -> Self {
        let mut coverage = Self::default();
        for found in report.sorted().filter(|found| found.code == Code::UnsupportedConstruct) {
            coverage.note(found);
        }
        coverage
    }

    /// Counts a finding.
    pub(crate) fn note(&mut self, found: &Diagnostic) {
        let message = found.message.as_str();
        let ends = [": not supported", " is not supported yet"];
        let construct = ends.iter().find_map(|end| message.strip_suffix(end)).unwrap_or(message);
        let consequence = found.primary.as_ref().map(|label| label.text.clone());
        let key = (construct.to_owned(), consequence.unwrap_or_default());
        *self.0.entry(key).or_default() += 1;
    }

    /// Each construct once, in the order of their names.
    #[must_use]
    pub(crate) fn uncovered(&self) -> Vec<Uncovered> {
        let all = self.0.iter().map(|((construct, consequence), times)| Uncovered {
            construct: construct.clone(),
            consequence: consequence.clone(),
            times: *times,
        });
        all.collect()
    }
}
