use serde::Serialize;

use crate::{Json, JsonKind};

/// A candidate of a union.
#[derive(Debug)]
pub struct UnionCandidate<U> {
    /// The kind of its values.
    pub kind: JsonKind,
    /// What it says of its members, where it is an object.
    pub members: &'static [MemberOfCandidate],
    /// Reads a value as this candidate.
    pub read: fn(&Json) -> Option<U>,
}

/// What a candidate of a union says of a member: its name, whether it is always there, and the only values that it can have, as they are
/// spelled; none of them where it can have any.
pub type MemberOfCandidate = (&'static str, bool, &'static [&'static str]);

/// A value as the first candidate that keeps all of it, else as the first that takes it; nothing where none does.
///
/// A candidate is asked only where the JSON kind fits, the members are there that it requires, and these have the values that only it has.
pub fn read_union<U: Serialize>(value: &Json, candidates: &[UnionCandidate<U>]) -> Option<U> {
    let fits = |candidate: &&UnionCandidate<U>| candidate.fits(value);
    let mut fitting = candidates.iter().filter(fits).peekable();
    let mut first = None;
    while let Some(candidate) = fitting.next() {
        let Some(read) = (candidate.read)(value) else { continue };
        // With no other to choose from, it does not matter what is lost.
        let is_last = first.is_none() && fitting.peek().is_none();
        if is_last || value.is_kept_by(&read) {
            return Some(read);
        }
        first.get_or_insert(read);
    }
    first
}

impl<U> UnionCandidate<U> {
    fn fits(&self, value: &Json) -> bool {
        value.kind() == self.kind && has_members(value, self.members)
    }
}

/// Whether the members are there that a candidate requires, with the values that only it has.
pub(crate) fn has_members(value: &Json, members: &[MemberOfCandidate]) -> bool {
    let mut members = members.iter();
    members.all(|(name, required, only)| match value.member(name) {
        None => !required,
        Some(member) => only.is_empty() || is_one_of(&member, only),
    })
}

/// Whether a value is a text, a number or a flag that is spelled as one of these.
fn is_one_of(value: &Json, spellings: &[&str]) -> bool {
    match value.kind() {
        JsonKind::String => value
            .decode::<String>()
            .is_ok_and(|text| spellings.contains(&text.as_str())),
        JsonKind::Number | JsonKind::Bool => spellings.contains(&value.text()),
        JsonKind::Null | JsonKind::Array | JsonKind::Object => false,
    }
}

/// Makes a union without a discriminator, and reads and writes it. The candidates are tried in the order of the table,
/// see [`read_union`]; what fits none is kept as it came.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_union {
    (
        $(#[$about:meta])*
        pub enum $union:ident $(: $derive:ident $(+ $more:ident)*)? {
            $($(#[$variant_about:meta])* $variant:ident($type:ty) = $kind:ident $([$($member:literal $(= $($only:literal)|+)? $(if $($perhaps:literal)|+)?),*])? $(as $spelling:ident)?,)*
        }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($union $(#[$about])*)]
        #[derive(Clone, Debug, PartialEq $(, $derive $(, $more)*)?)]
        #[non_exhaustive]
        pub enum $union {
            $(
                $(#[$variant_about])*
                #[doc = $crate::__specloom_v1_candidate_docs!($type, $(#[$variant_about])*)]
                $variant($type),
            )*
            /// A value that fits none of the others, as it came.
            Unrecognized($crate::codegen::v1::Json),
        }

        $(impl ::core::convert::From<$type> for $union {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        })*

        impl $crate::codegen::v1::serde::Serialize for $union {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::codegen::v1::serde::Serialize::serialize($crate::__specloom_v1_spelling!(value $(, $spelling)?), serializer),)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $union {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                let value = <$crate::codegen::v1::Json as $crate::codegen::v1::serde::Deserialize>::deserialize(deserializer)?;
                let candidate = $crate::codegen::v1::read_union(&value, &[$($crate::codegen::v1::UnionCandidate {
                    kind: $crate::codegen::v1::JsonKind::$kind,
                    members: &[$($($crate::__specloom_v1_candidate_member!($member $(= $($only)|+)? $(if $($perhaps)|+)?)),*)?],
                    read: |value| value.decode().ok().map(Self::$variant),
                },)*]);
                Ok(candidate.unwrap_or(Self::Unrecognized(value)))
            }
        }
    };
}

/// What a candidate says of a member: that it is there, that it is there with one of some values, or that it has one of them if it is there.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_candidate_member {
    ($member:literal) => {
        ($member, true, &[])
    };
    ($member:literal = $($only:literal)|+) => {
        ($member, true, &[$(concat!($only)),+])
    };
    ($member:literal if $($only:literal)|+) => {
        ($member, false, &[$(concat!($only)),+])
    };
}

/// The documentation of a candidate of which the description says nothing; nothing where it says something.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_candidate_docs {
    ($type:ty,) => {
        concat!("A value of the type `", stringify!($type), "`.")
    };
    ($type:ty, $(#[$about:meta])+) => {
        ""
    };
}
