//! Callbacks with actix-web, whose requests have types of their own: the receiver takes them in pieces.

use aurpay::callbacks::Receiver;
use aurpay::runtime::http::{HeaderMap, HeaderName, HeaderValue, Method};
use aurpay::runtime::registered_url;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use receive_callbacks::Shop;

/// The address under which the server knows us.
const ADDRESS: &str = "https://shop.example";

/// No callback is as large as this.
const MOST_BYTES: usize = 256 * 1024;

/// The two URLs that are registered, for an application with a [`Shop`] and a [`Receiver`] as its data.
pub fn configure(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(MOST_BYTES))
        .route("/aurpay/callback", web::route().to(serve))
        .route("/aurpay/timeout", web::route().to(serve));
}

async fn serve(shop: Data<Shop>, receiver: Data<Receiver>, request: HttpRequest, body: Bytes) -> HttpResponse {
    let status = status(&shop, &receiver, &request, &body).await;
    HttpResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}

async fn status(shop: &Shop, receiver: &Receiver, request: &HttpRequest, body: &[u8]) -> u16 {
    let Some((method, headers, url)) = pieces(request) else {
        return 400;
    };
    let callback = match receiver.receive_parts(&method, &url, &headers, body) {
        Ok(callback) => callback,
        // The text of the error belongs into the log of the shop: it says what may be the reason.
        Err(refused) => return refused.status().as_u16(),
    };
    let outcome = match request.path() {
        "/aurpay/timeout" => shop.timed_out(&callback).await,
        _ => shop.completed(&callback).await,
    };
    outcome.status().as_u16()
}

/// actix-web stands on an older version of the common types, so they are written anew.
fn pieces(request: &HttpRequest) -> Option<(Method, HeaderMap, String)> {
    let method = Method::from_bytes(request.method().as_str().as_bytes()).ok()?;
    let headers = request.headers().iter().map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
    });
    let uri = request.uri().to_string().parse().ok()?;
    Some((method, headers.collect::<Option<HeaderMap>>()?, registered_url(ADDRESS, &uri)))
}

#[cfg(test)]
mod tests {
    use actix_web::test::{TestRequest, call_service, init_service};
    use actix_web::{App, web::Data};
    use aurpay::callbacks::{Claims, Receiver};
    use receive_callbacks::Shop;

    #[actix_web::test]
    async fn a_callback_gets_to_the_shop_and_nothing_else_does() {
        let receiver = Receiver::new("example-callback-token", "example-callback-secret");
        let signer = receiver.signer();
        let aurpay = aurpay::Client::builder().api_key("example-api-key").build().unwrap();
        let shop = Data::new(Shop::new(aurpay, super::ADDRESS));
        let app = App::new().app_data(shop).app_data(Data::new(receiver)).configure(super::configure);
        let app = init_service(app).await;
        let signed = signer.sign("https://shop.example/aurpay/callback?cart=34", &Claims::Get).unwrap();
        let request = |uri: &str| {
            let mut request = TestRequest::get().uri(uri);
            for (name, value) in signed.headers() {
                request = request.insert_header((name.as_str(), value.to_str().unwrap()));
            }
            request.to_request()
        };
        // Verified, but no cart has this reference.
        assert_eq!(call_service(&app, request("/aurpay/callback?cart=34")).await.status(), 404);
        assert_eq!(call_service(&app, request("/aurpay/callback?cart=35")).await.status(), 401);
        let unsigned = TestRequest::get().uri("/aurpay/timeout?cart=34").to_request();
        assert_eq!(call_service(&app, unsigned).await.status(), 400);
    }
}
