use std::time::Duration;

use crate::paging::{at, text_of};
use crate::text::capped;
use crate::{Answer, Description, Error, ErrorKind};

/// The longest value that an error shows, in characters.
const LONGEST_VALUE: usize = 100;

/// What is waited for, as the description says.
#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    member: &'static [&'static str],
    until: &'static [&'static str],
    failed: &'static [&'static str],
    passing: Option<&'static [&'static str]>,
    pub(super) first_pause: Duration,
    pub(super) longest_pause: Duration,
    pub(super) time_limit: Duration,
}

/// What a value means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is one of those that are waited for.
    Reached,
    /// One of those may still come.
    Passing,
    /// None of those comes any more, as far as is known.
    Failed(&'static str),
}

impl Waiter {
    /// Waits until a member of the answer has one of these values: 5 seconds at first, up to 30 between two calls, 10 minutes altogether.
    #[must_use]
    pub const fn new(member: &'static [&'static str], until: &'static [&'static str]) -> Self {
        Self {
            member,
            until,
            failed: &[],
            passing: None,
            first_pause: Duration::from_secs(5),
            longest_pause: Duration::from_secs(30),
            time_limit: Duration::from_secs(600),
        }
    }

    /// Values behind which none of those comes any more.
    #[must_use]
    pub const fn failed(mut self, values: &'static [&'static str]) -> Self {
        self.failed = values;
        self
    }

    /// The only values behind which one of those may still come.
    #[must_use]
    pub const fn passing(mut self, values: &'static [&'static str]) -> Self {
        self.passing = Some(values);
        self
    }

    /// How long to pause behind the first call, in milliseconds.
    #[must_use]
    pub const fn first_pause(mut self, milliseconds: u64) -> Self {
        self.first_pause = Duration::from_millis(milliseconds);
        self
    }

    /// How long to pause at most, in milliseconds.
    #[must_use]
    pub const fn longest_pause(mut self, milliseconds: u64) -> Self {
        self.longest_pause = Duration::from_millis(milliseconds);
        self
    }

    /// How long to wait altogether, in milliseconds.
    #[must_use]
    pub const fn time_limit(mut self, milliseconds: u64) -> Self {
        self.time_limit = Duration::from_millis(milliseconds);
        self
    }

    /// The value in an answer; nothing where it is absent, null, a list or an object.
    pub(super) fn value(&self, answer: &Answer) -> Option<String> {
        let text = answer.utf8().ok()?;
        text_of(at(text, self.member)?)
    }

    pub(super) fn judge(&self, value: Option<&str>) -> Finding {
        let is_in = |list: &[&str]| value.is_some_and(|value| list.contains(&value));
        if is_in(self.until) {
            Finding::Reached
        } else if is_in(self.failed) {
            Finding::Failed("behind which none of those comes that are waited for")
        } else if self.passing.is_none_or(is_in) {
            Finding::Passing
        } else {
            Finding::Failed("of which the description does not say what follows on it")
        }
    }

    /// The error of a wait that comes to nothing, with the answer that shows it.
    pub(super) fn error(
        &self,
        description: &'static Description,
        last: (Answer, Option<String>),
        why: &'static str,
    ) -> Error {
        let detail = format!("{}, {why}", self.shown(description, Some(&last)));
        ended(ErrorKind::WaitFailed, description, detail, Some(last))
    }

    /// The error of a wait whose time is over.
    pub(super) fn too_late(
        &self,
        description: &'static Description,
        last: Option<(Answer, Option<String>)>,
        limit: Duration,
    ) -> Error {
        let detail = format!("after {limit:?} {}", self.shown(description, last.as_ref()));
        ended(ErrorKind::WaitTimeout, description, detail, last)
    }

    fn shown(&self, description: &'static Description, last: Option<&(Answer, Option<String>)>) -> String {
        let member = self.member.join(".");
        match last {
            Some((_, Some(_))) if description.is_sensitive() => format!("`{member}` has another value"),
            Some((answer, Some(value))) => {
                format!("`{member}` is {:?}", capped(&answer.redact(value), LONGEST_VALUE))
            }
            _ => format!("the answer has no `{member}`"),
        }
    }
}

fn ended(
    kind: ErrorKind,
    description: &'static Description,
    detail: String,
    last: Option<(Answer, Option<String>)>,
) -> Error {
    let mut error = Error::new(kind, Some(description), detail);
    if let Some((answer, value)) = last {
        error = error.about(answer);
        error.0.last_value = value;
    }
    error
}
