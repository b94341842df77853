//! Bytes that travel as text.

use specloom_runtime::Base64;

#[test]
fn bytes_come_from_either_alphabet_padded_or_not() {
    let bytes = [0xfb, 0xff, 0xfe, 0x00];
    for text in ["+//+AA==", "-__-AA==", "+//+AA", "-__-AA"] {
        let read: Base64 = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(read.decode().as_deref(), Some(bytes.as_slice()), "{text}");
        assert_eq!(
            serde_json::to_string(&read).unwrap(),
            format!("\"{text}\""),
            "kept as it came"
        );
    }
    assert_eq!(Base64::encode(bytes).as_str(), "+//+AA==");
    assert_eq!(Base64::from(Vec::new()).as_str(), "");
}

#[test]
fn what_is_no_base64_is_kept_and_gives_no_bytes() {
    for text in ["no base64", "a", "+/-_", "é"] {
        let read: Base64 = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(read.decode(), None, "{text}");
        assert_eq!(read.to_string(), text);
    }
    assert!(serde_json::from_str::<Base64>("1").is_err());
}

#[test]
fn debug_shows_no_bytes() {
    assert_eq!(format!("{:?}", Base64::encode("secret")), "Base64(8 characters)");
}
