/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`.
    Bool,
    /// A signed integer of 32 or 64 bits, or an unsigned one.
    Integer {
        /// Width in bits.
        bits: u8,
        /// Whether it has a sign.
        signed: bool,
    },
    /// A binary float, for numbers that are not money.
    Float,
    /// Exact money; `text` says that it is declared as a JSON string.
    Amount {
        /// Written as a string.
        text: bool,
    },
    /// Text.
    String,
    /// Text that is never shown.
    Secret,
    /// An instant: date, time and offset.
    Timestamp,
    /// Date and time of day without a zone.
    CivilDateTime,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A UUID.
    Uuid,
    /// Any JSON value, kept as its text.
    Json,
    /// Bytes as text in Base64.
    Base64,
    /// An IP address, of version 4 or 6 where the description says which.
    Ip(Option<u8>),
    /// A file in a form.
    File,
    /// Bytes that are sent as they are.
    Upload,
    /// Bytes that come as they are.
    Download,
    /// A list.
    List(Box<Type>),
    /// An object whose members are named by the data.
    Map(Box<Type>),
    /// A generated type, by its name.
    Model(String),
    /// A type of somebody else's, by its path.
    Foreign(String),
    /// A value behind a pointer, where a type contains itself.
    Boxed(Box<Type>),
    /// A list item or map value that may be null.
    Optional(Box<Type>),
}

impl Type {
    /// 64 bits with a sign: what an integer without a format is.
    pub const INTEGER: Self = Self::Integer { bits: 64, signed: true };

    /// The generated type that this type names, however deep.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Optional(inner) => inner.model(),
            _ => None,
        }
    }

    /// The generated type that a value of this type holds without a pointer between.
    #[must_use]
    pub fn held_model(&self) -> Option<&str> {
        match self {
            Self::Model(name) => Some(name),
            Self::Optional(inner) => inner.held_model(),
            _ => None,
        }
    }

    /// Whether amounts inside are written as strings.
    #[must_use]
    pub fn is_text_amount(&self) -> bool {
        match self {
            Self::Amount { text } => *text,
            Self::List(inner) | Self::Map(inner) | Self::Boxed(inner) | Self::Optional(inner) => inner.is_text_amount(),
            _ => false,
        }
    }
}

/// The kind of a JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonKind {
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}
