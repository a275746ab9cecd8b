//! Any bytes can be read as JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("json", bytes));
