//! Any bytes can be read as csv.
//!
//! covers: src/extract/csv
//! seeds: csv tsv
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| nought_fuzz::extract("csv", bytes));
