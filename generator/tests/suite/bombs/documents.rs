//! Documents that are small, or written by a short program, and ask for much.

use std::fmt::Write as _;

const HEAD: &str =
    r#""openapi":"3.1.0","info":{"title":"Shop","version":"1"},"servers":[{"url":"https://shop.example"}]"#;

/// A document in JSON whose schemas are these.
fn schemas(all: &str) -> String {
    format!(
        r##"{{{HEAD},"paths":{{"/":{{"get":{{"operationId":"get","tags":["a"],"responses":{{"200":{{"description":"d","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S0"}}}}}}}}}}}}}}}},"tags":[{{"name":"a"}}],"components":{{"schemas":{{{all}}}}}}}"##
    )
}

/// A document in JSON whose paths are these.
fn paths(all: &str) -> String {
    format!(r#"{{{HEAD},"tags":[{{"name":"a"}}],"paths":{{{all}}}}}"#)
}

fn joined(count: usize, one: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for index in 0..count {
        text.push_str(if index == 0 { "" } else { "," });
        text.push_str(&one(index));
    }
    text
}

/// Schemas of which each is made of the next; the last is an object.
fn chain(length: usize, link: impl Fn(&str) -> String) -> String {
    let links = joined(length, |index| {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, index + 1);
        format!(r#""S{index}":{}"#, link(&next))
    });
    schemas(&format!(
        r#"{links},"S{length}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#
    ))
}

pub fn aliases(levels: usize) -> String {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..levels {
        let alias = format!("*a{}", level - 1);
        let all = [alias.as_str(); 10].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{all}]");
    }
    text
}

/// Aliases of aliases through merge keys.
pub fn merges(levels: usize) -> String {
    let mut text = String::from("a0: &a0 {k: v}\n");
    for level in 1..levels {
        let _ = writeln!(
            text,
            "a{level}: &a{level} {{<<: [*a{0}, *a{0}], k{level}a: *a{0}, k{level}b: *a{0}}}",
            level - 1
        );
    }
    text
}

pub fn nested_lists(levels: usize) -> String {
    format!("{}{}", "[".repeat(levels), "]".repeat(levels))
}

pub fn nested_mappings(levels: usize) -> String {
    format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels))
}

pub fn nested_items_of_yaml(levels: usize) -> String {
    format!("{}a\n", "- ".repeat(levels))
}

pub fn open_brackets_of_yaml(levels: usize) -> String {
    format!("a: {}\n", "[".repeat(levels))
}

/// A schema inside of schemas, each inside the next by this word.
fn inside(levels: usize, open: &str, close: &str) -> String {
    schemas(&format!(
        r#""S0":{}{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}{}"#,
        open.repeat(levels),
        close.repeat(levels)
    ))
}

