//! Compiles what is expected of the golden cases. A test of the generator keeps the list.

/// The case `alike_candidates`.
#[path = "../../golden/alike_candidates/expected/mod.rs"]
pub mod alike_candidates;

/// The case `all_of`.
#[path = "../../golden/all_of/expected/mod.rs"]
pub mod all_of;

/// The case `amounts`.
#[path = "../../golden/amounts/expected/mod.rs"]
pub mod amounts;

/// The case `anchors`.
#[path = "../../golden/anchors/expected/mod.rs"]
pub mod anchors;

/// The case `base_url`.
#[path = "../../golden/base_url/expected/mod.rs"]
pub mod base_url;

/// The case `bodies`.
#[path = "../../golden/bodies/expected/mod.rs"]
pub mod bodies;

/// The case `bytes_and_addresses`.
#[path = "../../golden/bytes_and_addresses/expected/mod.rs"]
pub mod bytes_and_addresses;

/// The case `chosen_derives`.
#[path = "../../golden/chosen_derives/expected/mod.rs"]
pub mod chosen_derives;

/// The case `chosen_lists_and_waits`.
#[path = "../../golden/chosen_lists_and_waits/expected/mod.rs"]
pub mod chosen_lists_and_waits;

/// The case `chosen_names`.
#[path = "../../golden/chosen_names/expected/mod.rs"]
pub mod chosen_names;

/// The case `chosen_names_of_parameters`.
#[path = "../../golden/chosen_names_of_parameters/expected/mod.rs"]
pub mod chosen_names_of_parameters;

/// The case `chosen_operations`.
#[path = "../../golden/chosen_operations/expected/mod.rs"]
pub mod chosen_operations;

/// The case `chosen_types`.
#[path = "../../golden/chosen_types/expected/mod.rs"]
pub mod chosen_types;

/// The case `configured`.
#[path = "../../golden/configured/expected/mod.rs"]
pub mod configured;

/// The case `confirmed_by_a_tag`.
#[path = "../../golden/confirmed_by_a_tag/expected/mod.rs"]
pub mod confirmed_by_a_tag;

/// The case `confirmed_callbacks`.
#[path = "../../golden/confirmed_callbacks/expected/mod.rs"]
pub mod confirmed_callbacks;

/// The case `constant_members`.
#[path = "../../golden/constant_members/expected/mod.rs"]
pub mod constant_members;

/// The case `deprecated`.
#[path = "../../golden/deprecated/expected/mod.rs"]
pub mod deprecated;

/// The case `documents_of_3_1`.
#[path = "../../golden/documents_of_3_1/expected/mod.rs"]
pub mod documents_of_3_1;

/// The case `envelope`.
#[path = "../../golden/envelope/expected/mod.rs"]
pub mod envelope;

/// The case `equal_types`.
#[path = "../../golden/equal_types/expected/mod.rs"]
pub mod equal_types;

/// The case `evidence`.
#[path = "../../golden/evidence/expected/mod.rs"]
pub mod evidence;

/// The case `features_of_tags`.
#[path = "../../golden/features_of_tags/expected/mod.rs"]
pub mod features_of_tags;

/// The case `further_servers`.
#[path = "../../golden/further_servers/expected/mod.rs"]
pub mod further_servers;

/// The case `groups`.
#[path = "../../golden/groups/expected/mod.rs"]
pub mod groups;

/// The case `hostile_markdown`.
#[path = "../../golden/hostile_markdown/expected/mod.rs"]
pub mod hostile_markdown;

/// The case `hostile_text`.
#[path = "../../golden/hostile_text/expected/mod.rs"]
pub mod hostile_text;

/// The case `idempotency_keys`.
#[path = "../../golden/idempotency_keys/expected/mod.rs"]
pub mod idempotency_keys;

/// The case `inherited_discriminators`.
#[path = "../../golden/inherited_discriminators/expected/mod.rs"]
pub mod inherited_discriminators;

