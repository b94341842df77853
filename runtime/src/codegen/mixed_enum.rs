use std::fmt;

use crate::{Json, ParameterValue};

use super::parameter::Parameter as _;

/// A value that the client did not know when it was generated, of whatever kind.
///
/// It cannot be built by hand: the generated enum makes it when it meets an unknown value, so that a value never has two forms.
#[derive(Clone, PartialEq, Eq)]
pub struct UnrecognizedJson(Json);

impl UnrecognizedJson {
    #[doc(hidden)]
    #[must_use]
    pub fn __from_wire(value: Json) -> Self {
        Self(value)
    }

    /// The value as the server sent it.
    #[must_use]
    pub fn json(&self) -> &Json {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A value that a description lists: a text, a whole number or a flag. Each kind stands in one type only, so that a literal needs no more.
pub trait ListedValue {
    /// The value on the wire.
    fn to_json(self) -> Json;
}

impl ListedValue for &str {
    fn to_json(self) -> Json {
        Json::from(self)
    }
}

impl ListedValue for i64 {
    fn to_json(self) -> Json {
        Json::from(self)
    }
}

impl ListedValue for bool {
    fn to_json(self) -> Json {
        Json::from(self)
    }
}

/// A listed value on the wire.
pub fn listed(value: impl ListedValue) -> Json {
    value.to_json()
}

/// A value of any kind as a parameter: a text without its quotes.
#[must_use]
pub fn parameter_of(value: &Json) -> ParameterValue {
    value.value()
}

/// Makes an open set of values of several kinds and implements what every one has.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_mixed_enum {
    (
        $(#[$about:meta])*
        pub enum $values:ident { $($(#[$variant_about:meta])* $variant:ident = $value:literal,)* }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($values $(#[$about])*)]
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $values {
            $(
                $(#[$variant_about])*
                #[doc = $crate::__specloom_v1_member_docs!($value $(#[$variant_about])*)]
                $variant,
            )*
            /// A value that this version of the client does not know.
            Unrecognized($crate::codegen::v1::UnrecognizedJson),
        }

        impl $values {
            /// Every value that this version of the client knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            /// The value on the wire.
            #[must_use]
            pub fn json(&self) -> $crate::codegen::v1::Json {
                match self {
                    $(Self::$variant => $crate::codegen::v1::listed($value),)*
                    Self::Unrecognized(value) => value.json().clone(),
                }
            }
        }

        impl ::core::convert::From<$crate::codegen::v1::Json> for $values {
            fn from(value: $crate::codegen::v1::Json) -> Self {
                $(if value == $crate::codegen::v1::listed($value) {
                    return Self::$variant;
                })*
                Self::Unrecognized($crate::codegen::v1::UnrecognizedJson::__from_wire(value))
            }
        }

        impl $crate::codegen::v1::serde::Serialize for $values {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                self.json().serialize(serializer)
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $values {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                <$crate::codegen::v1::Json as $crate::codegen::v1::serde::Deserialize>::deserialize(deserializer)
                    .map(Self::from)
            }
        }

        impl $crate::codegen::v1::Parameter for $values {
            fn value(&self) -> $crate::codegen::v1::ParameterValue {
                $crate::codegen::v1::parameter_of(&self.json())
            }
        }
    };
}
