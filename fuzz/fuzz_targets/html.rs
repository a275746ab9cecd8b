//! Any bytes can be read as HTML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("html", bytes));
