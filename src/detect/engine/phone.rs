//! Telephone numbers in all spellings: `07911 223344`, `+44 (0)20 7123 4567`, `0044-161-715-4321`.

use super::raw::{Raw, Shapes};
use super::text::Text;
use crate::detect::validators::Checked;
use crate::detect::validators::phone::{Kind, Number, gb_lengths, gb_national, international, world_lengths};
use crate::rules::Validator;
use smallvec::SmallVec;

/// Digits of the longest number, with the prefix `00` and a trunk zero.
const DIGITS: usize = 18;

/// The digits of a number as written.
struct Dialled {
    start: usize,
    plus: bool,
    bracket: bool,
    digits: SmallVec<[u8; 20]>,
    /// Where each group ends: bytes of the text, digits so far.
    ends: SmallVec<[(usize, usize); 8]>,
    slashes: bool,
}

/// Tries a number whose first digit group stands from `digits` to `end`. Returns up to where digits were read, so that
/// they are not read again as somebody's national spelling from their second group on; before `read_to` they were.
pub(super) fn scan(
    shapes: &Shapes,
    text: Text<'_>,
    digits: usize,
    end: usize,
    read_to: usize,
    out: &mut Vec<Raw>,
) -> usize {
    let marked = matches!(text.before(digits), b'+' | b'(');
    let leads = marked || text.at(digits) == b'0';
    if (end - digits < 2 && !marked) || (digits < read_to && !leads) {
        return read_to;
    }
    let Some(dialled) = dialled(text, digits) else { return read_to };
    let found = if leads { certain(shapes, text, &dialled) } else { None };
    let found = found.or_else(|| (digits >= read_to).then(|| loose(shapes, text, &dialled))?);
    let read = dialled.ends.last().map_or(end, |(end, _)| *end);
    let read = found.as_ref().filter(|raw| !raw.needs_word).map_or(read, |raw| raw.span.end);
    out.extend(found);
    read_to.max(read)
}

/// Reads the digits from `digits` on, with the plus and bracket before them.
fn dialled(text: Text<'_>, digits: usize) -> Option<Dialled> {
    let mut start = digits;
    let bracket_before = text.before(start) == b'(';
    start -= usize::from(bracket_before);
    let plus = text.before(start) == b'+';
    start -= usize::from(plus);
    let outer = plus && text.before(start) == b'(';
    start -= usize::from(outer);
    if !begins_apart(text, start, plus) {
        return None;
    }
    let mut dialled = Dialled {
        start,
        plus,
        bracket: bracket_before,
        digits: SmallVec::new(),
        ends: SmallVec::new(),
        slashes: false,
    };
    let mut at = digits;
    loop {
        let end = text.run(at, DIGITS + 1, |byte| byte.is_ascii_digit());
        let abroad = plus || dialled.digits.starts_with(b"00");
        let trunk = abroad && text.before(at) == b'(' && text.slice(at, end) == b"0" && text.at(end) == b')';
        if !trunk {
            dialled.digits.extend_from_slice(text.slice(at, end));
        }
        if dialled.digits.len() > DIGITS {
            break;
        }
        dialled.ends.push((end, dialled.digits.len()));
        let Some(next) = separator(text, end, &mut dialled.slashes) else { break };
        at = next;
    }
    (!dialled.ends.is_empty()).then_some(dialled)
}

/// Where the next group begins; none where what follows does not belong to a number.
fn separator(text: Text<'_>, end: usize, slashes: &mut bool) -> Option<usize> {
    let mut at = end;
    for _ in 0..3 {
        if text.at(at).is_ascii_digit() {
            break;
        }
        let gap = text.blank(at).max(text.dash(at));
        if gap > 0 {
            at += gap;
        } else if matches!(text.at(at), b'.' | b'(' | b')') {
            at += 1;
        } else if text.at(at) == b'/' && !*slashes {
            *slashes = true;
            at += 1;
        } else {
            return None;
        }
    }
    (at > end && text.at(at).is_ascii_digit()).then_some(at)
}

/// Not part of a code, a decimal, a sum, a path.
fn begins_apart(text: Text<'_>, start: usize, plus: bool) -> bool {
    match text.before(start) {
        0 | b' ' | b'\t' | b'\n' | b'\r' | b':' | b';' | b'|' | b'"' | b'\'' | b'(' | b'[' | b'<' | b'>' | b'='
        | b'*' | b'{' => true,
        b',' => !text.before(start - 1).is_ascii_digit(),
        b'/' => matches!(text.before(start - 1), b' ' | b'0'..=b'9') && (plus || text.at(start) == b'0'),
        byte => byte >= 0x80 && text.starts_apart(start),
    }
}

/// Whether a number may end here.
fn ends_apart(text: Text<'_>, end: usize) -> bool {
    match text.at(end) {
        b'x' | b'X' => text.at(end + 1).is_ascii_digit() || text.at(end + 1) == b' ',
        b'e' | b'E' => text.slice(end, end + 3).eq_ignore_ascii_case(b"ext"),
        b'.' | b'-' | b',' => !text.at(end + 1).is_ascii_alphanumeric(),
        b'/' => true,
        b')' => true,
        _ => text.ends_apart(end),
    }
}

