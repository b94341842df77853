//! Everything that can be wrong with a document, found in one run.
//!
//! Each check is a file and looks at the whole tree; what it finds goes into the report with its place.

mod answers;
mod confirmations;
mod defaults;
mod dialects;
mod discriminators;
mod examples;
mod expressions;
mod extensions;
mod external_values;
mod formats;
mod idempotency;
mod identifiers;
mod media_types;
mod member_paths;
mod members;
mod money;
mod pagination;
mod parameters;
mod path_parameters;
mod paths;
mod places;
mod plain;
mod references;
mod required;
mod security;
mod sensitive;
mod siblings;
mod statuses;
mod tags;
mod types;
mod values;
mod version;
mod waiters;

pub(crate) use pagination::paging;
pub(crate) use values::{is_date_time_local, is_decimal, is_uuid};
pub(crate) use waiters::waiters;

use crate::choices::Choices;
use crate::diagnostics::{Code, Report};
use crate::load::Node;
use crate::openapi::grammar::{self, Shape};
use crate::openapi::{Document, Schema, Version};

/// The checks of what was brought into the document from a file of choices; the document itself has passed them.
pub fn chosen(root: &Node, choices: &Choices, report: &mut Report) {
    let (Some(version), document) = (Version::of(root), Document::new(root)) else {
        return;
    };
    let extensions = choices.settings.iter().filter_map(|setting| match setting.extension {
        "x-pagination" => Some((setting, Shape::Object(&grammar::PAGINATION))),
        "x-waiter" => Some((setting, grammar::WAITERS)),
        _ => None,
    });
    let mut found = Report::new();
    let mut has_any = false;
    for (setting, shape) in extensions {
        has_any = true;
        members::check_extension(&setting.value, shape, version, &mut found);
    }
    if has_any && !found.has_errors() {
        pagination::check(document, &mut found);
        waiters::check(document, &mut found);
    }
    report.extend(found.sorted().cloned().map(|mut diagnostic| {
        diagnostic.code = Code::BadConfiguration;
        diagnostic
    }));
}

/// Runs every check. A document of a wrong version is not looked at further, since nothing else would make sense.
pub fn check(root: &Node, report: &mut Report) {
    let Some(version) = version::check(root, report) else {
        return;
    };
    members::check(root, version, report);
    references::check(root, report);
    if report.has_errors() {
        return;
    }
    let document = Document::new(root);
    identifiers::check(document, report);
    paths::check(document, report);
    path_parameters::check(document, report);
    tags::check(document, report);
    security::check(document, report);
    formats::check(root, report);
    statuses::check(document, version, report);
    media_types::check(document, report);
    answers::check(document, report);
    expressions::check(document, report);
    extensions::check(document, report);
    confirmations::check(document, report);
    pagination::check(document, report);
    waiters::check(document, report);
    money::check(document, report);
    let places = places::places(root, version);
    parameters::check(&places, report);
    sensitive::check(document, &places, report);
    idempotency::check(document, &places, report);
    external_values::check(&places, report);
    defaults::check_variables(&places, report);
    let schemas: Vec<Schema<'_>> = places.iter().filter_map(|place| place.schema()).collect();
    types::check(&schemas, version, report);
    if version == Version::V31 {
        dialects::check(document, &schemas, report);
        siblings::check(document, &schemas, report);
    }
    discriminators::check(document, &schemas, report);
    required::check(document, &schemas, report);
    let mut given = examples::examples(document);
    given.extend(defaults::defaults(&schemas));
    values::check(document, &given, report);
}
