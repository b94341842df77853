use std::fmt;
use std::str::FromStr;

/// Where in a list a page begins, to go on from there later.
///
/// It can be kept as text, and is what the page before it told: a cursor may lose its meaning with time.
///
/// ```
/// use specloom_runtime::Position;
///
/// let position = Position::page(3);
/// assert_eq!(position.to_string(), "page 3");
/// assert_eq!("page 3".parse::<Position>()?, position);
/// # Ok::<(), specloom_runtime::PositionError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Position(pub(super) At);

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum At {
    Page(u64),
    Offset(u64),
    /// A cursor, as JSON text.
    Cursor(String),
    /// An address, as the server gave it.
    Link(String),
}

impl Position {
    /// The page of this number.
    #[must_use]
    pub fn page(number: u64) -> Self {
        Self(At::Page(number))
    }

    /// The page behind so many items.
    #[must_use]
    pub fn offset(items: u64) -> Self {
        Self(At::Offset(items))
    }

    /// The page of this cursor, which is a text.
    #[must_use]
    pub fn cursor(text: impl Into<String>) -> Self {
        Self(At::Cursor(serde_json::Value::from(text.into()).to_string()))
    }

    /// The page at this address, which must be one of the client's own server.
    #[must_use]
    pub fn link(address: impl Into<String>) -> Self {
        Self(At::Link(address.into()))
    }

    /// The number of the page, where pages have numbers.
    #[must_use]
    pub fn as_page(&self) -> Option<u64> {
        match self.0 {
            At::Page(number) => Some(number),
            _ => None,
        }
    }

    /// The number of items before it, where pages are found by that.
    #[must_use]
    pub fn as_offset(&self) -> Option<u64> {
        match self.0 {
            At::Offset(items) => Some(items),
            _ => None,
        }
    }

    /// The cursor, where pages have one: its text, or its JSON where it is no text.
    #[must_use]
    pub fn as_cursor(&self) -> Option<String> {
        match &self.0 {
            At::Cursor(json) => Some(super::text_of(json).unwrap_or_else(|| json.clone())),
            _ => None,
        }
    }

    /// The address, where pages have one.
    #[must_use]
    pub fn as_link(&self) -> Option<&str> {
        match &self.0 {
            At::Link(address) => Some(address),
            _ => None,
        }
    }
}

/// The text that [`from_str`](FromStr::from_str) reads.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            At::Page(number) => write!(f, "page {number}"),
            At::Offset(items) => write!(f, "offset {items}"),
            At::Cursor(json) => write!(f, "cursor {json}"),
            At::Link(address) => write!(f, "link {address}"),
        }
    }
}

/// Numbers only: cursors and addresses are the server's, and can hold what should not be shown.
impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            At::Page(number) => write!(f, "Page({number})"),
            At::Offset(items) => write!(f, "Offset({items})"),
            At::Cursor(_) => f.write_str("Cursor(***)"),
            At::Link(_) => f.write_str("Link(***)"),
        }
    }
}

/// A text is no position in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PositionError;

impl fmt::Display for PositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no position in a list, such as `page 3`")
    }
}

impl std::error::Error for PositionError {}

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (kind, value) = text.split_once(' ').ok_or(PositionError)?;
        let number = || value.parse().map_err(|_| PositionError);
        match kind {
            "page" => Ok(Self::page(number()?)),
            "offset" => Ok(Self::offset(number()?)),
            "cursor" => match serde_json::from_str::<serde::de::IgnoredAny>(value) {
                Ok(_) => Ok(Self(At::Cursor(value.to_owned()))),
                Err(_) => Err(PositionError),
            },
            "link" => Ok(Self::link(value)),
            _ => Err(PositionError),
        }
    }
}
