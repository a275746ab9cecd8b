//! Postal addresses: a street with its house number, a UK postcode, or both in one line.

use super::lettered::postcode_end;
use super::raw::{Raw, Shapes};
use super::text::Text;
use crate::detect::validators::{Checked, alphanumerics_of};
use crate::rules::Validator;

/// Bytes that may stand between the house number and the postcode.
const REACH: usize = 120;
/// Words that may stand between the house number and the word for the street.
const STREET_WORDS: usize = 4;

/// Bytes that a town and a flat's number may take between a street and the state.
const TOWN: usize = 60;
/// Codes of the states (USPS Publication 28, appendix B).
const STATES: &[u8] =
    b"AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH \
OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR ";

/// Words for a street, as they end its name.
const STREETS: &[&str] = &[
    "alley",
    "approach",
    "arcade",
    "ave",
    "avenue",
    "bank",
    "boulevard",
    "broadway",
    "brow",
    "bypass",
    "causeway",
    "chase",
    "circle",
    "circus",
    "cl",
    "close",
    "common",
    "copse",
    "cottages",
    "court",
    "cres",
    "crescent",
    "croft",
    "ct",
    "dell",
    "dr",
    "drive",
    "embankment",
    "end",
    "esplanade",
    "estate",
    "fields",
    "fold",
    "gardens",
    "garth",
    "gate",
    "gdns",
    "glade",
    "glen",
    "green",
    "grove",
    "heights",
    "highway",
    "hill",
    "keys",
    "knoll",
    "lane",
    "lawn",
    "lea",
    "ln",
    "loaning",
    "lodge",
    "mead",
    "meadow",
    "meadows",
    "mews",
    "mount",
    "oval",
    "parade",
    "park",
    "passage",
    "path",
    "pike",
    "pl",
    "place",
    "plaza",
    "prospect",
    "quadrant",
    "quay",
    "rd",
    "ridge",
    "rise",
    "road",
    "row",
    "side",
    "sq",
    "square",
    "st",
    "street",
    "terrace",
    "top",
    "trail",
    "vale",
    "view",
    "village",
    "villas",
    "walk",
    "way",
    "wharf",
    "wood",
    "wynd",
    "yard",
];

/// Endings of German, Dutch and Nordic streets; those that end ordinary English words too (`-ring`, `-gade`) are left out.
const SUFFIXES: &[&str] = &[
    "straße", "strasse", "str.", "weg", "platz", "gasse", "allee", "damm", "ufer", "laan", "straat", "plein", "gracht",
    "gatan", "vägen", "veien", "katu",
];
/// Words before the name of Italian, Spanish, Portuguese and Polish streets.
const PREFIXES: &[&str] = &[
    "Via", "Viale", "Piazza", "Corso", "Calle", "C/", "Avenida", "Avda.", "Plaza", "Paseo", "Rua", "Praça", "ul.",
    "Ulica", "ulica", "Carrer",
];
/// Words for French streets, which stand between number and name.
const FRENCH: &[&str] = &[
    "rue",
    "avenue",
    "boulevard",
    "place",
    "chemin",
    "allée",
    "impasse",
    "quai",
    "route",
    "cours",
    "Rue",
    "Avenue",
    "Boulevard",
    "Place",
];
/// Small words within a name.
const PARTICLES: &[&str] = &[
    "de", "la", "le", "les", "du", "des", "del", "della", "di", "dei", "da", "do", "dos", "das", "van", "den", "der",
    "y", "e",
];

/// Words before the number of a home within a house.
const FLATS: &[&str] = &["Flat", "FLAT", "flat", "Apartment", "APARTMENT", "apartment", "Apt", "APT", "Apt."];

