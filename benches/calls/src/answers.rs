//! What the server answers.

use bytes::Bytes;

use crate::ORDERS;

/// A checkout was created.
#[must_use]
pub fn checkout() -> Bytes {
    let answer = r#"{"code":0,"message":"ok","result":true,"data":{"pay_url":"https://dashboard.aurpay.net/#/cashier/choose?token=0123456789abcdef"}}"#;
    Bytes::from_static(answer.as_bytes())
}

/// A page of orders, all with every member.
#[must_use]
pub fn orders() -> Bytes {
    let order = |at: usize| {
        format!(
            r#"{{"user_id":"mct-0123456789ab","order_id":"202401010000000{at:05}","order_type":"INVOICE","platform":"AURPAY","status":"PENDING","chain":"TRX","chain_name":"Tron","currency":"USDC-TRC20","amount":"19.0012","vs_price":"19.0","vs_currency":"USD","remark":"","refund":false,"create_time":"2024-06-17T00:00:00","update_time":"2024-06-17T00:10:00"}}"#
        )
    };
    let orders: Vec<String> = (0..ORDERS).map(order).collect();
    let orders = orders.join(",");
    let answer = format!(
        r#"{{"code":0,"message":"ok","result":true,"data":{{"data":[{orders}],"page":1,"size":10,"total":43,"max_page":5}}}}"#
    );
    answer.into()
}
