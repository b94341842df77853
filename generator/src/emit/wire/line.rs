use quote::quote;

use crate::emit::Item;

/// The functions of the file that no test can be called.
pub(super) const FUNCTIONS: [&str; 12] = [
    "wire",
    "accepted",
    "client",
    "block_on",
    "json",
    "text",
    "bytes",
    "nothing",
    "unread",
    "file",
    "every_operation_is_tried_or_named",
    "main",
];

/// What every test stands on: the line that catches requests, and the steps of a test. The same in every crate.
pub(super) fn items() -> Vec<Item> {
    let mut items = values();
    items.extend(steps());
    items.extend(the_line());
    items
}

fn values() -> Vec<Item> {
    vec![
        Item::Code(quote! {
            /// What a client understood of an answer, as it would write it.
            enum Back {
                Json(String),
                Text(String),
                Bytes(Vec<u8>),
                Nothing,
            }
        }),
        Item::Code(quote! {
            fn json<T: serde::Serialize>(value: &T) -> Back {
                Back::Json(serde_json::to_string(value).expect("an answer can be written"))
            }
        }),
        Item::Code(quote! {
            fn text(text: String) -> Back { Back::Text(text) }
        }),
        Item::Code(quote! {
            fn bytes(download: v1::Download) -> Back {
                Back::Bytes(block_on(download.bytes(1 << 24)).expect("the bytes of an answer").to_vec())
            }
        }),
        Item::Code(quote! {
            fn nothing((): ()) -> Back { Back::Nothing }
        }),
        Item::Code(quote! {
            fn unread() -> Back { panic!("a kind of answer that these tests do not know") }
        }),
        Item::Code(quote! {
            fn file(content: String) -> v1::File { v1::File::new("sample.txt", content) }
        }),
        Item::Code(quote! {
            /// The values of a test: JSON, each read as the type that the client takes.
            struct Given(serde_json::Value);
        }),
        Item::Code(quote! {
            impl Given {
                fn at<T: serde::de::DeserializeOwned>(&self, place: &str, name: &str) -> T {
                    read(&self.0[place][name], &format!("{place} `{name}`"))
                }

                fn body<T: serde::de::DeserializeOwned>(&self) -> T { read(&self.0["body"], "the body") }
            }
        }),
        Item::Code(quote! {
            fn read<T: serde::de::DeserializeOwned>(value: &serde_json::Value, what: &str) -> T {
                serde_json::from_str(&value.to_string())
                    .unwrap_or_else(|error| panic!("{what}: {value} is no value of its type: {error}"))
            }
        }),
    ]
}

