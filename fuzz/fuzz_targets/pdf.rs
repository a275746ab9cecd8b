//! Any bytes as a PDF document, whole and behind a header that is right.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("pdf", bytes);
    extract("pdf", &[b"%PDF-1.7\n".as_slice(), bytes].concat());
});
