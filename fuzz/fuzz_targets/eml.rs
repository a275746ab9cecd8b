//! Any bytes as a message, as a mailbox, as a saved page, and as the content of each kind of part.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    for format in ["eml", "mbox", "mhtml", "p7m"] {
        extract(format, bytes);
    }
    for header in ["Content-Type: text/html", "Content-Type: multipart/mixed; boundary=x", "Content-Type: application/pkcs7-mime"] {
        extract("eml", &[header.as_bytes(), b"\n\n", bytes].concat());
    }
});
