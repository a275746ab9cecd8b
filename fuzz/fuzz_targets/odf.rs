//! Any bytes as a package, as a flat file, and as every part of an OpenDocument.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    extract("ods", bytes);
    for part in ["content.xml", "meta.xml", "META-INF/manifest.xml", "Object 1/content.xml", "Object 2"] {
        extract("odt", &package(&[("styles.xml", b"<p/>"), (part, bytes)]));
    }
});
