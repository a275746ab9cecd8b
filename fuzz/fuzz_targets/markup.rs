//! Any bytes can be read as XML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("xml", bytes));
