//! Runs the checks that rule files state. Linear in the value, and nothing is allocated.

mod schemes;
#[cfg(test)]
mod tests;

use super::{Checked, Verdict, date, is_filler, number};
use crate::rules::check::{DateInside, Fold, Listed, Places, RawSum, Repeats, Step};
use smallvec::SmallVec;

/// What a passed check proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    /// The shape is right.
    Shape,
    /// A date stands in it.
    Date,
    /// A check digit is right.
    Digit,
}

/// Checks a value in its normal form.
pub(crate) fn check(steps: &[Step], value: &[u8]) -> Checked {
    let Some(proof) = all(steps, value) else { return Checked::INVALID };
    let digits: SmallVec<[u8; 64]> = value.iter().copied().filter(u8::is_ascii_digit).collect();
    if digits.len() > 4 && is_filler(&digits) {
        return Checked::example("filler digits");
    }
    match proof {
        Proof::Digit => Checked::valid("check digit valid"),
        Proof::Date => Checked::unknown("a date stands inside"),
        Proof::Shape => Checked::unknown(""),
    }
}

/// The normal form of a text that stands for the shape only.
pub(crate) fn normal(text: &str) -> SmallVec<[u8; 64]> {
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'<';
    text.bytes().filter(kept).take(64).map(|byte| byte.to_ascii_uppercase()).collect()
}

fn all(steps: &[Step], value: &[u8]) -> Option<Proof> {
    steps.iter().try_fold(Proof::Shape, |proof, step| Some(proof.max(one(step, value)?)))
}

fn one(step: &Step, value: &[u8]) -> Option<Proof> {
    let digit = |good: bool| good.then_some(Proof::Digit);
    let shape = |good: bool| good.then_some(Proof::Shape);
    match step {
        Step::Length(lengths) => shape(lengths.contains(&value.len())),
        Step::Only(listed) => shape(is_listed(listed, value)),
        Step::Not(listed) => shape(!is_listed(listed, value)),
        Step::Date(inside) => has_date(inside, value).then_some(Proof::Date),
        Step::Sum(sum) => digit(sum_is_right(sum, value)),
        Step::Luhn(over) => digit(schemes::luhn(over.over.of(value))),
        Step::Verhoeff(over) => digit(schemes::verhoeff(over.over.of(value))),
        Step::Iso7064Mod1110(over) => digit(schemes::mod_11_10(over.over.of(value))),
        Step::Iso7064Mod9710(over) => digit(schemes::mod_97_10(over.over.of(value))),
        Step::Iso7064Mod372(over) => digit(schemes::mod_37_2(over.over.of(value))),
        Step::Repeats(repeats) => shape(repeats_once(repeats, value)),
        Step::Any(lists) => lists.iter().find_map(|steps| all(steps, value)),
    }
}

fn is_listed(listed: &Listed, value: &[u8]) -> bool {
    let part: SmallVec<[u8; 64]> = listed.at.of(value).collect();
    listed.among.iter().any(|span| span.has(&part))
}

fn has_date(inside: &DateInside, value: &[u8]) -> bool {
    let part = |mark: u8| -> Option<(u32, usize)> {
        let mut digits = SmallVec::<[u8; 4]>::new();
        for (&have, &byte) in inside.layout.marks().iter().zip(value) {
            if have == mark {
                digits.push(byte);
            }
        }
        Some((number(&digits)?, digits.len()))
    };
    let (Some((year, length)), Some((month, _)), Some((day, _))) = (part(b'y'), part(b'm'), part(b'd')) else {
        return false;
    };
    let less = |have: u32, plus: &[u32], most: u32| {
        plus.iter().filter_map(|plus| have.checked_sub(*plus)).find(|rest| (1..=most).contains(rest))
    };
    if inside.unknown && (month == 0 || day == 0) {
        return month <= 12 && day <= 31;
    }
    let (Some(month), Some(day)) = (less(month, &inside.month_plus, 12), less(day, &inside.day_plus, 31)) else {
        return false;
    };
    let on = |year: u32| date::is_date(year, month, day);
    match (&inside.century, length) {
        (Some(century), _) => {
            let mark = century.at.checked_sub(1).and_then(|at| value.get(at)).map(|byte| char::from(*byte));
            mark.and_then(|mark| century.of.get(&mark)).is_some_and(|first| on(first + year % 100))
        }
        (None, 4) => (1850..=2100).contains(&year) && on(year),
        // Three digits leave out the thousands: 985 is 1985, 003 is 2003.
        (None, 3) => on(if year >= 800 { 1000 + year } else { 2000 + year }),
        (None, _) => on(1900 + year) || on(2000 + year),
    }
}

