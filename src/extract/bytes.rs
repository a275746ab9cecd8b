//! Little-endian numbers and UTF-16 out of bytes that may end anywhere.

/// The bytes at `at`, as an array.
pub(crate) fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

/// The unsigned 16-bit number at `at`.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_le_bytes)
}

/// The unsigned 32-bit number at `at`.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

/// The unsigned 32-bit number at `at`, as a length or a place in memory.
pub(crate) fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|number| usize::try_from(number).ok())
}

/// The unsigned 64-bit number at `at`.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_le_bytes)
}

/// The 64-bit floating-point number at `at`.
pub(crate) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    array(bytes, at).map(f64::from_le_bytes)
}

/// Appends UTF-16 (little-endian); halves of pairs become U+FFFD, an odd byte at the end is left away.
pub(crate) fn push_utf16(bytes: &[u8], out: &mut String) {
    let units = bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    out.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// UTF-16 up to its first NUL.
pub(crate) fn utf16_z(bytes: &[u8]) -> String {
    let mut text = String::new();
    push_utf16(bytes, &mut text);
    text.truncate(text.find('\0').unwrap_or(text.len()));
    text
}

/// Appends bytes that are the low halves of UTF-16 units.
pub(crate) fn push_latin1(bytes: &[u8], out: &mut String) {
    out.extend(bytes.iter().map(|&byte| char::from(byte)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_none() {
        let bytes = [1, 2, 3, 4, 5];
        assert_eq!(u16_at(&bytes, 3), Some(0x0504));
        assert_eq!(u16_at(&bytes, 4), None);
        assert_eq!(u32_at(&bytes, 1), Some(0x0504_0302));
        assert_eq!(u64_at(&bytes, 0), None);
        assert_eq!(u32_at(&bytes, usize::MAX), None);
    }

    #[test]
    fn utf16_takes_what_it_gets() {
        assert_eq!(utf16_z(b"A\0n\0n\0\0\0x\0"), "Ann");
        let mut text = String::new();
        push_utf16(&[0x3D, 0xD8, 0x41, 0], &mut text);
        assert_eq!(text, "\u{fffd}A");
    }
}
