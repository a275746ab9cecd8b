//! Any bytes as a package, and as every binary part of a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    extract("xlsb", bytes);
    for part in ["xl/workbook.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/worksheets/sheet1.bin", "xl/comments1.bin"] {
        extract("xlsb", &package(&[("xl/worksheets/sheet2.bin", b""), (part, bytes)]));
    }
});
