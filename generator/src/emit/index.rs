use std::collections::HashMap;

use crate::ir::{Api, Model, ModelKind, Object, Type};

/// The data types by their names.
pub(crate) struct Index<'a>(HashMap<&'a str, &'a Model>);

impl<'a> Index<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Self(api.models.iter().map(|model| (model.name.as_str(), model)).collect())
    }

    /// Whether a type is text on the wire and made from text.
    pub(crate) fn is_text(&self, name: &str) -> bool {
        let kind = self.0.get(name).map(|model| &model.kind);
        matches!(kind, Some(ModelKind::StringEnum(_) | ModelKind::Newtype(_)))
    }

    /// The object that a type is.
    pub(crate) fn object(&self, ty: &Type) -> Option<&'a Object> {
        match &self.0.get(ty.model()?)?.kind {
            ModelKind::Object(object) => Some(object),
            _ => None,
        }
    }
}
