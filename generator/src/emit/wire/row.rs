use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value as Json};

use crate::emit::literal;
use crate::emit::types::{self, Scope};
use crate::ir::{
    AnswerFormat, Answers, Api, Argument, ArgumentSource, Arguments, Body, BodyValue, Failure, Field, Group, ModelKind,
    Operation, Presence, Reading, Trial, Type,
};

/// The test of one operation.
pub(super) fn row(api: &Api, group: &Group, operation: &Operation, trial: &Trial, name: &str) -> TokenStream {
    let writer = Writer {
        api,
        group,
        operation,
        trial,
    };
    let call = writer.call();
    let given = if call.contains("given.") { "given" } else { "_" };
    let mut text = format!(
        "wire({}, {}, {}).sends(|client, {given}| {call})",
        literal::string(&operation.http_method),
        literal::string(&operation.described_path),
        literal::readable(&writer.given().to_string()),
    );
    for (status, media_type, body) in &trial.made {
        let body = literal::readable(&body.to_string());
        text.push_str(&format!(".made({status}, {}, {body})", literal::string(media_type)));
    }
    if !trial.unfit.is_empty() {
        let unfit: Vec<String> = trial.unfit.iter().map(|name| literal::string(name)).collect();
        text.push_str(&format!(".unfit(&[{}])", unfit.join(", ")));
    }
    text.push_str(&format!(".answers({})", closure("answer", &writer.answer())));
    if let Some(failure) = &operation.failure {
        text.push_str(&format!(".fails({})", closure("failure", &writer.failure(failure))));
    }
    text.push(';');
    let name = types::tokens(&literal::ident(name));
    let body = types::tokens(&text);
    quote! { #[test] fn #name() { #body } }
}

struct Writer<'a> {
    api: &'a Api,
    group: &'a Group,
    operation: &'a Operation,
    trial: &'a Trial,
}

