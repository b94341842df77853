use std::collections::HashMap;

use serde_json::value::RawValue;

use super::Lowering;
use super::schemas::Place;
use crate::ir::{Direction, Field, FormStyle, Member, Members, MembersFormat, ModelKind, Object, Presence, Type};
use crate::load::Node;
use crate::openapi::{MediaKind, MediaType, Schema};

impl<'t> Lowering<'t, '_> {
    /// The parts of a form, or nothing where they have no names.
    pub(crate) fn multipart(&mut self, media: MediaType<'t>, required: bool, place: &Place) -> Option<Members> {
        let schema = media.schema().unwrap_or(Schema::new(media.node));
        let Some(object) = self.form_object(schema, place) else {
            self.unsupported(
                media.span,
                "a form of several parts that is no object with named members: not supported",
                "it cannot be sent in this way",
            );
            return None;
        };
        if object.extra.is_some() {
            let message = "parts of a form that the description does not name: not supported";
            self.unsupported(media.span, message, "only the named ones can be sent");
        }
        Some(self.members(media, schema, object, required, MembersFormat::Multipart))
    }

    /// The members of a body that has no name of its own: they are fields of the operation, as its parameters are. Nothing where the
    /// body has a name, or takes members that are not named.
    pub(crate) fn inline_members(&mut self, media: MediaType<'t>, required: bool, place: &Place) -> Option<Members> {
        let format = match media.kind() {
            MediaKind::Json => MembersFormat::Json,
            MediaKind::Form => MembersFormat::Form(self.form_styles(media)),
            MediaKind::Multipart | MediaKind::Text | MediaKind::Bytes => return None,
        };
        let schema = media.schema()?;
        let named = schema.reference().is_some() || schema.text("x-rust-name").is_some();
        if named
            || schema.is_nullable()
            || super::unions::candidates(schema).is_some()
            || !self.is_closed_object(schema)
        {
            return None;
        }
        let object = self.object(schema, place);
        Some(self.members(media, schema, object, required, format))
    }

    fn members(
        &mut self,
        media: MediaType<'t>,
        schema: Schema<'t>,
        object: Object,
        required: bool,
        format: MembersFormat,
    ) -> Members {
        let usual = match &format {
            MembersFormat::Json => "application/json",
            MembersFormat::Form(_) => "application/x-www-form-urlencoded",
            MembersFormat::Multipart => "multipart/form-data",
        };
        let example = media.examples(self.document).first().map(|node| node.to_json_text());
        let samples: HashMap<String, Box<RawValue>> = example
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        // What the server sets is not sent.
        let fields = object
            .fields
            .into_iter()
            .filter(|field| field.direction != Some(Direction::Received));
        let members = fields.map(|field| {
            let sample = samples.get(&field.wire_name).map(|raw| raw.get().to_owned());
            let mut member = match format {
                MembersFormat::Multipart => self.part(media, schema, field),
                _ => member(field),
            };
            member.example = member.example.or(sample);
            if !required {
                // Without the body there is no member, whatever the body requires.
                member.presence = match member.presence {
                    Presence::Required => Presence::Optional,
                    Presence::Nullable => Presence::ThreeState,
                    presence => presence,
                };
            }
            member
        });
        Members {
            members: members.collect(),
            required,
            media_type: media.concrete().filter(|concrete| concrete != usual),
            format,
        }
    }

    /// The members of a form's schema: those of a named type, or of what stands here.
    fn form_object(&mut self, schema: Schema<'t>, place: &Place) -> Option<Object> {
        if schema.reference().is_some() {
            let Type::Model(name) = self.schema(schema, place).ty else {
                return None;
            };
            return match &self.model(&name)?.kind {
                ModelKind::Object(object) => Some(object.clone()),
                _ => None,
            };
        }
        let object = self.object(schema, place);
        (!object.fields.is_empty()).then_some(object)
    }

    fn part(&mut self, media: MediaType<'t>, schema: Schema<'t>, field: Field) -> Member {
        let encoding = media.encoding(&field.wire_name);
        if let Some(headers) = encoding.and_then(|encoding| encoding.get("headers")) {
            self.unsupported(headers.span, "headers of a part: not supported", "they are not sent");
        }
        let content_type = encoding
            .and_then(|encoding| encoding.get("contentType"))
            .and_then(Node::as_str);
        let property = self.property(schema, &field.wire_name);
        let mut part = member(field);
        if let Some(ty) = property.and_then(|property| self.file_type(property)) {
            part.ty = ty;
        }
        part.media_type = content_type.and_then(first_concrete);
        // A form has no null.
        part.presence = match part.presence {
            Presence::Required | Presence::Nullable => Presence::Required,
            Presence::Optional | Presence::ThreeState => Presence::Optional,
        };
        part
    }

    /// The schema of a member, wherever in `allOf` it stands.
    fn property(&self, schema: Schema<'t>, name: &str) -> Option<Schema<'t>> {
        let mut open = vec![schema];
        let mut left = 256_usize;
        while let Some(schema) = open.pop() {
            left = left.checked_sub(1)?;
            let schema = Schema::new(self.document.follow(schema.node));
            if let Some(entry) = schema.properties().find(|entry| *entry.key == *name) {
                return Some(Schema::new(&entry.value));
            }
            open.extend(schema.schemas("allOf"));
        }
        None
    }

    /// A file, or a list of files, where the schema describes bytes.
    fn file_type(&self, property: Schema<'t>) -> Option<Type> {
        let schema = Schema::new(self.document.follow(property.node));
        if is_binary(schema) {
            return Some(Type::File);
        }
        let items = schema.schema("items")?;
        is_binary(Schema::new(self.document.follow(items.node))).then(|| Type::List(Box::new(Type::File)))
    }

    /// The members of a form that are not written as the others are.
    pub(crate) fn form_styles(&self, media: MediaType<'t>) -> Vec<(String, FormStyle)> {
        let encodings = media.node.get("encoding").and_then(Node::as_mapping);
        let entries = encodings.into_iter().flat_map(|mapping| mapping.iter());
        entries
            .filter_map(|entry| Some((entry.key.to_string(), style(&entry.value)?)))
            .collect()
    }
}

