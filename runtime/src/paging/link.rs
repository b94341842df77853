//! Addresses of further pages: found in the header `Link` of RFC 8288, and kept to the client's own server.

use http::header::LINK;
use http::{HeaderMap, Uri};

/// The address of the link whose relation is `next`; nothing where there is none.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(LINK).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(links).find_map(|link| {
        let is_next = link.parameter("rel").is_some_and(|relations| {
            relations
                .split_ascii_whitespace()
                .any(|relation| relation.eq_ignore_ascii_case("next"))
        });
        // With an anchor it says something about another thing than this answer.
        (is_next && link.parameter("anchor").is_none()).then_some(link.target)
    })
}

/// A link of a header.
struct Link {
    target: String,
    parameters: Vec<(String, String)>,
}

impl Link {
    /// The first parameter of a name, as the RFC has it.
    fn parameter(&self, name: &str) -> Option<&str> {
        let found = self
            .parameters
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The links of a line. What is no link ends it.
fn links(line: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let Some((target, behind)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) else {
            return links;
        };
        let mut link = Link {
            target: target.trim().to_owned(),
            parameters: Vec::new(),
        };
        rest = behind.trim_start();
        while let Some(behind) = rest.strip_prefix(';') {
            let behind = behind.trim_start();
            let end = behind.find(['=', ';', ',']).unwrap_or(behind.len());
            let (name, behind) = behind.split_at(end);
            let (value, behind) = match behind.strip_prefix('=') {
                Some(value) => value_of(value.trim_start()),
                None => (String::new(), behind),
            };
            link.parameters.push((name.trim().to_owned(), value));
            rest = behind.trim_start();
        }
        links.push(link);
    }
}

/// A value, quoted or not, and what is behind it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, behind) = text.split_at(end);
        return (value.trim().to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, "")
}

/// The path and the query of an address, where it is one of the server that the base names.
///
/// # Errors
///
/// What is wrong with it, in words that show nothing but the name of a host.
pub(crate) fn target(address: &str, base: &Uri, path: &str) -> Result<(String, String), String> {
    let address = address.split('#').next().unwrap_or_default();
    let scheme = base.scheme_str().unwrap_or_default();
    let has_scheme = address
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.is_empty() && !scheme.contains(['/', '?']));
    let absolute = if has_scheme {
        Some(address.to_owned())
    } else {
        address.strip_prefix("//").map(|rest| format!("{scheme}://{rest}"))
    };
    let local = match absolute {
        None => address.to_owned(),
        Some(absolute) => {
            let uri = Uri::try_from(absolute.as_str()).map_err(|_| "its address is no URL".to_owned())?;
            if !same_origin(&uri, base) {
                let host = uri.host().unwrap_or_default();
                let scheme = uri.scheme_str().unwrap_or_default();
                return Err(format!(
                    "it is at `{scheme}://{host}`, not at the client's own server, and credentials go nowhere else"
                ));
            }
            uri.path_and_query()
                .map_or_else(|| "/".to_owned(), |whole| whole.as_str().to_owned())
        }
    };
    let whole = match local.chars().next() {
        Some('/') => local,
        Some('?') => format!("{path}{local}"),
        Some(_) => format!("{}/{local}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        None => return Err("its address is empty".to_owned()),
    };
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err("its address has steps such as `..`".to_owned());
    }
    Ok((path.to_owned(), query.to_owned()))
}

/// Whether two addresses are of one server: the same scheme, host and port. One with a name or a password in it is of none.
fn same_origin(one: &Uri, other: &Uri) -> bool {
    let port = |uri: &Uri| {
        uri.port_u16().or(match uri.scheme_str() {
            Some("https") => Some(443),
            Some("http") => Some(80),
            _ => None,
        })
    };
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    let has_user = one
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'));
    !has_user && one.scheme() == other.scheme() && host(one) == host(other) && port(one) == port(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, line.parse().unwrap());
        }
        next(&headers)
    }

    #[test]
    fn the_next_page_is_found_among_other_links() {
        let github = r#"<https://api.github.com/x?page=1>; rel="prev", <https://api.github.com/x?page=3>; rel="next", <https://api.github.com/x?page=9>; rel="last""#;
        assert_eq!(next_of(&[github]).as_deref(), Some("https://api.github.com/x?page=3"));
        assert_eq!(next_of(&["</a>; rel=prev", "</b>;rel=next"]).as_deref(), Some("/b"));
        assert_eq!(
            next_of(&[r#"</a,b;c>; title="a, b; rel=\"x\""; rel="last NEXT""#]).as_deref(),
            Some("/a,b;c")
        );
        assert_eq!(next_of(&["</a>; rel=\"prev\"", "</b>; rel=nextish"]), None);
        assert_eq!(next_of(&[r##"</a>; rel=next; anchor="#other""##]), None);
        assert_eq!(
            next_of(&["</a>; rel=prev; rel=next"]),
            None,
            "only the first relation counts"
        );
        assert_eq!(next_of(&["", "<", "<a", "a; rel=next", ";;;", "<>; rel"]), None);
        assert_eq!(next_of(&[]), None);
    }

    #[test]
    fn an_address_leads_to_the_own_server_or_nowhere() {
        let base = Uri::from_static("https://api.example/v1");
        let at = |address: &str| target(address, &base, "/v1/things");
        let own = Ok(("/v1/things".to_owned(), "page=2".to_owned()));
        for address in [
            "https://api.example/v1/things?page=2",
            "HTTPS://API.example:443/v1/things?page=2#top",
            "//api.example/v1/things?page=2",
            "/v1/things?page=2",
            "?page=2",
            "things?page=2",
        ] {
            assert_eq!(at(address), own, "{address}");
        }
        for address in [
            "https://evil.example/v1/things?page=2",
            "//evil.example/things",
            "http://api.example/v1/things?page=2",
            "https://api.example:8443/v1/things",
            "https://api.example@evil.example/",
            "https://user@api.example/v1/things",
            "https://api.example.evil.example/",
            "ftp://api.example/",
            "javascript:alert(1)",
            "",
            "/v1/../admin",
        ] {
            assert!(at(address).is_err(), "{address}");
        }
        let why = at("https://evil.example/secret?key=1").unwrap_err();
        assert!(why.contains("evil.example") && !why.contains("secret"), "{why}");
    }
}
