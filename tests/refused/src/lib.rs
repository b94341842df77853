//! What the compiler must not let through, as examples that fail to compile. Before each stands the same with the mistake mended, which
//! compiles: so it is the mistake that fails, and nothing else. The numbers are those of the compiler's errors.

/// A required parameter cannot be forgotten.
///
/// ```
/// fn fetch(client: &aurpay::Client) {
///     let _ = client.orders().get("20240617000000000001");
/// }
/// ```
/// ```compile_fail,E0061
/// fn fetch(client: &aurpay::Client) {
///     let _ = client.orders().get();
/// }
/// ```
///
/// Nor can a required member of a body.
///
/// ```
/// fn pay(client: &aurpay::Client, price: aurpay::Amount) {
///     let _ = client.orders().payment_info("ETH", "USDT-ERC20", "USD", price);
/// }
/// ```
/// ```compile_fail,E0061
/// fn pay(client: &aurpay::Client, price: aurpay::Amount) {
///     let _ = client.orders().payment_info("ETH", "USDT-ERC20", "USD");
/// }
/// ```
pub struct ForgottenParameter;

/// A secret cannot be printed: it has to be exposed by name.
///
/// ```
/// fn show(secret: &aurpay::Secret) -> String {
///     format!("{}", secret.expose())
/// }
/// ```
/// ```compile_fail,E0277
/// fn show(secret: &aurpay::Secret) -> String {
///     format!("{}", secret)
/// }
/// ```
pub struct PrintedSecret;

/// A value that the client does not know cannot be made by hand: it would be another one as soon as a later version knows it.
///
/// ```
/// use aurpay::models::OrderStatus;
///
/// let status = OrderStatus::from("ARCHIVED");
/// ```
/// ```compile_fail,E0308
/// use aurpay::models::OrderStatus;
///
/// let status = OrderStatus::Unrecognized("ARCHIVED");
/// ```
/// ```compile_fail,E0277
/// use aurpay::models::OrderStatus;
///
/// let status = OrderStatus::Unrecognized("ARCHIVED".into());
/// ```
pub struct UnknownValue;

/// What a callback claims is no order. Only what was confirmed is.
///
/// ```
/// use aurpay::callbacks::{ConfirmError, Confirmed, Unconfirmed};
/// use aurpay::models::OrderDetail;
///
/// fn deliver(order: &Confirmed<OrderDetail>) {}
///
/// async fn completed(client: &aurpay::Client, callback: Unconfirmed, price: aurpay::Amount) -> Result<(), ConfirmError> {
///     deliver(&callback.confirm(client, "20240617000000000001", price, "USD").await?);
///     Ok(())
/// }
/// ```
/// ```compile_fail,E0308
/// use aurpay::callbacks::{ConfirmError, Confirmed, Unconfirmed};
/// use aurpay::models::OrderDetail;
///
/// fn deliver(order: &Confirmed<OrderDetail>) {}
///
/// async fn completed(client: &aurpay::Client, callback: Unconfirmed, price: aurpay::Amount) -> Result<(), ConfirmError> {
///     deliver(&callback);
///     Ok(())
/// }
/// ```
///
/// Nor are its claims, be it where an order is wanted that was fetched.
///
/// ```
/// use aurpay::callbacks::{Claims, Unconfirmed};
/// use aurpay::models::OrderNotification;
///
/// fn look_at(order: &OrderNotification) {}
///
/// fn completed(callback: &Unconfirmed) {
///     if let Claims::OrderNotification(claimed) = callback.claims() {
///         look_at(claimed);
///     }
/// }
/// ```
/// ```compile_fail,E0308
/// use aurpay::callbacks::{Claims, Unconfirmed};
/// use aurpay::models::OrderDetail;
///
/// fn look_at(order: &OrderDetail) {}
///
/// fn completed(callback: &Unconfirmed) {
///     if let Claims::OrderNotification(claimed) = callback.claims() {
///         look_at(claimed);
///     }
/// }
/// ```
///
/// A callback has no members of its own: they are behind `claims`.
///
/// ```
/// fn completed(callback: &aurpay::callbacks::Unconfirmed) -> bool {
///     matches!(callback.claims(), aurpay::callbacks::Claims::OrderNotification(claimed) if claimed.status.is_paid())
/// }
/// ```
/// ```compile_fail,E0609
/// fn completed(callback: &aurpay::callbacks::Unconfirmed) -> bool {
///     callback.status.is_paid()
/// }
/// ```
pub struct UnconfirmedOrder;

/// Nothing is confirmed but by fetching it.
///
/// ```
/// use aurpay::callbacks::Confirmed;
/// use aurpay::models::OrderDetail;
///
/// fn known(order: Confirmed<OrderDetail>) -> OrderDetail {
///     order.into_inner()
/// }
/// ```
/// ```compile_fail,E0423
/// use aurpay::callbacks::Confirmed;
/// use aurpay::models::OrderDetail;
///
/// fn known(order: OrderDetail) -> Confirmed<OrderDetail> {
///     Confirmed(order)
/// }
/// ```
/// ```compile_fail,E0277
/// use aurpay::callbacks::Confirmed;
/// use aurpay::models::OrderDetail;
///
/// fn known(order: OrderDetail) -> Confirmed<OrderDetail> {
///     order.into()
/// }
/// ```
pub struct ConfirmedByHand;
