use super::schemas::Place;
use super::{Lowering, markdown, names};
use crate::ir::{Answer, AnswerFormat, AnswerKind, Answers, Docs, Envelope, Link, Reading, Statuses, Type};
use crate::load::Node;
use crate::openapi::{MediaKind, MediaType, Operation, Response, Schema};

/// What an operation answers with, before it is known whether one type takes it all.
pub(crate) struct Kind<'t> {
    pub statuses: Statuses,
    pub media: Option<MediaType<'t>>,
    pub reading: Reading,
    pub docs: Docs,
}

impl<'t> Lowering<'t, '_> {
    /// What comes back when all goes well.
    pub(crate) fn answer(&mut self, operation: Operation<'t>, type_name: &str, envelope: Option<&Envelope>) -> Answer {
        let successes = successes(&operation.responses(self.document));
        let mut answer = Answer {
            ty: None,
            format: AnswerFormat::Empty,
            accept: None,
            docs: Docs::default(),
            headers: self.headers(&successes),
            links: self.links(&successes),
        };
        if let Some(first) = successes
            .iter()
            .find(|response| !response.content().is_empty())
            .or(successes.first())
        {
            answer.docs = markdown::clean(first.description());
        }
        if let Some(envelope) = envelope
            && let Some(media) = self.wrapped(&successes)
        {
            (answer.ty, answer.format) = self.unwrapped(media, type_name, envelope);
            return answer;
        }
        let mut kinds = Vec::new();
        for response in &successes {
            let more = self.kinds(*response, &format!("{type_name}Answer"), &kinds);
            kinds.extend(more);
        }
        answer.accept = accept(&kinds);
        (answer.ty, answer.format) = joined(kinds, type_name);
        answer
    }

    /// The JSON that an envelope is in. Others are reported: an envelope wraps one type.
    fn wrapped(&mut self, successes: &[Response<'t>]) -> Option<MediaType<'t>> {
        let mut wrapped = successes.iter().filter_map(|response| {
            let content = response.content();
            let json = content.into_iter().find(|media| media.kind() == MediaKind::Json);
            json.map(|media| (*response, media))
        });
        let (response, media) = wrapped.next()?;
        if let Some((other, _)) = wrapped.next() {
            self.unsupported(
                other.span,
                "several kinds of success in envelopes: not supported",
                format!("every success is read as one of {}", response.status),
            );
        }
        Some(media)
    }

    fn unwrapped(
        &mut self,
        media: MediaType<'t>,
        type_name: &str,
        envelope: &Envelope,
    ) -> (Option<Type>, AnswerFormat) {
        let Some(schema) = media.schema() else {
            return (Some(Type::Json), AnswerFormat::Json);
        };
        let wrapped = Schema::new(self.document.follow(schema.node));
        let payload = wrapped.properties().find(|entry| *entry.key == *envelope.payload);
        match payload {
            Some(entry) => {
                let typed = self.schema(Schema::new(&entry.value), &Place::top(format!("{type_name}Payload")));
                (Some(typed.nested()), AnswerFormat::Payload(envelope.constant.clone()))
            }
            None => (None, AnswerFormat::Acknowledged(envelope.constant.clone())),
        }
    }

    /// The kinds of answer of one response: one for each media type that carries something else.
    pub(crate) fn kinds(&mut self, response: Response<'t>, type_name: &str, known: &[Kind<'t>]) -> Vec<Kind<'t>> {
        let Some(statuses) = statuses(response.status) else {
            return Vec::new();
        };
        let docs = markdown::clean(response.description()).or("What the description leaves open.");
        let content = response.content();
        let mut media_types: Vec<MediaType<'t>> = Vec::new();
        // JSON comes first: what else carries the same values adds nothing.
        let json = content.iter().filter(|media| media.kind() == MediaKind::Json);
        let others = content.iter().filter(|media| media.kind() != MediaKind::Json);
        for media in json.chain(others) {
            let mirrors = |other: &&MediaType<'t>| {
                other.kind() == media.kind() && media.kind() == MediaKind::Bytes
                    || other.kind() == MediaKind::Json
                        && self.have_same_schema(**other, *media)
                        && (media.schema().is_some() || media.writes_values())
            };
            if media_types.iter().find(mirrors).is_none() {
                media_types.push(*media);
            }
        }
        if media_types.is_empty() {
            return vec![Kind {
                statuses,
                media: None,
                reading: Reading::Empty,
                docs,
            }];
        }
        let kinds = media_types.into_iter().map(|media| Kind {
            statuses,
            media: Some(media),
            reading: self.reading(media, type_name, known),
            docs: docs.clone(),
        });
        kinds.collect()
    }

    fn reading(&mut self, media: MediaType<'t>, type_name: &str, known: &[Kind<'t>]) -> Reading {
        match media.kind() {
            MediaKind::Json => {
                let same = known.iter().find(|kind| {
                    matches!(kind.reading, Reading::Json(_))
                        && kind.media.is_some_and(|other| self.have_same_schema(other, media))
                });
                if let Some(kind) = same {
                    return kind.reading.clone();
                }
                let Some(schema) = media.schema() else {
                    return Reading::Json(Type::Json);
                };
                Reading::Json(self.schema(schema, &Place::top(type_name)).nested())
            }
            MediaKind::Text | MediaKind::Form => Reading::Text,
            MediaKind::Bytes | MediaKind::Multipart => Reading::Download,
        }
    }

    fn links(&mut self, responses: &[Response<'t>]) -> Vec<Link> {
        let mut links = Vec::new();
        for node in responses.iter().flat_map(|response| response.links(self.document)) {
            let text = |name: &str| node.get(name).and_then(Node::as_str);
            let Some(operation) = text("operationId").or_else(|| text("operationRef")) else {
                continue;
            };
            let parameters = node.get("parameters").and_then(Node::as_mapping);
            links.push(Link {
                operation: operation.to_owned(),
                parameters: parameters
                    .into_iter()
                    .flat_map(|mapping| mapping.iter())
                    .map(|entry| {
                        (
                            entry.key.to_string(),
                            entry.value.as_scalar_text().unwrap_or_default().to_owned(),
                        )
                    })
                    .collect(),
                docs: markdown::clean(text("description").unwrap_or_default()),
            });
        }
        links
    }
}

