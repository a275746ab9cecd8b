//! Identifiers of digits alone: cards, NHS and social security numbers, taxpayer references, accounts, passports, addresses
//! of machines.

use super::lettered::is_sort_code;
use super::raw::{Raw, Shapes};
use super::run::{Part, Run};
use super::text::Text;
use crate::detect::validators::{card, date, digits_of, network, uk, us};
use crate::rules::Validator;

const SPACED: &[Part] = &[Part::Blank, Part::Dash];

/// How cards are printed: by fours, American Express 4-6-5, Diners 4-6-4.
const CARD_GROUPS: &[&[usize]] = &[&[4, 4, 4, 4, 3], &[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4]];

/// Tries every identifier that the run can begin with.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, run: &Run, out: &mut Vec<Raw>) {
    if !text.starts_apart(run.start()) {
        return;
    }
    match run.length(0) {
        13..=19 => out.extend(card(shapes, text, run, 1)),
        4 => out.extend(
            CARD_GROUPS
                .iter()
                .find_map(|groups| run.begins(groups, SPACED).then(|| card(shapes, text, run, groups.len()))?),
        ),
        10 => ten(shapes, text, run, 1, out),
        3 if run.begins(&[3, 3, 4], SPACED) => ten(shapes, text, run, 3, out),
        5 if run.begins(&[5, 5], SPACED) => ten(shapes, text, run, 2, out),
        3 if run.begins(&[3, 2, 4], SPACED) => out.extend(ssn(shapes, text, run, 3)),
        9 => {
            out.extend(ssn(shapes, text, run, 1).map(Raw::needing_word));
            out.extend(passport(shapes, text, run));
        }
        2 | 6 | 7 | 8 | 14 => account(shapes, text, run, out),
        _ => {}
    }
    if run.part(0) == Some(Part::Dot) {
        out.extend(ip(shapes, text, run));
    }
}

fn card(shapes: &Shapes, text: Text<'_>, run: &Run, groups: usize) -> Option<Raw> {
    let end = run.end(groups - 1);
    let digits = run.digits(text, groups);
    let raw = text
        .ends_apart(end)
        .then(|| shapes.raw(Validator::PaymentCard, run.start()..end, card::check(&digits), &digits))??;
    // One in ten numbers passes the check digit: sixteen digits in one word may be any code.
    let score = raw.score;
    Some(if groups == 1 { raw.scored(score.min(0.45)).with_note("no grouping") } else { raw })
}

/// Ten digits: NHS number or taxpayer reference.
fn ten(shapes: &Shapes, text: Text<'_>, run: &Run, groups: usize, out: &mut Vec<Raw>) {
    let end = run.end(groups - 1);
    let digits = run.digits(text, groups);
    let with_k = end + usize::from(matches!(text.at(end), b'k' | b'K'));
    if groups != 2 && text.ends_apart(end) {
        out.extend(shapes.raw(Validator::UkNhsNumber, run.start()..end, uk::nhs_number(&digits), &digits).map(|raw| {
            let score = raw.score;
            if groups == 1 { raw.scored(score - 0.1) } else { raw }
        }));
    }
    if groups != 3 && text.ends_apart(with_k) {
        out.extend(shapes.raw(Validator::UkUtr, run.start()..with_k, uk::utr(&digits), &digits).map(Raw::needing_word));
    }
}

fn ssn(shapes: &Shapes, text: Text<'_>, run: &Run, groups: usize) -> Option<Raw> {
    let end = run.end(groups - 1);
    let digits = run.digits(text, groups);
    let raw =
        text.ends_apart(end).then(|| shapes.raw(Validator::UsSsn, run.start()..end, us::ssn(&digits), &digits))??;
    Some(if groups == 3 && run.part(0) == Some(Part::Blank) { raw.needing_word() } else { raw })
}

fn passport(shapes: &Shapes, text: Text<'_>, run: &Run) -> Option<Raw> {
    let (start, end) = (run.start(), run.end(0));
    let digits = digits_of(text.str(start, end));
    let raw = text
        .ends_apart(end)
        .then(|| shapes.raw(Validator::UkPassport, start..end, uk::passport(&digits), &digits))??;
    Some(raw.needing_word())
}

/// `20-00-00 12345678`, `200000 12345678`, a sort code alone, an account number alone.
fn account(shapes: &Shapes, text: Text<'_>, run: &Run, out: &mut Vec<Raw>) {
    if !shapes.has(Validator::BankAccount) {
        return;
    }
    let start = run.start();
    let sort_groups = if is_sort_code(run) { 3 } else { usize::from(run.length(0) == 6) };
    let account_end = (sort_groups > 0).then(|| account_after(text, run.end(sort_groups - 1))).flatten();
    if let Some(end) = account_end {
        let digits = digits_of(text.str(start, end));
        let raw = shapes.raw(Validator::BankAccount, start..end, uk::bank_account(&digits), &digits);
        let raw = raw.map(|raw| raw.with_note("sort code with account number"));
        out.extend(if is_no_date(text, run) { raw.map(|raw| raw.scored(0.6)) } else { raw.map(Raw::needing_word) });
        return;
    }
    let end = run.end(0);
    if matches!(run.length(0), 7 | 8) && text.ends_apart(end) {
        let digits = digits_of(text.str(start, end));
        out.extend(
            shapes.raw(Validator::BankAccount, start..end, uk::bank_account(&digits), &digits).map(Raw::needing_word),
        );
    }
}

/// Whether the run begins with dashed pairs that are no date: those with eight digits behind them are hardly anything else.
fn is_no_date(text: Text<'_>, run: &Run) -> bool {
    let dashed = is_sort_code(run) && run.part(0) == Some(Part::Dash);
    dashed && date::ordered(run.group(text, 0), run.group(text, 1), run.group(text, 2)).is_none()
}

/// The end of the account number behind a sort code: at once, behind a slash or comma, or behind its own label.
fn account_after(text: Text<'_>, sort_end: usize) -> Option<usize> {
    let filler = |byte: u8| !byte.is_ascii_digit() && byte != b'\n';
    let start = text.run(sort_end, 40, filler);
    let between = text.str(sort_end, start);
    let end = text.run(start, 9, |byte| byte.is_ascii_digit());
    let close = between.bytes().all(|byte| matches!(byte, b' ' | b'/' | b',' | b';' | b'-' | b'|' | b'\t'))
        && between.len() <= 3;
    let labelled = || {
        let lower = between.to_ascii_lowercase();
        ["account", "acct", "a/c", "acc"].iter().any(|label| lower.contains(label))
    };
    (matches!(end - start, 7 | 8) && !between.is_empty() && (close || labelled()) && text.ends_apart(end))
        .then_some(end)
}

fn ip(shapes: &Shapes, text: Text<'_>, run: &Run) -> Option<Raw> {
    let dotted = (0..3).all(|nth| run.part(nth) == Some(Part::Dot)) && run.part(3) != Some(Part::Dot);
    let (start, end) = (run.start(), run.end(3));
    if !dotted || end == 0 || end - start > 15 || text.at(end).is_ascii_alphabetic() {
        return None;
    }
    let written = text.str(start, end);
    shapes.raw(Validator::IpAddress, start..end, network::ip(written), written.as_bytes())
}
