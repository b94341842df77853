use std::collections::BTreeMap;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, Table};

use super::record::{Compiled, Ending, Fault, Record, Totals, Tried};

/// The columns, and whether they hold numbers.
const COLUMNS: [(&str, bool); 11] = [
    ("document", false),
    ("outcome", false),
    ("operations", true),
    ("types", true),
    ("lines", true),
    ("warnings", true),
    ("tried", true),
    ("failing", true),
    ("seconds", true),
    ("MiB", true),
    ("", false),
];

/// The records as people read them: a row for each, the totals below, then the warnings by code.
pub(super) fn table(records: &[Record], totals: &Totals) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_header(COLUMNS.map(|(title, _)| title));
    for record in records {
        table.add_row(row(record));
    }
    table.add_row([
        "all".to_owned(),
        String::new(),
        totals.operations.to_string(),
        totals.types.to_string(),
        totals.lines.to_string(),
        totals.warnings.values().sum::<usize>().to_string(),
        of_all(&totals.tried),
        totals.tests_failed.to_string(),
        format!("{:.2}", totals.seconds),
        mebibytes(totals.peak_memory),
        String::new(),
    ]);
    for (column, (_, is_number)) in table.column_iter_mut().zip(COLUMNS) {
        column.set_padding((0, 2));
        if is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if records.iter().all(|record| record.told.tried.is_none()) {
        for title in ["tried", "failing"] {
            let at = COLUMNS.iter().position(|(known, _)| *known == title);
            if let Some(column) = at.and_then(|at| table.column_mut(at)) {
                column.set_constraint(ColumnConstraint::Hidden);
            }
        }
    }
    let mut text = table.trim_fmt();
    text.push_str("\n\n");
    text.push_str(&sentence(totals));
    counted(&totals.warnings, &mut text);
    if totals.tried.operations > 0 {
        let parts = totals.tried.parts_left_out;
        text.push_str(&format!(
            "{} operations tried, {parts} of their parts left out; {} tests pass, {} do not\n",
            of_all(&totals.tried),
            totals.tests_passed,
            totals.tests_failed
        ));
        counted(&totals.tried.reasons, &mut text);
    }
    text
}

/// A line for each, the most frequent first.
fn counted(counts: &BTreeMap<String, usize>, text: &mut String) {
    let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (name, count) in counts {
        text.push_str(&format!("{count:>8} {name}\n"));
    }
}

/// How many operations are tried, of how many.
fn of_all(tried: &Tried) -> String {
    format!("{}/{}", tried.operations, tried.operations + tried.left_out)
}

fn row(record: &Record) -> [String; 11] {
    let (outcome, counts) = match &record.told.ending {
        Ending::Generated {
            operations,
            types,
            lines,
        } => ("generated", [operations, types, lines].map(ToString::to_string)),
        Ending::Refused { .. } => ("refused", Default::default()),
        Ending::Crashed { .. } => ("crashed", Default::default()),
    };
    let [operations, types, lines] = counts;
    [
        record.document.clone(),
        outcome.to_owned(),
        operations,
        types,
        lines,
        record.told.warnings.values().sum::<usize>().to_string(),
        record.told.tried.as_ref().map(of_all).unwrap_or_default(),
        record
            .tested
            .as_ref()
            .map(|tested| tested.failed.to_string())
            .unwrap_or_default(),
        format!("{:.2}", record.seconds),
        mebibytes(record.peak_memory),
        remark(record),
    ]
}

/// What is not as it should be.
fn remark(record: &Record) -> String {
    match (&record.told.ending, &record.compiled) {
        (
            Ending::Refused {
                code, message, place, ..
            },
            _,
        ) => match place {
            Some(place) => format!("{code} at {place}"),
            // Without a place the code alone says too little: the message names the file.
            None => format!("{code}: {}", message.lines().next().unwrap_or_default()),
        },
        (Ending::Crashed { detail, .. }, _) => detail.clone(),
        (
            Ending::Generated { .. },
            Some(Compiled {
                first_error: Some(fault),
                ..
            }),
        ) => failing(fault),
        (Ending::Generated { .. }, _) => {
            let failure = record.tested.as_ref().and_then(|tested| tested.first_failure.as_ref());
            failure.map(|failure| format!("test: {failure}")).unwrap_or_default()
        }
    }
}

fn failing(fault: &Fault) -> String {
    let code = fault.code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let place = fault
        .place
        .as_ref()
        .map(|place| format!(" at {place}"))
        .unwrap_or_default();
    let message = fault.message.lines().next().unwrap_or_default();
    format!("{}:{code}{place}: {message}", fault.tool)
}

fn sentence(totals: &Totals) -> String {
    let Totals {
        documents,
        generated,
        refused,
        crashed,
        passing,
        failing,
        ..
    } = totals;
    let mut text = format!("{documents} documents: {generated} generated, {refused} refused, {crashed} crashed");
    if passing + failing > 0 {
        text.push_str(&format!("; {passing} crates pass, {failing} do not"));
    }
    text.push('\n');
    text
}

fn mebibytes(bytes: u64) -> String {
    bytes.div_ceil(1024 * 1024).to_string()
}
