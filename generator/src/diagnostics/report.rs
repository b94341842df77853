use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Severity};
use crate::source::Span;

/// How many findings of one code are kept. Whoever has more of them has one cause to mend, not
/// hundreds of lines to read.
const KEPT_OF_ONE_CODE: usize = 200;

/// The findings of a run, each once, in the order of their places.
#[derive(Debug, Default)]
pub struct Report {
    found: BTreeSet<Diagnostic>,
    /// How many were kept, and how many left out, by code and severity.
    tally: BTreeMap<(Code, Severity), Tally>,
    warnings_denied: bool,
}

#[derive(Debug, Default, Copy, Clone)]
struct Tally {
    kept: usize,
    left_out: usize,
}

impl Report {
    /// Nothing found yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding. One that was made before is not counted twice; beyond 200 of one code they
    /// are only counted.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if self.warnings_denied {
            diagnostic.severity = Severity::Error;
        }
        if self.found.contains(&diagnostic) {
            return;
        }
        let tally = self.tally.entry((diagnostic.code, diagnostic.severity)).or_default();
        if tally.kept < KEPT_OF_ONE_CODE {
            tally.kept += 1;
            self.found.insert(diagnostic);
        } else {
            tally.left_out += 1;
        }
    }

    /// Takes over everything another report found.
    pub fn absorb(&mut self, other: Report) {
        for (key, tally) in other.tally {
            self.count_left_out(key, tally.left_out);
        }
        self.extend(other.found);
    }

    /// Makes every warning an error, those still to come as well.
    pub fn deny_warnings(&mut self) {
        let mut denied = Self {
            warnings_denied: true,
            ..Self::default()
        };
        denied.absorb(std::mem::take(self));
        *self = denied;
    }

    /// Forgets warnings about places that turned out to be nobody's business. Errors stay.
    pub fn forget_warnings(&mut self, is_forgotten: impl Fn(Span) -> bool) {
        let tally = &mut self.tally;
        self.found.retain(|found| {
            let forgotten = found.severity == Severity::Warning
                && found.primary.as_ref().is_some_and(|place| is_forgotten(place.span));
            if forgotten && let Some(tally) = tally.get_mut(&(found.code, found.severity)) {
                tally.kept -= 1;
            }
            !forgotten
        });
    }

    /// The findings, by source, place and code; those without a place first.
    pub fn sorted(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// How many findings of a code were left out because there were too many of them.
    pub fn left_out(&self) -> impl Iterator<Item = (Code, usize)> {
        let omitted = self.tally.iter().filter(|(_, tally)| tally.left_out > 0);
        omitted.map(|((code, _), tally)| (*code, tally.left_out))
    }

    /// The number of errors, those left out included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// The number of warnings, those left out included.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// How many findings of a severity each code has, those left out included; codes without any are not listed.
    pub fn by_code(&self, severity: Severity) -> impl Iterator<Item = (Code, usize)> {
        let of_it = self.tally.iter().filter(move |((_, its), _)| *its == severity);
        of_it.map(|((code, _), tally)| (*code, tally.kept + tally.left_out))
    }

    /// Whether the run has to stop after this stage.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn count(&self, severity: Severity) -> usize {
        self.by_code(severity).map(|(_, count)| count).sum()
    }

    fn count_left_out(&mut self, (code, severity): (Code, Severity), left_out: usize) {
        let severity = if self.warnings_denied {
            Severity::Error
        } else {
            severity
        };
        self.tally.entry((code, severity)).or_default().left_out += left_out;
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources, Span};

    fn at(start: usize) -> Diagnostic {
        let id = Sources::new().add(Source::new("a", ""));
        Diagnostic::new(Code::UnknownKey, Span::new(id, start, start + 1), "m")
    }

    #[test]
    fn findings_are_sorted_and_counted_once() {
        let mut report = Report::new();
        report.extend([at(5), at(3), at(5)]);
        let starts: Vec<_> = report
            .sorted()
            .filter_map(Diagnostic::span)
            .map(|span| span.start)
            .collect();
        assert_eq!(starts, [3, 5]);
        assert_eq!((report.errors(), report.warnings()), (0, 2));
    }

    #[test]
    fn too_many_of_one_code_are_only_counted() {
        let mut report = Report::new();
        report.extend((0..1000).map(at));
        assert_eq!(report.sorted().count(), 200);
        assert_eq!(report.left_out().collect::<Vec<_>>(), [(Code::UnknownKey, 800)]);
        assert_eq!(report.warnings(), 1000);
        let by_code: Vec<_> = report.by_code(Severity::Warning).collect();
        assert_eq!(by_code, [(Code::UnknownKey, 1000)]);
        report.deny_warnings();
        assert_eq!((report.errors(), report.warnings()), (1000, 0));
        report.push(at(2000));
        assert_eq!((report.errors(), report.warnings()), (1001, 0));
    }
}
