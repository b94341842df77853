use super::schemas::Place;
use super::{Lowering, markdown, names};
use crate::ir::{Body, BodyFormat, BodyValue, Docs, Type, code};
use crate::load::Node;
use crate::openapi::{Body as Described, MediaKind, MediaType, Operation};

/// A way to write the body of a request, and what it adds to the name of the operation.
pub(crate) struct Choice {
    /// Words such as `as form`; none for the first choice.
    pub suffix: Option<String>,
    /// The body, written so.
    pub body: Body,
}

impl<'t> Lowering<'t, '_> {
    /// The ways to write what the request carries, JSON first; `Err` where it must carry something that cannot be written.
    pub(crate) fn bodies(&mut self, operation: Operation<'t>, type_name: &str) -> Result<Vec<Choice>, ()> {
        let Some(described) = operation.body(self.document) else {
            return Ok(Vec::new());
        };
        let mut choices: Vec<Choice> = Vec::new();
        let media_types = self.distinct(&described.content());
        let mut known: Vec<(String, Type)> = Vec::new();
        for media in &media_types {
            let suffix = (!choices.is_empty()).then(|| suffix(*media));
            let place = Place::top(match &suffix {
                Some(suffix) => format!("{type_name}{}Body", names::type_name(suffix)),
                None => format!("{type_name}Body"),
            });
            if let Some(body) = self.body(described, *media, &place, &mut known) {
                choices.push(Choice { suffix, body });
            }
        }
        if choices.is_empty() && !media_types.is_empty() && described.is_required() {
            let message = "a body that must be sent and cannot be written: not supported";
            self.unsupported(operation.key_span, message, "the operation is left out");
            return Err(());
        }
        Ok(choices)
    }

    /// The media types that differ in what is written, the preferred one first.
    fn distinct(&self, content: &[MediaType<'t>]) -> Vec<MediaType<'t>> {
        let mut distinct: Vec<MediaType<'t>> = Vec::new();
        for media in content {
            let same = |known: &&MediaType<'t>| match (known.kind(), media.kind()) {
                (MediaKind::Json, MediaKind::Json) => self.have_same_schema(**known, *media),
                (MediaKind::Text, MediaKind::Text) => known.essence() == media.essence(),
                (one, other) => one == other,
            };
            if distinct.iter().find(same).is_none() {
                distinct.push(*media);
            }
        }
        if let Some(at) = distinct.iter().position(|media| media.kind() == MediaKind::Json) {
            let json = distinct.remove(at);
            distinct.insert(0, json);
        }
        distinct
    }

    /// Whether two media types carry the same values.
    pub(crate) fn have_same_schema(&self, one: MediaType<'t>, other: MediaType<'t>) -> bool {
        match (one.schema(), other.schema()) {
            (Some(one), Some(other)) => {
                let (one, other) = (self.document.follow(one.node), self.document.follow(other.node));
                std::ptr::eq(one, other) || one.to_json_text() == other.to_json_text()
            }
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    fn body(
        &mut self,
        described: Described<'t>,
        media: MediaType<'t>,
        place: &Place,
        known: &mut Vec<(String, Type)>,
    ) -> Option<Body> {
        let kind = media.kind();
        if kind == MediaKind::Multipart {
            return self.multipart(media, described.is_required(), place).map(Body::Members);
        }
        if let Some(members) = self.inline_members(media, described.is_required(), place) {
            return Some(Body::Members(members));
        }
        let (ty, format) = match kind {
            MediaKind::Json => (self.body_type(media, place, known), BodyFormat::Json),
            MediaKind::Form => {
                let ty = self.body_type(media, place, known);
                if matches!(ty, Type::Model(_) | Type::Map(_) | Type::Json) {
                    (ty, BodyFormat::Form(self.form_styles(media)))
                } else {
                    (Type::String, BodyFormat::Text)
                }
            }
            MediaKind::Text => (Type::String, BodyFormat::Text),
            MediaKind::Bytes | MediaKind::Multipart => (Type::Upload, BodyFormat::Upload),
        };
        let usual = match &format {
            BodyFormat::Json => "application/json",
            BodyFormat::Form(_) => "application/x-www-form-urlencoded",
            BodyFormat::Text => "text/plain",
            BodyFormat::Upload => "application/octet-stream",
        };
        Some(Body::Value(BodyValue {
            ty,
            required: described.is_required(),
            format,
            media_type: media.concrete().filter(|concrete| concrete != usual),
            docs: body_docs(described, media),
            example: media.examples(self.document).first().map(|node| node.to_json_text()),
            flattened: false,
        }))
    }

    /// The type of a body; media types of one operation that carry the same values share it.
    fn body_type(&mut self, media: MediaType<'t>, place: &Place, known: &mut Vec<(String, Type)>) -> Type {
        let Some(schema) = media.schema() else {
            return Type::Json;
        };
        let text = schema.node.to_json_text();
        if let Some((_, ty)) = known.iter().find(|(described, _)| *described == text) {
            return ty.clone();
        }
        let ty = self.schema(schema, place).ty;
        known.push((text, ty.clone()));
        ty
    }
}

fn body_docs(described: Described<'_>, media: MediaType<'_>) -> Docs {
    let text = described.node.get("description").and_then(Node::as_str);
    let docs = markdown::clean(text.unwrap_or_default());
    docs.or(match media.kind() {
        MediaKind::Json => "What is sent.".to_owned(),
        _ => format!("What is sent, as {}.", code(&media.essence())),
    })
}

/// What a further way to write the body adds to the name of its operation.
fn suffix(media: MediaType<'_>) -> String {
    match media.kind() {
        MediaKind::Form => "as form".to_owned(),
        MediaKind::Multipart => "as multipart".to_owned(),
        MediaKind::Bytes => "as bytes".to_owned(),
        MediaKind::Json | MediaKind::Text => {
            let essence = media.essence();
            let subtype = essence.rsplit('/').next().unwrap_or_default();
            format!("as {}", subtype.trim_start_matches("x-"))
        }
    }
}
