//! Any bytes within a paragraph: what the XML scanner makes of text, entities, comments and CDATA.
//!
//! covers: src/extract/xml
//! seeds: xml
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    let document = [b"<d><p><r><t>".as_slice(), bytes, b"</t></r></p></d>"].concat();
    extract("docx", &package(&[("word/document.xml", &document)]));
    extract("docx", &package(&[("word/document.xml", bytes)]));
});
