//! The published schemes: Luhn, Verhoeff, ISO 7064.

/// Luhn: every second digit from the right but the last is doubled. (ISO/IEC 7812-1, annex B)
pub(super) fn luhn(digits: impl Iterator<Item = u8> + Clone) -> bool {
    let count = digits.clone().count();
    let mut sum = 0;
    for (nth, byte) in digits.enumerate() {
        if !byte.is_ascii_digit() {
            return false;
        }
        let value = u32::from(byte - b'0');
        sum += match (count - nth) % 2 {
            1 => value,
            _ if value > 4 => value * 2 - 9,
            _ => value * 2,
        };
    }
    count > 1 && sum.is_multiple_of(10)
}

/// Verhoeff's scheme: the dihedral group D5, and a permutation by place from the right. (Verhoeff 1969)
pub(super) fn verhoeff(digits: impl Iterator<Item = u8> + Clone) -> bool {
    const ORDER: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let count = digits.clone().count();
    let mut state = 0;
    for (nth, byte) in digits.enumerate() {
        if !byte.is_ascii_digit() {
            return false;
        }
        // Counted from the right, the check digit is at place 0; the sum of the group runs from left to right mirrored.
        let turns = (count - 1 - nth) % 8;
        let permuted = (0..turns).fold(byte - b'0', |value, _| ORDER.get(usize::from(value)).copied().unwrap_or(0));
        state = product(permuted, state);
    }
    count > 1 && state == 0
}

/// The product of two elements of D5, rotations 0 to 4, reflections 5 to 9.
fn product(one: u8, other: u8) -> u8 {
    match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other - 5) % 5,
        (false, true) => 5 + (one - 5 + 5 - other) % 5,
        (false, false) => (one + 5 - other) % 5,
    }
}

/// ISO 7064 mod 11,10 over digits.
pub(super) fn mod_11_10(digits: impl Iterator<Item = u8> + Clone) -> bool {
    let mut state = 10;
    let mut count = 0;
    let last = digits.clone().count();
    for byte in digits {
        if !byte.is_ascii_digit() {
            return false;
        }
        count += 1;
        let sum = (state + u32::from(byte - b'0')) % 10;
        if count == last {
            return last > 1 && sum == 1;
        }
        state = if sum == 0 { 9 } else { sum * 2 % 11 };
    }
    false
}

/// ISO 7064 mod 97-10, letters as 10 to 35.
pub(super) fn mod_97_10(characters: impl Iterator<Item = u8>) -> bool {
    let mut rest = 0;
    for byte in characters {
        rest = match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    rest == 1
}

/// ISO 7064 mod 37-2 over digits and letters; the check character may be `*` only where no value of ours has it.
pub(super) fn mod_37_2(characters: impl Iterator<Item = u8>) -> bool {
    let mut rest = 0;
    for byte in characters {
        let value = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'A'..=b'Z' => u32::from(byte - b'A') + 10,
            _ => return false,
        };
        rest = (rest * 2 + value) % 37;
    }
    rest == 1
}
