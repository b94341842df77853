//! Requests for an address that the server gave: a further page.

use http::Uri;

use super::RequestParts;
use crate::paging::{link_target, without_pair};
use crate::scheme::SchemeKind;
use crate::{Error, ErrorKind};

impl RequestParts {
    /// Where the request goes if an address says it, whose query then takes the place of the own one: the server and the path there.
    ///
    /// # Errors
    ///
    /// When the address is not one of the server that the client talks to.
    pub(crate) fn follow_link<'a>(&mut self, base_url: &'a str) -> Result<Option<(&'a str, String)>, Error> {
        let Some(address) = self.link.take() else {
            return Ok(None);
        };
        let base = Uri::try_from(base_url).map_err(|error| Error::configuration(error.to_string()))?;
        let prefix = base.path().trim_end_matches('/');
        let origin = base_url.strip_suffix(prefix).unwrap_or(base_url);
        // What the template has of a query is replaced as well.
        let own = format!("{prefix}{}", self.path.split('?').next().unwrap_or_default());
        let (path, mut query) = link_target(&address, &base, &own).map_err(|why| {
            let detail = format!("nothing was sent: the server says where the next page is, but {why}");
            Error::new(ErrorKind::Paging, Some(self.description), detail)
        })?;
        // Credentials in the query come anew, whatever the server repeats of them.
        for scheme in self.description.alternatives().iter().copied().flatten() {
            if let SchemeKind::QueryKey(name) = scheme.kind() {
                query = without_pair(&query, name);
            }
        }
        self.query = query;
        Ok(Some((origin, path)))
    }
}
