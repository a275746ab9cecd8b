//! Dates on which a living person can have been born.

use super::{Checked, number};
use smallvec::SmallVec;

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// Four digits.
    pub(crate) year: u32,
    /// From 1.
    pub(crate) month: u32,
    /// From 1.
    pub(crate) day: u32,
}

/// Birth years that a living person can have; the last is left open for as long as this program may run.
const YEARS: std::ops::RangeInclusive<u32> = 1905..=2035;

/// Checks a date as it is written: `11/06/1984`, `1984-06-11`, `11 June 1984`, `June 11th, 1984`, `11.6.84`.
pub(crate) fn check(text: &str) -> Checked {
    match parse(text) {
        Some(date) if YEARS.contains(&date.year) => Checked::unknown(""),
        _ => Checked::INVALID,
    }
}

/// The date that a text writes, day before month where both are possible.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let mut parts: SmallVec<[&str; 4]> = SmallVec::new();
    for part in text.split(|byte: char| !byte.is_alphanumeric()).filter(|part| !part.is_empty()) {
        if parts.len() == 4 {
            return None;
        }
        if !matches!(part, "of" | "de" | "del") {
            parts.push(part);
        }
    }
    match parts.as_slice() {
        [whole] if whole.len() == 8 => compact(whole.as_bytes()),
        [a, b, c] => ordered(a, b, c),
        _ => None,
    }
}

/// The date of three parts in any usual order.
pub(crate) fn ordered(a: &str, b: &str, c: &str) -> Option<Date> {
    if a.len() == 4 && a.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(number(a.as_bytes())?, month(b)?, day(c)?);
    }
    let year = year(c)?;
    if a.starts_with(|first: char| first.is_alphabetic()) {
        return date(year, month(a)?, day(b)?);
    }
    let first = day(a)?;
    match month(b) {
        Some(month) => date(year, month, first),
        // 06/25/1984: only the American order makes a date of it.
        None => date(year, first, day(b)?),
    }
}

/// `11061984` or `19840611`.
fn compact(digits: &[u8]) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(number);
    let british = date(part(4..8)?, part(2..4)?, part(0..2)?).filter(|date| YEARS.contains(&date.year));
    british.or_else(|| date(part(0..4)?, part(4..6)?, part(6..8)?))
}

/// Whether the calendar has such a day.
pub(crate) fn is_date(year: u32, month: u32, day: u32) -> bool {
    date(year, month, day).is_some()
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (day >= 1 && day <= last).then_some(Date { year, month, day })
}

/// Two digits are of the century that makes an adult of it.
fn year(text: &str) -> Option<u32> {
    match (text.len(), number(text.as_bytes())?) {
        (4, year) => Some(year),
        (2, short) if short > 25 => Some(1900 + short),
        (2, short) => Some(2000 + short),
        _ => None,
    }
}

fn day(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let suffix = text.get(digits.len()..)?;
    let ordinal = ["", "st", "nd", "rd", "th", "er"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
    (ordinal && digits.len() <= 2).then(|| number(digits.as_bytes()))?
}

/// A month as number or name; names of six languages are told by their first letters.
pub(crate) fn month(text: &str) -> Option<u32> {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return (text.len() <= 2).then(|| number(text.as_bytes()))?.filter(|month| (1..=12).contains(month));
    }
    const NAMES: &[(&str, u32)] = &[
        ("january", 1),
        ("janvier", 1),
        ("januar", 1),
        ("januari", 1),
        ("gennaio", 1),
        ("enero", 1),
        ("february", 2),
        ("février", 2),
        ("fevrier", 2),
        ("februar", 2),
        ("februari", 2),
        ("febbraio", 2),
        ("febrero", 2),
        ("march", 3),
        ("mars", 3),
        ("märz", 3),
        ("maart", 3),
        ("marzo", 3),
        ("april", 4),
        ("avril", 4),
        ("aprile", 4),
        ("abril", 4),
        ("may", 5),
        ("mai", 5),
        ("mei", 5),
        ("maggio", 5),
        ("mayo", 5),
        ("june", 6),
        ("juin", 6),
        ("juni", 6),
        ("giugno", 6),
        ("junio", 6),
        ("july", 7),
        ("juillet", 7),
        ("juli", 7),
        ("luglio", 7),
        ("julio", 7),
        ("august", 8),
        ("août", 8),
        ("aout", 8),
        ("augustus", 8),
        ("agosto", 8),
        ("september", 9),
        ("septembre", 9),
        ("settembre", 9),
        ("septiembre", 9),
        ("october", 10),
        ("octobre", 10),
        ("oktober", 10),
        ("ottobre", 10),
        ("octubre", 10),
        ("november", 11),
        ("novembre", 11),
        ("noviembre", 11),
        ("december", 12),
        ("décembre", 12),
        ("decembre", 12),
        ("dezember", 12),
        ("dicembre", 12),
        ("diciembre", 12),
        ("sept", 9),
    ];
    let same = |name: &str| {
        let abbreviated = text.chars().count() == 3 && name.chars().count() > 3;
        let mut name = name.chars();
        text.chars().all(|letter| name.next().is_some_and(|want| letter.to_lowercase().eq([want])))
            && (abbreviated || name.next().is_none())
    };
    let first = text.chars().next()?.to_ascii_lowercase();
    NAMES.iter().filter(|(name, _)| name.starts_with(first)).find(|(name, _)| same(name)).map(|(_, month)| *month)
}
