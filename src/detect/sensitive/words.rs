//! Words of a text, one at a time, without allocation: folded (case, diacritics, ligatures) into a hash on the way.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A longer word is no word of any list; its hash is not looked up.
const LONGEST: usize = 64;

/// Stands for any number in a phrase of the lists, where it is written `#`.
pub(in crate::detect) const NUMBER: u64 = 1;

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
    /// Whether it holds letters, and no small one.
    pub capitals: bool,
}

/// The next word at or after `from`.
pub(in crate::detect) fn next(text: &str, from: usize) -> Option<Word> {
    let rest = text.get(from..)?;
    let (at, first) = rest.char_indices().find(|(_, c)| is_word(*c))?;
    let start = from + at;
    Some(if first.is_ascii_digit() { number(text, start) } else { letters(text, start) })
}

fn letters(text: &str, start: usize) -> Word {
    let mut hash = Hash::default();
    let (mut end, mut capital, mut capitals, mut first) = (start, false, true, true);
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        if !is_word(c) && !is_combining_mark(c) {
            break;
        }
        if first {
            capital = c.is_uppercase();
            first = false;
        }
        capitals &= !c.is_lowercase();
        end = start + at + c.len_utf8();
        if at < LONGEST {
            fold(c, &mut |byte| hash.push(byte));
        }
    }
    let known = end - start <= LONGEST;
    let (hash, stems) = if known { (hash.now, hash.stems()) } else { (0, [0, 0]) };
    Word { start, end, hash, stems, number: false, capital, capitals }
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
    Word { start, end, hash: hash.now, stems: [hash.now; 2], number: true, capital: false, capitals: false }
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
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
    fn push(&mut self, byte: u8) {
        self.before = [self.now, self.before[0]];
        self.bytes = [byte, self.bytes[0]];
        self.length += 1;
        self.now = (self.now ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

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
