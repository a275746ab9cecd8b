//! Cuts a line into words, with what stands between them.

mod quiet;
#[cfg(test)]
mod tests;
mod word;

pub(super) use quiet::{is_ordinary, is_quiet};

use super::super::lexicon::{self, Flag, Word};
use smallvec::SmallVec;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The words of a line; those of a cell stay on the stack.
pub(super) type Tokens = SmallVec<[Token; 12]>;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `smith`, and what starts with a small letter.
    Lower,
    /// `Smith`, `O'Brien`, `McDonald`, `Anne-Marie`, `al-Sayed`.
    Capital,
    /// `SMITH`.
    Upper,
    /// `J`.
    Initial,
    /// A script without case.
    Uncased,
    /// Starts with a digit.
    Number,
    /// `PowerPoint`, `B2B`, `Follow-up`.
    Other,
}

/// What stands between a word and the next of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// One blank, or an underscore between capitalised words: more blanks part columns.
    Space,
    /// A point and a blank.
    Point,
    /// A point and no blank.
    TightPoint,
    /// A comma.
    Comma,
    /// `&`, `+`.
    Ampersand,
    /// A colon.
    Colon,
    /// An at sign, on either side.
    At,
    /// Anything else.
    Break,
    /// The line ends.
    End,
}

/// One word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte, in the line.
    pub(super) start: usize,
    /// One past the last byte; without a possessive `'s`.
    pub(super) end: usize,
    /// How it is written.
    pub(super) shape: Shape,
    /// What follows it.
    pub(super) gap: Gap,
    /// Whether `'s` (or a bare apostrophe after an s) follows.
    pub(super) possessive: bool,
    /// Its key and what the lexicon says; empty for what is not written as a name.
    pub(super) word: Word,
}

impl Token {
    /// Its bytes in the line.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it is written as a name or a part of one is: with a capital, or in a script without case.
    pub(super) fn is_name_like(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial | Shape::Uncased)
    }

    /// Whether it is a place's, an organisation's or a thing's word rather than a person's.
    pub(super) fn is_thing(&self) -> bool {
        let things = [Flag::City, Flag::Country, Flag::Nationality, Flag::Calendar, Flag::Organisation, Flag::Brand];
        things.into_iter().any(|flag| self.has(flag))
    }

    /// Whether the lexicon says `flag`.
    pub(super) fn has(&self, flag: Flag) -> bool {
        self.word.entry.has(flag)
    }
}

/// How far from a capitalised word the words without a capital are looked up, before it and behind it.
const NEAR_BEFORE: usize = 2;
const NEAR_BEHIND: usize = 3;

/// Adds the words of a line of running text. Words without a capital are looked up near one with a capital only.
pub(super) fn tokenize(line: &str, out: &mut Tokens) {
    cut(line, out, |shape| shape != Shape::Lower);
    let look_up = |token: &mut Token| {
        if token.shape == Shape::Lower && token.word.key == 0 {
            token.word = look_up(line.get(token.span()).unwrap_or_default());
        }
    };
    let mut behind = 0;
    for at in 0..out.len() {
        if out.get(at).is_some_and(Token::is_name_like) {
            behind = at + NEAR_BEHIND + 1;
            out.iter_mut().take(at).skip(at.saturating_sub(NEAR_BEFORE)).for_each(look_up);
        } else if at < behind {
            out.get_mut(at).into_iter().for_each(look_up);
        }
    }
}

/// Adds the words of a cell, where a name may lack its capitals.
pub(super) fn tokenize_cell(text: &str, out: &mut Tokens) {
    cut(text, out, |_| true);
}

