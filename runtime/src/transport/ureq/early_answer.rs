//! Reads answers that come before the request is sent to its end: the library gives up when it can send no more.

use std::io::ErrorKind;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

/// A connection on which a server may answer early and close, as it does when a body is too large for it.
#[derive(Debug)]
pub(super) struct Hearing {
    inner: Box<dyn Transport>,
    /// Whether the server takes no more bytes. What it has said before is still there to be read.
    is_cut: bool,
}

impl Hearing {
    pub(super) fn new(inner: Box<dyn Transport>) -> Self {
        Self { inner, is_cut: false }
    }
}

impl Transport for Hearing {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        if self.is_cut {
            return Ok(());
        }
        match self.inner.transmit_output(amount, timeout) {
            Err(Error::Io(error)) if is_cut(error.kind()) => {
                self.is_cut = true;
                Ok(())
            }
            sent => sent,
        }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        !self.is_cut && self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

fn is_cut(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted
    )
}
