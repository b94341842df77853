/// Makes a union whose candidates are told apart by a member, and reads and writes it. Each candidate keeps that member among
/// its own, so it is written as it stands.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_tagged_union {
    (
        $(#[$about:meta])*
        pub enum $union:ident by $tag:literal $(: $derive:ident $(+ $more:ident)*)? {
            $($(#[$variant_about:meta])* $variant:ident($type:ty) = $($value:literal)|+,)*
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
            /// A value whose member tells of none of the others, as it came.
            Unrecognized($crate::codegen::v1::Json),
        }

        impl $crate::codegen::v1::serde::Serialize for $union {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self {
                    $(Self::$variant(value) => $crate::codegen::v1::serde::Serialize::serialize(value, serializer),)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $union {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(deserializer: __D) -> ::core::result::Result<Self, __D::Error> {
                let value = <$crate::codegen::v1::Json as $crate::codegen::v1::serde::Deserialize>::deserialize(deserializer)?;
                let tag = value.member($tag).and_then(|tag| tag.decode::<::std::string::String>().ok());
                match tag.as_deref() {
                    $(::core::option::Option::Some($($value)|+) => {
                        value.decode().map(Self::$variant).map_err($crate::codegen::v1::serde::de::Error::custom)
                    })*
                    _ => Ok(Self::Unrecognized(value)),
                }
            }
        }
    };
}
