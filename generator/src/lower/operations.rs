use std::collections::{HashMap, HashSet};

use super::bodies::Choice;
use super::names::{self, Taken};
use super::{Lowering, documentation, markdown};
use crate::ir::{
    Arguments, Body, Docs, Envelope, Evidence, Failure, Group, Operation, Origin, Repeat, Scheme, Waiter, code,
};
use crate::load::Node;
use crate::openapi::{Operation as Described, PathItem, Verb};

/// Modules of the generated crate that no group can have.
const MODULES: [&str; 7] = [
    "client",
    "models",
    "callbacks",
    "headers",
    "servers",
    "runtime",
    "testing",
];
/// Types that stand in every group's file, or at the crate's root.
pub(super) const TYPES: [&str; 6] = ["Call", "Client", "ClientBuilder", "Error", "Amount", "Json"];
/// What a group's handle has of its own. Its `call_` is no name that a value can get.
const HANDLE_METHODS: [&str; 2] = ["new", "client"];

/// The operations by tag: groups in the order of the document's tags, then of their first operation.
pub(crate) fn groups<'t>(lowering: &mut Lowering<'t, '_>, schemes: &[Scheme]) -> Vec<Group> {
    let document = lowering.document;
    let described: Vec<Described<'t>> = document.paths().flat_map(PathItem::operations).collect();
    let mut tags: Vec<&str> = document.tags().filter_map(|tag| tag.get("name")?.as_str()).collect();
    tags.extend(described.iter().filter_map(|operation| operation.tag()));
    let untagged = "Operations";
    tags.push(untagged);
    let mut by_tag: HashMap<&str, Vec<Described<'t>>> = HashMap::new();
    for operation in described {
        by_tag
            .entry(operation.tag().unwrap_or(untagged))
            .or_default()
            .push(operation);
    }
    let mut modules = Taken::with(&MODULES).and(&names::reserved::MODULES);
    let mut methods = Taken::with(&[
        "builder",
        "new",
        "call",
        "base_url",
        "from_env",
        "to_builder",
        "undescribed",
    ]);
    // A link to one that is called after a derive of the prelude could mean either.
    let mut handles = Taken::with(&TYPES).and(&["Copy", "Ord", "PartialOrd"]);
    let mut groups = Vec::new();
    for tag in tags {
        let Some(members) = by_tag.remove(tag) else { continue };
        let first = members
            .first()
            .and_then(|operation| operation.node.get("tags")?.as_sequence()?.first());
        let object = document
            .tags()
            .find(|object| object.get("name").and_then(Node::as_str) == Some(tag));
        let wanted = object
            .and_then(|object| object.get("x-rust-name"))
            .and_then(Node::as_str)
            .unwrap_or(tag);
        let module = names::module_name(wanted);
        let is_ours = modules.contains(&module) || methods.contains(&module) || names::reads_as_another_method(&module);
        let is_ours = is_ours && !groups.iter().any(|group: &Group| group.module == module);
        let module = if is_ours {
            format!("{}_group", module.trim_end_matches('_'))
        } else {
            module
        };
        let module = modules.take(methods.take(module));
        // The client's file imports every handle, so they differ from each other too.
        let handle = names::made_type_name(wanted);
        let handle = handles.take(if handles.contains(&handle) {
            format!("{handle}Group")
        } else {
            handle
        });
        let mut types = Taken::with(&TYPES);
        types.take(handle.clone());
        let mut scope = Scope {
            types,
            methods: Taken::with(&HANDLE_METHODS),
            ids: HashSet::new(),
            schemes,
        };
        lowering.group_module = None;
        lowering.group_module = Some(lowering.take_module(&format!("{module} operations")));
        let operations: Vec<Operation> = members
            .into_iter()
            .flat_map(|operation| lowering.operation(operation, &mut scope))
            .collect();
        lowering.group_module = None;
        if operations.is_empty() {
            continue;
        }
        let text = object
            .and_then(|object| object.get("description"))
            .and_then(Node::as_str)
            .unwrap_or_default();
        let docs = markdown::clean(text).or(format!("The operations of `{}`.", tag.replace('`', "'")));
        let origin = Origin {
            place: object
                .and_then(|object| object.get("name"))
                .or(first)
                .map(|name| name.span),
            named_after: tag.to_owned(),
            has_name: tag != untagged,
            given: object
                .and_then(|object| object.get("x-rust-name"))
                .map(|given| given.span),
            ..Origin::default()
        };
        groups.push(Group {
            origin,
            feature: None,
            name: handle,
            module,
            docs,
            operations,
        });
    }
    groups
}