fn cut(line: &str, out: &mut Tokens, wanted: impl Fn(Shape) -> bool) {
    let mut at = 0;
    while let Some(start) = word::start(line, at) {
        let Cut { end, stem, shape, possessive, plain } = Cut::at(line, start);
        if let Some(last) = out.last_mut() {
            last.gap = gap(line.get(at..start).unwrap_or_default());
        }
        if let Some(last) = out.last_mut().filter(|_| line.as_bytes().get(start.wrapping_sub(1)) == Some(&b'_'))
            && !(last.shape == Shape::Capital && shape == Shape::Capital)
        {
            // `MAX_SIZE`: no words of a name.
            last.gap = Gap::Break;
        }
        at = end;
        let look_up = if plain { lexicon::word } else { look_up };
        let word = match shape != Shape::Number && wanted(shape) {
            true => look_up(line.get(start..stem).unwrap_or_default()),
            false => Word::default(),
        };
        out.push(Token { start, end: stem, shape, gap: Gap::End, possessive, word });
    }
    if let Some(last) = out.last_mut() {
        let rest = line.get(at..).unwrap_or_default().trim_end();
        if !rest.is_empty() {
            last.gap = if rest.starts_with('@') { Gap::At } else { gap(rest) };
        }
    }
}

/// A word as it is cut out.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    /// One past its last byte.
    end: usize,
    /// The same without a possessive.
    stem: usize,
    shape: Shape,
    possessive: bool,
    /// Neither hyphen nor character beyond ASCII is in it.
    plain: bool,
}

impl Cut {
    /// The word that starts here.
    fn at(line: &str, start: usize) -> Self {
        let Some(word) = word::plain(line.as_bytes(), start) else { return Self::read(line, start) };
        if let Some(shape) = word.shape().filter(|_| !word.has_apostrophe()) {
            return Self { end: word.end, stem: word.end, shape, possessive: false, plain: !word.has_hyphen() };
        }
        Self::of(line, start, word.end)
    }

    /// The same, character by character.
    fn read(line: &str, start: usize) -> Self {
        Self::of(line, start, word_end(line, start))
    }

    fn of(line: &str, start: usize, end: usize) -> Self {
        let (stem, possessive) = without_possessive(line.get(start..end).unwrap_or_default());
        Self { end, stem: start + stem.len(), shape: shape(stem), possessive, plain: false }
    }
}

/// Where the run of letters, digits and inner apostrophes and hyphens that starts here ends.
fn word_end(line: &str, start: usize) -> usize {
    let bytes = line.as_bytes();
    let run = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
    };
    let mut end = start + run(start);
    while let Some(c) = char_at(line, end) {
        let after = end + c.len_utf8();
        // `2-Anna` is a seed and a name, `Anne-Marie` is one word.
        let letter = || end > 0 && !line.as_bytes().get(end - 1).is_some_and(u8::is_ascii_digit);
        let inner =
            || (is_apostrophe(c) || is_hyphen(c) && letter()) && char_at(line, after).is_some_and(char::is_alphabetic);
        if !(is_word(c) || inner()) {
            break;
        }
        end = after + run(after);
    }
    end
}

/// The character at a byte; nearly always a byte itself.
fn char_at(line: &str, at: usize) -> Option<char> {
    match line.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => line.get(at..)?.chars().next(),
    }
}

/// A letter, a digit or a diacritic; the small digit of a footnote is none.
fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || is_mark(c) || c.is_numeric() && !is_footnote(c)
}

fn is_footnote(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2089}')
}

/// A diacritic that is a character of its own.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// Apostrophes as people and programs write them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '`' | '\u{b4}' | '\u{2032}' | '\u{ff07}')
}

/// Hyphens without blanks around them.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn without_possessive(text: &str) -> (&str, bool) {
    let Some(rest) = text.strip_suffix(['s', 'S']) else { return (text, false) };
    match rest.strip_suffix(is_apostrophe) {
        Some(stem) if !stem.is_empty() => (stem, true),
        _ => (text, false),
    }
}

fn gap(between: &str) -> Gap {
    word::gap(between.as_bytes()).unwrap_or_else(|| read_gap(between))
}

fn read_gap(between: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    let trimmed = between.trim_matches(|c: char| c == ' ' || c == '\u{a0}' || c == '\u{202f}');
    match trimmed {
        "" if between.is_empty() || between.chars().nth(1).is_some() => Gap::Break,
        "" | "_" => Gap::Space,
        "." if between == "." => Gap::TightPoint,
        "." if between.starts_with('.') => Gap::Point,
        "," => Gap::Comma,
        "&" | "+" => Gap::Ampersand,
        _ if trimmed.starts_with(':') => Gap::Colon,
        _ if trimmed.starts_with('@') || trimmed.ends_with('@') => Gap::At,
        _ => Gap::Break,
    }
}

