use super::schemas::Place;
use super::{Lowering, markdown};
use crate::ir::{Answer, AnswerFormat, Body, BodyFormat, Docs, Envelope, Type};
use crate::load::Node;
use crate::openapi::{MediaType, Operation, Response, Schema};

impl<'t> Lowering<'t, '_> {
    /// What the request carries; `Err` where it must carry something that cannot be written.
    pub(crate) fn body(&mut self, operation: Operation<'t>, type_name: &str) -> Result<Option<Body>, ()> {
        let Some(described) = operation.body(self.document) else {
            return Ok(None);
        };
        let content = described.content();
        let Some(media) = content.iter().find(|media| media.is_json()) else {
            let Some(first) = content.first() else { return Ok(None) };
            let consequence = if described.is_required() {
                "the operation is left out"
            } else {
                "the body is left out"
            };
            self.unsupported(
                first.span,
                format!("a request body of type `{}`: not supported", first.name),
                consequence,
            );
            return if described.is_required() { Err(()) } else { Ok(None) };
        };
        if let Some(other) = content.iter().find(|other| !other.is_json()) {
            self.unsupported(
                other.span,
                "a choice of request bodies: not supported",
                format!("`{}` is always sent", media.name),
            );
        }
        let ty = match media.schema() {
            Some(schema) => self.schema(schema, &Place::top(format!("{type_name}Body"))).ty,
            None => Type::Json,
        };
        let docs = markdown::clean(
            described
                .node
                .get("description")
                .and_then(Node::as_str)
                .unwrap_or_default(),
        )
        .or("What is sent.");
        let example = media.examples(self.document).first().map(|node| node.to_json_text());
        Ok(Some(Body {
            ty,
            required: described.is_required(),
            format: BodyFormat::Json,
            docs,
            example,
            flattened: false,
        }))
    }

    /// What comes back when all goes well.
    pub(crate) fn answer(&mut self, operation: Operation<'t>, type_name: &str, envelope: Option<&Envelope>) -> Answer {
        let responses = operation.responses(self.document);
        let mut successes: Vec<Response<'t>> = responses
            .iter()
            .copied()
            .filter(|response| response.is_success())
            .collect();
        if successes.is_empty() {
            successes.extend(
                responses
                    .iter()
                    .copied()
                    .filter(|response| response.status == "default"),
            );
        }
        let with_content = successes.iter().find(|response| !response.content().is_empty());
        let Some(&response) = with_content.or(successes.first()) else {
            return Answer {
                ty: None,
                format: AnswerFormat::Empty,
                docs: Docs::default(),
            };
        };
        if let Some(other) = successes
            .iter()
            .find(|other| other.status != response.status && !other.content().is_empty())
        {
            self.unsupported(
                other.span,
                "several kinds of success: not supported",
                format!("every success is read as one of {}", response.status),
            );
        }
        let docs = markdown::clean(
            response
                .node
                .get("description")
                .and_then(Node::as_str)
                .unwrap_or_default(),
        );
        let content = response.content();
        let json = content.iter().find(|media| media.is_json());
        let (ty, format) = match (json, content.first()) {
            (Some(media), _) => self.json_answer(*media, type_name, envelope),
            (None, None) => (None, AnswerFormat::Empty),
            (None, Some(media)) if media.essence().starts_with("text/") => (Some(Type::String), AnswerFormat::Text),
            (None, Some(_)) => (None, AnswerFormat::Bytes),
        };
        Answer { ty, format, docs }
    }

    fn json_answer(
        &mut self,
        media: MediaType<'t>,
        type_name: &str,
        envelope: Option<&Envelope>,
    ) -> (Option<Type>, AnswerFormat) {
        let Some(schema) = media.schema() else {
            return (Some(Type::Json), AnswerFormat::Json);
        };
        let Some(envelope) = envelope else {
            let typed = self.schema(schema, &Place::top(format!("{type_name}Answer")));
            return (Some(typed.nested()), AnswerFormat::Json);
        };
        let wrapped = Schema::new(self.document.follow(schema.node));
        let payload = wrapped.properties().find(|entry| *entry.key == *envelope.payload);
        match payload {
            Some(entry) => {
                let typed = self.schema(Schema::new(&entry.value), &Place::top(format!("{type_name}Payload")));
                (Some(typed.nested()), AnswerFormat::Payload(envelope.constant.clone()))
            }
            None => (None, AnswerFormat::Acknowledged(envelope.constant.clone())),
        }
    }
}
