use super::{
    Answer, AnswerFormat, Body, BodyValue, Docs, Evidence, Failure, Member, Origin, Paging, Parameter, Reading, Type,
    Waiter,
};

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The handle's type, such as `Orders`.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The method of the client and the file, such as `orders`.
    pub module: String,
    /// The Cargo feature that it stands behind, where it has one.
    pub feature: Option<String>,
    /// What the tag is about.
    pub docs: Docs,
    /// Its operations, in the order of the description.
    pub operations: Vec<Operation>,
}

impl Group {
    /// Whether all of it stands behind the Cargo feature `unverified`.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.operations.iter().all(|operation| operation.unverified)
    }

    /// The types in its file, without the structs of arguments.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let of_operations = self.operations.iter().flat_map(|operation| {
            let answers = match &operation.answer.format {
                AnswerFormat::OneOf(answers) => Some(answers.name.as_str()),
                _ => None,
            };
            let failures = match &operation.failure {
                Some(Failure::OneOf(answers)) => Some(answers.name.as_str()),
                _ => None,
            };
            std::iter::once(operation.name.as_str()).chain(answers).chain(failures)
        });
        std::iter::once(self.name.as_str()).chain(of_operations)
    }
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The identifier in the description.
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The type, such as `ListOrders`.
    pub name: String,
    /// The method of the group, such as `list`.
    pub method_name: String,
    /// What it does.
    pub docs: Docs,
    /// The HTTP method in capitals.
    pub http_method: String,
    /// The template of the path, with the query that is the same in every request.
    pub path: String,
    /// The key that the operation stands under in the description.
    pub described_path: String,
    /// The address that it has of its own.
    pub server: Option<String>,
    /// Alternatives, each a set of schemes by their constant's name.
    pub security: Vec<Vec<String>>,
    /// Whether it may be sent again.
    pub repeat: Repeat,
    /// The header by which the server knows attempts of the same call; each call is given a value of its own.
    pub idempotency_header: Option<String>,
    /// Whether its request or answer carries a secret, so that errors show neither.
    pub sensitive: bool,
    /// Whether it moves money.
    pub moves_money: bool,
    /// Whether the description says that it goes away.
    pub deprecated: bool,
    /// How well it is known.
    pub evidence: Evidence,
    /// Whether it stands behind the Cargo feature `unverified`.
    pub unverified: bool,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<Parameter>,
    /// What the request carries.
    pub body: Option<Body>,
    /// What the method takes.
    pub arguments: Arguments,
    /// What comes back when all goes well.
    pub answer: Answer,
    /// What comes back otherwise, as far as it is described.
    pub failure: Option<Failure>,
    /// How the answer is a page of a list, where it is.
    pub paging: Option<Paging>,
    /// What it can be repeated for.
    pub waiters: Vec<Waiter>,
}

impl Operation {
    /// The body, where it is one value.
    #[must_use]
    pub fn body_value(&self) -> Option<&BodyValue> {
        match &self.body {
            Some(Body::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// The members of the body, where they are fields of the operation.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.body {
            Some(Body::Members(body)) => &body.members,
            _ => &[],
        }
    }

    /// The types that the body is made of.
    pub fn sent_types(&self) -> impl Iterator<Item = &Type> {
        let value = self.body_value().map(|body| &body.ty);
        value.into_iter().chain(self.members().iter().map(|member| &member.ty))
    }

    /// The types that answers are made of, those of failures among them.
    pub fn received_types(&self) -> impl Iterator<Item = &Type> {
        let several = match &self.answer.format {
            AnswerFormat::OneOf(answers) => answers.kinds.as_slice(),
            _ => &[],
        };
        let failures = self.failure.iter().flat_map(Failure::readings);
        let readings = several.iter().map(|kind| &kind.reading).chain(failures);
        self.answer.ty.iter().chain(readings.filter_map(Reading::ty))
    }
}

/// What the method of an operation takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Arguments {
    /// One argument each.
    Separate(Vec<Argument>),
    /// One struct of this name, since there are too many to tell apart by their order.
    Struct(String, Vec<Argument>),
}

impl Arguments {
    /// The arguments, whichever way they are taken.
    #[must_use]
    pub fn list(&self) -> &[Argument] {
        match self {
            Self::Separate(list) | Self::Struct(_, list) => list,
        }
    }
}

/// An argument of an operation's method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it means.
    pub docs: Docs,
    /// Where its value goes.
    pub source: ArgumentSource,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// Where the value of an argument goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentSource {
    /// Into the parameter, or the member of the body, that is a field of that name.
    Field,
    /// Into the member of the body of that name.
    Member,
    /// It is the body.
    Body,
}

/// Whether an operation may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// It has the same effect twice as once.
    Safe,
    /// Only if the first request provably never left.
    OnlyIfUnsent,
}
