//! Tells types that have `Debug` from those that do not. Of two methods of one name the compiler takes the one that needs fewer references,
//! if the type has it.

use std::fmt;

/// What may be shown.
#[derive(Debug)]
pub struct Showing<'a, T>(pub &'a T);

/// What has `Debug`.
pub trait Shown<'a> {
    /// The value.
    fn shown(&self) -> Option<&'a dyn fmt::Debug>;
}

impl<'a, T: fmt::Debug> Shown<'a> for &Showing<'a, T> {
    fn shown(&self) -> Option<&'a dyn fmt::Debug> {
        Some(self.0)
    }
}

/// What has not.
pub trait Unshown<'a> {
    /// Nothing.
    fn shown(&self) -> Option<&'a dyn fmt::Debug>;
}

impl<'a, T> Unshown<'a> for Showing<'a, T> {
    fn shown(&self) -> Option<&'a dyn fmt::Debug> {
        None
    }
}
