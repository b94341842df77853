/// Makes a type of its own over text and implements what every one has.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_newtype {
    ($(#[$about:meta])* pub struct $newtype:ident;) => {
        $crate::codegen::v1::newtype! { $(#[$about])* pub struct $newtype {} }
    };
    (
        $(#[$about:meta])*
        pub struct $newtype:ident { $($(#[$constant_about:meta])* $constant:ident = $spelling:literal,)* }
    ) => {
        $(#[$about])*
        #[doc = $crate::__specloom_v1_type_docs!($newtype $(#[$about])*)]
        #[derive(Clone)]
        pub struct $newtype(::std::borrow::Cow<'static, str>);

        impl $newtype {
            $(
                $(#[$constant_about])*
                #[doc = $crate::__specloom_v1_member_docs!($spelling $(#[$constant_about])*)]
                pub const $constant: Self = Self(::std::borrow::Cow::Borrowed($spelling));
            )*

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0.into_owned()
            }
        }

        impl ::core::convert::From<&str> for $newtype {
            fn from(text: &str) -> Self {
                Self(::std::borrow::Cow::Owned(::std::string::String::from(text)))
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
