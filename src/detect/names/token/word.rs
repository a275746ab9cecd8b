//! Where words stand and how they are written, a byte at a time: nearly every word is plain ASCII, and what its bytes are
//! tells its shape while its end is looked for. What is not plain is left to the slower reading by characters.

use super::{Gap, Shape, char_at, is_mark, is_word};
use std::ops::Range;

/// Classes of bytes, a bit each.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const APOSTROPHE: u8 = 8;
const HYPHEN: u8 = 16;
/// Not ASCII.
const HIGH: u8 = 32;
const LETTER: u8 = LOWER | UPPER;
const INNER: u8 = LETTER | DIGIT;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\'' | b'`' => APOSTROPHE,
            b'-' => HYPHEN,
            0x80.. => HIGH,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

/// The class of the byte at a place; none outside.
fn class(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(0, |byte| class_of(*byte))
}

fn class_of(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Where the next word starts.
pub(super) fn start(line: &str, from: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = from;
    loop {
        let class = class(bytes, at);
        if class & INNER != 0 {
            return Some(at);
        }
        if class & HIGH == 0 {
            at += 1;
            if at >= bytes.len() {
                return None;
            }
            continue;
        }
        let c = char_at(line, at)?;
        if is_word(c) && !is_mark(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// A word of ASCII alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    /// One past its last byte.
    pub(super) end: usize,
    /// Class of its first byte, and those of the others.
    first: u8,
    rest: u8,
}

/// The word that starts here, where it is of ASCII alone.
pub(super) fn plain(bytes: &[u8], start: usize) -> Option<Plain> {
    let first = class(bytes, start);
    if first & INNER == 0 {
        return None;
    }
    let (mut at, mut rest, mut before) = (start + 1, 0, first);
    loop {
        let class_here = class(bytes, at);
        if class_here & INNER == 0 {
            if class_here == 0 {
                break;
            }
            let behind = class(bytes, at + 1);
            if (class_here | behind) & HIGH != 0 {
                return None;
            }
            if behind & LETTER == 0 || class_here == HYPHEN && before == DIGIT {
                break;
            }
        }
        rest |= class_here;
        before = class_here;
        at += 1;
    }
    Some(Plain { end: at, first, rest })
}

impl Plain {
    /// How it is written, where its bytes tell; a possessive is part of the word here.
    pub(super) fn shape(self) -> Option<Shape> {
        match (self.first, self.rest) {
            (LOWER, rest) if rest & UPPER == 0 => Some(Shape::Lower),
            (UPPER, 0) => Some(Shape::Initial),
            (UPPER, LOWER) => Some(Shape::Capital),
            (UPPER, UPPER) => Some(Shape::Upper),
            (DIGIT, rest) if rest & HYPHEN == 0 => Some(Shape::Number),
            _ => None,
        }
    }

    /// Whether an apostrophe stands in it.
    pub(super) fn has_apostrophe(self) -> bool {
        self.rest & APOSTROPHE != 0
    }

    /// Whether a hyphen stands in it.
    pub(super) fn has_hyphen(self) -> bool {
        self.rest & HYPHEN != 0
    }
}

/// What one or two bytes between words say; none where more is to be looked at.
pub(super) fn gap(between: &[u8]) -> Option<Gap> {
    Some(match between {
        [b' '] | [b'_'] => Gap::Space,
        [b','] | [b',', b' '] => Gap::Comma,
        [b'.'] => Gap::TightPoint,
        [b'.', b' '] => Gap::Point,
        [b'@'] => Gap::At,
        [b':'] | [b':', b' '] => Gap::Colon,
        [b'-' | b'/' | b'\'' | b'"' | b'(' | b')' | b';' | b'!' | b'?'] => Gap::Break,
        [b'(' | b')' | b';' | b'!' | b'?', b' '] | [b' ', b'(' | b'"' | b'-' | b' '] => Gap::Break,
        _ => return None,
    })
}

/// The next byte from here on that is a capital or no ASCII.
pub(super) fn next_capital(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (chunks, tail) = rest.as_chunks::<8>();
    for (number, chunk) in chunks.iter().enumerate() {
        let marks = capitals(u64::from_le_bytes(*chunk));
        if marks != 0 {
            return Some(from + number * 8 + marks.trailing_zeros() as usize / 8);
        }
    }
    let behind = rest.len() - tail.len();
    tail.iter().position(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()).map(|at| from + behind + at)
}

/// The upper bit of each of eight bytes that is a capital or no ASCII.
fn capitals(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = eight & (EACH * 0x7F);
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let above_z = low + EACH * (0x7F - b'Z' as u64);
    (from_a & !above_z | eight) & (EACH * 0x80)
}

/// Whether the next word behind a place starts with a capital; none where something beyond ASCII comes first.
pub(super) fn is_before_capital(bytes: &[u8], from: usize) -> Option<bool> {
    let next = bytes.get(from..)?.iter().map(|byte| class_of(*byte)).find(|class| class & (INNER | HIGH) != 0);
    match next {
        Some(HIGH) => None,
        next => Some(next == Some(UPPER)),
    }
}

/// The word before the one that starts at `at`, where there is one; none where either is not parted from its neighbours by
/// ASCII, or where it is neither a number nor a word of small letters.
pub(super) fn lower_before(bytes: &[u8], at: usize) -> Option<Option<Range<usize>>> {
    let head = bytes.get(..at)?;
    if head.last().is_some_and(|byte| class_of(*byte) != 0) {
        return None;
    }
    let Some(last) = head.iter().rposition(|byte| class_of(*byte) & (INNER | HIGH) != 0) else { return Some(None) };
    let kind = class(bytes, last);
    if kind != LOWER && kind != DIGIT {
        return None;
    }
    let start = head.get(..last)?.iter().rposition(|byte| class_of(*byte) != kind).map_or(0, |before| before + 1);
    match start.checked_sub(1).map_or(0, |before| class(bytes, before)) {
        0 => Some((kind == LOWER).then_some(start..last + 1)),
        _ => None,
    }
}
