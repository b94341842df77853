use std::marker::PhantomData;
use std::time::Duration;

use super::state::Shared;
use super::{Answering, Reply};
use crate::Operation;

/// What a mock does when an operation is called: its replies in turn, the last one again for every further call.
///
/// It stands from the moment that [`Mock`](super::Mock) makes it; the methods add to it.
pub struct Rule<Op> {
    pub(super) shared: Shared,
    pub(super) index: usize,
    pub(super) operation: PhantomData<fn() -> Op>,
}

/// The place of an operation in a rule for all requests.
#[derive(Clone, Copy, Debug)]
pub struct Anything(());

impl<Op> std::fmt::Debug for Rule<Op> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.index + 1)
    }
}

impl<Op: Operation> Rule<Op> {
    /// Answers with a value of the operation's own type, written as the server writes it, envelope and all.
    pub fn answer(self, value: Op::Output) -> Self
    where
        Op::Output: Answering,
    {
        self.reply(Reply::of_value(value.content()))
    }

    /// Refuses with this status and what the description says that the operation fails with.
    pub fn fail(self, status: u16, failure: Op::Failure) -> Self
    where
        Op::Failure: Answering,
    {
        let content = failure.content();
        let content = content.and_then(|content| content.failure_of::<Op>(status));
        self.reply(Reply::of_value(content).with_status(status))
    }

    /// Refuses in the envelope of the operation's answers, with status 200.
    pub fn refuse(self, code: i64, message: impl AsRef<str>) -> Self {
        self.reply(Reply::refusal(code, message.as_ref()))
    }
}

impl<Op> Rule<Op> {
    /// Does this: answers as raw as wanted, or lets something go wrong.
    pub fn reply(self, reply: Reply) -> Self {
        self.shared.change(self.index, |rule| rule.replies.push(reply));
        self
    }

    /// Gives the reply before this header too.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.last(|reply| reply.header(name, value))
    }

    /// Gives the reply before with this status.
    pub fn with_status(self, status: u16) -> Self {
        self.last(|reply| reply.with_status(status))
    }

    /// Takes so long for the reply before; see [`Reply::after`].
    pub fn after(self, delay: Duration) -> Self {
        self.last(|reply| reply.after(delay))
    }

    /// Gives each reply once. A further call is not expected, unless another rule takes it.
    pub fn once(self) -> Self {
        self.shared.change(self.index, |rule| rule.once = true);
        self
    }

    fn last(self, change: impl FnOnce(Reply) -> Reply) -> Self {
        self.shared.change(self.index, |rule| {
            if let Some(reply) = rule.replies.pop() {
                rule.replies.push(change(reply));
            }
        });
        self
    }
}
