//! Where sentences end, and the tokens of one.

use super::grammar::{Class, Grammar};
use super::{Keyword, words};
use std::ops::Range;

/// A longer sentence is none; it is cut, so that work stays bounded.
const LONGEST: usize = 2_000;
/// A line this long may have been wrapped: the sentence goes on in the next.
const WRAPPED: usize = 50;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "eg", "ie", "cf", "approx", "sr", "jr", "rev", "hon", "capt", "sgt",
    "hr", "fr", "mme", "mlle", "sig", "sra", "dhr", "mevr", "mw", "ca", "bzw", "z", "b", "bijv", "dept", "incl", "no",
    "nr",
];

/// One past the last byte of the sentence that begins at `from`.
pub(super) fn end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut line = from;
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let here = at;
        at += 1;
        match byte {
            b'\n' if !is_wrapped(text, line, at) => return at,
            b'\n' => line = at,
            b'!' | b'?' if is_space(bytes.get(at)) => return at,
            b'.' if is_space(bytes.get(at)) && !is_abbreviation(text, from, here) && !goes_on(text, at) => return at,
            b' ' if at - from > LONGEST => return at,
            _ => {}
        }
        if at - from > 2 * LONGEST && text.is_char_boundary(at) {
            return at;
        }
    }
    text.len()
}

fn is_space(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b')' | b'"' | 0xe2))
}

/// Whether a line break at `next - 1` only wraps: a long line, and the next begins small.
fn is_wrapped(text: &str, line: usize, next: usize) -> bool {
    next - line >= WRAPPED && text.get(next..).and_then(|rest| rest.chars().next()).is_some_and(char::is_lowercase)
}

/// Whether the next word after a full stop begins small.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let next = rest.chars().take(4).find(|c| !c.is_whitespace());
    next.is_some_and(char::is_lowercase)
}

fn is_abbreviation(text: &str, from: usize, dot: usize) -> bool {
    let head = text.get(from..dot).unwrap_or_default();
    let start = head.char_indices().rev().take(8).take_while(|(_, c)| c.is_alphanumeric()).last().map(|(at, _)| at);
    let word = start.and_then(|start| head.get(start..)).unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    initial || ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// A word, a person, a keyword or a mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it does in the sentence.
    pub class: Class,
    /// Whether it is written with a capital; of a phrase, its last word.
    pub capital: bool,
}

/// Fills `out` with the tokens of `span`. `people` and `keywords` are sorted and begin in `span` or before it.
pub(super) fn tokens(
    grammar: &Grammar,
    text: &str,
    span: &Range<usize>,
    keywords: &[Keyword],
    people: &[Range<usize>],
    out: &mut Vec<Token>,
) {
    out.clear();
    let mut people = people.iter().filter(|person| person.end > span.start && person.start < person.end).peekable();
    let mut keywords = keywords.iter().peekable();
    let mut at = span.start;
    while let Some(word) = words::next(text, at).filter(|word| word.start < span.end) {
        while people.next_if(|person| person.end <= word.start).is_some() {}
        while keywords.next_if(|keyword| keyword.span.start < word.start).is_some() {}
        marks(text, at..word.start, out);
        let person = people.peek().filter(|person| person.start < word.end);
        let keyword = keywords.peek().filter(|keyword| keyword.span.start == word.start);
        let (end, class) = match (person, keyword) {
            (Some(person), _) => (person.end.max(word.end), Class::PERSON),
            (None, Some(keyword)) => (keyword.span.end, Class::KEYWORD | within(grammar, text, &keyword.span)),
            (None, None) => (word.end, grammar.class(&word)),
        };
        let capital = if class.is(Class::KEYWORD) { ends_with_capital(text, word.start..end) } else { word.capital };
        out.push(Token { start: word.start, end, class, capital });
        at = end;
    }
    marks(text, at..span.end, out);
}

/// What the words of a phrase do: `her appraisal` has its pronoun, `convicted of` waits for an object.
fn within(grammar: &Grammar, text: &str, span: &Range<usize>) -> Class {
    let part = text.get(span.clone()).unwrap_or_default();
    let words = std::iter::successors(words::next(part, 0), |word| words::next(part, word.end));
    let (mut class, mut last, mut count) = (Class::default(), Class::default(), 0);
    for word in words {
        last = grammar.class(&word);
        count += 1;
        if last.is(Class::POSSESSIVE) {
            class = Class::POSSESSIVE;
        }
    }
    let open = count > 1 && last.is(Class::LINK | Class::OF | Class::POSSESSIVE);
    if open { class | Class::FRAME } else { class }
}

/// Whether the last word of a phrase is written with a capital.
fn ends_with_capital(text: &str, span: Range<usize>) -> bool {
    let part = text.get(span).unwrap_or_default();
    let words = std::iter::successors(words::next(part, 0), |word| words::next(part, word.end));
    words.last().is_some_and(|word| word.capital)
}

/// The punctuation between two words that matters.
fn marks(text: &str, gap: Range<usize>, out: &mut Vec<Token>) {
    let between = text.get(gap.clone()).unwrap_or_default();
    let spaced = between.contains(' ');
    for (at, c) in between.char_indices().take(16) {
        let class = match c {
            '(' | '[' => Class::OPEN,
            ')' | ']' => Class::CLOSE,
            '–' | '—' | '―' | '=' | '>' => Class::DASH,
            '-' | '\u{2011}' if spaced => Class::DASH,
            ':' => Class::COLON,
            ',' | ';' => Class::COMMA,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' => Class::QUOTE,
            '\'' if spaced => Class::QUOTE,
            '\t' | '|' => Class::TAB,
            _ => continue,
        };
        let start = gap.start + at;
        out.push(Token { start, end: start + c.len_utf8(), class, capital: false });
    }
}