/// The responses that say that all went well; where none does, those that lead elsewhere, else the one for whatever comes.
fn successes<'t>(responses: &[Response<'t>]) -> Vec<Response<'t>> {
    let of = |is: fn(&str) -> bool| -> Vec<Response<'t>> {
        responses
            .iter()
            .copied()
            .filter(|response| is(response.status))
            .collect()
    };
    for found in [
        of(|status| status.len() == 3 && status.starts_with('2')),
        of(|status| status.len() == 3 && status.starts_with('3')),
        of(|status| status == "default"),
    ] {
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The statuses that the key of a response stands for.
pub(crate) fn statuses(key: &str) -> Option<Statuses> {
    if key == "default" {
        return Some(Statuses::Rest);
    }
    let mut characters = key.chars();
    let class = u16::try_from(characters.next()?.to_digit(10)?).ok()?;
    if characters.as_str().eq_ignore_ascii_case("xx") {
        return Some(Statuses::Range(class));
    }
    key.parse().ok().map(Statuses::One)
}

/// One type where it takes all kinds, else an enum of them.
fn joined(mut kinds: Vec<Kind<'_>>, type_name: &str) -> (Option<Type>, AnswerFormat) {
    kinds.sort_by_key(|kind| kind.statuses);
    let leads_elsewhere = |kind: &Kind<'_>| match kind.statuses {
        Statuses::One(status) => (300..400).contains(&status),
        Statuses::Range(class) => class == 3,
        Statuses::Rest => false,
    };
    let Some(first) = kinds.first() else {
        return (None, AnswerFormat::Empty);
    };
    let several = |kinds| {
        (
            None,
            AnswerFormat::OneOf(self::several(kinds, format!("{type_name}Answer"))),
        )
    };
    if leads_elsewhere(first) {
        return several(kinds);
    }
    let mut readings: Vec<&Reading> = Vec::new();
    for kind in &kinds {
        if !readings.contains(&&kind.reading) {
            readings.push(&kind.reading);
        }
    }
    match readings.as_slice() {
        [Reading::Json(ty)] => (Some(ty.clone()), AnswerFormat::Json),
        [Reading::Text] | [Reading::Text, Reading::Empty] | [Reading::Empty, Reading::Text] => {
            (Some(Type::String), AnswerFormat::Text)
        }
        [Reading::Download] | [Reading::Download, Reading::Empty] | [Reading::Empty, Reading::Download] => {
            (Some(Type::Download), AnswerFormat::Download)
        }
        [Reading::Empty] => (None, AnswerFormat::Empty),
        [Reading::Json(ty), Reading::Empty] | [Reading::Empty, Reading::Json(ty)] => match empty_statuses(&kinds) {
            // What may be null says nothing of its own by being absent.
            Some(statuses) if !matches!(ty, Type::Optional(_)) => (
                Some(Type::Optional(Box::new(ty.clone()))),
                AnswerFormat::JsonUnless(statuses),
            ),
            _ => several(kinds),
        },
        _ => several(kinds),
    }
}

