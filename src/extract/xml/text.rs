//! Text and its entities.

use std::cell::Cell;

/// The longest entity that is looked at: `&#x10FFFF;`, `&thetasym;`.
const MAX_ENTITY: usize = 12;

/// A piece of text as it stands in the part.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'s> {
    raw: &'s [u8],
    cdata: bool,
    replaced: &'s Cell<u64>,
}

impl<'s> Text<'s> {
    pub(super) fn new(raw: &'s [u8], cdata: bool, replaced: &'s Cell<u64>) -> Self {
        Self { raw, cdata, replaced }
    }

    /// Appends the decoded text.
    #[inline]
    pub(crate) fn push_to(&self, out: &mut String) {
        if self.cdata {
            push_utf8(self.raw, out, self.replaced);
        } else {
            decode(self.raw, out, self.replaced);
        }
    }
}

/// Appends `raw` with its entities decoded and its line breaks made `\n`.
#[inline]
pub(super) fn decode(raw: &[u8], out: &mut String, replaced: &Cell<u64>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest) {
        let (before, entity) = rest.split_at(at);
        push_utf8(before, out, replaced);
        rest = match resolve(entity) {
            Some((character, length)) => {
                out.push(character);
                entity.get(length..).unwrap_or_default()
            }
            // Not an entity that we know: it stays as it stands.
            None => {
                out.push('&');
                entity.get(1..).unwrap_or_default()
            }
        };
    }
    push_utf8(rest, out, replaced);
}

/// Appends bytes that should be UTF-8; what is not is replaced and counted.
fn push_utf8(bytes: &[u8], out: &mut String, replaced: &Cell<u64>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => push_lines(text, out),
        Err(_) => {
            replaced.set(replaced.get() + 1);
            push_lines(&String::from_utf8_lossy(bytes), out);
        }
    }
}

/// XML reads `\r\n` and a lone `\r` as `\n`.
fn push_lines(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push('\n');
        rest = rest.get(at + 1..).unwrap_or_default();
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
}

/// The character that an entity at the start of `bytes` stands for, and its length.
fn resolve(bytes: &[u8]) -> Option<(char, usize)> {
    let end = bytes.iter().take(MAX_ENTITY).position(|&byte| byte == b';')?;
    let name = std::str::from_utf8(bytes.get(1..end)?).ok()?;
    let character = match name.strip_prefix('#') {
        Some(number) => numeric(number)?,
        None => named(name)?,
    };
    Some((character, end + 1))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    // A code that is no character is replaced rather than left: it is an entity all the same.
    code.ok().map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => return None,
    })
}
