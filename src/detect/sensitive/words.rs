//! Words of a text, one at a time, without allocation: folded (case, diacritics, ligatures) into a hash on the way.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A longer word is no word of any list; its hash is not looked up.
const LONGEST: usize = 64;

/// Stands for any number in a phrase of the lists, where it is written `#`.
pub(in crate::detect) const NUMBER: u64 = 1;

/// Stands for any one word in a phrase of the lists, where it is written `*`.
pub(in crate::detect) const ANY: u64 = 2;

/// A run of letters and digits, or a number with its decimals and per cent sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::detect) struct Word {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Of the folded word.
    pub hash: u64,
    /// Of the folded word without a final `s`, and without a final `es`; the hash itself where there is none.
    pub stems: [u64; 2],
    /// Whether it begins with a digit.
    pub number: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// What a byte is folded to within a word; 0 where it ends one; [`WIDE`] where it begins a character beyond ASCII.
static FOLDED: [u8; 256] = folded();
const WIDE: u8 = 0xff;

const fn folded() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        table[byte] = match ascii {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => ascii.to_ascii_lowercase(),
            0x80.. => WIDE,
            _ => 0,
        };
        byte += 1;
    }
    table
}

fn kind(byte: u8) -> u8 {
    FOLDED[usize::from(byte)]
}

/// The next word at or after `from`.
#[inline]
pub(in crate::detect) fn next(text: &str, from: usize) -> Option<Word> {
    let start = begin(text, from)?;
    let first = *text.as_bytes().get(start)?;
    Some(if first.is_ascii_digit() { number(text, start) } else { letters(text, start) })
}

/// Where the next word begins.
#[inline]
fn begin(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(|byte| kind(*byte) != 0)?;
        if kind(*text.as_bytes().get(at)?) != WIDE {
            return Some(at);
        }
        let wide = text.get(at..)?.chars().next()?;
        if wide.is_alphanumeric() {
            return Some(at);
        }
        at += wide.len_utf8();
    }
}

#[inline]
fn letters(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let mut hash = Hash::default();
    let mut end = start;
    for byte in bytes {
        let folded = kind(*byte);
        if folded == 0 {
            break;
        }
        if folded == WIDE {
            return wide_letters(text, start);
        }
        hash.push(folded);
        end += 1;
    }
    let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
    word(start, end, capital, &hash)
}

/// The same where a character beyond ASCII stands in it or behind it.
#[cold]
fn wide_letters(text: &str, start: usize) -> Word {
    let rest = text.get(start..).unwrap_or_default();
    let mut hash = Hash::default();
    let mut end = start;
    for (at, c) in rest.char_indices() {
        if !c.is_alphanumeric() && !is_combining_mark(c) {
            break;
        }
        end = start + at + c.len_utf8();
        if at < LONGEST {
            fold(c, &mut |byte| hash.push(byte));
        }
    }
    word(start, end, rest.chars().next().is_some_and(char::is_uppercase), &hash)
}

fn word(start: usize, end: usize, capital: bool, hash: &Hash) -> Word {
    let known = end - start <= LONGEST;
    let (hash, stems) = if known { (hash.now, hash.stems()) } else { (0, [0, 0]) };
    Word { start, end, hash, stems, number: false, capital }
}

/// Digits, with `72.5`, `4/5`, `72 %` as one word; letters directly behind (`3rd`) belong to it too.
fn number(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end) || (matches!(bytes.get(end), Some(b'.' | b',' | b'/')) && digit(end + 1)) {
        end += 1;
    }
    let mut hash = Hash::default();
    for byte in bytes.get(start..end.min(start + LONGEST)).unwrap_or_default() {
        hash.push(*byte);
    }
    let plain = end;
    end += bytes.get(end..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if end == plain {
        let space = usize::from(bytes.get(end) == Some(&b' '));
        if bytes.get(end + space) == Some(&b'%') {
            end += space + 1;
        }
    }
    Word { start, end, hash: hash.now, stems: [hash.now; 2], number: true, capital: false }
}

/// Small, without diacritics, ligatures resolved; byte by byte.
pub(in crate::detect) fn fold(c: char, push: &mut impl FnMut(u8)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase() as u8);
    }
    match c {
        'ß' | 'ẞ' => "ss".bytes().for_each(push),
        'æ' | 'Æ' => "ae".bytes().for_each(push),
        'œ' | 'Œ' => "oe".bytes().for_each(push),
        'ø' | 'Ø' => push(b'o'),
        'ł' | 'Ł' => push(b'l'),
        'đ' | 'Đ' => push(b'd'),
        'ı' => push(b'i'),
        _ => decompose_canonical(c, |part| {
            if is_combining_mark(part) {
                return;
            }
            for small in part.to_lowercase() {
                let mut buffer = [0; 4];
                small.encode_utf8(&mut buffer).bytes().for_each(&mut *push);
            }
        }),
    }
}

/// FNV-1a that remembers its last values, so that a final `s` or `es` can be taken back.
#[derive(Clone, Copy)]
struct Hash {
    now: u64,
    before: [u64; 2],
    bytes: [u8; 2],
    length: usize,
}

impl Default for Hash {
    fn default() -> Self {
        let seed = 0xcbf2_9ce4_8422_2325;
        Self { now: seed, before: [seed; 2], bytes: [0; 2], length: 0 }
    }
}

impl Hash {
    #[inline]
    fn push(&mut self, byte: u8) {
        self.before = [self.now, self.before[0]];
        self.bytes = [byte, self.bytes[0]];
        self.length += 1;
        self.now = (self.now ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    #[inline]
    fn stems(&self) -> [u64; 2] {
        if self.length < 5 || self.bytes[0] != b's' {
            return [self.now; 2];
        }
        let second = if self.bytes[1] == b'e' { self.before[1] } else { self.before[0] };
        [self.before[0], second]
    }
}

/// The hash of one folded word of a list.
pub(in crate::detect) fn hash(word: &str) -> u64 {
    let mut hash = Hash::default();
    word.chars().for_each(|c| fold(c, &mut |byte| hash.push(byte)));
    hash.now
}
