//! The vendor extensions, in the same tables.

use super::Shape::{
    Any, Bool, List, Map, Number, Object as Is, ObjectOrFalse, Text, TextOrBool, TextOrObject, TextOrTexts,
};
use super::{Object, Shape, may, must, object};

static ENVELOPE_SUCCESS: Object = object("x-envelope success", &[must("member", Text), must("value", Bool)]);

static ENVELOPE_CODE: Object = object("x-envelope code", &[must("member", Text), must("success", Number)]);

static ENVELOPE: Object = object(
    "x-envelope",
    &[
        must("payload", Text),
        may("success", Is(&ENVELOPE_SUCCESS)),
        may("code", Is(&ENVELOPE_CODE)),
        may("message", TextOrTexts),
        may("meanings", Map(&Text)),
    ],
);

static SIGNED_MESSAGE: Object = object(
    "message of a signature",
    &[must("parts", List(&Text)), must("separator", Text)],
);

static SIGNATURE: Object = object(
    "signature extension",
    &[
        must("credentials", List(&Text)),
        must("key", Text),
        must("algorithms", Map(&Text)),
        may("date", Text),
        must("headers", Map(&Text)),
        must("message", Is(&SIGNED_MESSAGE)),
        may("encoding", Text),
    ],
);

static CONFIRMATION: Object = object(
    "confirmation of a callback",
    &[
        must("operation", Text),
        may("key", Map(&Text)),
        may("expect", Map(&Text)),
        may("when", Map(&Text)),
    ],
);

static CALLBACK_SIGNATURE: Object = object(
    "signature of a callback",
    &[
        must("credentials", List(&Text)),
        must("key", Text),
        must("algorithms", Map(&Text)),
        may("date", Text),
        must("headers", Map(&Text)),
        must("message", Is(&SIGNED_MESSAGE)),
        may("encoding", Text),
        may("confirm", Is(&CONFIRMATION)),
    ],
);

static PAGE_HEADER: Object = object("place in a header", &[must("header", Text)]);

/// How an answer is a page of a list.
pub static PAGINATION: Object = object(
    "x-pagination",
    &[
        must("style", Text),
        may("page", Text),
        may("first", Number),
        may("size", Text),
        may("offset", Text),
        may("cursor", Text),
        may("items", Text),
        may("total", TextOrObject(&PAGE_HEADER)),
        may("pages", TextOrObject(&PAGE_HEADER)),
        may("more", TextOrObject(&PAGE_HEADER)),
        may("next", TextOrObject(&PAGE_HEADER)),
        may("last_item", Text),
    ],
);

static WAITER: Object = object(
    "waiter",
    &[
        may("description", Text),
        must("member", Text),
        must("until", Any),
        may("failed", Any),
        may("while", Any),
        may("every", Text),
        may("at_most_every", Text),
        may("time_limit", Text),
    ],
);

/// What an operation can be repeated for, each by its name.
pub static WAITERS: Shape = Map(&Is(&WAITER));

/// The vendor extensions that the generator knows, wherever they stand.
pub static EXTENSIONS: Object = object(
    "extension of the generator",
    &[
        may("x-callback-signature", Is(&CALLBACK_SIGNATURE)),
        may("x-enum-descriptions", Any),
        may("x-envelope", ObjectOrFalse(&ENVELOPE)),
        may("x-evidence", Text),
        may("x-idempotency-key", Bool),
        may("x-moves-money", Bool),
        may("x-newtype", TextOrBool),
        may("x-pagination", Is(&PAGINATION)),
        may("x-retry", Text),
        may("x-rust-derives", List(&Text)),
        may("x-rust-name", Text),
        may("x-rust-type", Text),
        may("x-sensitive", Bool),
        may("x-signature", Is(&SIGNATURE)),
        may("x-value-groups", Map(&List(&Text))),
        may("x-waiter", Map(&Is(&WAITER))),
    ],
);
