use serde_json::Value;
use serde_json::value::RawValue;

use crate::operation::{Operation, Parameter, essence};
use crate::template::Template;
use crate::url::{self, Pair, decoded};
use crate::{body, place, same};

/// A request as it went out.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// Path and query, without the address of the server.
    pub target: String,
    /// The headers, in their order.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

impl Sent {
    /// Whether it asks for answers of a media type; for all where it does not say.
    pub(crate) fn asks_for(&self, media_type: &str) -> bool {
        let media_type = essence(media_type);
        let accept = self
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("accept"));
        accept.is_none_or(|(_, accept)| {
            accept
                .split(',')
                .map(essence)
                .any(|taken| match taken.strip_suffix('*') {
                    Some(range) => range == "*/" || media_type.starts_with(range),
                    None => taken == media_type,
                })
        })
    }
}

/// Headers that need no description.
const OF_HTTP: [&str; 5] = ["accept", "content-length", "content-type", "host", "user-agent"];
/// Headers that the specification keeps out of the parameters: who describes them there is not heard.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

fn is_among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What the caller gave, place by place.
#[derive(Debug, Default)]
struct Given<'g> {
    parameters: Value,
    body: Option<&'g RawValue>,
}

impl<'g> Given<'g> {
    fn read(text: &'g str) -> Result<Self, String> {
        let wrong = |error: serde_json::Error| format!("what was given is no JSON: {error}");
        let raw: std::collections::BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(wrong)?;
        Ok(Self {
            parameters: serde_json::from_str(text).map_err(wrong)?,
            body: raw.get("body").copied(),
        })
    }

    fn at(&self, place: &str, name: &str) -> Option<&Value> {
        self.parameters.get(place)?.get(name)
    }
}

