//! Items that stand for nothing single in the description: what their names are made of is said in words.

use super::items::Item;
use crate::emit::type_text;
use crate::ir::{AnswerFormat, Answers, Api, Arguments, Failure, Operation, Origin, Presence, Statuses, code};

/// For what has no place of its own.
static NOWHERE: Origin = Origin {
    place: None,
    schema: None,
    named_after: String::new(),
    has_name: false,
    given: None,
    others: Vec::new(),
};

/// What comes with an operation: the struct of its arguments, and the enums of its answers with their kinds.
pub(super) fn of_operation<'a>(module: &str, operation: &'a Operation) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let owner = code(&format!("{module}::{}", operation.name));
    if let Arguments::Struct(name, arguments) = &operation.arguments {
        let path = format!("{module}::{name}");
        let why = format!("after {owner}, whose method takes too many arguments to tell apart by their order");
        items.push(Item::made(
            path.clone(),
            "the arguments of an operation",
            &operation.origin,
            why,
        ));
        items.extend(arguments.iter().map(|argument| {
            let path = format!("{path}::{}", argument.name);
            let why = format!("that of the parameter or member that it becomes, in {owner}");
            let presence = if argument.nullable {
                Presence::Nullable
            } else {
                Presence::Required
            };
            Item::made(path, "an argument of an operation", &operation.origin, why).with(&argument.ty, presence)
        }));
    }
    if let AnswerFormat::OneOf(answers) = &operation.answer.format {
        items.extend(kinds(
            module,
            operation,
            answers,
            "what an operation gives, of several kinds",
            &owner,
        ));
    }
    if let Some(Failure::OneOf(answers)) = &operation.failure {
        items.extend(kinds(
            module,
            operation,
            answers,
            "what an operation fails with, of several kinds",
            &owner,
        ));
    }
    items
}

fn kinds<'a>(
    module: &str,
    operation: &'a Operation,
    answers: &'a Answers,
    what: &'static str,
    owner: &str,
) -> Vec<Item<'a>> {
    let path = format!("{module}::{}", answers.name);
    let mut whole = Item::made(path.clone(), what, &operation.origin, format!("after {owner}"));
    let read = answers.kinds.iter().filter_map(|kind| kind.reading.ty());
    whole.types.extend(read);
    let mut items = vec![whole];
    items.extend(answers.kinds.iter().map(|kind| {
        let statuses = match kind.statuses {
            Statuses::One(status) => format!("the status {status}"),
            Statuses::Range(digit) => format!("the statuses {digit}XX"),
            Statuses::Rest => "the statuses that nothing else is described for".to_owned(),
        };
        let media = kind.media_type.as_deref();
        let media = media.map_or_else(String::new, |media_type| {
            format!(" and the media type {}", code(media_type))
        });
        let path = format!("{path}::{}", kind.variant);
        let mut item = Item::made(
            path,
            "a kind of answer",
            &operation.origin,
            format!("after {statuses}{media}"),
        );
        if let Some(ty) = kind.reading.ty() {
            item.written = Some(type_text(ty));
            item.types.push(ty);
        }
        item
    }));
    items
}

/// What belongs to no operation: constants, and the types of callbacks.
pub(super) fn of_api(api: &Api) -> Vec<Item<'_>> {
    let headers = api.headers.iter().map(|header| {
        let path = format!("headers::{}", header.constant);
        let why = format!("after the header {}, in upper case", code(&header.wire_name));
        let mut item = Item::made(path, "the constant of a header of answers", &NOWHERE, why);
        item.written = Some(format!("Header<{}>", type_text(&header.ty)));
        item.types.push(&header.ty);
        item
    });
    // One address alone is the client's default and no constant.
    let servers = api.servers.iter().filter(|_| api.servers.len() > 1).map(|server| {
        let path = format!("servers::{}", server.constant);
        let why = format!("of what the description says of {}", code(&server.url));
        Item::made(path, "the constant of an address", &NOWHERE, why)
    });
    let callbacks = api.callbacks.iter().filter_map(|callback| {
        let payload = callback.payload.as_ref()?;
        let path = format!("callbacks::{}", callback.name);
        let why = format!("after the callback {}, in upper camel case", code(&callback.id));
        let mut item = Item::made(path, "the type of what a callback carries", &NOWHERE, why);
        item.written = Some(type_text(payload));
        item.types.push(payload);
        Some(item)
    });
    headers.chain(servers).chain(callbacks).collect()
}
