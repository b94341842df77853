//! How deep lowering may go at once, so that no document exhausts the stack.

use crate::openapi::Schema;

/// How many schemas may be looked at inside one another before a model is put off. It keeps the stack small, whatever the document:
/// models refer to one another in chains of any length.
const DEEP: usize = 96;

/// How many lists, maps and references may stand inside one another without a model between. A compiler gives up soon behind it.
const END: usize = 64;

/// How deep in the document's schemas something is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Depth {
    whole: usize,
    /// Since the last model.
    inside: usize,
}

impl Depth {
    pub(super) fn is_deep(self) -> bool {
        self.whole >= DEEP
    }

    pub(super) fn is_at_the_end(self) -> bool {
        self.inside >= END
    }

    /// Goes a step deeper; what it was before is given back.
    pub(super) fn step(&mut self) -> Self {
        let before = *self;
        self.whole += 1;
        self.inside += 1;
        before
    }

    /// Goes into a model; what it was before is given back.
    pub(super) fn inside_a_model(&mut self) -> Self {
        let before = *self;
        self.inside = 0;
        before
    }
}

/// A model that was met too deep to be defined there. Its name is known, so that others can refer to it.
#[derive(Debug)]
pub(super) struct Deferred<'t> {
    pub(super) slot: usize,
    pub(super) schema: Schema<'t>,
    pub(super) name: String,
    pub(super) module: String,
}
