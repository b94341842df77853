//! From the OpenAPI document to the API in Rust terms. Every decision of the generator is taken here: names, types, what may be
//! absent, where a pointer breaks a cycle, how answers are unwrapped.
//!
//! What cannot be said in the output is reported with its place, and the rest goes on.

mod alike;
mod answers;
mod arguments;
mod bodies;
mod boxing;
mod callbacks;
mod coverage;
mod depth;
mod derives;
mod documentation;
mod enumerations;
mod failures;
mod features;
mod forms;
mod headers;
mod limits;
mod markdown;
pub(crate) mod names;
mod objects;
mod operations;
mod paging;
mod parameters;
mod receivers;
mod schemas;
mod security;
mod servers;
mod sharing;
mod sizes;
mod uncovered;
mod unions;
mod usage;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::choices::Choices;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::ir::{Api, Envelope, Header, Model, Package};
use crate::load::Node;
use crate::openapi::{Document, Schema};
use crate::source::Span;
use coverage::Coverage;
use depth::{Deferred, Depth};
use names::Taken;
pub(crate) use names::is_keyword;
use schemas::Typed;
use unions::inherited::Derived;

/// Lowers a document that the checks have passed.
pub fn lower(root: &Node, package: Package, choices: &Choices, report: &mut Report) -> Api {
    let document = Document::new(root);
    let mut lowering = Lowering::new(document, report);
    for (name, _) in document.components("schemas") {
        lowering.component(name);
        lowering.define_deferred();
    }
    let mut drafts = receivers::Drafts::of_document(document);
    let schemes = security::schemes(&mut lowering, &drafts.variables());
    let mut groups = operations::groups(&mut lowering, &schemes);
    uncovered::extra_paths(&mut lowering);
    let mut callbacks = callbacks::callbacks(&mut lowering, &mut drafts);
    lowering.define_deferred();
    let servers = servers::servers(&mut lowering);
    let mut uncovered = lowering.coverage.uncovered();
    let mut envelopes = lowering.envelopes;
    let headers = lowering.headers;
    let named: HashSet<&str> = lowering.component_names.values().map(String::as_str).collect();
    let mut models: Vec<Model> = lowering.models.into_iter().flatten().collect();
    sharing::share(&mut models, &mut groups, &mut callbacks, &named);
    if !choices.only.is_empty() {
        usage::keep_used(&mut models, &groups, &callbacks);
    }
    usage::settle(&mut models, &mut groups);
    derives::settle(&mut models, choices);
    paging::settle(&mut groups, &models, &mut uncovered, lowering.report);
    arguments::settle(&mut groups, &models);
    let operations = || groups.iter().flat_map(|group| &group.operations);
    envelopes.retain(|envelope| {
        operations().any(|operation| operation.answer.format.envelope() == Some(&envelope.constant))
    });
    if choices.features {
        features::settle(&mut groups, &mut models, &mut envelopes, &callbacks);
    }
    let (signatures, receivers) = drafts.settle(document, &callbacks, &groups, &models, lowering.report);
    Api {
        package,
        title: markdown::line(document.info("title").unwrap_or_default()),
        version: root
            .get("info")
            .and_then(|info| info.get("version"))
            .and_then(Node::as_scalar_text)
            .unwrap_or_default()
            .to_owned(),
        docs: markdown::clean(&described(document)),
        servers,
        envelopes,
        schemes,
        models,
        groups,
        headers,
        callbacks,
        signatures,
        receivers,
        uncovered,
    }
}

/// What a document says of itself: in short, and at length.
fn described(document: Document<'_>) -> String {
    // The summary is of OpenAPI 3.1.
    let summary = document.is_3_1().then(|| document.info("summary")).flatten();
    let words = summary.into_iter().chain(document.info("description"));
    words.collect::<Vec<_>>().join("\n\n")
}

