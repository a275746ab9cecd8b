//! In what setting a possible name stands: what touches its words, how much its line looks like code, how long the text
//! is. Manuals, source code and logs have capitals of their own.

use super::super::lexicon::Entry;
use super::features::pack;
use super::line::Line;
use super::model::{Features, Template as T};
use super::token::{Gap, Shape, Token};
use super::window::Window;

/// Longest word in capitals that can be an acronym.
const ACRONYM: usize = 5;
/// A name from this level on is a usual one.
const USUAL: u8 = 5;

/// Adds what the setting says of a possible name.
pub(super) fn of_window(line: &Line<'_>, window: &Window, form: u64, out: &mut impl Features) {
    let (Some(first), Some(last)) = (line.token(window.first), line.token(window.last)) else { return };
    let entries = || window.names.iter().map(|token| token.word.entry);
    let usual = entries().map(usual).max().unwrap_or_default();
    let bytes = line.text.as_bytes();
    let before = touch(bytes.get(..first.start).unwrap_or_default().iter().rev());
    let behind = touch(bytes.get(last.end..).unwrap_or_default().iter());
    if before != 0 || behind != 0 {
        out.add(T::Touch, pack(&[form, before, behind]));
        out.add(T::TouchUsual, pack(&[form, before, behind, usual]));
    }
    if line.code > 0 {
        out.add(T::Code, pack(&[form, line.code, usual]));
    }
    let indent = indent(bytes);
    if indent > 0 {
        out.add(T::Indent, pack(&[form, indent, u64::from(line.is_whole(window.first, window.last))]));
    }
    bare_initial(line, window, form, out);
    acronyms(window, form, usual, out);
}

/// What stands right at a word, in the direction of `bytes`: 0 for a blank or nothing.
fn touch<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> u64 {
    let Some(byte) = bytes.next() else { return 0 };
    match byte {
        b' ' | b'\t' => 0,
        b'"' | b'\'' => 1,
        b'(' | b')' => 2,
        b'[' | b']' => 3,
        b'{' | b'}' => 4,
        b'<' | b'>' => 5,
        b'_' => 6,
        b'/' | b'\\' => 7,
        b'.' => 8 + 7 * u64::from(bytes.next().is_some_and(u8::is_ascii_alphanumeric)),
        b':' if bytes.next() == Some(&b':') => 9,
        b'=' => 10,
        b'-' => 11,
        b'`' => 12,
        b',' | b';' | b':' | b'!' | b'?' => 13,
        byte if !byte.is_ascii() => 0,
        _ => 14,
    }
}

/// An initial without its point: `A Rust crate`, `a 2-D DCT`.
fn bare_initial(line: &Line<'_>, window: &Window, form: u64, out: &mut impl Features) {
    let bare = |token: &&Token| token.shape == Shape::Initial && token.gap == Gap::Space;
    let Some(initial) = window.names.iter().find(bare) else { return };
    let letter = match line.text.as_bytes().get(initial.start) {
        Some(b'A') => 1,
        Some(b'I') => 2,
        _ => 3,
    };
    let last = window.names.last().map(|token| token.word.entry).unwrap_or_default();
    let known = u64::from(last.surname().div_ceil(3));
    out.add(T::Bare, pack(&[form, letter, known, u64::from(last.ordinary().div_ceil(3))]));
}

/// Short words in capitals, and what they stand beside.
fn acronyms(window: &Window, form: u64, usual: u64, out: &mut impl Features) {
    let short = |token: &&Token| token.shape == Shape::Upper && token.end - token.start <= ACRONYM;
    let short = window.names.iter().filter(short).count();
    if short > 0 {
        let others = window.names.len() - short;
        out.add(T::Acronyms, pack(&[form, short.min(3) as u64, others.min(3) as u64, usual]));
    }
}

fn usual(entry: Entry) -> u64 {
    match entry.given().max(entry.surname()) {
        0 => 0,
        level if level < USUAL => 1,
        _ => 2,
    }
}

/// Blanks in front of a line, in steps.
fn indent(line: &[u8]) -> u64 {
    match line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count() {
        0 => 0,
        1..=3 => 1,
        4..=8 => 2,
        _ => 3,
    }
}

/// How much a line looks like code, 0 to 3: by the marks that programs need and sentences do not.
pub(super) fn code(line: &str) -> u64 {
    let bytes = line.as_bytes();
    let mut marks = 0;
    for (at, byte) in bytes.iter().enumerate() {
        marks += match byte {
            b'{' | b'}' | b'=' | b'<' | b'>' | b'_' | b'\\' | b'|' | b'$' | b'`' | b'~' | b'^' => 1,
            b';' if at + 1 == bytes.len() => 2,
            b'[' | b']' | b'*' | b'#' | b'%' | b'/' | b'@' => 1,
            b':' if bytes.get(at + 1) == Some(&b':') => 2,
            b'(' if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_alphanumeric) => 1,
            b'.' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => 1,
            _ => 0,
        };
    }
    let share = marks * 100 / bytes.len().max(1);
    match (marks, share) {
        (0, _) => 0,
        (1, _) | (_, 0..=3) => 1,
        (_, 4..=9) => 2,
        _ => 3,
    }
}

/// How many words written as names a text has, in steps: the more, the likelier one looks like a name by chance.
pub(super) fn size(capitals: u32) -> u64 {
    match capitals {
        0..=5 => 0,
        6..=15 => 1,
        16..=40 => 2,
        41..=100 => 3,
        101..=300 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_sentences() {
        let check = |line: &str, want: u64| assert_eq!(code(line), want, "{line:?}");
        check("We met Anna Smith on Friday, and it went well.", 0);
        check("    let name: Reader = Reader::new(file)?;", 3);
        check("static const struct Handle *handle;", 2);
        check("Write to anna@brackenmoor.co.uk if you cannot come", 2);
        check("", 0);
    }

    #[test]
    fn what_touches_a_word() {
        let check = |rest: &str, want: u64| assert_eq!(touch(rest.as_bytes().iter()), want, "{rest:?}");
        check("", 0);
        check(" and", 0);
        check("::new", 9);
        check(": yes", 13);
        check(". Then", 8);
        check(".read()", 15);
        check("\u{2019}s", 0);
    }
}
