use std::fmt;

/// How bad a finding is.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The client is generated, but the description should be looked at.
    Warning,
}

impl Severity {
    /// The word in messages: `error` or `warning`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One table for everything known of a code, so that none of it can be forgotten: a code without a
/// page under `explain/` does not compile.
macro_rules! codes {
    ($($severity:ident $variant:ident $name:literal $summary:literal)*) => {
        /// What kind of finding a diagnostic is. Names are stable: people filter by them.
        #[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the pipeline.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name, in kebab case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How bad it is unless warnings are denied.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// What it means, in one line.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary),* }
            }

            /// What it means at length, with a bad document and how to mend it, in Markdown.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../../explain/", $name, ".md"))),* }
            }
        }
    };
}

codes! {
    Error UnreadableFile "unreadable-file" "A file could not be read or written."
    Error NotUtf8 "not-utf8" "The document is not UTF-8 text."
    Error EmptyDocument "empty-document" "The document holds nothing."
    Error BadSyntax "bad-syntax" "The text is neither YAML nor JSON."
    Error DuplicateKey "duplicate-key" "A mapping has the same key twice."
    Error TooDeep "too-deep" "Mappings and sequences are nested too deeply."
    Error TooManyAliases "too-many-aliases" "YAML aliases expand to more than is reasonable."
    Error SeveralDocuments "several-documents" "One file holds several YAML documents."
    Error BadConfiguration "bad-configuration" "The configuration file is wrong."
    Error NotOpenApi "not-openapi" "The document is not an OpenAPI description."
    Error UnsupportedVersion "unsupported-version" "The description follows a version of OpenAPI that is not supported."
    Error WrongType "wrong-type" "A member has the wrong kind of value."
    Error MissingMember "missing-member" "A member that OpenAPI requires is missing."
    Error DanglingReference "dangling-reference" "A `$ref` leads to nothing."
    Error ExternalReference "external-reference" "A `$ref` leads to where nothing is read from."
    Error TooLarge "too-large" "Files that a document refers to are larger than is reasonable."
    Error ReferenceCycle "reference-cycle" "References lead back to themselves without ever reaching a value."
    Error UnfilledPathParameter "unfilled-path-parameter" "A `{name}` in a path is filled by no parameter."
    Error BadExtension "bad-extension" "An `x-` extension of ours has the wrong shape."
    Error BadName "bad-name" "A name cannot be made a Rust name."
    Warning UnknownKey "unknown-key" "A key that OpenAPI does not know."
    Warning DuplicateOperationId "duplicate-operation-id" "Two operations have the same `operationId`."
    Warning MissingOperationId "missing-operation-id" "An operation has no `operationId`."
    Warning UndeclaredPathParameter "undeclared-path-parameter" "A path parameter does not occur in the path."
    Warning ConflictingMembers "conflicting-members" "Two parts of `allOf` describe a member as different types."
    Warning EquivalentPaths "equivalent-paths" "Two paths differ in the names of their parameters alone."
    Warning QueryInPath "query-in-path" "A path goes on behind `?` or `#`."
    Warning UndeclaredTag "undeclared-tag" "An operation has a tag that the document's list of tags lacks."
    Warning DuplicateTag "duplicate-tag" "Two entries of the document's list of tags have the same name."
    Warning UndeclaredRequired "undeclared-required" "A member is required that no `properties` declare."
    Warning DanglingExpression "dangling-expression" "A callback's address names what its request does not have."
    Warning UnknownValue "unknown-value" "A value that is none of those which OpenAPI lists."
    Warning DefaultMismatch "default-mismatch" "A default does not fit its schema."
    Warning ExampleMismatch "example-mismatch" "An example does not fit its schema."
    Warning UnsupportedConstruct "unsupported-construct" "Something valid that no code is generated for."
    Warning IgnoredSibling "ignored-sibling" "A member next to a `$ref` has no effect."
    Warning NameCollision "name-collision" "Two things would get the same Rust name."
    Warning UnknownFormat "unknown-format" "A `format` that is nearly one which gives a type."
    Error Unsound "unsound" "The generator wrote something that is not Rust: a fault of its own."
}

impl Code {
    /// The code of a name, as users type it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_codes_and_pages_begin_with_them() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(*code));
            assert!(code.explanation().starts_with(&format!("# {code}\n\n")), "{code}");
            let lines = code.explanation().lines().count();
            assert!((10..=45).contains(&lines), "{code} is explained in {lines} lines");
        }
        assert_eq!(Code::from_name("no-such-code"), None);
    }
}
