use super::names::{self, Taken};
use super::schemas::Place as TypePlace;
use super::{Lowering, documentation, enumerations, markdown, objects};
use crate::ir::{Origin, Parameter, Place, Spelling, Type};
use crate::load::Node;
use crate::openapi::{MediaKind, Operation, Parameter as Described, ParameterPlace, Target, template_names};

/// Headers that the specification takes out of the parameters, since other members describe them.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'t> Lowering<'t, '_> {
    /// The parameters of an operation, or nothing where one that must be given cannot be.
    pub(crate) fn parameters(&mut self, operation: Operation<'t>, type_name: &str) -> Option<Vec<Parameter>> {
        let mut taken = Taken::with(&["body"]);
        let mut parameters = Vec::new();
        let template = operation.template(self.document);
        let open = template_names(&template);
        let keys = super::security::keys(self.document, operation);
        for described in operation.parameters(self.document) {
            let Some(name) = described.name() else { continue };
            let in_path = described.place() == Some(ParameterPlace::Path);
            let is_header = described.place() == Some(ParameterPlace::Header);
            if in_path && !open.contains(&name)
                || is_header && DESCRIBED_ELSEWHERE.contains(&name.to_ascii_lowercase().as_str())
            {
                continue;
            }
            let is_key = |(place, key): &(&str, &str)| {
                let is_named = *key == name || is_header && key.eq_ignore_ascii_case(name);
                described.place_text() == Some(*place) && is_named
            };
            if keys.iter().any(is_key) {
                self.unsupported(
                    described.span,
                    format!("`{name}` is what the credentials send"),
                    "the parameter is left out, since the builder of the client is given its value",
                );
                continue;
            }
            let is_query = described.place() == Some(ParameterPlace::Query);
            if is_query
                && Target::of(&template)
                    .pairs()
                    .any(|pair| pair.split('=').next() == Some(name))
            {
                self.unsupported(
                    described.span,
                    format!("the path says what `{name}` of the query is"),
                    "the parameter is left out",
                );
                continue;
            }
            match self.parameter(described, name, type_name, &mut taken) {
                Ok(parameter) => parameters.push(parameter),
                Err(why) if described.is_required() => {
                    self.unsupported(
                        described.span,
                        why,
                        "the operation is left out, since it cannot be called without this parameter",
                    );
                    return None;
                }
                Err(why) => self.unsupported(described.span, why, "the parameter is left out"),
            }
        }
        let position = |parameter: &Parameter| open.iter().position(|name| *name == parameter.wire_name);
        parameters.sort_by_key(|parameter| match rank(parameter.place) {
            0 => (0, position(parameter)),
            rank => (rank, None),
        });
        Some(parameters)
    }

    fn parameter(
        &mut self,
        described: Described<'t>,
        name: &str,
        type_name: &str,
        taken: &mut Taken,
    ) -> Result<Parameter, String> {
        let place = described.place().ok_or_else(|| {
            format!(
                "a parameter `in: {}`: not supported",
                described.place_text().unwrap_or("?")
            )
        })?;
        if place == ParameterPlace::Header && !is_header_name(name) {
            return Err(format!(
                "`{}` as the name of a header, which HTTP forbids",
                name.escape_debug()
            ));
        }
        let (schema, is_json) = match (described.schema(), described.content()) {
            (Some(schema), _) => (schema, false),
            (None, Some(media)) => match (media.schema(), media.kind()) {
                (Some(schema), MediaKind::Json) => (schema, true),
                (Some(schema), MediaKind::Text) => (schema, false),
                _ => return Err(format!("a parameter of the type `{}`: not supported", media.name)),
            },
            (None, None) => return Err("a parameter without a schema".to_owned()),
        };
        let typed = self.schema(
            schema,
            &TypePlace {
                name: format!("{type_name}{}", names::type_name(name)),
                module: None,
            },
        );
        let ty = if described.node.get("x-sensitive").and_then(Node::as_bool) == Some(true) && typed.ty == Type::String
        {
            Type::Secret
        } else {
            typed.ty
        };
        let spelling = if is_json {
            Spelling::Json
        } else if self.is_text_like(&ty) {
            Spelling::Text
        } else {
            Spelling::Structured
        };
        let has_parts = spelling == Spelling::Structured || matches!(ty, Type::List(_));
        let spelled = spelled(place, described, has_parts).ok_or_else(|| {
            let style = described.style().unwrap_or("form");
            format!("the style `{style}` here: not supported")
        })?;
        let mut docs = markdown::clean(
            described
                .node
                .get("description")
                .and_then(Node::as_str)
                .unwrap_or_default(),
        );
        if docs.is_empty() {
            let target = crate::openapi::Schema::new(self.document.follow(schema.node));
            docs = markdown::clean(target.text("description").unwrap_or_default());
        }
        enumerations::note_values(schema, &mut docs);
        let is_filled = is_idempotency_key(described);
        if is_filled {
            docs.paragraph(
                "By it the server knows attempts of the same call. Where none is given, each call gets one of its own.",
            );
        }
        documentation::note_evidence(documentation::evidence(described.node), &mut docs);
        let wanted = described.node.get("x-rust-name").and_then(Node::as_str).unwrap_or(name);
        Ok(Parameter {
            origin: Origin {
                place: Some(described.span),
                schema: Some(schema.node.span),
                named_after: name.to_owned(),
                has_name: true,
                given: described.node.get("x-rust-name").map(|given| given.span),
                others: Vec::new(),
            },
            name: self.take_name(taken, names::value_name(wanted), described.span, "parameter"),
            wire_name: name.to_owned(),
            docs,
            place: spelled,
            spelling,
            ty,
            required: described.is_required() && !is_filled,
            deprecated: described.node.get("deprecated").and_then(Node::as_bool) == Some(true),
            limits: super::limits::of(self.document, schema),
            example: described
                .example()
                .map(|node| node.to_json_text())
                .or_else(|| objects::example(self.document, schema)),
        })
    }

    /// Whether a value is one text, or a list of such.
    fn is_text_like(&self, ty: &Type) -> bool {
        match ty {
            Type::Map(_) | Type::Json | Type::Foreign(_) => false,
            Type::Model(name) => self.model(name).is_some_and(|model| {
                matches!(
                    model.kind,
                    crate::ir::ModelKind::StringEnum(_)
                        | crate::ir::ModelKind::NumberEnum(_)
                        | crate::ir::ModelKind::MixedEnum(_)
                        | crate::ir::ModelKind::Newtype(_)
                )
            }),
            Type::List(inner) | Type::Optional(inner) => !matches!(**inner, Type::List(_)) && self.is_text_like(inner),
            _ => true,
        }
    }
}

