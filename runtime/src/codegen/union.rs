use crate::{Json, JsonKind};

/// Whether a value is of a kind that a candidate of a union can take.
#[must_use]
pub fn fits(value: &Json, kind: JsonKind) -> bool {
    value.kind() == kind
}

/// What a candidate of a union says of a member: its name, whether it is always there, and the only text that it can be.
pub type MemberOfCandidate = (&'static str, bool, Option<&'static str>);

/// Whether a value is an object that has the members of a candidate, with the texts that only it has.
#[must_use]
pub fn fits_members(value: &Json, members: &[MemberOfCandidate]) -> bool {
    value.kind() == JsonKind::Object
        && members
            .iter()
            .all(|(name, required, only)| match (value.member(name), only) {
                (None, _) => !required,
                (Some(_), None) => true,
                (Some(member), Some(only)) => member.decode::<String>().is_ok_and(|text| text == *only),
            })
}

/// Makes a union without a discriminator, and reads and writes it. The candidates are tried in the order of the table, each
/// only where the JSON kind fits and the members are there that it requires; what fits none is kept as it came.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_union {
    (
        $(#[$about:meta])*
        pub enum $union:ident $(: $derive:ident $(+ $more:ident)*)? {
            $($(#[$variant_about:meta])* $variant:ident($type:ty) = $kind:ident $([$($member:literal $(= $only:literal)? $(if $perhaps:literal)?),*])? $(as $spelling:ident)?,)*
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
            fn serialize<S: $crate::codegen::v1::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::codegen::v1::spelling!(value $(, $spelling)?).serialize(serializer),)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $union {
            fn deserialize<D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let value = <$crate::codegen::v1::Json as $crate::codegen::v1::serde::Deserialize>::deserialize(deserializer)?;
                $(if $crate::codegen::v1::fits(&value, $crate::codegen::v1::JsonKind::$kind)
                    $(&& $crate::codegen::v1::fits_members(&value, &[$($crate::__specloom_v1_candidate_member!($member $(= $only)? $(if $perhaps)?)),*]))?
                {
                    if let Ok(candidate) = value.decode() {
                        return Ok(Self::$variant(candidate));
                    }
                })*
                Ok(Self::Unrecognized(value))
            }
        }
    };
}

/// What a candidate says of a member: that it is there, that it is there and one text, or that it is one text if it is there.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_candidate_member {
    ($member:literal) => {
        ($member, true, ::core::option::Option::None)
    };
    ($member:literal = $only:literal) => {
        ($member, true, ::core::option::Option::Some($only))
    };
    ($member:literal if $only:literal) => {
        ($member, false, ::core::option::Option::Some($only))
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
