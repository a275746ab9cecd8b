//! What a possible name shows: features of its words, of what stands around it and of its line. Small numbers are packed
//! into one value a feature, so that the model can weigh what goes together.

use super::super::lexicon::{Entry, Flag, fold, mask};
use super::line::Line;
use super::looks::looks;
use super::model::{Features, Template as T};
use super::setting;
use super::token::{Gap, Shape, Token};
use super::window::{Form, Window};

/// How far behind a name the word of an eponym may stand: `'s Five Competitive Forces`.
const EPONYM_WITHIN: usize = 3;
/// How far behind a comma the word of a job may stand: `Regional Sales Manager`.
const JOB_WITHIN: usize = 3;
/// Words of a line that can be the title of a paper about someone.
const PAPER_TITLE: usize = 8;
/// A word from this ordinariness on is told apart from others; rarer ones say nothing that could be learnt.
const TOLD_FROM: u8 = 4;
/// Added to the form of a name with a title, where what stands in front of the title is meant.
const TITLED: u64 = 4;
/// What the lexicon may say of a word near a name.
const CUES: [Flag; 24] = [
    Flag::Title,
    Flag::Particle,
    Flag::Organisation,
    Flag::Place,
    Flag::Eponym,
    Flag::Calendar,
    Flag::Nationality,
    Flag::Country,
    Flag::City,
    Flag::Brand,
    Flag::Role,
    Flag::Greeting,
    Flag::Closing,
    Flag::Dealing,
    Flag::Dealt,
    Flag::Link,
    Flag::Speech,
    Flag::Job,
    Flag::WeakTitle,
    Flag::Article,
    Flag::Preposition,
    Flag::Conjunction,
    Flag::Label,
    Flag::Paper,
];
/// All of them in one value, and those that are told apart as words, too.
const CUE_MASK: u64 = mask(&CUES);
const TOLD_MASK: u64 = mask(CUES.split_at(11).1);
/// What a word can be instead of a name, the most telling first.
const CLASSES: [Flag; 12] = [
    Flag::Organisation,
    Flag::Eponym,
    Flag::Brand,
    Flag::Role,
    Flag::Place,
    Flag::Calendar,
    Flag::Country,
    Flag::Nationality,
    Flag::City,
    Flag::Title,
    Flag::Greeting,
    Flag::Paper,
];

const CLASS_MASK: u64 = mask(&CLASSES);

/// Adds the features of a possible name that do not depend on the rest of the document.
pub(super) fn of_window(line: &Line<'_>, window: &Window, out: &mut impl Features) {
    let form = window.form as u64;
    out.add(T::Bias, form);
    of_words(line, window, form, out);
    let (start, titled) = before_titles(line, window.first, form, out);
    before(line, start, if titled { form + TITLED } else { form }, out);
    begins(line, window, start, form, out);
    behind(line, window, form, out);
    of_line(line, window, form, out);
    setting::of_window(line, window, form, out);
}