fn shape(text: &str) -> Shape {
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    if is_contraction(text) {
        return Shape::Other;
    }
    let mut parts = text.split(is_hyphen);
    let first = part_shape(parts.next().unwrap_or_default());
    parts.fold(first, |so_far, part| match (so_far, part_shape(part)) {
        (Shape::Lower, Shape::Capital) if is_particle(text) => Shape::Capital,
        (Shape::Capital | Shape::Initial, Shape::Capital) => Shape::Capital,
        (Shape::Upper | Shape::Initial, Shape::Upper | Shape::Initial) => Shape::Upper,
        (same, other) if same == other => same,
        (Shape::Lower, _) => Shape::Lower,
        _ => Shape::Other,
    })
}

/// `Doesn't`, `We've`: words of English that begin a sentence.
fn is_contraction(text: &str) -> bool {
    let Some((head, tail)) = text.rsplit_once(is_apostrophe) else { return false };
    matches!(tail, "t" | "re" | "ve" | "ll" | "d" | "m") && head.len() > 1 || text.starts_with("I'") && tail == "m"
}

/// Whether it starts with a particle and a hyphen: `al-Sayed`.
fn is_particle(text: &str) -> bool {
    text.split(is_hyphen).next().is_some_and(|part| part.len() <= 4 && lexicon::word(part).entry.has(Flag::Particle))
}

fn part_shape(part: &str) -> Shape {
    let mut letters = part.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return Shape::Other };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        let inner_capital = letters.any(char::is_uppercase);
        return match (first.is_lowercase(), inner_capital) {
            (true, true) if part.chars().nth(1).is_some_and(is_apostrophe) => Shape::Capital,
            (true, true) => Shape::Other,
            (true, false) => Shape::Lower,
            (false, _) => Shape::Uncased,
        };
    }
    let (mut upper, mut lower, mut digits) = (0, 0, 0);
    let mut inner = false;
    for c in letters {
        inner |= c.is_uppercase() && lower > 0;
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
        digits += usize::from(c.is_numeric());
    }
    match (upper, lower) {
        _ if digits > 0 => Shape::Other,
        (0, 0) => Shape::Initial,
        (_, 0) => Shape::Upper,
        (0, _) => Shape::Capital,
        _ if has_name_prefix(part) => Shape::Capital,
        _ if inner || upper > 0 => Shape::Other,
        _ => Shape::Capital,
    }
}

/// `McDonald`, `O'Brien`, `DeVries`, `FitzGerald`: a second capital that a name has.
fn has_name_prefix(part: &str) -> bool {
    let by_apostrophe = part.split_once(is_apostrophe).is_some_and(|(head, tail)| {
        head.chars().count() <= 2
            && tail.chars().next().is_some_and(char::is_uppercase)
            && !tail.chars().skip(1).any(char::is_uppercase)
    });
    by_apostrophe
        || ["Mac", "Mc", "Fitz", "De", "Di", "La", "Le", "Van", "Du", "Del"]
            .iter()
            .filter_map(|prefix| part.strip_prefix(prefix))
            .any(|rest| {
                let mut rest = rest.chars();
                rest.next().is_some_and(char::is_uppercase) && rest.as_str().len() > 1 && rest.all(char::is_lowercase)
            })
}

/// The word itself, or of a hyphenated one what its parts say together.
pub(super) fn look_up(text: &str) -> Word {
    let whole = lexicon::word(text);
    let hyphenated = if text.is_ascii() { text.as_bytes().contains(&b'-') } else { text.contains(is_hyphen) };
    if !hyphenated {
        return whole;
    }
    let parts = text.split(is_hyphen).map(|part| lexicon::word(part).entry).reduce(lexicon::Entry::compound);
    let parts = parts.unwrap_or_default();
    Word { key: whole.key, entry: if whole.entry.is_known() { parts.compound(whole.entry) } else { parts } }
}
