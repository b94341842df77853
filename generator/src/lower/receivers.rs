use std::collections::HashMap;

use super::names::{self, Taken};
use super::{security, unions};
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::ir::{
    AnswerFormat, Arguments, Body, Callback, CallbackSignature, Condition, Confirmation, CredentialValue, Docs,
    Expectation, Field, Form, Group, Key, Model, ModelKind, Operation, Piece, Presence, Receiver, SignatureRecipe,
    Type, code,
};
use crate::load::Node;
use crate::openapi::{Document, Schema};

/// What will receive callbacks, while it is not known yet what becomes of their types.
#[derive(Default)]
pub(crate) struct Drafts<'t> {
    pub(super) drafts: Vec<Draft<'t>>,
    signatures: Vec<CallbackSignature>,
}

/// What will receive the callbacks that are signed and confirmed alike.
pub(crate) struct Draft<'t> {
    /// The extensions that say so, one for each path item.
    pub(super) extensions: Vec<&'t Node>,
    /// The callbacks, each with the schema of what it carries.
    pub(super) callbacks: Vec<(usize, Option<Schema<'t>>)>,
    confirm: Option<Confirm>,
    /// Which of the ways of signing.
    signature: usize,
    credentials: Vec<CredentialValue>,
}

/// How a callback is confirmed, as the extension says it.
#[derive(Debug, PartialEq)]
struct Confirm {
    operation: String,
    /// Parameters, each with the member that repeats it.
    keys: Vec<(String, String)>,
    /// Arguments, each with the member that has to be equal.
    expected: Vec<(String, String)>,
    /// Members, each with the group that its value has to be in.
    conditions: Vec<(String, String)>,
}

impl Confirm {
    fn of(extension: &Node) -> Option<Self> {
        let node = extension.get("confirm")?;
        let pairs = |name: &str| {
            let entries = node.get(name).and_then(Node::as_mapping);
            let entries = entries.into_iter().flat_map(|mapping| mapping.iter());
            entries
                .filter_map(|entry| Some((entry.key.to_string(), entry.value.as_str()?.to_owned())))
                .collect()
        };
        Some(Self {
            operation: node.get("operation")?.as_str()?.to_owned(),
            keys: pairs("key"),
            expected: pairs("expect"),
            conditions: pairs("when"),
        })
    }
}

impl Draft<'_> {
    /// Says that there is no way to confirm, unless it was chosen that the client has not got the call.
    fn report_unconfirmed(&self, confirm: &Confirm, groups: &[Group], report: &mut Report) {
        let mut operations = groups.iter().flat_map(|group| &group.operations);
        let node = self.extensions.first().and_then(|extension| extension.get("confirm"));
        if let Some(node) = node.filter(|_| operations.any(|operation| operation.id == confirm.operation)) {
            let message = format!(
                "`{}` answers in a way that cannot be compared, or compares what has no type for it",
                confirm.operation
            );
            report.push(
                Diagnostic::new(Code::UnsupportedConstruct, node.span, message).label("there is no call that confirms"),
            );
        }
    }
}

/// What is numbered from the second one on.
fn numbered(name: &str, at: usize) -> String {
    match at {
        0 => name.to_owned(),
        _ => format!("{name}{}", at + 1),
    }
}

impl<'t> Drafts<'t> {
    /// One for all callbacks of the document that are signed and confirmed alike.
    #[must_use]
    pub(crate) fn of_document(document: Document<'t>) -> Self {
        let mut found = Self::default();
        let mut variables = Taken::default();
        for (_, item) in document.callbacks() {
            let Some(extension) = item.node.get("x-callback-signature") else {
                continue;
            };
            let recipe = security::recipe(extension);
            let known = found.signatures.iter().position(|known| known.recipe == recipe);
            let signature = known.unwrap_or_else(|| found.add(recipe));
            let confirm = Confirm::of(extension);
            let alike = |draft: &&mut Draft<'t>| draft.signature == signature && draft.confirm == confirm;
            if let Some(draft) = found.drafts.iter_mut().find(alike) {
                draft.extensions.push(extension);
                continue;
            }
            // Receivers of one way of signing take the same values.
            let same = found.drafts.iter().find(|draft| draft.signature == signature);
            let credentials = same.map(|draft| draft.credentials.clone());
            let credentials = credentials.unwrap_or_else(|| found.credentials(signature, &mut variables));
            found.drafts.push(Draft {
                extensions: vec![extension],
                callbacks: Vec::new(),
                confirm,
                signature,
                credentials,
            });
        }
        found
    }

