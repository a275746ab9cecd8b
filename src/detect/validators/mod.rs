//! Checks of values: pure functions over a text, three-valued, with what a person should know of the verdict.

pub(crate) mod card;
pub(crate) mod date;
pub(crate) mod email;
pub(crate) mod iban;
pub(crate) mod network;
pub(crate) mod phone;
pub(crate) mod steps;
pub(crate) mod uk;
pub(crate) mod us;

#[cfg(test)]
mod tests;

use crate::rules::Validator;
use smallvec::SmallVec;

/// What a check says of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Right by everything that can be checked.
    Valid,
    /// Nothing against it, but nothing was proved either.
    Unknown,
    /// It cannot be such a value: the match is dropped.
    Invalid,
}

/// A verdict and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    /// The verdict.
    pub(crate) verdict: Verdict,
    /// Why, as a phrase; empty where there is nothing to say.
    pub(crate) note: &'static str,
    /// Whether the value is known from documentation or reserved for examples.
    pub(crate) test: bool,
}

impl Checked {
    /// Valid, because of `note`.
    pub(crate) const fn valid(note: &'static str) -> Self {
        Self { verdict: Verdict::Valid, note, test: false }
    }

    /// Neither proved nor refuted.
    pub(crate) const fn unknown(note: &'static str) -> Self {
        Self { verdict: Verdict::Unknown, note, test: false }
    }

    /// Valid in form, but made for examples.
    pub(crate) const fn example(note: &'static str) -> Self {
        Self { verdict: Verdict::Valid, note, test: true }
    }

    /// Cannot be such a value.
    pub(crate) const INVALID: Self = Self { verdict: Verdict::Invalid, note: "", test: false };
}

/// Checks what an expression of a rule matched.
pub(crate) fn check(validator: Validator, text: &str) -> Checked {
    let digits = || digits_of(text);
    match validator {
        Validator::PaymentCard => card::check(&digits()),
        Validator::Iban => iban::check(&alphanumerics_of(text)),
        Validator::UkNino => uk::nino(&alphanumerics_of(text)),
        Validator::UkNhsNumber => uk::nhs_number(&digits()),
        Validator::UkUtr => uk::utr(&digits()),
        Validator::UkDrivingLicence => uk::driving_licence(&alphanumerics_of(text)),
        Validator::UkPostcode => uk::postcode(&alphanumerics_of(text)),
        Validator::UkPassport => uk::passport(&alphanumerics_of(text)),
        Validator::BankAccount => uk::bank_account(&digits()),
        Validator::UsSsn => us::ssn(&digits()),
        Validator::Phone => phone::check(text),
        Validator::Email => email::check(text),
        Validator::BirthDate => date::check(text),
        Validator::IpAddress => network::ip(text),
        Validator::MacAddress => network::mac(text),
        Validator::UkVehiclePlate => uk::plate(&alphanumerics_of(text)),
        Validator::Age => age(text),
        Validator::PostalAddress | Validator::Pay | Validator::SocialHandle => Checked::unknown(""),
    }
}

/// Years that a person in a file can have lived.
fn age(text: &str) -> Checked {
    match number(text.trim().as_bytes()) {
        Some(1..=115) => Checked::unknown(""),
        _ => Checked::INVALID,
    }
}

/// The ASCII digits of a text, at most forty of them: no identifier is longer.
pub(crate) fn digits_of(text: &str) -> SmallVec<[u8; 64]> {
    text.bytes().filter(u8::is_ascii_digit).take(40).collect()
}

/// The ASCII letters (in upper case) and digits of a text, at most forty of them.
pub(crate) fn alphanumerics_of(text: &str) -> SmallVec<[u8; 64]> {
    text.bytes().filter(u8::is_ascii_alphanumeric).take(40).map(|byte| byte.to_ascii_uppercase()).collect()
}

/// The value of an ASCII digit.
pub(crate) fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

/// The number that ASCII digits write; nothing where there are more than nine of them.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |sum, &byte| sum * 10 + digit(byte)))
}

/// Whether the digits are a filler: one digit repeated, or a count up or down.
pub(crate) fn is_filler(digits: &[u8]) -> bool {
    let step = |by: i16| {
        digits.windows(2).all(|pair| matches!(pair, [a, b] if (i16::from(*b) - i16::from(*a)).rem_euclid(10) == by))
    };
    digits.len() > 3 && (step(0) || step(1) || step(9))
}
