use std::fmt;

/// A number that the client did not know when it was generated.
///
/// It cannot be built by hand: the generated enum makes it when it meets an unknown number, so that a value never has two forms.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnrecognizedNumber(i64);

impl UnrecognizedNumber {
    #[doc(hidden)]
    #[must_use]
    pub fn __from_wire(number: i64) -> Self {
        Self(number)
    }

    /// The number as the server sent it.
    #[must_use]
    pub fn number(self) -> i64 {
        self.0
    }
}

impl fmt::Debug for UnrecognizedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// Makes an open set of whole numbers and implements what every one has. Comparison, order and hash follow the number.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_number_enum {
    (
        $(#[$about:meta])*
        pub enum $values:ident { $($(#[$variant_about:meta])* $variant:ident = $number:literal,)* }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($values $(#[$about])*)]
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum $values {
            $(
                $(#[$variant_about])*
                #[doc = $crate::__specloom_v1_member_docs!($number $(#[$variant_about])*)]
                $variant,
            )*
            /// A number that this version of the client does not know.
            Unrecognized($crate::codegen::v1::UnrecognizedNumber),
        }

        impl $values {
            /// Every number that this version of the client knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            /// The number on the wire.
            #[must_use]
            pub fn number(self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Unrecognized(number) => number.number(),
                }
            }
        }

        impl ::core::convert::From<i64> for $values {
            fn from(number: i64) -> Self {
                match number {
                    $($number => Self::$variant,)*
                    _ => Self::Unrecognized($crate::codegen::v1::UnrecognizedNumber::__from_wire(number)),
                }
            }
        }

        impl ::core::cmp::PartialEq for $values {
            fn eq(&self, other: &Self) -> bool {
                self.number() == other.number()
            }
        }

        impl ::core::cmp::Eq for $values {}

        impl ::core::cmp::PartialOrd for $values {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $values {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.number().cmp(&other.number())
            }
        }

        impl ::core::hash::Hash for $values {
            fn hash<__H: ::core::hash::Hasher>(&self, state: &mut __H) {
                self.number().hash(state);
            }
        }

        impl ::core::fmt::Debug for $values {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str(stringify!($variant)),)*
                    Self::Unrecognized(number) => f.debug_tuple("Unrecognized").field(number).finish(),
                }
            }
        }

        impl $crate::codegen::v1::serde::Serialize for $values {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_i64(self.number())
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $values {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <i64 as $crate::codegen::v1::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl $crate::codegen::v1::Parameter for $values {
            fn value(&self) -> $crate::codegen::v1::ParameterValue {
                $crate::codegen::v1::ParameterValue::Text(::std::string::ToString::to_string(&self.number()))
            }
        }
    };
}
