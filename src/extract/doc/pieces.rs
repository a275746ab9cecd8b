//! The piece table: the text in its order, wherever its pieces stand in the stream ([MS-DOC] 2.9.38).

use crate::extract::bytes::{u16_at, u32_at, usize_at};

/// A piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Characters.
    pub(super) length: u32,
    /// Its first byte in the stream.
    pub(super) start: u32,
    /// Two bytes a character, or one.
    pub(super) wide: bool,
}

/// The pieces; none where there is no such table.
pub(super) fn read(clx: &[u8], is_97: bool) -> Option<Vec<Piece>> {
    let mut rest = clx;
    // Before it stand properties that pieces share.
    while rest.first() == Some(&1) {
        rest = rest.get(3 + usize::from(u16_at(rest, 1)?)..)?;
    }
    if rest.first() != Some(&2) {
        return None;
    }
    let length = usize_at(rest, 1)?;
    let table = rest.get(5..)?;
    let table = table.get(..length.min(table.len()))?;
    // One place more than there are pieces, of 8 bytes each.
    let count = table.len().checked_sub(4)? / 12;
    let pieces = (0..count).map_while(|at| {
        let length = u32_at(table, at * 4 + 4)?.checked_sub(u32_at(table, at * 4)?)?;
        let place = u32_at(table, (count + 1) * 4 + at * 8 + 2)?;
        let narrow = place & 0x4000_0000 != 0;
        Some(match (is_97, narrow) {
            (false, _) => Piece { length, start: place, wide: false },
            (true, true) => Piece { length, start: (place & 0x3FFF_FFFF) / 2, wide: false },
            (true, false) => Piece { length, start: place & 0x3FFF_FFFF, wide: true },
        })
    });
    Some(pieces.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_both_widths() {
        let mut clx = vec![1, 2, 0, 9, 9, 2, 28, 0, 0, 0];
        for number in [0_u32, 5, 8] {
            clx.extend(number.to_le_bytes());
        }
        for place in [0x4000_0800_u32, 0x600] {
            clx.extend([0, 0]);
            clx.extend(place.to_le_bytes());
            clx.extend([0, 0]);
        }
        let want = [Piece { length: 5, start: 0x400, wide: false }, Piece { length: 3, start: 0x600, wide: true }];
        assert_eq!(read(&clx, true).unwrap(), want);
        for cut in 0..clx.len() {
            let _ = read(&clx[..cut], true);
        }
        assert_eq!(read(b"\x03", true), None);
        assert_eq!(read(b"", true), None);
    }
}
