use super::{Writer, answers, summary};
use crate::emit::types::{self, Scope};
use crate::emit::{Table, example, literal, models};
use crate::ir::{
    AnswerFormat, Arguments, Body, BodyFormat, BodyValue, Failure, Field, FormStyle, Member, Members, MembersFormat,
    Operation, Parameter, Place, Presence, Repeat, Spelling, Type,
};

/// The sections of members, in the order in which a method takes them.
const SECTIONS: [(&str, Presence); 4] = [
    ("required", Presence::Required),
    ("nullable", Presence::Nullable),
    ("optional", Presence::Optional),
    ("three_state", Presence::ThreeState),
];

impl Writer<'_> {
    /// The rows of an operation.
    pub(super) fn endpoint(&self, table: &mut Table, operation: &Operation) {
        let mut docs = operation.docs.clone();
        let summary = summary::of(self.api, self.group, operation);
        if !summary.is_empty() {
            docs.paragraph(summary);
        }
        table.docs_of(&docs, operation.deprecated);
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
        let example = example::of(self.index, self.group, operation);
        let outside = example
            .outside
            .map_or_else(String::new, |outside| format!(" with {}", literal::readable(&outside)));
        table.row(format!("example: {}{outside},", literal::readable(&example.call)));
        self.parameters(table, operation);
        match &operation.body {
            Some(Body::Value(body)) => self.body(table, body),
            Some(Body::Members(body)) => self.members(table, body),
            None => {}
        }
        table.close("");
    }

    fn mark(&self, ty: &Type) -> &'static str {
        // Text spelling is a matter of JSON: everywhere else an amount is text anyway.
        match models::mark(ty, self.index) {
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
                table.docs_of(&parameter.docs, parameter.deprecated);
                table.row(format!(
                    "{} {}: {} = {}{}{}{},",
                    place(parameter.place),
                    literal::ident(&parameter.name),
                    types::text(&parameter.ty, Scope::Crate),
                    literal::string(&parameter.wire_name),
                    match parameter.spelling {
                        Spelling::Text => "",
                        Spelling::Structured => " => structured",
                        Spelling::Json => " => json",
                    },
                    self.mark(&parameter.ty),
                    models::limits(parameter.limits.as_deref())
                ));
            }
            table.close("");
        }
    }

    /// Rows for a body whose members are fields of the operation.
    fn members(&self, table: &mut Table, body: &Members) {
        let some = if body.required { "" } else { "_if_any" };
        let format = match &body.format {
            MembersFormat::Json => format!("members{some}"),
            MembersFormat::Form(styled) => format!("form_members{some} [{}]", styles(styled)),
            MembersFormat::Multipart => format!("multipart{some}"),
        };
        table.open(format!("members {format}{}", media_type(body.media_type.as_deref())));
        for (head, presence) in SECTIONS {
            let mut members = body
                .members
                .iter()
                .filter(|member| member.presence == presence)
                .peekable();
            if members.peek().is_none() {
                continue;
            }
            table.open(head);
            for member in members {
                table.docs_of(&member.docs, member.deprecated);
                table.row(self.member(member, &body.format));
            }
            table.close("");
        }
        table.close("");
    }

    fn member(&self, member: &Member, format: &MembersFormat) -> String {
        let is_file = match &member.ty {
            Type::List(item) => **item == Type::File,
            ty => *ty == Type::File,
        };
        let media_type = member.media_type.as_deref();
        // Text spelling is a matter of JSON: everywhere else an amount is text anyway.
        let mark = match format {
            MembersFormat::Json => models::mark(&member.ty, self.index),
            _ => self.mark(&member.ty),
        };
        let takes_all = matches!(member.presence, Presence::Required | Presence::Optional);
        format!(
            "{} {}: {} = {}{}{}{},",
            if is_file { "file" } else { "value" },
            literal::ident(&member.name),
            types::text(&member.ty, Scope::Crate),
            literal::string(&member.wire_name),
            media_type.map_or_else(String::new, |media_type| format!(" => {}", literal::string(media_type))),
            if mark == " into" && !takes_all { "" } else { mark },
            models::limits(member.limits.as_deref())
        )
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
            media_type(body.media_type.as_deref())
        ));
        if body.flattened {
            self.lent_members(table, body);
        }
        table.close("");
    }

    /// Rows for the members that a body lends to the method.
    fn lent_members(&self, table: &mut Table, body: &BodyValue) {
        let Some(object) = self.index.object(&body.ty) else {
            return;
        };
        let row = |field: &Field| {
            let takes_all = field.presence == Presence::Required || field.presence == Presence::Optional;
            let mark = match models::mark(&field.ty, self.index) {
                " into" if takes_all => " = into",
                _ => "",
            };
            format!(
                "{}: {}{mark},",
                literal::ident(&field.name),
                types::text(&field.ty, Scope::Crate)
            )
        };
        for (head, presence) in SECTIONS {
            let fields = object.fields.iter().filter(|field| field.presence == presence);
            // Members that must be given are arguments, which cannot go away alone; the others have setters, which warn who uses them.
            let has_setter = matches!(presence, Presence::Optional | Presence::ThreeState);
            let rows = fields.flat_map(|field| {
                let goes_away = (has_setter && field.deprecated).then(|| "#[deprecated]".to_owned());
                goes_away.into_iter().chain([row(field)])
            });
            table.section(head, &rows.collect::<Vec<String>>());
        }
    }
}

