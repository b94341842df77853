use serde::Serialize;

use super::member::{MaybeText, TextSpelling};
use crate::request::Files;
use crate::{Error, Members, Multipart, Nullable, RequestParts};

/// What gathers the members of a body.
pub trait Gatherer {
    /// Adds the value of one.
    fn add<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
        media_type: Option<&'static str>,
    ) -> Result<(), String>;
}

impl Gatherer for Members {
    fn add<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
        media_type: Option<&'static str>,
    ) -> Result<(), String> {
        self.value(name, value, media_type)
    }
}

impl Gatherer for Multipart {
    fn add<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
        media_type: Option<&'static str>,
    ) -> Result<(), String> {
        self.value(name, value, media_type)
    }
}

/// A member of a body that is always there.
pub trait Part<B> {
    /// Adds it.
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String>;
}

impl<B: Gatherer, T: Serialize> Part<B> for T {
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        body.add(name, self, media_type)
    }
}

/// A member of a body that is there where it has a value.
pub trait OptionalPart<B> {
    /// Adds it, if it is there.
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String>;
}

impl<B: Gatherer, T: Serialize> OptionalPart<B> for Option<T> {
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        self.as_ref().map_or(Ok(()), |value| body.add(name, value, media_type))
    }
}

impl<B: Gatherer, T: MaybeText> OptionalPart<B> for TextSpelling<'_, Option<T>> {
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        let value = self.0.as_ref();
        value.map_or(Ok(()), |value| body.add(name, &TextSpelling(value), media_type))
    }
}

impl<B: Gatherer, T: Serialize> OptionalPart<B> for Nullable<T> {
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        if self.is_absent() {
            Ok(())
        } else {
            body.add(name, self, media_type)
        }
    }
}

impl<B: Gatherer, T: MaybeText> OptionalPart<B> for TextSpelling<'_, Nullable<T>> {
    fn add_to(&self, body: &mut B, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        if self.0.is_absent() {
            Ok(())
        } else {
            body.add(name, self, media_type)
        }
    }
}

/// Files that are a member of a form; none of them where there are none.
#[derive(Debug)]
pub struct FilePart<'a, T>(pub &'a T);

impl<T: Files> Part<Multipart> for FilePart<'_, T> {
    fn add_to(&self, body: &mut Multipart, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        body.file(name, self.0, media_type)
    }
}

impl<T: Files> OptionalPart<Multipart> for FilePart<'_, T> {
    fn add_to(&self, body: &mut Multipart, name: &'static str, media_type: Option<&'static str>) -> Result<(), String> {
        body.file(name, self.0, media_type)
    }
}

/// A member of a body: its name, its value, and its media type where it has one of its own.
pub type PartRow<'a, P> = (&'static str, &'a P, Option<&'static str>);

impl RequestParts {
    /// Adds the members of a body: those that are always there, then those that may be left out.
    ///
    /// # Errors
    ///
    /// When one cannot be written.
    #[doc(hidden)]
    pub fn parts<'a, B: 'a>(
        &self,
        body: &mut B,
        required: &[PartRow<'_, dyn Part<B> + 'a>],
        optional: &[PartRow<'_, dyn OptionalPart<B> + 'a>],
    ) -> Result<(), Error> {
        for (name, value, media_type) in required {
            let added = value.add_to(body, name, *media_type);
            added.map_err(|why| self.refuse_part(name, &why))?;
        }
        for (name, value, media_type) in optional {
            let added = value.add_to(body, name, *media_type);
            added.map_err(|why| self.refuse_part(name, &why))?;
        }
        Ok(())
    }
}
