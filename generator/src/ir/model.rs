use super::{Docs, JsonKind, Origin, Scalar, Type};

/// A generated data type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Model {
    /// The type's name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The file it stands in, without ending.
    pub module: String,
    /// What it is.
    pub docs: Docs,
    /// What kind of type.
    pub kind: ModelKind,
    /// Whether it has a total equality.
    pub eq: bool,
    /// Whether it can be hashed.
    pub hash: bool,
    /// Traits that it derives because somebody asked for it.
    pub derives: Vec<String>,
    /// The Cargo features of which any one brings its file; none, where it is always there.
    pub features: Vec<String>,
    /// Whether some request carries it.
    pub sent: bool,
    /// What it is called in other places that describe the same type.
    pub other_names: Vec<String>,
}

impl Model {
    /// A type of which it is not known yet how it is used.
    #[must_use]
    pub fn new(name: String, module: String, docs: Docs, kind: ModelKind) -> Self {
        Self {
            name,
            origin: Origin::default(),
            module,
            docs,
            kind,
            eq: false,
            hash: false,
            derives: Vec::new(),
            features: Vec::new(),
            sent: false,
            other_names: Vec::new(),
        }
    }

    /// The types of its members or candidates, in their order.
    #[must_use]
    pub fn parts(&self) -> Vec<&Type> {
        match &self.kind {
            ModelKind::Object(object) => {
                let extra = object.extra.iter().map(|extra| &extra.ty);
                object.fields.iter().map(|field| &field.ty).chain(extra).collect()
            }
            ModelKind::Union(union) => union.candidates.iter().map(|candidate| &candidate.ty).collect(),
            ModelKind::TaggedUnion(union) => union.candidates.iter().map(|candidate| &candidate.ty).collect(),
            ModelKind::StringEnum(_) | ModelKind::NumberEnum(_) | ModelKind::MixedEnum(_) | ModelKind::Newtype(_) => {
                Vec::new()
            }
        }
    }
}

/// The kinds of generated types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelKind {
    /// A struct.
    Object(Object),
    /// An open set of text values.
    StringEnum(StringEnum),
    /// An open set of whole numbers.
    NumberEnum(Vec<NumberVariant>),
    /// An open set of values of several kinds.
    MixedEnum(Vec<MixedVariant>),
    /// Text of its own type, with constants for known values.
    Newtype(Vec<Variant>),
    /// One of several types, told apart by what they look like.
    Union(Union),
    /// One of several types, told apart by a member.
    TaggedUnion(TaggedUnion),
}

/// A struct.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Object {
    /// Its members, in the order of the description.
    pub fields: Vec<Field>,
    /// The map that takes members which the description does not name.
    pub extra: Option<Extra>,
}

/// A named member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The field's name in Rust.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The member's name in JSON.
    pub wire_name: String,
    /// What it means.
    pub docs: Docs,
    /// Its type, presence aside.
    pub ty: Type,
    /// Whether it is always there, and whether it can be null.
    pub presence: Presence,
    /// The only direction in which the member travels, where there is one.
    pub direction: Option<Direction>,
    /// Whether the description says that the member goes away.
    pub deprecated: bool,
    /// What values it may have beyond its type, and its default, in words.
    pub limits: Option<String>,
    /// An example value, as JSON text.
    pub example: Option<String>,
}

/// A direction in which a member travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Only in requests.
    Sent,
    /// Only in answers.
    Received,
}

/// Whether a member is always there, and whether it can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, may be null.
    Nullable,
    /// May be absent; null counts as absent.
    Optional,
    /// Absent, null or a value, and a request tells these apart.
    ThreeState,
}

/// The map of an open object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extra {
    /// The field's name.
    pub name: String,
    /// The type of the values.
    pub ty: Type,
}

/// An open set of text values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StringEnum {
    /// The known values.
    pub variants: Vec<Variant>,
    /// Named sets of values.
    pub groups: Vec<ValueGroup>,
}

/// A known value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The variant's name.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its spelling on the wire.
    pub value: String,
    /// What it means.
    pub docs: Docs,
}

/// A known number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NumberVariant {
    /// The variant's name.
    pub name: String,
    /// The number on the wire.
    pub number: i64,
    /// What it means.
    pub docs: Docs,
}

/// A known value of any kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MixedVariant {
    /// The variant's name.
    pub name: String,
    /// The value on the wire.
    pub value: Scalar,
    /// What it means.
    pub docs: Docs,
}

/// A named set of values: a question that the values answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValueGroup {
    /// The method's name, such as `is_paid`.
    pub method: String,
    /// The variants that answer yes.
    pub variants: Vec<String>,
}

/// One of several types, told apart by what they look like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Union {
    /// In the order in which they are tried.
    pub candidates: Vec<Candidate>,
}

/// A candidate of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// The variant's name.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// The JSON kind that it takes.
    pub kind: JsonKind,
    /// What tells an object of these from others, by the names of its members.
    pub members: Vec<CandidateMember>,
    /// What it means.
    pub docs: Docs,
}

/// What a candidate says of a member.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CandidateMember {
    /// Its name on the wire.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// The only values that it can have; none where it can have any.
    pub only: Vec<Scalar>,
}

/// One of several types, told apart by a member.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedUnion {
    /// The member that tells.
    pub tag: String,
    /// The candidates.
    pub candidates: Vec<TaggedCandidate>,
}

/// A candidate of a tagged union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedCandidate {
    /// The variant's name.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// The values of the tag that mean it.
    pub values: Vec<String>,
    /// What it means.
    pub docs: Docs,
}
