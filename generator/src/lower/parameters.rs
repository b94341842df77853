use super::names::{self, Taken};
use super::schemas::Place as TypePlace;
use super::{Lowering, documentation, enumerations, markdown, objects};
use crate::ir::{Parameter, Place, Type};
use crate::openapi::{Operation, Parameter as Described, ParameterPlace};

/// Headers that the specification takes out of the parameters, since other members describe them.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'t> Lowering<'t, '_> {
    /// The parameters of an operation, or nothing where one that must be given cannot be.
    pub(crate) fn parameters(&mut self, operation: Operation<'t>, type_name: &str) -> Option<Vec<Parameter>> {
        let mut taken = Taken::with(&["body"]);
        let mut parameters = Vec::new();
        let open = crate::check::template_names(operation.path);
        for described in operation.parameters(self.document) {
            let Some(name) = described.name() else { continue };
            let in_path = described.place() == Some(ParameterPlace::Path);
            let is_header = described.place() == Some(ParameterPlace::Header);
            if in_path && !open.contains(&name)
                || is_header && DESCRIBED_ELSEWHERE.contains(&name.to_ascii_lowercase().as_str())
            {
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
        parameters.sort_by_key(|parameter| match parameter.place {
            Place::Path => (0, position(parameter)),
            place => (rank(place), None),
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
        let schema = described
            .schema()
            .ok_or("a parameter described by `content`: not supported")?;
        let typed = self.schema(
            schema,
            &TypePlace {
                name: format!("{type_name}{}", names::type_name(name)),
                module: None,
            },
        );
        let ty = if described.node.get("x-sensitive").and_then(crate::load::Node::as_bool) == Some(true)
            && typed.ty == Type::String
        {
            Type::Secret
        } else {
            typed.ty
        };
        if !self.is_text_like(&ty) {
            let what = match ty {
                Type::List(_) => "a list of something else than texts",
                Type::Json => "of no certain kind",
                _ => "an object",
            };
            return Err(format!("a parameter whose value is {what}: not supported"));
        }
        let is_list = matches!(ty, Type::List(_));
        let spelled = match (place, described.style(), described.explode(), is_list) {
            (ParameterPlace::Path, None | Some("simple"), ..) => Place::Path,
            (ParameterPlace::Query, None | Some("form"), true, _) => Place::Query,
            (ParameterPlace::Query, None | Some("form"), false, _) => Place::QueryComma,
            (ParameterPlace::Query, Some("spaceDelimited"), false, true) => Place::QuerySpace,
            (ParameterPlace::Query, Some("pipeDelimited"), false, true) => Place::QueryPipe,
            (ParameterPlace::Query, Some("spaceDelimited" | "pipeDelimited" | "deepObject"), ..) => Place::Query,
            (ParameterPlace::Header, None | Some("simple"), ..) => Place::Header,
            (ParameterPlace::Cookie, None | Some("form"), _, false) => Place::Cookie,
            (_, style, ..) => return Err(format!("the style `{}` here: not supported", style.unwrap_or("form"))),
        };
        let mut docs = markdown::clean(
            described
                .node
                .get("description")
                .and_then(crate::load::Node::as_str)
                .unwrap_or_default(),
        );
        if docs.is_empty() {
            let target = crate::openapi::Schema::new(self.document.follow(schema.node));
            docs = markdown::clean(target.text("description").unwrap_or_default());
        }
        docs = docs.or(format!("The parameter `{}`.", name.replace('`', "'")));
        enumerations::note_values(schema, &mut docs);
        documentation::note_deprecation(described.node, &mut docs);
        documentation::note_evidence(documentation::evidence(described.node), &mut docs);
        let wanted = described
            .node
            .get("x-rust-name")
            .and_then(crate::load::Node::as_str)
            .unwrap_or(name);
        Ok(Parameter {
            name: self.take_name(taken, names::value_name(wanted), described.span, "parameter"),
            wire_name: name.to_owned(),
            docs,
            place: spelled,
            ty,
            required: described.is_required(),
            example: described
                .example()
                .map(|node| node.to_json_text())
                .or_else(|| objects::example(self.document, schema)),
        })
    }

    /// Whether a value is one text, or a list of such.
    fn is_text_like(&self, ty: &Type) -> bool {
        match ty {
            Type::Map(_) | Type::Json => false,
            Type::Model(name) => self.model(name).is_some_and(|model| {
                matches!(
                    model.kind,
                    crate::ir::ModelKind::StringEnum(_) | crate::ir::ModelKind::Newtype
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

/// Arguments come in this order: path, query, the rest.
fn rank(place: Place) -> u8 {
    match place {
        Place::Path => 0,
        Place::Query | Place::QueryComma | Place::QuerySpace | Place::QueryPipe => 1,
        Place::Header => 2,
        Place::Cookie => 3,
    }
}
