use crate::openapi::{Additional, Document, Operation, Schema};

/// How deep parts of a schema are looked into for a member.
const DEEPEST: usize = 16;

/// Where a path leads.
pub(super) enum Lead<'t> {
    /// To a member, by these steps; its schemas, as far as the description has them.
    There(Vec<String>, Vec<Schema<'t>>),
    /// Nowhere: here are the names that could have been meant.
    Nowhere(Vec<String>),
}

/// What a success of an operation is read from: the steps to it, which are those of an envelope, and its schemas.
pub(super) fn payload<'t>(document: Document<'t>, operation: Operation<'t>) -> (Vec<String>, Vec<Schema<'t>>) {
    let successes = operation
        .responses(document)
        .into_iter()
        .filter(|response| response.is_success());
    let media = successes
        .flat_map(crate::openapi::Response::content)
        .filter(|media| media.is_json());
    let whole: Vec<Schema<'t>> = media.filter_map(crate::openapi::MediaType::schema).collect();
    let envelope = operation
        .node
        .get("x-envelope")
        .or_else(|| document.root.get("x-envelope"));
    match envelope
        .and_then(|envelope| envelope.get("payload"))
        .and_then(crate::load::Node::as_str)
    {
        Some(payload) => (vec![payload.to_owned()], members(document, &whole, payload)),
        None => (Vec::new(), whole),
    }
}

/// Follows a path from schemas. A step is the name of a member, or `name[member=value]`: the item of a list that has this value. A name may
/// hold dots.
pub(super) fn follow<'t>(document: Document<'t>, schemas: Vec<Schema<'t>>, path: &str) -> Lead<'t> {
    let mut here = schemas;
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let names = names(document, &here);
        if names.is_empty() && is_open(document, &here) {
            // Nothing is known of what is in there.
            steps.extend(rest.split('.').flat_map(split_step));
            return Lead::There(steps, Vec::new());
        }
        let ends: Vec<usize> = rest.match_indices('.').map(|(at, _)| at).chain([rest.len()]).collect();
        let found = ends.iter().rev().find_map(|&end| {
            let (step, behind) = rest.split_at(end);
            let behind = behind.strip_prefix('.').unwrap_or(behind);
            if names.iter().any(|name| name == step) {
                return Some((vec![step.to_owned()], members(document, &here, step), behind));
            }
            let (list, condition) = step.strip_suffix(']')?.split_once('[')?;
            let known = names.iter().any(|name| name == list) && condition.contains('=');
            let items = known.then(|| items(document, &members(document, &here, list)))?;
            Some((vec![list.to_owned(), format!("[{condition}]")], items, behind))
        });
        let Some((taken, inside, behind)) = found else {
            let before: String = path.get(..path.len() - rest.len()).unwrap_or_default().to_owned();
            return Lead::Nowhere(names.into_iter().map(|name| format!("{before}{name}")).collect());
        };
        steps.extend(taken);
        here = inside;
        rest = behind;
    }
    Lead::There(steps, here)
}

/// The steps that a part of a path means where the description does not say which members there are.
fn split_step(part: &str) -> Vec<String> {
    match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
        Some((list, condition)) if condition.contains('=') => vec![list.to_owned(), format!("[{condition}]")],
        _ => vec![part.to_owned()],
    }
}

/// Whether some value of the schemas is a list; also where nothing is said of them.
pub(super) fn can_be_list(document: Document<'_>, schemas: &[Schema<'_>]) -> bool {
    let types: Vec<&str> = parts(document, schemas).iter().flat_map(|part| part.types()).collect();
    types.is_empty() || types.contains(&"array")
}

/// The names of the members that are lists.
pub(super) fn lists(document: Document<'_>, schemas: &[Schema<'_>]) -> Vec<String> {
    let is_list = |name: &String| {
        let inside = parts(document, &members(document, schemas, name));
        inside.iter().any(|part| part.types().contains(&"array"))
    };
    names(document, schemas).into_iter().filter(is_list).collect()
}

/// The schemas themselves, the parts of their `allOf` and the candidates of their unions.
pub(super) fn parts<'t>(document: Document<'t>, schemas: &[Schema<'t>]) -> Vec<Schema<'t>> {
    let mut found: Vec<Schema<'t>> = Vec::new();
    let mut open: Vec<(Schema<'t>, usize)> = schemas.iter().map(|schema| (*schema, 0)).collect();
    while let Some((schema, depth)) = open.pop() {
        let schema = Schema::new(document.follow(schema.node));
        if depth > DEEPEST || found.iter().any(|known| std::ptr::eq(known.node, schema.node)) {
            continue;
        }
        found.push(schema);
        for word in ["allOf", "oneOf", "anyOf"] {
            open.extend(schema.schemas(word).into_iter().map(|part| (part, depth + 1)));
        }
    }
    found
}

fn names(document: Document<'_>, schemas: &[Schema<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts(document, schemas) {
        for entry in part.properties() {
            if !names.iter().any(|name| **name == *entry.key) {
                names.push(entry.key.to_string());
            }
        }
    }
    names
}

fn members<'t>(document: Document<'t>, schemas: &[Schema<'t>], name: &str) -> Vec<Schema<'t>> {
    let parts = parts(document, schemas).into_iter();
    let named = parts.flat_map(|part| {
        part.properties()
            .filter(|entry| *entry.key == *name)
            .collect::<Vec<_>>()
    });
    named.map(|entry| Schema::new(&entry.value)).collect()
}

fn items<'t>(document: Document<'t>, schemas: &[Schema<'t>]) -> Vec<Schema<'t>> {
    let parts = parts(document, schemas).into_iter();
    parts.filter_map(|part| part.schema("items")).collect()
}

/// The schemas of the items of a list at the end of some steps.
pub(super) fn items_of<'t>(document: Document<'t>, lists: &[Schema<'t>]) -> Vec<Schema<'t>> {
    items(document, lists)
}

/// Whether values may have members that the description does not name.
fn is_open(document: Document<'_>, schemas: &[Schema<'_>]) -> bool {
    let is_other = |part: &Schema<'_>| !part.types().is_empty() && !part.is_object();
    let parts = parts(document, schemas);
    parts.is_empty()
        || parts
            .iter()
            .any(|part| !is_other(part) && !matches!(part.additional(), Additional::None))
}
