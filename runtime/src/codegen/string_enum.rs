use std::fmt;

/// A value that the client did not know when it was generated, as the server spelled it.
///
/// It cannot be built by hand: the generated enum makes it when it meets an unknown spelling, so that a value never has two
/// forms.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnrecognizedValue(Box<str>);

impl UnrecognizedValue {
    #[doc(hidden)]
    #[must_use]
    pub fn __from_wire(spelling: &str) -> Self {
        Self(spelling.into())
    }

    /// The value as the server spelled it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// Makes an open set of text values and implements what every one has. Comparison, order and hash follow the spelling, so that a value which
/// a later version lists by name stays equal to what it was.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_string_enum {
    (
        $(#[$about:meta])*
        pub enum $values:ident { $($(#[$variant_about:meta])* $variant:ident = $spelling:literal,)* }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($values $(#[$about])*)]
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $values {
            $(
                $(#[$variant_about])*
                #[doc = $crate::__specloom_v1_member_docs!($spelling $(#[$variant_about])*)]
                $variant,
            )*
            /// A value that this version of the client does not know.
            Unrecognized($crate::codegen::v1::UnrecognizedValue),
        }

        impl $values {
            /// Every value that this version of the client knows, in the order of the description.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            /// The value as it is spelled on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $spelling,)*
                    Self::Unrecognized(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $values {
            fn from(spelling: &str) -> Self {
                match spelling {
                    $($spelling => Self::$variant,)*
                    _ => Self::Unrecognized($crate::codegen::v1::UnrecognizedValue::__from_wire(spelling)),
                }
            }
        }

        impl ::core::cmp::PartialEq for $values {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $values {}

        impl ::core::fmt::Debug for $values {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str(stringify!($variant)),)*
                    Self::Unrecognized(value) => f.debug_tuple("Unrecognized").field(value).finish(),
                }
            }
        }

        $crate::__specloom_v1_text! { $values, concat!("text, one of the values of ", stringify!($values)) }
    };
}

/// What open enums and newtypes share: both are text on the wire, reached through `as_str` and made by `From<&str>`.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_text {
    ($text:ident, $expecting:expr) => {
        impl ::core::convert::From<::std::string::String> for $text {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::convert::From<&::std::string::String> for $text {
            fn from(text: &::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::convert::From<&$text> for $text {
            fn from(text: &$text) -> Self {
                text.clone()
            }
        }

        impl ::core::str::FromStr for $text {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $text {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $text {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq<str> for $text {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $text {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl ::core::hash::Hash for $text {
            fn hash<__H: ::core::hash::Hasher>(&self, state: &mut __H) {
                self.as_str().hash(state);
            }
        }

        impl ::core::cmp::PartialOrd for $text {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $text {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl $crate::codegen::v1::serde::Serialize for $text {
            fn serialize<__S: $crate::codegen::v1::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::codegen::v1::serde::Deserialize<'de> for $text {
            fn deserialize<__D: $crate::codegen::v1::serde::Deserializer<'de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::codegen::v1::read_text(deserializer, $expecting)
            }
        }

        impl $crate::codegen::v1::Parameter for $text {
            fn value(&self) -> $crate::codegen::v1::ParameterValue {
                $crate::codegen::v1::ParameterValue::Text(::std::string::String::from(self.as_str()))
            }
        }
    };
}
