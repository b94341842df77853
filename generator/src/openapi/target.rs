use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Document, Operation, ParameterPlace};

/// What no URL may hold as it is, of what stands in a template beside its names.
const FORBIDDEN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'{')
    .add(b'}')
    .add(b'#');

/// What a key of `paths` is made of. The specification knows a path only, but people write more: a query that belongs to every request of it,
/// and a fragment that keeps two keys apart and that nobody sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'t> {
    /// The template of the path.
    pub path: &'t str,
    /// What stands behind `?`.
    pub query: Option<&'t str>,
    /// What stands behind `#`.
    pub fragment: Option<&'t str>,
}

impl<'t> Target<'t> {
    /// The parts of a key.
    #[must_use]
    pub fn of(key: &'t str) -> Self {
        let (rest, fragment) = split(key, '#');
        let (path, query) = split(rest, '?');
        Self { path, query, fragment }
    }

    /// The pairs of the query, as they are written.
    pub fn pairs(self) -> impl Iterator<Item = &'t str> {
        self.query
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
    }
}

fn split(text: &str, sign: char) -> (&str, Option<&str>) {
    text.split_once(sign)
        .map_or((text, None), |(before, behind)| (before, Some(behind)))
}

/// The names between braces in a template.
#[must_use]
pub fn template_names(template: &str) -> Vec<&str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

impl<'t> Operation<'t> {
    /// What its requests have as path and query before any value: its key, without the fragment, and without the pairs of the query
    /// that are parameters `in: query` of their own or that nothing fills.
    #[must_use]
    pub fn template(self, document: Document<'t>) -> String {
        let target = Target::of(self.path);
        let parameters = match target.query {
            Some(_) => self.parameters(document),
            None => Vec::new(),
        };
        let is_at = |name: &str, place: ParameterPlace| {
            let mut parameters = parameters.iter();
            parameters.any(|known| known.place() == Some(place) && known.name() == Some(name))
        };
        let is_filled = |name: &str| is_at(name, ParameterPlace::Path);
        let mut template = encoded(target.path);
        let mut sign = '?';
        for pair in target.pairs() {
            let is_parameter = own_parameter(pair).is_some_and(|name| is_at(name, ParameterPlace::Query));
            if is_parameter || !template_names(pair).into_iter().all(is_filled) {
                continue;
            }
            template.push(sign);
            template.push_str(&encoded(pair));
            sign = '&';
        }
        template
    }
}

/// A template, of which all but the names in braces can stand in a URL.
fn encoded(template: &str) -> String {
    let mut encoded = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('}') {
        match before.rsplit_once('{') {
            Some((literal, name)) => {
                encoded.extend(utf8_percent_encode(literal, FORBIDDEN));
                encoded.extend(["{", name, "}"]);
            }
            None => encoded.extend(utf8_percent_encode(before, FORBIDDEN).chain(["%7D"])),
        }
        rest = behind;
    }
    encoded.extend(utf8_percent_encode(rest, FORBIDDEN));
    encoded
}

/// The parameter that a pair of the form `name={name}` stands for.
#[must_use]
pub fn own_parameter(pair: &str) -> Option<&str> {
    let (name, value) = pair.split_once('=')?;
    let filled = value.strip_prefix('{')?.strip_suffix('}')?;
    (name == filled).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_a_path_and_may_have_more() {
        let of = |key: &'static str| {
            let Target { path, query, fragment } = Target::of(key);
            (path, query, fragment)
        };
        assert_eq!(of("/files/{id}"), ("/files/{id}", None, None));
        assert_eq!(of("/files/{id}#add_link"), ("/files/{id}", None, Some("add_link")));
        assert_eq!(of("/files?a=1#b?c"), ("/files", Some("a=1"), Some("b?c")));
        assert_eq!(of("/files?"), ("/files", Some(""), None));
    }

    #[test]
    fn what_no_url_may_hold_is_encoded() {
        assert_eq!(encoded("/a b/{the name}/é|"), "/a%20b/{the name}/%C3%A9%7C");
        assert_eq!(encoded("/a%20b/(x):y,$@"), "/a%20b/(x):y,$@");
        assert_eq!(encoded("/open{brace/{name}/close}"), "/open%7Bbrace/{name}/close%7D");
    }

    #[test]
    fn a_pair_that_names_itself_is_a_parameter() {
        assert_eq!(own_parameter("term={term}"), Some("term"));
        assert_eq!(own_parameter("term={other}"), None);
        assert_eq!(own_parameter("term=x{term}"), None);
        assert_eq!(own_parameter("term"), None);
    }
}
