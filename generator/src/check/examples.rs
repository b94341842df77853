use super::values::{Given, What};
use crate::openapi::{Document, MediaType, Operation, Parameter, PathItem, Schema};

/// The examples of bodies, answers, parameters, and of the named schemas and their members.
pub(super) fn examples(document: Document<'_>) -> Vec<Given<'_>> {
    let mut examples = Vec::new();
    for operation in document.paths().flat_map(PathItem::operations) {
        of_operation(document, operation, &mut examples);
        for (_, item) in operation.callbacks(document) {
            item.operations()
                .for_each(|callback| of_operation(document, callback, &mut examples));
        }
    }
    for (_, node) in document.components("schemas") {
        of_schema(Schema::new(node), &mut examples);
    }
    examples
}

fn of_operation<'t>(document: Document<'t>, operation: Operation<'t>, examples: &mut Vec<Given<'t>>) {
    for parameter in operation.parameters(document) {
        of_parameter(parameter, examples);
    }
    let bodies = operation
        .body(document)
        .into_iter()
        .flat_map(crate::openapi::Body::content);
    let answers = operation
        .responses(document)
        .into_iter()
        .flat_map(crate::openapi::Response::content);
    for media in bodies.chain(answers).filter(|media| media.is_json()) {
        of_media(document, media, examples);
    }
}

fn of_parameter<'t>(parameter: Parameter<'t>, examples: &mut Vec<Given<'t>>) {
    if let (Some(value), Some(schema)) = (parameter.example(), parameter.schema()) {
        examples.push(Given::new(What::Example, value, schema));
    }
}

fn of_media<'t>(document: Document<'t>, media: MediaType<'t>, examples: &mut Vec<Given<'t>>) {
    if let Some(schema) = media.schema() {
        examples.extend(
            media
                .examples(document)
                .into_iter()
                .map(|value| Given::new(What::Example, value, schema)),
        );
    }
}

fn of_schema<'t>(schema: Schema<'t>, examples: &mut Vec<Given<'t>>) {
    if let Some(value) = schema.node.get("example") {
        examples.push(Given::new(What::Example, value, schema));
    }
    for entry in schema.properties() {
        of_schema(Schema::new(&entry.value), examples);
    }
    if let Some(items) = schema.schema("items") {
        of_schema(items, examples);
    }
}
