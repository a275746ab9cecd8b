//! Dates that a word or a column may make birth dates.

use super::raw::{Raw, Shapes};
use super::run::{Part, Run};
use super::text::Text;
use crate::detect::validators::{Verdict, date};
use crate::rules::Validator;

/// Tries a date that begins with the run: `11/06/1984`, `1984-06-11`, `11 June 1984`; or `June 11, 1984` around it.
pub(super) fn scan(shapes: &Shapes, text: Text<'_>, run: &Run, out: &mut Vec<Raw>) {
    if !shapes.has(Validator::BirthDate) || !text.starts_apart(run.start()) {
        return;
    }
    let span = numeric(text, run).or_else(|| day_month_year(text, run)).or_else(|| month_day_year(text, run));
    if let Some((start, end)) = span {
        out.extend(raw(shapes, text, start, end).map(|raw| match has_birth_mark(text, start) {
            true => Raw { needs_word: false, ..raw }.scored(MARKED).with_note("behind a mark of birth"),
            false => raw,
        }));
    }
}

/// Score of a date behind `b.` or a star.
const MARKED: f32 = 0.6;

/// `b. 3 May 1984`, `(* 3.5.1984`: too short to be words of a rule.
fn has_birth_mark(text: Text<'_>, start: usize) -> bool {
    let head = text.run_back(start, 1, |byte| byte == b' ');
    let mark = text.run_back(head, 2, |byte| matches!(byte, b'b' | b'.' | b'*'));
    let apart = matches!(text.before(mark), 0 | b' ' | b'(' | b',' | b';' | b'\n' | b'\t');
    let written = text.slice(mark, head);
    apart && head < start && (matches!(written, b"b." | b"b") || written == b"*" && text.before(mark) == b'(')
}

/// The candidate for a date that stands there.
pub(super) fn raw(shapes: &Shapes, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
    let written = text.str(start, end);
    let checked = date::check(written);
    if checked.verdict == Verdict::Invalid {
        return None;
    }
    let date = date::parse(written)?;
    let normal = [date.year.to_be_bytes(), date.month.to_be_bytes(), date.day.to_be_bytes()].concat();
    shapes.raw(Validator::BirthDate, start..end, checked, &normal).map(Raw::needing_word)
}

fn numeric(text: Text<'_>, run: &Run) -> Option<(usize, usize)> {
    let parts = &[Part::Slash, Part::Dash, Part::Dot, Part::Blank];
    let (first, second, third) = (run.length(0), run.length(1), run.length(2));
    let shape = matches!((first, second, third), (1 | 2, 1 | 2, 2 | 4) | (4, 1 | 2, 1 | 2));
    let four = first == 4 || third == 4;
    let uniform = shape && run.begins(&[first, second, third], parts) && (four || run.part(0) != Some(Part::Blank));
    // A time may follow an ISO date; a fourth group of the same kind makes it something else.
    let end = run.end(2);
    let followed = run.part(2).is_some_and(|part| Some(part) == run.part(0));
    let free = text.ends_apart(end) || matches!(text.at(end), b'T' | b't' | b',');
    (uniform && free && !followed).then(|| (run.start(), end))
}

fn day_month_year(text: Text<'_>, run: &Run) -> Option<(usize, usize)> {
    if !matches!(run.length(0), 1 | 2) {
        return None;
    }
    let ordinal = ordinal_end(text, run.end(0));
    let mut at = gap(text, ordinal);
    if text.slice(at, at + 3).eq_ignore_ascii_case(b"of ") || text.slice(at, at + 3).eq_ignore_ascii_case(b"de ") {
        at += 3;
    }
    let month_end = month_end(text, at)?;
    let year = gap(text, month_end + usize::from(text.at(month_end) == b'.'));
    let year = if text.slice(year, year + 3).eq_ignore_ascii_case(b"de ") { year + 3 } else { year };
    let end = text.run(year, 5, |byte| byte.is_ascii_digit());
    (matches!(end - year, 2 | 4) && year > month_end && text.ends_apart(end)).then(|| (run.start(), end))
}

fn month_day_year(text: Text<'_>, run: &Run) -> Option<(usize, usize)> {
    if !matches!(run.length(0), 1 | 2) || text.before(run.start()) != b' ' {
        return None;
    }
    let word_end = run.start() - 1 - usize::from(text.before(run.start() - 1) == b'.');
    let start = text.run_back(word_end, 10, |byte| byte.is_ascii_alphabetic());
    date::month(text.str(start, word_end)).filter(|_| word_end - start >= 3)?;
    let day_end = ordinal_end(text, run.end(0));
    let year = gap(text, day_end + usize::from(text.at(day_end) == b','));
    let end = text.run(year, 5, |byte| byte.is_ascii_digit());
    (end - year == 4 && year > day_end && text.ends_apart(end) && text.starts_apart(start)).then_some((start, end))
}

fn ordinal_end(text: Text<'_>, end: usize) -> usize {
    let suffix = text.slice(end, end + 2).to_ascii_lowercase();
    let known =
        matches!(suffix.as_slice(), b"st" | b"nd" | b"rd" | b"th" | b"er") && !text.at(end + 2).is_ascii_alphabetic();
    end + 2 * usize::from(known) + usize::from(!known && text.at(end) == b'.' && text.at(end + 1) == b' ')
}

fn gap(text: Text<'_>, at: usize) -> usize {
    at + text.blank(at).max(text.dash(at)).max(usize::from(matches!(text.at(at), b'.' | b'/')))
}

/// Where the name of a month that starts there ends.
fn month_end(text: Text<'_>, start: usize) -> Option<usize> {
    let first = text.at(start).to_ascii_lowercase();
    if !b"jfmasondeg".contains(&first) {
        return None;
    }
    let end = text.run(start, 12, |byte| byte.is_ascii_alphabetic() || byte >= 0x80);
    date::month(text.str(start, end)).filter(|_| end - start >= 3).map(|_| end)
}
