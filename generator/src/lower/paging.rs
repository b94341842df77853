use std::collections::HashMap;

use super::names;
use crate::diagnostics::{Code, Diagnostic, Report};
use crate::ir::{
    Body, Group, List, Model, ModelKind, Operation, Paging, PathStep, Presence, StepPresence, Told, Type, Uncovered,
};

/// What a call has beside its setters where its answer is a page.
const METHODS: [&str; 2] = ["items", "pages"];

/// The methods that a setter of such a call cannot have the name of.
pub(super) fn methods(paging: Option<&Paging>) -> &'static [&'static str] {
    if paging.is_some() { &METHODS } else { &[] }
}

/// Finds the list in the value of each answer, once all types are known. Where there is no way to it, the pages stay calls.
pub(super) fn settle(groups: &mut [Group], models: &[Model], uncovered: &mut Vec<Uncovered>, report: &mut Report) {
    let models: HashMap<&str, &Model> = models.iter().map(|model| (model.name.as_str(), model)).collect();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        let Some(mut paging) = operation.paging.take() else {
            continue;
        };
        let skipped = usize::from(operation.answer.format.envelope().is_some());
        let names = paging.items.get(skipped..).unwrap_or_default();
        paging.list = list(operation, names, &models);
        if paging.list.is_none() {
            let construct = "the list of a page that is no plain list of its type";
            let consequence = "its pages are fetched by calls of their own";
            let message = format!("{construct}: not supported");
            report.push(Diagnostic::new(Code::UnsupportedConstruct, paging.place, message).label(consequence));
            note(uncovered, construct, consequence);
            continue;
        }
        rename(operation);
        describe(operation, &paging);
        operation.paging = Some(paging);
    }
}

fn note(uncovered: &mut Vec<Uncovered>, construct: &str, consequence: &str) {
    match uncovered.iter_mut().find(|known| known.construct == construct) {
        Some(known) => known.times += 1,
        None => {
            uncovered.push(Uncovered {
                construct: construct.to_owned(),
                consequence: consequence.to_owned(),
                times: 1,
            });
            uncovered.sort_by(|one, other| one.construct.cmp(&other.construct));
        }
    }
}

/// The way to the list; nothing where something else stands on it.
fn list(operation: &Operation, names: &[String], models: &HashMap<&str, &Model>) -> Option<List> {
    let mut path = Vec::new();
    let mut here = operation.answer.ty.as_ref()?;
    loop {
        match here {
            Type::Boxed(inner) => here = inner,
            Type::Optional(inner) => {
                path.push(PathStep {
                    field: None,
                    presence: StepPresence::Maybe,
                });
                here = inner;
            }
            _ => break,
        }
    }
    for name in names {
        let Type::Model(model) = here else { return None };
        let ModelKind::Object(object) = &models.get(model.as_str())?.kind else {
            return None;
        };
        let field = object.fields.iter().find(|field| field.wire_name == *name)?;
        path.push(PathStep {
            field: Some(field.name.clone()),
            presence: match field.presence {
                Presence::Required => StepPresence::Always,
                Presence::Nullable | Presence::Optional => StepPresence::Maybe,
                Presence::ThreeState => StepPresence::ThreeState,
            },
        });
        here = match &field.ty {
            Type::Boxed(inner) => inner,
            ty => ty,
        };
    }
    match here {
        Type::List(item) => Some(List {
            item: (**item).clone(),
            path,
        }),
        _ => None,
    }
}

/// Gives way to the methods of the call.
fn rename(operation: &mut Operation) {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.name);
    let members = match &mut operation.body {
        Some(Body::Members(body)) => body.members.as_mut_slice(),
        _ => &mut [],
    };
    let all = parameters.chain(members.iter_mut().map(|member| &mut member.name));
    for name in all.filter(|name| METHODS.contains(&name.as_str())) {
        *name = names::value_name(&format!("{name} in request"));
    }
}

/// Says that there are further pages, and how they are read.
fn describe(operation: &mut Operation, paging: &Paging) {
    let tells = |wanted: &str| {
        let told = paging.told.iter().find(|(name, _)| *name == wanted)?;
        let place = match &told.1 {
            Told::Member(path) => path.join("."),
            Told::Header(name) => name.clone(),
        };
        Some(crate::ir::code(&place))
    };
    let mut sentence =
        "The answer is one page of many: [`Call::items`] reads the items of all of them, [`Call::pages`] page by page."
            .to_owned();
    match (tells("total"), tells("pages")) {
        (Some(total), Some(pages)) => {
            sentence.push_str(&format!(
                " How many items there are is in {total}, how many pages in {pages}."
            ));
        }
        (Some(total), None) => sentence.push_str(&format!(" How many items there are is in {total}.")),
        (None, Some(pages)) => sentence.push_str(&format!(" How many pages there are is in {pages}.")),
        (None, None) => {}
    }
    operation.docs.paragraph(sentence);
}
