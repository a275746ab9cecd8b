//! Start tags and their attributes.

use super::text;
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'s> {
    /// All between `<` and `>`.
    raw: &'s [u8],
    name: &'s [u8],
    replaced: &'s Cell<u64>,
}

impl<'s> Tag<'s> {
    pub(super) fn new(raw: &'s [u8], name: &'s [u8], replaced: &'s Cell<u64>) -> Self {
        Self { raw, name, replaced }
    }

    /// The element's name without its prefix.
    #[inline]
    pub(crate) fn name(&self) -> &'s [u8] {
        self.name
    }

    /// Attributes in the order they stand, namespace declarations left out.
    #[inline]
    pub(crate) fn attrs(&self) -> Attrs<'s> {
        let from = self.raw.iter().position(|&byte| is_space(byte)).unwrap_or(self.raw.len());
        Attrs { rest: self.raw.get(from..).unwrap_or_default(), replaced: self.replaced }
    }

    /// The decoded value of the attribute of this name (without prefix).
    pub(crate) fn attr(&self, name: &[u8]) -> Option<Cow<'s, str>> {
        self.attrs().find(|attr| attr.name == name).map(|attr| attr.value())
    }
}

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attr<'s> {
    /// Its name without prefix.
    pub(crate) name: &'s [u8],
    /// Its value as it stands between the quotes.
    pub(crate) raw: &'s [u8],
    replaced: &'s Cell<u64>,
}

impl<'s> Attr<'s> {
    /// The value with its entities decoded.
    pub(crate) fn value(&self) -> Cow<'s, str> {
        match std::str::from_utf8(self.raw) {
            Ok(plain) if !plain.contains('&') => Cow::Borrowed(plain),
            _ => {
                let mut value = String::new();
                text::decode(self.raw, &mut value, self.replaced);
                Cow::Owned(value)
            }
        }
    }
}

/// Iterates over the attributes of a tag.
pub(crate) struct Attrs<'s> {
    rest: &'s [u8],
    replaced: &'s Cell<u64>,
}

impl<'s> Iterator for Attrs<'s> {
    type Item = Attr<'s>;

    #[inline]
    fn next(&mut self) -> Option<Attr<'s>> {
        loop {
            let rest = trim_start(self.rest);
            let name_end = rest.iter().position(|&byte| byte == b'=' || is_space(byte))?;
            let (full, rest) = rest.split_at_checked(name_end)?;
            let rest = trim_start(rest);
            let Some((b'=', rest)) = rest.split_first() else {
                // A name without a value: not XML, go over it.
                self.rest = rest;
                continue;
            };
            let rest = trim_start(rest);
            let (raw, rest) = value(rest);
            self.rest = rest;
            let name =
                full.iter().rposition(|&byte| byte == b':').map_or(full, |at| full.get(at + 1..).unwrap_or(full));
            if !full.starts_with(b"xmlns") {
                return Some(Attr { name, raw, replaced: self.replaced });
            }
        }
    }
}

/// A quoted (or, wrongly, bare) value and what follows it.
#[inline]
fn value(rest: &[u8]) -> (&[u8], &[u8]) {
    match rest.split_first() {
        Some((quote @ (b'"' | b'\''), inner)) => {
            let end = inner.iter().position(|byte| byte == quote).unwrap_or(inner.len());
            (inner.get(..end).unwrap_or_default(), inner.get(end + 1..).unwrap_or_default())
        }
        _ => rest.split_at(rest.iter().position(|&byte| is_space(byte)).unwrap_or(rest.len())),
    }
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let from = bytes.iter().position(|&byte| !is_space(byte)).unwrap_or(bytes.len());
    bytes.get(from..).unwrap_or_default()
}

#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r')
}

/// Where in a tag its name stands, without prefix.
#[inline]
pub(super) fn local_name(tag: &[u8]) -> Range<usize> {
    let mut from = 0;
    for (at, &byte) in tag.iter().enumerate() {
        match byte {
            b':' => from = at + 1,
            b'/' | b' ' | b'\n' | b'\t' | b'\r' => return from..at,
            _ => {}
        }
    }
    from..tag.len()
}

/// Looks for the `>` that ends a tag, not those within quotes; goes on where it stopped when more of the tag is there.
pub(super) struct EndSearch {
    at: usize,
    quote: u8,
}

impl EndSearch {
    pub(super) fn new(from: usize) -> Self {
        Self { at: from, quote: 0 }
    }

    /// The place of the `>` in `tag`, which begins with the same bytes as in the last call.
    #[inline]
    pub(super) fn go_on(&mut self, tag: &[u8]) -> Option<usize> {
        for (offset, &byte) in tag.get(self.at..).unwrap_or_default().iter().enumerate() {
            if self.quote != 0 {
                if byte == self.quote {
                    self.quote = 0;
                }
            } else if byte == b'>' {
                return Some(self.at + offset);
            } else if byte == b'"' || byte == b'\'' {
                self.quote = byte;
            }
        }
        self.at = self.at.max(tag.len());
        None
    }
}
