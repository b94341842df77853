use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const ANSWER: &str =
    r##"{"code":0,"message":"ok","result":true,"data":{"pay_url":"http://127.0.0.1/#/cashier/choose?token=example"}}"##;
const REFUSAL: &str = r#"{"code":401,"message":"unauthorized","result":false,"data":null}"#;

/// Starts a server on this machine that answers every signed request with a checkout, and says where it listens.
pub(crate) async fn start() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A broken connection is the caller's to notice.
            let _ = serve(stream).await;
        }
    });
    Ok(format!("http://{address}"))
}

async fn serve(mut stream: TcpStream) -> io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !is_whole(&request) {
        let read = stream.read(&mut buffer).await?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(buffer.get(..read).unwrap_or_default());
    }
    let head = String::from_utf8_lossy(&request).to_lowercase();
    let body = if head.contains("\r\nsignature: ") {
        ANSWER
    } else {
        REFUSAL
    };
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await
}

/// Whether the head has come, and as much of the body as it announces.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    let length: usize = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
    body.len() >= length
}