/// The case `inline_types`.
#[path = "../../golden/inline_types/expected/mod.rs"]
pub mod inline_types;

/// The case `json_document`.
#[path = "../../golden/json_document/expected/mod.rs"]
pub mod json_document;

/// The case `kinds_of_answers`.
#[path = "../../golden/kinds_of_answers/expected/mod.rs"]
pub mod kinds_of_answers;

/// The case `large_objects`.
#[path = "../../golden/large_objects/expected/mod.rs"]
pub mod large_objects;

/// The case `limits`.
#[path = "../../golden/limits/expected/mod.rs"]
pub mod limits;

/// The case `listed_objects`.
#[path = "../../golden/listed_objects/expected/mod.rs"]
pub mod listed_objects;

/// The case `lists_and_maps`.
#[path = "../../golden/lists_and_maps/expected/mod.rs"]
pub mod lists_and_maps;

/// The case `many_arguments`.
#[path = "../../golden/many_arguments/expected/mod.rs"]
pub mod many_arguments;

/// The case `many_values`.
#[path = "../../golden/many_values/expected/mod.rs"]
pub mod many_values;

/// The case `members_beside_candidates`.
#[path = "../../golden/members_beside_candidates/expected/mod.rs"]
pub mod members_beside_candidates;

/// The case `methods`.
#[path = "../../golden/methods/expected/mod.rs"]
pub mod methods;

/// The case `mixed_values`.
#[path = "../../golden/mixed_values/expected/mod.rs"]
pub mod mixed_values;

/// The case `multipart_and_streams`.
#[path = "../../golden/multipart_and_streams/expected/mod.rs"]
pub mod multipart_and_streams;

/// The case `names`.
#[path = "../../golden/names/expected/mod.rs"]
pub mod names;

/// The case `names_beside_pages`.
#[path = "../../golden/names_beside_pages/expected/mod.rs"]
pub mod names_beside_pages;

/// The case `names_of_ours`.
#[path = "../../golden/names_of_ours/expected/mod.rs"]
pub mod names_of_ours;

/// The case `names_of_the_macros`.
#[path = "../../golden/names_of_the_macros/expected/mod.rs"]
pub mod names_of_the_macros;

/// The case `neighbouring_files`.
#[path = "../../golden/neighbouring_files/expected/mod.rs"]
pub mod neighbouring_files;

/// The case `neighbouring_index`.
#[path = "../../golden/neighbouring_index/expected/mod.rs"]
pub mod neighbouring_index;

/// The case `newtypes`.
#[path = "../../golden/newtypes/expected/mod.rs"]
pub mod newtypes;

/// The case `no_operations`.
#[path = "../../golden/no_operations/expected/mod.rs"]
pub mod no_operations;

/// The case `no_responses`.
#[path = "../../golden/no_responses/expected/mod.rs"]
pub mod no_responses;

/// The case `no_server`.
#[path = "../../golden/no_server/expected/mod.rs"]
pub mod no_server;

/// The case `number_enums`.
#[path = "../../golden/number_enums/expected/mod.rs"]
pub mod number_enums;

/// The case `numbers_by_format`.
#[path = "../../golden/numbers_by_format/expected/mod.rs"]
pub mod numbers_by_format;

/// The case `objects`.
#[path = "../../golden/objects/expected/mod.rs"]
pub mod objects;

/// The case `open_objects`.
#[path = "../../golden/open_objects/expected/mod.rs"]
pub mod open_objects;

/// The case `paging_by_cursor`.
#[path = "../../golden/paging_by_cursor/expected/mod.rs"]
pub mod paging_by_cursor;

/// The case `paging_by_link`.
#[path = "../../golden/paging_by_link/expected/mod.rs"]
pub mod paging_by_link;

/// The case `paging_by_offset`.
#[path = "../../golden/paging_by_offset/expected/mod.rs"]
pub mod paging_by_offset;