pub fn all_of_in_all_of(levels: usize) -> String {
    inside(levels, r#"{"allOf":["#, "]}")
}

pub fn one_of_in_one_of(levels: usize) -> String {
    inside(levels, r#"{"oneOf":[{"type":"string"},"#, "]}")
}

pub fn items_in_items(levels: usize) -> String {
    inside(levels, r#"{"type":"array","items":"#, "}")
}

pub fn members_in_members(levels: usize) -> String {
    inside(levels, r#"{"type":"object","properties":{"a":"#, "}}")
}

pub fn references(length: usize) -> String {
    chain(length, ToOwned::to_owned)
}

pub fn chain_of_members(length: usize) -> String {
    chain(length, |next| {
        format!(r#"{{"type":"object","properties":{{"next":{next}}}}}"#)
    })
}

pub fn chain_of_required_members(length: usize) -> String {
    chain(length, |next| {
        format!(r#"{{"type":"object","required":["next"],"properties":{{"next":{next}}}}}"#)
    })
}

pub fn chain_of_lists(length: usize) -> String {
    chain(length, |next| format!(r#"{{"type":"array","items":{next}}}"#))
}

pub fn chain_of_maps(length: usize) -> String {
    chain(length, |next| {
        format!(r#"{{"type":"object","additionalProperties":{next}}}"#)
    })
}

pub fn chain_of_all_of(length: usize) -> String {
    chain(length, |next| {
        format!(r#"{{"allOf":[{next},{{"type":"object","properties":{{"b":{{"type":"string"}}}}}}]}}"#)
    })
}

/// Parts that stand alone, so that each schema is only another name for the next.
pub fn chain_of_single_parts(length: usize) -> String {
    chain(length, |next| format!(r#"{{"allOf":[{next}]}}"#))
}

/// References into the middle of the next schema.
pub fn chain_of_middles(length: usize) -> String {
    let links = joined(length, |index| {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}/properties/m"}}"##, index + 1);
        format!(
            r#""S{index}":{{"type":"object","properties":{{"m":{{"type":"object","properties":{{"a":{next}}}}}}}}}"#
        )
    });
    schemas(&format!(
        r#"{links},"S{length}":{{"type":"object","properties":{{"m":{{"type":"string"}}}}}}"#
    ))
}

pub fn chain_of_unions(length: usize) -> String {
    chain(length, |next| format!(r#"{{"oneOf":[{{"type":"string"}},{next}]}}"#))
}

/// Each part stands twice, so that whoever takes them apart without a memory does so two to the power of their number times.
pub fn doubled_all_of(length: usize) -> String {
    chain(length, |next| format!(r#"{{"allOf":[{next},{next}]}}"#))
}

pub fn doubled_unions(length: usize) -> String {
    chain(length, |next| format!(r#"{{"oneOf":[{next},{next}]}}"#))
}

pub fn doubled_members(length: usize) -> String {
    chain(length, |next| {
        format!(r#"{{"type":"object","properties":{{"a":{next},"b":{next}}}}}"#)
    })
}

/// References into the middle, of which each leads to two more.
pub fn doubled_middles(length: usize) -> String {
    let links = joined(length, |index| {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}/properties/m"}}"##, index + 1);
        format!(
            r#""S{index}":{{"type":"object","properties":{{"m":{{"type":"object","properties":{{"a":{next},"b":{next}}}}}}}}}"#
        )
    });
    schemas(&format!(
        r#"{links},"S{length}":{{"type":"object","properties":{{"m":{{"type":"string"}}}}}}"#
    ))
}

/// References to responses, parameters and bodies that are long chains.
pub fn chains_of_everything(length: usize) -> String {
    let section = |name: &str, last: &str| {
        let links = joined(length, |index| {
            format!(r##""C{index}":{{"$ref":"#/components/{name}/C{}"}}"##, index + 1)
        });
        format!(r#""{name}":{{{links},"C{length}":{last}}}"#)
    };
    let answers = section("responses", r#"{"description":"d"}"#);
    let parameters = section("parameters", r#"{"name":"q","in":"query","schema":{"type":"string"}}"#);
    let bodies = section(
        "requestBodies",
        r#"{"content":{"text/plain":{"schema":{"type":"string"}}}}"#,
    );
    format!(
        r##"{{{HEAD},"tags":[{{"name":"a"}}],"paths":{{"/":{{"post":{{"operationId":"post","tags":["a"],"parameters":[{{"$ref":"#/components/parameters/C0"}}],"requestBody":{{"$ref":"#/components/requestBodies/C0"}},"responses":{{"200":{{"$ref":"#/components/responses/C0"}}}}}}}}}},"components":{{{answers},{parameters},{bodies}}}}}"##
    )
}

pub fn values(count: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"string","enum":[{}]}}"#,
        joined(count, |index| format!(r#""value {index}""#))
    ))
}

pub fn operations(count: usize) -> String {
    paths(&joined(count, |index| {
        format!(
            r#""/p{index}/{{id}}":{{"get":{{"operationId":"get{index}","tags":["a"],"parameters":[{{"name":"id","in":"path","required":true,"schema":{{"type":"string"}}}}],"responses":{{"200":{{"description":"d"}}}}}}}}"#
        )
    }))
}

/// The same in as many groups.
pub fn groups(count: usize) -> String {
    paths(&joined(count, |index| {
        format!(
            r#""/p{index}":{{"get":{{"operationId":"get{index}","tags":["t{index}"],"responses":{{"200":{{"description":"d"}}}}}}}}"#
        )
    }))
}

pub fn objects(count: usize) -> String {
    schemas(&joined(count, |index| {
        format!(
            r##""S{index}":{{"type":"object","properties":{{"a{index}":{{"type":"string"}},"other":{{"$ref":"#/components/schemas/S{}"}}}}}}"##,
            index / 2
        )
    }))
}

pub fn members(count: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"object","properties":{{{}}}}}"#,
        joined(count, |index| format!(r#""m{index}":{{"type":"string"}}"#))
    ))
}

pub fn candidates(count: usize) -> String {
    let objects = joined(count, |index| {
        format!(
            r#""O{index}":{{"type":"object","required":["m{index}"],"properties":{{"m{index}":{{"type":"string"}}}}}}"#
        )
    });
    let references = joined(count, |index| {
        format!(r##"{{"$ref":"#/components/schemas/O{index}"}}"##)
    });
    schemas(&format!(r#""S0":{{"oneOf":[{references}]}},{objects}"#))
}

pub fn parameters(count: usize) -> String {
    let all = joined(count, |index| {
        format!(r#"{{"name":"p{index}","in":"query","schema":{{"type":"string"}}}}"#)
    });
    paths(&format!(
        r#""/":{{"get":{{"operationId":"get","tags":["a"],"parameters":[{all}],"responses":{{"200":{{"description":"d"}}}}}}}}"#
    ))
}

/// Names that differ in signs only, so that all are one name in Rust.
pub fn colliding_names(count: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"object","properties":{{{}}}}}"#,
        joined(count, |index| format!(
            r#""a{}b":{{"type":"string"}}"#,
            ".".repeat(index + 1)
        ))
    ))
}

pub fn colliding_types(count: usize) -> String {
    schemas(&joined(count, |index| {
        format!(
            r#""S{index}":{{"x-rust-name":"Same","type":"object","properties":{{"x{index}":{{"type":"string"}}}}}}"#
        )
    }))
}

/// One text of so many bytes.
pub fn description(bytes: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"object","description":"{}","properties":{{"a":{{"type":"string"}}}}}}"#,
        "word ".repeat(bytes / 5)
    ))
}

/// One text of so many bytes that nothing can break.
pub fn unbroken(bytes: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"object","description":"{}","properties":{{"a":{{"type":"string"}}}}}}"#,
        "w".repeat(bytes)
    ))
}

/// Signs that each begin something in Markdown and never end it.
pub fn markdown(bytes: usize) -> String {
    let signs = "*[`_![<a ~~ > - ".repeat(bytes / 16);
    schemas(&format!(
        r#""S0":{{"type":"object","description":"{signs}","properties":{{"a":{{"type":"string"}}}}}}"#
    ))
}

pub fn key(bytes: usize) -> String {
    schemas(&format!(
        r#""S0":{{"type":"object","properties":{{"{}":{{"type":"string"}}}}}}"#,
        "k".repeat(bytes)
    ))
}

pub fn key_in_yaml(bytes: usize) -> String {
    format!("openapi: 3.1.0\n{}: 1\n", "k".repeat(bytes))
}

/// Names of everything that are so long.
pub fn names(characters: usize) -> String {
    let name = "n".repeat(characters);
    format!(
        r##"{{{HEAD},"tags":[{{"name":"{name}"}}],"paths":{{"/{{{name}}}":{{"get":{{"operationId":"{name}","tags":["{name}"],"parameters":[{{"name":"{name}","in":"path","required":true,"schema":{{"type":"string"}}}}],"responses":{{"200":{{"description":"d","headers":{{"{name}":{{"schema":{{"type":"string"}}}}}},"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/{name}"}}}}}}}}}}}}}}}},"components":{{"schemas":{{"{name}":{{"type":"object","properties":{{"{name}":{{"type":"string","enum":["{name}"]}}}}}}}}}}}}"##
    )
}

/// An example of so many items, which is held against its schema.
pub fn example(items: usize) -> String {
    let all = joined(items, |index| format!(r#"{{"a":{index}}}"#));
    schemas(&format!(
        r#""S0":{{"type":"array","items":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}},"example":[{all}]}}"#
    ))
}

/// As many references that lead nowhere: for each, the nearest name is looked for.
pub fn dangling(count: usize) -> String {
    let all = joined(count, |index| {
        format!(r##""S{index}":{{"type":"object","properties":{{"a":{{"$ref":"#/components/schemas/T{index}"}}}}}}"##)
    });
    schemas(&all)
}

/// As many words that nobody knows: for each, the nearest is looked for.
pub fn unknown_words(count: usize) -> String {
    let all = joined(count, |index| format!(r#""descriptoin{index}":1"#));
    schemas(&format!(r#""S0":{{"type":"string",{all}}}"#))
}
