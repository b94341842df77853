use serde_json::{Map, Value as Json};

use super::fit::Fit;
use super::known::known;
use super::maker::{Maker, Shown};
use super::text::Use;
use super::{Sampler, left_out};
use crate::ir::{Body, BodyFormat, Group, LeftOut, MembersFormat, Operation, Place, Trial};
use crate::load::Node;
use crate::openapi::{MediaKind, MediaType, Operation as Described, Parameter, Schema};

/// A sample of this many bytes is enough; a longer one is made anew with fewer members.
const LONGEST: usize = 4000;
/// How deep optional members are made, from the fullest sample to the barest.
const DEPTHS: [usize; 5] = [4, 3, 2, 1, 0];

impl<'t> Sampler<'t> {
    /// Values for all that an operation takes; the reason where one that must be given has none.
    pub(super) fn trial(
        &self,
        described: Described<'t>,
        group: &Group,
        operation: &Operation,
        left: &mut Vec<LeftOut>,
    ) -> Result<Trial, String> {
        let mut parameters = Vec::new();
        let all = described.parameters(self.document);
        for parameter in &operation.parameters {
            let place = word(parameter.place);
            let same = |known: &&Parameter<'t>| {
                known.name() == Some(&parameter.wire_name) && known.place_text() == Some(place)
            };
            let value = all
                .iter()
                .find(same)
                .ok_or_else(|| "it is not found in the description".to_owned())
                .and_then(|found| self.parameter(*found, place))
                .and_then(|value| stands(place, &value).map(|()| value));
            let what = format!("{place} `{}`", parameter.wire_name);
            match value {
                Ok(value) => parameters.push((place, parameter.wire_name.clone(), value)),
                Err(why) if parameter.required => return Err(format!("{what}: {why}")),
                Err(why) => left.push(left_out(described, Some(what), why)),
            }
        }
        let body = match operation.body.as_ref().map(|body| self.body(described, body)) {
            Some(Err(why)) if is_required(operation) => return Err(format!("body: {why}")),
            Some(Err(why)) => {
                left.push(left_out(described, Some("body".to_owned()), why));
                None
            }
            // Nothing is sent where no member is given.
            Some(Ok(value))
                if is_empty(&value) && !is_required(operation) && matches!(operation.body, Some(Body::Members(_))) =>
            {
                let why = "no sample is made for any of its members".to_owned();
                left.push(left_out(described, Some("body".to_owned()), why));
                None
            }
            Some(Ok(value)) => Some(value),
            None => None,
        };
        let (made, unfit) = self.answers(described, operation);
        Ok(Trial {
            group: group.module.clone(),
            operation: operation.name.clone(),
            parameters,
            body,
            made,
            unfit,
        })
    }

    fn parameter(&self, parameter: Parameter<'t>, place: &str) -> Result<Json, String> {
        let schema = parameter.schema().or_else(|| parameter.content()?.schema());
        let name = parameter.name().unwrap_or_default();
        let of_use = match place {
            "path" | "query" => Use::Encoded,
            _ => Use::Plain,
        };
        let content = parameter
            .content()
            .map(|media| media.examples(self.document))
            .unwrap_or_default();
        let shown = parameter.example().into_iter().chain(content).map(Node::to_json);
        let Some(schema) = schema else {
            let shown = shown.into_iter().next();
            return shown.ok_or_else(|| "it has no schema and no example".to_owned());
        };
        self.fitting(&self.sent, schema, name, of_use, shown.collect())
    }

    fn body(&self, described: Described<'t>, body: &Body) -> Result<Json, String> {
        let content = described
            .body(self.document)
            .map(|body| body.content())
            .unwrap_or_default();
        let media = content.iter().find(|media| fits_format(**media, body));
        let media = *media.ok_or_else(|| "its media type is not found in the description".to_owned())?;
        let shown: Vec<Json> = media.examples(self.document).into_iter().map(Node::to_json).collect();
        if let Body::Value(value) = body
            && matches!(value.format, BodyFormat::Text | BodyFormat::Upload)
        {
            let text = shown.into_iter().find(Json::is_string);
            return Ok(text.unwrap_or_else(|| self.text(media)));
        }
        match media.schema() {
            Some(schema) => self.fitting(&self.sent, schema, "body", Use::Encoded, shown),
            None => Ok(shown.into_iter().next().unwrap_or_else(|| Json::from("body"))),
        }
    }

    /// A text that fits the schema of its media type; a number or a truth value is written as one. What holds a structure stays any text.
    fn text(&self, media: MediaType<'t>) -> Json {
        let usual = Json::from("<sample>ü</sample>");
        let Some(schema) = media
            .schema()
            .filter(|schema| self.sent.check(*schema, &usual).is_err())
        else {
            return usual;
        };
        match self.fitting(&self.sent, schema, "body", Use::Plain, Vec::new()) {
            Ok(text @ Json::String(_)) => text,
            Ok(value @ (Json::Number(_) | Json::Bool(_))) => Json::from(value.to_string()),
            _ => usual,
        }
    }

    /// The fullest value that fits a schema: made from it, over it the members of an example, else an example as it is.
    pub(super) fn fitting(
        &self,
        fit: &Fit<'t>,
        schema: Schema<'t>,
        name: &str,
        of_use: Use,
        shown: Vec<Json>,
    ) -> Result<Json, String> {
        let shown = shown.into_iter();
        let shown: Vec<Json> = shown
            .map(|shown| known(self.document, fit.way, &[schema], shown))
            .collect();
        if let Some(value) = shown
            .iter()
            .find(|value| is_whole(value) && fit.check(schema, value).is_ok())
        {
            return Ok(value.clone());
        }
        let mut problem = None;
        let ways = [
            (Shown::All, 0),
            (Shown::Defaults, 0),
            (Shown::All, 1),
            (Shown::Defaults, 1),
            (Shown::Defaults, 2),
            (Shown::Nothing, 0),
        ];
        for (taken, choice) in ways {
            for depth in DEPTHS {
                let maker = Maker {
                    document: self.document,
                    way: fit.way,
                    of_use,
                    depth,
                    choice,
                    shown: taken,
                };
                let mut made = match maker.value(schema, name) {
                    Ok(made) => made,
                    Err(why) => {
                        problem.get_or_insert(why);
                        continue;
                    }
                };
                if depth > 1 && made.to_string().len() > LONGEST {
                    continue;
                }
                if depth == 1 {
                    let target = Schema::new(self.document.follow(schema.node));
                    shorten(&mut made, &target.required());
                }
                let merged = shown.iter().map(|shown| merged(made.clone(), shown));
                for value in merged.chain([made.clone()]) {
                    match fit.check(schema, &value) {
                        Ok(()) => return Ok(value),
                        Err(why) => {
                            problem.get_or_insert(why);
                        }
                    }
                }
            }
        }
        let shown = shown.into_iter().find(|value| fit.check(schema, value).is_ok());
        shown.ok_or_else(|| problem.unwrap_or_else(|| "no sample is made".to_owned()))
    }
}

