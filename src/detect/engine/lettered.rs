//! Identifiers that begin with letters: `JG 10 37 59 A`, `GB33BUKB...`, `HARRI607215JA8KL`, `SW1A 1AA`.

use super::raw::{Raw, Shapes};
use super::run::{Part, Run};
use super::text::Text;
use crate::detect::validators::{alphanumerics_of, iban, network, uk};
use crate::rules::Validator;

/// Letters that may stand before the first digit of any identifier known here.
const LETTERS: usize = 6;
/// Letters and digits of the longest of them in one word (an IBAN).
const LONGEST: usize = 34;

/// Tries what can begin with the letters right before the digits at `digits`.
pub(super) fn attached(shapes: &Shapes, text: Text<'_>, digits: usize, out: &mut Vec<Raw>) {
    let start = text.run_back(digits, LETTERS, |byte| byte.is_ascii_alphabetic());
    let letters = digits - start;
    if letters == 0 || letters >= LETTERS || !text.starts_apart(start) {
        return;
    }
    let end = text.run(digits, LONGEST + 1, |byte| byte.is_ascii_alphanumeric());
    if letters == 2 {
        out.extend(nino(shapes, text, start, end).or_else(|| nino_in_groups(shapes, text, start, digits)));
        out.extend(iban(shapes, text, start, end));
        out.extend(passport(shapes, text, start, end));
        out.extend(plate(shapes, text, start, digits));
    }
    out.extend(driving_licence(shapes, text, start, end));
}

/// Tries what can begin with letters that a blank or dash parts from the digits at `digits`.
pub(super) fn parted(shapes: &Shapes, text: Text<'_>, digits: usize, run: &Run, out: &mut Vec<Raw>) {
    let first = run.length(0);
    if first != 2 && first != 6 {
        return;
    }
    let gap = if matches!(text.before(digits), b' ' | b'-') { 1 } else { 2 * usize::from(text.before(digits) == 0xa0) };
    let start = text.run_back(digits.saturating_sub(gap), LETTERS, |byte| byte.is_ascii_alphanumeric());
    let letters = digits.saturating_sub(gap) - start;
    if gap == 0 || !text.starts_apart(start) {
        return;
    }
    if letters == 2 {
        out.extend(nino_in_groups(shapes, text, start, digits));
    }
    if letters == 5 && first == 6 {
        let tail = text.run(run.end(0) + text.blank(run.end(0)), 6, |byte| byte.is_ascii_alphanumeric());
        out.extend(driving_licence(shapes, text, start, tail));
    }
}

/// `JG103759A`, or `JG103759` where a word says what it is.
fn nino(shapes: &Shapes, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
    (matches!(end - start, 8 | 9) && text.ends_apart(end)).then(|| nino_of(shapes, text, start, end))?
}

/// `JG 10 37 59 A`, `JG 103759 A`, `JG10 37 59A`, `JG 10 37 59`: what stands behind the sixth digit.
fn nino_in_groups(shapes: &Shapes, text: Text<'_>, start: usize, digits: usize) -> Option<Raw> {
    let mut count = 0;
    let mut at = digits;
    while count < 6 {
        if text.at(at).is_ascii_digit() {
            count += 1;
            at += 1;
        } else {
            let gap = text.blank(at).max(text.dash(at));
            if gap == 0 || count % 2 != 0 {
                return None;
            }
            at += gap;
        }
    }
    let suffix = if text.at(at).is_ascii_alphabetic() { at } else { at + text.blank(at).max(text.dash(at)) };
    if text.at(suffix).is_ascii_alphabetic() && text.ends_apart(suffix + 1) {
        return nino_of(shapes, text, start, suffix + 1);
    }
    text.ends_apart(at).then(|| nino_of(shapes, text, start, at))?
}

fn nino_of(shapes: &Shapes, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
    let written = text.str(start, end);
    let value = alphanumerics_of(written);
    let raw = shapes.raw(Validator::UkNino, start..end, uk::nino(&value), &value)?;
    if value.len() == 8 {
        return Some(raw.needing_word());
    }
    // Nobody writes it in small letters unless in passing: then a word has to say what it is.
    Some(if written.starts_with(|first: char| first.is_ascii_lowercase()) { raw.scored(0.35) } else { raw })
}