    fn add(&mut self, recipe: SignatureRecipe) -> usize {
        let at = self.signatures.len();
        self.signatures.push(CallbackSignature {
            constant: numbered("SIGNATURE", at),
            verifier: numbered("verifier", at),
            gap: not_covered(&recipe),
            recipe,
        });
        at
    }

    fn credentials(&self, signature: usize, variables: &mut Taken) -> Vec<CredentialValue> {
        let arguments = self
            .signatures
            .get(signature)
            .map(|known| known.recipe.arguments.as_slice());
        let named = arguments.unwrap_or_default().iter().map(|name| CredentialValue {
            name: name.clone(),
            variable: variables.take(names::constant_name(&format!("callback {name}"))),
        });
        named.collect()
    }

    /// The environment variables that are taken.
    #[must_use]
    pub(crate) fn variables(&self) -> Vec<&str> {
        let credentials = self.drafts.iter().flat_map(|draft| &draft.credentials);
        credentials.map(|value| value.variable.as_str()).collect()
    }

    /// The types of the receivers to come.
    #[must_use]
    pub(super) fn types(&self) -> Vec<String> {
        let names = ["Receiver", "Unconfirmed", "Claims", "Trusted", "Event", "Signer"];
        let numbers = 0..self.drafts.len();
        numbers.flat_map(|at| names.map(|name| numbered(name, at))).collect()
    }

    /// The receivers, now that it is known what the types of their callbacks are.
    #[must_use]
    pub(crate) fn settle(
        self,
        document: Document<'t>,
        callbacks: &[Callback],
        groups: &[Group],
        models: &[Model],
        report: &mut Report,
    ) -> (Vec<CallbackSignature>, Vec<Receiver>) {
        let models: HashMap<&str, &Model> = models.iter().map(|model| (model.name.as_str(), model)).collect();
        let mut receivers = Vec::new();
        for (at, draft) in self.drafts.iter().enumerate() {
            let Some(signature) = self.signatures.get(draft.signature) else {
                continue;
            };
            let forms = forms(document, draft, callbacks);
            if forms.is_empty() {
                continue;
            }
            let trusted = covers(&signature.recipe, "BodyMd5") || covers(&signature.recipe, "Body");
            let trusted = trusted && draft.confirm.is_none();
            let confirmation = draft
                .confirm
                .as_ref()
                .and_then(|confirm| self::confirmation(confirm, &forms, groups, &models));
            if let Some(confirm) = draft.confirm.as_ref().filter(|_| confirmation.is_none()) {
                draft.report_unconfirmed(confirm, groups, report);
            }
            receivers.push(Receiver {
                name: numbered("Receiver", at),
                received: numbered(if trusted { "Trusted" } else { "Unconfirmed" }, at),
                event: numbered(if trusted { "Event" } else { "Claims" }, at),
                signer: numbered("Signer", at),
                signature: signature.constant.clone(),
                credentials: draft.credentials.clone(),
                trusted,
                docs: docs(draft, callbacks, signature.gap.as_deref().filter(|_| !trusted)),
                confirmation,
                forms,
            });
        }
        (self.signatures, receivers)
    }
}

fn covers(recipe: &SignatureRecipe, piece: &'static str) -> bool {
    recipe
        .parts
        .iter()
        .flatten()
        .any(|part| *part == Piece::Computed(piece))
}

/// What of a request a signature says nothing about, in words.
fn not_covered(recipe: &SignatureRecipe) -> Option<String> {
    let covers = |piece| covers(recipe, piece);
    let mut gaps = Vec::new();
    gaps.extend((!covers("Method")).then_some("the method"));
    gaps.extend((!covers("BodyMd5") && !covers("Body")).then_some("the body"));
    (!gaps.is_empty()).then(|| gaps.join(" or "))
}

