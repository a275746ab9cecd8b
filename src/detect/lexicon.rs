//! What is known of a single word: how usual it is as a given name, as a surname and as an ordinary word, and whether it
//! is a title, a particle, part of an organisation's or a place's name. One static table, made by `build.rs` from
//! `rules/lexicon/`; a look-up costs one hash and about one probe, and start-up costs nothing.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use xxhash_rust::xxh3::xxh3_64;

/// Slots of eight bytes, little-endian: hash tag above, payload below ([`Entry`]).
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// Bits of a slot that belong to the payload.
const PAYLOAD_BITS: u32 = 36;

/// A word longer than this, folded, is not looked up: no name is.
const MAX_FOLDED: usize = 48;

/// One bit of knowledge about a word. The numbers are those of `build.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    /// `mr`, `dr`, `frau`: stands before a name.
    Title = 12,
    /// `van`, `de`, `bin`: stands inside a name.
    Particle = 13,
    /// `ltd`, `university`: stands in the name of an organisation.
    Organisation = 14,
    /// `street`, `airport`: stands in the name of a place.
    Place = 15,
    /// `theorem`, `syndrome`: what is called after people.
    Eponym = 16,
    /// A month, a weekday.
    Calendar = 17,
    /// A language or nationality.
    Nationality = 18,
    /// A country.
    Country = 19,
    /// A large city or a region.
    City = 20,
    /// A brand, product or font.
    Brand = 21,
    /// A job or role: `manager`, `coach`.
    Role = 22,
    /// `dear`: in front of a name at the start of a letter.
    Greeting = 23,
    /// `regards`: ends a letter, above the name.
    Closing = 24,
    /// `by`, `contact`: directly in front of a person.
    Dealing = 25,
    /// `spoke`: what somebody did with or to a person.
    Dealt = 26,
    /// `with`: between such a word and the person.
    Link = 27,
    /// `said`: what a person does right behind a name.
    Speech = 28,
    /// `head`: what a person is, behind a comma.
    Job = 29,
    /// A title that is an ordinary word, too: `major`.
    WeakTitle = 30,
    /// `the`: in front of what is no person.
    Article = 31,
    /// `in`: in front of a place more often than of a person.
    Preposition = 32,
    /// `and`: between two names.
    Conjunction = 33,
    /// `cc`: a label that no column header has.
    Label = 34,
    /// What is written about or for one person: `CV`, `appraisal`.
    Paper = 35,
}

/// Some flags in one value, to ask for all of them at once.
pub(crate) const fn mask(flags: &[Flag]) -> u64 {
    let (mut mask, mut at) = (0, 0);
    while at < flags.len() {
        mask |= 1 << (flags[at] as u32);
        at += 1;
    }
    mask
}

/// What the table says of a word; all zero for a word that it does not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry(u64);

impl Entry {
    /// How usual it is as a given name: 0 not one, 9 the most usual.
    pub(crate) fn given(self) -> u8 {
        (self.0 & 0xF) as u8
    }

    /// How usual it is as a surname: 0 not one, 9 the most usual.
    pub(crate) fn surname(self) -> u8 {
        (self.0 >> 4 & 0xF) as u8
    }

    /// How usual it is as an ordinary word: 0 not one, 9 like `the`.
    pub(crate) fn ordinary(self) -> u8 {
        (self.0 >> 8 & 0xF) as u8
    }

    /// Whether the table says `flag` of it.
    pub(crate) fn has(self, flag: Flag) -> bool {
        self.0 >> (flag as u32) & 1 == 1
    }

    /// Whether the table says any of the flags of a [`mask`] of it.
    pub(crate) fn has_any(self, mask: u64) -> bool {
        self.0 & mask != 0
    }

    /// What two halves of a hyphenated word say together: the better name, the less ordinary, the flags of both.
    pub(crate) fn compound(self, other: Self) -> Self {
        let given = self.given().max(other.given());
        let surname = self.surname().max(other.surname());
        let ordinary = self.ordinary().min(other.ordinary());
        let flags = (self.0 | other.0) & !0xFFF;
        Self(u64::from(given) | u64::from(surname) << 4 | u64::from(ordinary) << 8 | flags)
    }

    /// Whether the table holds the word at all.
    pub(crate) fn is_known(self) -> bool {
        self.0 != 0
    }
}

/// A word after folding: lower case, without diacritics, apostrophes and points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of the folded word: equal for equal words however they are written. 0 where nothing is left of it.
    pub(crate) key: u64,
    /// What the table says of it.
    pub(crate) entry: Entry,
}

/// Folds one word and looks it up. Nothing is allocated for ASCII.
pub(crate) fn word(text: &str) -> Word {
    fold(text).map_or_else(Word::default, |folded| folded.word())
}

/// Folds one word; none where nothing is left of it or it is too long for a name.
pub(crate) fn fold(text: &str) -> Option<Folded> {
    let mut folded = Folded::default();
    (folded.fold(text) && folded.length > 0).then_some(folded)
}

fn find(key: u64) -> Entry {
    let slots = (TABLE.len() / 8) as u64;
    let tag = key << PAYLOAD_BITS;
    let mut at = ((u128::from(key) * u128::from(slots)) >> 64) as usize;
    for _ in 0..slots {
        let Some(slot) = TABLE.get(at * 8..at * 8 + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes)
        else {
            return Entry::default();
        };
        if slot == 0 {
            break;
        }
        if slot >> PAYLOAD_BITS << PAYLOAD_BITS == tag {
            return Entry(slot & ((1 << PAYLOAD_BITS) - 1));
        }
        at = if at as u64 + 1 == slots { 0 } else { at + 1 };
    }
    Entry::default()
}

/// A folded word on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; MAX_FOLDED],
    length: usize,
}

impl Default for Folded {
    fn default() -> Self {
        Self { bytes: [0; MAX_FOLDED], length: 0 }
    }
}

impl Folded {
    /// Looks it up.
    pub(crate) fn word(&self) -> Word {
        let key = xxh3_64(self.bytes());
        Word { key, entry: find(key) }
    }

    /// Its text.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// False where the word is too long.
    fn fold(&mut self, text: &str) -> bool {
        if text.is_ascii() {
            text.bytes().filter(u8::is_ascii_alphanumeric).all(|byte| self.push(byte.to_ascii_lowercase()))
        } else {
            text.nfkd().filter(|c| !is_combining_mark(*c)).all(|c| self.push_char(c))
        }
    }

    fn push(&mut self, byte: u8) -> bool {
        let Some(slot) = self.bytes.get_mut(self.length) else { return false };
        *slot = byte;
        self.length += 1;
        true
    }

    fn push_char(&mut self, c: char) -> bool {
        let plain = plain(c);
        if !plain.is_empty() {
            return plain.bytes().all(|byte| self.push(byte));
        }
        if !c.is_alphanumeric() {
            return true;
        }
        let mut encoded = [0; 4];
        c.to_lowercase()
            .filter(|c| !is_combining_mark(*c))
            .all(|c| c.encode_utf8(&mut encoded).bytes().all(|byte| self.push(byte)))
    }
}

/// Letters that decomposition leaves as they are, as people type them without such a keyboard. `build.py` does the same.
fn plain(c: char) -> &'static str {
    match c {
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ı' => "i",
        _ => "",
    }
}

#[cfg(test)]
mod tests;
