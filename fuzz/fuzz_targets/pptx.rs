//! Any bytes as a package, and as every part of a presentation.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    extract("pptx", bytes);
    for part in [
        "ppt/slides/slide2.xml",
        "ppt/_rels/presentation.xml.rels",
        "ppt/comments/comment1.xml",
        "ppt/charts/chart1.xml",
    ] {
        extract("pptx", &package(&[("ppt/slides/slide1.xml", b"<p/>"), (part, bytes)]));
    }
    extract("pptx", &package(&[("ppt/slides/slide1.xml", b"<p/>"), ("ppt/embeddings/oleObject1.bin", bytes)]));
});