fn docs(draft: &Draft<'_>, callbacks: &[Callback], gap: Option<&str>) -> Docs {
    let mut names: Vec<String> = Vec::new();
    for (at, _) in &draft.callbacks {
        names.extend(callbacks.get(*at).map(|callback| code(&callback.id)));
    }
    let mut docs = Docs::line(format!("Receives the callbacks {}.", names.join(", ")));
    if let Some(gap) = gap {
        docs.paragraph(format!(
            "**The signature does not cover {gap}**, so a request does not say by itself which of these it is: tell them apart\nby the \
             URL that you register for each."
        ));
    }
    docs
}

/// The forms that the callbacks have, each once.
fn forms(document: Document<'_>, draft: &Draft<'_>, callbacks: &[Callback]) -> Vec<Form> {
    let mut taken = Taken::with(&["Unrecognized"]);
    let mut forms: Vec<(Form, Vec<String>, Option<Schema<'_>>)> = Vec::new();
    for (at, schema) in &draft.callbacks {
        let Some(callback) = callbacks.get(*at) else { continue };
        // What a GET carries nobody sends, and a signature may leave it out.
        let payload = callback.payload.clone().filter(|_| callback.http_method != "GET");
        let same = |form: &&mut (Form, Vec<String>, Option<Schema<'_>>)| {
            form.0.http_method == callback.http_method && form.0.payload == payload
        };
        if let Some((_, ids, _)) = forms.iter_mut().find(same) {
            ids.push(code(&callback.id));
            continue;
        }
        let wanted = match &payload {
            Some(Type::Model(name)) => name.clone(),
            Some(_) => callback.name.clone(),
            None => names::type_name(&callback.http_method.to_lowercase()),
        };
        let form = Form {
            variant: taken.take(wanted),
            http_method: callback.http_method.clone(),
            docs: Docs::default(),
            payload: payload.clone(),
            telling: None,
        };
        forms.push((form, vec![code(&callback.id)], schema.filter(|_| payload.is_some())));
    }
    tell_apart(document, &mut forms);
    let documented = forms.into_iter().map(|(mut form, ids, _)| {
        let what = if form.payload.is_some() {
            "with a body"
        } else {
            "without a body"
        };
        form.docs = Docs::line(format!("A {} {what}: {}.", form.http_method, ids.join(", ")));
        form
    });
    documented.collect()
}

/// What tells the forms of a method from one another. The most demanding comes first: what fits it fits the others only by leaving something
/// out.
fn tell_apart(document: Document<'_>, forms: &mut [(Form, Vec<String>, Option<Schema<'_>>)]) {
    let methods: Vec<String> = forms.iter().map(|(form, ..)| form.http_method.clone()).collect();
    for method in methods {
        let mut alike: Vec<_> = forms
            .iter_mut()
            .filter_map(|(form, _, schema)| Some((form, (*schema)?)))
            .filter(|(form, _)| form.http_method == method && form.telling.is_none())
            .collect();
        if alike.len() < 2 {
            continue;
        }
        let schemas: Vec<Schema<'_>> = alike.iter().map(|(_, schema)| *schema).collect();
        let telling = unions::telling(document, &schemas);
        for ((form, _), telling) in alike.iter_mut().zip(telling) {
            form.telling = telling;
        }
    }
    forms.sort_by_key(|(form, ..)| {
        let members = form.telling.as_ref().map_or(&[][..], |(_, members)| members);
        let required = members.iter().filter(|member| member.required).count();
        let only = members.iter().filter(|member| !member.only.is_empty()).count();
        std::cmp::Reverse((required, only))
    });
}

