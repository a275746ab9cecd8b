//! What the words of a possible name are worth, in log-odds. All weights of name detection stand here; they were set by
//! hand, from what each kind of evidence should be able to do alone and together.

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
/// An initial in place of a given name, with a point and without.
pub(super) const INITIAL_POINT: f32 = 1.3;
pub(super) const INITIAL_BARE: f32 = 0.4;
/// A word of an organisation, a brand, an eponym inside the name; half where it is a usual surname (`Bell`).
const ORGANISATION: f32 = 3.0;
/// A word of a place inside the name (`Hall`, `Street`).
const PLACE: f32 = 2.4;
/// A city, a country, a nationality, a month that is no usual given name.
const GEOGRAPHY: f32 = 1.6;
/// A single word that is a city, a month, a place's or an organisation's word too.
const SINGLE_THING: f32 = -1.2;
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

/// What a single word loses by being something else too, however usual a name it is.
pub(super) fn single_thing(token: &Token) -> f32 {
    let flags = [Flag::City, Flag::Country, Flag::Calendar, Flag::Place, Flag::Organisation, Flag::Nationality];
    if flags.into_iter().any(|flag| token.has(flag)) { SINGLE_THING } else { 0.0 }
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

// What stands around a name.

/// `Dear`, `Hi` before it.
pub(super) const GREETING: f32 = 2.6;
/// `Kind regards,` on the line before.
pub(super) const CLOSING: f32 = 2.6;
/// A title before it; of a title that is an ordinary word too (`Major`) [`WEAK_TITLE`].
pub(super) const TITLE: f32 = 2.6;
pub(super) const WEAK_TITLE: f32 = 1.0;
/// `Attendee:`, `From:` in front of it; later in the same list [`LABEL_LIST`].
pub(super) const LABEL: f32 = 2.2;
pub(super) const LABEL_LIST: f32 = 1.6;
/// `Venue:` in front of it.
pub(super) const LABEL_THING: f32 = 2.0;
/// `met with`, `spoke to`, `coached by` before it.
pub(super) const DEALING: f32 = 1.4;
/// `with`, `for`, `by` alone before it.
pub(super) const LINK: f32 = 0.5;
/// A title such as `Coaching notes - ...`, `... CV`.
pub(super) const PAPER: f32 = 1.0;
/// One of its words stands alone elsewhere in the document, as people are spoken of after they were named.
pub(super) const ECHO: f32 = 1.2;
/// `John Lewis` alone is the shop; with a title or an address beside it a person.
pub(super) const NAMESAKE: f32 = -5.0;
/// `Surname, Surname and Surname`: partners of a firm.
pub(super) const COMMA_FIRM: f32 = -3.5;
/// `said`, `asked` after it.
pub(super) const SPEECH: f32 = 1.3;
/// `: ` after it at the start of a line: the speaker of a transcript.
pub(super) const SPEAKER: f32 = 0.9;
/// A job after it: `Anna Smith, Head of Sales`.
pub(super) const JOB: f32 = 0.9;
/// Two of its words in an e-mail address of the document, its last one, another one.
pub(super) const EMAIL_TWO: f32 = 3.0;
pub(super) const EMAIL_LAST: f32 = 1.9;
pub(super) const EMAIL_FIRST: f32 = 1.2;
/// An e-mail address or a phone number on the same line.
pub(super) const CONTACT: f32 = 0.6;
/// The line holds nothing else.
pub(super) const OWN_LINE: f32 = 0.3;
/// Another name in the line before or just before it in a list.
pub(super) const NEIGHBOUR: f32 = 0.8;
/// A single word that belongs to a full name of the document.
pub(super) const MENTION: f32 = 3.0;
/// `Surname, Given`: commas stand between other words too.
pub(super) const COMMA_ORDER: f32 = -0.6;
/// A first word that is a given name before all: `Anna, Peter` is a list.
pub(super) const COMMA_LIST: f32 = -1.5;
/// An organisation's, place's or eponym's word next to it.
pub(super) const THING_NEXT: f32 = -3.0;
/// The same word in small letters: `Smith house`.
pub(super) const THING_NEXT_LOWER: f32 = -0.8;
/// `'s Five Forces`, `'s hierarchy`.
pub(super) const EPONYM_NEXT: f32 = -3.0;
/// `&` next to it; next to a whole name [`AMPERSAND_FULL`].
pub(super) const AMPERSAND: f32 = -2.2;
pub(super) const AMPERSAND_FULL: f32 = -0.4;
/// `the` before it, and `in`, `at`.
pub(super) const ARTICLE: f32 = -1.0;
pub(super) const PLACE_BEFORE: f32 = -0.8;
/// A year in brackets, `et al` after it: an author of literature.
pub(super) const CITATION: f32 = -1.5;
/// A small number after it: `Windows Server 2019`, `Victoria Street 5`.
pub(super) const NUMBER_NEXT: f32 = -0.7;
/// An ordinary word at the start of a sentence has its capital from there.
pub(super) const SENTENCE_START: f32 = -0.8;
/// A line of mostly capitalised ordinary words is a heading.
pub(super) const HEADING: f32 = -1.2;
/// More capitalised words around it that are no name: part of a longer proper noun.
pub(super) const LONGER_NOUN: f32 = -1.4;
