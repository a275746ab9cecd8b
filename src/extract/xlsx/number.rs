//! Numbers as people read them: plain digits, and dates where the style says so.

use super::styles::Shown;
use crate::document::CellKind;
use std::fmt::Write as _;

/// The last day that a sheet knows, 31 December 9999.
const LAST_SERIAL: f64 = 2_958_466.0;
/// Days between the two ways of counting.
const DAYS_1904: f64 = 1_462.0;
const SECONDS_A_DAY: u64 = 86_400;

/// Appends a number that some other program wrote, as plain digits.
pub(in crate::extract) fn plain_number(raw: &str, out: &mut String) {
    push_number(raw.trim().as_bytes(), out);
}

/// Appends the text of the number `raw` and says what kind of value it is.
#[inline]
pub(in crate::extract) fn push(raw: &[u8], shown: Shown, date1904: bool, out: &mut String) -> CellKind {
    let raw = raw.trim_ascii();
    if shown != Shown::Number
        && let Some(serial) = parse(raw)
        && push_date(serial, shown, date1904, out)
    {
        return CellKind::Date;
    }
    push_number(raw, out);
    CellKind::Number
}

/// Appends the text of a number that a file holds in binary.
pub(in crate::extract) fn push_float(number: f64, shown: Shown, date1904: bool, out: &mut String) -> CellKind {
    if shown != Shown::Number && push_date(number, shown, date1904, out) {
        return CellKind::Date;
    }
    let _ = write!(out, "{}", if number == 0.0 { 0.0 } else { number });
    CellKind::Number
}

fn parse(raw: &[u8]) -> Option<f64> {
    std::str::from_utf8(raw).ok()?.parse().ok()
}

#[inline]
fn push_number(raw: &[u8], out: &mut String) {
    if !is_shortest(raw)
        && let Some(number) = parse(raw).filter(|number| number.is_finite())
    {
        // Never an exponent, and the shortest digits that mean the same number.
        let number = if number == 0.0 { 0.0 } else { number };
        let _ = write!(out, "{number}");
        return;
    }
    match std::str::from_utf8(raw) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&String::from_utf8_lossy(raw)),
    }
}

/// Whether these digits already are what the number would be written as: whole, or a fraction so short that no digit of it
/// can be noise.
#[inline]
fn is_shortest(raw: &[u8]) -> bool {
    let digits = raw.strip_prefix(b"-").unwrap_or(raw);
    let mut point = None;
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' if point.is_none() => point = Some(at),
            _ => return false,
        }
    }
    match (point, digits) {
        (None, digits) => !digits.is_empty(),
        (Some(0), _) | (Some(2..), [b'0', ..]) => false,
        (Some(_), digits) => digits.len() <= 16 && !matches!(digits.last(), Some(b'0' | b'.')),
    }
}

/// Appends a day, a time or both as ISO 8601. False: no such day, nothing was appended.
fn push_date(serial: f64, shown: Shown, date1904: bool, out: &mut String) -> bool {
    let serial = if date1904 { serial + DAYS_1904 } else { serial };
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return false;
    }
    let mut day = serial.floor() as u64;
    let mut second = ((serial - serial.floor()) * SECONDS_A_DAY as f64).round() as u64;
    if second >= SECONDS_A_DAY {
        (day, second) = (day + 1, 0);
    }
    if day == 0 {
        if shown == Shown::Time {
            push_time(second, out);
        }
        return shown == Shown::Time;
    }
    let (year, month, day) = civil(day);
    let _ = write!(out, "{year:04}-{month:02}-{day:02}");
    if second > 0 {
        out.push('T');
        push_time(second, out);
    }
    true
}

fn push_time(second: u64, out: &mut String) {
    let _ = write!(out, "{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
}

/// Year, month and day of a serial day counted as sheets do: 1 is the first of January 1900, and 60 is a 29 February 1900
/// that never was.
fn civil(serial: u64) -> (u64, u64, u64) {
    if serial == 60 {
        return (1900, 2, 29);
    }
    // Days since 1 March of year 0, so that a leap day ends its year. 1 March 1900 is serial 61.
    const TO_MARCH_1900: u64 = 693_960;
    let days = if serial > 60 { serial - 61 + TO_MARCH_1900 } else { serial + TO_MARCH_1900 - 60 };
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// Appends a date that stands as text (`t="d"`): a midnight is left away.
pub(super) fn push_iso(raw: &str, out: &mut String) {
    let raw = raw.trim().trim_end_matches('Z');
    match raw.split_once('T') {
        Some((day, time)) if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => out.push_str(day),
        _ => out.push_str(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, shown: Shown, date1904: bool, want: &str) {
        let mut out = String::new();
        push(raw.as_bytes(), shown, date1904, &mut out);
        assert_eq!(out, want, "{raw}");
    }

    #[test]
    fn numbers_are_plain_digits() {
        for (raw, want) in [
            ("447700900123", "447700900123"),
            ("4.47700900123E11", "447700900123"),
            ("4.47700900123E+11", "447700900123"),
            ("9.4347655370000004E9", "9434765537"),
            ("1.5e-7", "0.00000015"),
            ("0.1", "0.1"),
            ("0.30000000000000004", "0.30000000000000004"),
            ("1.50", "1.5"),
            ("3.0", "3"),
            (" 12 ", "12"),
            ("-0.0", "0"),
            ("-17.25", "-17.25"),
            (".5", "0.5"),
            ("4111111111111111", "4111111111111111"),
            ("1E999", "1E999"),
            ("n/a", "n/a"),
        ] {
            check(raw, Shown::Number, false, want);
        }
    }

    #[test]
    fn serials_are_days() {
        for (raw, want) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("60", "1900-02-29"),
            ("61", "1900-03-01"),
            ("30844", "1984-06-11"),
            ("30844.395833333336", "1984-06-11T09:30:00"),
            ("36585", "2000-02-29"),
            ("45292.999999999", "2024-01-02"),
            ("2958465", "9999-12-31"),
            ("2958466", "2958466"),
            ("-1", "-1"),
            ("0", "0"),
            ("text", "text"),
        ] {
            check(raw, Shown::Date, false, want);
        }
        check("0.5", Shown::Time, false, "12:00:00");
        check("29382", Shown::Date, true, "1984-06-11");
        check("0", Shown::Date, true, "1904-01-01");
    }

    #[test]
    fn iso_dates_lose_their_midnight() {
        for (raw, want) in [
            ("1984-06-11T00:00:00.000Z", "1984-06-11"),
            ("1984-06-11T09:30:00", "1984-06-11T09:30:00"),
            ("1984-06-11", "1984-06-11"),
        ] {
            let mut out = String::new();
            push_iso(raw, &mut out);
            assert_eq!(out, want);
        }
    }
}
