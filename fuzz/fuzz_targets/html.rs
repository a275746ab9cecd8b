//! Any bytes can be read as HTML.
//!
//! covers: src/extract/html
//! seeds: html htm
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("html", bytes));
