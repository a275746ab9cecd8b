//! What a page says of its encoding.

use encoding_rs::{Encoding, REPLACEMENT, UTF_16BE, UTF_16LE};

/// The encoding that `<meta charset=...>`, `<meta http-equiv content="...; charset=...">` or the XML declaration names. UTF-16
/// in a page whose declaration can be read as ASCII is a lie.
pub(super) fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let label = if lower.trim_ascii_start().starts_with(b"<?xml") { after(&lower, b"encoding") } else { None };
    let label = label.or_else(|| metas(&lower).find_map(|meta| after(meta, b"charset")))?;
    let encoding = Encoding::for_label(label)?;
    (encoding != UTF_16LE && encoding != UTF_16BE && encoding != REPLACEMENT).then_some(encoding)
}

/// The `<meta` tags.
fn metas(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    memchr::memmem::find_iter(head, b"<meta").filter_map(|at| {
        let rest = head.get(at..)?;
        rest.get(..memchr::memchr(b'>', rest)?)
    })
}

/// The value behind `name=`, with or without quotes.
fn after<'b>(bytes: &'b [u8], name: &[u8]) -> Option<&'b [u8]> {
    let rest = bytes.get(memchr::memmem::find(bytes, name)? + name.len()..)?;
    let rest = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.+".contains(byte)));
    rest.get(..end.unwrap_or(rest.len()))
}
