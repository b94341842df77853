//! A key of `paths` that is more than a path: a query that belongs to every request, and a fragment that is never sent.

use crate::operation::Parameter;
use crate::url::{self, Pair};

/// The parts of a key that are sent.
pub(crate) struct Template<'d> {
    pub(crate) path: &'d str,
    query: &'d str,
}

impl<'d> Template<'d> {
    pub(crate) fn of(key: &'d str) -> Self {
        let key = key.split('#').next().unwrap_or_default();
        let (path, query) = key.split_once('?').unwrap_or((key, ""));
        Self { path, query }
    }

    /// The values that a query has for the names in the template's own, whose pairs it claims.
    ///
    /// # Errors
    ///
    /// What the query lacks.
    pub(crate) fn query_values(
        &self,
        parameters: &[Parameter<'_>],
        query: &mut [Pair],
    ) -> Result<Vec<(String, String)>, Vec<String>> {
        let (mut values, mut missing) = (Vec::new(), Vec::new());
        for wanted in url::pairs(self.query) {
            let of_parameter = |known: &Parameter<'_>| {
                known.place == "query" && known.name == wanted.name && wanted.value == format!("{{{}}}", known.name)
            };
            if parameters.iter().any(of_parameter) {
                continue;
            }
            let mut pairs = query
                .iter_mut()
                .filter(|pair| !pair.claimed && pair.name == wanted.name);
            let found = pairs.find_map(|pair| {
                let found = url::values(&wanted.value, &pair.value)?;
                pair.claimed = true;
                Some(found)
            });
            match found {
                Some(found) => values.extend(found),
                None => missing.push(format!("the query lacks {}={}", wanted.name, wanted.value)),
            }
        }
        if missing.is_empty() { Ok(values) } else { Err(missing) }
    }
}
