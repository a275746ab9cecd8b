//! Any bytes can be read as an SQL script.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("sql", bytes));
