//! Descriptions of any size, all of one kind: each operation has what operations of real descriptions have on average.

use std::fmt::Write as _;

/// Operations of one tag.
const GROUP: usize = 25;

/// A description with so many operations, in JSON.
pub fn document(operations: usize) -> String {
    let tags = joined(operations.div_ceil(GROUP), |tag| {
        format!(r#"{{"name":"Group {tag}","description":"What belongs to group {tag}."}}"#)
    });
    let paths = joined(operations, path);
    let schemas = joined(operations, schema);
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"Shop","version":"1"}},"servers":[{{"url":"https://shop.example"}}],
"security":[{{"Key":[]}}],"tags":[{tags}],"paths":{{{paths}}},
"components":{{"securitySchemes":{{"Key":{{"type":"apiKey","in":"header","name":"X-Key"}}}},"schemas":{{{schemas}}}}}}}"#
    )
}

/// Every second operation sends a body; each answers with an object of its own, and refuses with one that all share.
fn path(index: usize) -> String {
    let tag = index / GROUP;
    let answers = format!(
        r##""responses":{{"200":{{"description":"Item {index}.","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Item{index}"}}}}}}}},
"404":{{"description":"There is none.","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Item0"}}}}}}}}}}"##
    );
    let about = format!(
        r#""operationId":"call{index}","tags":["Group {tag}"],"summary":"Call number {index}","description":"What call number {index} does, in a sentence or two. It **may** refuse.""#
    );
    let parameters = r#""parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},
{"name":"limit","in":"query","schema":{"type":"integer","minimum":1,"maximum":100},"description":"How many at most."},
{"name":"sort","in":"query","schema":{"type":"string","enum":["name","price"]}}]"#;
    if index.is_multiple_of(2) {
        return format!(r#""/group{tag}/{{id}}/item{index}":{{"get":{{{about},{parameters},{answers}}}}}"#);
    }
    let body = format!(
        r#""requestBody":{{"required":true,"content":{{"application/json":{{"schema":{{"type":"object","required":["name"],"properties":{{
"name":{{"type":"string"}},"price{index}":{{"type":"number"}},"note":{{"type":"string","description":"A word to the shop."}}}}}}}}}}}}"#
    );
    format!(r#""/group{tag}/{{id}}/item{index}":{{"post":{{{about},{parameters},{body},{answers}}}}}"#)
}

/// Objects of which each refers to one before it.
fn schema(index: usize) -> String {
    let other = index / 2;
    format!(
        r##""Item{index}":{{"type":"object","description":"Item number {index}.","required":["id","name"],"properties":{{
"id":{{"type":"string","format":"uuid"}},"name":{{"type":"string","maxLength":80,"description":"What it is called."}},
"created":{{"type":"string","format":"date-time"}},"state{index}":{{"type":"string","enum":["new","used","sold"]}},
"tags":{{"type":"array","items":{{"type":"string"}}}},"like":{{"$ref":"#/components/schemas/Item{other}"}}}}}}"##
    )
}

fn joined(count: usize, one: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0..count {
        let _ = write!(text, "{}{}", if index == 0 { "" } else { "," }, one(index));
    }
    text
}
