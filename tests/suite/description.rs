use specloom::diagnostics::Report;
use specloom::load::{Node, Value, load};
use specloom::openapi::{Document, MediaType, PathItem};
use specloom::source::Sources;

/// An operation of the description, with its examples as JSON text.
pub struct Described {
    pub id: String,
    pub requests: Vec<String>,
    pub answers: Vec<String>,
    pub failures: Vec<String>,
}

/// Reads JSON, or the description itself, into a tree that keeps each number's text.
pub fn tree(text: &str) -> Node {
    let mut report = Report::new();
    let node = load(&mut Sources::new(), "text", text.as_bytes(), &mut report);
    assert!(!report.has_errors(), "{text}");
    node.unwrap()
}

/// JSON text with each number as the description writes it.
pub fn json(node: &Node) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap();
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(string) => text(string),
        Value::Sequence(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Mapping(members) => {
            let members = members
                .iter()
                .map(|entry| format!("{}:{}", text(&entry.key), json(&entry.value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

/// The operations of the description in their order, with every example.
pub fn operations() -> Vec<Described> {
    let root = tree(&std::fs::read_to_string("spec/aurpay.yaml").unwrap());
    let document = Document::new(&root);
    let examples = |content: Vec<MediaType<'_>>| -> Vec<String> {
        content
            .into_iter()
            .flat_map(|media| media.examples(document))
            .map(json)
            .collect()
    };
    document
        .paths()
        .flat_map(PathItem::operations)
        .map(|operation| Described {
            id: operation.id().unwrap().0.to_owned(),
            requests: operation
                .body(document)
                .map(|body| examples(body.content()))
                .unwrap_or_default(),
            answers: operation
                .responses(document)
                .into_iter()
                .filter(|response| response.is_success())
                .flat_map(|response| examples(response.content()))
                .collect(),
            failures: operation
                .responses(document)
                .into_iter()
                .filter(|response| !response.is_success())
                .flat_map(|response| examples(response.content()))
                .collect(),
        })
        .collect()
}

/// The bodies of the callbacks that are shown as examples.
pub fn callback_bodies() -> Vec<String> {
    let root = tree(&std::fs::read_to_string("spec/aurpay.yaml").unwrap());
    let document = Document::new(&root);
    let callbacks = document
        .paths()
        .flat_map(PathItem::operations)
        .flat_map(|operation| operation.callbacks(document));
    let bodies = callbacks
        .flat_map(|(_, item)| item.operations())
        .filter_map(|operation| operation.body(document));
    bodies
        .flat_map(|body| body.content())
        .flat_map(|media| media.examples(document))
        .map(json)
        .collect()
}

/// The examples of answers that say no, and of the named schemas: the schema's name, and the value.
pub fn named_examples() -> Vec<(String, String)> {
    let root = tree(&std::fs::read_to_string("spec/aurpay.yaml").unwrap());
    let document = Document::new(&root);
    let mut examples: Vec<(String, String)> = document
        .components("schemas")
        .filter_map(|(name, node)| Some((name.to_owned(), json(node.get("example")?))))
        .collect();
    for operation in document.paths().flat_map(PathItem::operations) {
        let failures = operation
            .responses(document)
            .into_iter()
            .filter(|response| !response.is_success());
        for media in failures.flat_map(|response| response.content()) {
            examples.extend(
                media
                    .examples(document)
                    .into_iter()
                    .map(|node| ("Failure".to_owned(), json(node))),
            );
        }
    }
    examples
}
