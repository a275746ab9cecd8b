//! What the words of a cell are worth as a name, in log-odds, set by hand: a cell has no surroundings that a model could
//! learn from, and its column is judged elsewhere.

use super::super::lexicon::{Entry, Flag};
use super::token::{Shape, Token};

/// Taken off every possible full name: two good words outweigh it, two unknown ones do not.
pub(super) const FULL_BIAS: f32 = 2.2;
/// Taken off a single word: it needs a title, a trigger or an earlier mention.
pub(super) const SINGLE_BIAS: f32 = 3.2;
/// A level of the given-name scale, on top of [`UNKNOWN`]: the most usual name alone makes a full name.
const GIVEN_LEVEL: f32 = 0.25;
/// A level of the surname scale: a little less, many surnames are words and places.
const SURNAME_LEVEL: f32 = 0.24;
/// A level of ordinariness above [`ORDINARY_FREE`], of a word that is a name too.
const ORDINARY_LEVEL: f32 = 0.33;
/// Levels of ordinariness that a name may have for nothing.
const ORDINARY_FREE: u8 = 3;
/// A word far more ordinary than it is a name: `Day`, `Best`.
const MOSTLY_ORDINARY: f32 = 1.2;
/// A word that is no name at all: a base, and for each level of ordinariness.
const NO_NAME: f32 = 1.0;
const NO_NAME_LEVEL: f32 = 0.35;
/// A capitalised word in no list: perhaps a name of a culture that the lists lack.
const UNKNOWN: f32 = 0.9;
/// The same in capitals and as short as an acronym.
const UNKNOWN_UPPER: f32 = 0.3;
const ACRONYM: usize = 4;
/// A surname where a given name should stand, and the other way round (`Anna Maria`). A rare one says nothing.
const SURNAME_AS_GIVEN: f32 = -0.8;
const RARE: u8 = 2;
const GIVEN_AS_SURNAME: f32 = 0.5;
/// A given name that is a surname far more often: `Baker`.
const RATHER_SURNAME: f32 = 0.9;
/// An initial in place of a given name.
const INITIAL_BARE: f32 = 0.4;
/// A word of an organisation, a brand, an eponym inside the name; half where it is a usual surname (`Bell`).
const ORGANISATION: f32 = 3.0;
/// A word of a place inside the name (`Hall`, `Street`).
const PLACE: f32 = 2.4;
/// A city, a country, a nationality, a month that is no usual given name.
const GEOGRAPHY: f32 = 1.6;
/// Where the surname stands first without a comma.
pub(super) const REVERSED: f32 = 0.9;
/// What a middle word counts for, in parts of a last one.
const MIDDLE: f32 = 0.4;

/// What a token is worth as a given name.
pub(super) fn given(token: &Token) -> f32 {
    let entry = token.word.entry;
    if token.shape == Shape::Initial {
        return INITIAL_BARE;
    }
    let known = match (entry.given(), entry.surname()) {
        (0, 0) => return no_list(token) - flags(entry, entry.given()),
        (0, surname) if surname <= RARE => UNKNOWN - ordinary(entry, 0),
        (0, _) => SURNAME_AS_GIVEN - ordinary(entry, 0),
        (level, surname) => {
            let rather = if surname > level + 2 { RATHER_SURNAME } else { 0.0 };
            UNKNOWN + f32::from(level) * GIVEN_LEVEL - rather - ordinary(entry, level.max(surname))
        }
    };
    known - flags(entry, entry.given())
}

/// What a token is worth as a surname.
pub(super) fn surname(token: &Token) -> f32 {
    let entry = token.word.entry;
    let known = match (entry.given(), entry.surname()) {
        (0, 0) => return no_list(token) - flags(entry, 0),
        (level, 0) => GIVEN_AS_SURNAME - ordinary(entry, level),
        (given, level) => UNKNOWN + f32::from(level) * SURNAME_LEVEL - ordinary(entry, level.max(given)),
    };
    known - flags(entry, entry.surname())
}

/// The words of a full name in order: given names or initials, and the surname last.
pub(super) fn full(first: &Token, middle: &[Token], last: &Token) -> f32 {
    let between: f32 = middle
        .iter()
        .filter(|token| token.shape != Shape::Initial && token.shape != Shape::Lower)
        .map(|token| (given(token).max(surname(token)) * MIDDLE).min(0.6))
        .sum();
    given(first) + between + surname(last)
}

/// From log-odds to a score.
pub(super) fn score(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// A word in no list of names.
fn no_list(token: &Token) -> f32 {
    let entry = token.word.entry;
    if entry.ordinary() > 0 {
        return -NO_NAME - f32::from(entry.ordinary()) * NO_NAME_LEVEL;
    }
    match token.shape {
        Shape::Uncased => 0.0,
        Shape::Upper if token.end - token.start <= ACRONYM => UNKNOWN_UPPER,
        _ => UNKNOWN,
    }
}

/// What a name loses by being an ordinary word.
fn ordinary(entry: Entry, name_level: u8) -> f32 {
    let level = entry.ordinary();
    let mostly = if level >= name_level + 3 { MOSTLY_ORDINARY } else { 0.0 };
    f32::from(level.saturating_sub(ORDINARY_FREE)) * ORDINARY_LEVEL + mostly
}

/// What a word loses by what else is called so.
fn flags(entry: Entry, level: u8) -> f32 {
    let any = |flags: &[Flag]| flags.iter().any(|flag| entry.has(*flag));
    let usual = level >= 6;
    if any(&[Flag::Organisation, Flag::Eponym, Flag::Brand, Flag::Role]) {
        return if usual { ORGANISATION * 0.4 } else { ORGANISATION };
    }
    if entry.has(Flag::Place) {
        return if usual { PLACE * 0.7 } else { PLACE };
    }
    let geography = any(&[Flag::City, Flag::Country, Flag::Nationality, Flag::Calendar]);
    if geography && !usual { GEOGRAPHY } else { 0.0 }
}
