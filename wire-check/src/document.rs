use serde_json::Value;

use crate::operation::Operation;
use crate::schema::Schemas;

/// An OpenAPI description, read for checking.
#[derive(Debug)]
pub struct Document {
    root: Value,
    pub(crate) sent: Schemas,
    pub(crate) received: Schemas,
}

/// More references than these in a row are a circle.
const LONGEST_CHAIN: usize = 64;

impl Document {
    /// Reads a description that is written as JSON.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or when its schemas are none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let root: Value = serde_json::from_str(text).map_err(|error| format!("the description is no JSON: {error}"))?;
        Ok(Self {
            sent: Schemas::of(&root, "readOnly")?,
            received: Schemas::of(&root, "writeOnly")?,
            root,
        })
    }

    /// The operation of this method at this path, as the description writes them.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn operation(&self, method: &str, path: &str) -> Result<Operation<'_>, String> {
        let missing = || format!("the description has no {method} {path}");
        let item = self
            .root
            .get("paths")
            .and_then(|paths| paths.get(path))
            .ok_or_else(missing)?;
        let item = self.follow(item);
        let node = item.get(method.to_ascii_lowercase()).ok_or_else(missing)?;
        Ok(Operation {
            document: self,
            method: method.to_owned(),
            path: path.to_owned(),
            item,
            node,
        })
    }

    /// How many operations there are.
    #[must_use]
    pub fn operations(&self) -> usize {
        let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        let paths = self.root.get("paths").and_then(Value::as_object);
        let items = paths.into_iter().flatten().filter(|(path, _)| path.starts_with('/'));
        let counts = items.map(|(_, item)| {
            let item = self.follow(item);
            methods.iter().filter(|method| item.get(method).is_some()).count()
        });
        counts.sum()
    }

    /// What a node stands for: the end of its references, or itself where they lead nowhere.
    pub(crate) fn follow<'d>(&'d self, node: &'d Value) -> &'d Value {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let target = node.get("$ref").and_then(Value::as_str);
            let Some(target) = target.and_then(|target| self.at(target)) else {
                return node;
            };
            node = target;
        }
        node
    }

    fn at(&self, reference: &str) -> Option<&Value> {
        self.root.pointer(&crate::url::decoded(reference.strip_prefix('#')?))
    }

    /// The credentials that requests may carry: how each scheme is described.
    pub(crate) fn schemes(&self) -> impl Iterator<Item = &Value> {
        let schemes = self.root.pointer("/components/securitySchemes");
        let schemes = schemes.and_then(Value::as_object);
        schemes
            .into_iter()
            .flat_map(serde_json::Map::values)
            .map(|scheme| self.follow(scheme))
    }

    /// The names of the keys that credentials write at a place.
    pub(crate) fn keys<'d>(&'d self, place: &str) -> impl Iterator<Item = &'d str> {
        self.schemes()
            .filter(move |scheme| scheme.get("in").and_then(Value::as_str) == Some(place))
            .filter_map(|scheme| scheme.get("name")?.as_str())
    }

    /// How answers are wrapped, in the words of an extension: what the operation says, else the document.
    pub(crate) fn envelope<'d>(&'d self, operation: &'d Value) -> Option<&'d Value> {
        operation.get("x-envelope").or_else(|| self.root.get("x-envelope"))
    }

    pub(crate) fn root(&self) -> &Value {
        &self.root
    }
}
