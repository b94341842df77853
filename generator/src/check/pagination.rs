use super::member_paths::{self, Lead};
use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::ir::{Input, Paging, PagingStyle, Told};
use crate::load::Node;
use crate::openapi::{Document, MediaKind, Operation, Parameter, ParameterPlace, PathItem, Schema};

/// The styles of paging: what each must have, and what it can have beside `style`, `size`, `items`, `total` and `more`.
const STYLES: [(&str, &[&str], &[&str]); 4] = [
    ("page", &["page"], &["first", "pages"]),
    ("offset", &["offset"], &[]),
    ("cursor", &["cursor"], &["next", "last_item", "pages"]),
    ("link", &[], &["next", "pages"]),
];
/// What every style can have.
const ALWAYS: [&str; 5] = ["style", "size", "items", "total", "more"];

/// Whether what each operation says of its pages can be so.
pub(super) fn check(document: Document<'_>, report: &mut Report) {
    for operation in document.paths().flat_map(PathItem::operations) {
        if let Some(node) = operation.node.get("x-pagination") {
            let mut resolving = Resolving::new(document, operation, node);
            resolving.paging();
            report.extend(resolving.found);
        }
    }
}

/// How the answer of an operation is a page of a list; nothing where it is not, or where it is said wrongly.
pub(crate) fn paging(document: Document<'_>, operation: Operation<'_>) -> Option<Paging> {
    let node = operation.node.get("x-pagination")?;
    let mut resolving = Resolving::new(document, operation, node);
    let paging = resolving.paging()?;
    resolving.found.is_empty().then_some(paging)
}

struct Resolving<'t> {
    document: Document<'t>,
    operation: Operation<'t>,
    node: &'t Node,
    /// The steps to the payload, and its schemas.
    payload: (Vec<String>, Vec<Schema<'t>>),
    found: Vec<Diagnostic>,
}

impl<'t> Resolving<'t> {
    fn new(document: Document<'t>, operation: Operation<'t>, node: &'t Node) -> Self {
        Self {
            payload: member_paths::payload(document, operation),
            document,
            operation,
            node,
            found: Vec::new(),
        }
    }

    fn bad(&mut self, node: &Node, message: impl Into<String>) {
        self.found.push(Diagnostic::new(Code::BadExtension, node.span, message));
    }

    fn bad_with(&mut self, node: &Node, message: impl Into<String>, hint: impl Into<String>) {
        self.found
            .push(Diagnostic::new(Code::BadExtension, node.span, message).hint(hint));
    }

    fn text(&self, name: &str) -> Option<(&'t Node, &'t str)> {
        let node = self.node.get(name)?;
        node.as_str().map(|text| (node, text))
    }

    fn paging(&mut self) -> Option<Paging> {
        let style_node = self.node.get("style")?;
        let named = style_node.as_str()?;
        let names: Vec<&str> = STYLES.iter().map(|(name, ..)| *name).collect();
        let Some((_, needed, others)) = STYLES.iter().find(|(name, ..)| *name == named) else {
            let near = nearest(named, names.iter().copied());
            let found = Diagnostic::new(
                Code::BadExtension,
                style_node.span,
                format!("`{named}` is not a style of paging"),
            );
            let found = found.label(format!("one of: {}", names.join(", ")));
            self.found.push(match near {
                Some(near) => found.hint(format!("did you mean `{near}`?")),
                None => found,
            });
            return None;
        };
        self.fitting(named, needed, others);
        let style = self.style(named);
        let choose = needed.first().and_then(|name| self.input(name));
        let size = self.input("size");
        let items = self.items();
        let mut told = Vec::new();
        for name in ["total", "pages", "more", "next"] {
            if let Some(place) = self.told(name) {
                told.push((name, place));
            }
        }
        if let Some(member) = self.last_item() {
            told.push(("last_item", Told::Member(member)));
        }
        Some(Paging {
            place: self.node.span,
            style: style?,
            choose,
            size,
            items: items?,
            told,
            list: None,
        })
    }

    /// Whether there is what the style needs, and nothing that it has no use for.
    fn fitting(&mut self, style: &str, needed: &[&str], others: &[&str]) {
        let node = self.node;
        for name in needed.iter().filter(|name| node.get(name).is_none()) {
            let message = format!("paging by `{style}` needs `{name}`, the parameter that chooses the page");
            self.bad(node, message);
        }
        if style == "cursor" {
            match (node.get("next"), node.get("last_item")) {
                (None, None) => {
                    let hint =
                        "`next` names the member that holds it, `last_item` the member of the last item that is it";
                    self.bad_with(node, "nothing says where the next cursor is", hint);
                }
                (Some(_), Some(second)) => {
                    self.bad(second, "the next cursor is at one place: either `next` or `last_item`");
                }
                _ => {}
            }
        }
        for entry in node.as_mapping().into_iter().flat_map(|mapping| mapping.iter()) {
            let name = &*entry.key;
            let is_known = crate::openapi::grammar::PAGINATION
                .members
                .iter()
                .any(|member| member.name == name);
            if is_known && !needed.contains(&name) && !others.contains(&name) && !ALWAYS.contains(&name) {
                let message = format!("`{name}` means nothing where pages are found by `{style}`");
                self.found
                    .push(Diagnostic::new(Code::BadExtension, entry.key_span, message));
            }
        }
    }

