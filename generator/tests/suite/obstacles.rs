//! A course of names that are hard to take, each in every place that a name of the description can stand in.

use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Map, Value, json};

use crate::{cases, sound};

/// Words of the language, names of the standard library, of our own and of our macros, what files cannot be called, signs, letters.
const NAMES: &str = "as async await box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop \
    macro match mod move mut override priv pub ref return self Self static struct super trait true try type typeof union unsafe unsized \
    use virtual where while yield abstract become macro_rules raw safe auto default Option Some None Result Ok Err Vec String Box \
    Default Clone Debug PartialEq Eq Hash Into From Send Sync Sized Copy Drop Fn ToOwned ToString AsRef Iterator IntoIterator \
    PartialOrd Ord TryFrom TryInto FromIterator Future Cow BTreeMap HashMap Infallible FromStr Display Error Value Str Bool Char I64 \
    F64 S D A E H T Op K V Members Text Name Named Known Unrecognized Json Nullable Amount Secret File Upload Download Response \
    Transport Call Client ClientBuilder Verifier Readme Arguments Models Visitor Key Serialize Deserialize Serializer Deserializer \
    Operation Operations Description Body Answer Answers Envelope New new send build call builder base_url transport clock \
    answer_limit user_agent into_operation to_request read_answer send_for_response client operation core value key map name serializer \
    deserializer request answer status head some body token user password clone into from eq fmt hash cmp as_str into_string as_ref \
    from_str number add not neg deref drop index borrow next sub is_empty to_x is_x from_x as_x into_x extra std alloc \
    specloom_runtime v1 headers servers callbacks lib main runtime test crate_ con nul aux prn com1 com9 lpt1 build_rs src _ __ 1 _1 \
    3d 9lives +1 -1 + - * = < > ! & | % $ # @ . ? ~ ^ <= >= != ... é e\u{301} ÄÖ ß ŉ ﬁ ª ǆ İstanbul ı 名前 имя раypal Αlpha сор ☃ \
    🙂 二 ｆｕｌｌ ₂ ² Ⅷ ℌ pet Pet PET a.b ` \" ' \\ r#type $crate {} {{ // /* */ #![x] 'static ../x a/b";

fn names() -> Vec<String> {
    let mut names: Vec<String> = NAMES.split_whitespace().map(str::to_owned).collect();
    names.extend([
        "x".repeat(300),
        "X".repeat(300),
        "a b".to_owned(),
        "a\nb".to_owned(),
        "\"; pub fn pwned() {} //".to_owned(),
        "*/ pub fn pwned() {} /*".to_owned(),
        "\"#] pub fn pwned() {}".to_owned(),
        "concat!(\"a\") ```\n\rpwned\n```".to_owned(),
        "\u{202e}abc".to_owned(),
        "a\u{0}b".to_owned(),
    ]);
    names
}

/// What each name becomes.
fn each(names: &[String], make: impl Fn(usize, &str) -> Value) -> Value {
    Value::Object(
        names
            .iter()
            .enumerate()
            .map(|(at, name)| (name.clone(), make(at, name)))
            .collect(),
    )
}

fn object(members: Value) -> Value {
    json!({"type": "object", "properties": members})
}

fn required(members: Value) -> Value {
    let names: Vec<String> = members.as_object().unwrap().keys().cloned().collect();
    json!({"type": "object", "properties": members, "required": names})
}

fn content(schema: Value) -> Value {
    json!({"description": "x", "content": {"application/json": {"schema": schema}}})
}

fn document(schemas: Value, schemes: Value, paths: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes}
    })
}

fn paths(all: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(all.into_iter().collect::<Map<String, Value>>())
}

fn types(names: &[String]) -> Vec<(&'static str, Value)> {
    let other = json!({"$ref": "#/components/schemas/Other"});
    let with_other = |mut schemas: Value| {
        schemas["Other"] = object(json!({"s": {"type": "string"}}));
        document(schemas, json!({}), json!({}))
    };
    vec![
        (
            "objects",
            with_other(each(names, |_, _| {
                required(
                    json!({"a": other, "b": {"type": "array", "items": other}, "m": {"type": "object", "additionalProperties": {"type": "string"}}}),
                )
            })),
        ),
        (
            "sets",
            with_other(each(names, |_, _| json!({"type": "string", "enum": ["x", "y"]}))),
        ),
        (
            "numbers",
            with_other(each(names, |_, _| json!({"type": "integer", "enum": [1, 2]}))),
        ),
        (
            "texts",
            with_other(each(names, |_, _| json!({"type": "string", "x-newtype": true}))),
        ),
        (
            "unions",
            with_other(each(names, |_, _| json!({"oneOf": [{"type": "string"}, other]}))),
        ),
    ]
}

