use super::{CandidateMember, CredentialValue, Docs, JsonKind, Type};

/// What receives the callbacks that are signed and confirmed alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiver {
    /// The type that receives.
    pub name: String,
    /// The type that it gives.
    pub received: String,
    /// The enum of what that says.
    pub event: String,
    /// The type that makes callbacks for tests.
    pub signer: String,
    /// The constant of the recipe.
    pub signature: String,
    /// The values that it takes.
    pub credentials: Vec<CredentialValue>,
    /// Whether the signature proves what a callback says.
    pub trusted: bool,
    /// What it receives.
    pub docs: Docs,
    /// The forms that a callback can have.
    pub forms: Vec<Form>,
    /// How a claim becomes a value.
    pub confirmation: Option<Confirmation>,
}

/// A form that a callback can have.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The variant.
    pub variant: String,
    /// The HTTP method in capitals.
    pub http_method: String,
    /// Which callbacks have it.
    pub docs: Docs,
    /// What it carries.
    pub payload: Option<Type>,
    /// What tells it from other forms of its method, where there are any.
    pub telling: Option<(JsonKind, Vec<CandidateMember>)>,
}

/// How a claim becomes a value: by the call that fetches it, and by what that must answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    /// What it does.
    pub docs: Docs,
    /// The module of the group of the call.
    pub group: String,
    /// The Cargo feature of that group, where it has one.
    pub feature: Option<String>,
    /// Whether the call stands behind the Cargo feature `unverified`.
    pub unverified: bool,
    /// The method of the call.
    pub method: String,
    /// What it gives.
    pub answer: Type,
    /// What names the thing, in the order of the call's arguments.
    pub keys: Vec<Key>,
    /// What was agreed upon.
    pub expected: Vec<Expectation>,
    /// What else the answer has to be.
    pub conditions: Vec<Condition>,
}

/// A value that names a thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The argument.
    pub name: String,
    /// The member on the wire.
    pub member: String,
    /// Its type.
    pub ty: Type,
    /// The field of the answer, where it has one.
    pub field: Option<String>,
    /// The variants of the event that claim it, each with its field.
    pub claims: Vec<(String, String)>,
}

/// A value that was agreed upon.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The argument.
    pub name: String,
    /// The member on the wire.
    pub member: String,
    /// Its type.
    pub ty: Type,
    /// The field of the answer.
    pub field: String,
}

/// A member that has to have a value of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The member on the wire.
    pub member: String,
    /// The field of the answer.
    pub field: String,
    /// Its type.
    pub ty: Type,
    /// The group.
    pub group: String,
    /// The method that asks for it.
    pub method: String,
}
