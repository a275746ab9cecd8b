//! Any bytes are something, and what they are said to be can be read.
//!
//! covers: src/extract/sniff
//! seeds: txt csv docx xlsx
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought::extract::{Kind, sniff};
use std::io::Cursor;

fuzz_target!(|input: (&str, &[u8])| {
    let (name, bytes) = input;
    let sniffed = sniff(&mut Cursor::new(bytes), name).expect("memory does not fail");
    if let Kind::Known(format) = sniffed.kind {
        nought_fuzz::extract(format.name, bytes);
    }
});
