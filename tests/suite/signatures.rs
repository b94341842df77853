use crate::transport::{Credential, Recorder, client};

fn signature(request: &str) -> &str {
    request
        .lines()
        .find_map(|line| line.strip_prefix("signature: "))
        .unwrap()
}

/// The vectors of the API's documentation, through the whole client.
#[tokio::test]
async fn requests_carry_the_documented_signatures() {
    let recorder = Recorder::answering(r#"{"code":0,"message":"ok","result":true,"data":{}}"#);
    let sha2 = client(Credential::Signature, &recorder);
    let sha3 = client(Credential::SignatureSha3, &recorder);
    let _ = sha2.orders().list().page(1).size(10).send().await;
    let _ = sha3.orders().list().page(1).size(10).send().await;
    let _ = sha2.orders().refund("20240101000000000001").send().await;
    let requests = recorder.requests();
    assert_eq!(signature(&requests[0]), "GlIADPZrY3p/20O3WgCkUfzsZvwNZJuE3fcVruGA+a8=");
    assert_eq!(signature(&requests[1]), "uQDsD2KfGudlTccPpNn2MFr+16/6UIuLOsYA/sC+qkY=");
    assert_eq!(signature(&requests[2]), "7PtwmDfFTz2mN2zJue2zobm/nWff1jFS7SYt6PL1dEk=");
    assert!(requests[1].contains("algorithm: HMAC-SHA3_256\n"));
}