/// The confirmation, where the client has the call and what it answers is an object; the checks have seen to the rest.
fn confirmation(
    confirm: &Confirm,
    forms: &[Form],
    groups: &[Group],
    models: &HashMap<&str, &Model>,
) -> Option<Confirmation> {
    let in_group = |group: &'_ Group| {
        group
            .operations
            .iter()
            .position(|operation| operation.id == confirm.operation)
    };
    let (group, at) = groups.iter().find_map(|group| Some((group, in_group(group)?)))?;
    let operation = group.operations.get(at)?;
    let answer = operation.answer.ty.clone()?;
    let is_plain = matches!(operation.answer.format, AnswerFormat::Json | AnswerFormat::Payload(_));
    let fields = fields(&answer, models).filter(|_| is_plain)?;
    let mut taken = Taken::with(&["client", "claims", "call", "answer", "agreement"]);
    let mut keys = Vec::new();
    for argument in arguments(operation)? {
        let parameter = operation
            .parameters
            .iter()
            .find(|parameter| parameter.name == argument)?;
        let (_, member) = confirm.keys.iter().find(|(name, _)| *name == parameter.wire_name)?;
        let of = |fields: &[Field]| -> Option<String> {
            let field = fields.iter().find(|field| field.wire_name == *member)?;
            (comparable(field, models) && field.ty == parameter.ty).then(|| field.name.clone())
        };
        let claims = forms.iter().filter_map(|form| {
            let fields = self::fields(form.payload.as_ref()?, models)?;
            Some((form.variant.clone(), of(fields)?))
        });
        keys.push(Key {
            name: taken.take(parameter.name.clone()),
            member: member.clone(),
            ty: parameter.ty.clone(),
            field: of(fields),
            claims: claims.collect(),
        });
    }
    let find = |member: &str| {
        fields
            .iter()
            .find(|field| field.wire_name == *member && comparable(field, models))
    };
    let expected = confirm.expected.iter().map(|(name, member)| {
        let field = find(member)?;
        Some(Expectation {
            name: taken.take(names::argument_name(name)),
            member: member.clone(),
            ty: field.ty.clone(),
            field: field.name.clone(),
        })
    });
    let expected = expected.collect::<Option<Vec<Expectation>>>()?;
    let conditions = confirm.conditions.iter().map(|(member, group)| {
        let field = find(member)?;
        let ModelKind::StringEnum(values) = &models.get(field.ty.model()?)?.kind else {
            return None;
        };
        let method = names::value_name(&format!("is {group}"));
        values.groups.iter().find(|known| known.method == method)?;
        Some(Condition {
            member: member.clone(),
            field: field.name.clone(),
            ty: field.ty.clone(),
            group: group.clone(),
            method,
        })
    });
    let conditions = conditions.collect::<Option<Vec<Condition>>>()?;
    Some(Confirmation {
        docs: Docs::line(format!(
            "Calls [`{module}().{method}`](super::{module}::{handle}::{method}), and gives what it answers only if that is what was agreed upon.",
            module = group.module,
            handle = group.name,
            method = operation.method_name,
        )),
        group: group.module.clone(),
        feature: group.feature.clone(),
        unverified: operation.unverified,
        method: operation.method_name.clone(),
        answer,
        keys,
        expected,
        conditions,
    })
}

/// The arguments of a call, where keys can be all of them.
fn arguments(operation: &Operation) -> Option<Vec<&str>> {
    let Arguments::Separate(list) = &operation.arguments else {
        return None;
    };
    let has_body = matches!(&operation.body, Some(Body::Value(body)) if body.required);
    (!has_body).then(|| list.iter().map(|argument| argument.name.as_str()).collect())
}

fn fields<'m>(ty: &Type, models: &HashMap<&str, &'m Model>) -> Option<&'m [Field]> {
    let Type::Model(name) = ty else { return None };
    match &models.get(name.as_str())?.kind {
        ModelKind::Object(object) => Some(&object.fields),
        _ => None,
    }
}

/// Whether a member can be compared with what is expected, and shown when it differs.
fn comparable(field: &Field, models: &HashMap<&str, &Model>) -> bool {
    let is_plain = match &field.ty {
        Type::Bool
        | Type::Integer { .. }
        | Type::Amount { .. }
        | Type::String
        | Type::Timestamp
        | Type::CivilDateTime
        | Type::Date
        | Type::Time
        | Type::Uuid
        | Type::Ip(_) => true,
        Type::Model(name) => {
            let kind = models.get(name.as_str()).map(|model| &model.kind);
            matches!(kind, Some(ModelKind::StringEnum(_) | ModelKind::Newtype(_)))
        }
        _ => false,
    };
    is_plain && field.presence != Presence::ThreeState
}
