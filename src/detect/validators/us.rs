//! United States: Social Security numbers, by the rules of the Social Security Administration.

use super::{Checked, is_filler, number};

/// Numbers printed in wallets and advertisements, void ever since.
const VOID: &[&[u8]] = &[b"078051120", b"219099999", b"457555462"];

/// Checks the digits of a Social Security number: no area 000, 666 or 9xx, no group 00, no serial 0000.
pub(crate) fn ssn(digits: &[u8]) -> Checked {
    if digits.len() != 9 {
        return Checked::INVALID;
    }
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(number).unwrap_or(0);
    let (area, group, serial) = (part(0..3), part(3..5), part(5..9));
    if area == 0 || area == 666 || area >= 900 || group == 0 || serial == 0 {
        return Checked::INVALID;
    }
    let advertised = area == 987 && group == 65;
    // 111-22-3333: each group one digit, as in every manual.
    let groups = [digits.get(..3), digits.get(3..5), digits.get(5..)].into_iter().flatten();
    let repeated = groups.into_iter().all(|group| group.windows(2).all(|pair| matches!(pair, [a, b] if a == b)));
    if VOID.contains(&digits) || advertised || repeated || is_filler(digits) {
        return Checked::example("published as an example");
    }
    Checked::valid("area, group and serial in range")
}