/// Tries a postcode whose letters stand right before the digits at `digits`.
pub(super) fn postcode(shapes: &Shapes, text: Text<'_>, digits: usize, out: &mut Vec<Raw>) {
    if !shapes.has(Validator::PostalAddress) && !shapes.has(Validator::UkPostcode) {
        return;
    }
    let start = text.run_back(digits, 3, |byte| byte.is_ascii_alphabetic());
    if digits - start > 2 || start == digits || !text.starts_apart(start) {
        return;
    }
    let Some(end) = postcode_end(text, start, digits) else { return };
    // The street that was found just before is the beginning of the same address; one with a postcode is a whole one, and a
    // list of postcodes is read in linear time.
    let street = out
        .last()
        .filter(|last| !last.notes.iter().any(|note| note.contains("postcode")))
        .filter(|last| last.span.end <= start && start - last.span.end <= REACH)
        .map(|last| last.span.clone());
    let same_line = street.filter(|street| {
        shapes.is_of(Validator::PostalAddress, out.last()) && !text.slice(street.end, start).contains(&b'\n')
    });
    match same_line {
        Some(street) => {
            out.pop();
            let flat = text.str(street.start, street.end).starts_with(|first: char| first.is_alphabetic());
            let (note, score) = if flat { ("flat, street and postcode", 0.55) } else { ("street and postcode", 0.45) };
            out.extend(of(shapes, text, street.start, end, note, score));
        }
        None => alone(shapes, text, start, end, out),
    }
}

/// Tries a street whose house number is the digits from `digits` to `end`.
pub(super) fn street(shapes: &Shapes, text: Text<'_>, digits: usize, end: usize, out: &mut Vec<Raw>) {
    if end - digits > 4 || !shapes.has(Validator::PostalAddress) || !text.starts_apart(digits) {
        return;
    }
    let letter = usize::from(text.at(end).is_ascii_alphabetic());
    let end = end + letter;
    let comma = usize::from(text.at(end) == b',');
    if text.blank(end + comma) == 0 || !is_capital(text, end + comma + text.blank(end + comma)) {
        return;
    }
    if let Some(street_end) = street_end(text, end + comma) {
        let digits = flat_before(text, digits);
        if let Some(zip_end) = american_end(text, street_end) {
            out.extend(of(shapes, text, digits, zip_end, "street, state and ZIP code", 0.45));
            return;
        }
        out.extend(of(shapes, text, digits, street_end, "house number and street", 0.3));
    }
}

/// A postcode without its street.
fn alone(shapes: &Shapes, text: Text<'_>, start: usize, end: usize, out: &mut Vec<Raw>) {
    let normal = alphanumerics_of(text.str(start, end));
    out.extend(shapes.raw(Validator::UkPostcode, start..end, Checked::unknown("postcode alone"), &normal));
}

/// Where an address starts whose street's number stands at `digits`: `Flat 3b, 14 ...`, `Flat 2 Albany Court`.
fn flat_before(text: Text<'_>, digits: usize) -> usize {
    let word_before = |end: usize| {
        let start = text.run_back(end, 10, |byte| byte.is_ascii_alphabetic() || byte == b'.');
        (FLATS.contains(&text.str(start, end)) && !text.before(start).is_ascii_alphanumeric()).then_some(start)
    };
    let head = text.run_back(digits, 2, |byte| matches!(byte, b' ' | b','));
    let number = text.run_back(head, 4, |byte| byte.is_ascii_alphanumeric());
    let numbered = (number < head && text.before(number) == b' ').then(|| word_before(number - 1)).flatten();
    numbered.or_else(|| word_before(head)).filter(|_| head < digits).unwrap_or(digits)
}

/// Where a ZIP code behind a state ends, some words after a street: `, Apt 4, Springfield, IL 62704-1234`.
fn american_end(text: Text<'_>, street_end: usize) -> Option<usize> {
    let mut from = street_end;
    loop {
        let start = text.run(from, TOWN + 1, |byte| {
            byte.is_ascii_alphabetic() || byte >= 0x80 || matches!(byte, b' ' | b',' | b'.' | b'#' | b'-' | b'\'')
        });
        let end = text.digits_end(start);
        if start == end || start - street_end > TOWN {
            return None;
        }
        from = end;
        let state = text.slice(start.saturating_sub(3), start.saturating_sub(1));
        let named = STATES.chunks(3).any(|have| state.len() == 2 && have.starts_with(state));
        if end - start == 5 && text.before(start) == b' ' && named && !text.before(start - 3).is_ascii_alphanumeric() {
            let long = text.run(end + 1, 5, |byte| byte.is_ascii_digit());
            return Some(if text.at(end) == b'-' && long == end + 5 { long } else { end });
        }
    }
}

