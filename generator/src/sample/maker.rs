use serde_json::{Map, Value as Json, json};

use super::known::{known, takes_member};
use super::text::{self, Use};
use crate::load::Node;
use crate::openapi::{Additional, Document, Schema};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the server.
    Sent,
    /// From the server.
    Received,
}

impl Way {
    /// The word for members that do not travel this way.
    pub(super) fn stays(self) -> &'static str {
        match self {
            Self::Sent => "readOnly",
            Self::Received => "writeOnly",
        }
    }
}

/// Which values that schemas show are taken. Where those do not fit, other ones are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Examples and defaults.
    All,
    /// Defaults.
    Defaults,
    /// None; and a format counts more than a pattern, which says the same more loosely.
    Nothing,
}

/// Makes values of schemas: of their examples, else of their defaults and listed values, else within their limits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Maker<'t> {
    pub(super) document: Document<'t>,
    pub(super) way: Way,
    pub(super) of_use: Use,
    /// How deep members that may be left out are made.
    pub(super) depth: usize,
    /// Which candidate of a union is taken, counted round.
    pub(super) choice: usize,
    /// What of the values that schemas show is taken.
    pub(super) shown: Shown,
}

/// Where in a value the maker is.
#[derive(Clone)]
struct At<'p, 't> {
    /// What the value is called.
    name: &'p str,
    depth: usize,
    /// The schemas around it: one that comes again would never end.
    around: Vec<&'t Node>,
}

/// Schemas are nested no deeper.
const DEEPEST: usize = 40;

impl<'t> Maker<'t> {
    /// A value of a schema.
    pub(super) fn value(self, schema: Schema<'t>, name: &str) -> Result<Json, String> {
        let at = At {
            name,
            depth: 0,
            around: Vec::new(),
        };
        self.make(schema, &at)
    }

    fn make(self, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        let schema = Schema::new(self.document.follow(schema.node));
        if at.around.len() > DEEPEST || at.around.iter().any(|node| std::ptr::eq(*node, schema.node)) {
            return Err("its schema contains itself".to_owned());
        }
        if let Some((tag, value, built)) = self.built_on(schema)
            && !at.around.iter().any(|node| std::ptr::eq(*node, built.node))
        {
            let mut made = self.make(built, at)?;
            if let Some(members) = made.as_object_mut()
                && takes_member(self.document, &[schema, built], tag, &value)
            {
                members.insert(tag.to_owned(), value);
            }
            return Ok(made);
        }
        let mut inside = at.clone();
        inside.around.push(schema.node);
        let shown = schema.example().filter(|_| self.shown == Shown::All).map(Node::to_json);
        let shown = shown.map(|shown| known(self.document, self.way, &[schema], shown));
        match shown {
            Some(Json::Object(shown)) => match self.made(schema, &inside) {
                // What the example leaves out is made, so that every member is tried.
                Ok(Json::Object(mut made)) => {
                    made.extend(shown);
                    Ok(Json::Object(made))
                }
                _ => Ok(Json::Object(shown)),
            },
            Some(shown) if is_of_type(schema, &shown) => Ok(shown),
            _ => self.made(schema, &inside),
        }
    }

    /// The first schema that builds on one that has a discriminator and no candidates, with the member that tells and its value.
    fn built_on(self, schema: Schema<'t>) -> Option<(&'t str, Json, Schema<'t>)> {
        let has_candidates = ["oneOf", "anyOf"].iter().any(|word| schema.node.get(word).is_some());
        let told = schema.discriminator().filter(|_| !has_candidates)?;
        told.mapping.iter().find_map(|(value, target)| {
            let name = target.strip_prefix("#/components/schemas/").unwrap_or(target);
            let built = self.document.schema(name)?;
            let is_itself = std::ptr::eq(built.node, schema.node);
            (!is_itself).then_some((told.property, Json::from(*value), built))
        })
    }