fn of_words(line: &Line<'_>, window: &Window, form: u64, out: &mut impl Features) {
    let (Some(first), Some(last)) = (window.names.first(), window.names.last()) else { return };
    // A surname stands first in front of a comma, and where it alone is in capitals.
    let turned = window.form == Form::Comma || first.shape == Shape::Upper && last.shape == Shape::Capital;
    let (given, surname) = if turned { (last, first) } else { (first, last) };
    let shapes = window.names.iter().fold(0, |packed, token| packed << 3 | shape(token));
    if let Some(particle) = line.token(window.first).filter(|token| token.start != first.start) {
        out.add_word(if form == 0 { T::ParticleSingle } else { T::Particle }, particle.word.key);
    }
    let extra = (window.last - window.first + 1).saturating_sub(window.names.len()) as u64;
    out.add(T::Form, shapes << 6 | extra.min(3) << 2 | form);
    let (g, s) = (given.word.entry, surname.word.entry);
    out.add(T::FirstLevels, pack(&[form, level(given, g.given()), rank(g.surname()), common(g)]));
    out.add(T::LastLevels, pack(&[form, level(surname, s.surname()), rank(s.given()), common(s)]));
    let both = [form, rank(g.given()), rank(g.surname()), common(g), rank(s.surname()), rank(s.given()), common(s)];
    out.add(T::Levels, pack(&both));
    out.add(T::FirstClass, pack(&[form, class(g), usual(g)]));
    out.add(T::LastClass, pack(&[form, class(s), usual(s)]));
    for token in window.names.iter().skip(1).rev().skip(1).filter(|token| token.shape != Shape::Initial) {
        let entry = token.word.entry;
        out.add(T::MiddleLevels, pack(&[rank(entry.given()), rank(entry.surname()), common(entry), class(entry)]));
    }
    ends(line, given, form, (T::FirstLooks, T::FirstEnd, None), out);
    ends(line, surname, form, (T::LastLooks, T::LastEnd, Some(T::LastBegin)), out);
    out.add(T::Lengths, pack(&[form, length(given), length(surname)]));
    let words = line.written(window.first, window.last);
    if window.form == Form::Full && super::super::lexicon::word(words).entry.has(Flag::Brand) {
        out.add(T::Namesake, 1);
    }
    let upper = window.names.iter().all(|token| matches!(token.shape, Shape::Upper | Shape::Initial));
    let short = window.names.iter().any(|token| token.shape == Shape::Upper && token.end - token.start <= 4);
    if upper {
        out.add(T::Upper, pack(&[form, rank(g.given()), rank(s.surname()), u64::from(line.is_upper())]));
    }
    out.add(T::Capitals, pack(&[form, u64::from(upper), u64::from(line.is_upper()), u64::from(short && upper)]));
}

/// How a word that stands in no list of names begins and ends.
fn ends(line: &Line<'_>, token: &Token, form: u64, (looks_of, end, begin): (T, T, Option<T>), out: &mut impl Features) {
    let entry = token.word.entry;
    if entry.given() > 0 || entry.surname() > 0 || token.shape == Shape::Initial {
        return;
    }
    let Some(folded) = line.text.get(token.span()).and_then(fold) else { return };
    let Ok(text) = std::str::from_utf8(folded.bytes()) else { return };
    out.add(looks_of, pack(&[form, looks(folded.bytes()), common(entry)]));
    for length in [2, 3] {
        if let Some(tail) = text.len().checked_sub(length).filter(|at| *at > 0).and_then(|at| text.get(at..)) {
            out.add_letters(end, tail);
        }
    }
    if let Some((begin, head)) = begin.zip(text.get(..2)) {
        out.add_letters(begin, head);
    }
}

/// Titles in front of the name: adds what they say, tells where they begin, and whether one is beyond doubt.
fn before_titles(line: &Line<'_>, first: usize, form: u64, out: &mut impl Features) -> (usize, bool) {
    let mut start = first;
    let mut best = 0;
    while let Some(title) = start.checked_sub(1).and_then(|at| line.token(at)) {
        let joined = matches!(title.gap, Gap::Space | Gap::Point | Gap::TightPoint);
        let weak = title.gap == Gap::Space && title.has(Flag::WeakTitle);
        if !joined || !title.has(Flag::Title) || weak && title.shape == Shape::Lower {
            break;
        }
        best = best.max(if weak { 1 } else { 2 });
        out.add_word(if form == 0 { T::TitleWordSingle } else { T::TitleWord }, title.word.key);
        start -= 1;
    }
    if best > 0 {
        let entry = line.token(first).map(|token| token.word.entry).unwrap_or_default();
        out.add(T::Title, pack(&[form, best]));
        out.add(T::Titled, pack(&[form, best, rank(entry.given().max(entry.surname())), common(entry)]));
    }
    (start, best == 2)
}

