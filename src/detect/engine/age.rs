//! The age of a person in running text: `aged 45`, `Age: 45`, `45 years old`. By itself it is listed and no more.

use super::raw::{Raw, Shapes};
use super::text::Text;
use crate::detect::validators;
use crate::rules::Validator;

/// What stands right before an age, in small letters.
const BEFORE: &[&str] =
    &["aged", "age", "age:", "aged:", "âgé de", "âgée de", "alter:", "edad:", "età:", "leeftijd:", "âge :", "âge:"];
/// What stands right behind one, in small letters; a dash counts as a blank.
const AFTER: &[&str] =
    &["years old", "year old", "yrs old", "yr old", "years of age", "y/o", "jahre alt", "jaar oud", "años de edad"];
/// Bytes of the longest of them.
const LONGEST: usize = 14;

/// Tries an age whose digits stand from `start` to `end`.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, start: usize, end: usize, out: &mut Vec<Raw>) {
    if end - start > 3 || !shapes.has(Validator::Age) || !text.starts_apart(start) {
        return;
    }
    if !is_led_in(text, start) && !is_followed(text, end) {
        return;
    }
    let digits = text.str(start, end);
    out.extend(shapes.raw(Validator::Age, start..end, validators::check(Validator::Age, digits), digits.as_bytes()));
}

fn is_led_in(text: Text<'_>, start: usize) -> bool {
    // Most digits stand behind something else: one look at the letter before tells.
    let head = start - usize::from(text.before(start) == b' ');
    if !matches!(text.before(head), b'd' | b'D' | b'e' | b'E' | b':') {
        return false;
    }
    let low = text.word_start(head.saturating_sub(LONGEST));
    let lower = text.str(low, head).to_lowercase();
    BEFORE.iter().any(|word| {
        lower.strip_suffix(word).is_some_and(|rest| !rest.chars().next_back().is_some_and(char::is_alphanumeric))
    })
}

fn is_followed(text: Text<'_>, end: usize) -> bool {
    let gap = text.blank(end).max(text.dash(end));
    if gap == 0 || !matches!(text.at(end + gap), b'y' | b'Y' | b'j' | b'J' | b'a') {
        return false;
    }
    let to = text.word_end((end + gap + LONGEST).min(text.bytes.len()));
    let lower = text.str(end + gap, to).to_lowercase().replace('-', " ");
    AFTER.iter().any(|words| {
        lower.strip_prefix(words).is_some_and(|rest| !rest.chars().next().is_some_and(char::is_alphanumeric))
    })
}