    fn made(self, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        let listed = schema.enumeration().unwrap_or_default();
        if let Some(value) = listed.iter().find(|value| !value.is_null()) {
            return Ok(value.to_json());
        }
        let default = schema.node.get("default").map(Node::to_json);
        let is_taken = |default: &Json| {
            self.shown != Shown::Nothing && !default.is_object() && !default.is_array() && is_of_type(schema, default)
        };
        if let Some(default) = default.filter(is_taken) {
            return Ok(default);
        }
        let types = schema.types();
        let takes_members = types.is_empty() || types.contains(&"object");
        let mut members = Map::new();
        let (mut other, mut has_object) = (None, false);
        for part in schema.schemas("allOf") {
            match self.make(part, at)? {
                Json::Object(more) => {
                    has_object = true;
                    members.extend(more);
                }
                value => other = other.or(Some(value)),
            }
        }
        for word in ["oneOf", "anyOf"] {
            match self.candidate(schema, word, at)? {
                Some(Json::Object(more)) => members.extend(more),
                Some(value) => other = other.or(Some(value)),
                None => {}
            }
        }
        if takes_members && schema.properties().next().is_some() {
            self.members(schema, at, &mut members)?;
        }
        let kind = types.first().copied();
        match (kind, other) {
            // Beside an object, a part without a type is one too.
            _ if !members.is_empty() || has_object => Ok(Json::Object(members)),
            (_, Some(value)) => Ok(value),
            (None, None) if schema.is_object() => self.map(schema, at),
            (None, None) if schema.schema("items").is_some() => self.list(schema, at),
            (None, None) => self.text(schema, at),
            (Some(kind), None) => self.of_type(kind, schema, at),
        }
    }

    fn of_type(self, kind: &str, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        Ok(match kind {
            "boolean" => Json::Bool(true),
            "integer" => number(schema, 1.0, true)?,
            "number" if schema.text("format") == Some("decimal") => number(schema, 12.5, false)?,
            "number" if matches!(schema.text("format"), Some("int32" | "int64")) => number(schema, 1.0, true)?,
            "number" => number(schema, 1.5, false)?,
            "array" => return self.list(schema, at),
            "object" => return self.map(schema, at),
            "null" => Json::Null,
            _ => return self.text(schema, at),
        })
    }

    fn text(self, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        let of_format = schema
            .text("format")
            .and_then(text::format)
            .filter(|_| self.shown == Shown::Nothing);
        match of_format {
            Some(text) => Ok(Json::from(text)),
            None => Ok(Json::from(text::of(schema, at.name, self.of_use)?)),
        }
    }