fn before(line: &Line<'_>, start: usize, form: u64, out: &mut impl Features) {
    let Some(at) = start.checked_sub(1) else { return };
    let Some(token) = line.token(at) else { return };
    let entry = token.word.entry;
    out.add(T::BeforeGap, pack(&[form, token.gap as u64, shape(token)]));
    for number in cues(entry) {
        out.add(T::BeforeCue, pack(&[form, token.gap as u64, number]));
    }
    // In front of a title only what introduces people says something: an article does not.
    if form >= TITLED {
        return;
    }
    if let Some(word) = told(token) {
        out.add_word(if form == 0 { T::BeforeWordSingle } else { T::BeforeWord }, word);
    }
    if token.gap == Gap::Space && token.shape != Shape::Lower {
        let levels = pack(&[rank(entry.given()), rank(entry.surname()), common(entry), class(entry)]);
        out.add(T::BeforeCapital, levels << 8 | form << 4 | u64::from(line.begins_sentence(at)));
    }
    if let Some(two) = at.checked_sub(1).and_then(|two| line.token(two))
        && two.gap == Gap::Space
        && let Some(word) = told(two)
    {
        out.add_word(T::BeforeTwo, word);
    }
    mark(line, token.end, line.token(start).map_or(token.end, |token| token.start), T::BeforeMark, out);
}

fn begins(line: &Line<'_>, window: &Window, start: usize, form: u64, out: &mut impl Features) {
    let ordinary = window.names.first().map_or(0, |token| common(token.word.entry));
    out.add(T::Begins, pack(&[form, u64::from(start == 0) + u64::from(line.begins_sentence(start)), ordinary]));
    if start == 0 {
        mark(line, 0, line.token(0).map_or(0, |token| token.start), T::BeforeMark, out);
    }
}

fn behind(line: &Line<'_>, window: &Window, form: u64, out: &mut impl Features) {
    let Some(token) = line.token(window.last) else { return };
    let next = line.token(window.last + 1);
    let entry = next.map(|next| next.word.entry).unwrap_or_default();
    let next_shape = next.map_or(7, shape);
    out.add(T::BehindGap, pack(&[form, token.gap as u64, next_shape]));
    for number in cues(entry) {
        out.add(T::BehindCue, pack(&[form, token.gap as u64, number, u64::from(next_shape == 0)]));
    }
    if token.possessive {
        let eponym = line.within(window.last + 1, EPONYM_WITHIN, Flag::Eponym);
        out.add(T::Possessive, pack(&[form, u64::from(eponym)]));
    }
    let Some(next) = next else {
        return mark(line, token.end, line.text.len(), T::BehindMark, out);
    };
    if let Some(word) = told(next) {
        out.add_word(if form == 0 { T::BehindWordSingle } else { T::BehindWord }, word);
    }
    if token.gap == Gap::Space && next.shape != Shape::Lower && !token.possessive {
        let levels = pack(&[rank(entry.given()), rank(entry.surname()), common(entry), class(entry)]);
        out.add(T::BehindCapital, levels << 8 | form << 4 | next_shape);
    }
    if matches!(token.gap, Gap::Comma | Gap::Break) && line.within(window.last + 1, JOB_WITHIN, Flag::Role) {
        out.add(T::Job, pack(&[form, token.gap as u64]));
    }
    if next.gap == Gap::Space
        && let Some(word) = line.token(window.last + 2).and_then(told)
    {
        out.add_word(T::BehindTwo, word);
    }
    mark(line, token.end, next.start, T::BehindMark, out);
}

/// What stands between two words, where it is more than a blank.
fn mark(line: &Line<'_>, from: usize, to: usize, template: T, out: &mut impl Features) {
    let between = line.text.get(from..to).unwrap_or_default().trim();
    if between.is_ascii() && !between.is_empty() {
        out.add_letters(template, between.get(..2).unwrap_or(between));
    }
}

