use serde_json::Value;

use crate::operation::essence;
use crate::same::{self, Rule};
use crate::{Operation, Sent};

/// An answer as the description shows it.
#[derive(Clone, Debug)]
pub struct Example<'d> {
    /// Which one it is, such as `200 application/json`.
    pub name: String,
    /// A status that it can come with.
    pub status: u16,
    /// The media type of its body.
    pub media_type: String,
    /// Its body.
    pub body: String,
    /// Why it is not an answer to expect: it does not fit its own schema, it is no body, or the request asks for another media type.
    pub unfit: Option<String>,
    /// Whether it says no although its status says yes, by the envelope that it comes in.
    pub refuses: bool,
    schema: Option<&'d Value>,
    /// The media types that the same answer may have.
    beside: Vec<&'d str>,
}

impl Example<'_> {
    /// Whether a client must understand it as a success.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.unfit.is_none() && (200..300).contains(&self.status) && !self.refuses
    }

    /// Whether its answer may have a media type that a request asks for.
    fn has_asked_for(&self, sent: &Sent) -> bool {
        self.beside.iter().any(|media_type| sent.asks_for(media_type))
    }

    /// Whether a client must understand it as a failure.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.unfit.is_none() && !(200..300).contains(&self.status)
    }
}

impl<'d> Operation<'d> {
    /// The examples of the answers to a request, in the order of the description.
    #[must_use]
    pub fn examples_for(&self, sent: &Sent) -> Vec<Example<'d>> {
        let mut examples = self.examples();
        for example in &mut examples {
            let is_wanted =
                !example.has_asked_for(sent) || is_json(&example.media_type) || sent.asks_for(&example.media_type);
            if example.unfit.is_none() && !is_wanted {
                example.unfit = Some("the request asks for another media type".to_owned());
            }
        }
        examples
    }

    /// The examples of its answers, in the order of the description.
    #[must_use]
    pub fn examples(&self) -> Vec<Example<'d>> {
        let mut all = Vec::new();
        let Some(responses) = self.node.get("responses").and_then(Value::as_object) else {
            return all;
        };
        for (key, response) in responses {
            let response = self.document.follow(response);
            let Some(status) = status(key, responses.keys()) else {
                continue;
            };
            for (media_type, media) in content(response) {
                for (name, value) in self.values(media) {
                    let name = match name {
                        Some(name) => format!("{key} {media_type}: {name}"),
                        None => format!("{key} {media_type}"),
                    };
                    let mut example = self.example(name, status, media_type, media.get("schema"), value);
                    example.beside = content(response).iter().map(|(media_type, _)| *media_type).collect();
                    all.push(example);
                }
            }
        }
        all
    }

    /// An answer that the description does not show, for a test that made one.
    #[must_use]
    pub fn made(&self, status: u16, media_type: &str, body: &str) -> Example<'d> {
        let name = format!("{status} {media_type}, made");
        let unusable = |error| (Value::Null, Some(format!("{error}")));
        let (value, unread) = serde_json::from_str(body).map_or_else(unusable, |value| (value, None));
        let responses = self.node.get("responses").and_then(Value::as_object);
        let response = responses.and_then(|all| {
            let of = |key: &&String| self::status(key, all.keys()) == Some(status);
            all.keys().find(of).and_then(|key| all.get(key))
        });
        let content = response.and_then(|response| self.document.follow(response).get("content"));
        let schema = content
            .and_then(|content| crate::operation::media(content, media_type))
            .and_then(|media| media.get("schema"));
        let mut example = self.example(name, status, media_type, schema, &value);
        example.body = body.to_owned();
        example.unfit = unread.or(example.unfit);
        example
    }

    fn values(&self, media: &'d Value) -> Vec<(Option<&'d str>, &'d Value)> {
        let single = media.get("example").map(|value| (None, value));
        let several = media.get("examples").and_then(Value::as_object);
        let several = several.into_iter().flatten().filter_map(|(name, example)| {
            let value = self.document.follow(example).get("value")?;
            Some((Some(name.as_str()), value))
        });
        single.into_iter().chain(several).collect()
    }

    fn example(
        &self,
        name: String,
        status: u16,
        media_type: &str,
        schema: Option<&'d Value>,
        value: &Value,
    ) -> Example<'d> {
        let is_json = is_json(media_type);
        let (body, mut unfit) = match value {
            _ if is_json => (value.to_string(), None),
            Value::String(text) => (text.clone(), None),
            _ => (String::new(), Some("it is no text".to_owned())),
        };
        if unfit.is_none()
            && is_json
            && let Some(schema) = schema
        {
            unfit = self.document.received.fits(self.document.root(), schema, value).err();
        }
        Example {
            name,
            status,
            media_type: if media_type.contains('*') {
                "application/json"
            } else {
                media_type
            }
            .to_owned(),
            body,
            unfit,
            refuses: (200..300).contains(&status) && self.is_refusal(value),
            schema,
            beside: Vec::new(),
        }
    }

    /// Whether what a client understood, written as JSON again, is what an example says.
    ///
    /// # Errors
    ///
    /// What is lost, or other than it was.
    pub fn understood(&self, example: &Example<'_>, written: &str) -> Result<(), String> {
        let schemas = example.schema.into_iter().collect();
        let rule = Rule::Answer(self.document, schemas);
        let payload = self
            .envelope("payload")
            .filter(|_| (200..300).contains(&example.status));
        let Some(payload) = payload.and_then(Value::as_str) else {
            return same::json(written, &example.body, &rule);
        };
        let whole: Value = serde_json::from_str(&example.body).map_err(|error| error.to_string())?;
        let wanted = whole.get(payload).unwrap_or(&Value::Null).to_string();
        same::json(written, &wanted, &rule.member(payload).unwrap_or(Rule::Exactly))
    }

    /// A member of the envelope around answers, where they have one.
    fn envelope(&self, member: &str) -> Option<&'d Value> {
        self.document.envelope(self.node)?.get(member)
    }

    /// Whether the envelope of an answer says that the server refuses.
    fn is_refusal(&self, value: &Value) -> bool {
        let says = |member: &str, wanted: &str| {
            let rule = self.envelope(member)?;
            let name = rule.get("member")?.as_str()?;
            Some(value.get(name)? != rule.get(wanted)?)
        };
        says("success", "value").unwrap_or(false) || says("code", "success").unwrap_or(false)
    }
}

