use crate::diagnostics::{Code, Diagnostic, Report, nearest};
use crate::openapi::{Document, Operation, Parameter, ParameterPlace, Target, own_parameter, template_names};
use crate::source::Span;

/// Whether each `{name}` in a path has its parameter, and each path parameter its `{name}`.
pub fn check(document: Document<'_>, report: &mut Report) {
    for item in document.paths() {
        for operation in item.operations() {
            check_operation(document, operation, item.key_span, report);
        }
    }
}

fn check_operation(document: Document<'_>, operation: Operation<'_>, path_span: Span, report: &mut Report) {
    let template = operation.template(document);
    let names = template_names(&template);
    let parameters = operation.parameters(document);
    let declared: Vec<_> = parameters
        .iter()
        .filter(|parameter| parameter.place() == Some(ParameterPlace::Path))
        .collect();
    for name in &names {
        if !declared.iter().any(|parameter| parameter.name() == Some(name)) {
            let mut diagnostic = Diagnostic::new(
                Code::UnfilledPathParameter,
                path_span,
                format!("nothing fills `{{{name}}}` in the path"),
            )
            .label("this part of the path stays open")
            .also(
                operation.key_span,
                format!("`{}` declares no path parameter of this name", operation.verb.method()),
            );
            if let Some(near) = nearest(name, declared.iter().filter_map(|parameter| parameter.name())) {
                diagnostic = diagnostic.hint(format!("a parameter `{near}` is declared; did you mean that one?"));
            } else {
                diagnostic = diagnostic.hint(format!(
                    "declare it under `parameters`: `name: {name}`, `in: path`, `required: true`"
                ));
            }
            report.push(diagnostic);
        }
    }
    unfilled_in_query(operation, &parameters, path_span, report);
    for parameter in declared {
        let Some(name) = parameter.name() else { continue };
        if parameter.node.get("required").and_then(crate::load::Node::as_bool) != Some(true) {
            report.push(
                Diagnostic::new(
                    Code::MissingMember,
                    parameter.span,
                    format!("the path parameter `{name}` lacks `required: true`"),
                )
                .label("it must be given all the same: a path has no room for what is absent")
                .as_warning(),
            );
        }
        if !names.contains(&name) {
            report.push(
                Diagnostic::new(
                    Code::UndeclaredPathParameter,
                    parameter.span,
                    format!("the path has no `{{{name}}}`"),
                )
                .label("this parameter has no place to go and is left out")
                .also(path_span, "the path is this"),
            );
        }
    }
}

/// What stands open in the query of a path is left out: a request is sound without it.
fn unfilled_in_query(operation: Operation<'_>, parameters: &[Parameter<'_>], path_span: Span, report: &mut Report) {
    let pairs = Target::of(operation.path).pairs();
    let names = pairs.flat_map(|pair| template_names(pair).into_iter().map(move |name| (pair, name)));
    for (pair, name) in names {
        let fills = |parameter: &Parameter<'_>| match parameter.place() {
            Some(ParameterPlace::Path) => parameter.name() == Some(name),
            Some(ParameterPlace::Query) => parameter.name() == own_parameter(pair),
            _ => false,
        };
        if !parameters.iter().any(fills) {
            report.push(
                Diagnostic::new(
                    Code::UnfilledPathParameter,
                    path_span,
                    format!("nothing fills `{{{name}}}` in the query of the path"),
                )
                .label("this part of the query is left out")
                .also(
                    operation.key_span,
                    format!("`{}` declares no parameter of this name", operation.verb.method()),
                )
                .hint(format!("declare it under `parameters`: `name: {name}`, `in: query`"))
                .as_warning(),
            );
        }
    }
}