fn of_line(line: &Line<'_>, window: &Window, form: u64, out: &mut impl Features) {
    let whole = line.is_whole(window.first, window.last);
    let known = window.names.iter().map(|token| token.word.entry.given()).max().map_or(0, rank);
    let words = window.names.len().min(4) as u64;
    if whole {
        out.add(T::Whole, pack(&[form, words, known, u64::from(line.is_upper())]));
    }
    if line.heading {
        out.add(T::Heading, pack(&[form, known, u64::from(line.is_upper())]));
    }
    if let Some((behind, person)) = line.label
        && window.first >= behind
    {
        let distance = [0, 1, 1, 2, 2, 2, 2].get(window.first - behind).copied().unwrap_or(3);
        out.add(T::Label, pack(&[form, u64::from(person), distance]));
    }
    out.add(T::Contact, pack(&[form, u64::from(line.contact)]));
    if line.below_closing {
        out.add(T::Closing, pack(&[form, u64::from(whole), u64::from(window.first == 0)]));
    }
    if is_paper(line, window) {
        out.add(T::Paper, form);
    }
    let length = match line.tokens.len() {
        0..=3 => 0,
        4..=6 => 1,
        7..=12 => 2,
        _ => 3,
    };
    out.add(T::Crowd, pack(&[form, line.crowd(), length]));
    if line.items > 1 {
        let known = window.names.iter().any(|token| token.word.entry.given() > 0 || token.word.entry.surname() > 0);
        out.add(T::Items, pack(&[form, line.items.min(5) as u64, u64::from(known)]));
    }
}

/// A title such as `Coaching notes - Anna Smith` or `Anna Smith CV`: a short line that a name begins or ends.
fn is_paper(line: &Line<'_>, window: &Window) -> bool {
    let outside = |at: &usize| !(window.first..=window.last).contains(at);
    line.tokens.len() <= PAPER_TITLE
        && (window.first == 0 || window.last + 1 == line.tokens.len())
        && (0..line.tokens.len()).filter(outside).any(|at| line.has(at, Flag::Paper))
}

/// The key of a word that is common enough to be told from others.
fn told(token: &Token) -> Option<u64> {
    let entry = token.word.entry;
    (entry.ordinary() >= TOLD_FROM || entry.has_any(TOLD_MASK)).then_some(token.word.key)
}

/// Small numbers in one.
pub(super) fn pack(numbers: &[u64]) -> u64 {
    numbers.iter().fold(1, |packed, number| packed * 16 + (number & 0xFFFF))
}

fn shape(token: &Token) -> u64 {
    token.shape as u64
}

/// A level from 0 to 9; an initial is told from a word.
fn level(token: &Token, level: u8) -> u64 {
    if token.shape == Shape::Initial { 15 } else { u64::from(level) }
}

/// A level in four steps.
fn rank(level: u8) -> u64 {
    u64::from(level.div_ceil(3))
}

/// Ordinariness in five steps.
fn common(entry: Entry) -> u64 {
    u64::from(entry.ordinary().div_ceil(2))
}

/// The numbers of the cues that the lexicon says of a word; most words are none.
fn cues(entry: Entry) -> impl Iterator<Item = u64> {
    let cues = if entry.has_any(CUE_MASK) { CUES.as_slice() } else { &[] };
    (0..).zip(cues).filter(move |(_, flag)| entry.has(**flag)).map(|(number, _)| number)
}

fn class(entry: Entry) -> u64 {
    if !entry.has_any(CLASS_MASK) {
        return 0;
    }
    CLASSES.iter().position(|flag| entry.has(*flag)).map_or(0, |at| at as u64 + 1)
}

/// Whether a word is a usual name, whatever else it is.
fn usual(entry: Entry) -> u64 {
    u64::from(entry.given() >= 6) << 1 | u64::from(entry.surname() >= 6)
}

fn length(token: &Token) -> u64 {
    ((token.end - token.start).min(15) as u64).div_ceil(2)
}
