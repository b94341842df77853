use super::depth::Deferred;
use super::{Lowering, names};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Model, ModelKind, Origin, Type};
use crate::openapi::{Additional, Schema};

/// The type of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The type, null aside.
    pub ty: Type,
    /// Whether null is a value too.
    pub nullable: bool,
}

impl Typed {
    pub(crate) fn new(ty: Type) -> Self {
        Self { ty, nullable: false }
    }

    pub(crate) fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }

    /// The type of an item or of a map's value, null inside.
    pub(crate) fn nested(self) -> Type {
        if self.nullable && self.ty != Type::Json {
            Type::Optional(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

/// Where a schema stands: what a type is called that has no name of its own, and the file that it goes to.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The name that an inline type would get.
    pub name: String,
    /// The file, where one is chosen already.
    pub module: Option<String>,
}

impl Place {
    pub(crate) fn top(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            module: None,
        }
    }

    /// A place inside this one.
    pub(crate) fn inside(&self, part: &str) -> Self {
        Self {
            name: format!("{}{}", self.name, names::type_name(part)),
            module: self.module.clone(),
        }
    }
}

impl<'t> Lowering<'t, '_> {
    /// The type of a named schema.
    pub(crate) fn component(&mut self, name: &'t str) -> Typed {
        if let Some(known) = self.component_types.get(name) {
            return known.clone();
        }
        let Some(schema) = self.document.schema(name) else {
            return Typed::new(Type::Json);
        };
        if schema.reference().is_none() {
            self.uncovered_words(schema);
        }
        let rust_name = self
            .component_names
            .get(name)
            .cloned()
            .unwrap_or_else(|| names::type_name(name));
        if self.is_model(schema) {
            let nullable = schema.is_nullable() || super::unions::takes_null(self.document, schema);
            let typed = Typed::new(Type::Model(rust_name.clone())).or_null(nullable);
            self.component_types.insert(name, typed.clone());
            let module = self.take_module(&rust_name);
            self.define(schema, rust_name, module);
            return typed;
        }
        if let Some(target) = self.target_component(schema) {
            return self.component(target);
        }
        if let Some(&outside) = self.open.get(name) {
            if self.nesting > outside {
                let message = format!("the schema `{name}` contains itself with no object between");
                self.unsupported(schema.span(), message, "what is inside stays JSON as it comes");
            } else {
                self.report.push(
                    Diagnostic::new(
                        Code::ReferenceCycle,
                        schema.span(),
                        format!("the schema `{name}` contains nothing but itself"),
                    )
                    .label("this has no type")
                    .hint("let it be an object that has what it refers to as a member"),
                );
            }
            return Typed::new(Type::Json);
        }
        self.open.insert(name, self.nesting);
        self.lent.insert(rust_name.clone());
        let typed = self.schema(schema, &Place::top(rust_name.clone()));
        self.lent.remove(&rust_name);
        self.open.remove(name);
        self.derive_too(&rust_name, schema);
        self.component_types.insert(name, typed.clone());
        typed
    }

    /// Where a type comes from: the key of a named schema, else where it stands.
    fn origin(&self, schema: Schema<'t>, wanted: &str) -> Origin {
        let named = self.component_of.get(wanted).copied();
        let given = schema.node.get("x-rust-name").or_else(|| schema.node.get("x-newtype"));
        Origin {
            place: Some(schema.node.span),
            schema: Some(schema.node.span),
            named_after: named.unwrap_or(wanted).to_owned(),
            has_name: named.is_some(),
            given: given.filter(|given| given.as_str().is_some()).map(|given| given.span),
            others: Vec::new(),
        }
    }

    /// What a named schema derives, its only part derives.
    fn derive_too(&mut self, rust_name: &str, schema: Schema<'t>) {
        let derives = super::derives::of(schema.node);
        let place = self.places.get(rust_name).copied();
        if let Some(Some(model)) = place.and_then(|place| self.models.get_mut(place)) {
            model.derives.extend(derives);
        }
    }

    /// The named schema that a schema is only another name for.
    fn target_component(&self, schema: Schema<'t>) -> Option<&'t str> {
        let name = schema.reference()?.strip_prefix("#/components/schemas/")?;
        self.document.schema(name).map(|_| name)
    }

    /// The type of a schema at a place.
    pub(crate) fn schema(&mut self, schema: Schema<'t>, place: &Place) -> Typed {
        if self.depth.is_at_the_end() {
            return self.degraded(schema, "so many lists, maps and references inside one another");
        }
        let depth = self.depth.step();
        let typed = self.typed(schema, place);
        self.depth = depth;
        typed
    }

    fn typed(&mut self, schema: Schema<'t>, place: &Place) -> Typed {
        if let Some(reference) = schema.reference() {
            return self.referred(reference, schema, place);
        }
        let nullable = schema.is_nullable();
        if let Some(path) = schema.text("x-rust-type") {
            return Typed::new(Type::Foreign(path.to_owned())).or_null(nullable);
        }
        self.uncovered_words(schema);
        if self.is_model(schema) {
            let name = self.take_type_name(
                schema
                    .text("x-rust-name")
                    .or_else(|| schema.text("x-newtype"))
                    .unwrap_or(&place.name),
            );
            let module = place.module.clone().unwrap_or_else(|| self.take_module(&name));
            self.define(schema, name.clone(), module);
            let nullable = nullable || super::unions::takes_null(self.document, schema);
            return Typed::new(Type::Model(name)).or_null(nullable);
        }
        if let Some(parts) = super::objects::merged_parts(schema) {
            return match parts.as_slice() {
                [single] => self.schema(*single, place).or_null(nullable),
                _ => self
                    .degraded(schema, "`allOf` whose parts are not all objects")
                    .or_null(nullable),
            };
        }
        if let Some(candidates) = super::unions::candidates(schema) {
            let nullable = nullable || candidates.nullable;
            return match candidates.schemas.as_slice() {
                [single] => self.schema(*single, place).or_null(nullable),
                [first, ..] if super::unions::are_amounts(self.document, &candidates) => {
                    self.schema(*first, place).or_null(nullable)
                }
                _ => self
                    .degraded(schema, "a union whose candidates cannot be told apart")
                    .or_null(nullable),
            };
        }
        self.plain(schema, place).or_null(nullable)
    }

    fn referred(&mut self, reference: &'t str, schema: Schema<'t>, place: &Place) -> Typed {
        match reference.strip_prefix("#/components/schemas/") {
            Some(name) if self.document.schema(name).is_some() => self.component(name),
            _ => {
                let target = self.document.follow(schema.node);
                if let Some(known) = self.middles.get(&std::ptr::from_ref(target)) {
                    return known.clone();
                }
                if std::ptr::eq(target, schema.node) || self.reported.contains(&(Code::ReferenceCycle, target.span)) {
                    return Typed::new(Type::Json);
                }
                // A reference into the middle of the document: what stands there is taken as if it stood here, by the first
                // who refers to it. The mark keeps such a place from containing itself for ever.
                self.reported.insert((Code::ReferenceCycle, target.span));
                let typed = self.schema(Schema::new(target), place);
                self.reported.remove(&(Code::ReferenceCycle, target.span));
                self.middles.insert(target, typed.clone());
                typed
            }
        }
    }

    /// Whether a schema becomes a type of its own.
    fn is_model(&self, schema: Schema<'t>) -> bool {
        if schema.reference().is_some() || schema.node.get("x-rust-type").is_some() {
            return false;
        }
        if is_newtype(schema)
            || super::enumerations::is_text(schema)
            || super::enumerations::is_number(schema)
            || super::enumerations::is_mixed(schema)
        {
            return true;
        }
        if self.is_built_on(schema) {
            return true;
        }
        if super::objects::merged_parts(schema).is_some() {
            return self.is_merged_object(schema);
        }
        if let Some(candidates) = super::unions::candidates(schema) {
            return super::unions::sets_of_texts(self.document, schema).is_some()
                || candidates.schemas.len() > 1 && super::unions::is_told_apart(self, schema, &candidates);
        }
        schema.is_object() && schema.properties().next().is_some()
    }

    fn define(&mut self, schema: Schema<'t>, name: String, module: String) {
        let slot = self.reserve();
        if self.depth.is_deep() {
            self.deferred.push_back(Deferred {
                slot,
                schema,
                name,
                module,
            });
            return;
        }
        let depth = self.depth.inside_a_model();
        self.fill_with(slot, schema, name, module);
        self.depth = depth;
    }

    /// Defines what lay too deep when it was met, until nothing is left.
    pub(crate) fn define_deferred(&mut self) {
        while let Some(Deferred {
            slot,
            schema,
            name,
            module,
        }) = self.deferred.pop_front()
        {
            self.fill_with(slot, schema, name, module);
        }
    }

    fn fill_with(&mut self, slot: usize, schema: Schema<'t>, name: String, module: String) {
        let place = Place {
            name: name.clone(),
            module: Some(module.clone()),
        };
        let docs = super::documentation::of_schema(schema);
        let kind = if is_newtype(schema) {
            ModelKind::Newtype(Vec::new())
        } else if super::enumerations::is_text(schema) {
            self.text_values(&[schema])
        } else if super::enumerations::is_number(schema) {
            ModelKind::NumberEnum(self.number_enum(schema))
        } else if super::enumerations::is_mixed(schema) {
            ModelKind::MixedEnum(self.mixed_enum(schema))
        } else if let Some(sets) = super::unions::sets_of_texts(self.document, schema) {
            self.text_values(&sets)
        } else if let Some(union) = self.inherited(schema, &place) {
            union
        } else if super::unions::candidates(schema).is_some() && super::objects::merged_parts(schema).is_none() {
            self.union(schema, &place)
        } else {
            ModelKind::Object(self.object(schema, &place))
        };
        let mut model = Model::new(name, module, docs, kind);
        model.derives = super::derives::of(schema.node);
        model.origin = self.origin(schema, &place.name);
        self.fill(slot, model);
    }

    fn plain(&mut self, schema: Schema<'t>, place: &Place) -> Typed {
        let types = schema.types();
        let ty = match types.as_slice() {
            [] if schema.is_object() => self.map(schema, place),
            [] if schema.schema("items").is_some() => self.list(schema, place),
            [] => Type::Json,
            ["string"] => self.text(schema),
            ["integer"] => integer(schema.text("format")),
            ["number"] => number(schema.text("format")),
            ["boolean"] => Type::Bool,
            ["array"] => self.list(schema, place),
            ["object"] => self.map(schema, place),
            // A type that JSON Schema does not know: the check has named it.
            [_] => Type::Json,
            _ => return self.degraded(schema, "several types at once"),
        };
        Typed::new(ty)
    }

    /// The type of what a list or a map holds.
    pub(crate) fn nested(&mut self, schema: Schema<'t>, place: &Place) -> Type {
        self.nesting += 1;
        let typed = self.schema(schema, place);
        self.nesting -= 1;
        typed.nested()
    }

    fn list(&mut self, schema: Schema<'t>, place: &Place) -> Type {
        let item = match schema.schema("items") {
            Some(items) => self.nested(items, &place.inside("Item")),
            None => Type::Json,
        };
        Type::List(Box::new(item))
    }

    fn map(&mut self, schema: Schema<'t>, place: &Place) -> Type {
        let value = match schema.additional() {
            Additional::Typed(value) => self.nested(value, &place.inside("Value")),
            Additional::Unsaid | Additional::None | Additional::Any => Type::Json,
        };
        Type::Map(Box::new(value))
    }

    fn text(&mut self, schema: Schema<'t>) -> Type {
        if schema.flag("x-sensitive") {
            return Type::Secret;
        }
        match schema.text("format") {
            Some("decimal") => Type::Amount { text: true },
            Some("date-time") => Type::Timestamp,
            Some("date-time-local") => Type::CivilDateTime,
            Some("date") => Type::Date,
            Some("time-local") => Type::Time,
            Some("uuid") => Type::Uuid,
            Some("password") => Type::Secret,
            Some("byte") => Type::Base64,
            Some("ipv4") => Type::Ip(Some(4)),
            Some("ipv6") => Type::Ip(Some(6)),
            Some("ip") => Type::Ip(None),
            _ if matches!(schema.text("contentEncoding"), Some("base64" | "base64url")) => Type::Base64,
            _ => Type::String,
        }
    }

    /// JSON as it comes, since the construct has no better type, with a warning.
    pub(crate) fn degraded(&mut self, schema: Schema<'t>, what: &str) -> Typed {
        self.unsupported(
            schema.span(),
            format!("{what}: not supported"),
            "the values stay JSON as they come",
        );
        Typed::new(Type::Json)
    }
}

fn is_newtype(schema: Schema<'_>) -> bool {
    let named = schema.text("x-newtype").is_some() || schema.flag("x-newtype");
    named && schema.types().as_slice() == ["string"]
}

fn integer(format: Option<&str>) -> Type {
    match format {
        Some("int8" | "int16" | "int32") => Type::Integer { bits: 32, signed: true },
        Some("uint8" | "uint16" | "uint32") => Type::Integer {
            bits: 32,
            signed: false,
        },
        Some("uint64" | "uint") => Type::Integer {
            bits: 64,
            signed: false,
        },
        _ => Type::INTEGER,
    }
}

fn number(format: Option<&str>) -> Type {
    match format {
        Some("decimal") => Type::Amount { text: false },
        Some("int32") => Type::Integer { bits: 32, signed: true },
        Some("int64") => Type::INTEGER,
        // For `float` too: servers write more digits than half as many bits could hold.
        _ => Type::Float,
    }
}
