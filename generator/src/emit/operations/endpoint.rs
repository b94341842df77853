use super::{Writer, answers, summary};
use crate::emit::types::{self, Scope};
use crate::emit::{Table, example, literal, models};
use crate::ir::{
    AnswerFormat, Arguments, Body, BodyFormat, BodyValue, Failure, Field, FormStyle, ModelKind, Multipart, Operation,
    Parameter, Part, Place, Presence, Repeat, Spelling, Type,
};

impl Writer<'_> {
    /// The rows of an operation.
    pub(super) fn endpoint(&self, table: &mut Table, operation: &Operation) {
        let mut docs = operation.docs.clone();
        docs.paragraph(summary::of(self.api, self.group, operation));
        table.docs(&docs);
        let arguments = match &operation.arguments {
            Arguments::Separate(_) => "",
            Arguments::Struct(name, _) => name,
        };
        let output = match (&operation.answer.ty, &operation.answer.format) {
            (Some(ty), _) => types::text(ty, Scope::Crate),
            (None, AnswerFormat::OneOf(answers)) => answers.name.clone(),
            (None, _) => "()".to_owned(),
        };
        table.open(format!(
            "{}({arguments}) = {} -> {output}",
            literal::ident(&operation.method_name),
            operation.name
        ));
        description(table, operation);
        let example = example::of(self.api, self.group, operation);
        let outside = example
            .outside
            .map_or_else(String::new, |outside| format!(" with {}", literal::readable(&outside)));
        table.row(format!("example: {}{outside},", literal::readable(&example.call)));
        self.parameters(table, operation);
        match &operation.body {
            Some(Body::Value(body)) => self.body(table, body),
            Some(Body::Multipart(form)) => self.parts(table, form),
            None => {}
        }
        table.close("");
    }

    fn mark(&self, ty: &Type) -> &'static str {
        // Text spelling is a matter of JSON: everywhere else an amount is text anyway.
        match models::mark(ty, |name| self.is_text(name)) {
            " text" => "",
            mark => mark,
        }
    }

    fn parameters(&self, table: &mut Table, operation: &Operation) {
        let (required, optional): (Vec<&Parameter>, Vec<&Parameter>) =
            operation.parameters.iter().partition(|parameter| parameter.required);
        for (head, parameters) in [("required", required), ("optional", optional)] {
            if parameters.is_empty() {
                continue;
            }
            table.open(head);
            for parameter in parameters {
                table.docs(&parameter.docs);
                table.row(format!(
                    "{} {}: {} = {}{}{},",
                    place(parameter.place),
                    literal::ident(&parameter.name),
                    types::text(&parameter.ty, Scope::Crate),
                    literal::string(&parameter.wire_name),
                    match parameter.spelling {
                        Spelling::Text => "",
                        Spelling::Structured => " => structured",
                        Spelling::Json => " => json",
                    },
                    self.mark(&parameter.ty)
                ));
            }
            table.close("");
        }
    }

    fn parts(&self, table: &mut Table, form: &Multipart) {
        let method = if form.required { "multipart" } else { "multipart_if_any" };
        table.open(format!("parts {method}"));
        let (required, optional): (Vec<&Part>, Vec<&Part>) = form.parts.iter().partition(|part| part.required);
        for (head, parts) in [("required", required), ("optional", optional)] {
            if parts.is_empty() {
                continue;
            }
            table.open(head);
            for part in parts {
                let is_file = match &part.ty {
                    Type::List(item) => **item == Type::File,
                    ty => *ty == Type::File,
                };
                let media_type = part.media_type.as_deref();
                table.docs(&part.docs);
                table.row(format!(
                    "{} {}: {} = {}{}{},",
                    if is_file { "file" } else { "value" },
                    literal::ident(&part.name),
                    types::text(&part.ty, Scope::Crate),
                    literal::string(&part.wire_name),
                    media_type.map_or_else(String::new, |media_type| format!(" => {}", literal::string(media_type))),
                    self.mark(&part.ty)
                ));
            }
            table.close("");
        }
        table.close("");
    }

    fn body(&self, table: &mut Table, body: &BodyValue) {
        let (head, some) = match (body.flattened, body.required) {
            (true, _) => ("members_of", ""),
            (false, true) => ("body", ""),
            (false, false) => ("optional_body", "_if_some"),
        };
        let mark = match self.mark(&body.ty) {
            " into" if !body.flattened => "; into",
            _ => "",
        };
        table.open(head);
        table.docs(&body.docs);
        table.row(format!(
            "{} body: {}{}{mark},",
            format(body, some),
            types::text(&body.ty, Scope::Crate),
            media_type(body)
        ));
        if body.flattened {
            self.members(table, body);
        }
        table.close("");
    }

    /// Rows for the members that a body lends to the method.
    fn members(&self, table: &mut Table, body: &BodyValue) {
        let model = body
            .ty
            .model()
            .and_then(|name| self.api.models.iter().find(|model| model.name == name));
        let Some(ModelKind::Object(object)) = model.map(|model| &model.kind) else {
            return;
        };
        let row = |field: &Field| {
            let takes_all = field.presence == Presence::Required || field.presence == Presence::Optional;
            let mark = match models::mark(&field.ty, |name| self.is_text(name)) {
                " into" if takes_all => " = into",
                _ => "",
            };
            format!(
                "{}: {}{mark},",
                literal::ident(&field.name),
                types::text(&field.ty, Scope::Crate)
            )
        };
        for (head, presence) in [
            ("required", Presence::Required),
            ("nullable", Presence::Nullable),
            ("optional", Presence::Optional),
            ("three_state", Presence::ThreeState),
        ] {
            let fields = object.fields.iter().filter(|field| field.presence == presence);
            table.section(head, &fields.map(row).collect::<Vec<String>>());
        }
    }
}

