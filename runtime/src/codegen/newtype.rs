/// Implements what every generated newtype over text has. The struct itself, one private `String`, stands in the generated code.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_newtype {
    ($newtype:ident) => {
        impl $newtype {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::convert::From<&str> for $newtype {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl ::core::cmp::PartialEq for $newtype {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl ::core::cmp::Eq for $newtype {}

        impl ::core::fmt::Debug for $newtype {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        $crate::__specloom_v1_text! { $newtype, concat!("text, ", stringify!($newtype)) }
    };
}
