use super::made;
use crate::emit::type_text;
use crate::ir::{Api, Field, Group, Model, ModelKind, Operation, Origin, Presence, Type};
use crate::lower::names;
use crate::source::Span;

/// Something in the client that has a name.
pub(super) struct Item<'a> {
    /// Its path.
    pub path: String,
    /// What it is.
    pub kind: &'static str,
    /// Where it comes from.
    pub origin: &'a Origin,
    /// The name that its origin would give it.
    pub plain: String,
    /// How that was made.
    pub case: &'static str,
    /// Where it was given another name.
    pub given: Option<Span>,
    /// Why it is called so, where its name is made of something else than its origin's.
    pub said: Option<String>,
    /// Its type as it is written.
    pub written: Option<String>,
    /// The types that it holds or gives.
    pub types: Vec<&'a Type>,
}

impl<'a> Item<'a> {
    fn new(path: String, kind: &'static str, origin: &'a Origin, case: &'static str) -> Self {
        let plain = if case == TYPE {
            names::plain_type_name(&origin.named_after)
        } else {
            names::plain_value_name(&origin.named_after)
        };
        Self {
            path,
            kind,
            origin,
            plain,
            case,
            given: origin.given,
            said: None,
            written: None,
            types: Vec::new(),
        }
    }

    /// Something whose name is made of something else than its origin's.
    pub(super) fn made(path: String, kind: &'static str, origin: &'a Origin, why: String) -> Self {
        Self {
            path,
            kind,
            origin,
            plain: String::new(),
            case: TYPE,
            given: None,
            said: Some(why),
            written: None,
            types: Vec::new(),
        }
    }

    /// Something with a type.
    pub(super) fn with(mut self, ty: &'a Type, presence: Presence) -> Self {
        let text = type_text(ty);
        self.written = Some(match presence {
            Presence::Required => text,
            Presence::Nullable | Presence::Optional => format!("Option<{text}>"),
            Presence::ThreeState => format!("Nullable<{text}>"),
        });
        self.types.push(ty);
        self
    }

    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or(&self.path)
    }

    /// Whether this is its path, or the end of it.
    pub(super) fn is_called(&self, wanted: &str) -> bool {
        let before = self.path.strip_suffix(wanted);
        before.is_some_and(|before| before.is_empty() || !wanted.is_empty() && before.ends_with("::"))
    }
}

const TYPE: &str = "in upper camel case";
const VALUE: &str = "in snake case";

/// Everything in the client that has a name of its own.
pub(super) fn all(api: &Api) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = api.models.iter().flat_map(model).collect();
    items.extend(api.groups.iter().flat_map(group));
    items.extend(made::of_api(api));
    items.extend(api.schemes.iter().map(|scheme| {
        let path = format!("ClientBuilder::{}", scheme.setter);
        Item::new(path, "a method that takes credentials", &scheme.origin, VALUE)
    }));
    items
}

fn model(model: &Model) -> Vec<Item<'_>> {
    let path = format!("models::{}", model.name);
    let kind = match model.kind {
        ModelKind::Object(_) => "a struct",
        ModelKind::StringEnum(_) => "an open set of texts",
        ModelKind::NumberEnum(_) => "an open set of numbers",
        ModelKind::MixedEnum(_) => "an open set of values of several kinds",
        ModelKind::Newtype(_) => "a type of its own over text",
        ModelKind::Union(_) => "a union, told apart by what its candidates look like",
        ModelKind::TaggedUnion(_) => "a union, told apart by a member",
    };
    let mut items = vec![Item::new(path.clone(), kind, &model.origin, TYPE)];
    match &model.kind {
        ModelKind::Object(object) => items.extend(object.fields.iter().map(|field| member(&path, field))),
        ModelKind::StringEnum(values) => items.extend(values.variants.iter().map(|variant| {
            let path = format!("{path}::{}", variant.name);
            Item::new(path, "a value", &variant.origin, TYPE)
        })),
        ModelKind::Union(_) | ModelKind::TaggedUnion(_) => {
            if let Some(item) = items.first_mut() {
                item.types = model.parts();
            }
        }
        ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) | ModelKind::Newtype(_) => {}
    }
    items
}

fn member<'a>(path: &str, field: &'a Field) -> Item<'a> {
    let path = format!("{path}::{}", field.name);
    Item::new(path, "a member", &field.origin, VALUE).with(&field.ty, field.presence)
}

fn group(group: &Group) -> Vec<Item<'_>> {
    let handle = format!("{}::{}", group.module, group.name);
    let accessor = format!("Client::{}", group.module);
    let mut items = vec![
        Item::new(group.module.clone(), "the module of a tag", &group.origin, VALUE),
        Item::new(accessor, "the method that leads to a tag", &group.origin, VALUE),
        Item::new(handle.clone(), "the handle of a tag", &group.origin, TYPE),
    ];
    let operations = group.operations.iter();
    items.extend(operations.flat_map(|operation| self::operation(&group.module, &handle, operation)));
    items
}

fn operation<'a>(module: &str, handle: &str, operation: &'a Operation) -> Vec<Item<'a>> {
    let method = format!("{handle}::{}", operation.method_name);
    let mut method = Item::new(method, "the method of an operation", &operation.origin, VALUE);
    if let Some(answer) = &operation.answer.ty {
        method = method.with(answer, Presence::Required);
    }
    method.types = operation.received_types().collect();
    method.types.extend(operation.body_value().map(|body| &body.ty));
    let path = format!("{module}::{}", operation.name);
    let mut value = Item::new(path.clone(), "an operation as a value", &operation.origin, TYPE);
    // A choice of another name is about the method.
    value.given = None;
    let mut items = vec![method, value];
    items.extend(operation.parameters.iter().map(|parameter| {
        let presence = if parameter.required {
            Presence::Required
        } else {
            Presence::Optional
        };
        let path = format!("{path}::{}", parameter.name);
        Item::new(path, "a parameter", &parameter.origin, VALUE).with(&parameter.ty, presence)
    }));
    items.extend(operation.members().iter().map(|member| {
        let path = format!("{path}::{}", member.name);
        Item::new(path, "a member of a body", &member.origin, VALUE).with(&member.ty, member.presence)
    }));
    items.extend(made::of_operation(module, operation));
    items
}
