/// Implements [`Operation`](crate::Operation) from a table: the request line, who may send it, whether it may be repeated, what
/// comes back, and where each parameter goes.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_operation {
    ($operation:ident -> $output:ty {
        id: $id:literal,
        request: $method:ident $path:literal,
        security: [$([$($scheme:expr),*]),*],
        repeat: $repeat:ident,
        $(sensitive: $sensitive:literal,)?
        answer: $answer:ident $(($envelope:expr))?,
        $(parameters: { $($place:ident $field:ident = $name:literal,)* },)?
        $(body: $format:ident,)?
    }) => {
        impl $crate::codegen::v1::Operation for $operation {
            type Output = $output;

            const DESCRIPTION: &'static $crate::codegen::v1::Description =
                &$crate::codegen::v1::Description::new($id, $crate::codegen::v1::Method::$method, $path)
                    .security(&[$(&[$(&$scheme),*]),*])
                    $(.sensitive($sensitive))?
                    .repeat($crate::codegen::v1::Repeat::$repeat);

            #[allow(unused_variables, reason = "an operation may have neither parameters nor a body")]
            fn prepare(&self, request: &mut $crate::codegen::v1::RequestParts) -> ::core::result::Result<(), $crate::codegen::v1::Error> {
                $($(request.$place($name, $crate::codegen::v1::Parameter::value(&self.$field))?;)*)?
                $(request.$format(&self.body)?;)?
                Ok(())
            }

            fn decode(answer: $crate::codegen::v1::Answer) -> ::core::result::Result<Self::Output, $crate::codegen::v1::Error> {
                answer.$answer($(&$envelope)?)
            }
        }
    };
}