/// The statuses that come without a body, where each is known and none of them comes with one too.
fn empty_statuses(kinds: &[Kind<'_>]) -> Option<Vec<u16>> {
    let empty = kinds.iter().filter(|kind| kind.reading == Reading::Empty);
    let statuses = empty.map(|kind| match kind.statuses {
        Statuses::One(status) => Some(status),
        Statuses::Range(_) | Statuses::Rest => None,
    });
    statuses.collect()
}

/// An enum of kinds, each named after its status, and after its media type where that is not the first of the status.
pub(crate) fn several(mut kinds: Vec<Kind<'_>>, name: String) -> Answers {
    kinds.sort_by_key(|kind| kind.statuses);
    let mut taken = names::Taken::default();
    let mut seen: Vec<Statuses> = Vec::new();
    let several_media =
        |kinds: &[Kind<'_>], statuses| kinds.iter().filter(|kind| kind.statuses == statuses).count() > 1;
    let told_apart: Vec<bool> = kinds.iter().map(|kind| several_media(&kinds, kind.statuses)).collect();
    let mut named: Vec<AnswerKind> = Vec::new();
    for (kind, told_apart) in kinds.into_iter().zip(told_apart) {
        let mut variant = status_name(kind.statuses);
        if seen.contains(&kind.statuses)
            && let Some(media) = kind.media
        {
            let essence = media.essence();
            let subtype = essence.rsplit('/').next().unwrap_or_default();
            variant.push_str(&names::type_name(subtype.trim_start_matches("x-")));
        }
        seen.push(kind.statuses);
        named.push(AnswerKind {
            variant: taken.take(variant),
            statuses: kind.statuses,
            media_type: kind.media.filter(|_| told_apart).map(|media| media.essence()),
            reading: kind.reading,
            docs: kind.docs,
        });
    }
    Answers { kinds: named, name }
}

/// A variant's name for a status: its reason phrase.
fn status_name(statuses: Statuses) -> String {
    match statuses {
        Statuses::One(status) => {
            let reason = http::StatusCode::from_u16(status)
                .ok()
                .and_then(|status| status.canonical_reason());
            match reason {
                // The prelude's name would be misread in a `match`.
                Some("OK") => "Success".to_owned(),
                Some(reason) => names::type_name(&reason.replace('\'', "")),
                None => format!("Status{status}"),
            }
        }
        Statuses::Range(1) => "Informational".to_owned(),
        Statuses::Range(2) => "OtherSuccess".to_owned(),
        Statuses::Range(3) => "Redirect".to_owned(),
        Statuses::Range(4) => "ClientError".to_owned(),
        Statuses::Range(_) => "ServerError".to_owned(),
        Statuses::Rest => "Other".to_owned(),
    }
}

/// The media types that are asked for, the preferred one first; nothing where that is plain JSON.
fn accept(kinds: &[Kind<'_>]) -> Option<String> {
    let mut accepted: Vec<String> = Vec::new();
    for kind in kinds {
        let Some(media) = kind.media else { continue };
        let named = media.concrete().unwrap_or_else(|| match media.kind() {
            MediaKind::Json => "application/json".to_owned(),
            _ => "*/*".to_owned(),
        });
        if !accepted.contains(&named) {
            accepted.push(named);
        }
    }
    // The others only where the server has nothing better.
    let listed: Vec<String> = accepted
        .iter()
        .enumerate()
        .map(|(at, named)| {
            if at == 0 {
                named.clone()
            } else {
                format!("{named};q=0.5")
            }
        })
        .collect();
    match listed.as_slice() {
        [] => None,
        [only] if only == "application/json" => None,
        _ => Some(listed.join(", ")),
    }
}