/// A number with country code or trunk zero.
fn certain(shapes: &Shapes, text: Text<'_>, dialled: &Dialled) -> Option<Raw> {
    let (end, number) = dialled
        .ends
        .iter()
        .rev()
        .filter(|(end, count)| *count >= 8 && ends_apart(text, *end))
        .find_map(|&(end, count)| Some((end, meaning(dialled, dialled.digits.get(..count)?)?)))?;
    if !written_like_one(dialled, end) {
        return None;
    }
    let checked = match number.kind {
        Kind::Reserved => Checked::example("reserved for drama use"),
        _ if number.planned => Checked::valid("number of the national plan"),
        _ => Checked::valid("length fits the country code"),
    };
    let end =
        end + usize::from(dialled.bracket && text.at(end) == b')' && !text.slice(dialled.start, end).contains(&b')'));
    let raw = shapes.raw(Validator::Phone, dialled.start..end, checked, &number.digits)?;
    let score = raw.score;
    Some(match number.kind {
        Kind::Mobile => raw.scored(score + 0.15).with_note("mobile"),
        Kind::Service => raw.scored(0.2).with_note("service number, nobody's own"),
        _ => raw,
    })
    .map(|raw| match signature_mark(text, dialled.start) {
        true if !raw.test => {
            let score = raw.score;
            raw.scored(score + 0.3).with_note("marked as in a signature")
        }
        _ => raw,
    })
}

/// `T:`, `M.`, `D -`, a telephone sign: how signatures and letterheads mark a number.
fn signature_mark(text: Text<'_>, start: usize) -> bool {
    let head = text.str(0, start).trim_end_matches([' ', '\u{a0}', '\t']);
    if head.ends_with(['☎', '☏', '✆', '📞', '📱', '📲', '\u{fe0f}']) {
        return true;
    }
    let Some(letter) = head.strip_suffix([':', '.', '-', '|']).map(|head| head.trim_end_matches(' ')) else {
        return false;
    };
    let mut letters = letter.chars().rev();
    let mark = letters.next().is_some_and(|mark| "tmdpfTMDPF".contains(mark));
    mark && letters.next().is_none_or(|before| !before.is_alphanumeric())
}

fn meaning(dialled: &Dialled, digits: &[u8]) -> Option<Number> {
    if dialled.plus {
        return international(digits);
    }
    match digits {
        [b'0', b'0', rest @ ..] => international(rest),
        [b'0', national @ ..] => gb_national(national),
        _ => None,
    }
}

/// Grouped as people group: an area of three digits or more first, no single digits after it.
fn written_like_one(dialled: &Dialled, end: usize) -> bool {
    let mut before = 0;
    let lengths: SmallVec<[usize; 8]> = dialled
        .ends
        .iter()
        .take_while(|(at, _)| *at <= end)
        .map(|(_, count)| {
            let length = count - before;
            before = *count;
            length
        })
        .collect();
    let single = lengths.iter().skip(1).filter(|&&length| length == 1).count();
    let national = !dialled.plus && dialled.digits.get(1) != Some(&b'0');
    let area = lengths.first().copied().unwrap_or(0);
    let pairs = lengths.iter().all(|&length| length == 2);
    lengths.len() <= 6
        && (single == 0 || dialled.plus && single == 1)
        && (!national || area >= 3 || !pairs && area == 2 && lengths.len() == 3)
}

/// Digits that only a label, header or word makes a telephone number: another country's national spelling, a lost zero.
fn loose(shapes: &Shapes, text: Text<'_>, dialled: &Dialled) -> Option<Raw> {
    let (end, count) =
        dialled.ends.iter().rev().copied().find(|(end, count)| *count <= 12 && ends_apart(text, *end))?;
    let digits = dialled.digits.get(..count)?;
    let bracketed = dialled.bracket && dialled.ends.len() > 1;
    if !(7..=12).contains(&count) || dialled.ends.len() > 6 || (dialled.slashes && dialled.ends.len() == 3) {
        return None;
    }
    let american = bracketed && dialled.ends.iter().map(|(_, count)| *count).eq([3, 6, 10]);
    let normal = normal_of(digits);
    let checked =
        if american && is_fiction(digits) { Checked::example("reserved for fiction") } else { Checked::unknown("") };
    let raw = shapes.raw(Validator::Phone, dialled.start..end, checked, &normal)?;
    Some(if american { raw.scored(0.35).with_note("grouped as in North America") } else { raw.needing_word() })
}

fn is_fiction(digits: &[u8]) -> bool {
    matches!(digits, [_, _, _, b'5', b'5', b'5', b'0', b'1', ..])
}

/// The normal form of digits without country code: British where the plan knows them, else as they are.
pub(super) fn normal_of(digits: &[u8]) -> SmallVec<[u8; 20]> {
    let british = gb_national(digits.strip_prefix(b"0").unwrap_or(digits))
        .filter(|_| gb_lengths(digits).is_some() || digits.starts_with(b"0"));
    if let Some(number) = british {
        return number.digits;
    }
    match world_lengths(digits).and_then(|_| international(digits)) {
        Some(number) => number.digits,
        None => digits.iter().copied().collect(),
    }
}