fn members(names: &[String]) -> Value {
    let of = |schema: Value| each(names, move |_, _| schema.clone());
    let schemas = json!({
        "Required": required(of(json!({"type": "string"}))),
        "Optional": object(of(json!({"type": "integer"}))),
        "Three": object(of(json!({"type": "integer", "nullable": true}))),
        "Null": required(of(json!({"type": "integer", "nullable": true}))),
        "Inside": object(each(names, |_, name| object(json!({name: {"type": "string"}})))),
        "Open": {"type": "object", "properties": of(json!({"type": "string"})), "additionalProperties": {"type": "string"}},
    });
    let bodies = ["Required", "Optional", "Three", "Null", "Inside", "Open"].map(|name| {
        let body = json!({"required": true, "content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}}});
        (format!("/{name}"), json!({"post": {"operationId": format!("send{name}"), "requestBody": body, "responses": {"204": {"description": "x"}}}}))
    });
    let single = names.iter().enumerate().map(|(at, name)| {
        let schema = required(json!({name: {"type": "string"}, "other": object(json!({name: {"type": "integer"}}))}));
        let body = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        (format!("/{at}"), json!({"post": {"operationId": format!("single{at}"), "requestBody": body, "responses": {"204": {"description": "x"}}}}))
    });
    document(schemas, json!({}), paths(bodies.into_iter().chain(single)))
}

fn values(names: &[String]) -> Value {
    let many: Vec<String> = names
        .iter()
        .cloned()
        .chain((0..300).map(|number| format!("q{number}")))
        .collect();
    let candidates: Vec<Value> = (0..names.len())
        .map(|at| json!({"$ref": format!("#/components/schemas/T{at}")}))
        .collect();
    let mut schemas = json!({
        "Values": {"type": "string", "enum": names, "x-value-groups": each(names, |_, name| json!([name])), "x-enum-descriptions": each(names, |_, _| json!("d"))},
        "Numbers": {"type": "integer", "enum": (0..names.len()).collect::<Vec<_>>(), "x-enum-varnames": names},
        "Many": {"type": "string", "enum": many},
        "Tagged": {"oneOf": candidates, "discriminator": {"propertyName": "type", "mapping": each(names, |at, _| json!(format!("#/components/schemas/T{at}")))}},
    });
    for at in 0..names.len() {
        schemas[format!("T{at}")] = required(json!({"type": {"type": "string"}, format!("v{at}"): {"type": "string"}}));
    }
    document(schemas, json!({}), json!({}))
}

/// Each name as tag, operation, parameter, part of a form and type at once.
fn groups(names: &[String]) -> Value {
    let schemas = each(names, |at, _| object(json!({format!("c{at}"): {"type": "string"}})));
    let read = names.iter().enumerate().map(|(at, name)| {
        let parameters = json!([{"in": "query", "name": name, "schema": {"type": "string"}}, {"in": "query", "name": "set", "schema": {"type": "string", "enum": ["a"]}}]);
        let answers = json!({"200": content(object(json!({format!("k{at}"): {"type": "string"}}))), "400": content(object(json!({format!("l{at}"): {"type": "string"}}))), "500": content(json!({"type": "array", "items": {"type": "string"}}))});
        (format!("/read/{at}"), json!({"get": {"operationId": name, "tags": [name], "parameters": parameters, "responses": answers}}))
    });
    let write = names.iter().enumerate().map(|(at, name)| {
        let schema = object(json!({name: {"type": "string"}}));
        let body = json!({"content": {"multipart/form-data": {"schema": schema}, "application/json": {"schema": schema}}});
        let answers = json!({"200": content(object(json!({format!("m{at}"): {"type": "string"}}))), "201": content(object(json!({format!("n{at}"): {"type": "string"}})))});
        (format!("/write/{at}"), json!({"post": {"operationId": format!("{name} it"), "tags": [name], "requestBody": body, "responses": answers}}))
    });
    let full = ["create", "createArguments", "createAnswer", "createFailure", "createAsForm"].map(|name| {
        let parameters: Vec<Value> = (0..6).map(|at| json!({"in": "query", "name": format!("a{at}"), "required": true, "schema": {"type": "string"}})).collect();
        (format!("/{name}"), json!({"get": {"operationId": name, "tags": ["full"], "parameters": parameters, "responses": {"204": {"description": "x"}}}}))
    });
    document(schemas, json!({}), paths(read.chain(write).chain(full)))
}

fn parameters(names: &[String]) -> Value {
    let of = |at: usize, place: &str, name: &str, required: bool| {
        let parameter = json!({"in": place, "name": name, "required": required, "schema": {"type": "integer"}});
        (
            format!("/{place}/{required}/{at}"),
            json!({"get": {"operationId": format!("{place}{required}{at}"), "parameters": [parameter], "responses": {"204": {"description": "x"}}}}),
        )
    };
    let single = names.iter().enumerate().flat_map(|(at, name)| {
        ["query", "header", "cookie"]
            .into_iter()
            .flat_map(move |place| [of(at, place, name, true), of(at, place, name, false)])
    });
    let in_paths = names.iter().enumerate().filter(|(_, name)| !name.contains(['{', '}', '/', '?', '#'])).map(|(at, name)| {
        let parameter = json!({"in": "path", "name": name, "required": true, "schema": {"type": "string"}});
        let answer = json!({"description": "x", "headers": {name: {"schema": {"type": "string"}}}});
        (format!("/path/{at}/{{{name}}}"), json!({"get": {"operationId": format!("path{at}"), "parameters": [parameter], "responses": {"204": answer}}}))
    });
    let all = |required: bool| {
        let all: Vec<Value> = names
            .iter()
            .map(|name| json!({"in": "query", "name": name, "required": required, "schema": {"type": "string"}}))
            .collect();
        (
            format!("/all/{required}"),
            json!({"get": {"operationId": format!("all{required}"), "parameters": all, "responses": {"204": {"description": "x"}}}}),
        )
    };
    document(
        json!({}),
        json!({}),
        paths(single.chain(in_paths).chain([all(true), all(false)])),
    )
}

/// Each name as a security scheme, a credential, a server with a variable, and a callback.
fn schemes(names: &[String]) -> Value {
    let signature = |name: &str| {
        json!({"credentials": [name, "Token", "token", "key"], "key": "key", "algorithms": {"A": "hmac-sha256", "B": "hmac-sha512"}, "date": "iso-8601",
            "headers": {"T": "{token}", "Date": "{date}", "Signature": "{signature}"}, "message": {"parts": ["{date}"], "separator": "|"}})
    };
    let schemes = each(names, |at, name| match at % 5 {
        0 => json!({"type": "http", "scheme": "bearer"}),
        1 => json!({"type": "http", "scheme": "basic"}),
        2 => json!({"type": "apiKey", "in": "query", "name": name}),
        3 => json!({"type": "apiKey", "in": "header", "name": "X-Key"}),
        _ => json!({"type": "apiKey", "in": "header", "name": "S", "x-signature": signature(name)}),
    });
    let all = names.iter().enumerate().map(|(at, name)| {
        let mut signed = signature(name);
        signed["algorithms"] = json!({format!("A{at}"): "hmac-sha256"});
        let post = json!({"requestBody": {"content": {"application/json": {"schema": object(json!({format!("c{at}"): {"type": "string"}}))}}}, "responses": {"200": {"description": "x"}}});
        let callbacks = json!({name: {"{$request.body#/u}": {"post": post, "x-callback-signature": signed}}});
        (format!("/{at}"), json!({"get": {"operationId": format!("get{at}"), "security": [{name: []}], "callbacks": callbacks, "responses": {"204": {"description": "x"}}}}))
    });
    let mut document = document(json!({}), schemes, paths(all));
    document["servers"] = names.iter().enumerate().map(|(at, name)| {
        json!({"url": format!("https://{at}.example/{{{name}}}"), "description": name, "variables": {name: {"default": "a"}}})
    }).collect();
    document["x-envelope"] = json!({"payload": "data"});
    document
}

fn course() -> Vec<(&'static str, Value)> {
    let names = names();
    let mut course = types(&names);
    course.extend([
        ("members", members(&names)),
        ("values", values(&names)),
        ("groups", groups(&names)),
        ("parameters", parameters(&names)),
        ("schemes", schemes(&names)),
    ]);
    course
}

/// All of it becomes Rust, and lies where it should.
#[test]
fn every_name_is_taken_in_every_place() {
    for (name, document) in course() {
        let mut input = cases::input(&cases::all("golden").remove(0));
        input.name = format!("{name}.json");
        input.document = serde_json::to_vec(&document).unwrap();
        input.settings = None;
        let run = cases::run(&input);
        let said = || specloom::diagnostics::Renderer::plain().render(&run.report, &run.sources);
        let texts = run.texts.as_ref().unwrap_or_else(|| panic!("{name}: {}", said()));
        sound::look_at(texts).unwrap_or_else(|what| panic!("{name}: {what}"));
        assert!(
            !texts.values().any(|text| says_pwned(text.parse().unwrap_or_default())),
            "{name}"
        );
    }
}

/// Whether the name that hostile texts want to bring in is one of its own.
fn says_pwned(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => name == "pwned",
        TokenTree::Group(group) => says_pwned(group.stream()),
        _ => false,
    })
}

/// Names that are ways out of the folder lead nowhere: what is written lies in it.
#[test]
fn no_name_leads_out_of_the_folder() {
    let outer = tempfile::tempdir().unwrap();
    for (name, document) in course() {
        let path = outer.path().join("in").join(format!("{name}.json"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, document.to_string()).unwrap();
        let generated = specloom::Generator::new(&path)
            .run()
            .unwrap_or_else(|_| panic!("{name}"));
        generated.write(outer.path().join("a/b/out")).unwrap();
    }
    let inside = |folder: &str| -> Vec<String> {
        let entries = std::fs::read_dir(outer.path().join(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(inside(""), ["a", "in"]);
    assert_eq!(inside("a"), ["b"]);
    assert_eq!(inside("a/b"), ["out"]);
}

/// And the compiler, Clippy and rustdoc have nothing to say about it.
#[test]
#[ignore = "compiles for minutes; `.ci/deep` runs it"]
fn every_name_compiles_in_every_place() {
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in course() {
        std::fs::write(folder.path().join(format!("{name}.json")), document.to_string()).unwrap();
    }
    let runtime = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_specloom"))
        .args(["corpus", "--compile", "--runtime-path"])
        .args([&runtime, folder.path()])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}