/// What is known of an operation before any value.
fn description(table: &mut Table, operation: &Operation) {
    let alternatives: Vec<String> = operation
        .security
        .iter()
        .map(|schemes| format!("[{}]", schemes.join(", ")))
        .collect();
    table.row(format!(
        "request: {} {} as {}, repeat: {}, security: [{}],",
        operation.http_method,
        literal::string(&operation.path),
        literal::string(&operation.id),
        match operation.repeat {
            Repeat::Safe => "Safe",
            Repeat::OnlyIfUnsent => "OnlyIfUnsent",
        },
        alternatives.join(", ")
    ));
    if let Some(server) = &operation.server {
        table.row(format!("server: {},", literal::string(server)));
    }
    if let Some(header) = &operation.idempotency_header {
        table.row(format!("idempotency_key: {},", literal::string(header)));
    }
    if operation.sensitive {
        table.row("sensitive: true,");
    }
    if let Some(accept) = &operation.answer.accept {
        table.row(format!("accept: {},", literal::string(accept)));
    }
    let failure = match &operation.failure {
        Some(Failure::One { reading, statuses }) => format!(
            " failure: {} = {} {},",
            answers::held(reading).unwrap_or_else(|| "()".to_owned()),
            answers::method(reading),
            answers::failing(statuses)
        ),
        Some(Failure::OneOf(answers)) => format!(" failure: {},", answers.name),
        None => String::new(),
    };
    table.row(format!("answer: {},{failure}", answer(&operation.answer.format)));
}

/// How a body is written, with the members of a form that are written otherwise than the rest.
fn format(body: &BodyValue, some: &str) -> String {
    match &body.format {
        BodyFormat::Json => format!("json{some}"),
        BodyFormat::Form(styled) => format!("form{some} [{}]", styles(styled)),
        BodyFormat::Text => format!("text{some}"),
        BodyFormat::Upload => format!("upload{some}"),
    }
}

fn styles(styles: &[(String, FormStyle)]) -> String {
    let styles = styles.iter().map(|(member, style)| {
        let style = match style {
            FormStyle::Deep => "Deep",
            FormStyle::Comma => "Comma",
            FormStyle::Space => "Space",
            FormStyle::Pipe => "Pipe",
            FormStyle::Exploded => "Exploded",
            FormStyle::Json => "Json",
        };
        format!("{} {style}", literal::string(member))
    });
    styles.collect::<Vec<_>>().join(", ")
}

fn media_type(media_type: Option<&str>) -> String {
    match media_type {
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
