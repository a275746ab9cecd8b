//! The first reading of a text: every possible name with what its words, its surroundings and its line say, before the rest
//! of the document is asked.

use super::super::lexicon::Flag;
use super::line::{Line, is_closing};
use super::model::{Model, Odds, Scorer};
use super::token::{self, Gap, Shape, Token, Tokens};
use super::window::{self, Form, Window};
use super::{explain, features};
use smallvec::SmallVec;
use std::ops::Range;

/// What is less likely than this is no candidate whatever the document says.
const HOPELESS: f32 = -6.0;
/// Possible names of one text; a text with more is no prose.
const MOST: usize = 1 << 16;

/// What a text may hold.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Possible names, by line and first word.
    pub(super) possible: Vec<Possible>,
    /// Keys of capitalised words that are no ordinary ones and stand alone.
    pub(super) alone: Vec<u64>,
    /// How many words are written as names are.
    pub(super) capitals: u32,
    /// How many lines with capitals it has, and how many of them look like code.
    pub(super) lines: (u32, u32),
    /// Keys of capitalised words in front of a word of companies or places.
    pub(super) firms: Vec<u64>,
}

/// A possible name.
#[derive(Clone, Debug)]
pub(super) struct Possible {
    /// Number of its line in the text.
    pub(super) line: usize,
    /// Its first word in the line.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// Words back to the last word of the item before, where it stands in a list; else 0.
    pub(super) back: usize,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// How it is put together.
    pub(super) form: Form,
    /// The line holds nothing else.
    pub(super) whole: bool,
    /// Log-odds so far.
    pub(super) odds: Odds,
    /// Keys of its words, initials and particles left out.
    pub(super) words: SmallVec<[u64; 3]>,
    /// Key of a full name; 0 for a single word.
    pub(super) key: u64,
    /// What can be said for and against it.
    pub(super) notes: explain::Notes,
    /// It won over what overlaps it.
    pub(super) taken: bool,
}

impl Possible {
    /// What other mentions of it share: the key of a full name, the word of a single one.
    pub(super) fn identity(&self) -> u64 {
        if self.form == Form::Single { self.words.first().copied().unwrap_or_default() } else { self.key }
    }
}

impl Reading {
    /// Reads a text, a paragraph or a run of whole lines; no name spans a line break.
    pub(super) fn of(text: &str, model: &Model) -> Self {
        let mut reading = Self::default();
        let mut tokens = Tokens::new();
        let mut above = "";
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
        for (number, end) in ends.enumerate() {
            let line = text.get(start..end).unwrap_or_default();
            if !token::is_quiet(line) {
                reading.read(line, above, model, (number, start), &mut tokens);
            }
            if !line.trim_start().is_empty() {
                above = line;
            }
            start = end + 1;
        }
        reading
    }

    /// Adds what a line may hold, however quiet it is. `above` is the last line that is not blank.
    pub(super) fn read(&mut self, line: &str, above: &str, model: &Model, place: (usize, usize), tokens: &mut Tokens) {
        tokens.clear();
        token::tokenize(line, tokens);
        self.line(&Line::new(line, tokens, is_closing(above)), model, place);
    }

    /// Marks anew what wins over what overlaps it.
    pub(super) fn take(&mut self) {
        let mut rest = self.possible.as_mut_slice();
        while let Some(line) = rest.first().map(|possible| possible.line) {
            let (of_line, others) = rest.split_at_mut(rest.partition_point(|possible| possible.line <= line));
            take(of_line);
            rest = others;
        }
    }

    fn line(&mut self, line: &Line<'_>, model: &Model, place: (usize, usize)) {
        let begin = self.possible.len();
        self.lines.0 += 1;
        self.lines.1 += u32::from(line.code > 1);
        self.capitals += line.tokens.iter().filter(|token| token.is_name_like()).count() as u32;
        for at in 0..line.tokens.len() {
            if self.possible.len() >= MOST {
                break;
            }
            window::each(line, at, |window| self.possible.extend(possible(line, &window, model, place)));
            self.note_word(line, at);
        }
        take(self.possible.get_mut(begin..).unwrap_or_default());
    }

