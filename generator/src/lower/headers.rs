use super::schemas::Place;
use super::{Lowering, markdown, names};
use crate::ir::{Header, Type};
use crate::load::Node;
use crate::openapi::{Response, Schema};

/// A header that the specification takes out of these, since other members describe it.
const DESCRIBED_ELSEWHERE: &str = "content-type";

impl<'t> Lowering<'t, '_> {
    /// The constants of the headers that these responses have. A header of one name is one constant, for the whole API.
    pub(crate) fn headers(&mut self, responses: &[Response<'t>]) -> Vec<String> {
        let mut constants = Vec::new();
        let document = self.document;
        for (entry, node) in responses.iter().flat_map(|response| response.headers(document)) {
            let name = &*entry.key;
            if name.eq_ignore_ascii_case(DESCRIBED_ELSEWHERE) {
                continue;
            }
            if !super::parameters::is_header_name(name) {
                let message = format!("`{}` as the name of a header, which HTTP forbids", name.escape_debug());
                self.unsupported(entry.key_span, message, "the header is left out");
                continue;
            }
            let ty = node
                .get("schema")
                .map_or(Type::String, |schema| self.header_type(Schema::new(schema)));
            let constant = match self
                .headers
                .iter_mut()
                .find(|known| known.wire_name.eq_ignore_ascii_case(name))
            {
                Some(known) => {
                    // Where two places disagree on its type, its text is what holds for both.
                    if known.ty != ty {
                        known.ty = Type::String;
                    }
                    known.constant.clone()
                }
                None => {
                    let constant = self.header_names.take(names::constant_name(name));
                    let text = node.get("description").and_then(Node::as_str).unwrap_or_default();
                    self.headers.push(Header {
                        constant: constant.clone(),
                        wire_name: name.to_owned(),
                        ty,
                        docs: markdown::clean(text).with_stop(),
                    });
                    constant
                }
            };
            if !constants.contains(&constant) {
                constants.push(constant);
            }
        }
        constants
    }

    /// The type of a header: text where it is not of a simple type.
    fn header_type(&mut self, schema: Schema<'t>) -> Type {
        let schema = Schema::new(self.document.follow(schema.node));
        let simple = |ty: &Type| {
            matches!(
                ty,
                Type::Bool
                    | Type::Integer { .. }
                    | Type::Float
                    | Type::Amount { .. }
                    | Type::String
                    | Type::Timestamp
                    | Type::CivilDateTime
                    | Type::Date
                    | Type::Time
                    | Type::Uuid
            )
        };
        if schema.enumeration().is_some() || super::unions::candidates(schema).is_some() {
            return Type::String;
        }
        if schema.types().as_slice() == ["object"] {
            return Type::String;
        }
        let is_list = schema.types().as_slice() == ["array"];
        let item = match schema.schema("items") {
            Some(items) if is_list => Schema::new(self.document.follow(items.node)),
            _ => schema,
        };
        if item.enumeration().is_some()
            || !matches!(item.types().as_slice(), [only] if *only != "object" && *only != "array")
        {
            return Type::String;
        }
        let ty = self.schema(item, &Place::top("Header")).ty;
        match (is_list, simple(&ty)) {
            (_, false) => Type::String,
            (true, true) => Type::List(Box::new(ty)),
            (false, true) => ty,
        }
    }
}
