//! The client against a server that nobody here wrote: Prism, which checks each request against the description and answers with its
//! examples.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests say what they expect by failing"
)]

#[path = "../suite/calls.rs"]
mod calls;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use calls::{OPERATIONS, call};

/// A Prism that ends with the test.
struct Prism {
    process: Child,
    url: String,
}

impl Prism {
    fn start() -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut process = Command::new("node")
            .args([
                "tests/node/node_modules/@stoplight/prism-cli/dist/index.js",
                "mock",
                "--errors",
            ])
            .args(["--host", "127.0.0.1", "--port", &port.to_string(), "spec/aurpay.yaml"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Node is missing: this test needs it, and `npm ci` in tests/node");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let listening = lines
            .by_ref()
            .map_while(Result::ok)
            .any(|line| line.contains("Prism is listening"));
        assert!(listening, "Prism did not start: run `npm ci` in tests/node first");
        // It writes a line for each request and stops when nobody reads them.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            process,
            url: format!("http://127.0.0.1:{port}"),
        }
    }

    fn client(&self, credential: &str) -> aurpay::Client {
        let builder = aurpay::Client::builder().base_url(&self.url);
        let builder = match credential {
            "key" => builder.api_key("example-api-key"),
            "signature" => builder.signature("example-api-token", "example-api-secret"),
            "sha3" => builder
                .signature("example-api-token", "example-api-secret")
                .signature_algorithm("HMAC-SHA3_256"),
            _ => builder,
        };
        builder.build().unwrap()
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn credentials(operation: &str) -> &'static [&'static str] {
    match operation {
        "issueApiKey" | "verifyPluginKey" => &["none"],
        "createPluginOrder" | "createPluginToken" => &["key"],
        _ => &["key", "signature", "sha3"],
    }
}

/// Prism accepts every request under each credential, and every answer is read.
#[tokio::test]
#[ignore = "needs Node: run `npm ci` in tests/node, then `cargo test -p aurpay-workspace --test prism -- --include-ignored`"]
async fn prism_accepts_every_request() {
    let prism = Prism::start();
    let mut calls = 0;
    for &operation in OPERATIONS {
        for &credential in credentials(operation) {
            // The shop is on this machine too: Prism calls its callbacks.
            let called = call(&prism.client(credential), operation, "http://127.0.0.1:9").await;
            match called.answer {
                Ok(_) => calls += 1,
                Err(error) => panic!("{} under {credential}: {error:?}", called.operation),
            }
        }
    }
    assert_eq!(calls, 49);
}

/// That Prism accepts says something only because it also refuses.
#[test]
#[ignore = "needs Node: run `npm ci` in tests/node, then `cargo test -p aurpay-workspace --test prism -- --include-ignored`"]
fn prism_refuses_what_does_not_fit_the_description() {
    let prism = Prism::start();
    let host = prism.url.strip_prefix("http://").unwrap();
    let status = |headers: &str, body: &str| -> String {
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        let length = body.len();
        let head = format!(
            "POST /api/order/pay-url HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}\r\n{headers}connection: close\r\n"
        );
        write!(stream, "{head}content-type: application/json\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    };
    let whole = r#"{"price":18,"currency":"USD"}"#;
    assert_eq!(status("api-key: example\r\n", whole), "200");
    assert_eq!(status("", whole), "401");
    assert_eq!(status("api-key: example\r\n", r#"{"currency":"USD"}"#), "422");
    assert_eq!(
        status("api-key: example\r\n", r#"{"price":"18","currency":"USD"}"#),
        "422"
    );
}
