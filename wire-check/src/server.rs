use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

use crate::Sent;

/// How long a server may take for anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How much of an answer is shown.
const SHOWN: usize = 4_000;

impl Sent {
    /// Sends the request to a server, such as a mock of the description, `http://127.0.0.1:4010`. A server that fails by itself, with a
    /// status of 500 and more, has not refused.
    ///
    /// # Errors
    ///
    /// When the server refuses the request, with a status between 400 and 499, what it says; when it cannot be reached, why.
    pub fn accepted_by(&self, server: &str) -> Result<(), String> {
        let address = server
            .strip_prefix("http://")
            .ok_or_else(|| format!("{server} is not http://…"))?;
        let (host, base) = address.find('/').map_or((address, ""), |at| address.split_at(at));
        let answer = self
            .exchanged(host, base.trim_end_matches('/'))
            .map_err(|error| format!("{server}: {error}"))?;
        let status: u16 = answer
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .ok_or_else(|| format!("{server} does not answer with HTTP: {}", shown(&answer)))?;
        if (400..500).contains(&status) {
            return Err(format!("refused by {server}: {}", shown(&answer)));
        }
        Ok(())
    }

    fn exchanged(&self, host: &str, base: &str) -> std::io::Result<String> {
        let missing = || std::io::Error::other("no such address");
        let at = host.to_socket_addrs()?.next().ok_or_else(missing)?;
        let mut stream = TcpStream::connect_timeout(&at, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut head = format!(
            "{} {base}{} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n",
            self.method, self.target
        );
        let is_said = self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-length"));
        let is_silent = self.body.is_empty() && matches!(self.method.as_str(), "GET" | "HEAD");
        if !is_said && !is_silent {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        for (name, value) in self
            .headers
            .iter()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("host"))
        {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

/// As much of a text as a person reads.
fn shown(text: &str) -> &str {
    let end = (0..=SHOWN.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}
