//! Any bytes as each kind of archive and compressed stream, and behind a header that is right.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::{extract, package};

fuzz_target!(|bytes: &[u8]| {
    for format in ["zip", "tar", "7z", "gz", "bz2", "zst", "xz", "ooxml"] {
        extract(format, bytes);
    }
    extract("zip", &package(&[("a.txt", bytes), ("b.txt", b"two")]));
    extract("7z", &[b"7z\xBC\xAF\x27\x1C\0\x04".as_slice(), bytes].concat());
    extract("gz", &[b"\x1F\x8B\x08\0\0\0\0\0\0\x03".as_slice(), bytes].concat());
    extract("zst", &[b"\x28\xB5\x2F\xFD".as_slice(), bytes].concat());
    extract("xz", &[b"\xFD7zXZ\0\0\x04\xE6\xD6\xB4\x46".as_slice(), bytes].concat());
});