    /// Notes a word that stands alone or begins the name of something else.
    fn note_word(&mut self, line: &Line<'_>, at: usize) {
        let Some(token) = line.token(at).filter(|token| token.shape == Shape::Capital) else { return };
        let joined = |at: usize| line.token(at).is_some_and(|token| token.gap == Gap::Space);
        let named = |at: usize| line.token(at).is_some_and(Token::is_name_like);
        let before = at.checked_sub(1).is_some_and(|before| joined(before) && named(before));
        let behind = joined(at) && named(at + 1);
        if behind && (line.has(at + 1, Flag::Organisation) || line.has(at + 1, Flag::Place)) {
            self.firms.push(token.word.key);
        } else if token.word.entry.ordinary() == 0 && !before && !behind && !token.is_thing() {
            self.alone.push(token.word.key);
        }
    }
}

/// Weighs a window by itself.
fn possible(line: &Line<'_>, window: &Window, model: &Model, place: (usize, usize)) -> Option<Possible> {
    let mut scorer = Scorer { model, odds: Odds::default() };
    features::of_window(line, window, &mut scorer);
    (scorer.odds.sum() > HOPELESS).then(|| describe(line, window, place, scorer.odds))
}

fn describe(line: &Line<'_>, window: &Window, (number, start): (usize, usize), odds: Odds) -> Possible {
    let written = line.written(window.first, window.last);
    let from = start + line.token(window.first).map_or(0, |token| token.start);
    let solid = window.names.iter().filter(|token| token.shape != Shape::Initial);
    Possible {
        line: number,
        first: window.first,
        last: window.last,
        back: back(line, window.first),
        span: from..from + written.len(),
        form: window.form,
        whole: line.is_whole(window.first, window.last),
        odds,
        words: solid.map(|token| token.word.key).collect(),
        key: if window.form == Form::Single { 0 } else { super::key(written) },
        notes: explain::Notes::of(line, window),
        taken: false,
    }
}

/// How many words back the item before ends, in a list.
fn back(line: &Line<'_>, first: usize) -> usize {
    let gap = |back: usize| first.checked_sub(back).and_then(|at| line.token(at)).map(|token| token.gap);
    match gap(1) {
        Some(Gap::Comma | Gap::Break | Gap::Ampersand) => 1,
        Some(Gap::Space) if line.has(first - 1, Flag::Conjunction) && gap(2).is_some() => 2,
        _ => 0,
    }
}

/// Marks the best of what overlaps in a line.
fn take(possible: &mut [Possible]) {
    let mut from = 0;
    while from < possible.len() {
        let mut end = from + 1;
        let mut last = possible.get(from).map_or(0, |first| first.last);
        while let Some(next) = possible.get(end).filter(|next| next.first <= last) {
            last = last.max(next.last);
            end += 1;
        }
        take_best(possible.get_mut(from..end).unwrap_or_default());
        from = end;
    }
}

/// The most likely first, then what does not overlap it.
fn take_best(cluster: &mut [Possible]) {
    let mut order: SmallVec<[usize; 16]> = (0..cluster.len()).collect();
    order.sort_by(|one, other| {
        let odds = |at: &usize| cluster.get(*at).map_or(f32::MIN, |possible| possible.odds.sum());
        odds(other).total_cmp(&odds(one))
    });
    let mut taken: SmallVec<[Range<usize>; 8]> = SmallVec::new();
    for at in order {
        let Some(possible) = cluster.get_mut(at) else { continue };
        let at = taken.partition_point(|range| range.start < possible.first);
        let clear = taken.get(at).is_none_or(|next| next.start > possible.last)
            && at.checked_sub(1).and_then(|at| taken.get(at)).is_none_or(|before| before.end <= possible.first);
        possible.taken = clear;
        if clear {
            taken.insert(at, possible.first..possible.last + 1);
        }
    }
}
