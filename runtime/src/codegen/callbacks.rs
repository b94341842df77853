/// Makes what receives the callbacks of one way of signing from a table: the receiver, what it gives, what that says, and a signer for tests.
///
/// The head names the four types, the recipe, and the credentials with their environment variables. The rows are the forms that a callback
/// can have: its method, the variant, and what it carries; several of one method are told apart as the candidates of a union are. Where the
/// signature does not cover what a callback says, `unconfirmed` gives claims.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_callbacks {
    (
        $(#[$about:meta])*
        $receiver:ident = $recipe:ident($($value:ident = $variable:literal),* $(,)?), $trust:ident $received:ident of $event:ident, $signer:ident {
            $(
                $(#[$form_about:meta])*
                $method:ident $form:ident $(($payload:ty))? $(= $kind:ident $([$($member:literal $(= $($only:literal)|+)? $(if $($perhaps:literal)|+)?),*])?)?,
            )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        pub struct $receiver {
            core: $crate::codegen::v1::CallbackReceiver,
        }

        impl $receiver {
            /// Accepts callbacks that are signed with these. Their date may be 300 seconds off, either way.
            pub fn new($($value: impl ::core::convert::Into<$crate::codegen::v1::Secret>),*) -> Self {
                Self {
                    core: $crate::codegen::v1::CallbackReceiver::new(&$recipe, [$($value.into()),*]),
                }
            }

            #[doc = concat!("Accepts callbacks that are signed with what the environment variables say: ", $crate::__specloom_v1_listed!($($variable),*), ".")]
            ///
            /// # Errors
            ///
            /// When one of them is not set, empty, or not Unicode.
            pub fn from_env() -> ::core::result::Result<Self, $crate::codegen::v1::Error> {
                let core = $crate::codegen::v1::CallbackReceiver::environment(&$recipe, &[$($variable),*], &|name| ::std::env::var_os(name))?;
                ::core::result::Result::Ok(Self { core })
            }

            /// Accepts these as well, for the time in which old ones are being replaced.
            #[must_use]
            pub fn also_accept(self, $($value: impl ::core::convert::Into<$crate::codegen::v1::Secret>),*) -> Self {
                Self { core: self.core.also_accept([$($value.into()),*]) }
            }

            /// Accepts dates that lie back no more than this; 300 seconds by default.
            #[must_use]
            pub fn max_age(self, age: ::core::time::Duration) -> Self {
                Self { core: self.core.max_age(age) }
            }

            /// Accepts dates that lie ahead of our clock no more than this; 300 seconds by default.
            #[must_use]
            pub fn max_ahead(self, ahead: ::core::time::Duration) -> Self {
                Self { core: self.core.max_ahead(ahead) }
            }

            /// Takes the time from this clock instead of the system's.
            #[must_use]
            pub fn clock(self, clock: impl $crate::codegen::v1::Clock + 'static) -> Self {
                Self { core: self.core.clock(clock) }
            }

            /// Sets the address under which the server knows us, such as `https://shop.example`: behind a proxy, a request does not tell.
            /// With the path and the query of a request it makes the URL as it was registered.
            #[must_use]
            pub fn base_url(self, url: impl ::core::convert::AsRef<str>) -> Self {
                Self { core: self.core.base_url(url.as_ref()) }
            }

            /// Sets how many bytes a body may have where an extractor reads it; 256 KiB by default.
            #[must_use]
            pub fn body_limit(self, bytes: usize) -> Self {
                Self { core: self.core.body_limit(bytes) }
            }

            /// Receives a request. Its URL is [`base_url`](Self::base_url) with the path and the query of the request; without a base URL, the
            /// request has to hold the whole one.
            ///
            /// # Errors
            ///
            /// When the callback is not genuine, or not of our time. Log the error, and answer with its `status`.
            pub fn receive<B: ::core::convert::AsRef<[u8]>>(
                &self,
                request: &$crate::codegen::v1::http::Request<B>,
            ) -> ::core::result::Result<$received, $crate::codegen::v1::CallbackError> {
                self.core.receive(request).map(|received| $received { received })
            }

            /// Receives a request that was sent to this URL, which is the one registered with the server, to the byte.
            ///
            /// # Errors
            ///
            /// Those of [`receive`](Self::receive).
            pub fn receive_at<B: ::core::convert::AsRef<[u8]>>(
                &self,
                url: &str,
                request: &$crate::codegen::v1::http::Request<B>,
            ) -> ::core::result::Result<$received, $crate::codegen::v1::CallbackError> {
                self.core.receive_at(url, request).map(|received| $received { received })
            }

            /// Receives a request that is in pieces: its method, the URL that it was sent to, its headers, and its body to the byte.
            ///
            /// # Errors
            ///
            /// Those of [`receive`](Self::receive).
            pub fn receive_parts(
                &self,
                method: &$crate::codegen::v1::Method,
                url: &str,
                headers: &$crate::codegen::v1::http::HeaderMap,
                body: &[u8],
            ) -> ::core::result::Result<$received, $crate::codegen::v1::CallbackError> {
                self.core.receive_parts(method, url, headers, body).map(|received| $received { received })
            }

            /// Makes callbacks that this receiver accepts, for tests.
            #[must_use]
            pub fn signer(&self) -> $signer {
                $signer { core: self.core.signer() }
            }
        }

        $crate::__specloom_v1_received!($trust $received $event);
        $crate::__specloom_v1_extractor!($receiver $received);

        impl $received {
            /// When it was signed, where the signature says so.
            #[must_use]
            pub fn date(&self) -> ::core::option::Option<$crate::codegen::v1::Timestamp> {
                self.received.date()
            }

            /// The URL that it was sent to, as it was registered.
            #[must_use]
            pub fn url(&self) -> &str {
                self.received.url()
            }

            /// The first value of this name in the query of that URL, decoded. The signature covers it: a reference that we registered there is
            /// still ours. Nothing where there is none, or where the signature leaves the query out.
            #[must_use]
            pub fn query(&self, name: &str) -> ::core::option::Option<::std::string::String> {
                self.received.query(name)
            }

            /// What the signature proves.
            #[must_use]
            pub fn verified(&self) -> &$crate::codegen::v1::Verified {
                self.received.verified()
            }
        }

        $crate::__specloom_v1_event_docs! {
            $trust
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum $event {
                $($(#[$form_about])* $form $(($payload))?,)*
                /// In a form that is not known: kept as it came.
                Unrecognized($crate::codegen::v1::UnrecognizedCallback),
            }
        }

        impl $crate::codegen::v1::CallbackEvent for $event {
            fn read(method: &$crate::codegen::v1::Method, body: &$crate::codegen::v1::bytes::Bytes) -> Self {
                let event = $crate::codegen::v1::read_event(method, body, &[$($crate::codegen::v1::EventForm {
                    method: $crate::codegen::v1::Method::$method,
                    kind: $crate::__specloom_v1_event_kind!($($kind)?),
                    members: &[$($($($crate::__specloom_v1_candidate_member!($member $(= $($only)|+)? $(if $($perhaps)|+)?)),*)?)?],
                    read: $crate::__specloom_v1_event_read!($event $form $($payload)?),
                }),*]);
                event.unwrap_or_else(|| Self::Unrecognized($crate::codegen::v1::UnrecognizedCallback::new(method.clone(), body.clone())))
            }

            fn write(
                &self,
            ) -> ::core::result::Result<($crate::codegen::v1::Method, $crate::codegen::v1::bytes::Bytes), ::std::string::String> {
                match self {
                    $(Self::$form $(($crate::__specloom_v1_event_held!(value $payload)))? => ::core::result::Result::Ok((
                        $crate::codegen::v1::Method::$method,
                        $crate::__specloom_v1_event_write!($(value $payload)?),
                    )),)*
                    Self::Unrecognized(other) => ::core::result::Result::Ok((other.method().clone(), other.body().clone())),
                }
            }
        }

        /// Makes callbacks as the server would send them, for tests of whoever receives them.
        #[derive(Clone, Debug)]
        pub struct $signer {
            core: $crate::codegen::v1::CallbackSigner,
        }

        impl $signer {
            /// Signs with these, which the receiver has to be given too.
            pub fn new($($value: impl ::core::convert::Into<$crate::codegen::v1::Secret>),*) -> Self {
                Self {
                    core: $crate::codegen::v1::CallbackSigner::new(&$recipe, [$($value.into()),*]),
                }
            }

            /// Takes the time from this clock instead of the system's.
            #[must_use]
            pub fn clock(self, clock: impl $crate::codegen::v1::Clock + 'static) -> Self {
                Self { core: self.core.clock(clock) }
            }

            /// A whole request, signed now for this URL: method, path and query, headers and body, as a server sees it.
            ///
            /// # Errors
            ///
            /// When the URL is none, or when a value cannot be written.
            pub fn sign(
                &self,
                url: impl ::core::convert::AsRef<str>,
                event: &$event,
            ) -> ::core::result::Result<
                $crate::codegen::v1::http::Request<$crate::codegen::v1::bytes::Bytes>,
                $crate::codegen::v1::CallbackError,
            > {
                self.core.sign(url.as_ref(), event)
            }
        }
    };
}

/// What a receiver gives: claims that are to be confirmed, or what the signature proves.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_received {
    (unconfirmed $received:ident $event:ident) => {
        /// A callback whose signature is right, and of which **nothing else is proven**: the signature does not cover what it says.
        #[derive(Clone, Debug)]
        #[must_use = "a callback that is not confirmed changes nothing"]
        pub struct $received {
            received: $crate::codegen::v1::Received<$event>,
        }

        impl $received {
            /// What it claims. Whoever has seen one genuine callback can attach other claims to it, so nothing may be done for them.
            #[must_use]
            pub fn claims(&self) -> &$event {
                self.received.event()
            }
        }
    };
    (trusted $received:ident $event:ident) => {
        /// A callback whose signature is right, and covers what it says.
        #[derive(Clone, Debug)]
        pub struct $received {
            received: $crate::codegen::v1::Received<$event>,
        }

        impl $received {
            /// What it says.
            #[must_use]
            pub fn event(&self) -> &$event {
                self.received.event()
            }

            /// What it says, taken out.
            #[must_use]
            pub fn into_event(self) -> $event {
                self.received.into_event()
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_event_docs {
    (unconfirmed $($item:tt)*) => {
        /// What a callback claims. Nothing of it is proven.
        $($item)*
    };
    (trusted $($item:tt)*) => {
        /// What a callback says.
        $($item)*
    };
}

/// How a form of an event is read: from nothing, or from JSON.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_event_read {
    ($event:ident $form:ident) => {
        $crate::codegen::v1::FormReader::Empty(|| $event::$form)
    };
    ($event:ident $form:ident $payload:ty) => {
        $crate::codegen::v1::FormReader::Json(|value| {
            $crate::codegen::v1::read_form::<$payload>(value)
                .map(|(payload, is_kept)| ($event::$form(payload), is_kept))
        })
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_event_kind {
    () => {
        ::core::option::Option::None
    };
    ($kind:ident) => {
        ::core::option::Option::Some($crate::codegen::v1::JsonKind::$kind)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_event_held {
    ($value:ident $payload:ty) => {
        $value
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_event_write {
    () => {
        $crate::codegen::v1::bytes::Bytes::new()
    };
    ($value:ident $payload:ty) => {
        $crate::codegen::v1::write_body($value)?
    };
}

/// Makes the way from a claim to a value from a table: the call that fetches it anew, and what its answer is compared with. `keys` name the
/// thing, `expect` is what was agreed upon, `when` are the groups of values that members have to be in.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_confirmation {
    (
        $(#[$about:meta])*
        $received:ident of $event:ident by $client:ty => $answer:ty {
            call: $group:ident.$call:ident($($argument:ident),*),
            $(keys { $($key:ident: $key_type:ty = $key_name:literal $(at $key_field:ident)? $(=> $key_mark:ident)? $(in $($key_form:ident.$key_claim:ident)+)?,)* })?
            $(expect { $($want:ident: $want_type:ty = $want_name:literal at $want_field:ident $(=> $want_mark:ident)?,)* })?
            $(when { $($when_field:ident = $when_name:literal is $when_group:literal by $when_type:ty: $when_method:ident,)* })?
        }
    ) => {
        $crate::__specloom_v1_confirm! {
            [$(#[$about])*]
            $received $event $client: $group.$call($($argument),*) => $answer,
            [$($($key: $key_type = $key_name [$($key_field)?] [$($key_mark)?] [$($($key_form.$key_claim)+)?],)*)?]
            [$($($want: $want_type = $want_name $want_field [$($want_mark)?],)*)?]
            [$($($when_field = $when_name $when_group $when_type: $when_method,)*)?]
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_confirm {
    (
        [$(#[$about:meta])*]
        $received:ident $event:ident $client:ty: $group:ident.$call:ident($($argument:ident),*) => $answer:ty,
        [$($key:ident: $key_type:ty = $key_name:literal [$($key_field:ident)?] [$($key_mark:ident)?] [$($key_form:ident.$key_claim:ident)*],)*]
        [$($want:ident: $want_type:ty = $want_name:literal $want_field:ident [$($want_mark:ident)?],)*]
        [$($when_field:ident = $when_name:literal $when_group:literal $when_type:ty: $when_method:ident,)*]
    ) => {
        impl $received {
            $(#[$about])*
            ///
            /// What is expected comes from our own records, never from the callback.
            ///
            /// # Errors
            ///
            /// [`is_false_claim`]($crate::ConfirmError::is_false_claim): the callback claims something else, and nothing was fetched;
            /// [`is_fetch`]($crate::ConfirmError::is_fetch): fetching failed; [`is_mismatch`]($crate::ConfirmError::is_mismatch): something
            /// is not what was agreed upon; [`is_unmet`]($crate::ConfirmError::is_unmet): it is, but not as far as it has to be.
            #[allow(clippy::ptr_arg, clippy::too_many_arguments, deprecated, reason = "the description says how many there are, and what goes away is still there")]
            pub async fn confirm(
                &self,
                client: &$client,
                $($key: $crate::__specloom_v1_argument!($($key_mark)?; $key_type),)*
                $($want: $crate::__specloom_v1_argument!($($want_mark)?; $want_type),)*
            ) -> ::core::result::Result<$crate::codegen::v1::Confirmed<$answer>, $crate::codegen::v1::ConfirmError> {
                $(let $key: $key_type = ::core::convert::Into::into($key);)*
                $(let $want: $want_type = ::core::convert::Into::into($want);)*
                self.check_claims($(&$key),*)?;
                let call = client.$group().$call($($argument.clone()),*);
                let answer = call.send().await.map_err($crate::codegen::v1::ConfirmError::fetch)?;
                Self::compare(answer, $(&$key,)* $(&$want,)*)
            }

            $crate::__specloom_v1_confirm_blocking! {
                $client: $group.$call($($argument),*) => $answer,
                [$($key: $key_type, [$($key_mark)?],)*]
                [$($want: $want_type, [$($want_mark)?],)*]
            }

            #[allow(clippy::ptr_arg, clippy::too_many_arguments, deprecated, reason = "the description says how many there are, and what goes away is still there")]
            fn check_claims(&self, $($key: &$key_type),*) -> ::core::result::Result<(), $crate::codegen::v1::ConfirmError> {
                let claims = $crate::codegen::v1::Agreement::new();
                $($(
                    let claims = match self.received.event() {
                        $event::$key_form(claimed) => claims.expect_if_claimed($key_name, $key, &claimed.$key_claim),
                        _ => claims,
                    };
                )*)*
                claims.claims()
            }

            #[allow(clippy::ptr_arg, clippy::too_many_arguments, deprecated, unused_variables, reason = "the description says what is there, and an answer need not repeat its key")]
            fn compare(
                answer: $answer,
                $($key: &$key_type,)*
                $($want: &$want_type,)*
            ) -> ::core::result::Result<$crate::codegen::v1::Confirmed<$answer>, $crate::codegen::v1::ConfirmError> {
                let agreement = $crate::codegen::v1::Agreement::new()
                    $($(.expect($key_name, $key, &answer.$key_field))?)*
                    $(.expect($want_name, $want, &answer.$want_field))*
                    $(.require::<$when_type>($when_name, $when_group, <$when_type>::$when_method, &answer.$when_field))*;
                agreement.confirm(answer)
            }
        }
    };
}

/// Confirming that lets the thread wait, where the runtime has it.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_confirm_blocking {
    (
        $client:ty: $group:ident.$call:ident($($argument:ident),*) => $answer:ty,
        [$($key:ident: $key_type:ty, [$($key_mark:ident)?],)*]
        [$($want:ident: $want_type:ty, [$($want_mark:ident)?],)*]
    ) => {
        /// [`confirm`](Self::confirm), letting the thread wait.
        ///
        /// # Errors
        ///
        /// Those of [`confirm`](Self::confirm).
        #[allow(clippy::ptr_arg, clippy::too_many_arguments, deprecated, reason = "the description says how many there are, and what goes away is still there")]
        pub fn confirm_blocking(
            &self,
            client: &$client,
            $($key: $crate::__specloom_v1_argument!($($key_mark)?; $key_type),)*
            $($want: $crate::__specloom_v1_argument!($($want_mark)?; $want_type),)*
        ) -> ::core::result::Result<$crate::codegen::v1::Confirmed<$answer>, $crate::codegen::v1::ConfirmError> {
            $(let $key: $key_type = ::core::convert::Into::into($key);)*
            $(let $want: $want_type = ::core::convert::Into::into($want);)*
            self.check_claims($(&$key),*)?;
            let call = client.$group().$call($($argument.clone()),*);
            let answer = call.send_blocking().map_err($crate::codegen::v1::ConfirmError::fetch)?;
            Self::compare(answer, $(&$key,)* $(&$want,)*)
        }
    };
}

#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_confirm_blocking {
    ($($row:tt)*) => {};
}

/// Lets handlers of axum take what the receiver gives as an argument, where the runtime knows axum.
#[cfg(feature = "axum-0-8")]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_extractor {
    ($receiver:ident $received:ident) => {
        /// As an argument of a handler of axum: the receiver comes from the state. What is no genuine callback is refused with 400, 401 or 413
        /// before the handler runs; one that takes a `Result` decides itself.
        impl<S> $crate::codegen::v1::axum::FromRequest<S> for $received
        where
            $receiver: $crate::codegen::v1::axum::FromRef<S>,
            S: ::core::marker::Send + ::core::marker::Sync,
        {
            type Rejection = $crate::codegen::v1::axum::CallbackRejection;

            async fn from_request(
                request: $crate::codegen::v1::axum::Request,
                state: &S,
            ) -> ::core::result::Result<Self, Self::Rejection> {
                let receiver = <$receiver as $crate::codegen::v1::axum::FromRef<S>>::from_ref(state);
                let received = $crate::codegen::v1::axum::receive(&receiver.core, request).await?;
                ::core::result::Result::Ok(Self { received })
            }
        }
    };
}

#[cfg(not(feature = "axum-0-8"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_extractor {
    ($receiver:ident $received:ident) => {};
}
