//! The first version of the interface between generated code and this crate.
//!
//! A generated client shows it as its module `runtime`, so that a program which depends on the client alone can name every type that it
//! meets there: those of this crate, and those of the libraries for HTTP, times and JSON. The macros are for generated code; nothing is
//! documented of them beyond what a reader of that wants to know.

pub use super::member::{Key, MaybeText, TextSpelling, missing, skip};
pub use super::mixed_enum::{ListedValue, UnrecognizedJson, listed, parameter_of};
pub use super::number_enum::UnrecognizedNumber;
pub use super::parameter::Parameter;
pub use super::part::FilePart;
pub use super::reading::{Object, read_members, read_object, read_text};
pub use super::string_enum::UnrecognizedValue;
pub use super::union::{UnionCandidate, read_union};
pub use super::writing::write_object;
#[cfg(any(feature = "reqwest", feature = "blocking"))]
pub use crate::Tls;
#[cfg(feature = "axum-0-8")]
pub use crate::callback::axum;
pub use crate::callback::{Agreement, EventForm, FormReader, read_event, read_form, write_body};
pub use crate::operation::{Operation, read_answer, request, send, send_for_response};
#[cfg(feature = "blocking")]
pub use crate::operation::{send_blocking, send_blocking_for_response};
pub use crate::{
    Amount, AmountError, Answer, AnswerKind, Answers, AttemptLimits, Base64, Body, BodyError, BoxError, CallOptions,
    CallbackError, CallbackVerifier, ChangingCredential, Clock, Core, CoreBuilder, CredentialSource, Description,
    Download, Encoding, Envelope, Error, ErrorKind, Exchange, File, Files, FixedClock, FormStyle, Head, Header,
    HeaderText, Json, JsonKind, Limits, Mac, Meaning, Members, Multipart, Nullable, ParameterValue, Piece, Provided,
    Repeat, RequestParts, Response, Retries, RetryBudget, Scheme, Secret, Signature, Sleeping, SystemClock,
    SystemTimer, Timeouts, Timer, Transport, TransportError, TransportErrorKind, Undescribed, Undescribing, Upload,
    Verified,
};
pub use crate::{
    CallbackEvent, CallbackHint, CallbackReceiver, CallbackSigner, ConfirmError, Confirmed, DateForm, Difference,
    FirstTime, Once, Received, SeenInMemory, UnrecognizedCallback, registered_url,
};
pub use crate::{Input, Items, Page, Paged, Pages, Paging, Position, PositionError, VirtualTimer, Waiter, Waiting};
#[cfg(feature = "reqwest")]
pub use crate::{ReqwestTransport, ReqwestTransportBuilder};
#[cfg(feature = "blocking")]
pub use crate::{UreqTransport, UreqTransportBuilder};
pub use http::Method;
pub use jiff::Timestamp;
pub use jiff::civil::{Date, DateTime as CivilDateTime, Time};
pub use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
pub use uuid::Uuid;
pub use {bytes, http, jiff, serde, serde_json, uuid};

pub use crate::__specloom_v1_answers as answers;
pub use crate::__specloom_v1_body as body;
pub use crate::__specloom_v1_callbacks as callbacks;
pub use crate::__specloom_v1_client as client;
pub use crate::__specloom_v1_confirmation as confirmation;
pub use crate::__specloom_v1_endpoints as endpoints;
pub use crate::__specloom_v1_mixed_enum as mixed_enum;
pub use crate::__specloom_v1_modules as modules;
pub use crate::__specloom_v1_newtype as newtype;
pub use crate::__specloom_v1_number_enum as number_enum;
pub use crate::__specloom_v1_object as object;
pub use crate::__specloom_v1_operation as operation;
pub use crate::__specloom_v1_paged as paged;
pub use crate::__specloom_v1_parameter as parameter;
pub use crate::__specloom_v1_setters as setters;
pub use crate::__specloom_v1_spelling as spelling;
pub use crate::__specloom_v1_string_enum as string_enum;
pub use crate::__specloom_v1_tagged_union as tagged_union;
pub use crate::__specloom_v1_types as types;
pub use crate::__specloom_v1_union as union;
pub use crate::__specloom_v1_waiters as waiters;