fn steps() -> Vec<Item> {
    vec![
        Item::Code(quote! {
            /// An operation of the description, and the values that it is called with.
            struct Row {
                operation: Operation<'static>,
                given: &'static str,
            }
        }),
        Item::Code(quote! {
            fn wire(method: &str, path: &str, given: &'static str) -> Row {
                let operation = DOCUMENT.operation(method, path).expect("an operation of the description");
                Row { operation, given }
            }
        }),
        Item::Code(quote! {
            /// Whether the server takes a request too that the variable `WIRE_SERVER` names, where there is one.
            fn accepted(sent: &Sent) -> Result<(), String> {
                match std::env::var("WIRE_SERVER") {
                    Ok(server) => sent.accepted_by(&server),
                    Err(_) => Ok(()),
                }
            }
        }),
        Item::Code(quote! {
            impl Row {
                /// Calls the operation, and holds what is sent against the description and against the values.
                fn sends<Op: v1::Operation>(self, call: fn(&Client, &Given) -> Call<Op>) -> Caught<Op> {
                    let given = Given(serde_json::from_str(self.given).expect("values as JSON"));
                    let line = Line::default();
                    let outcome = block_on(call(&client(line.clone()), &given).send());
                    let sent = line.sent.lock().expect("the line").take();
                    let Some(sent) = sent else {
                        panic!("nothing was sent: {:?}", outcome.err());
                    };
                    let verdict = self.operation.check(&sent, self.given).and_then(|()| accepted(&sent));
                    if let Err(faults) = verdict {
                        panic!("{} {}\n{faults}", sent.method, sent.target);
                    }
                    Caught { operation: self.operation, given, call, sent, made: Vec::new(), unfit: &[] }
                }
            }
        }),
        Item::Code(quote! {
            /// An operation whose request was as it should be.
            struct Caught<Op> {
                operation: Operation<'static>,
                given: Given,
                call: fn(&Client, &Given) -> Call<Op>,
                sent: Sent,
                made: Vec<Example<'static>>,
                unfit: &'static [&'static str],
            }
        }),
        Item::Code(quote! {
            impl<Op: v1::Operation> Caught<Op> {
                /// An answer that the description does not show.
                fn made(mut self, status: u16, media_type: &str, body: &str) -> Self {
                    let made = self.operation.made(status, media_type, body);
                    assert_eq!(made.unfit, None, "{body}");
                    self.made.push(made);
                    self
                }

                /// Examples of the description that do not fit their own schemas, or that the request does not ask for; no others are
                /// passed over.
                fn unfit(mut self, names: &'static [&'static str]) -> Self {
                    self.unfit = names;
                    self
                }

                /// Reads each answer of a success, and compares what was understood.
                fn answers(self, read: fn(Op::Output) -> Back) -> Self {
                    let examples = self.operation.examples_for(&self.sent);
                    let mut unfit: Vec<&str> = examples
                        .iter()
                        .filter(|example| example.unfit.is_some())
                        .map(|example| example.name.as_str())
                        .collect();
                    unfit.sort_unstable();
                    assert_eq!(unfit, self.unfit);
                    for example in examples.iter().chain(&self.made).filter(|example| example.is_success()) {
                        match self.answered(example) {
                            Ok(output) => self.compare(example, read(output)),
                            Err(error) => panic!("{}: {error:?}\n{}", example.name, example.body),
                        }
                    }
                    self
                }

                /// Reads each answer of a failure through the error, and compares what was understood.
                fn fails(self, read: fn(Op::Failure) -> Back) {
                    for example in self.operation.examples_for(&self.sent).iter().filter(|example| example.is_failure()) {
                        let error = self.answered(example).err().expect("a failure is an error");
                        match error.failure::<Op>() {
                            Some(Ok(failure)) => self.compare(example, read(failure)),
                            Some(Err(error)) => panic!("{}: {error:?}\n{}", example.name, example.body),
                            None => panic!("{}: the error does not know it: {error:?}", example.name),
                        }
                    }
                }

                fn answered(&self, example: &Example<'_>) -> Result<Op::Output, v1::Error> {
                    let line = Line::default();
                    let ready = (example.status, example.media_type.clone(), example.body.clone());
                    *line.answer.lock().expect("the line") = Some(ready);
                    block_on((self.call)(&client(line), &self.given).send())
                }

                fn compare(&self, example: &Example<'_>, back: Back) {
                    let verdict = match back {
                        Back::Json(text) => self.operation.understood(example, &text),
                        Back::Text(text) if text == example.body => Ok(()),
                        Back::Bytes(bytes) if bytes == example.body.as_bytes() => Ok(()),
                        Back::Text(_) | Back::Bytes(_) => Err("it is another text".to_owned()),
                        Back::Nothing => Ok(()),
                    };
                    if let Err(why) = verdict {
                        panic!("{}: {why}\n{}", example.name, example.body);
                    }
                }
            }
        }),
    ]
}

fn the_line() -> Vec<Item> {
    vec![
        Item::Code(quote! {
            static DOCUMENT: LazyLock<Document> =
                LazyLock::new(|| Document::parse(include_str!("document.json")).expect("the description"));
        }),
        Item::Code(quote! {
            /// Where the client believes the server to be.
            const BASE: &str = "https://wire.test/base";
        }),
        Item::Code(quote! {
            /// Keeps what is sent, and answers with what was put there; without an answer it breaks.
            #[derive(Clone, Debug, Default)]
            struct Line {
                sent: Arc<Mutex<Option<Sent>>>,
                answer: Arc<Mutex<Option<(u16, String, String)>>>,
            }
        }),
        Item::Code(quote! {
            impl v1::Transport for Line {
                fn execute(&self, request: v1::http::Request<v1::Body>) -> v1::Exchange<'_> {
                    Box::pin(async move {
                        let (head, body) = request.into_parts();
                        let text = |value: &v1::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
                        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value)));
                        let target = head.uri.path_and_query().map_or("", |target| target.as_str());
                        *self.sent.lock().expect("the line") = Some(Sent {
                            method: head.method.to_string(),
                            target: target.strip_prefix("/base").unwrap_or(target).to_owned(),
                            headers: headers.collect(),
                            body: body.collect(1 << 24).await.expect("a whole body").to_vec(),
                        });
                        let answer = self.answer.lock().expect("the line").clone();
                        let Some((status, media_type, body)) = answer else {
                            return Err(v1::TransportError::unsent("there is no answer"));
                        };
                        let answer = v1::http::Response::builder().status(status).header("content-type", media_type);
                        Ok(answer.body(v1::Body::from(body)).expect("an answer"))
                    })
                }
            }
        }),
        Item::Code(quote! {
            /// Drives what waits for nothing: the line answers at once.
            fn block_on<T>(future: impl Future<Output = T>) -> T {
                let mut future = pin!(future);
                let mut context = Context::from_waker(Waker::noop());
                loop {
                    if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                        return value;
                    }
                }
            }
        }),
    ]
}