/// What is known of an operation before any value.
fn description(table: &mut Table, operation: &Operation) {
    table.row(format!(
        "request: {} {} as {},",
        operation.http_method,
        literal::string(&operation.path),
        literal::string(&operation.id)
    ));
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|schemes| format!("[{}]", schemes.join(", ")))
        .collect();
    table.row(format!("security: [{}],", alternatives.join(", ")));
    table.row(format!(
        "repeat: {},",
        match operation.repeat {
            Repeat::Safe => "Safe",
            Repeat::OnlyIfUnsent => "OnlyIfUnsent",
        }
    ));
    if operation.sensitive {
        table.row("sensitive: true,");
    }
    if let Some(accept) = &operation.answer.accept {
        table.row(format!("accept: {},", literal::string(accept)));
    }
    table.row(format!("answer: {},", answer(&operation.answer.format)));
    match &operation.failure {
        Some(Failure::One { reading, statuses }) => table.row(format!(
            "failure: {} = {} {},",
            answers::held(reading).unwrap_or_else(|| "()".to_owned()),
            answers::method(reading),
            answers::pattern(statuses)
        )),
        Some(Failure::OneOf(answers)) => table.row(format!("failure: {},", answers.name)),
        None => {}
    }
}

/// How a body is written, with the members of a form that are written otherwise than the rest.
fn format(body: &BodyValue, some: &str) -> String {
    let method = match &body.format {
        BodyFormat::Json => "json",
        BodyFormat::Form(_) => "form",
        BodyFormat::Text => "text",
        BodyFormat::Upload => "upload",
    };
    let BodyFormat::Form(styles) = &body.format else {
        return format!("{method}{some}");
    };
    let styles: Vec<String> = styles
        .iter()
        .map(|(member, style)| {
            let style = match style {
                FormStyle::Deep => "Deep",
                FormStyle::Comma => "Comma",
                FormStyle::Space => "Space",
                FormStyle::Pipe => "Pipe",
                FormStyle::Exploded => "Exploded",
                FormStyle::Json => "Json",
            };
            format!("{} {style}", literal::string(member))
        })
        .collect();
    format!("{method}{some} [{}]", styles.join(", "))
}

fn media_type(body: &BodyValue) -> String {
    match &body.media_type {
        Some(media_type) if media_type.starts_with("text/") => {
            format!(" = {}", literal::string(&format!("{media_type}; charset=utf-8")))
        }
        Some(media_type) => format!(" = {}", literal::string(media_type)),
        None => String::new(),
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::PathExploded => "path_exploded",
        Place::Label => "label",
        Place::LabelExploded => "label_exploded",
        Place::Matrix => "matrix",
        Place::MatrixExploded => "matrix_exploded",
        Place::Query => "query",
        Place::QueryReserved => "query_reserved",
        Place::QueryComma => "query_comma",
        Place::QueryCommaReserved => "query_comma_reserved",
        Place::QuerySpace => "query_space",
        Place::QueryPipe => "query_pipe",
        Place::QueryDeep => "query_deep",
        Place::Header => "header",
        Place::HeaderExploded => "header_exploded",
        Place::Cookie => "cookie",
        Place::CookieExploded => "cookie_exploded",
    }
}

fn answer(format: &AnswerFormat) -> String {
    match format {
        AnswerFormat::Json => "json".to_owned(),
        AnswerFormat::JsonUnless(statuses) => {
            let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
            format!("json_unless([{}])", statuses.join(", "))
        }
        AnswerFormat::Payload(envelope) => format!("payload({envelope})"),
        AnswerFormat::Acknowledged(envelope) => format!("acknowledged({envelope})"),
        AnswerFormat::Text => "text".to_owned(),
        AnswerFormat::Download => "download".to_owned(),
        AnswerFormat::Empty => "empty".to_owned(),
        AnswerFormat::OneOf(_) => "one_of".to_owned(),
    }
}
