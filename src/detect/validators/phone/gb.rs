//! The National Telephone Numbering Plan of Ofcom: ranges, lengths, and the numbers set aside for drama.

use super::Kind;
use crate::detect::validators::number;

/// Four-digit areas (without the zero) that still have numbers of nine digits beside those of ten.
const MIXED: &[u32] = &[
    1204, 1208, 1254, 1276, 1297, 1298, 1363, 1364, 1384, 1386, 1404, 1420, 1460, 1461, 1480, 1488, 1524, 1527, 1562,
    1566, 1606, 1629, 1635, 1647, 1659, 1695, 1726, 1744, 1750, 1827, 1837, 1884, 1900, 1905, 1935, 1946, 1949, 1963,
    1995, 1697,
];

/// Ranges for television and radio drama: how the ten digits begin.
const DRAMA: &[&[u8]] = &[
    b"1134960", b"1144960", b"1154960", b"1164960", b"1174960", b"1184960", b"1214960", b"1314960", b"1414960",
    b"1514960", b"1614960", b"1914980", b"2079460", b"2896496", b"2920180", b"1632960", b"7700900", b"8081570",
    b"9098790", b"3069990",
];

/// How many digits (without the zero) a number that begins so may have: the least and the most.
pub(crate) fn lengths(national: &[u8]) -> Option<(usize, usize)> {
    let four = national.get(..4).and_then(number)?;
    let nine = match four / 1_000 {
        1 => MIXED.contains(&four),
        8 => four / 10 == 800,
        5 => four / 10 == 500,
        _ => false,
    };
    in_use(four).then_some(if nine { (9, 10) } else { (10, 10) })
}

/// What a number (without the zero) is for, where the plan has such a number.
pub(super) fn classify(national: &[u8]) -> Option<Kind> {
    let (least, most) = lengths(national)?;
    if !(least..=most).contains(&national.len()) {
        return None;
    }
    if DRAMA.iter().any(|range| national.starts_with(range)) {
        return Some(Kind::Reserved);
    }
    let kind = match national {
        [b'1' | b'2', ..] => Kind::Line,
        // 070 is redirected at a premium, 076 are pagers, but for the Isle of Man.
        [b'7', b'0', ..] => Kind::Line,
        [b'7', ..] => Kind::Mobile,
        [b'5', ..] => Kind::Line,
        _ => Kind::Service,
    };
    Some(kind)
}

/// Whether numbers begin with these four digits (without the zero).
fn in_use(four: u32) -> bool {
    let (three, two) = (four / 10, four / 100);
    match four / 1_000 {
        // 0113-0118, 01x1, and the areas of four digits.
        1 => matches!(three, 113..=118 | 121 | 131 | 141 | 151 | 161 | 191) || two >= 12 && !matches!(three, 171 | 181),
        2 => matches!(two, 20 | 23 | 24 | 28 | 29) && !matches!(three, 200..=202 | 205 | 206 | 209 | 230),
        3 => matches!(two, 30 | 33 | 34 | 37),
        5 => matches!(two, 55 | 56) || three == 500,
        7 => two != 76 || four == 7624,
        8 => matches!(two, 80 | 84 | 87) && (two != 80 || matches!(three, 800 | 808)),
        9 => matches!(two, 90 | 91 | 98),
        _ => false,
    }
}
