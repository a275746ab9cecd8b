//! Any bytes as a ZIP archive, whole and without its directory.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("zip", bytes);
    extract("zip", &[b"PK\x03\x04".as_slice(), bytes].concat());
});
