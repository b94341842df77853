//! What the caller proves their identity with.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

use crate::description::Alternatives;
use crate::request::encode;
use crate::scheme::SchemeKind;
use crate::{Description, Error, Scheme, Secret};

/// The values for one scheme.
#[derive(Clone)]
pub(crate) struct Credential {
    pub(crate) scheme: &'static Scheme,
    pub(crate) values: Vec<Secret>,
    /// The algorithm of a signature, where another than the default was chosen.
    pub(crate) algorithm: Option<String>,
}

/// The values for all schemes that the caller has some for.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<Credential>);

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
        match self.find_mut(scheme) {
            Some(known) => known.values = values,
            None => self.0.push(Credential {
                scheme,
                values,
                algorithm: None,
            }),
        }
    }

    /// Chooses the algorithm of a signature.
    pub(crate) fn set_algorithm(&mut self, scheme: &'static Scheme, algorithm: &str) {
        match self.find_mut(scheme) {
            Some(known) => known.algorithm = Some(algorithm.to_owned()),
            None => self.0.push(Credential {
                scheme,
                values: Vec::new(),
                algorithm: Some(algorithm.to_owned()),
            }),
        }
    }

    fn find_mut(&mut self, scheme: &Scheme) -> Option<&mut Credential> {
        self.0
            .iter_mut()
            .find(|credential| credential.scheme.id() == scheme.id())
    }

    fn find(&self, scheme: &Scheme) -> Option<&Credential> {
        self.0
            .iter()
            .find(|credential| credential.scheme.id() == scheme.id() && !credential.values.is_empty())
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

    /// Whether each value can be sent at all; the message names the scheme, never the value.
    pub(crate) fn check(&self) -> Result<(), String> {
        for credential in &self.0 {
            let (id, setter) = (credential.scheme.id(), credential.scheme.setter());
            let in_header = !matches!(credential.scheme.kind(), SchemeKind::QueryKey(_) | SchemeKind::Basic);
            for value in &credential.values {
                if value.expose().is_empty() {
                    return Err(format!("the value for `{id}` is empty; see `{setter}`"));
                }
                if in_header
                    && (HeaderValue::from_str(value.expose()).is_err() || value.expose().trim() != value.expose())
                {
                    return Err(format!(
                        "the value for `{id}` has a line break, a blank at an end, or another character that no header can hold; see \
                         `{setter}`"
                    ));
                }
            }
            match (
                credential.scheme.kind(),
                credential.values.first(),
                &credential.algorithm,
            ) {
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
        }
        Ok(())
    }

    /// The text without any of our secrets, however it spells them.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut spellings: Vec<String> = self.0.iter().flat_map(spellings).collect();
        // The longest first, because one secret can be the beginning of another.
        spellings.sort_unstable_by_key(|spelling| std::cmp::Reverse(spelling.len()));
        let mut redacted = text.to_owned();
        for spelling in spellings {
            if spelling.len() >= 4 && redacted.contains(&spelling) {
                redacted = redacted.replace(&spelling, "***");
            }
        }
        redacted
    }
}

/// How the values of a credential may be spelled: plainly, in base64, in a URL, in JSON and in JSON that escapes slashes.
fn spellings(credential: &Credential) -> Vec<String> {
    let values: Vec<&str> = credential.values.iter().map(Secret::expose).collect();
    let mut spellings = vec![base64(&values.join(":"))];
    for value in values {
        let quoted = serde_json::Value::from(value).to_string();
        let json = quoted.get(1..quoted.len() - 1).unwrap_or_default();
        spellings.extend([
            value.to_owned(),
            base64(value),
            encode(value),
            json.to_owned(),
            json.replace('/', "\\/"),
        ]);
    }
    spellings
}

/// Without the padding, which can be missing.
fn base64(text: &str) -> String {
    STANDARD.encode(text).trim_end_matches('=').to_owned()
}