fn member(field: Field) -> Member {
    Member {
        origin: field.origin,
        name: field.name,
        wire_name: field.wire_name,
        docs: field.docs,
        ty: field.ty,
        presence: field.presence,
        deprecated: field.deprecated,
        limits: field.limits,
        media_type: None,
        example: field.example,
    }
}

/// Bytes as they are, in the words of both versions of the specification.
fn is_binary(schema: Schema<'_>) -> bool {
    let types = schema.types();
    let is_text = types.as_slice() == ["string"] || types.is_empty();
    let binary = schema.text("format") == Some("binary");
    let media = schema.text("contentMediaType").is_some() && schema.text("contentEncoding").is_none();
    is_text && (binary || media)
}

fn style(encoding: &Node) -> Option<FormStyle> {
    let content_type = encoding.get("contentType").and_then(Node::as_str);
    if content_type.is_some_and(|content_type| content_type.contains("json")) {
        return Some(FormStyle::Json);
    }
    let style = encoding.get("style").and_then(Node::as_str);
    let explode = encoding.get("explode").and_then(Node::as_bool);
    match (style, explode) {
        (Some("deepObject"), _) => Some(FormStyle::Deep),
        (Some("spaceDelimited"), Some(false) | None) => Some(FormStyle::Space),
        (Some("pipeDelimited"), Some(false) | None) => Some(FormStyle::Pipe),
        (None | Some("form"), Some(false)) => Some(FormStyle::Comma),
        (None, None) => None,
        _ => Some(FormStyle::Exploded),
    }
}

/// The first of several media types, where it names exactly one.
fn first_concrete(list: &str) -> Option<String> {
    let first = list.split(',').next().unwrap_or_default();
    let essence = first.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let stands = essence
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || "!#$&-^_.+/".contains(character));
    (stands && essence.split('/').filter(|half| !half.is_empty()).count() == 2).then_some(essence)
}
