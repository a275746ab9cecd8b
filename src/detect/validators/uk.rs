//! United Kingdom: National Insurance and NHS numbers, taxpayer references, driving licences, passports, bank accounts
//! and postcodes.

use super::{Checked, digit, is_filler, number};

/// National Insurance number, prefix rules of HMRC's NIM39110: two letters, six digits, a suffix from A to D. Without the
/// suffix, which people leave out, nothing is proved.
pub(crate) fn nino(value: &[u8]) -> Checked {
    let &[first, second, ref rest @ ..] = value else { return Checked::INVALID };
    let (digits, suffix) = rest.split_at(rest.len().min(6));
    let shape = digits.len() == 6 && digits.iter().all(u8::is_ascii_digit) && matches!(suffix, [] | [b'A'..=b'D']);
    if !shape || !first.is_ascii_uppercase() || !second.is_ascii_uppercase() {
        return Checked::INVALID;
    }
    if (first, second) == (b'Q', b'Q') || digits == b"123456" {
        return Checked::example("used in official examples");
    }
    let unused = |letter| matches!(letter, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    if unused(first) || unused(second) || second == b'O' {
        return Checked::INVALID;
    }
    if matches!(&[first, second], b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ") {
        return Checked::INVALID;
    }
    if suffix.is_empty() { Checked::unknown("suffix missing") } else { Checked::valid("prefix and suffix in use") }
}

/// NHS number (England, Wales, Isle of Man): modulus 11 by the NHS Data Dictionary. 999... is set aside for tests.
pub(crate) fn nhs_number(digits: &[u8]) -> Checked {
    let [body @ .., last] = digits else { return Checked::INVALID };
    if body.len() != 9 || is_filler(body) {
        return Checked::INVALID;
    }
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(&byte, weight)| digit(byte) * weight).sum();
    if (11 - sum % 11) % 11 != digit(*last) {
        return Checked::INVALID;
    }
    if digits.starts_with(b"999") {
        return Checked::example("range set aside for tests");
    }
    Checked::valid("check digit valid")
}

/// Unique Taxpayer Reference: the first of ten digits checks the others (HMRC).
pub(crate) fn utr(digits: &[u8]) -> Checked {
    let [first, body @ ..] = digits else { return Checked::INVALID };
    if body.len() != 9 || is_filler(body) {
        return Checked::INVALID;
    }
    let sum: u32 = body.iter().zip([6, 7, 8, 9, 10, 5, 4, 3, 2]).map(|(&byte, weight)| digit(byte) * weight).sum();
    match b"21987654321".get((sum % 11) as usize) {
        Some(want) if want == first => Checked::valid("check digit valid"),
        _ => Checked::INVALID,
    }
}

/// DVLA driver number: five of the surname padded with 9, decade, month (women + 50), day, year, two initials, three more;
/// two digits of the issue may follow.
pub(crate) fn driving_licence(value: &[u8]) -> Checked {
    if !matches!(value.len(), 16 | 18) {
        return Checked::INVALID;
    }
    let part = |range: std::ops::Range<usize>| value.get(range).unwrap_or_default();
    let month = number(part(6..8)).map(|month| if month > 50 { month - 50 } else { month });
    let day = number(part(8..10));
    let good = padded(part(0..5), 1)
        && part(5..11).iter().all(u8::is_ascii_digit)
        && month.is_some_and(|month| (1..=12).contains(&month))
        && day.is_some_and(|day| (1..=31).contains(&day))
        && padded(part(11..13), 1)
        && part(14..16).iter().all(u8::is_ascii_alphabetic)
        && part(16..18).iter().all(u8::is_ascii_digit);
    if !good {
        return Checked::INVALID;
    }
    if value.starts_with(b"MORGA657054SM") {
        return Checked::example("used in official examples");
    }
    Checked::valid("surname and birth date parts well formed")
}

/// At least `least` letters, then only 9.
fn padded(part: &[u8], least: usize) -> bool {
    let letters = part.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    letters >= least && part.iter().skip(letters).all(|&byte| byte == b'9')
}

/// UK passport number: nine digits, or two letters and seven digits; there is no check digit outside the machine zone.
pub(crate) fn passport(value: &[u8]) -> Checked {
    let letters = value.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let digits = value.get(letters..).unwrap_or_default();
    if value.len() != 9 || !matches!(letters, 0 | 2) || !digits.iter().all(u8::is_ascii_digit) {
        return Checked::INVALID;
    }
    if is_filler(digits) { Checked::example("filler digits") } else { Checked::unknown("") }
}

/// Sort code with account number (14 digits), or an account number alone (8, sometimes 7).
pub(crate) fn bank_account(digits: &[u8]) -> Checked {
    let account = match digits.len() {
        14 | 13 => digits.get(6..).unwrap_or_default(),
        8 | 7 => digits,
        _ => return Checked::INVALID,
    };
    if is_filler(account) {
        return Checked::example("filler digits");
    }
    Checked::unknown("")
}

/// Registration mark since 2001: area, age mark, three letters; no I or Q in it (DVLA INF104).
pub(crate) fn plate(value: &[u8]) -> Checked {
    let &[a, b, c, d, ref rest @ ..] = value else { return Checked::INVALID };
    let area = b"ABCDEFGHKLMNOPRSVWXY".contains(&a) && b.is_ascii_uppercase() && !matches!(b, b'I' | b'Q' | b'Z');
    let age = c.is_ascii_digit() && d.is_ascii_digit() && !matches!((c, d), (b'0', b'0' | b'1'));
    let random = rest.len() == 3 && rest.iter().all(|byte| byte.is_ascii_uppercase() && !matches!(byte, b'I' | b'Q'));
    if area && age && random { Checked::unknown("") } else { Checked::INVALID }
}

/// Postcode: one of the six shapes of BS 7666, inward letters without C I K M O V.
pub(crate) fn postcode(value: &[u8]) -> Checked {
    let Some((outward, inward)) = value.len().checked_sub(3).map(|at| value.split_at(at)) else {
        return Checked::INVALID;
    };
    if outward == b"GIR" && inward == b"0AA" {
        return Checked::valid("postcode");
    }
    let area = outward.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let district = outward.get(area..).unwrap_or_default();
    let good = is_area(outward.get(..area).unwrap_or_default())
        && match district {
            [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] => true,
            [b'1'..=b'9', letter] => letter.is_ascii_uppercase(),
            _ => false,
        }
        && matches!(inward, [b'0'..=b'9', a, b] if inward_letter(*a) && inward_letter(*b));
    if good { Checked::valid("postcode of a known area") } else { Checked::INVALID }
}

fn inward_letter(letter: u8) -> bool {
    letter.is_ascii_uppercase() && !matches!(letter, b'C' | b'I' | b'K' | b'M' | b'O' | b'V')
}

/// Whether the letters are a postcode area of Royal Mail (124 areas; BF is the forces').
fn is_area(area: &[u8]) -> bool {
    const TWO: &[u8] = b"AB AL BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY EC EH EN EX \
FK FY GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE \
PH PL PO PR RG RH RM SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE";
    match area {
        [one] => b"BEGLMNSW".contains(one),
        [a, b] => TWO.chunks(3).any(|have| have.starts_with(&[*a, *b])),
        _ => false,
    }
}