    fn style(&mut self, named: &str) -> Option<PagingStyle> {
        let first = self.node.get("first").map(|node| (node, node.as_number()));
        Some(match (named, first) {
            ("page", Some((_, Some("0")))) => PagingStyle::PageFromZero,
            ("page", Some((_, Some("1"))) | None) => PagingStyle::Page,
            ("page", Some((node, _))) => {
                self.bad(node, "pages are counted from 0 or from 1");
                return None;
            }
            ("offset", _) => PagingStyle::Offset,
            ("cursor", _) => PagingStyle::Cursor,
            _ => PagingStyle::Link,
        })
    }

    /// Where a parameter goes: by its name into the query, else into the body.
    fn input(&mut self, member: &str) -> Option<Input> {
        let (node, name) = self.text(member)?;
        let parameters = self.operation.parameters(self.document);
        let named = |wanted: &str| parameters.iter().find(|parameter| parameter.name() == Some(wanted));
        if let Some(parameter) = named(name) {
            return self.in_query(node, name, *parameter);
        }
        if let Some((object, inside)) = name.split_once('.')
            && named(object).is_some_and(|parameter| parameter.style() == Some("deepObject"))
        {
            return Some(Input::Query(format!("{object}[{inside}]")));
        }
        let mut known: Vec<String> = parameters
            .iter()
            .filter_map(|parameter| parameter.name().map(str::to_owned))
            .collect();
        let body = self.operation.body(self.document);
        let media = body.into_iter().flat_map(crate::openapi::Body::content);
        for media in media {
            let Some(schema) = media.schema() else { continue };
            match (media.kind(), member_paths::follow(self.document, vec![schema], name)) {
                (MediaKind::Json, Lead::There(steps, _)) => return Some(Input::Body(steps)),
                (MediaKind::Form, Lead::There(steps, _)) if steps.len() == 1 => {
                    return Some(Input::Form(steps.concat()));
                }
                (MediaKind::Json | MediaKind::Form, Lead::Nowhere(names)) => known.extend(names),
                _ => {}
            }
        }
        let found = Diagnostic::new(
            Code::BadExtension,
            node.span,
            format!("`{name}` is not a parameter of the operation"),
        );
        let found = found.label(format!("one of: {}", known.join(", ")));
        self.found.push(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => found.hint(format!("did you mean `{near}`?")),
            None => found,
        });
        None
    }

    fn in_query(&mut self, node: &Node, name: &str, parameter: Parameter<'_>) -> Option<Input> {
        if parameter.place() == Some(ParameterPlace::Query) {
            return Some(Input::Query(name.to_owned()));
        }
        let place = parameter.place_text().unwrap_or_default();
        let message =
            format!("`{name}` is a parameter `in: {place}`, and pages are chosen in the query or in the body");
        self.bad(node, message);
        None
    }

    /// The steps to the list.
    fn items(&mut self) -> Option<Vec<String>> {
        let (node, path) = self.text("items").unwrap_or((self.node, ""));
        let steps = self.member(node, path)?;
        if member_paths::can_be_list(self.document, &steps.1) {
            return Some(steps.0);
        }
        if path.is_empty() {
            let lists = member_paths::lists(self.document, &self.payload.1);
            let message = "the answer of this operation is no list, so `items` has to say where one is";
            match lists.as_slice() {
                [only] => self.bad_with(node, message, format!("did you mean `items: {only}`?")),
                _ => self.bad(node, message),
            }
        } else {
            self.bad(node, format!("`{path}` is no list"));
        }
        None
    }

    /// Where an answer tells something.
    fn told(&mut self, name: &str) -> Option<Told> {
        let node = self.node.get(name)?;
        if let Some(path) = node.as_str() {
            return self.member(node, path).map(|(steps, _)| Told::Member(steps));
        }
        let header = node.get("header")?;
        let text = header.as_str()?;
        if http::HeaderName::from_bytes(text.as_bytes()).is_err() {
            self.bad(
                header,
                format!("`{}` cannot be the name of a header", text.escape_debug()),
            );
            return None;
        }
        Some(Told::Header(text.to_ascii_lowercase()))
    }

    fn last_item(&mut self) -> Option<Vec<String>> {
        let (node, path) = self.text("last_item")?;
        let (_, items) = self.text("items").unwrap_or((self.node, ""));
        // What is wrong with the list is said of the list.
        let Lead::There(_, lists) = member_paths::follow(self.document, self.payload.1.clone(), items) else {
            return None;
        };
        let items = member_paths::items_of(self.document, &lists);
        match member_paths::follow(self.document, items, path) {
            Lead::There(steps, _) => Some(steps),
            Lead::Nowhere(names) => {
                self.missing(node, format!("the items have no member `{path}`"), path, &names);
                None
            }
        }
    }

    /// The steps to a member of the answer, from its outside, and what is there.
    fn member(&mut self, node: &Node, path: &str) -> Option<(Vec<String>, Vec<Schema<'t>>)> {
        match member_paths::follow(self.document, self.payload.1.clone(), path) {
            Lead::There(steps, schemas) => Some(([self.payload.0.clone(), steps].concat(), schemas)),
            Lead::Nowhere(names) => {
                let message = format!("the answer of this operation has no member `{path}`");
                self.missing(node, message, path, &names);
                None
            }
        }
    }

    fn missing(&mut self, node: &Node, message: String, path: &str, names: &[String]) {
        match nearest(path, names.iter().map(String::as_str)) {
            Some(near) => self.bad_with(node, message, format!("did you mean `{near}`?")),
            None => self.bad(node, message),
        }
    }
}