/// The case `paging_by_page`.
#[path = "../../golden/paging_by_page/expected/mod.rs"]
pub mod paging_by_page;

/// The case `parameter_styles`.
#[path = "../../golden/parameter_styles/expected/mod.rs"]
pub mod parameter_styles;

/// The case `parameters`.
#[path = "../../golden/parameters/expected/mod.rs"]
pub mod parameters;

/// The case `parameters_of_a_path`.
#[path = "../../golden/parameters_of_a_path/expected/mod.rs"]
pub mod parameters_of_a_path;

/// The case `path_items_with_more`.
#[path = "../../golden/path_items_with_more/expected/mod.rs"]
pub mod path_items_with_more;

/// The case `plain_formats`.
#[path = "../../golden/plain_formats/expected/mod.rs"]
pub mod plain_formats;

/// The case `read_only_and_write_only`.
#[path = "../../golden/read_only_and_write_only/expected/mod.rs"]
pub mod read_only_and_write_only;

/// The case `recursive_types`.
#[path = "../../golden/recursive_types/expected/mod.rs"]
pub mod recursive_types;

/// The case `references`.
#[path = "../../golden/references/expected/mod.rs"]
pub mod references;

/// The case `request_types`.
#[path = "../../golden/request_types/expected/mod.rs"]
pub mod request_types;

/// The case `rust_names`.
#[path = "../../golden/rust_names/expected/mod.rs"]
pub mod rust_names;

/// The case `rust_types`.
#[path = "../../golden/rust_types/expected/mod.rs"]
pub mod rust_types;

/// The case `secrets`.
#[path = "../../golden/secrets/expected/mod.rs"]
pub mod secrets;

/// The case `security_schemes`.
#[path = "../../golden/security_schemes/expected/mod.rs"]
pub mod security_schemes;

/// The case `several_answers`.
#[path = "../../golden/several_answers/expected/mod.rs"]
pub mod several_answers;

/// The case `signed_callbacks`.
#[path = "../../golden/signed_callbacks/expected/mod.rs"]
pub mod signed_callbacks;

/// The case `signed_webhooks`.
#[path = "../../golden/signed_webhooks/expected/mod.rs"]
pub mod signed_webhooks;

/// The case `string_enums`.
#[path = "../../golden/string_enums/expected/mod.rs"]
pub mod string_enums;

/// The case `tagged_unions`.
#[path = "../../golden/tagged_unions/expected/mod.rs"]
pub mod tagged_unions;

/// The case `tags_by_value`.
#[path = "../../golden/tags_by_value/expected/mod.rs"]
pub mod tags_by_value;

/// The case `telling_values`.
#[path = "../../golden/telling_values/expected/mod.rs"]
pub mod telling_values;

/// The case `three_state_in_requests`.
#[path = "../../golden/three_state_in_requests/expected/mod.rs"]
pub mod three_state_in_requests;

/// The case `times`.
#[path = "../../golden/times/expected/mod.rs"]
pub mod times;

/// The case `unions`.
#[path = "../../golden/unions/expected/mod.rs"]
pub mod unions;

/// The case `unions_of_texts`.
#[path = "../../golden/unions_of_texts/expected/mod.rs"]
pub mod unions_of_texts;

/// The case `untagged_operations`.
#[path = "../../golden/untagged_operations/expected/mod.rs"]
pub mod untagged_operations;

/// The case `unverified`.
#[path = "../../golden/unverified/expected/mod.rs"]
pub mod unverified;

/// The case `waiters`.
#[path = "../../golden/waiters/expected/mod.rs"]
pub mod waiters;

/// The case `webhooks`.
#[path = "../../golden/webhooks/expected/mod.rs"]
pub mod webhooks;

/// The case `words_of_3_1`.
#[path = "../../golden/words_of_3_1/expected/mod.rs"]
pub mod words_of_3_1;
