//! Cells that hold a number or a date: every reading that their digits allow, for a column or header to choose from.

use super::custom::Customs;
use super::raw::{Raw, Shapes};
use super::text::Text;
use super::{PROPOSAL, dates, phone};
use crate::detect::validators::{self, Checked, Verdict, card, phone as plan, uk, us};
use crate::rules::Validator;
use smallvec::SmallVec;

/// Pay of a year, a month or a day, or a bonus.
const PAY: std::ops::RangeInclusive<u64> = 100..=20_000_000;

/// The readings of a number.
pub(super) fn number(shapes: &Shapes, customs: &Customs, text: &str, out: &mut Vec<Raw>) {
    let trimmed = text.trim();
    let (whole, fraction) = trimmed.split_once('.').unwrap_or((trimmed, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let start = text.len() - text.trim_start().len();
    let span = start..start + trimmed.len();
    let digits = whole.as_bytes();
    let mut push = |validator, checked: Checked, normal: &[u8]| {
        out.extend(shapes.raw(validator, span.clone(), checked, normal).map(|raw| {
            let score = raw.score;
            raw.scored(score.min(PROPOSAL))
        }));
    };
    if whole.parse::<u64>().is_ok_and(|value| PAY.contains(&value)) {
        push(Validator::Pay, Checked::unknown(""), digits);
    }
    if !fraction.is_empty() {
        return;
    }
    if digits.len() <= 3 {
        push(Validator::Age, validators::check(Validator::Age, whole), digits);
    }
    // A number cell loses its leading zeros: they are put back where the length of the value is fixed.
    let padded = |length: usize| -> SmallVec<[u8; 64]> {
        let lost = length.saturating_sub(digits.len());
        std::iter::repeat_n(b'0', lost).chain(digits.iter().copied()).collect()
    };
    match digits.len() {
        6..=8 => {
            // Six digits under `Sort code` are one, and nobody's.
            if digits.len() > 6 {
                push(Validator::BankAccount, uk::bank_account(&padded(8)), &padded(8));
            }
            push(Validator::UsSsn, us::ssn(&padded(9)), &padded(9));
        }
        9 => {
            push(Validator::UsSsn, us::ssn(digits), digits);
            push(Validator::UkPassport, uk::passport(digits), digits);
            push(Validator::UkUtr, uk::utr(&padded(10)), &padded(10));
        }
        10 => {
            push(Validator::UkNhsNumber, uk::nhs_number(digits), digits);
            push(Validator::UkUtr, uk::utr(digits), digits);
        }
        13..=19 => push(Validator::PaymentCard, card::check(digits), digits),
        _ => {}
    }
    if let Some((checked, normal)) = telephone(digits) {
        push(Validator::Phone, checked, &normal);
    }
    customs.number(digits, &span, out);
}

/// A telephone number without its zero or plus.
fn telephone(digits: &[u8]) -> Option<(Checked, SmallVec<[u8; 20]>)> {
    if !(7..=15).contains(&digits.len()) {
        return None;
    }
    let known = plan::gb_national(digits).or_else(|| plan::international(digits));
    match known {
        Some(number) if number.kind == plan::Kind::Reserved => {
            Some((Checked::example("reserved for drama use"), number.digits))
        }
        Some(number) if plan::is_filler(&number.digits) => Some((Checked::example(plan::FILLER), number.digits)),
        Some(number) => Some((Checked::unknown("number of a numbering plan"), number.digits)),
        None if digits.len() <= 12 => Some((Checked::unknown(""), phone::normal_of(digits))),
        None => None,
    }
}

/// The reading of a date cell, `1984-06-11` or `1984-06-11T00:00:00`.
pub(super) fn date(shapes: &Shapes, text: &str, out: &mut Vec<Raw>) {
    let end = text.find(['T', ' ']).unwrap_or(text.len());
    let midnight = text.get(end + 1..).is_none_or(|time| !time.bytes().any(|byte| matches!(byte, b'1'..=b'9')));
    // A birth has a day, not an hour.
    if midnight {
        out.extend(dates::raw(shapes, Text::new(text), 0, end).map(|raw| Raw { span: 0..text.len(), ..raw }));
    }
}

/// `4.47912345678E+11`: a number that a sheet showed in too narrow a column before it was exported.
pub(super) fn scientific(shapes: &Shapes, customs: &Customs, text: Text<'_>, out: &mut Vec<Raw>) {
    if text.bytes.len() > 24 || !text.bytes.contains(&b'+') {
        return;
    }
    let trimmed = text.text.trim();
    let Some((mantissa, exponent)) = trimmed.split_once("E+").or_else(|| trimmed.split_once("e+")) else { return };
    let (first, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let Ok(exponent) = exponent.parse::<usize>() else { return };
    let digits = first.bytes().chain(rest.bytes());
    if first.len() != 1 || !digits.clone().all(|byte| byte.is_ascii_digit()) || !(rest.len()..=18).contains(&exponent) {
        return;
    }
    let whole: SmallVec<[u8; 24]> = digits.chain(std::iter::repeat_n(b'0', exponent - rest.len())).collect();
    let from = out.len();
    number(shapes, customs, std::str::from_utf8(&whole).unwrap_or_default(), out);
    let start = text.text.len() - text.text.trim_start().len();
    out.iter_mut().skip(from).for_each(|raw| raw.span = start..start + trimmed.len());
}

/// Digits in one word that a column may make a date (`11061984`); asked for text cells.
pub(super) fn compact_date(shapes: &Shapes, text: Text<'_>, out: &mut Vec<Raw>) {
    let digits = text.bytes.len() == 8 && text.bytes.iter().all(u8::is_ascii_digit);
    if digits && crate::detect::validators::date::check(text.text).verdict != Verdict::Invalid {
        out.extend(dates::raw(shapes, text, 0, 8));
    }
}
