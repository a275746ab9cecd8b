//! Any bytes as a PDF document, whole and behind a header that is right. Panics of the parser, which is not ours, end its
//! worker and are an incident; hangs, memory without bound and panics of ours are faults.
//!
//! covers: src/extract/pdf
//! seeds: pdf
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

static HOOK: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    HOOK.call_once(|| {
        let abort = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let ours = info
                .location()
                .is_none_or(|place| place.file().starts_with("src/") || place.file().starts_with("fuzz/"));
            if ours {
                abort(info);
            }
        }));
    });
    for bytes in [bytes.to_vec(), [b"%PDF-1.7\n".as_slice(), bytes].concat()] {
        let _ = panic::catch_unwind(AssertUnwindSafe(|| extract("pdf", &bytes)));
    }
});