/// What lowering knows while it goes through the document.
pub(crate) struct Lowering<'t, 'r> {
    document: Document<'t>,
    report: &'r mut Report,
    /// A place is kept for a type before its members are looked at, so that they come behind it and may refer to it.
    models: Vec<Option<Model>>,
    /// Their places by their names.
    places: HashMap<String, usize>,
    type_names: Taken,
    modules: Taken,
    /// The file of the types that have no name but that of their operation, while a group is being looked at.
    group_module: Option<String>,
    /// The envelopes that operations use, each once.
    envelopes: Vec<Envelope>,
    /// The headers of answers, each once.
    headers: Vec<Header>,
    header_names: Taken,
    /// The constants of the client: schemes and envelopes.
    constants: Taken,
    /// The Rust names of the named schemas, fixed before anything else, so that no inline type takes them.
    component_names: HashMap<&'t str, String>,
    /// The named schemas by those names.
    component_of: HashMap<String, &'t str>,
    /// The types of the named schemas as far as they are known.
    component_types: HashMap<&'t str, Typed>,
    /// Named schemas that stand for another type and are being looked at, with the nesting that they stand at.
    open: HashMap<&'t str, usize>,
    /// The names of schemas that stand for another type: theirs, where that has no name of its own.
    lent: HashSet<String>,
    /// In how many lists and maps the schema stands that is being looked at.
    nesting: usize,
    depth: Depth,
    /// Models that are still to be defined.
    deferred: VecDeque<Deferred<'t>>,
    /// The types of places in the middle of the document that were referred to.
    middles: HashMap<*const Node, Typed>,
    /// The named schemas that others build on.
    derived: Derived<'t>,
    /// Places of what has been reported once.
    reported: HashSet<(Code, Span)>,
    /// What the client leaves out.
    coverage: Coverage,
}

impl<'t, 'r> Lowering<'t, 'r> {
    fn new(document: Document<'t>, report: &'r mut Report) -> Self {
        let mut lowering = Self {
            document,
            coverage: Coverage::of(report),
            report,
            models: Vec::new(),
            places: HashMap::new(),
            type_names: Taken::default(),
            modules: Taken::with(&names::reserved::MODULES),
            group_module: None,
            envelopes: Vec::new(),
            headers: Vec::new(),
            header_names: Taken::default(),
            // What the macro of the client calls its own.
            constants: Taken::with(&["KNOWN"]),
            component_names: HashMap::new(),
            component_of: HashMap::new(),
            component_types: HashMap::new(),
            open: HashMap::new(),
            lent: HashSet::new(),
            nesting: 0,
            depth: Depth::default(),
            deferred: VecDeque::new(),
            middles: HashMap::new(),
            derived: Derived::of(document),
            reported: HashSet::new(),
        };
        let mut taken = Taken::default();
        for (name, node) in document.components("schemas") {
            let schema = Schema::new(node);
            let wanted = schema
                .text("x-rust-name")
                .or_else(|| schema.text("x-newtype"))
                .unwrap_or(name);
            let rust_name = lowering.take_name(&mut taken, names::made_type_name(wanted), node.span, "schema");
            lowering.component_of.insert(rust_name.clone(), name);
            lowering.component_names.insert(name, rust_name);
        }
        lowering.type_names = taken;
        lowering
    }

    /// Reports a construct that is not covered, once for each place.
    pub(crate) fn unsupported(&mut self, span: Span, message: impl Into<String>, consequence: impl Into<String>) {
        if self.reported.insert((Code::UnsupportedConstruct, span)) {
            let found = Diagnostic::new(Code::UnsupportedConstruct, span, message).label(consequence);
            self.coverage.note(&found);
            self.report.push(found);
        }
    }

    /// Takes a name, and says so where another one has it already.
    fn take_name(&mut self, taken: &mut Taken, wanted: String, span: Span, what: &str) -> String {
        let name = taken.take(wanted.clone());
        if name != wanted {
            let message = format!("the name `{wanted}` is taken: by another {what}, or by the client itself");
            self.report.push(
                Diagnostic::new(Code::NameCollision, span, message)
                    .label(format!("this one becomes `{name}`"))
                    .hint("choose a name with `x-rust-name`: a number moves when something is added before it"),
            );
        }
        name
    }

    /// Keeps the place of a type.
    fn reserve(&mut self) -> usize {
        self.models.push(None);
        self.models.len() - 1
    }

    fn fill(&mut self, place: usize, model: Model) {
        if let Some(slot) = self.models.get_mut(place) {
            self.places.insert(model.name.clone(), place);
            *slot = Some(model);
        }
    }

    /// A name for an inline type, free of collisions.
    fn take_type_name(&mut self, wanted: &str) -> String {
        let name = names::made_type_name(wanted);
        if self.lent.remove(&name) {
            return name;
        }
        self.type_names.take(name)
    }

    /// A file for a type that stands at the top: its own, or that of the operations that are being looked at.
    fn take_module(&mut self, type_name: &str) -> String {
        match &self.group_module {
            Some(module) => module.clone(),
            None => self.modules.take(names::module_name(type_name)),
        }
    }

    /// A model that is lowered already.
    fn model(&self, name: &str) -> Option<&Model> {
        self.models.get(*self.places.get(name)?)?.as_ref()
    }
}
