use std::fmt;
use std::panic::Location;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Called, Reply, SentRequest};

/// What clones of a mock share.
#[derive(Clone, Default)]
pub(super) struct Shared(Arc<Mutex<State>>);

#[derive(Default)]
pub(super) struct State {
    pub(super) in_order: bool,
    pub(super) rules: Vec<Stored>,
    pub(super) sent: Vec<SentRequest>,
    /// What each request was that no rule took.
    pub(super) unexpected: Vec<String>,
}

/// Whether a rule takes a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Fits,
    AnotherOperation,
    Condition,
}

pub(super) type Condition = Arc<dyn Fn(&SentRequest) -> Fit + Send + Sync>;

pub(super) struct Stored {
    /// What it is for, as code.
    pub(super) about: String,
    pub(super) place: &'static Location<'static>,
    pub(super) has_condition: bool,
    pub(super) fits: Condition,
    pub(super) replies: Vec<Reply>,
    pub(super) given: usize,
    pub(super) once: bool,
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a request and says what becomes of it. A condition may look at the mock itself, so it is asked while nothing is locked.
    pub(super) fn take(&self, mut request: SentRequest) -> Result<Reply, Unexpected> {
        let reply = loop {
            let open = self.lock().open();
            let mut was_used_up = false;
            let reply = open
                .iter()
                .filter(|(_, fits)| fits(&request) == Fit::Fits)
                .find_map(|(index, _)| {
                    let reply = self.lock().reply(*index);
                    was_used_up |= reply.is_none();
                    reply
                });
            // Meanwhile another call may have used a rule up; then it is the next one's turn.
            if reply.is_some() || !was_used_up {
                break reply;
            }
        };
        request.arrived = reply.as_ref().is_some_and(Reply::lets_arrive);
        let conditions = match reply {
            Some(_) => Vec::new(),
            None => self.lock().rules.iter().map(|rule| Arc::clone(&rule.fits)).collect(),
        };
        let fits: Vec<Fit> = conditions.iter().map(|fits| fits(&request)).collect();
        let mut state = self.lock();
        let unexpected = reply.is_none().then(|| state.explain(&request, &fits));
        state.sent.push(request);
        match (reply, unexpected) {
            (Some(reply), _) => Ok(reply),
            (None, unexpected) => {
                let (called, rules) = unexpected.unwrap_or_default();
                let unexpected = Unexpected(format!("the mock has no answer for {called}; {rules}"));
                state.unexpected.push(called);
                Err(unexpected)
            }
        }
    }

    pub(super) fn change(&self, index: usize, change: impl FnOnce(&mut Stored)) {
        if let Some(rule) = self.lock().rules.get_mut(index) {
            change(rule);
        }
    }
}

impl State {
    /// The rules that may take a request, in order.
    fn open(&self) -> Vec<(usize, Condition)> {
        let open = self.rules.iter().enumerate();
        let open = open.filter(|(_, rule)| !rule.is_used_up(self.in_order));
        let open = open.map(|(index, rule)| (index, Arc::clone(&rule.fits)));
        open.take(if self.in_order { 1 } else { usize::MAX }).collect()
    }

    /// The next reply of a rule, unless it is used up.
    fn reply(&mut self, index: usize) -> Option<Reply> {
        let in_order = self.in_order;
        let rule = self.rules.get_mut(index).filter(|rule| !rule.is_used_up(in_order))?;
        let at = rule.given.min(rule.replies.len().saturating_sub(1));
        let reply = rule.replies.get(at)?.clone();
        rule.given += 1;
        Some(reply)
    }

    /// Says which request no rule took, and why each did not.
    fn explain(&self, request: &SentRequest, fits: &[Fit]) -> (String, String) {
        let called = match request.called.as_ref().map(Called::description) {
            Some(description) => format!("`{}`: {request:?}", description.id()),
            None => format!("{request:?}"),
        };
        let mut next_in_order = self.in_order;
        let rules = self.rules.iter().enumerate().map(|(index, rule)| {
            let why = if rule.replies.is_empty() {
                "has no reply".to_owned()
            } else if rule.is_used_up(self.in_order) {
                let calls = if rule.given == 1 { "call" } else { "calls" };
                format!("was used up by {} {calls}", rule.given)
            } else if self.in_order && !std::mem::take(&mut next_in_order) {
                "has to wait for the one before".to_owned()
            } else {
                match fits.get(index) {
                    Some(Fit::Condition) => "its condition does not hold".to_owned(),
                    _ => "is for another operation".to_owned(),
                }
            };
            format!("{rule} {why}")
        });
        let rules: Vec<String> = rules.collect();
        let rules = if rules.is_empty() {
            "it has no rules".to_owned()
        } else {
            format!("its rules: {}", rules.join("; "))
        };
        (called, rules)
    }

    /// What was expected and did not happen, and what happened without being expected.
    pub(super) fn problems(&self) -> Vec<String> {
        let unused = self.rules.iter().filter(|rule| rule.given < rule.replies.len().max(1));
        let unused = unused.map(|rule| match (rule.given, rule.replies.len()) {
            (0, _) => format!("{rule} was never used"),
            (given, replies) => format!("{rule} was used {given} times, and has {replies} replies"),
        });
        let unexpected = self.unexpected.iter();
        unused
            .chain(unexpected.map(|called| format!("there was no answer for {called}")))
            .collect()
    }
}

impl Stored {
    fn is_used_up(&self, in_order: bool) -> bool {
        self.replies.is_empty() || (self.once || in_order) && self.given >= self.replies.len()
    }
}

impl fmt::Display for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let condition = if self.has_condition { " on a condition" } else { "" };
        write!(
            f,
            "{}{condition} ({}:{})",
            self.about,
            self.place.file(),
            self.place.line()
        )
    }
}

/// A request that no rule took, or one whose reply cannot be given.
#[derive(Debug)]
pub(crate) struct Unexpected(pub(super) String);

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unexpected {}
