//! Any bytes as a workbook: a compound file, or bare records of its oldest versions.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("xls", bytes);
    // Without a container, every byte reaches the records.
    extract("xls", &[b"\x09\x08\x08\0\0\x06\x05\0\0\0\0\0", bytes].concat());
});
