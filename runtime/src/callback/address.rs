use http::Uri;

/// The URL that a request was sent to, as it was registered with the server: the address under which that server knows us, and path
/// and query of the request as they came.
///
/// Behind a proxy a server sees neither the scheme nor, often, the host of that URL, so these are configured. Where the proxy takes a
/// prefix off the path, the address ends in it. Nothing is decoded, sorted or otherwise made nicer, since signatures cover each byte.
///
/// ```
/// use specloom_runtime::registered_url;
///
/// let uri = "/callback?id=32".parse().unwrap();
/// assert_eq!(registered_url("https://shop.example", &uri), "https://shop.example/callback?id=32");
/// assert_eq!(registered_url("https://shop.example/pay/", &uri), "https://shop.example/pay/callback?id=32");
/// ```
#[must_use]
pub fn registered_url(base_url: &str, uri: &Uri) -> String {
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let (base_url, target) = match target.strip_prefix('?') {
        // A URL without a path is written with one on the way here.
        Some(_) => (base_url, target),
        None => (base_url.trim_end_matches('/'), target),
    };
    format!("{base_url}{target}")
}
