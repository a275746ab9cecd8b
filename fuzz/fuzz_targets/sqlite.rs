//! Any bytes can be read as a database.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("sqlite", bytes));
