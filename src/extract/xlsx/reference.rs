//! Cell references and the escapes of spreadsheet text.

/// Rows of a sheet.
const MAX_ROW: u32 = 1_048_576;
/// Columns of a sheet.
const MAX_COLUMN: u32 = 16_384;
/// So many digits never make a number too great.
const SAFE_DIGITS: usize = 9;

/// The 0-based column and, where it is there, the 1-based row of `C6`. None: no reference within a sheet's bounds.
#[inline]
pub(super) fn parse(reference: &[u8]) -> Option<(u32, Option<u32>)> {
    let mut column: u32 = 0;
    let mut at = 0;
    for &byte in reference {
        match byte {
            b'A'..=b'Z' => column = column * 26 + u32::from(byte - b'A' + 1),
            b'a'..=b'z' => column = column * 26 + u32::from(byte - b'a' + 1),
            b'$' => {}
            _ => break,
        }
        if column > MAX_COLUMN {
            return None;
        }
        at += 1;
    }
    let row = reference.get(at..).unwrap_or_default();
    let row = if row.is_empty() { None } else { Some(row_number(row)?) };
    Some((column.checked_sub(1)?, row))
}

/// A 1-based row number within a sheet's bounds.
#[inline]
pub(super) fn row_number(digits: &[u8]) -> Option<u32> {
    unsigned(digits).filter(|row| (1..=MAX_ROW).contains(row))
}

/// A whole number; blanks around it do not count.
#[inline]
pub(super) fn unsigned(digits: &[u8]) -> Option<u32> {
    let digits = digits.trim_ascii();
    if digits.is_empty() {
        return None;
    }
    if digits.len() > SAFE_DIGITS {
        return digits.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(digits).ok()?.parse().ok())?;
    }
    let mut number = 0;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some(number)
}

/// Decodes `_x000D_` in what stands in `text` from `from` on.
pub(super) fn unescape(text: &mut String, from: usize) {
    let Some(first) = text.get(from..).and_then(|tail| find_escape(tail.as_bytes())) else { return };
    let escaped = text.split_off(from + first);
    let mut rest = &*escaped;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        text.push_str(before);
        let (decoded, length) = escape_at(escape);
        text.push_str(decoded.encode_utf8(&mut [0; 4]));
        rest = escape.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
}

/// The first `_x`. Texts are short: one search for a byte costs less than to set up one for two.
fn find_escape(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'_', text).find(|at| text.get(at + 1) == Some(&b'x'))
}

/// The character that the escape at the start of `text` stands for, and its length; `_` itself where it is none.
fn escape_at(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let escape = text.get(at..at + 7)?.strip_prefix("_x")?.strip_suffix('_')?;
        if !escape.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u16::from_str_radix(escape, 16).ok()
    };
    let Some(first) = unit(0) else { return ('_', 1) };
    match char::from_u32(first.into()) {
        // A line break of two characters is one.
        Some('\r') => ('\n', if text.get(7..8) == Some("\n") { 8 } else { 7 }),
        Some(character) => (character, 7),
        None => match char::decode_utf16([first, unit(7).unwrap_or(0)]).next() {
            Some(Ok(character)) => (character, 14),
            _ => (char::REPLACEMENT_CHARACTER, 7),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_keep_to_the_sheet() {
        for (reference, want) in [
            ("C6", Some((2, Some(6)))),
            ("$AA$1", Some((26, Some(1)))),
            ("xfd1048576", Some((16_383, Some(1_048_576)))),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("ZZZZZZZZZZZZZZ1", None),
            ("A99999999999999999999", None),
            ("12", None),
            ("B", Some((1, None))),
            ("", None),
        ] {
            assert_eq!(parse(reference.as_bytes()), want, "{reference}");
        }
    }

    #[test]
    fn whole_numbers_keep_to_their_bounds() {
        for (digits, want) in [
            ("0", Some(0)),
            (" 17\n", Some(17)),
            ("999999999", Some(999_999_999)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("0000000000000000012", Some(12)),
            ("99999999999999999999999", None),
            ("", None),
            ("+1", None),
            ("+1234567890", None),
            ("1 2", None),
            ("12345678901x", None),
        ] {
            assert_eq!(unsigned(digits.as_bytes()), want, "{digits}");
        }
    }

    #[test]
    fn escapes_decode_once() {
        for (text, want) in [
            ("a_x000D_b", "a\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_x000D_\nb", "a\nb"),
            ("a_x00", "a_x00"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_xD83D__xDE00_!", "\u{1F600}!"),
            ("_xD83D_!", "\u{FFFD}!"),
            ("file_xé0000_", "file_xé0000_"),
            ("_x0041__x0042_", "AB"),
        ] {
            let mut out = format!("<{text}");
            unescape(&mut out, 1);
            assert_eq!(out, format!("<{want}"));
        }
    }
}
