//! What the caller proves their identity with.

mod redaction;
mod source;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use http::HeaderValue;

use crate::description::Alternatives;
use crate::scheme::SchemeKind;
use crate::{Description, Error, Scheme, Secret};

use redaction::Redaction;
pub use source::{ChangingCredential, CredentialSource, Provided};

/// The values for one scheme, and where they come from if they can change.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: &'static Scheme,
    pub(crate) values: Vec<Secret>,
    /// The algorithm of a signature, where another than the default was chosen.
    pub(crate) algorithm: Option<String>,
    source: Option<Arc<dyn CredentialSource>>,
}

/// The values for all schemes that the caller has some for. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Arc<Vec<Credential>>);

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|credential| credential.scheme.id()))
            .finish()
    }
}

impl Credentials {
    /// Sets the values for a scheme, in place of those that it had.
    pub(crate) fn set(&mut self, scheme: &'static Scheme, values: Vec<Secret>) {
        let known = self.entry(scheme);
        (known.values, known.source) = (values, None);
    }

    /// Has the values for a scheme come from a source.
    pub(crate) fn set_source(&mut self, scheme: &'static Scheme, source: Arc<dyn CredentialSource>) {
        let known = self.entry(scheme);
        (known.values, known.source) = (Vec::new(), Some(source));
    }

    /// Chooses the algorithm of a signature.
    pub(crate) fn set_algorithm(&mut self, scheme: &'static Scheme, algorithm: &str) {
        self.entry(scheme).algorithm = Some(algorithm.to_owned());
    }

    pub(crate) fn is_empty(&self) -> bool {
        !self.0.iter().any(Credential::is_given)
    }

    fn entry(&mut self, scheme: &'static Scheme) -> &mut Credential {
        let all = Arc::make_mut(&mut self.0);
        let at = all.iter().position(|credential| credential.scheme.id() == scheme.id());
        let at = at.unwrap_or_else(|| {
            all.push(Credential {
                scheme,
                values: Vec::new(),
                algorithm: None,
                source: None,
            });
            all.len() - 1
        });
        &mut all[at]
    }

    fn find(&self, scheme: &Scheme) -> Option<&Credential> {
        self.0
            .iter()
            .find(|credential| credential.scheme.id() == scheme.id() && credential.is_given())
    }

    /// The values for the first alternative that the caller has all values for.
    pub(crate) fn choose(&self, description: &'static Description) -> Result<Vec<&Credential>, Error> {
        let alternatives: Alternatives = description.alternatives();
        let complete = alternatives.iter().find_map(|schemes| {
            let found: Option<Vec<&Credential>> = schemes.iter().map(|scheme| self.find(scheme)).collect();
            // That credentials are optional is no reason to leave them out, so such an alternative waits for the others.
            found.filter(|found| !found.is_empty())
        });
        match complete {
            Some(found) => Ok(found),
            None if alternatives.is_empty() || alternatives.iter().any(|schemes| schemes.is_empty()) => Ok(Vec::new()),
            None => Err(Error::credential_missing(description)),
        }
    }

    /// The same with the values that the sources of the schemes in use give now.
    pub(crate) async fn resolved(&self, description: &'static Description) -> Result<Self, Error> {
        let mut resolved = self.clone();
        if self.0.iter().all(|credential| credential.source.is_none()) {
            return Ok(resolved);
        }
        for credential in self.choose(description)? {
            let Some(source) = &credential.source else { continue };
            let values = source.values().await;
            let values =
                values.map_err(|error| Error::credential_unavailable(description, credential.scheme, error))?;
            let known = resolved.entry(credential.scheme);
            known.values = values;
            known
                .check_given()
                .map_err(|why| Error::credential_unavailable(description, credential.scheme, why))?;
        }
        Ok(resolved)
    }

    /// Tells the sources of the schemes in use that the server has refused their values; whether one of them has others.
    pub(crate) fn refused(&self, description: &'static Description) -> bool {
        let chosen = self.choose(description).unwrap_or_default();
        let sources = chosen.iter().filter_map(|credential| credential.source.as_ref());
        // Each is told, also behind one that has others.
        sources.filter(|source| source.refused()).count() > 0
    }

    /// Whether each value can be sent at all; the message names the scheme, never the value.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.0.iter().try_for_each(Credential::check)
    }

    /// The text without any of our secrets, however it spells them.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.redact_part(text, 0..text.len())
    }

    /// A part of the text without any of our secrets.
    pub(crate) fn redact_part(&self, text: &str, part: Range<usize>) -> String {
        Redaction::of(&self.0).shown(text, part)
    }
}

impl Credential {
    fn is_given(&self) -> bool {
        !self.values.is_empty() || self.source.is_some()
    }

    /// Whether the values of a source are as many as the scheme has, and can be sent.
    fn check_given(&self) -> Result<(), String> {
        let (given, expected) = (self.values.len(), self.scheme.kind().values());
        if given != expected {
            return Err(format!(
                "the source gives {given} values, and the scheme has {expected}"
            ));
        }
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        let (id, setter) = (self.scheme.id(), self.scheme.setter());
        let in_header = !matches!(self.scheme.kind(), SchemeKind::QueryKey(_) | SchemeKind::Basic);
        for value in &self.values {
            if value.expose().is_empty() {
                return Err(format!("the value for `{id}` is empty; see `{setter}`"));
            }
            if in_header && (HeaderValue::from_str(value.expose()).is_err() || value.expose().trim() != value.expose())
            {
                return Err(format!(
                    "the value for `{id}` has a line break, a blank at an end, or another character that no header can hold; see \
                     `{setter}`"
                ));
            }
        }
        match (self.scheme.kind(), self.values.first(), &self.algorithm) {
            (SchemeKind::Basic, Some(user), _) if user.expose().contains(':') => {
                return Err(format!(
                    "the user name for `{id}` has a colon, where the password would begin; see `{setter}`"
                ));
            }
            (SchemeKind::Signature(recipe), _, Some(algorithm))
                if !recipe.algorithms().any(|known| known == algorithm) =>
            {
                let known: Vec<&str> = recipe.algorithms().collect();
                return Err(format!(
                    "`{algorithm}` is no algorithm of `{id}`: one of {}",
                    known.join(", ")
                ));
            }
            _ => {}
        }
        Ok(())
    }
}