    /// The named members that travel: all of them near the top, below only those that must be there.
    fn members(self, schema: Schema<'t>, at: &At<'_, 't>, members: &mut Map<String, Json>) -> Result<(), String> {
        let required = schema.required();
        for entry in schema.properties() {
            let name = &*entry.key;
            let property = Schema::new(&entry.value);
            let must = required.contains(&name);
            // What a part has made stands, unless this says which values there are.
            let is_made = members.contains_key(name) && !must && property.enumeration().is_none();
            if self.stays(schema, name) || !must && at.depth >= self.depth || is_made {
                continue;
            }
            let below = At {
                name,
                depth: at.depth + 1,
                around: at.around.clone(),
            };
            match self.make(property, &below) {
                Ok(value) => {
                    members.insert(name.to_owned(), value);
                }
                Err(why) if must => return Err(format!("`{name}`: {why}")),
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn stays(self, schema: Schema<'t>, name: &str) -> bool {
        let property = schema
            .node
            .get("properties")
            .and_then(|properties| properties.get(name));
        let stays = |node: &'t Node| Schema::new(node).flag(self.way.stays());
        property.is_some_and(|node| stays(node) || stays(self.document.follow(node)))
    }

    /// A value of the first candidate that one can be made of, with the value of the member that tells it apart.
    fn candidate(self, schema: Schema<'t>, word: &str, at: &At<'_, 't>) -> Result<Option<Json>, String> {
        let mut problem = None;
        let candidates = schema.schemas(word);
        let round = candidates.iter().cycle().skip(self.choice).take(candidates.len());
        for candidate in round.copied() {
            match self.make(candidate, at) {
                Ok(Json::Null) => {}
                Ok(Json::Object(mut members)) => {
                    if let Some((member, value)) = told_by(schema, candidate)
                        && takes_member(self.document, &[schema, candidate], &member, &value)
                    {
                        members.insert(member, value);
                    }
                    return Ok(Some(Json::Object(members)));
                }
                Ok(value) => return Ok(Some(value)),
                Err(why) => problem = Some(why),
            }
        }
        problem.map_or(Ok(None), Err)
    }

    fn list(self, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        let limit = |member: &str| schema.node.get(member).and_then(Node::as_number)?.parse::<usize>().ok();
        let least = limit("minItems").unwrap_or(0);
        let Some(items) = schema.schema("items") else {
            return Ok(json!([at.name]));
        };
        let inside = At {
            depth: at.depth + 1,
            ..at.clone()
        };
        match self.make(items, &inside) {
            Ok(item) => {
                let count = least.clamp(1, 64).min(limit("maxItems").unwrap_or(64));
                if schema.flag("uniqueItems") {
                    let items = Schema::new(self.document.follow(items.node));
                    return Ok((0..count).map(|at| distinct(items, &item, at)).collect());
                }
                Ok(vec![item; count].into())
            }
            Err(why) if least > 0 => Err(why),
            Err(_) => Ok(json!([])),
        }
    }

    fn map(self, schema: Schema<'t>, at: &At<'_, 't>) -> Result<Json, String> {
        let Additional::Typed(values) = schema.additional() else {
            return Ok(json!({}));
        };
        let inside = At {
            depth: at.depth + 1,
            ..at.clone()
        };
        match self.make(values, &inside) {
            Ok(value) => Ok(json!({"key": value})),
            Err(_) => Ok(json!({})),
        }
    }
}

/// A value like another one for a place in a list whose items all differ: a further listed value, a larger number, a longer text.
fn distinct(schema: Schema<'_>, item: &Json, at: usize) -> Json {
    if let Some(listed) = schema.enumeration() {
        return listed.get(at).map_or_else(|| item.clone(), Node::to_json);
    }
    match item {
        _ if at == 0 => item.clone(),
        Json::Number(number) => match (number.as_i64(), i64::try_from(at)) {
            (Some(number), Ok(at)) => Json::from(number.saturating_add(at)),
            _ => item.clone(),
        },
        Json::String(text) if schema.text("format").is_none() && schema.text("pattern").is_none() => {
            Json::from(format!("{text}{at}"))
        }
        _ => item.clone(),
    }
}

/// Whether a value that the description shows is something, and of a type that the schema names: many a default is written as a text.
fn is_of_type(schema: Schema<'_>, value: &Json) -> bool {
    let types = schema.types();
    let is = |kind: &&str| match *kind {
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    !value.is_null() && (types.is_empty() || types.iter().any(is))
}

/// The member that tells a candidate apart, and its value for this one.
fn told_by(schema: Schema<'_>, candidate: Schema<'_>) -> Option<(String, Json)> {
    let told = schema.discriminator()?;
    let reference = candidate.reference()?;
    let name = reference.rsplit('/').next()?;
    let mapped = told
        .mapping
        .iter()
        .find(|(_, target)| *target == reference || *target == name);
    let value = mapped.map_or(name, |(value, _)| value);
    Some((told.property.to_owned(), Json::from(value)))
}

/// A number within the limits of a schema.
fn number(schema: Schema<'_>, usual: f64, whole: bool) -> Result<Json, String> {
    let limit = |member: &str| schema.node.get(member).and_then(Node::as_number)?.parse::<f64>().ok();
    let step = limit("multipleOf").unwrap_or(if whole { 1.0 } else { 0.5 });
    let excludes = |member: &str| schema.flag(member);
    let mut least = limit("minimum");
    if excludes("exclusiveMinimum") {
        least = least.map(|least| least + step);
    }
    if let Some(below) = limit("exclusiveMinimum") {
        least = Some(below + step);
    }
    let mut most = limit("maximum");
    if excludes("exclusiveMaximum") {
        most = most.map(|most| most - step);
    }
    if let Some(above) = limit("exclusiveMaximum") {
        most = Some(above - step);
    }
    let mut value = usual;
    if let Some(least) = least.filter(|least| *least > value) {
        value = least;
    }
    if let Some(most) = most.filter(|most| *most < value) {
        value = most;
    }
    if limit("multipleOf").is_some() {
        value = (value / step).ceil() * step;
    }
    let text = if whole {
        format!("{}", value.trunc())
    } else {
        format!("{value}")
    };
    serde_json::from_str(&text).map_err(|_| format!("no number is made within its limits, such as {text}"))
}
