use super::names::{self, Taken};
use super::schemas::Place;
use super::{Lowering, documentation, markdown, security};
use crate::ir::{Callback, Type};
use crate::openapi::{Operation, PathItem};

/// What the server sends of its own accord: the callbacks of operations and the webhooks of the document.
pub(crate) fn callbacks(lowering: &mut Lowering<'_, '_>) -> Vec<Callback> {
    let document = lowering.document;
    let mut callbacks: Vec<Callback> = Vec::new();
    let mut taken = Taken::with(&["Verifier"]);
    let mut items: Vec<(String, PathItem<'_>)> = Vec::new();
    for operation in document.paths().flat_map(PathItem::operations) {
        for (name, item) in operation.callbacks(document) {
            items.push((name.to_owned(), item));
        }
    }
    let webhooks = document.root.get("webhooks").and_then(crate::load::Node::as_mapping);
    for webhook in webhooks.into_iter().flat_map(|mapping| mapping.iter()) {
        let node = document.follow(&webhook.value);
        items.push((
            webhook.key.to_string(),
            PathItem {
                path: &webhook.key,
                node,
                key_span: webhook.key_span,
            },
        ));
    }
    for (name, item) in items {
        let signature = item.node.get("x-callback-signature").map(security::recipe);
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
            let payload = payload(lowering, operation, &id);
            let http_method = operation.verb.method().to_owned();
            let name = match payload {
                Some(_) => taken.take(names::type_name(&id)),
                None => String::new(),
            };
            callbacks.push(Callback {
                id,
                name,
                http_method,
                docs,
                payload,
                signature: signature.clone(),
            });
        }
    }
    callbacks
}

fn payload<'t>(lowering: &mut Lowering<'t, '_>, operation: Operation<'t>, id: &str) -> Option<Type> {
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
    Some(
        lowering
            .schema(media.schema()?, &Place::top(format!("{}Payload", names::type_name(id))))
            .ty,
    )
}