/// An IBAN in one word or in groups, as long as its country's are.
fn iban(shapes: &Shapes, text: Text<'_>, start: usize, word_end: usize) -> Option<Raw> {
    if !shapes.has(Validator::Iban) || !text.at(start + 3).is_ascii_digit() {
        return None;
    }
    let country = [text.at(start).to_ascii_uppercase(), text.at(start + 1).to_ascii_uppercase()];
    let length = iban::length(&country)?;
    let mut end = start;
    let mut count = 0;
    while count < length {
        if text.at(end).is_ascii_alphanumeric() {
            count += 1;
            end += 1;
        } else {
            let gap = text.blank(end).max(text.dash(end));
            if gap == 0 || count % 2 != 0 || !text.at(end + gap).is_ascii_alphanumeric() {
                return None;
            }
            end += gap;
        }
    }
    if !text.ends_apart(end) || (end > word_end && end - start > length + length / 2) {
        return None;
    }
    let value = alphanumerics_of(text.str(start, end));
    shapes.raw(Validator::Iban, start..end, iban::check(&value), &value)
}

/// `AB2901384`: only a word tells it from any other code.
fn passport(shapes: &Shapes, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
    if end - start != 9 || !text.ends_apart(end) {
        return None;
    }
    let value = alphanumerics_of(text.str(start, end));
    shapes.raw(Validator::UkPassport, start..end, uk::passport(&value), &value).map(Raw::needing_word)
}

/// `LV58 KTR`: only a word tells it from any other code.
fn plate(shapes: &Shapes, text: Text<'_>, start: usize, digits: usize) -> Option<Raw> {
    let blank = text.blank(digits + 2);
    let end = text.run(digits + 2 + blank, 4, |byte| byte.is_ascii_uppercase());
    if end != digits + 5 + blank || !text.ends_apart(end) || !text.at(start).is_ascii_uppercase() {
        return None;
    }
    let value = alphanumerics_of(text.str(start, end));
    shapes.raw(Validator::UkVehiclePlate, start..end, uk::plate(&value), &value).map(Raw::needing_word)
}

/// `3C:07:54:4A:9B:E1`, of which the digits at `digits` are the first.
pub(super) fn mac(shapes: &Shapes, text: Text<'_>, digits: usize, out: &mut Vec<Raw>) {
    let part = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'-');
    if !shapes.has(Validator::MacAddress) || !(part(text.before(digits)) || matches!(text.at(digits + 2), b':' | b'-'))
    {
        return;
    }
    let start = text.run_back(digits, 17, part);
    let end = text.run(start, 18, part);
    if end - start == 17 && !text.slice(start, digits).iter().any(u8::is_ascii_digit) {
        let written = text.str(start, end);
        let normal = alphanumerics_of(written);
        out.extend(shapes.raw(Validator::MacAddress, start..end, network::mac(written), &normal));
    }
}

/// `HARRI607215JA8KL`, in one word or as `HARRI 607215 JA8KL 35`.
fn driving_licence(shapes: &Shapes, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
    let bare = alphanumerics_of(text.str(start, end));
    if !matches!(bare.len(), 16 | 18) {
        return None;
    }
    let blank = text.blank(end);
    let issue = end + blank + 2;
    let with_issue = bare.len() == 16
        && blank > 0
        && text.slice(end + blank, issue).iter().all(u8::is_ascii_digit)
        && text.slice(end + blank, issue).len() == 2
        && text.ends_apart(issue);
    let end = if with_issue { issue } else { end };
    let value = alphanumerics_of(text.str(start, end));
    let normal = value.get(..16)?;
    text.ends_apart(end)
        .then(|| shapes.raw(Validator::UkDrivingLicence, start..end, uk::driving_licence(&value), normal))?
}

/// The end of a postcode whose letters start at `start`; none where there is none.
pub(super) fn postcode_end(text: Text<'_>, start: usize, digits: usize) -> Option<usize> {
    let outward = text.run(digits, 3, |byte| byte.is_ascii_alphanumeric());
    // Without a blank the inward part is the last three of the word.
    let word = text.run(digits, 6, |byte| byte.is_ascii_alphanumeric());
    let end = if word - start >= 5 {
        word
    } else {
        let blank = text.blank(outward);
        text.run(outward + blank, 4, |byte| byte.is_ascii_alphanumeric())
    };
    let written = text.str(start, end);
    let upper = !written.bytes().any(|byte| byte.is_ascii_lowercase());
    let valid = uk::postcode(&alphanumerics_of(written)).verdict == crate::detect::validators::Verdict::Valid;
    (valid && (upper || text.is_whole(start, end)) && text.ends_apart(end)).then_some(end)
}

/// Whether a run reads like a sort code at its start.
pub(super) fn is_sort_code(run: &Run) -> bool {
    run.begins(&[2, 2, 2], &[Part::Dash, Part::Blank])
}
