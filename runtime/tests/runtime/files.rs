//! Files of this machine.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use http::Request;
use specloom_runtime::codegen::v1;
use specloom_runtime::{Body, BoxError, File, Upload};

use crate::scripted::{idle, run};

/// A folder that is gone when the test is over.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("specloom-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn with(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Put {
    body: Upload,
}

v1::operation! {
    Put -> () {
        id: "put",
        request: PUT "/content",
        security: [],
        repeat: Safe,
        answer: empty,
        body: upload,
    }
}

fn sent(upload: &Upload) -> Request<Body> {
    v1::request(&idle(), &Put { body: upload.clone() }, &v1::CallOptions::new()).unwrap()
}

fn open(path: impl AsRef<Path>) -> std::io::Result<Upload> {
    run(Upload::open(path.as_ref()))
}

/// The bytes that come before the end or the error; the largest chunk; the error.
fn read(upload: &Upload) -> (Vec<u8>, usize, Option<BoxError>) {
    let mut body = sent(upload).into_body();
    run(async {
        let (mut bytes, mut largest) = (Vec::new(), 0);
        while let Some(chunk) = body.next_chunk().await {
            match chunk {
                Ok(chunk) => {
                    largest = largest.max(chunk.len());
                    bytes.extend_from_slice(&chunk);
                }
                Err(error) => return (bytes, largest, Some(error)),
            }
        }
        (bytes, largest, None)
    })
}

#[test]
fn a_file_is_read_while_it_is_sent_as_often_as_needed() {
    let folder = Folder::new("read");
    let content: Vec<u8> = (0..300_000_u32).map(|at| (at % 251) as u8).collect();
    let upload = open(folder.with("a.bin", &content)).unwrap();
    assert_eq!(upload.length(), Some(300_000));
    assert_eq!(upload.media_type(), None);
    for _ in 0..2 {
        assert_eq!(sent(&upload).body().content_length(), Some(300_000));
        let (bytes, largest, error) = read(&upload);
        assert!(bytes == content && error.is_none());
        assert!(largest <= 64 * 1024, "{largest} bytes at once");
    }
}

#[test]
fn an_empty_file_is_sent_as_such() {
    let folder = Folder::new("empty");
    let upload = open(folder.with("empty", b"")).unwrap();
    assert_eq!(upload.length(), Some(0));
    let (bytes, _, error) = read(&upload);
    assert!(bytes.is_empty() && error.is_none());
}

#[test]
fn what_is_no_file_cannot_be_opened() {
    let folder = Folder::new("none");
    let error = open(folder.0.join("missing")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let error = open(&folder.0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(run(File::open(folder.0.clone())).is_err());
    assert!(run(File::open(folder.0.join("missing"))).is_err());
    #[cfg(unix)]
    assert_eq!(open("/dev/zero").unwrap_err().kind(), ErrorKind::InvalidInput);
}

#[test]
fn a_file_that_changes_after_it_was_opened_breaks_off() {
    let folder = Folder::new("changes");
    let path = folder.with("a", b"0123456789");
    let upload = open(&path).unwrap();
    folder.with("a", b"0123");
    let (bytes, _, error) = read(&upload);
    assert_eq!(bytes, b"0123");
    assert!(error.unwrap().to_string().contains("fewer bytes than announced"));
    folder.with("a", b"0123456789a");
    let (bytes, _, error) = read(&upload);
    assert!(bytes.len() < 10, "never all that was announced");
    assert!(error.unwrap().to_string().contains("more bytes than announced"));
    fs::remove_file(&path).unwrap();
    let (bytes, _, error) = read(&upload);
    assert!(bytes.is_empty());
    let error = error.unwrap();
    assert_eq!(
        error.downcast_ref::<std::io::Error>().unwrap().kind(),
        ErrorKind::NotFound
    );
    assert!(!error.to_string().contains("specloom-"), "{error}");
    folder.with("a", b"abcdefghij");
    assert_eq!(read(&upload).0, b"abcdefghij", "each attempt opens it again");
}

#[test]
fn a_file_in_a_form_has_its_own_name() {
    let folder = Folder::new("names");
    for name in ["scan.pdf", "Ünïcode.txt", "a b"] {
        let file = run(File::open(folder.with(name, b"content"))).unwrap();
        assert_eq!(file.name(), Some(name));
        assert_eq!(file.media_type(), None);
        assert_eq!(file.content().length(), Some(7));
    }
    let file = File::new("scan.pdf", "x").content_type("application/pdf");
    assert_eq!(file.media_type(), Some("application/pdf"));
    assert_eq!(File::unnamed("x").name(), None);
    assert_eq!(File::unnamed("x").content(), &Upload::from("x"));
}
