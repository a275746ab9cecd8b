//! Any bytes can be read as text.
//!
//! covers: src/extract/text src/extract/encoding
//! seeds: txt md
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("text", bytes));
