//! Any bytes as a compound file with a document in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("doc", bytes);
});