impl Operation<'_> {
    /// Holds a request against the description and against what the caller gave, as JSON: `path`, `query`, `header` and `cookie` with
    /// the parameters by their names, and `body`.
    ///
    /// # Errors
    ///
    /// All that is wrong, a line for each.
    pub fn check(&self, sent: &Sent, given: &str) -> Result<(), String> {
        let given = Given::read(given)?;
        let mut faults = Vec::new();
        if sent.method != self.method {
            faults.push(format!("the method is {}, not {}", sent.method, self.method));
        }
        let (path, query) = sent.target.split_once('?').unwrap_or((&sent.target, ""));
        let template = Template::of(&self.path);
        let mut values = url::values(template.path, path).unwrap_or_else(|| {
            faults.push(format!("the path {path} is not of the template {}", self.path));
            Vec::new()
        });
        let mut query = url::pairs(query);
        match template.query_values(&self.parameters(), &mut query) {
            Ok(found) => values.extend(found),
            Err(missing) => faults.extend(missing),
        }
        let mut cookies = cookies(sent);
        let mut parameters = self.parameters();
        parameters.retain(|known| known.place != "header" || !is_among(&DESCRIBED_ELSEWHERE, known.name));
        let all = parameters.clone();
        parameters.retain(|known| known.place != "query" || !template.says(known.name, &all));
        // A parameter that is the key of a security scheme is sent by the credentials.
        parameters.retain(|known| {
            let is_key = self
                .document
                .keys(known.place)
                .any(|key| key.eq_ignore_ascii_case(known.name));
            !is_key || given.at(known.place, known.name).is_some()
        });
        for parameter in &parameters {
            let wanted = given.at(parameter.place, parameter.name);
            let (style, _) = parameter.style();
            let shape = wanted
                .and_then(|wanted| same::shown(wanted, style))
                .unwrap_or(Value::Null);
            let found = self.found(*parameter, &shape, &values, sent, &mut query, &mut cookies);
            let verdict = self.verdict(*parameter, wanted, found);
            faults.extend(
                verdict
                    .err()
                    .map(|why| format!("{} `{}`: {why}", parameter.place, parameter.name)),
            );
        }
        for place in ["path", "query", "header", "cookie"] {
            let names = given.parameters.get(place).and_then(Value::as_object);
            for name in names.into_iter().flat_map(serde_json::Map::keys) {
                if !parameters
                    .iter()
                    .any(|known| known.place == place && known.name == *name)
                {
                    faults.push(format!("{place} `{name}` was given and is not described"));
                }
            }
        }
        faults.extend(self.undescribed(&parameters, sent, &query, &cookies));
        faults.extend(self.body_fault(sent, given.body));
        if faults.is_empty() {
            Ok(())
        } else {
            Err(faults.join("\n"))
        }
    }

    /// The value of a parameter in a request, decoded.
    fn found(
        &self,
        parameter: Parameter<'_>,
        given: &Value,
        values: &[(String, String)],
        sent: &Sent,
        query: &mut [Pair],
        cookies: &mut [Pair],
    ) -> Option<Value> {
        let is_json = parameter.is_json();
        let style = parameter.style();
        let style = if is_json {
            (if parameter.place == "path" { "simple" } else { "form" }, false)
        } else {
            style
        };
        // JSON is one text.
        let shape = if is_json { &Value::Null } else { given };
        let found = match parameter.place {
            "path" => {
                let (_, text) = values.iter().find(|(name, _)| name == parameter.name)?;
                place::path(text, parameter.name, style, shape)?
            }
            "query" => place::among(query, parameter.name, style, shape)?,
            "cookie" => place::among(cookies, parameter.name, style, shape)?,
            "header" => {
                let mut headers = sent.headers.iter();
                let (_, text) = headers.find(|(name, _)| name.eq_ignore_ascii_case(parameter.name))?;
                place::header(text, style.1, shape)
            }
            _ => return None,
        };
        match found.as_str().filter(|_| is_json) {
            Some(text) => Some(serde_json::from_str(text).unwrap_or(Value::Null)),
            None => Some(found),
        }
    }

    /// Whether a parameter was sent as it was given.
    fn verdict(&self, parameter: Parameter<'_>, given: Option<&Value>, found: Option<Value>) -> Result<(), String> {
        let Some(given) = given else {
            let of_http = parameter.place == "header" && is_among(&OF_HTTP, parameter.name);
            let required = parameter.node.get("required") == Some(&Value::Bool(true));
            return match found {
                Some(found) if !of_http => Err(format!("it says {found}, and nobody gave it")),
                None if required => Err("it must be sent, and nobody gave it".to_owned()),
                _ => Ok(()),
            };
        };
        if let Some(schema) = parameter.schema() {
            self.document.sent.fits(self.document.root(), schema, given)?;
        }
        let (style, _) = parameter.style();
        let Some(found) = found else {
            // An empty list is not sent; a place in the path and JSON have something for everything.
            let shows = parameter.place == "path" || parameter.is_json() || same::shown(given, style).is_some();
            return if shows {
                Err(format!("it is not sent, {given} was given"))
            } else {
                Ok(())
            };
        };
        if parameter.is_json() && found == *given {
            return Ok(());
        }
        same::texts(&found, &same::shown(given, style).unwrap_or(Value::Null))
    }

    /// What a request has that nothing describes.
    fn undescribed(&self, parameters: &[Parameter<'_>], sent: &Sent, query: &[Pair], cookies: &[Pair]) -> Vec<String> {
        let keys = |place: &str| -> Vec<&str> { self.document.keys(place).collect() };
        let signatures = self
            .document
            .schemes()
            .filter_map(|scheme| scheme.get("x-signature")?.get("headers")?.as_object());
        let signed: Vec<&str> = signatures
            .flat_map(|headers| headers.keys().map(String::as_str))
            .collect();
        let described = parameters
            .iter()
            .filter(|parameter| parameter.place == "header")
            .map(|parameter| parameter.name);
        let mut headers: Vec<&str> = described.chain(keys("header")).chain(signed).chain(OF_HTTP).collect();
        if self.document.schemes().any(|scheme| scheme.get("in").is_none()) {
            headers.push("authorization");
        }
        headers.push("cookie");
        let mut faults = Vec::new();
        for (name, value) in &sent.headers {
            if !headers.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                faults.push(format!("the header {name}: {value} is not described"));
            }
        }
        for (pairs, place) in [(query, "query"), (cookies, "cookie")] {
            let keys = keys(place);
            let unclaimed = pairs
                .iter()
                .filter(|pair| !pair.claimed && !keys.contains(&pair.name.as_str()));
            faults.extend(unclaimed.map(|pair| format!("{place} `{}` is not described, or sent twice", pair.name)));
        }
        faults
    }

    fn body_fault(&self, sent: &Sent, given: Option<&RawValue>) -> Option<String> {
        let media_type = sent
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        match (given, media_type) {
            (None, None) if sent.body.is_empty() => None,
            (None, _) => Some("a body is sent, and nobody gave one".to_owned()),
            (Some(_), None) => Some("the body has no media type".to_owned()),
            (Some(given), Some((_, media_type))) => body::check(self, media_type, &sent.body, given).err(),
        }
    }
}

fn cookies(sent: &Sent) -> Vec<Pair> {
    let headers = sent
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("cookie"));
    let cookies = headers
        .flat_map(|(_, value)| value.split(';'))
        .filter(|cookie| !cookie.trim().is_empty());
    cookies
        .map(|cookie| {
            let (name, value) = cookie.trim().split_once('=').unwrap_or((cookie.trim(), ""));
            Pair {
                name: decoded(name),
                value: value.to_owned(),
                claimed: false,
            }
        })
        .collect()
}
