//! The objects of the OpenAPI specification as tables: which members each has and of what kind they are.
//!
//! From the "Fixed Fields" tables of OpenAPI 3.0.4 and 3.1.1. A test compares the names with the JSON Schemas that the
//! OpenAPI Initiative publishes.

mod extensions;

use super::Version;

pub use extensions::{EXTENSIONS, PAGINATION, WAITERS};

/// What may stand at a place.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// Anything.
    Any,
    /// An object of the specification.
    Object(&'static Object),
    /// A reference or an object of the specification.
    Referable(&'static Object),
    /// A schema, or in 3.1 `true` or `false`.
    Schema,
    /// `true`, `false` or a schema.
    SchemaOrBool,
    /// A list.
    List(&'static Shape),
    /// A mapping with free names.
    Map(&'static Shape),
    /// A text or a list of texts.
    TextOrTexts,
    /// A number, or in 3.0 `true` or `false`.
    NumberOrBool,
    /// A text, or `true` or `false`.
    TextOrBool,
    /// An object, or `false` where it does not apply.
    ObjectOrFalse(&'static Object),
    /// A text, or an object.
    TextOrObject(&'static Object),
}

/// Whether an object may do without a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It may.
    Optional,
    /// The specification says no, and everybody lives with it.
    Expected,
    /// Nothing can be made of the object without it.
    Required,
}

/// A member of an object of the specification.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub shape: Shape,
    /// Whether the object may do without it.
    pub presence: Presence,
    /// The version that brought it.
    pub since: Version,
}

/// An object of the specification.
#[derive(Debug)]
pub struct Object {
    /// Its name there.
    pub name: &'static str,
    /// Its members.
    pub members: &'static [Member],
    /// What members have that are not named: a paths object has paths, for example.
    pub others: Option<Shape>,
}

use Shape::{
    Any, Bool, List, Map, Number, NumberOrBool, Object as Is, Referable, Schema, SchemaOrBool, Text, TextOrTexts,
};

const fn may(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        presence: Presence::Optional,
        since: Version::V30,
    }
}

const fn should(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        presence: Presence::Expected,
        since: Version::V30,
    }
}

const fn must(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        presence: Presence::Required,
        since: Version::V30,
    }
}

const fn new(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        presence: Presence::Optional,
        since: Version::V31,
    }
}

const fn object(name: &'static str, members: &'static [Member]) -> Object {
    Object {
        name,
        members,
        others: None,
    }
}

