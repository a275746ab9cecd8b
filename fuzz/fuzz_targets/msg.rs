//! Any bytes as a message of Outlook and as `winmail.dat`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("msg", bytes);
    extract("tnef", bytes);
    extract("tnef", &[b"\x78\x9F\x3E\x22\x01\x00".as_slice(), bytes].concat());
});
