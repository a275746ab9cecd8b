//! Any bytes as a package, and as every part of a book.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    extract("epub", bytes);
    for part in ["META-INF/container.xml", "book.opf", "META-INF/encryption.xml", "page.xhtml"] {
        extract("epub", &package(&[("other.xhtml", b"<p>x</p>"), (part, bytes)]));
    }
});
