use percent_encoding::percent_decode_str;

/// A URL that somebody may have registered in place of the one that a server sees.
pub(super) struct Variation {
    pub(super) url: String,
    /// What is different about it, as the end of a sentence that begins with "the URL".
    pub(super) difference: String,
}

/// A part of a URL as it is, or another way, with the words for it.
type Choice<'a> = (String, Option<&'a str>);

/// What proxies, frameworks and people make of URLs, the smallest changes first. The URL itself is not among them.
pub(super) fn variations(url: &str) -> Vec<Variation> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Vec::new();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    let (path, query) = target
        .split_once('?')
        .map_or((target, None), |(path, query)| (path, Some(query)));
    let mut found: Vec<(usize, Variation)> = Vec::new();
    for scheme in schemes(scheme) {
        for authority in authorities(&scheme.0, authority) {
            for path in paths(path) {
                for query in queries(query) {
                    let choices = [&scheme, &authority, &path, &query];
                    let differences: Vec<&str> = choices.iter().filter_map(|choice| choice.1).collect();
                    if differences.is_empty() {
                        continue;
                    }
                    let variation = Variation {
                        url: format!("{}://{}{}{}", scheme.0, authority.0, path.0, query.0),
                        difference: differences.join(" and "),
                    };
                    found.push((differences.len(), variation));
                }
            }
        }
    }
    found.sort_by_key(|(changes, _)| *changes);
    found.into_iter().map(|(_, variation)| variation).collect()
}

fn schemes(scheme: &str) -> Vec<Choice<'_>> {
    let mut choices = vec![(scheme.to_owned(), None)];
    match scheme {
        "http" => choices.push(("https".to_owned(), Some("began with `https`"))),
        "https" => choices.push(("http".to_owned(), Some("began with `http`"))),
        _ => {}
    }
    choices
}

fn authorities<'a>(scheme: &str, authority: &str) -> Vec<Choice<'a>> {
    let mut choices: Vec<Choice<'a>> = vec![(authority.to_owned(), None)];
    let port = authority
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    match port {
        Some((host, _)) => choices.push((host.to_owned(), Some("had no port"))),
        None => choices.push((
            format!("{authority}:{}", if scheme == "http" { 80 } else { 443 }),
            Some("named its port"),
        )),
    }
    let lower = authority.to_ascii_lowercase();
    if lower != authority {
        choices.push((lower, Some("had its host in small letters")));
    }
    choices
}

fn paths(path: &str) -> Vec<Choice<'_>> {
    let toggled = match path.strip_suffix('/') {
        Some(shorter) => (shorter.to_owned(), Some("had no slash at the end of its path")),
        None => (format!("{path}/"), Some("had a slash at the end of its path")),
    };
    let mut choices = vec![(path.to_owned(), None), toggled];
    choices.extend(decoded(path).map(|path| (path, Some("had its path percent-decoded"))));
    choices
}

fn queries(query: Option<&str>) -> Vec<Choice<'_>> {
    let Some(query) = query else {
        return vec![(String::new(), None), ("?".to_owned(), Some("ended in `?`"))];
    };
    let mut choices = vec![(format!("?{query}"), None), (String::new(), Some("had no query"))];
    choices.extend(decoded(query).map(|query| (format!("?{query}"), Some("had its query percent-decoded"))));
    choices
}

fn decoded(text: &str) -> Option<String> {
    let decoded = percent_decode_str(text).decode_utf8().ok()?;
    (decoded != text).then(|| decoded.into_owned())
}