/// The root of a document.
pub static DOCUMENT: Object = object(
    "OpenAPI Object",
    &[
        must("openapi", Any),
        must("info", Is(&INFO)),
        new("jsonSchemaDialect", Text),
        may("servers", List(&Is(&SERVER))),
        may("paths", Is(&PATHS)),
        new("webhooks", Map(&Referable(&PATH_ITEM))),
        may("components", Is(&COMPONENTS)),
        may("security", List(&Map(&List(&Text)))),
        may("tags", List(&Is(&TAG))),
        may("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

static INFO: Object = object(
    "Info Object",
    &[
        should("title", Text),
        new("summary", Text),
        may("description", Text),
        may("termsOfService", Text),
        may("contact", Is(&CONTACT)),
        may("license", Is(&LICENSE)),
        should("version", Any),
    ],
);

static CONTACT: Object = object(
    "Contact Object",
    &[may("name", Text), may("url", Text), may("email", Text)],
);

static LICENSE: Object = object(
    "License Object",
    &[should("name", Text), new("identifier", Text), may("url", Text)],
);

static SERVER: Object = object(
    "Server Object",
    &[
        must("url", Text),
        may("description", Text),
        may("variables", Map(&Is(&SERVER_VARIABLE))),
    ],
);

/// A part of a server's address that can be chosen.
pub static SERVER_VARIABLE: Object = object(
    "Server Variable Object",
    &[
        may("enum", List(&Any)),
        should("default", Any),
        may("description", Text),
    ],
);

/// The components of a document.
pub static COMPONENTS: Object = object(
    "Components Object",
    &[
        may("schemas", Map(&Schema)),
        may("responses", Map(&Referable(&RESPONSE))),
        may("parameters", Map(&Referable(&PARAMETER))),
        may("examples", Map(&Referable(&EXAMPLE))),
        may("requestBodies", Map(&Referable(&REQUEST_BODY))),
        may("headers", Map(&Referable(&HEADER))),
        may("securitySchemes", Map(&Referable(&SECURITY_SCHEME))),
        may("links", Map(&Referable(&LINK))),
        may("callbacks", Map(&Referable(&CALLBACK))),
        new("pathItems", Map(&Referable(&PATH_ITEM))),
    ],
);

static PATHS: Object = Object {
    name: "Paths Object",
    members: &[],
    others: Some(Is(&PATH_ITEM)),
};

/// What can be done at a path.
pub static PATH_ITEM: Object = object(
    "Path Item Object",
    &[
        may("$ref", Text),
        may("summary", Text),
        may("description", Text),
        may("get", Is(&OPERATION)),
        may("put", Is(&OPERATION)),
        may("post", Is(&OPERATION)),
        may("delete", Is(&OPERATION)),
        may("options", Is(&OPERATION)),
        may("head", Is(&OPERATION)),
        may("patch", Is(&OPERATION)),
        may("trace", Is(&OPERATION)),
        may("servers", List(&Is(&SERVER))),
        may("parameters", List(&Referable(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "Operation Object",
    &[
        may("tags", List(&Text)),
        may("summary", Text),
        may("description", Text),
        may("externalDocs", Is(&EXTERNAL_DOCS)),
        may("operationId", Text),
        may("parameters", List(&Referable(&PARAMETER))),
        may("requestBody", Referable(&REQUEST_BODY)),
        may("responses", Is(&RESPONSES)),
        may("callbacks", Map(&Referable(&CALLBACK))),
        may("deprecated", Bool),
        may("security", List(&Map(&List(&Text)))),
        may("servers", List(&Is(&SERVER))),
    ],
);

static EXTERNAL_DOCS: Object = object(
    "External Documentation Object",
    &[may("description", Text), must("url", Text)],
);

/// A parameter.
pub static PARAMETER: Object = object(
    "Parameter Object",
    &[
        must("name", Text),
        must("in", Text),
        may("description", Text),
        may("required", Bool),
        may("deprecated", Bool),
        may("allowEmptyValue", Bool),
        may("style", Text),
        may("explode", Bool),
        may("allowReserved", Bool),
        may("schema", Schema),
        may("example", Any),
        may("examples", Map(&Referable(&EXAMPLE))),
        may("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

static REQUEST_BODY: Object = object(
    "Request Body Object",
    &[
        may("description", Text),
        must("content", Map(&Is(&MEDIA_TYPE))),
        may("required", Bool),
    ],
);

static MEDIA_TYPE: Object = object(
    "Media Type Object",
    &[
        may("schema", Schema),
        may("example", Any),
        may("examples", Map(&Referable(&EXAMPLE))),
        may("encoding", Map(&Is(&ENCODING))),
    ],
);

static ENCODING: Object = object(
    "Encoding Object",
    &[
        may("contentType", Text),
        may("headers", Map(&Referable(&HEADER))),
        may("style", Text),
        may("explode", Bool),
        may("allowReserved", Bool),
    ],
);

static RESPONSES: Object = Object {
    name: "Responses Object",
    members: &[],
    others: Some(Referable(&RESPONSE)),
};

static RESPONSE: Object = object(
    "Response Object",
    &[
        should("description", Text),
        may("headers", Map(&Referable(&HEADER))),
        may("content", Map(&Is(&MEDIA_TYPE))),
        may("links", Map(&Referable(&LINK))),
    ],
);

static CALLBACK: Object = Object {
    name: "Callback Object",
    members: &[],
    others: Some(Referable(&PATH_ITEM)),
};

/// An example that has a name.
pub static EXAMPLE: Object = object(
    "Example Object",
    &[
        may("summary", Text),
        may("description", Text),
        may("value", Any),
        may("externalValue", Text),
    ],
);

static LINK: Object = object(
    "Link Object",
    &[
        may("operationRef", Text),
        may("operationId", Text),
        may("parameters", Map(&Any)),
        may("requestBody", Any),
        may("description", Text),
        may("server", Is(&SERVER)),
    ],
);

static HEADER: Object = object(
    "Header Object",
    &[
        may("description", Text),
        may("required", Bool),
        may("deprecated", Bool),
        may("allowEmptyValue", Bool),
        may("style", Text),
        may("explode", Bool),
        may("allowReserved", Bool),
        may("schema", Schema),
        may("example", Any),
        may("examples", Map(&Referable(&EXAMPLE))),
        may("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

static TAG: Object = object(
    "Tag Object",
    &[
        must("name", Text),
        may("description", Text),
        may("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

static SECURITY_SCHEME: Object = object(
    "Security Scheme Object",
    &[
        must("type", Text),
        may("description", Text),
        may("name", Text),
        may("in", Text),
        may("scheme", Text),
        may("bearerFormat", Text),
        may("flows", Is(&OAUTH_FLOWS)),
        may("openIdConnectUrl", Text),
    ],
);

static OAUTH_FLOWS: Object = object(
    "OAuth Flows Object",
    &[
        may("implicit", Is(&OAUTH_FLOW)),
        may("password", Is(&OAUTH_FLOW)),
        may("clientCredentials", Is(&OAUTH_FLOW)),
        may("authorizationCode", Is(&OAUTH_FLOW)),
    ],
);

static OAUTH_FLOW: Object = object(
    "OAuth Flow Object",
    &[
        may("authorizationUrl", Text),
        may("tokenUrl", Text),
        may("refreshUrl", Text),
        should("scopes", Map(&Any)),
    ],
);

static DISCRIMINATOR: Object = object(
    "Discriminator Object",
    &[must("propertyName", Text), may("mapping", Map(&Text))],
);

static XML: Object = object(
    "XML Object",
    &[
        may("name", Text),
        may("namespace", Text),
        may("prefix", Text),
        may("attribute", Bool),
        may("wrapped", Bool),
    ],
);

/// A schema: the words of OpenAPI 3.0, and those of JSON Schema 2020-12 that 3.1 added.
pub static SCHEMA: Object = object(
    "Schema Object",
    &[
        may("title", Text),
        may("multipleOf", Number),
        may("maximum", Number),
        may("exclusiveMaximum", NumberOrBool),
        may("minimum", Number),
        may("exclusiveMinimum", NumberOrBool),
        may("maxLength", Number),
        may("minLength", Number),
        may("pattern", Text),
        may("maxItems", Number),
        may("minItems", Number),
        may("uniqueItems", Bool),
        may("maxProperties", Number),
        may("minProperties", Number),
        may("required", List(&Text)),
        may("enum", List(&Any)),
        may("type", TextOrTexts),
        may("allOf", List(&Schema)),
        may("oneOf", List(&Schema)),
        may("anyOf", List(&Schema)),
        may("not", Schema),
        may("items", Schema),
        may("properties", Map(&Schema)),
        may("additionalProperties", SchemaOrBool),
        may("description", Text),
        may("format", Text),
        may("default", Any),
        may("nullable", Bool),
        may("discriminator", Is(&DISCRIMINATOR)),
        may("readOnly", Bool),
        may("writeOnly", Bool),
        may("xml", Is(&XML)),
        may("externalDocs", Is(&EXTERNAL_DOCS)),
        may("example", Any),
        may("deprecated", Bool),
        new("$schema", Text),
        new("$id", Text),
        new("$anchor", Text),
        new("$dynamicRef", Text),
        new("$dynamicAnchor", Text),
        new("$vocabulary", Any),
        new("$comment", Text),
        new("$defs", Map(&Schema)),
        new("if", Schema),
        new("then", Schema),
        new("else", Schema),
        new("dependentSchemas", Map(&Schema)),
        new("dependentRequired", Map(&List(&Text))),
        new("prefixItems", List(&Schema)),
        new("contains", Schema),
        new("maxContains", Number),
        new("minContains", Number),
        new("patternProperties", Map(&Schema)),
        new("propertyNames", Schema),
        new("unevaluatedItems", Schema),
        new("unevaluatedProperties", Schema),
        new("const", Any),
        new("contentEncoding", Text),
        new("contentMediaType", Text),
        new("contentSchema", Schema),
        new("examples", List(&Any)),
    ],
);
