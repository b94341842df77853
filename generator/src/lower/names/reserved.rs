//! Names that the output cannot give away.

/// Words that Rust keeps for itself and that can stand as raw identifiers.
pub(super) const KEYWORDS: [&str; 49] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot even stand as raw identifiers.
pub(super) const UNUSABLE: [&str; 4] = ["self", "super", "crate", "_"];

/// Names of fields that would meet a method of the same name: the constructor, and what a call can do.
pub(super) const METHODS: [&str; 8] = [
    "new",
    "send",
    "send_for_response",
    "send_blocking",
    "send_blocking_for_response",
    "into_operation",
    "to_request",
    "with_options",
];

/// Names of types that generated code says without a path, or that a reader takes for the standard library's.
pub(super) const TYPES: [&str; 23] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "BTreeMap",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "Into",
    "From",
    "AsRef",
    "Send",
    "Sync",
    "Sized",
];

/// Names that no module can have, wherever it lies: files that some systems or Cargo take for something else, crates that paths begin
/// with, and types of the language, which a module of that name would hide from its neighbours.
pub(crate) const MODULES: [&str; 52] = [
    "aux",
    "con",
    "nul",
    "prn",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "lib",
    "main",
    "mod",
    "alloc",
    "core",
    "proc_macro",
    "specloom_runtime",
    "std",
    "test",
    "v1",
    "bool",
    "char",
    "f16",
    "f32",
    "f64",
    "f128",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "str",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
];

/// Methods of traits of the standard library that a method of the client could be taken for.
pub(super) const METHODS_OF_TRAITS: [&str; 29] = [
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "into_iter",
    "mul",
    "neg",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
];

/// What the names of conversions and questions begin with; each asks for another kind of `self`.
pub(super) const CONVERSIONS: [&str; 5] = ["as_", "from_", "into_", "is_", "to_"];
