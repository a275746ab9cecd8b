//! Amounts of money that a word or a column may make somebody's pay.

use super::raw::{Raw, Shapes};
use super::text::Text;
use crate::detect::validators::Checked;
use crate::rules::Validator;

/// What a year's pay or a bonus can amount to, in any currency that this finds.
const AMOUNTS: std::ops::RangeInclusive<u64> = 100..=20_000_000;

/// What a person earns in a year; less than that is hardly said with `on`.
const EARNED: std::ops::RangeInclusive<u64> = 8_000..=900_000;
/// The score of an amount that is said as pay is: a person beside it decides.
const CUED: f32 = 0.25;
/// What leads in somebody's pay.
const ON: &[&str] = &[" on ", "(on ", "stays at "];
/// What leads in an amount that someone pays out.
const PAID_OUT: &[&str] = &[
    "to pay ",
    ", pay ",
    "will pay ",
    "must pay ",
    "shall pay ",
    "can pay ",
    "you pay ",
    "we pay ",
    "they pay ",
    "would pay ",
    "should pay ",
    "please pay ",
    "Please pay ",
    "to you of ",
];
/// How pay goes on behind its amount.
const TIMES: &[&str] = &[
    "a year",
    "per year",
    "per annum",
    "p.a",
    "pa",
    "/year",
    "/yr",
    "a month",
    "per month",
    "/month",
    "basic",
    "gross",
    "plus bonus",
    "+ bonus",
    "ote",
    "par an",
    "brut",
    "brutto",
    "pro Jahr",
    "im Jahr",
    "im Monat",
    "par mois",
    "al mes",
    "brutos",
    "lordi",
    "per jaar",
    "per maand",
    "bruto",
];

/// Signs before or after the amount.
const SIGNS: &[&str] = &["£", "$", "€"];
/// Codes before or after it.
const CODES: &[&str] =
    &["GBP", "EUR", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "AUD", "CAD", "INR", "ZAR", "SGD", "AED"];

/// Tries an amount whose digits start at `digits`.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, digits: usize, out: &mut Vec<Raw>) {
    if shapes.has(Validator::Pay) {
        out.extend(amount(shapes, text, digits));
    }
}

fn amount(shapes: &Shapes, text: Text<'_>, digits: usize) -> Option<Raw> {
    let start = sign_before(text, digits);
    let (mut end, value) = figure(text, digits)?;
    let thousands = matches!(text.at(end), b'k' | b'K') && !text.at(end + 1).is_ascii_alphanumeric();
    end += usize::from(thousands);
    let signed_end = sign_after(text, end);
    let on = || ends_with_any(text, start, ON);
    let unsigned = start == digits && signed_end == end;
    if (unsigned && !(thousands && on()) && !text.is_whole(start, end))
        || !AMOUNTS.contains(&(if thousands { value * 1_000 } else { value }))
        || ends_with_any(text, start, PAID_OUT)
    {
        return None;
    }
    if text.at(end).is_ascii_alphanumeric() && signed_end == end {
        return None;
    }
    let normal = value.to_be_bytes();
    let raw = shapes.raw(Validator::Pay, start..signed_end, Checked::unknown("amount of money"), &normal)?;
    Some(if is_by_time(text, signed_end) {
        raw.scored(CUED).with_note("by the year or month")
    } else if on() && EARNED.contains(&(if thousands { value * 1_000 } else { value })) {
        raw.scored(CUED).with_note("behind 'on'")
    } else {
        raw.needing_word()
    })
}

/// `£42,500 a year`, `38k basic`.
fn is_by_time(text: Text<'_>, end: usize) -> bool {
    let at = end + text.blank(end);
    let first = text.at(at);
    if !(first.is_ascii_alphabetic() || matches!(first, b'/' | b'+')) {
        return false;
    }
    TIMES.iter().any(|time| {
        let after = at + time.len();
        text.slice(at, after).eq_ignore_ascii_case(time.as_bytes()) && !text.at(after).is_ascii_alphanumeric()
    })
}

/// Whether one of some texts stands right before a place.
fn ends_with_any(text: Text<'_>, start: usize, heads: &[&str]) -> bool {
    heads.iter().any(|head| text.slice(start.saturating_sub(head.len()), start) == head.as_bytes())
}

/// The end and the whole units of a figure: `52,500`, `52.500,00`, `52 500`, `52500.00`.
fn figure(text: Text<'_>, digits: usize) -> Option<(usize, u64)> {
    let mut end = text.run(digits, 9, |byte| byte.is_ascii_digit());
    let mut value = text.str(digits, end).parse::<u64>().ok()?;
    for _ in 0..3 {
        let gap = if matches!(text.at(end), b',' | b'.' | b'\'') { 1 } else { text.blank(end) };
        let next = text.run(end + gap, 4, |byte| byte.is_ascii_digit());
        if gap == 0 || next - end - gap != 3 {
            break;
        }
        value = value.saturating_mul(1_000).saturating_add(text.str(end + gap, next).parse::<u64>().ok()?);
        end = next;
    }
    let pence = text.run(end + 1, 3, |byte| byte.is_ascii_digit());
    if matches!(text.at(end), b'.' | b',') && matches!(pence - end - 1, 1 | 2) {
        end = pence;
    }
    (!text.at(end).is_ascii_digit()).then_some((end, value))
}

/// Where the sign or code before the digits starts, at most one blank away.
fn sign_before(text: Text<'_>, digits: usize) -> usize {
    let end = digits - usize::from(text.before(digits) == b' ');
    let listed = |signs: &[&str]| {
        let sign = signs.iter().find(|sign| end >= sign.len() && text.slice(end - sign.len(), end) == sign.as_bytes());
        sign.map_or(digits, |sign| end - sign.len())
    };
    match text.before(end) {
        b'A'..=b'Z' => listed(CODES),
        b'$' | 0x80.. => listed(SIGNS),
        _ => digits,
    }
}

/// Where the sign or code behind the amount ends, at most one blank away.
fn sign_after(text: Text<'_>, end: usize) -> usize {
    let at = end + text.blank(end);
    let listed = |signs: &[&str]| {
        let sign = signs.iter().find(|sign| text.slice(at, at + sign.len()) == sign.as_bytes());
        sign.map_or(end, |sign| at + sign.len())
    };
    match text.at(at) {
        b'A'..=b'Z' => listed(CODES),
        b'$' | 0x80.. => listed(SIGNS),
        _ => end,
    }
}
