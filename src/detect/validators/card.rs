//! Payment cards: ISO/IEC 7812-1 (Luhn check digit), issuer identification ranges as the schemes publish them.

use super::{Checked, digit, is_filler, number};

/// Numbers that schemes and payment providers publish for tests.
const TEST_NUMBERS: &[&[u8]] = &[
    b"4111111111111111",
    b"4012888888881881",
    b"4222222222222",
    b"4242424242424242",
    b"4000056655665556",
    b"4000000000000002",
    b"4000002500003155",
    b"4000000000009995",
    b"4917610000000000",
    b"4444333322221111",
    b"4012000033330026",
    b"4263970000005262",
    b"4000000000000077",
    b"4005519200000004",
    b"4009348888881881",
    b"5555555555554444",
    b"5105105105105100",
    b"5200828282828210",
    b"5454545454545454",
    b"5431111111111111",
    b"2223003122003222",
    b"2223000048400011",
    b"5425233430109903",
    b"2222420000001113",
    b"5500000000000004",
    b"378282246310005",
    b"371449635398431",
    b"378734493671000",
    b"343434343434343",
    b"374245455400126",
    b"6011111111111117",
    b"6011000990139424",
    b"6011000000000004",
    b"30569309025904",
    b"38520000023237",
    b"3056930009020004",
    b"36227206271667",
    b"3530111333300000",
    b"3566002020360505",
    b"6200000000000005",
    b"6759649826438453",
    b"6799990100000000019",
    b"6304000000000000",
];

/// Checks the digits of a card number.
pub(crate) fn check(digits: &[u8]) -> Checked {
    let Some(issuer) = issuer(digits) else { return Checked::INVALID };
    if !luhn(digits) {
        return Checked::INVALID;
    }
    if TEST_NUMBERS.contains(&digits) || is_filler(digits) {
        return Checked::example("published test card");
    }
    Checked::valid(issuer)
}

/// Whether the digits pass the Luhn check.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, &byte)| match (place % 2, digit(byte)) {
            (0, value) => value,
            (_, value) if value > 4 => value * 2 - 9,
            (_, value) => value * 2,
        })
        .sum();
    digits.len() > 1 && sum.is_multiple_of(10)
}

/// The scheme by issuer range and length.
fn issuer(digits: &[u8]) -> Option<&'static str> {
    let six = number(digits.get(..6)?)?;
    let (four, three, two) = (six / 100, six / 1_000, six / 10_000);
    let length = digits.len();
    let scheme = match length {
        13 | 16 | 19 if two / 10 == 4 => "Luhn check digit and Visa range",
        16 if (51..=55).contains(&two) || (2221..=2720).contains(&four) => "Luhn check digit and Mastercard range",
        15 if two == 34 || two == 37 => "Luhn check digit and American Express range",
        16..=19 if (3528..=3589).contains(&four) => "Luhn check digit and JCB range",
        16..=19 if four == 6011 || (644..=649).contains(&three) || two == 65 => "Luhn check digit and Discover range",
        14..=19 if two == 36 || two == 38 || two == 39 || (300..=305).contains(&three) => {
            "Luhn check digit and Diners Club range"
        }
        16..=19 if two == 62 => "Luhn check digit and UnionPay range",
        16..=19 if matches!(four, 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763 | 6799) => {
            "Luhn check digit and Maestro range"
        }
        _ => return None,
    };
    Some(scheme)
}
