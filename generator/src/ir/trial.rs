use serde_json::Value as Json;

/// What the tests of a generated crate try on the wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trials {
    /// The description as JSON, what the tests read.
    pub document: String,
    /// The operations that are called.
    pub trials: Vec<Trial>,
    /// What is not tried, and why.
    pub left_out: Vec<LeftOut>,
}

/// One operation with values for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The module of its group.
    pub group: String,
    /// The type of the operation.
    pub operation: String,
    /// The values of its parameters: the word for their place, their name on the wire, the value.
    pub parameters: Vec<(&'static str, String, Json)>,
    /// The value of its body.
    pub body: Option<Json>,
    /// Answers for it that the description does not show: status, media type, body.
    pub made: Vec<(u16, String, Json)>,
    /// Examples of its answers that do not fit their own schemas, by their names.
    pub unfit: Vec<String>,
}

/// Something that is not tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The method of the operation.
    pub http_method: String,
    /// Its path.
    pub path: String,
    /// What of it, such as a parameter; nothing where it is the operation itself.
    pub part: Option<String>,
    /// Why.
    pub reason: String,
}
