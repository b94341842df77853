use super::{Guide, heading, path};
use crate::emit::example;
use crate::ir::{Group, Operation};

/// How lists are read over all their pages; nothing where there are none.
pub(super) fn section(guide: &Guide<'_>) -> Option<Vec<String>> {
    let lists: Vec<(&Group, &Operation)> = of(guide, |operation| operation.paging.is_some());
    let mut lines = heading("Lists");
    let named: Vec<String> = lists.iter().map(|(group, operation)| path(group, operation)).collect();
    let (last, others) = named.split_last()?;
    let named = match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    };
    lines.push(format!(
        "{named} answer with one page. {} reads the items of all pages, as a stream or with a `next()` of its own, and",
        guide.link("`items()`", "Call::items")
    ));
    lines.push(format!(
        "{} page by page; with the feature `blocking` there is `next_blocking()`. A page is requested when it is needed.",
        guide.link("`pages()`", "Call::pages")
    ));
    let example = lists
        .iter()
        .find_map(|(group, operation)| call(guide, group, operation));
    if let Some(call) = example {
        lines.extend([
            String::new(),
            "```rust".to_owned(),
            format!(
                "async fn read_all(client: {}::Client) -> Result<(), Box<dyn std::error::Error>> {{",
                guide.api.package.library_name()
            ),
            format!("    let mut items = {call}.items();"),
            "    while let Some(item) = items.next().await {".to_owned(),
            "        println!(\"{:?}\", item?);".to_owned(),
            "    }".to_owned(),
            "    Ok(())".to_owned(),
            "}".to_owned(),
            "```".to_owned(),
        ]);
    }
    lines.extend([
        String::new(),
        "After an error the list ends; `position()` says at which page to go on, with `start_at(…)`. Where the server repeats a page, contradicts"
            .to_owned(),
        "what it told, or leads to another host, the error is one of `is_paging()`.".to_owned(),
    ]);
    Some(lines)
}

/// What can be waited for; nothing where there is nothing.
pub(super) fn waits(guide: &Guide<'_>) -> Option<Vec<String>> {
    let all = of(guide, |operation| !operation.waiters.is_empty());
    let named = all.iter().flat_map(|(group, operation)| {
        let methods = operation.waiters.iter().map(|waiter| &waiter.method_name);
        methods.map(|method| format!("`{}().{}(…).{method}()`", group.module, operation.method_name))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        return None;
    }
    let mut lines = heading("Waits");
    lines.extend([
        format!("{} repeats the call until its answer has come to something, and gives the last", named.join(", ")),
        "answer: `.await` it, or call `wait_blocking()`. Pauses and `time_limit(…)` can be set. What cannot come any more is an error of".to_owned(),
        "`is_wait_failed()`, what does not come in time one of `is_timeout()`; `last_value()` is what was seen last.".to_owned(),
    ]);
    let example = all.iter().find_map(|(group, operation)| {
        let waiter = operation.waiters.first()?;
        Some((call(guide, group, operation)?, &waiter.method_name))
    });
    if let Some((call, method)) = example {
        lines.extend([
            String::new(),
            "```rust".to_owned(),
            "use std::time::Duration;".to_owned(),
            String::new(),
            format!(
                "async fn wait(client: {}::Client) -> Result<(), Box<dyn std::error::Error>> {{",
                guide.api.package.library_name()
            ),
            format!("    let waiting = {call}.{method}();"),
            "    let answer = waiting.time_limit(Duration::from_secs(600)).await?;".to_owned(),
            "    println!(\"{answer:?}\");".to_owned(),
            "    Ok(())".to_owned(),
            "}".to_owned(),
            "```".to_owned(),
        ]);
    }
    Some(lines)
}

fn of<'a>(guide: &Guide<'a>, is_wanted: impl Fn(&Operation) -> bool) -> Vec<(&'a Group, &'a Operation)> {
    let all = guide
        .api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    all.filter(|(_, operation)| is_wanted(operation)).collect()
}

/// The call up to the method that sends it, where it can be written in one line and is always there.
fn call(guide: &Guide<'_>, group: &Group, operation: &Operation) -> Option<String> {
    if group.feature.is_some() || operation.unverified || operation.deprecated {
        return None;
    }
    let example = example::of(guide.index, group, operation);
    let call = example
        .call
        .strip_prefix("let answer = ")?
        .strip_suffix(".send().await?;")?;
    (example.outside.is_none() && !call.contains('\n')).then(|| call.to_owned())
}
