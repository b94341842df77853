use quote::quote;

use super::Writer;
use super::answers;
use crate::emit::types::{self, Scope};
use crate::emit::{Item, Table, documentation, literal, models};
use crate::ir::{
    AnswerFormat, Arguments, Body, BodyFormat, BodyValue, Docs, Failure, Field, FormStyle, ModelKind, Multipart,
    Operation, Place, Presence, Repeat, Spelling, Type, code,
};

impl Writer<'_> {
    /// The operation as a value: its struct, what it does, and the setters of its call.
    pub(super) fn operation(&self, operation: &Operation) -> Vec<Item> {
        let mut items = Vec::new();
        if let Arguments::Struct(name, arguments) = &operation.arguments {
            let name = types::tokens(name);
            let link = format!(
                "What [`{0}::{1}`] must be given.",
                self.group.name, operation.method_name
            );
            let docs = documentation::line(&link);
            let fields = arguments.iter().map(|argument| {
                let docs = documentation::attributes(&argument.docs);
                let ty = types::text(&argument.ty, Scope::Crate);
                let ty = if argument.nullable { format!("Option<{ty}>") } else { ty };
                let field = types::tokens(&format!("pub {}: {ty}", literal::ident(&argument.name)));
                quote!(#docs #field)
            });
            items.push(Item::Code(
                quote! { #docs #[derive(Clone, Debug, PartialEq)] pub struct #name { #(#fields),* } },
            ));
        }
        let docs = documentation::line(&format!(
            "The operation behind [`{}::{}`]: {}.",
            self.group.name,
            operation.method_name,
            code(&format!("{} {}", operation.http_method, operation.path))
        ));
        let name = types::tokens(&operation.name);
        let field = |name: &str, ty: &Type, required: bool, docs: &Docs| {
            let docs = documentation::attributes(docs);
            let ty = types::text(ty, Scope::Crate);
            let ty = if required { ty } else { format!("Option<{ty}>") };
            let field = types::tokens(&format!("pub {}: {ty}", literal::ident(name)));
            quote!(#docs #field)
        };
        let parameters = operation.parameters.iter();
        let parameters =
            parameters.map(|parameter| field(&parameter.name, &parameter.ty, parameter.required, &parameter.docs));
        let parts = operation.parts().iter();
        let parts = parts.map(|part| field(&part.name, &part.ty, part.required, &part.docs));
        let body = operation.body_value().into_iter();
        let body = body.map(|body| field("body", &body.ty, body.required, &body.docs));
        let fields = parameters.chain(parts).chain(body);
        items.push(Item::Code(quote! {
            #docs #[derive(Clone, Debug, PartialEq)] #[non_exhaustive] pub struct #name { #(#fields),* }
        }));
        items.push(Item::Table(self.table(operation)));
        items.extend(self.setters(operation).map(Item::Table));
        items.extend(answers::items(self.group, operation));
        if operation.unverified {
            items = items.into_iter().map(|item| Item::Gated(Box::new(item))).collect();
        }
        items
    }

    fn table(&self, operation: &Operation) -> Table {
        let mut table = Table::new("v1::operation!");
        let output = match (&operation.answer.ty, &operation.answer.format) {
            (Some(ty), _) => types::text(ty, Scope::Crate),
            (None, AnswerFormat::OneOf(answers)) => answers.name.clone(),
            (None, _) => "()".to_owned(),
        };
        table.open(format!("{} -> {output}", operation.name));
        table.row(format!("id: {},", literal::string(&operation.id)));
        table.row(format!(
            "request: {} {},",
            operation.http_method,
            literal::string(&operation.path)
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
        if !operation.parameters.is_empty() {
            table.open("parameters:");
            for parameter in &operation.parameters {
                table.row(format!(
                    "{} {} = {}{},",
                    place(parameter.place),
                    literal::ident(&parameter.name),
                    literal::string(&parameter.wire_name),
                    match parameter.spelling {
                        Spelling::Text => "",
                        Spelling::Structured => " as structured",
                        Spelling::Json => " as json",
                    }
                ));
            }
            table.close(",");
        }
        match &operation.body {
            Some(Body::Value(body)) => value_rows(&mut table, body),
            Some(Body::Multipart(form)) => part_rows(&mut table, form),
            None => {}
        }
        table
    }

    fn setters(&self, operation: &Operation) -> Option<Table> {
        let argument = |ty| types::argument(ty, |name| self.is_text(name), Scope::Crate);
        let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        let mut own: Vec<String> = optional
            .map(|parameter| format!("{}: {},", literal::ident(&parameter.name), argument(&parameter.ty)))
            .collect();
        let mut members = (Vec::new(), Vec::new());
        let mut body_type = String::new();
        let optional = operation.parts().iter().filter(|part| !part.required);
        own.extend(optional.map(|part| format!("{}: {},", literal::ident(&part.name), argument(&part.ty))));
        if let Some(Body::Value(body)) = &operation.body {
            if !body.required {
                own.push(format!("body: {},", argument(&body.ty)));
            }
            if body.flattened {
                body_type = types::text(&body.ty, Scope::Crate);
                members = self.member_rows(body);
            }
        }
        if own.is_empty() && members.0.is_empty() && members.1.is_empty() {
            return None;
        }
        let mut table = Table::new("v1::setters!");
        table.open(format!("call Call<{}>", operation.name));
        table.section("own", &own);
        if !members.0.is_empty() || !members.1.is_empty() {
            table.open(format!("body {body_type}"));
            table.section("optional", &members.0);
            table.section("three_state", &members.1);
            table.close("");
        }
        Some(table)
    }

    /// Rows for the optional members of a body, and for those that can also be null.
    fn member_rows(&self, body: &BodyValue) -> (Vec<String>, Vec<String>) {
        let model = body
            .ty
            .model()
            .and_then(|name| self.api.models.iter().find(|model| model.name == name));
        let Some(ModelKind::Object(object)) = model.map(|model| &model.kind) else {
            return Default::default();
        };
        let row = |field: &Field| {
            let argument = models::setter_argument(field, |name| self.is_text(name), Scope::Crate);
            format!("{}: {argument},", literal::ident(&field.name))
        };
        let of = |presence| {
            object
                .fields
                .iter()
                .filter(move |field| field.presence == presence)
                .map(row)
                .collect()
        };
        (of(Presence::Optional), of(Presence::ThreeState))
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

fn value_rows(table: &mut Table, body: &BodyValue) {
    let method = match &body.format {
        BodyFormat::Json => "json",
        BodyFormat::Form(_) => "form",
        BodyFormat::Text => "text",
        BodyFormat::Upload => "upload",
    };
    let some = if body.required { "" } else { "_if_some" };
    let media_type = match &body.media_type {
        Some(media_type) if media_type.starts_with("text/") => {
            format!(" as {}", literal::string(&format!("{media_type}; charset=utf-8")))
        }
        Some(media_type) => format!(" as {}", literal::string(media_type)),
        None => String::new(),
    };
    match &body.format {
        BodyFormat::Form(styles) if styles.is_empty() => table.row(format!("body: {method}{some} []{media_type},")),
        BodyFormat::Form(styles) => {
            table.row(format!("body: {method}{some} ["));
            for (member, style) in styles {
                let style = match style {
                    FormStyle::Deep => "Deep",
                    FormStyle::Comma => "Comma",
                    FormStyle::Space => "Space",
                    FormStyle::Pipe => "Pipe",
                    FormStyle::Exploded => "Exploded",
                    FormStyle::Json => "Json",
                };
                table.row(format!("    {} {style},", literal::string(member)));
            }
            table.row(format!("]{media_type},"));
        }
        _ => table.row(format!("body: {method}{some}{media_type},")),
    }
}

fn part_rows(table: &mut Table, form: &Multipart) {
    let method = if form.required { "multipart" } else { "multipart_if_any" };
    table.open(format!("body: {method}"));
    for part in &form.parts {
        let is_file = match &part.ty {
            Type::List(item) => **item == Type::File,
            ty => *ty == Type::File,
        };
        let media_type = part.media_type.as_deref();
        table.row(format!(
            "{} {} = {}{},",
            if is_file { "file" } else { "value" },
            literal::ident(&part.name),
            literal::string(&part.wire_name),
            media_type.map_or_else(String::new, |media_type| format!(" as {}", literal::string(media_type)))
        ));
    }
    table.close("");
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
