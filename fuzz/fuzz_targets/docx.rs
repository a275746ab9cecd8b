//! Any bytes as a package, and as every part of a text document.
//!
//! covers: src/extract/docx
//! seeds: docx
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    extract("docx", bytes);
    for part in ["word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml", "customXml/item1.xml"] {
        extract("docx", &package(&[("word/header1.xml", b"<p/>"), (part, bytes)]));
    }
});