/// What the operations of one group share.
struct Scope<'s> {
    types: Taken,
    methods: Taken,
    ids: HashSet<String>,
    schemes: &'s [Scheme],
}

impl<'t> Lowering<'t, '_> {
    /// The operation, once for each way to write its body; none where it cannot be called.
    fn operation(&mut self, described: Described<'t>, scope: &mut Scope<'_>) -> Vec<Operation> {
        let Some((operation, choices)) = self.first_choice(described, scope) else {
            return Vec::new();
        };
        let mut operations = vec![operation];
        for choice in choices {
            let Some(first) = operations.first() else { break };
            let suffix = choice.suffix.unwrap_or_default();
            let mut operation = Operation {
                name: scope.types.take(names::type_name(&format!("{} {suffix}", first.name))),
                method_name: scope
                    .methods
                    .take(names::value_name(&format!("{} {suffix}", first.method_name))),
                ..first.clone()
            };
            // Where the first way to write the body chooses the page, this one has no place for that.
            operation.paging = operation.paging.filter(|paging| paging.is_in_query());
            set_body(&mut operation, Some(choice.body));
            operations.push(operation);
        }
        operations
    }

    fn first_choice(
        &mut self,
        described: Described<'t>,
        scope: &mut Scope<'_>,
    ) -> Option<(Operation, impl Iterator<Item = Choice> + use<'t>)> {
        let id = described
            .id()
            .map_or_else(|| derived_id(described), |(id, _)| id.to_owned());
        if described.verb == Verb::Trace {
            self.unsupported(
                described.key_span,
                "the method TRACE: not supported",
                "the operation is left out",
            );
            return None;
        }
        let name = scope.types.take(names::type_name(&id));
        let parameters = self.parameters(described, &name)?;
        let mut choices = self.bodies(described, &name).ok()?.into_iter();
        let body = choices.next().map(|choice| choice.body);
        let envelope = self.envelope(described);
        let mut answer = self.answer(described, &name, envelope.as_ref());
        if let crate::ir::AnswerFormat::OneOf(answers) = &mut answer.format {
            answers.name = scope.types.take(answers.name.clone());
        }
        let mut failure = self.failure(described, &name);
        if let Some(Failure::OneOf(answers)) = &mut failure {
            answers.name = scope.types.take(answers.name.clone());
        }
        let server = self.own_server(described);
        let evidence = documentation::evidence(described.node);
        let moves_money = flag(described, "x-moves-money");
        let method_name = names::value_name(described.text("x-rust-name").unwrap_or(&id));
        // Two operations of one name have been reported as such.
        let method_name = if scope.ids.insert(id.clone()) {
            self.take_name(
                &mut scope.methods,
                method_name,
                described.key_span,
                "operation of its tag",
            )
        } else {
            scope.methods.take(method_name)
        };
        let idempotency_header = super::parameters::idempotency_header(self.document, described);
        let origin = Origin {
            place: Some(described.key_span),
            named_after: id.clone(),
            has_name: described.id().is_some(),
            given: described.node.get("x-rust-name").map(|given| given.span),
            ..Origin::default()
        };
        let waiters = waiters(self.document, described);
        let mut docs = docs(described, evidence);
        for waiter in &waiters {
            docs.paragraph(format!(
                "The call can be repeated until it has come to something: `{}`.",
                waiter.method_name
            ));
        }
        let mut operation = Operation {
            origin,
            method_name,
            docs,
            http_method: described.verb.method().to_owned(),
            path: described.template(self.document),
            described_path: described.path.to_owned(),
            server,
            security: self.security(described, scope.schemes),
            repeat: repeat(described, idempotency_header.is_some()),
            idempotency_header,
            sensitive: false,
            moves_money,
            deprecated: described.is_deprecated(),
            evidence,
            unverified: evidence == Evidence::Inferred && moves_money,
            parameters,
            body: None,
            arguments: Arguments::Separate(Vec::new()),
            answer,
            failure,
            paging: crate::check::paging(self.document, described),
            waiters,
            id,
            name,
        };
        set_body(&mut operation, body);
        Some((operation, choices))
    }

    /// How the operation's answers are wrapped: as it says itself, else as the document says.
    fn envelope(&mut self, described: Described<'t>) -> Option<Envelope> {
        let node = described
            .node
            .get("x-envelope")
            .or_else(|| self.document.root.get("x-envelope"))?;
        let mut envelope = super::security::envelope(node)?;
        let same = |known: &&Envelope| {
            Envelope {
                constant: String::new(),
                ..(*known).clone()
            } == envelope
        };
        if let Some(known) = self.envelopes.iter().find(same) {
            return Some(known.clone());
        }
        envelope.constant = self.constants.take("ENVELOPE".to_owned());
        self.envelopes.push(envelope.clone());
        Some(envelope)
    }

    /// Alternatives of schemes by their constants. An alternative that needs a scheme which is not covered is no way in: it is dropped,
    /// never weakened.
    fn security(&self, described: Described<'t>, schemes: &[Scheme]) -> Vec<Vec<String>> {
        let constant = |id: &str| {
            schemes
                .iter()
                .find(|scheme| scheme.id == id)
                .map(|scheme| scheme.constant.clone())
        };
        let requirements = described.security(self.document).iter().filter_map(Node::as_mapping);
        requirements
            .filter_map(|alternative| alternative.iter().map(|entry| constant(&entry.key)).collect())
            .collect()
    }
}