fn sum_is_right(sum: &RawSum, value: &[u8]) -> bool {
    let Some(first) = remainder(sum, &sum.weights, value) else { return false };
    let rest = if first == 10 && !sum.again.is_empty() { remainder(sum, &sum.again, value) } else { Some(first) };
    let Some(rest) = rest else { return false };
    match &sum.check {
        None => sum.equals.contains(&rest),
        Some(places) => stands(sum, places, rest, value),
    }
}

/// Whether the remainder stands at its places: as its character, or as a number.
fn stands(sum: &RawSum, places: &Places, rest: u32, value: &[u8]) -> bool {
    let mut written = places.of(value);
    let (Some(first), second) = (written.next(), written.next()) else { return false };
    let left = if sum.complement { sum.modulus - rest } else { rest };
    if second.is_none() || sum.table.is_some() {
        let table = sum.table.as_deref().unwrap_or("0123456789");
        return table.as_bytes().get((left % sum.modulus) as usize) == Some(&first);
    }
    let digits: SmallVec<[u8; 8]> = places.of(value).collect();
    number(&digits) == Some(left)
}

/// The remainder of the sum; none where a character may not stand there.
fn remainder(sum: &RawSum, weights: &[i32], value: &[u8]) -> Option<u32> {
    let modulus = i64::from(sum.modulus);
    let mut characters = sum.over.of(value);
    let total = if !sum.tables.is_empty() {
        characters.zip(sum.tables.iter().cycle()).try_fold(0, |total, (byte, table)| {
            let at = if byte.is_ascii_digit() { byte - b'0' } else { byte.checked_sub(b'A')?.checked_add(10)? };
            Some(total + i64::from(*table.get(usize::from(at))?))
        })?
    } else if weights.is_empty() {
        characters.try_fold(0, |total, byte| {
            let value = sum.letters.value(byte)?;
            let shift = if value > 9 { 100 } else { 10 };
            Some((total * shift + value).rem_euclid(modulus))
        })?
    } else {
        weighted(sum, weights, characters)?
    };
    u32::try_from((total + sum.plus).rem_euclid(modulus)).ok()
}

fn weighted(sum: &RawSum, weights: &[i32], characters: impl Iterator<Item = u8>) -> Option<i64> {
    let mut weights = weights.iter().cycle().map(|weight| i64::from(*weight));
    let mut total = 0;
    for byte in characters {
        if sum.expand && byte.is_ascii_uppercase() {
            let place = i64::from(byte - b'A') + 1;
            total += folded(sum.fold, place / 10, weights.next()?) + folded(sum.fold, place % 10, weights.next()?);
        } else {
            total += folded(sum.fold, sum.letters.value(byte)?, weights.next()?);
        }
    }
    Some(total)
}

fn folded(fold: Option<Fold>, value: i64, weight: i64) -> i64 {
    let product = value * weight;
    match fold {
        Some(Fold::Digits) => product / 10 + product % 10,
        Some(Fold::Nine) if weight > 1 && product > 9 => product - 9,
        _ => product,
    }
}

fn repeats_once(repeats: &Repeats, value: &[u8]) -> bool {
    let mut counts = [0_u8; 128];
    for byte in repeats.over.of(value) {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count = count.saturating_add(1);
        }
    }
    let mut often = counts.iter().filter(|count| **count > 1);
    often.next().is_some_and(|count| repeats.times.contains(count)) && often.next().is_none()
}

/// Checks what an expression matched: first by the code that the rule names, then by its steps.
pub(crate) fn refine(first: Checked, steps: &[Step], value: &[u8]) -> Checked {
    match first.verdict {
        Verdict::Invalid => first,
        _ if steps.is_empty() => first,
        _ => check(steps, value),
    }
}
