use crate::load::Node;

/// The versions of OpenAPI that the generator reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// 3.0
    V30,
    /// 3.1
    V31,
}

impl Version {
    /// The version that a document says it is of, where it is one of these.
    #[must_use]
    pub fn of(root: &Node) -> Option<Self> {
        let node = root.get("openapi")?;
        Self::named(node.as_str().or(node.as_number())?)
    }

    /// The version of a number such as `3.0.3`.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        match (parts.next(), parts.next()) {
            (Some("3"), Some("0")) => Some(Self::V30),
            (Some("3"), Some("1")) => Some(Self::V31),
            _ => None,
        }
    }
}