/// Gives an operation its body. Members that are fields stand beside its parameters, so one that has the name of a parameter gets another.
fn set_body(operation: &mut Operation, mut body: Option<Body>) {
    if let Some(Body::Members(body)) = &mut body {
        let mut taken = Taken::default();
        for parameter in &operation.parameters {
            taken.take(parameter.name.clone());
        }
        for member in &mut body.members {
            member.name = taken.take(if taken.contains(&member.name) {
                names::value_name(&format!("{} in body", member.name))
            } else {
                member.name.clone()
            });
        }
    }
    operation.body = body;
}

fn flag(described: Described<'_>, name: &str) -> bool {
    described.node.get(name).and_then(Node::as_bool).unwrap_or(false)
}

fn derived_id(described: Described<'_>) -> String {
    let path = described.path.replace('{', "by ").replace('}', " ");
    format!("{} {}", described.verb.method().to_lowercase(), path)
}

/// What the description says, else what the method means: but where the server knows attempts of the same call, none does harm.
fn repeat(described: Described<'_>, has_key: bool) -> Repeat {
    match described.text("x-retry") {
        Some("safe") => Repeat::Safe,
        Some("only-if-unsent") => Repeat::OnlyIfUnsent,
        _ if matches!(described.verb, Verb::Post | Verb::Patch) && !has_key => Repeat::OnlyIfUnsent,
        _ => Repeat::Safe,
    }
}

fn docs(described: Described<'_>, evidence: Evidence) -> Docs {
    let mut docs = markdown::clean(described.text("summary").unwrap_or_default()).with_stop();
    if let Some(text) = described.text("description") {
        let body = markdown::clean(text).with_stop();
        if !body.is_empty() && body != docs {
            docs.paragraph(body.lines.join("\n"));
        }
    }
    documentation::note_evidence(evidence, &mut docs);
    docs
}

/// What can be waited for, each by a method of the call.
fn waiters(document: crate::openapi::Document<'_>, described: Described<'_>) -> Vec<Waiter> {
    let mut taken = Taken::default();
    let mut waiters = crate::check::waiters(document, described);
    for waiter in &mut waiters {
        let name = waiter.method_name.clone();
        waiter.method_name = taken.take(names::value_name(&format!("wait until {name}")));
        let mut docs = markdown::clean(&waiter.docs.lines.join("\n")).with_stop();
        let list = |values: &[String]| values.iter().map(|value| code(value)).collect::<Vec<_>>().join(", ");
        let (member, until) = (code(&waiter.member.join(".")), list(&waiter.until));
        let one_of = if waiter.until.len() > 1 { "one of " } else { "" };
        let mut sentence = format!("Repeats the call until {member} is {one_of}{until}, and gives the last answer.");
        if !waiter.failed.is_empty() {
            sentence.push_str(&format!(" It fails at {}.", list(&waiter.failed)));
        }
        if let Some(passing) = &waiter.passing {
            sentence.push_str(&format!(
                " It goes on at {}, and fails at any other value.",
                list(passing)
            ));
        }
        docs.paragraph(sentence);
        docs.paragraph(format!(
            "It pauses for {} at first and for up to {}, and waits {} altogether, unless it is told otherwise.",
            duration(waiter.first_pause.unwrap_or(5000)),
            duration(waiter.longest_pause.unwrap_or(30_000)),
            duration(waiter.time_limit.unwrap_or(600_000)),
        ));
        waiter.docs = docs;
    }
    waiters
}

/// A number of milliseconds in words.
fn duration(milliseconds: u64) -> String {
    let units = [
        (3_600_000, "hour"),
        (60_000, "minute"),
        (1000, "second"),
        (1, "millisecond"),
    ];
    let whole = units.into_iter().find(|(size, _)| milliseconds.is_multiple_of(*size));
    let (size, unit) = whole.unwrap_or((1, "millisecond"));
    match milliseconds / size {
        1 => format!("1 {unit}"),
        many => format!("{many} {unit}s"),
    }
}
