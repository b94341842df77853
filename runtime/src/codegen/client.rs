/// Makes the client of an API from a table: the client, its builder, and the call that carries an operation.
///
/// The head names the product and the address that requests go to unless told otherwise. The rows of the first part are the groups of
/// operations; those of the second are the ways to prove who is calling: the method that takes the values, the one that takes a source of
/// them, the names of the values and of their environment variables, and the algorithms where there is a choice. The envelope is that of
/// answers that no description knows.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_client {
    (
        $(#[$about:meta])*
        Client = $product:literal $(at $server:literal)? {
            $($(#[$group_about:meta])* $group:ident: $handle:ty,)*
        }
        credentials {
            $(
                $(#[$credential_about:meta])*
                $setter:ident, $from:ident($($value:ident = $variable:literal),*) = $scheme:ident
                $(, $choose:ident: $algorithms:literal)?;
            )*
        }
        environment {
            base_url: $base_url:literal,
        }
        $(envelope: $envelope:ident,)?
    ) => {
        $(#[$about])*
        #[doc = ""]
        #[doc = "Cheap to clone: clones share connections, retry budget and what is known of the server's clock. All calls start at one of its groups."]
        #[derive(Clone, Debug)]
        pub struct Client {
            core: $crate::codegen::v1::Core,
        }

        impl Client {
            /// Starts to configure a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder {
                    core: $crate::codegen::v1::CoreBuilder::new($crate::__specloom_v1_server!($($server)?), $product),
                }
            }

            #[doc = "A client with what the environment variables say:"]
            $(#[doc = concat!($("`", $variable, "`, ",)* "as [`", stringify!($setter), "`](ClientBuilder::", stringify!($setter), ");")])*
            #[doc = concat!("`", $base_url, "`, as [`base_url`](ClientBuilder::base_url).")]
            ///
            /// Variables that are not set, or empty, say nothing.
            ///
            /// # Errors
            ///
            /// When no credential is complete, when a value is not Unicode or has white space at an end, or for the reasons of [`build`](ClientBuilder::build).
            pub fn from_env() -> ::core::result::Result<Self, $crate::codegen::v1::Error> {
                Self::builder().environment()?.build()
            }

            /// Starts to configure another client like this one. It shares connections, retry budget and clock with it: the way to use other
            /// credentials or settings for some calls.
            pub fn to_builder(&self) -> ClientBuilder {
                ClientBuilder { core: self.core.to_builder() }
            }

            $(
                $(#[$group_about])*
                #[must_use]
                pub fn $group(&self) -> $handle {
                    <$handle>::new(self.clone())
                }
            )*

            /// A call of an operation that [`Call::into_operation`] gave, or that was implemented by hand.
            pub fn call<Op: $crate::codegen::v1::Operation>(&self, operation: Op) -> Call<Op> {
                Call {
                    client: self.clone(),
                    operation,
                    options: $crate::codegen::v1::CallOptions::new(),
                }
            }

            /// A call of a request that the description of the API does not know, with the credentials of whatever the client has.
            pub fn undescribed<T: $crate::codegen::v1::serde::de::DeserializeOwned + Send + 'static>(
                &self,
                request: $crate::codegen::v1::Undescribed<T>,
            ) -> Call<$crate::codegen::v1::Undescribed<T>> {
                static KNOWN: $crate::codegen::v1::Undescribing = $crate::codegen::v1::Undescribing::new(
                    &[$(&[&$scheme],)* &[]],
                    $crate::__specloom_v1_envelope!($($envelope)?),
                );
                self.call(request.with(&KNOWN))
            }
        }

        /// Configures a [`Client`].
        #[derive(Clone, Debug)]
        #[must_use = "the builder makes a client only when `build` is called"]
        pub struct ClientBuilder {
            core: $crate::codegen::v1::CoreBuilder,
        }

        impl ClientBuilder {
            $(
                $(#[$credential_about])*
                pub fn $setter(mut self, $($value: impl ::core::convert::Into<$crate::codegen::v1::Secret>),*) -> Self {
                    self.core = self.core.credential(&$scheme, [$($value.into()),*]);
                    self
                }

                #[doc = concat!("Takes what [`", stringify!($setter), "`](Self::", stringify!($setter), ") takes (", $crate::__specloom_v1_listed!($($value),*), ") from a source, which is asked before each attempt: values that change while the client runs, as in a [`ChangingCredential`]($crate::ChangingCredential), tokens that are fetched.")]
                pub fn $from(mut self, source: impl $crate::codegen::v1::CredentialSource + 'static) -> Self {
                    self.core = self.core.credential_source(&$scheme, source);
                    self
                }

                $(
                    #[doc = concat!("Signs with this algorithm: one of ", $algorithms, "; the first is the default.")]
                    pub fn $choose(mut self, algorithm: impl ::core::convert::AsRef<str>) -> Self {
                        self.core = self.core.signature_algorithm(&$scheme, algorithm.as_ref());
                        self
                    }
                )?
            )*

            /// Forgets all credentials, for a client made by [`to_builder`](Client::to_builder) that has others.
            pub fn without_credentials(mut self) -> Self {
                self.core = self.core.without_credentials();
                self
            }

            /// Takes credentials and address from the environment variables that [`Client::from_env`] names; what is not set there stays.
            ///
            /// # Errors
            ///
            /// When there are no credentials then, when some values of one are set and others are not, or when a value is not Unicode or has
            /// white space at an end.
            pub fn environment(mut self) -> ::core::result::Result<Self, $crate::codegen::v1::Error> {
                self.core = self.core.environment(
                    $base_url,
                    &[$((&$scheme, &[$($variable),*])),*],
                    &|name| ::std::env::var_os(name),
                )?;
                ::core::result::Result::Ok(self)
            }

            #[doc = concat!("Sends requests to this address", $(" instead of `", $server, "`",)? ", such as that of a test server.")]
            pub fn base_url(mut self, url: impl ::core::convert::AsRef<str>) -> Self {
                self.core = self.core.base_url(url.as_ref());
                self
            }

            /// Sets the limits of time. By default: 10 seconds to connect, 30 for an attempt, 5 minutes for a whole call, and 30 seconds
            /// without a byte of an answer's body.
            pub fn timeouts(mut self, timeouts: $crate::codegen::v1::Timeouts) -> Self {
                self.core = self.core.timeouts(timeouts);
                self
            }

            /// Sets how often requests are repeated, and how long is waited before. By default: twice, after half a second and after a second,
            /// or after what the server asks for up to two minutes.
            pub fn retries(mut self, retries: $crate::codegen::v1::Retries) -> Self {
                self.core = self.core.retries(retries);
                self
            }

            /// Shares a budget of retries with other clients.
            pub fn retry_budget(mut self, budget: $crate::codegen::v1::RetryBudget) -> Self {
                self.core = self.core.retry_budget(budget);
                self
            }

            /// Sends through this transport instead of the built-in one.
            pub fn transport(mut self, transport: impl $crate::codegen::v1::Transport + 'static) -> Self {
                self.core = self.core.transport(transport);
                self
            }

            /// Takes the time from this clock instead of the system's; signatures carry it.
            pub fn clock(mut self, clock: impl $crate::codegen::v1::Clock + 'static) -> Self {
                self.core = self.core.clock(clock);
                self
            }

            /// Waits by this timer instead of the system's.
            pub fn timer(mut self, timer: impl $crate::codegen::v1::Timer + 'static) -> Self {
                self.core = self.core.timer(timer);
                self
            }

            /// Refuses answers of more than this many bytes. The default is 16 MiB.
            pub fn answer_limit(mut self, bytes: usize) -> Self {
                self.core = self.core.answer_limit(bytes);
                self
            }

            /// Names the program in front of the client in the header `User-Agent`, such as `shop/1.2`.
            pub fn user_agent(mut self, product: impl ::core::convert::AsRef<str>) -> Self {
                self.core = self.core.user_agent(product.as_ref());
                self
            }

            /// The client.
            ///
            /// # Errors
            ///
            /// When the address is no absolute `http` or `https` URL, when a credential cannot stand in a header, or when there is
            /// nothing to send with: neither the feature `reqwest` nor a transport.
            pub fn build(self) -> ::core::result::Result<Client, $crate::codegen::v1::Error> {
                ::core::result::Result::Ok(Client { core: self.core.build()? })
            }
        }

        /// A call that is ready to be sent: an operation and the client that carries it.
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct Call<Op> {
            client: Client,
            pub(super) operation: Op,
            options: $crate::codegen::v1::CallOptions,
        }

        impl<Op: $crate::codegen::v1::Operation> Call<Op> {
            /// Sets what is different for this call: its time, its retries, and what it sends beside what the description knows.
            pub fn with_options(mut self, options: $crate::codegen::v1::CallOptions) -> Self {
                self.options = options;
                self
            }

            /// Sends the request and reads the answer. What fails on the way is tried again where that does no harm.
            ///
            /// # Errors
            ///
            /// When a credential is missing, when a value cannot be sent, when the server cannot be reached, when it refuses (a status
            /// outside 2xx, or an envelope that says no), or when its answer cannot be understood. [`Error`]($crate::Error) tells these
            /// apart, and its `failure` gives what the operation is documented to fail with.
            pub async fn send(self) -> ::core::result::Result<Op::Output, $crate::codegen::v1::Error> {
                $crate::codegen::v1::send(self.client.core, self.operation, self.options).await
            }

            /// Sends the request, reads the answer, and keeps what came beside the value: status, headers, body, number of attempts.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send).
            pub async fn send_for_response(
                self,
            ) -> ::core::result::Result<$crate::codegen::v1::Response<Op::Output>, $crate::codegen::v1::Error> {
                $crate::codegen::v1::send_for_response(self.client.core, self.operation, self.options).await
            }

            /// The request as it would be sent now, signed, for a look or for sending it some other way;
            /// [`read_answer`](Self::read_answer) is the way back.
            ///
            /// # Errors
            ///
            /// When a credential is missing, or not at hand, or when a value cannot be sent.
            pub fn to_request(
                &self,
            ) -> ::core::result::Result<$crate::codegen::v1::http::Request<$crate::codegen::v1::Body>, $crate::codegen::v1::Error> {
                $crate::codegen::v1::request(&self.client.core, &self.operation, &self.options)
            }

            /// Reads an answer that came some other way than by [`send`](Self::send).
            ///
            /// # Errors
            ///
            /// When the server refuses (a status outside 2xx, or an envelope that says no), or when its answer cannot be understood.
            pub fn read_answer(
                &self,
                answer: $crate::codegen::v1::http::Response<$crate::codegen::v1::bytes::Bytes>,
            ) -> ::core::result::Result<Op::Output, $crate::codegen::v1::Error> {
                $crate::codegen::v1::read_answer::<Op>(&self.client.core, &self.operation, answer)
            }

            /// The operation, a plain value.
            pub fn into_operation(self) -> Op {
                self.operation
            }
        }

        impl<Op: $crate::codegen::v1::Paged> Call<Op> {
            /// The items of the list, over all its pages: a stream, with a plain `next` beside. It begins at the page that the call chooses.
            pub fn items(self) -> $crate::codegen::v1::Items<Op> {
                $crate::codegen::v1::Items::new(self.client.core, self.operation, self.options)
            }

            /// The pages of the list: a stream, with a plain `next` beside. It begins at the page that the call chooses.
            pub fn pages(self) -> $crate::codegen::v1::Pages<Op> {
                $crate::codegen::v1::Pages::new(self.client.core, self.operation, self.options)
            }
        }

        impl<Op: $crate::codegen::v1::Operation> Call<Op> {
            #[allow(dead_code, reason = "an API may have nothing to wait for")]
            pub(super) fn into_waiting(self, waiter: &'static $crate::codegen::v1::Waiter) -> $crate::codegen::v1::Waiting<Op> {
                $crate::codegen::v1::Waiting::new(self.client.core, self.operation, self.options, waiter)
            }
        }

        $crate::__specloom_v1_blocking!();
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_envelope {
    () => {
        ::core::option::Option::None
    };
    ($envelope:ident) => {
        ::core::option::Option::Some(&$envelope)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_server {
    () => {
        ::core::option::Option::None
    };
    ($server:literal) => {
        ::core::option::Option::Some($server)
    };
}

/// The calls that block, where the runtime has them.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_blocking {
    () => {
        impl ClientBuilder {
            /// Sends calls that block through this transport instead of the built-in one.
            pub fn blocking_transport(mut self, transport: impl $crate::codegen::v1::Transport + 'static) -> Self {
                self.core = self.core.blocking_transport(transport);
                self
            }
        }

        impl<Op: $crate::codegen::v1::Operation> Call<Op> {
            /// Sends the request, lets the thread wait, and reads the answer. No asynchronous runtime is needed; inside of one, it keeps a
            /// thread of it waiting.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send).
            pub fn send_blocking(self) -> ::core::result::Result<Op::Output, $crate::codegen::v1::Error> {
                $crate::codegen::v1::send_blocking(self.client.core, self.operation, self.options)
            }

            /// Sends the request, lets the thread wait, reads the answer, and keeps what came beside the value.
            ///
            /// # Errors
            ///
            /// Those of [`send`](Self::send).
            pub fn send_blocking_for_response(
                self,
            ) -> ::core::result::Result<$crate::codegen::v1::Response<Op::Output>, $crate::codegen::v1::Error> {
                $crate::codegen::v1::send_blocking_for_response(self.client.core, self.operation, self.options)
            }
        }
    };
}

#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_blocking {
    () => {};
}

/// Names one after the other, as documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_listed {
    ($first:tt $(, $more:tt)*) => {
        concat!("`", $crate::__specloom_v1_named!($first), "`" $(, ", `", $crate::__specloom_v1_named!($more), "`")*)
    };
    () => {
        ""
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __specloom_v1_named {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:literal) => {
        $name
    };
}
