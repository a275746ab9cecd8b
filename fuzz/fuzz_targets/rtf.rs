//! Any bytes as rich text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("rtf", &[b"{\\rtf1 ", bytes].concat());
});
