use crate::emit::types::{self, Scope};
use crate::emit::{Table, literal};
use crate::ir::{Input, Operation, Paging, PagingStyle, PathStep, StepPresence, Told, Waiter};

/// The operations whose answers are pages, in one table; none where there is no such operation.
pub(super) fn paged(operations: &[&Operation]) -> Option<Table> {
    let mut table = Table::new("v1::paged!");
    let mut has_rows = false;
    for operation in operations {
        let Some(paging) = &operation.paging else { continue };
        let Some(list) = &paging.list else { continue };
        has_rows = true;
        table.open(format!(
            "{} of {} = {}",
            operation.name,
            types::text(&list.item, Scope::Crate),
            style(paging)
        ));
        if let Some(size) = &paging.size {
            table.row(format!("size: {},", input(size)));
        }
        if !paging.items.is_empty() {
            table.row(format!("items: answer{},", steps(&paging.items)));
        }
        for (name, told) in &paging.told {
            table.row(match told {
                Told::Member(path) => format!("{name}: answer{},", steps(path)),
                Told::Header(header) => format!("{name}_header: header[{}],", literal::string(header)),
            });
        }
        let path: Vec<String> = list.path.iter().map(step).collect();
        table.close(&format!(" items [{}],", path.join(", ")));
    }
    has_rows.then_some(table)
}

fn style(paging: &Paging) -> String {
    let name = match paging.style {
        PagingStyle::Page => "page",
        PagingStyle::PageFromZero => "page_from_zero",
        PagingStyle::Offset => "offset",
        PagingStyle::Cursor => "cursor",
        PagingStyle::Link => "link",
    };
    match &paging.choose {
        Some(choose) => format!("{name}({})", input(choose)),
        None => name.to_owned(),
    }
}

fn input(input: &Input) -> String {
    match input {
        Input::Query(name) => format!("query[{}]", literal::string(name)),
        Input::Form(name) => format!("form[{}]", literal::string(name)),
        Input::Body(path) => format!("body{}", steps(path)),
    }
}

fn steps(path: &[String]) -> String {
    let steps: Vec<String> = path.iter().map(|step| literal::string(step)).collect();
    format!("[{}]", steps.join(", "))
}

fn step(step: &PathStep) -> String {
    let field = step.field.as_deref().map(literal::ident).unwrap_or_default();
    match step.presence {
        StepPresence::Always => field,
        StepPresence::Maybe => format!("{field}?"),
        StepPresence::ThreeState => format!("{field}!"),
    }
}

/// The methods that wait, in one table; none where there is nothing to wait for.
pub(super) fn waiters(operations: &[&Operation]) -> Option<Table> {
    let mut table = Table::new("v1::waiters!");
    let mut has_rows = false;
    for operation in operations {
        for waiter in &operation.waiters {
            has_rows = true;
            waiting(&mut table, operation, waiter);
        }
    }
    has_rows.then_some(table)
}

fn waiting(table: &mut Table, operation: &Operation, waiter: &Waiter) {
    table.docs(&waiter.docs);
    table.open(format!(
        "{} of {} = {} until {}",
        literal::ident(&waiter.method_name),
        operation.name,
        steps(&waiter.member),
        steps(&waiter.until)
    ));
    if !waiter.failed.is_empty() {
        table.row(format!("failed: {},", steps(&waiter.failed)));
    }
    if let Some(passing) = &waiter.passing {
        table.row(format!("passing: {},", steps(passing)));
    }
    let times = [
        ("first_pause", waiter.first_pause),
        ("longest_pause", waiter.longest_pause),
        ("time_limit", waiter.time_limit),
    ];
    for (name, time) in times {
        if let Some(time) = time {
            table.row(format!("{name}: {time},"));
        }
    }
    table.close("");
}