/// Tries the streets of the continent: `Hauptstraße 12`, `Via Roma 12`, `12, rue de la Paix`.
pub(super) fn continental(shapes: &Shapes, text: Text<'_>, digits: usize, end: usize, out: &mut Vec<Raw>) {
    if end - digits > 3 || !shapes.has(Validator::PostalAddress) || !text.starts_apart(digits) {
        return;
    }
    let end = end + usize::from(text.at(end).is_ascii_lowercase());
    let span =
        named_before(text, digits).map(|start| (start, end)).or_else(|| french_end(text, end).map(|end| (digits, end)));
    if let Some((start, end)) = span.filter(|(_, end)| text.ends_apart(*end)) {
        out.extend(of(shapes, text, start, end, "house number and street", 0.3));
    }
}

/// Where the street starts whose house number stands at `digits`.
fn named_before(text: Text<'_>, digits: usize) -> Option<usize> {
    let low = digits.saturating_sub(48);
    let low = (low..=digits).find(|&at| text.text.is_char_boundary(at))?;
    let head = text.str(low, digits).strip_suffix(' ')?;
    let head = head.strip_suffix(',').unwrap_or(head);
    let mut start = head.len();
    for nth in 0..STREET_WORDS {
        let word_start = head.get(..start)?.rfind([' ', '\n', '\t', ',', ';', ':', '(', '"']).map_or(0, |at| at + 1);
        let word = head.get(word_start..start)?;
        let capital = word.starts_with(char::is_uppercase);
        let lower = word.to_lowercase();
        let suffixed =
            nth == 0 && SUFFIXES.iter().any(|suffix| lower.len() > suffix.len() + 2 && lower.ends_with(suffix));
        let prefixed = nth > 0 && PREFIXES.contains(&word);
        if (suffixed && capital) || prefixed {
            return Some(low + word_start);
        }
        if !(capital || PARTICLES.contains(&word)) || word_start == 0 || !head.get(..word_start)?.ends_with(' ') {
            return None;
        }
        start = word_start - 1;
    }
    None
}

/// Where a French street ends whose house number ends at `end`.
fn french_end(text: Text<'_>, end: usize) -> Option<usize> {
    let blank = end + usize::from(text.at(end) == b',');
    let mut at = blank + text.blank(blank);
    let (mut kind, mut named) = (false, None);
    for nth in 0..STREET_WORDS + 3 {
        let word_end = text.run(at, 24, |byte| !matches!(byte, b' ' | b'\n' | b'\t' | b',' | b';' | b')' | b'"'));
        let word = text.str(at, word_end);
        let own = word.strip_prefix(['d', 'l']).and_then(|rest| rest.strip_prefix(['\'', '’'])).unwrap_or(word);
        let capital = own.starts_with(char::is_uppercase);
        match (nth, kind) {
            (0, _) | (1, false) if FRENCH.contains(&word) => kind = true,
            (0, _) if at > blank && matches!(word, "bis" | "ter") => {}
            (_, true) if capital => named = Some(word_end),
            (_, true) if PARTICLES.contains(&word) => {}
            _ => break,
        }
        if text.at(word_end) != b' ' {
            break;
        }
        at = word_end + 1;
    }
    named
}

fn is_capital(text: Text<'_>, at: usize) -> bool {
    text.at(at).is_ascii_uppercase() || text.at(at) >= 0xc3
}

/// Where the word for the street ends, a few capitalised words on.
fn street_end(text: Text<'_>, mut at: usize) -> Option<usize> {
    for nth in 0..=STREET_WORDS {
        let blank = text.blank(at);
        let start = at + blank;
        let end =
            text.run(start, 24, |byte| byte.is_ascii_alphabetic() || byte >= 0x80 || matches!(byte, b'\'' | b'-'));
        if blank == 0 || end == start {
            return None;
        }
        let word = text.str(start, end);
        if nth > 0 && STREETS.iter().any(|street| street.eq_ignore_ascii_case(word)) {
            return (!text.at(end).is_ascii_digit()).then_some(end);
        }
        if !is_capital(text, start) && !matches!(word, "of" | "the" | "de" | "la" | "y" | "and") {
            return None;
        }
        at = end + usize::from(text.at(end) == b'.');
    }
    None
}

fn of(shapes: &Shapes, text: Text<'_>, start: usize, end: usize, note: &'static str, score: f32) -> Option<Raw> {
    let normal: smallvec::SmallVec<[u8; 64]> =
        text.slice(start, end).iter().filter(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
    Some(shapes.raw(Validator::PostalAddress, start..end, Checked::unknown(note), &normal)?.scored(score))
}
