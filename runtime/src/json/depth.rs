/// Deeper values are neither decoded nor taken apart to be compared, so that hostile nesting cannot exhaust the stack.
pub(super) const LIMIT: usize = 128;

/// Whether arrays and objects of a JSON text stand in each other more than `limit` levels deep.
pub(super) fn exceeds(text: &str, limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}
