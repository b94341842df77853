/// Declares private modules and shows what is in them.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_modules {
    ($($module:ident,)*) => {
        $(
            mod $module;
            pub use $module::*;
        )*
    };
}
