/// Declares private modules and shows what is in them, each where its attributes let it in.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_modules {
    ($($(#[$gate:meta])* $module:ident,)*) => {
        $(
            $(#[$gate])*
            mod $module;
            $(#[$gate])*
            pub use $module::*;
        )*
    };
}