/// The media types of an answer. What is none, such as the name of a member, cannot come beside one that is.
fn content(response: &Value) -> Vec<(&str, &Value)> {
    let entries = response.get("content").and_then(Value::as_object);
    let all: Vec<(&str, &Value)> = entries
        .into_iter()
        .flatten()
        .map(|(name, media)| (name.as_str(), media))
        .collect();
    let has_any = all.iter().any(|(name, _)| name.contains('/'));
    all.into_iter()
        .filter(|(name, _)| !has_any || name.contains('/'))
        .collect()
}

/// Whether a media type is JSON, also by its suffix; a range that takes it is taken for it.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(
        essence.as_str(),
        "application/json" | "text/json" | "*/*" | "application/*"
    ) || essence.ends_with("+json")
}

/// A status that a response of this key comes with, and no other one of them.
fn status<'k>(key: &str, all: impl Iterator<Item = &'k String> + Clone) -> Option<u16> {
    if let Ok(status) = key.parse() {
        return Some(status);
    }
    let listed = |status: &u16| all.clone().any(|key| *key == status.to_string());
    let class_listed = |class: u16| all.clone().any(|key| key.eq_ignore_ascii_case(&format!("{class}XX")));
    if key == "default" {
        // Where nothing else is a success, leading elsewhere is one.
        let succeeds = all.clone().any(|key| key.starts_with(['2', '3']));
        let class = if succeeds {
            [5, 4].into_iter().find(|class| !class_listed(*class))?
        } else {
            2
        };
        return (class * 100..class * 100 + 100).find(|status| !listed(status));
    }
    let class: u16 = key.get(..1)?.parse().ok()?;
    key.get(1..)?.eq_ignore_ascii_case("XX").then_some(())?;
    (class * 100..class * 100 + 100).find(|status| !listed(status))
}
