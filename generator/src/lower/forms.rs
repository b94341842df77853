use super::Lowering;
use super::schemas::Place;
use crate::ir::{Direction, Field, FormStyle, ModelKind, Multipart, Object, Part, Presence, Type};
use crate::load::Node;
use crate::openapi::{MediaType, Schema};

impl<'t> Lowering<'t, '_> {
    /// The parts of a form, or nothing where they have no names.
    pub(crate) fn multipart(&mut self, media: MediaType<'t>, required: bool, place: &Place) -> Option<Multipart> {
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
        // Parts stand beside parameters in the operation; these have been named first.
        let parts = object
            .fields
            .into_iter()
            .filter(|field| field.direction != Some(Direction::Received));
        let parts: Vec<Part> = parts.map(|field| self.part(media, schema, field, required)).collect();
        Some(Multipart { required, parts })
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

    fn part(&mut self, media: MediaType<'t>, schema: Schema<'t>, field: Field, required: bool) -> Part {
        let encoding = media.encoding(&field.wire_name);
        if let Some(headers) = encoding.and_then(|encoding| encoding.get("headers")) {
            self.unsupported(headers.span, "headers of a part: not supported", "they are not sent");
        }
        let content_type = encoding
            .and_then(|encoding| encoding.get("contentType"))
            .and_then(Node::as_str);
        let property = self.property(schema, &field.wire_name);
        Part {
            ty: property
                .and_then(|property| self.file_type(property))
                .unwrap_or(field.ty),
            required: required && matches!(field.presence, Presence::Required | Presence::Nullable),
            media_type: content_type.and_then(first_concrete),
            name: field.name,
            wire_name: field.wire_name,
            docs: field.docs,
            example: field.example,
        }
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