/// Whether HTTP takes this as the name of a header: a token of RFC 9110.
pub(crate) fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(character))
}

/// Whether a parameter is the header by which the server knows attempts of the same call.
fn is_idempotency_key(described: Described<'_>) -> bool {
    described.place() == Some(ParameterPlace::Header)
        && described.node.get("x-idempotency-key").and_then(Node::as_bool) == Some(true)
}

/// The header by which the server knows attempts of the same call, where the operation has one.
pub(crate) fn idempotency_header(document: crate::openapi::Document<'_>, operation: Operation<'_>) -> Option<String> {
    let parameters = operation.parameters(document);
    let key = parameters
        .into_iter()
        .find(|parameter| is_idempotency_key(*parameter))?;
    key.name().map(str::to_owned)
}

/// Arguments come in this order: path, query, the rest.
fn rank(place: Place) -> u8 {
    match place {
        Place::Path
        | Place::PathExploded
        | Place::Label
        | Place::LabelExploded
        | Place::Matrix
        | Place::MatrixExploded => 0,
        Place::Query
        | Place::QueryReserved
        | Place::QueryComma
        | Place::QueryCommaReserved
        | Place::QuerySpace
        | Place::QueryPipe
        | Place::QueryDeep => 1,
        Place::Header | Place::HeaderExploded => 2,
        Place::Cookie | Place::CookieExploded => 3,
    }
}

/// The place and the style of a parameter; nothing where the specification does not know them together. Exploded or not is the same
/// for a value without parts, and `spaceDelimited`, `pipeDelimited` say nothing of one, or of one that is exploded.
fn spelled(place: ParameterPlace, described: Described<'_>, has_parts: bool) -> Option<Place> {
    let explode = described.explode() && has_parts;
    let reserved = described.node.get("allowReserved").and_then(Node::as_bool) == Some(true);
    Some(match (place, described.style()) {
        (ParameterPlace::Path, None | Some("simple")) if explode => Place::PathExploded,
        (ParameterPlace::Path, None | Some("simple")) => Place::Path,
        (ParameterPlace::Path, Some("label")) if explode => Place::LabelExploded,
        (ParameterPlace::Path, Some("label")) => Place::Label,
        (ParameterPlace::Path, Some("matrix")) if explode => Place::MatrixExploded,
        (ParameterPlace::Path, Some("matrix")) => Place::Matrix,
        (ParameterPlace::Query, Some("deepObject")) if has_parts => Place::QueryDeep,
        (ParameterPlace::Query, Some("spaceDelimited")) if has_parts && !explode => Place::QuerySpace,
        (ParameterPlace::Query, Some("pipeDelimited")) if has_parts && !explode => Place::QueryPipe,
        (ParameterPlace::Query, None | Some("form" | "spaceDelimited" | "pipeDelimited" | "deepObject")) => {
            match (has_parts && !explode, reserved) {
                (true, false) => Place::QueryComma,
                (true, true) => Place::QueryCommaReserved,
                (false, false) => Place::Query,
                (false, true) => Place::QueryReserved,
            }
        }
        (ParameterPlace::Header, None | Some("simple")) if explode => Place::HeaderExploded,
        (ParameterPlace::Header, None | Some("simple")) => Place::Header,
        (ParameterPlace::Cookie, None | Some("form")) if explode => Place::CookieExploded,
        (ParameterPlace::Cookie, None | Some("form")) => Place::Cookie,
        _ => return None,
    })
}
