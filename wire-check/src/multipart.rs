use crate::operation::essence;

/// A part of a form.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// The name of its field.
    pub(crate) name: String,
    /// The name of its file, where it has one.
    pub(crate) file: Option<String>,
    /// Its media type, where one is given.
    pub(crate) media_type: Option<String>,
    /// What is in it.
    pub(crate) content: Vec<u8>,
}

/// The parts of a body of this media type.
pub(crate) fn parts(media_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = parameter(media_type, "boundary").ok_or("the form names no boundary")?;
    let delimiter = format!("--{boundary}");
    // The first delimiter may stand at the very start.
    let mut whole = b"\r\n".to_vec();
    whole.extend_from_slice(body);
    let pieces = split(&whole, format!("\r\n{delimiter}").as_bytes());
    let mut parts = Vec::new();
    for piece in pieces.iter().skip(1) {
        if piece.starts_with(b"--") {
            return Ok(parts);
        }
        let piece = piece
            .strip_prefix(b"\r\n")
            .ok_or("behind a boundary stands something else than a line break")?;
        let at = find(piece, b"\r\n\r\n").or_else(|| piece.starts_with(b"\r\n").then_some(0));
        let at = at.ok_or("the head of a part does not end")?;
        let (head, content) = piece.split_at(at);
        let content = content.get(4..).unwrap_or_default();
        parts.push(part(&String::from_utf8_lossy(head), content)?);
    }
    Err("the form does not end".to_owned())
}

fn part(head: &str, content: &[u8]) -> Result<Part, String> {
    let header = |wanted: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.trim())
    };
    let disposition = header("Content-Disposition").ok_or("a part has no Content-Disposition")?;
    if essence(disposition) != "form-data" {
        return Err(format!("a part is no form-data: {disposition}"));
    }
    Ok(Part {
        name: parameter(disposition, "name").ok_or("a part has no name")?,
        file: parameter(disposition, "filename"),
        media_type: header("Content-Type").map(str::to_owned),
        content: content.to_vec(),
    })
}

/// A parameter of a header, without its quotes. What a browser escapes in names is undone.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, behind)) = rest.split_once(';') {
        let (name, value) = behind.split_once('=')?;
        let value = value.trim_start();
        let (text, behind) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_at(quoted.find('"')?),
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n"));
        }
        rest = behind;
    }
    None
}

fn split<'b>(bytes: &'b [u8], separator: &[u8]) -> Vec<&'b [u8]> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, separator) {
        let (piece, behind) = rest.split_at(at);
        pieces.push(piece);
        rest = behind.get(separator.len()..).unwrap_or_default();
    }
    pieces.push(rest);
    pieces
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
