//! A line of text as a whole: its words, its label, whether it is a heading, what it comes after.

use super::super::lexicon::{self, Flag};
use super::header::{NameHeader, header};
use super::setting;
use super::token::{Gap, Shape, Token};

/// Longest label in front of a colon.
const MAX_LABEL: usize = 40;

/// A line of text and what holds for all of it.
pub(super) struct Line<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its words.
    pub(super) tokens: &'a [Token],
    /// The line above ends a letter: `Kind regards,`.
    pub(super) below_closing: bool,
    /// The first word behind a label, and whether the label is one of people.
    pub(super) label: Option<(usize, bool)>,
    /// Most words are capitalised, and most of those are ordinary.
    pub(super) heading: bool,
    /// An e-mail address or a phone number stands in it.
    pub(super) contact: bool,
    /// Single capitalised words that are no ordinary ones, between commas and the like.
    pub(super) items: usize,
    /// How much it looks like code, 0 to 3.
    pub(super) code: u64,
    /// Words that are written as names are, and those of them all in capitals.
    capitals: (usize, usize),
}

impl<'a> Line<'a> {
    /// Looks at the line as a whole.
    pub(super) fn new(text: &'a str, tokens: &'a [Token], below_closing: bool) -> Self {
        let contact = text.contains('@') || has_phone(text);
        let named = tokens.iter().filter(|token| token.is_name_like()).count();
        let upper = tokens.iter().filter(|token| token.shape == Shape::Upper).count();
        let (label, heading) = (label(text, tokens), is_heading(tokens));
        let (items, code) = (items(tokens), setting::code(text));
        Self { text, tokens, below_closing, label, heading, contact, items, code, capitals: (named, upper) }
    }

    /// Whether the line holds the words `first..=last` and nothing else but titles.
    pub(super) fn is_whole(&self, first: usize, last: usize) -> bool {
        self.tokens.len() <= last + 3
            && self.tokens.iter().enumerate().all(|(at, token)| (first..=last).contains(&at) || token.has(Flag::Title))
    }

    /// The word at a place.
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// Whether the lexicon says `flag` of the word at a place.
    pub(super) fn has(&self, at: usize, flag: Flag) -> bool {
        self.token(at).is_some_and(|token| token.has(flag))
    }

    /// The words as written.
    pub(super) fn written(&self, first: usize, last: usize) -> &'a str {
        match (self.token(first), self.token(last)) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or_default(),
            _ => "",
        }
    }

    /// The share of words written as names are, in quarters, 0 to 4.
    pub(super) fn crowd(&self) -> u64 {
        (self.capitals.0 * 4 / self.tokens.len().max(1)) as u64
    }

    /// Whether most words are all in capitals.
    pub(super) fn is_upper(&self) -> bool {
        self.capitals.1 * 3 >= self.tokens.len() * 2
    }

    /// Whether a sentence begins at a word.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        match at.checked_sub(1).and_then(|before| self.token(before)) {
            None => true,
            Some(before) => matches!(before.gap, Gap::Point | Gap::Colon) && before.shape != Shape::Initial,
        }
    }

    /// Whether one of `count` joined words from a place on is a `flag`.
    pub(super) fn within(&self, from: usize, count: usize, flag: Flag) -> bool {
        (from..from + count)
            .take_while(|at| *at == from || self.token(at - 1).is_some_and(|token| token.gap == Gap::Space))
            .any(|at| self.has(at, flag))
    }
}

/// `Kind regards,`: a short line that ends a letter.
pub(super) fn is_closing(line: &str) -> bool {
    line.len() <= MAX_LABEL
        && line.split_whitespace().count() <= 5
        && line.split_whitespace().rev().take(2).any(|word| lexicon::word(word).entry.has(Flag::Closing))
}

/// What stands before the first colon, as a label.
fn label(text: &str, tokens: &[Token]) -> Option<(usize, bool)> {
    let (at, token) = tokens.iter().enumerate().take(6).find(|(_, token)| token.gap == Gap::Colon)?;
    let label = text.get(..token.end).filter(|label| label.len() <= MAX_LABEL)?;
    if at <= 1 && lexicon::word(text.get(token.span()).unwrap_or_default()).entry.has(Flag::Label) {
        return Some((at + 1, true));
    }
    match header(label)? {
        NameHeader::NotPerson => Some((at + 1, false)),
        NameHeader::Title => None,
        _ => Some((at + 1, true)),
    }
}

fn items(tokens: &[Token]) -> usize {
    let parted = |gap: Gap| matches!(gap, Gap::Comma | Gap::Break | Gap::End | Gap::Point);
    let mut free = true;
    let mut count = 0;
    for token in tokens {
        let alone = free && parted(token.gap);
        count += usize::from(alone && token.shape == Shape::Capital && token.word.entry.ordinary() < 3);
        free = parted(token.gap) || token.gap == Gap::Colon;
    }
    count
}

/// Whether most words are capitalised, and most of those are ordinary.
fn is_heading(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.shape != Shape::Number);
    let (mut all, mut capital, mut ordinary) = (0, 0, 0);
    for token in words {
        all += 1;
        if token.is_name_like() || token.shape == Shape::Other {
            capital += 1;
            let entry = token.word.entry;
            ordinary +=
                usize::from(entry.ordinary() >= 3 && entry.ordinary() + 1 >= entry.given().max(entry.surname()));
        }
    }
    let clauses = tokens.iter().any(|token| token.gap == Gap::Comma);
    all >= 3 && !clauses && capital * 10 >= all * 7 && ordinary * 2 >= capital
}

/// A run of at least nine digits, blanks and the like aside.
fn has_phone(text: &str) -> bool {
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'-' | b'(' | b')' | b'+' | b'.' => {}
            _ => digits = 0,
        }
        if digits >= 9 {
            return true;
        }
    }
    false
}
