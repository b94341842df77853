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
        for wanted in self.said(parameters) {
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

    /// Whether a parameter of the query is said already.
    pub(crate) fn says(&self, name: &str, parameters: &[Parameter<'_>]) -> bool {
        self.said(parameters).any(|pair| pair.name == name)
    }

    /// The pairs that each request has: those whose open places are all filled from the path's parameters. Of the others some are
    /// parameters of the query, and some nothing fills.
    fn said(&self, parameters: &[Parameter<'_>]) -> impl Iterator<Item = Pair> {
        let is_filled = |name: &str| {
            let mut parameters = parameters.iter();
            parameters.any(|known| known.place == "path" && known.name == name)
        };
        url::pairs(self.query).into_iter().filter(move |pair| {
            let names = pair.value.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            names.map(|(name, _)| name).all(is_filled)
        })
    }
}
