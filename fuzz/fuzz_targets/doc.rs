//! Any bytes as a compound file with a document in it.
//!
//! covers: src/extract/doc/ src/extract/compound src/extract/prose src/extract/field
//! seeds: doc
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("doc", bytes);
});
