use serde_json::Value;

use crate::Document;

/// An operation of a description.
#[derive(Clone, Debug)]
pub struct Operation<'d> {
    pub(crate) document: &'d Document,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) item: &'d Value,
    pub(crate) node: &'d Value,
}

/// A parameter as it is described.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter<'d> {
    pub(crate) node: &'d Value,
    pub(crate) name: &'d str,
    pub(crate) place: &'d str,
}

impl<'d> Operation<'d> {
    /// Its own parameters and those of the path; its own replace those of the path.
    pub(crate) fn parameters(&self) -> Vec<Parameter<'d>> {
        let mut all: Vec<Parameter<'d>> = Vec::new();
        for holder in [self.node, self.item] {
            for node in holder.get("parameters").and_then(Value::as_array).into_iter().flatten() {
                let node = self.document.follow(node);
                let text = |member: &str| node.get(member).and_then(Value::as_str);
                if let (Some(name), Some(place)) = (text("name"), text("in"))
                    && !all.iter().any(|known| known.name == name && known.place == place)
                {
                    all.push(Parameter { node, name, place });
                }
            }
        }
        all
    }

    /// How a body of this media type is described.
    pub(crate) fn body(&self, media_type: &str) -> Option<&'d Value> {
        let body = self.document.follow(self.node.get("requestBody")?);
        media(body.get("content")?, media_type)
    }
}

impl<'d> Parameter<'d> {
    /// Its schema, or that of its content.
    pub(crate) fn schema(self) -> Option<&'d Value> {
        self.node.get("schema").or_else(|| self.content()?.get("schema"))
    }

    /// The media type that describes it.
    pub(crate) fn content(self) -> Option<&'d Value> {
        self.node.get("content")?.as_object()?.values().next()
    }

    /// Whether it is written as JSON.
    pub(crate) fn is_json(self) -> bool {
        let content = self.node.get("content").and_then(Value::as_object);
        let media_type = content.and_then(|content| content.keys().next());
        media_type.is_some_and(|media_type| media_type.contains("json"))
    }

    /// Its style, and whether its parts stand for themselves.
    pub(crate) fn style(self) -> (&'d str, bool) {
        let usual = match self.place {
            "query" | "cookie" => "form",
            _ => "simple",
        };
        let style = self.node.get("style").and_then(Value::as_str).unwrap_or(usual);
        let explode = self.node.get("explode").and_then(Value::as_bool);
        (style, explode.unwrap_or(style == "form"))
    }
}

/// The entry of a content that is for a media type: itself, else a range that takes it.
pub(crate) fn media<'d>(content: &'d Value, media_type: &str) -> Option<&'d Value> {
    let wanted = essence(media_type);
    let entries = content.as_object()?;
    let (kind, _) = wanted.split_once('/')?;
    [wanted.clone(), format!("{kind}/*"), "*/*".to_owned()]
        .iter()
        .find_map(|candidate| entries.iter().find(|(name, _)| essence(name) == *candidate))
        .map(|(_, entry)| entry)
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    let first = media_type.split(';').next().unwrap_or_default();
    first.trim().to_ascii_lowercase()
}
