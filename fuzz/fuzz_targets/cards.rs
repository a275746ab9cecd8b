//! Any bytes as contacts, as a calendar and as transcripts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    for format in ["vcf", "ics", "vtt", "srt"] {
        extract(format, bytes);
    }
});
