use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use super::record::{Compiled, Ending, Fault, Record, Totals};

/// The columns, and whether they hold numbers.
const COLUMNS: [(&str, bool); 9] = [
    ("document", false),
    ("outcome", false),
    ("operations", true),
    ("types", true),
    ("lines", true),
    ("warnings", true),
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
    let mut text = table.trim_fmt();
    text.push_str("\n\n");
    text.push_str(&sentence(totals));
    let mut warnings: Vec<(&String, &usize)> = totals.warnings.iter().collect();
    warnings.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (code, count) in warnings {
        text.push_str(&format!("{count:>8} {code}\n"));
    }
    text
}

fn row(record: &Record) -> [String; 9] {
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
        (Ending::Generated { .. }, _) => String::new(),
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