impl Writer<'_> {
    /// The values as JSON, by their places.
    fn given(&self) -> Json {
        let mut given = Map::new();
        for (place, name, value) in &self.trial.parameters {
            let place = given.entry(*place).or_insert_with(|| Json::Object(Map::new()));
            if let Some(place) = place.as_object_mut() {
                place.insert(name.clone(), value.clone());
            }
        }
        given.extend(self.trial.body.clone().map(|body| ("body".to_owned(), body)));
        Json::Object(given)
    }

    /// The call with all values.
    fn call(&self) -> String {
        let module = literal::ident(&self.group.module);
        let list = self.operation.arguments.list();
        let values: Vec<String> = match &self.operation.arguments {
            Arguments::Separate(_) => list.iter().map(|argument| self.argument(argument)).collect(),
            Arguments::Struct(..) => list
                .iter()
                .map(|argument| format!("{}: {}", literal::ident(&argument.name), self.argument(argument)))
                .collect(),
        };
        let values = match &self.operation.arguments {
            Arguments::Separate(_) => values.join(", "),
            Arguments::Struct(name, _) => format!("{}::{module}::{name} {{ {} }}", self.library(), values.join(", ")),
        };
        let method = literal::ident(&self.operation.method_name);
        format!("client.{module}().{method}({values}){}", self.setters().concat())
    }

    fn library(&self) -> String {
        literal::ident(&self.api.package.library_name())
    }

    fn argument(&self, argument: &Argument) -> String {
        match argument.source {
            ArgumentSource::Body => self.body(&argument.ty),
            ArgumentSource::Member => {
                let fields = self.body_fields();
                let field = fields.iter().find(|field| field.name == argument.name);
                let name = field.map_or(argument.name.as_str(), |field| field.wire_name.as_str());
                self.at("body", name, &argument.ty, argument.nullable)
            }
            ArgumentSource::Field => {
                let parameter = self
                    .operation
                    .parameters
                    .iter()
                    .find(|known| known.name == argument.name);
                let part = self.operation.members().iter().find(|part| part.name == argument.name);
                let (place, name) = match (parameter, part) {
                    (Some(parameter), _) => (self.place(&parameter.wire_name, &parameter.name), &parameter.wire_name),
                    (None, Some(part)) => ("body", &part.wire_name),
                    (None, None) => ("body", &argument.name),
                };
                self.at(place, name, &argument.ty, argument.nullable)
            }
        }
    }

    /// The setters of everything that may be left out and has a sample.
    fn setters(&self) -> Vec<String> {
        let mut setters = Vec::new();
        for parameter in self.operation.parameters.iter().filter(|parameter| !parameter.required) {
            let place = self.place(&parameter.wire_name, &parameter.name);
            if self.has(place, &parameter.wire_name) {
                let value = self.at(place, &parameter.wire_name, &parameter.ty, false);
                setters.push(format!(".{}({value})", literal::ident(&parameter.name)));
            }
        }
        match &self.operation.body {
            Some(Body::Members(body)) => {
                for part in body
                    .members
                    .iter()
                    .filter(|part| !part.is_required() && self.has("body", &part.wire_name))
                {
                    let value = self.at("body", &part.wire_name, &part.ty, false);
                    setters.push(format!(".{}({value})", literal::ident(&part.name)));
                }
            }
            Some(Body::Value(body)) if body.flattened => setters.extend(self.members()),
            Some(Body::Value(BodyValue {
                ty, required: false, ..
            })) if self.trial.body.is_some() => {
                setters.push(format!(".body({})", self.body(ty)));
            }
            _ => {}
        }
        setters
    }

    fn members(&self) -> Vec<String> {
        let optional = |field: &&Field| matches!(field.presence, Presence::Optional | Presence::ThreeState);
        let fields = self.body_fields().iter().filter(optional);
        let given = fields.filter(|field| self.has("body", &field.wire_name));
        given
            .map(|field| {
                let value = self.at("body", &field.wire_name, &field.ty, false);
                format!(".{}({value})", literal::ident(&field.name))
            })
            .collect()
    }

    /// The members that the body lends to the method.
    fn body_fields(&self) -> &[Field] {
        let name = self.operation.body_value().and_then(|body| body.ty.model());
        let model = self.api.models.iter().find(|model| Some(model.name.as_str()) == name);
        match model.map(|model| &model.kind) {
            Some(ModelKind::Object(object)) => &object.fields,
            _ => &[],
        }
    }

    /// The place of a parameter. Two of one name differ in their places, and are told apart by their order.
    fn place(&self, wire_name: &str, name: &str) -> &'static str {
        let same = self
            .operation
            .parameters
            .iter()
            .filter(|known| known.wire_name == wire_name);
        let at = same.clone().position(|known| known.name == name).unwrap_or(0);
        let left_out = same.count()
            > self
                .trial
                .parameters
                .iter()
                .filter(|(_, known, _)| known == wire_name)
                .count();
        let mut given = self.trial.parameters.iter().filter(|(_, known, _)| known == wire_name);
        given
            .nth(if left_out { 0 } else { at })
            .map_or("query", |(place, _, _)| place)
    }

    fn has(&self, place: &str, name: &str) -> bool {
        if place == "body" {
            return self.trial.body.as_ref().is_some_and(|body| body.get(name).is_some());
        }
        self.trial
            .parameters
            .iter()
            .any(|(known, wire_name, _)| *known == place && wire_name == name)
    }

    /// A value that was given, read as its type.
    fn at(&self, place: &str, name: &str, ty: &Type, nullable: bool) -> String {
        let (place, name) = (literal::string(place), literal::string(name));
        let at = |ty: &str| format!("given.at::<{ty}>({place}, {name})");
        match ty {
            Type::File if nullable => format!("Some(file({}))", at("String")),
            Type::File => format!("file({})", at("String")),
            Type::List(item) if **item == Type::File => {
                format!("{}.into_iter().map(file).collect::<Vec<_>>()", at("Vec<String>"))
            }
            ty if nullable => at(&format!("Option<{}>", self.ty(ty))),
            ty => at(&self.ty(ty)),
        }
    }

    fn body(&self, ty: &Type) -> String {
        match ty {
            Type::Upload => "v1::Upload::from(given.body::<String>())".to_owned(),
            ty => format!("given.body::<{}>()", self.ty(ty)),
        }
    }

    fn ty(&self, ty: &Type) -> String {
        types::text(ty, Scope::Crate).replace("models::", &format!("{}::models::", self.library()))
    }

    /// What an answer says, as it would be written.
    fn answer(&self) -> String {
        match (&self.operation.answer.format, &self.operation.answer.ty) {
            (AnswerFormat::OneOf(answers), _) => self.kinds("answer", answers),
            (AnswerFormat::Text, _) => "text(answer)".to_owned(),
            (AnswerFormat::Download, _) => "bytes(answer)".to_owned(),
            (AnswerFormat::Empty | AnswerFormat::Acknowledged(_), _) | (_, None) => "nothing(answer)".to_owned(),
            _ => "json(&answer)".to_owned(),
        }
    }

    fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::OneOf(answers) => self.kinds("failure", answers),
            Failure::One { reading, .. } => read("failure", reading),
        }
    }

    fn kinds(&self, value: &str, answers: &Answers) -> String {
        let module = literal::ident(&self.group.module);
        let arms = answers.kinds.iter().map(|kind| {
            let path = format!("{}::{module}::{}::{}", self.library(), answers.name, kind.variant);
            match kind.reading {
                Reading::Empty => format!("{path} => nothing(()),"),
                _ => format!("{path}(held) => {},", read("held", &kind.reading)),
            }
        });
        let arms: String = arms.collect();
        format!("match {value} {{ {arms} _ => unread() }}")
    }
}

/// A closure over one value, or the function that it would only call.
fn closure(value: &str, body: &str) -> String {
    match body.strip_suffix(&format!("({value})")) {
        Some(function) => function.to_owned(),
        None => format!("|{value}| {body}"),
    }
}

fn read(value: &str, reading: &Reading) -> String {
    match reading {
        Reading::Json(_) => format!("json(&{value})"),
        Reading::Text => format!("text({value})"),
        Reading::Download => format!("bytes({value})"),
        Reading::Empty => format!("nothing({value})"),
    }
}
