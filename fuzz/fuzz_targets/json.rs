//! Any bytes can be read as JSON.
//!
//! covers: src/extract/json src/extract/tree
//! seeds: json ndjson
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("json", bytes));
