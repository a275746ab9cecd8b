//! Rows and values.

use crate::document::CellKind;
use crate::extract::digits;
use std::borrow::Cow;

/// What stands at the front of the rows of an `INSERT`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// A row that takes so many bytes.
    Row(usize),
    /// The end of the statement.
    End(usize),
    /// More has to be there to tell.
    More,
    Wrong,
}

/// Reads the row at the front of `text`, with the comma before it, and gives its values in order; empty for null.
pub(super) fn tuple(text: &str, escapes: bool, mut give: impl FnMut(CellKind, &str)) -> Read {
    let bytes = text.as_bytes();
    let mut at = skip_blank(bytes, 0);
    if bytes.get(at) == Some(&b',') {
        at = skip_blank(bytes, at + 1);
    }
    match bytes.get(at) {
        None => return Read::More,
        Some(b';') => return Read::End(at + 1),
        Some(b'(') => at += 1,
        // What follows the rows (`ON CONFLICT ...`), or the next statement where the semicolon is left out.
        Some(byte) if byte.is_ascii_alphabetic() => return Read::End(at),
        Some(_) => return Read::Wrong,
    }
    let mut value = Value::default();
    let mut depth = 0u32;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\'' => match string(text, at + 1, escapes || value.is_escaped()) {
                Some((string, next)) => {
                    value.add_string(&string);
                    at = next;
                    continue;
                }
                None => return Read::More,
            },
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b',' | b')' if depth == 0 => {
                value.give(&mut give);
                if byte == b')' {
                    return Read::Row(at + 1);
                }
            }
            _ => value.add(byte),
        }
        at += 1;
    }
    Read::More
}

fn skip_blank(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len())
}

/// A value as far as it was read: its strings, or a bare word.
#[derive(Default)]
struct Value {
    strings: String,
    any_string: bool,
    bare: Vec<u8>,
}

impl Value {
    /// Whether the string that begins is one of PostgreSQL's with escapes.
    fn is_escaped(&self) -> bool {
        self.bare.last().is_some_and(|byte| byte.eq_ignore_ascii_case(&b'e')) && self.bare.len() == 1
    }

    fn add_string(&mut self, string: &str) {
        if self.any_string && !self.strings.is_empty() {
            self.strings.push(' ');
        }
        self.strings.push_str(string);
        self.any_string = true;
    }

    fn add(&mut self, byte: u8) {
        if !byte.is_ascii_whitespace() || !self.bare.is_empty() {
            self.bare.push(byte);
        }
    }

    fn give(&mut self, give: &mut impl FnMut(CellKind, &str)) {
        let bare = String::from_utf8_lossy(&self.bare);
        let bare = bare.trim();
        if self.any_string {
            give(CellKind::Text, &self.strings);
        } else if let Some(number) = digits::plain(bare) {
            give(CellKind::Number, &number);
        } else if bare.eq_ignore_ascii_case("true") || bare.eq_ignore_ascii_case("false") {
            give(CellKind::Bool, &bare.to_ascii_uppercase());
        } else if bare.eq_ignore_ascii_case("null") || bare.starts_with("0x") || bare.starts_with("0X") {
            give(CellKind::Text, "");
        } else {
            give(CellKind::Text, bare);
        }
        self.strings.clear();
        self.bare.clear();
        self.any_string = false;
    }
}

/// The string whose text begins at `from`, and what follows its closing quote; none where it is not over.
fn string(text: &str, from: usize, escapes: bool) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (from, from);
    let mut out = String::new();
    loop {
        let rest = bytes.get(at..)?;
        at += if escapes { memchr::memchr2(b'\'', b'\\', rest)? } else { memchr::memchr(b'\'', rest)? };
        if bytes.get(at) == Some(&b'\\') {
            out.push_str(text.get(start..at)?);
            let escaped = text.get(at + 1..)?.chars().next()?;
            out.push(unescaped(escaped));
            at += 1 + escaped.len_utf8();
            start = at;
        } else if bytes.get(at + 1) == Some(&b'\'') {
            out.push_str(text.get(start..=at)?);
            at += 2;
            start = at;
        } else {
            // A quote at the end of what is there may be the first of two.
            bytes.get(at + 1)?;
            let last = text.get(start..at)?;
            if out.is_empty() {
                return Some((Cow::Borrowed(last), at + 1));
            }
            out.push_str(last);
            return Some((Cow::Owned(out), at + 1));
        }
    }
}

fn unescaped(character: char) -> char {
    match character {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' | 'b' | 'Z' => ' ',
        other => other,
    }
}

/// A value of `COPY`, without its escapes; empty for null.
pub(super) fn copied(value: &str) -> Cow<'_, str> {
    if value == "\\N" {
        return Cow::Borrowed("");
    }
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => out.extend(characters.next().map(unescaped)),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// Whether a text is a plain number; one with a leading zero is a code.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.matches('.').count() < 2
        && digits.bytes().any(|byte| byte.is_ascii_digit())
        && !(digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0."))
}
