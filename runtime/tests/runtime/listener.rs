//! Listens to all that is told with `tracing`, at every level.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What was told: each span with its fields as they are at the end, and each event, in the order in which they began.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<Told>>>);

#[derive(Clone)]
pub struct Told {
    /// `span` or `event` and its name or level.
    pub what: String,
    /// The span around it, where it is one of these.
    pub inside: Option<usize>,
    pub fields: Vec<(String, String)>,
}

impl Told {
    pub fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields.push((field.name().to_owned(), format!("{value:?}")));
    }
}

thread_local! {
    static ENTERED: std::cell::RefCell<Vec<u64>> = const { std::cell::RefCell::new(Vec::new()) };
}

impl Listener {
    fn tell(&self, what: String, record: impl FnOnce(&mut Told)) -> u64 {
        let inside = ENTERED.with_borrow(|entered| entered.last().map(|id| usize::try_from(*id - 1).unwrap()));
        let mut told = Told {
            what,
            inside,
            fields: Vec::new(),
        };
        record(&mut told);
        let mut all = self.0.lock().unwrap();
        all.push(told);
        u64::try_from(all.len()).unwrap()
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Id::from_u64(self.tell(format!("span {}", span.metadata().name()), |told| span.record(told)))
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let at = usize::try_from(span.into_u64() - 1).unwrap();
        values.record(&mut self.0.lock().unwrap()[at]);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.tell(format!("event {}", event.metadata().level()), |told| event.record(told));
    }

    fn enter(&self, span: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(span.into_u64()));
    }

    fn exit(&self, _: &Id) {
        ENTERED.with_borrow_mut(Vec::pop);
    }
}

/// Does something and gives all that was told of it on this thread.
pub fn listening<T>(act: impl FnOnce() -> T) -> (T, Vec<Told>) {
    let listener = Listener::default();
    let done = tracing::subscriber::with_default(listener.clone(), act);
    let told = listener.0.lock().unwrap().clone();
    (done, told)
}

/// Which of the spans that were told this thread is in; 0 where it is in none.
pub fn current() -> u64 {
    ENTERED.with_borrow(|entered| entered.last().copied().unwrap_or_default())
}

/// All of it as text.
pub fn text(told: &[Told]) -> String {
    let mut text = String::new();
    for told in told {
        writeln!(text, "{} in {:?}: {:?}", told.what, told.inside, told.fields).unwrap();
    }
    text
}
