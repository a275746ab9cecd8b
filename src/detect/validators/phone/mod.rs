//! Telephone numbers: what the digits mean under a country's numbering plan.

mod gb;
mod world;

use super::Checked;
use smallvec::SmallVec;

pub(crate) use gb::lengths as gb_lengths;
pub(crate) use world::lengths as world_lengths;

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A mobile: almost always one person's.
    Mobile,
    /// A line in a place, or one whose plan does not tell.
    Line,
    /// Free, shared-cost and premium services: nobody's own number.
    Service,
    /// Reserved by the regulator for drama and examples.
    Reserved,
}

/// A number in its normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Country calling code and national significant number.
    pub(crate) digits: SmallVec<[u8; 20]>,
    /// What it is for.
    pub(crate) kind: Kind,
    /// Whether its country's plan knows such a number, or only its length fits.
    pub(crate) planned: bool,
}

impl Number {
    fn new(country: &[u8], national: &[u8], kind: Kind, planned: bool) -> Self {
        Self { digits: country.iter().chain(national).copied().collect(), kind, planned }
    }
}

/// A number with its country calling code (no `+`, no `00`). A trunk zero behind the code is tolerated.
pub(crate) fn international(digits: &[u8]) -> Option<Number> {
    if let Some(rest) = digits.strip_prefix(b"44") {
        return gb_national(rest.strip_prefix(b"0").unwrap_or(rest));
    }
    let (code, least, most) = world::lengths(digits)?;
    let (country, national) = digits.split_at_checked(code)?;
    let without_trunk = match national.strip_prefix(b"0") {
        // Italy and San Marino keep the zero as part of the number.
        Some(rest) if country != b"39" && country != b"378" => rest,
        _ => national,
    };
    if !(least..=most).contains(&without_trunk.len()) {
        return None;
    }
    if country == b"1" {
        return world::nanp(without_trunk).map(|kind| Number::new(country, without_trunk, kind, true));
    }
    Some(Number::new(country, without_trunk, Kind::Line, false))
}

/// A United Kingdom number without country code and trunk zero.
pub(crate) fn gb_national(national: &[u8]) -> Option<Number> {
    gb::classify(national).map(|kind| Number::new(b"44", national, kind, true))
}

/// A number as it is written, spaces, brackets and dashes in it.
pub(crate) fn check(text: &str) -> Checked {
    let digits = super::digits_of(text);
    let trimmed = text.trim_start_matches([' ', '(']);
    let number = if trimmed.starts_with('+') {
        international(&digits)
    } else if let Some(rest) = digits.strip_prefix(b"00") {
        international(rest)
    } else {
        digits.strip_prefix(b"0").and_then(gb_national)
    };
    match number {
        None => Checked::INVALID,
        Some(Number { kind: Kind::Reserved, .. }) => Checked::example("reserved for drama use"),
        Some(Number { planned: true, .. }) => Checked::valid("number of the national plan"),
        Some(_) => Checked::unknown("length fits the country"),
    }
}
