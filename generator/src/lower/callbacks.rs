use super::names::{self, Taken};
use super::receivers::{Draft, Drafts};
use super::schemas::Place;
use super::{Lowering, documentation, markdown};
use crate::ir::{Callback, Type};
use crate::load::Node;
use crate::openapi::{Operation, Schema};

/// What the generated module calls its own, or shows of the runtime.
const OURS: [&str; 10] = [
    "Verifier",
    "CallbackError",
    "CallbackHint",
    "Confirmed",
    "ConfirmError",
    "Difference",
    "Once",
    "SeenInMemory",
    "UnrecognizedCallback",
    "Verified",
];

/// What the server sends of its own accord, and which receiver is for it.
pub(crate) fn callbacks<'t>(lowering: &mut Lowering<'t, '_>, drafts: &mut Drafts<'t>) -> Vec<Callback> {
    let document = lowering.document;
    let mut callbacks: Vec<Callback> = Vec::new();
    let ours = drafts.types();
    let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
    let mut taken = Taken::with(&OURS).and(&ours);
    for (name, item) in document.callbacks() {
        for operation in item.operations() {
            let id = operation.id().map_or_else(
                || format!("{name} {}", operation.verb.method()),
                |(id, _)| id.to_owned(),
            );
            let mut docs = markdown::clean(operation.text("summary").unwrap_or_default()).with_stop();
            if let Some(text) = operation.text("description") {
                docs.paragraph(markdown::clean(text).lines.join("\n"));
            }
            documentation::note_evidence(documentation::evidence(operation.node), &mut docs);
            let (payload, schema) = payload(lowering, operation, &id).unzip();
            let http_method = operation.verb.method().to_owned();
            let name = match payload {
                Some(_) => taken.take(names::type_name(&id)),
                None => String::new(),
            };
            if let Some(draft) = drafts.of(item.node) {
                draft.callbacks.push((callbacks.len(), schema));
            }
            callbacks.push(Callback {
                id,
                name,
                http_method,
                docs,
                payload,
            });
        }
    }
    callbacks
}

fn payload<'t>(lowering: &mut Lowering<'t, '_>, operation: Operation<'t>, id: &str) -> Option<(Type, Schema<'t>)> {
    let content = operation.body(lowering.document)?.content();
    let Some(media) = content.iter().find(|media| media.is_json()) else {
        let first = content.first()?;
        lowering.unsupported(
            first.span,
            format!("a callback body of type `{}`: not supported", first.name),
            "it has no type",
        );
        return None;
    };
    let schema = media.schema()?;
    let place = Place::top(format!("{}Payload", names::type_name(id)));
    Some((lowering.schema(schema, &place).ty, schema))
}

impl Draft<'_> {
    /// Whether this is the draft for such a recipe, confirmed so.
    fn is_for(&self, node: &Node) -> bool {
        self.extensions.iter().any(|known| std::ptr::eq(*known, node))
    }
}

impl<'t> Drafts<'t> {
    /// The draft of what receives the callbacks of a path item.
    fn of(&mut self, item: &'t Node) -> Option<&mut Draft<'t>> {
        let extension = item.get("x-callback-signature")?;
        self.drafts.iter_mut().find(|draft| draft.is_for(extension))
    }
}
