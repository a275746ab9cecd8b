//! The envelope of S/MIME (CMS, RFC 5652) in BER: what is signed inside of it, or that it is encrypted.

use crate::extract::{ExtractError, Source};
use std::io::Read;

/// Values in values of an octet string that is written in pieces.
const DEEPEST: u32 = 8;
const SIGNED: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
const ENVELOPED: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];
const ENCRYPTED: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x06];
const AUTHENTICATED: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17];

/// What an envelope holds.
pub(super) enum Content {
    /// The bytes that were signed: a part with its header.
    Signed(Vec<u8>),
    /// Signatures or certificates without any content.
    Certificates,
    Encrypted,
    Unknown,
}

/// What the envelope in `source` holds; of one that is larger than `most` bytes nothing is known.
pub(super) fn content(source: &mut dyn Source, most: u64) -> Result<Content, ExtractError> {
    let mut bytes = Vec::new();
    (&mut *source).take(most).read_to_end(&mut bytes)?;
    let Some((kind, inner)) = envelope(&bytes) else { return Ok(Content::Unknown) };
    Ok(match kind {
        SIGNED => match signed(inner) {
            Some(content) if !content.is_empty() => Content::Signed(content),
            Some(_) => Content::Certificates,
            None => Content::Unknown,
        },
        ENVELOPED | ENCRYPTED | AUTHENTICATED => Content::Encrypted,
        _ => Content::Unknown,
    })
}

/// ContentInfo: the type, and what stands in its `[0]`.
fn envelope(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (outer, _) = Value::read(bytes)?;
    let (kind, rest) = Value::read(outer.content)?;
    let (explicit, _) = Value::read(rest).unwrap_or_default();
    (outer.tag == 0x30 && kind.tag == 0x06).then_some((kind.content, explicit.content))
}

/// SignedData: version, digest algorithms, then the content, which may be empty.
fn signed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (data, _) = Value::read(bytes)?;
    let (_, rest) = Value::read(data.content)?;
    let (_, rest) = Value::read(rest)?;
    let (info, _) = Value::read(rest)?;
    let (_, rest) = Value::read(info.content)?;
    let mut content = Vec::new();
    if let Some((explicit, _)) = Value::read(rest).filter(|(value, _)| value.tag == 0xA0) {
        octets(explicit.content, DEEPEST, &mut content);
    }
    Some(content)
}

/// The bytes of an octet string, in one piece or in several.
fn octets(bytes: &[u8], depth: u32, out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some((value, after)) = Value::read(rest) {
        match value.tag {
            0x04 => out.extend_from_slice(value.content),
            0x24 if depth > 0 => octets(value.content, depth - 1, out),
            _ => return,
        }
        rest = after;
    }
}

/// A value of BER.
#[derive(Clone, Copy, Default)]
struct Value<'a> {
    tag: u8,
    content: &'a [u8],
}

impl<'a> Value<'a> {
    /// The value at the front, and what follows it. One that is cut off has what there is of it.
    fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (tag, rest) = bytes.split_first()?;
        let (first, rest) = rest.split_first()?;
        if *tag == 0 || tag & 0x1F == 0x1F {
            return None;
        }
        if *first == 0x80 {
            // Indefinite: to its end mark. What is nested in it is found while it is read; nothing of ours follows it,
            // but for the values that are passed over, which are short and definite.
            return Some((Self { tag: *tag, content: rest }, skip_indefinite(rest, DEEPEST * 2)));
        }
        let (length, rest) = if first & 0x80 == 0 {
            (usize::from(*first), rest)
        } else {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7F).min(8))?;
            (bytes.iter().fold(0usize, |length, byte| (length << 8) | usize::from(*byte)), rest)
        };
        let (content, after) = rest.split_at(length.min(rest.len()));
        Some((Self { tag: *tag, content }, after))
    }
}

/// What follows the end mark of an indefinite value.
fn skip_indefinite(bytes: &[u8], depth: u32) -> &[u8] {
    let mut rest = bytes;
    loop {
        if let Some(after) = rest.strip_prefix(&[0, 0]) {
            return after;
        }
        let nested = rest.get(1) == Some(&0x80);
        if nested {
            let Some(depth) = depth.checked_sub(1) else { return &[] };
            rest = skip_indefinite(rest.get(2..).unwrap_or_default(), depth);
            continue;
        }
        match Value::read(rest) {
            Some((_, after)) => rest = after,
            None => return &[],
        }
    }
}
