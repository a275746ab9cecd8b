//! Any bytes as a mailbox of Outlook, behind a header of each form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nought_fuzz::extract;

fuzz_target!(|bytes: &[u8]| {
    extract("pst", bytes);
    for (version, nodes, blocks) in [(23, 224, 240), (14, 188, 196)] {
        // The trees begin where the given bytes do.
        let mut head = vec![0; 1024];
        head[..4].copy_from_slice(b"!BDN");
        head[10] = version;
        head[nodes + 1] = 4;
        head[blocks + 1] = 6;
        extract("pst", &[&head, bytes].concat());
    }
});
