use std::fmt;
use std::ops::Deref;

use crate::Error;

/// What the server has confirmed: it was fetched anew, it is what was agreed upon, and it is as far as it has to be.
///
/// It can be made in no other way, so a function that takes it cannot be given what a callback claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed<T>(T);

impl<T> Confirmed<T> {
    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Confirmed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A member that is not what it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    member: &'static str,
    expected: String,
    found: Option<String>,
}

impl Difference {
    /// The member's name, as the server spells it.
    #[must_use]
    pub fn member(&self) -> &'static str {
        self.member
    }

    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there; nothing where the member is missing.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { member, expected, .. } = self;
        match &self.found {
            Some(found) => write!(f, "`{member}` is {found}, expected {expected}"),
            None => write!(f, "`{member}` is missing, expected {expected}"),
        }
    }
}

/// Why a callback is not confirmed. One pointer wide.
#[derive(Debug)]
pub struct ConfirmError(Box<Reason>);

#[derive(Debug)]
enum Reason {
    /// It could not be fetched.
    Fetch(Error),
    /// The callback claims to be about something else. Nothing was fetched.
    Claim(Vec<Difference>),
    /// What was fetched is not what was agreed upon.
    Mismatch(Vec<Difference>),
    /// It is what was agreed upon, but not as far as it has to be.
    Unmet(Difference),
}

impl ConfirmError {
    /// What a call that fetches has failed with.
    #[must_use]
    pub fn fetch(error: Error) -> Self {
        Self(Box::new(Reason::Fetch(error)))
    }

    /// Whether it could not be fetched: nothing is known, and it should be tried again.
    #[must_use]
    pub fn is_fetch(&self) -> bool {
        matches!(*self.0, Reason::Fetch(_))
    }

    /// Whether the callback claims something else than our own records say. Nothing was fetched. **Nobody honest sends this.**
    #[must_use]
    pub fn is_false_claim(&self) -> bool {
        matches!(*self.0, Reason::Claim(_))
    }

    /// Whether what was fetched is not what was agreed upon. Somebody should look at it.
    #[must_use]
    pub fn is_mismatch(&self) -> bool {
        matches!(*self.0, Reason::Mismatch(_))
    }

    /// Whether it is what was agreed upon, but is not, not yet or no longer as far as it has to be.
    #[must_use]
    pub fn is_unmet(&self) -> bool {
        matches!(*self.0, Reason::Unmet(_))
    }

    /// What is different.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        match &*self.0 {
            Reason::Fetch(_) => &[],
            Reason::Claim(differences) | Reason::Mismatch(differences) => differences,
            Reason::Unmet(difference) => std::slice::from_ref(difference),
        }
    }

    /// Why it could not be fetched.
    #[must_use]
    pub fn error(&self) -> Option<&Error> {
        match &*self.0 {
            Reason::Fetch(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for ConfirmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.0 {
            Reason::Fetch(_) => return f.write_str("the callback could not be confirmed: fetching failed"),
            Reason::Claim(_) => "the callback claims something else than our records say: ",
            Reason::Mismatch(_) => "what was fetched is not what was agreed upon: ",
            Reason::Unmet(_) => "what was fetched is what was agreed upon, but not as far as it has to be: ",
        })?;
        for (at, difference) in self.differences().iter().enumerate() {
            write!(f, "{}{difference}", if at == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfirmError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error().map(|error| error as _)
    }
}

/// Compares, member by member, what was agreed upon with what is there.
#[derive(Debug, Default)]
pub struct Agreement {
    differences: Vec<Difference>,
    unmet: Option<Difference>,
}

impl Agreement {
    /// Nothing compared yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The member has to be there, with this value.
    #[must_use]
    pub fn expect<'a, T>(mut self, member: &'static str, expected: &'a T, found: impl Into<Option<&'a T>>) -> Self
    where
        T: PartialEq + fmt::Display + 'a,
    {
        let found = found.into();
        if found != Some(expected) {
            self.differences.push(Difference {
                member,
                expected: expected.to_string(),
                found: found.map(ToString::to_string),
            });
        }
        self
    }

    /// The member has this value, if it is there.
    #[must_use]
    pub fn expect_if_claimed<'a, T>(
        self,
        member: &'static str,
        expected: &'a T,
        found: impl Into<Option<&'a T>>,
    ) -> Self
    where
        T: PartialEq + fmt::Display + 'a,
    {
        match found.into() {
            Some(found) => self.expect(member, expected, found),
            None => self,
        }
    }

    /// The member has to be there, with a value of the group of this name.
    #[must_use]
    pub fn require<'a, T>(
        mut self,
        member: &'static str,
        group: &'static str,
        is_in_group: fn(&T) -> bool,
        found: impl Into<Option<&'a T>>,
    ) -> Self
    where
        T: fmt::Display + 'a,
    {
        let found = found.into();
        if !found.is_some_and(is_in_group) {
            self.unmet.get_or_insert(Difference {
                member,
                expected: format!("one that is {group}"),
                found: found.map(ToString::to_string),
            });
        }
        self
    }

    /// Whether the claims of a callback stand against our records.
    ///
    /// # Errors
    ///
    /// When a claim differs.
    pub fn claims(self) -> Result<(), ConfirmError> {
        if self.differences.is_empty() {
            return Ok(());
        }
        Err(ConfirmError(Box::new(Reason::Claim(self.differences))))
    }

    /// The value, if all compared well.
    ///
    /// # Errors
    ///
    /// When a member differs, or is not as far as it has to be.
    pub fn confirm<T>(self, value: T) -> Result<Confirmed<T>, ConfirmError> {
        if !self.differences.is_empty() {
            return Err(ConfirmError(Box::new(Reason::Mismatch(self.differences))));
        }
        match self.unmet {
            Some(unmet) => Err(ConfirmError(Box::new(Reason::Unmet(unmet)))),
            None => Ok(Confirmed(value)),
        }
    }
}
