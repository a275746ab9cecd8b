//! Cells and shared strings in the form that nearly every program writes, read in one go: `<c r="B7" s="2" t="s"><v>14</v></c>`.
//!
//! A short cut, no second reader: what is not written exactly so, or is not whole in memory, is `None` here and goes the long
//! way through the events. Either way must come to the same; a test holds one against the other.

use super::reference;
use super::sheet::{CellHead, Holds, holds};

/// How many elements are open at most within what is read here: `<c><is><t>`.
pub(super) const LEVELS: u32 = 3;

/// A cell of one value, or of none.
#[derive(Debug, PartialEq)]
pub(super) struct PlainCell<'s> {
    pub(super) head: CellHead,
    /// The row of its reference.
    pub(super) row: Option<u32>,
    /// Its value as it stands in the part.
    pub(super) value: &'s [u8],
    /// How many bytes the element takes.
    pub(super) length: usize,
}

/// The cell at the start of `bytes`.
#[inline]
pub(super) fn cell(bytes: &[u8]) -> Option<PlainCell<'_>> {
    let (place, mut rest) = quoted(bytes.strip_prefix(b"<c r=\"")?)?;
    let (column, row) = reference::parse(place)?;
    let mut head = CellHead { column, ..CellHead::default() };
    loop {
        if let Some(style) = rest.strip_prefix(b" s=\"") {
            let (style, after) = quoted(style)?;
            head.style = reference::unsigned(style).unwrap_or(0);
            rest = after;
        } else if let Some(kind) = rest.strip_prefix(b" t=\"") {
            let (kind, after) = quoted(kind)?;
            head.holds = holds(kind);
            rest = after;
        } else {
            break;
        }
    }
    let (value, rest) = if let Some(value) = rest.strip_prefix(b"><v>") {
        let (value, rest) = if head.holds == Holds::Text { up_to_markup(value) } else { bare(value) }?;
        (value, rest.strip_prefix(b"</v></c>")?)
    } else if let Some(rest) = rest.strip_prefix(b"/>") {
        (&[][..], rest)
    } else {
        head.inline = true;
        let (value, rest) = text(rest.strip_prefix(b"><is><t")?)?;
        (value, rest.strip_prefix(b"</t></is></c>")?)
    };
    Some(PlainCell { head, row, value, length: bytes.len() - rest.len() })
}

/// The text of the shared string at the start of `bytes`, as it stands there, and how many bytes the element takes.
#[inline]
pub(super) fn string(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (value, rest) = text(bytes.strip_prefix(b"<si><t")?)?;
    let rest = rest.strip_prefix(b"</t></si>")?;
    Some((value, bytes.len() - rest.len()))
}

/// What stands in a `<t` from behind its name on, and what follows.
#[inline]
fn text(tag: &[u8]) -> Option<(&[u8], &[u8])> {
    up_to_markup(tag.strip_prefix(b" xml:space=\"preserve\"").unwrap_or(tag).strip_prefix(b">")?)
}

/// A text up to the next `<`, and what follows from there on; never an empty one.
#[inline]
fn up_to_markup(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    split(bytes, memchr::memchr(b'<', bytes))
}

/// The same for what is short and needs no decoding: it ends before the first byte that would.
#[inline]
fn bare(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    split(bytes, bytes.iter().position(|&byte| matches!(byte, b'<' | b'&' | b'\r' | 0x80..)))
}

#[inline]
fn split(bytes: &[u8], at: Option<usize>) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(at?).filter(|(value, _)| !value.is_empty())
}

/// What stands before the next `"`, and what follows it.
#[inline]
fn quoted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&byte| byte == b'"')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests;