/// Whether a value shows in its place: a path without it would be another one.
fn stands(place: &str, value: &Json) -> Result<(), String> {
    let shows = match value {
        Json::String(text) => !text.is_empty() && text != "." && text != "..",
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
        _ => true,
    };
    if place == "path" && !shows {
        return Err("its samples are empty, and a path needs something there".to_owned());
    }
    Ok(())
}

/// Takes members from the end of an object until it is short enough; those that must be there stay.
fn shorten(made: &mut Json, required: &[&str]) {
    let Some(members) = made.as_object_mut() else { return };
    let mut length = 0;
    members.retain(|name, value| {
        length += name.len() + value.to_string().len();
        length <= LONGEST || required.contains(&name.as_str())
    });
}

/// Whether an example needs nothing added: it has no members.
fn is_whole(value: &Json) -> bool {
    !value.is_object() && !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty())
}

/// A made object with the members of an example.
fn merged(mut made: Json, shown: &Json) -> Json {
    match (made.as_object_mut(), shown.as_object()) {
        (Some(members), Some(shown)) => {
            members.extend(shown.iter().map(|(name, value)| (name.clone(), value.clone())));
            made
        }
        _ => shown.clone(),
    }
}

fn is_empty(value: &Json) -> bool {
    value.as_object().is_some_and(Map::is_empty)
}

fn is_required(operation: &Operation) -> bool {
    match &operation.body {
        Some(Body::Value(value)) => value.required || value.flattened,
        Some(Body::Members(body)) => body.required,
        None => false,
    }
}

/// Whether a media type of the description is the one that a body is written in.
fn fits_format(media: MediaType<'_>, body: &Body) -> bool {
    let value = match body {
        Body::Members(members) => {
            let (kind, usual) = match &members.format {
                MembersFormat::Json => (MediaKind::Json, "application/json"),
                MembersFormat::Form(_) => (MediaKind::Form, "application/x-www-form-urlencoded"),
                MembersFormat::Multipart => (MediaKind::Multipart, "multipart/form-data"),
            };
            return match media.concrete() {
                Some(concrete) => concrete == members.media_type.as_deref().unwrap_or(usual),
                None => media.kind() == kind && members.media_type.is_none(),
            };
        }
        Body::Value(value) => value,
    };
    let usual = match &value.format {
        BodyFormat::Json => "application/json",
        BodyFormat::Form(_) => "application/x-www-form-urlencoded",
        BodyFormat::Text => "text/plain",
        BodyFormat::Upload => "application/octet-stream",
    };
    let kind = match &value.format {
        BodyFormat::Json => MediaKind::Json,
        BodyFormat::Form(_) => MediaKind::Form,
        BodyFormat::Text if media.kind() == MediaKind::Form => MediaKind::Form,
        BodyFormat::Text => MediaKind::Text,
        BodyFormat::Upload => MediaKind::Bytes,
    };
    match media.concrete() {
        Some(concrete) => concrete == value.media_type.as_deref().unwrap_or(usual),
        None => media.kind() == kind && value.media_type.is_none(),
    }
}

/// The word of the description for a place.
fn word(place: Place) -> &'static str {
    match place {
        Place::Path
        | Place::PathExploded
        | Place::Label
        | Place::LabelExploded
        | Place::Matrix
        | Place::MatrixExploded => "path",
        Place::Query
        | Place::QueryReserved
        | Place::QueryComma
        | Place::QueryCommaReserved
        | Place::QuerySpace
        | Place::QueryPipe
        | Place::QueryDeep => "query",
        Place::Header | Place::HeaderExploded => "header",
        Place::Cookie | Place::CookieExploded => "cookie",
    }
}
