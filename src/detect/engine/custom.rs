//! Rules given as regular expressions: run only where they can match.
//!
//! An expression that needs digits is tried around groups of enough digits. One whose matches are nothing without a word is
//! tried only where a word of its rule stands near, or where the text is short enough to be a cell with nothing else in it.

mod clusters;
mod hir;
mod one;

use super::raw::Raw;
use super::text::Text;
use super::words::{Hit, Sense, Words};
use crate::detect::validators::steps;
use crate::detect::{DetectError, RuleNumber};
use crate::rules::{Needs, RuleSet};
use clusters::{Cluster, clusters};
use one::Custom;
use regex::{RegexSet, RegexSetBuilder};
use smallvec::SmallVec;
use std::ops::Range;

/// Bytes that one compiled expression, and all of them together, may take.
const ONE: usize = 1 << 20;
const ALL: usize = 16 << 20;
/// Bytes around a digit group in which an expression without bound is tried.
const REACH: usize = 256;
/// Digits that make a group worth a look, at most: who asks for more is tried from here on.
const ENOUGH: usize = 7;
/// Bytes before and after a group of digits in which a word lets an expression run that needs one; more than count later.
const WORD_REACH: usize = 110;
/// A text no longer than this may be a cell with nothing but the value in it.
const CELL: usize = 64;
/// Leading zeros that a stored number may have lost.
const LOST: usize = 2;

/// The expressions of all rules.
#[derive(Debug, Default)]
pub(super) struct Customs {
    /// Every match has some ASCII digits in it: tried around digits.
    few: Group,
    /// Every match has many digits in it.
    many: Group,
    /// Those without digits that need a mark: tried around such marks.
    marked: Vec<Custom>,
    /// The others: tried on every text, in one pass that tells which of them match at all.
    others: Group,
    /// Those that need a word, by ascending rule.
    worded: Vec<Custom>,
    /// Which of them take a text as a whole.
    cells: RegexSet,
    /// Least digits of a match that needs a word, [`ENOUGH`] at most, and how far it may reach.
    worded_digits: usize,
    worded_reach: usize,
    /// Digits of a stored number, and the expressions that read so many of them.
    numbers: Vec<(usize, Custom)>,
}

#[derive(Debug, Default)]
struct Group {
    set: RegexSet,
    customs: Vec<Custom>,
    reach: usize,
    /// Least digits of a match, [`ENOUGH`] at most.
    digits: usize,
}

impl Customs {
    /// Compiles them; what does not compile is an error that names the rule.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut customs = Self { worded_digits: ENOUGH, ..Self::default() };
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            for (nth, pattern) in rule.patterns.iter().enumerate() {
                let wrong = |message: String| DetectError::Pattern { rule: rule.id.clone(), number: nth + 1, message };
                let Some(custom) = Custom::new(number, rule, pattern).map_err(wrong)? else { continue };
                customs.numbers.extend(pattern.number.iter().map(|&digits| (digits, custom.clone())));
                customs.put(custom, pattern.needs);
            }
        }
        for group in [&mut customs.few, &mut customs.many, &mut customs.others] {
            group.set = set(group.customs.iter().map(|custom| custom.regex.as_str().to_owned()))?;
        }
        let blank = r#"[ \t"'\n\r\u{a0}]{0,8}"#;
        customs.cells = set(customs.worded.iter().map(|custom| format!("^{blank}(?:{}){blank}$", custom.regex)))?;
        Ok(customs)
    }

    fn put(&mut self, custom: Custom, needs: Option<Needs>) {
        let digits = custom.digits.min(ENOUGH);
        if digits == 0 && !custom.marks.is_empty() {
            self.marked.push(custom);
            return;
        }
        if needs == Some(Needs::Word) && digits > 0 {
            self.worded_digits = self.worded_digits.min(digits);
            self.worded_reach = self.worded_reach.max(custom.reach);
            self.worded.push(custom);
            return;
        }
        let group = match digits {
            0 => &mut self.others,
            ENOUGH => &mut self.many,
            _ => &mut self.few,
        };
        group.digits = if group.customs.is_empty() { digits } else { group.digits.min(digits) };
        group.reach = group.reach.max(custom.reach);
        group.customs.push(custom);
    }

    /// Whether digits have to be collected for [`Customs::around_digits`].
    pub(super) fn want_digits(&self) -> bool {
        !self.few.customs.is_empty() || !self.many.customs.is_empty() || !self.worded.is_empty()
    }

    /// Tries the expressions that need a digit around the digits that stand at `places`, ascending.
    pub(super) fn around_digits(&self, text: Text<'_>, places: &[Range<usize>], words: &Words, out: &mut Vec<Raw>) {
        for group in [&self.few, &self.many].into_iter().filter(|group| !group.customs.is_empty()) {
            group.around(text, places, out);
        }
        if self.worded.is_empty() || places.is_empty() {
            return;
        }
        if text.bytes.len() <= CELL {
            for nth in self.cells.matches(text.text) {
                if let Some(custom) = self.worded.get(nth) {
                    custom.scan(text, 0..text.bytes.len(), out);
                }
            }
        }
        self.near_words(text, &clusters(places, self.worded_digits), words, out);
    }

    /// Tries the expressions that need a word where one stands near.
    fn near_words(&self, text: Text<'_>, clusters: &[Cluster], words: &Words, out: &mut Vec<Raw>) {
        let (mut hits, mut scanned, mut first) = (Vec::<Hit>::new(), 0, 0);
        let mut near = SmallVec::<[RuleNumber; 8]>::new();
        for cluster in clusters {
            let low = text.word_start(cluster.span.start.saturating_sub(WORD_REACH));
            let high = text.word_end((cluster.span.end + WORD_REACH).min(text.bytes.len()));
            if high > scanned {
                let from = low.max(text.word_start(scanned.saturating_sub(WORD_REACH)));
                words.scan(text.str(from, high), from, scanned, &mut hits);
                scanned = high;
            }
            while hits.get(first).is_some_and(|hit| hit.end < low) {
                first += 1;
            }
            near.clear();
            let around = hits.get(first..).unwrap_or_default().iter().filter(|hit| hit.start < high);
            for &(rule, sense) in around.filter_map(|hit| words.entry(*hit)).flat_map(|entry| &entry.uses) {
                if sense != Sense::Against && !near.contains(&rule) {
                    near.push(rule);
                }
            }
            for rule in &near {
                let from = self.worded.partition_point(|custom| custom.rule < *rule);
                let mine = self.worded.get(from..).unwrap_or_default().iter().take_while(|custom| custom.rule == *rule);
                for custom in mine.filter(|custom| custom.digits.min(ENOUGH) <= cluster.digits) {
                    custom.scan(text, cluster.around(custom.reach, text), out);
                }
            }
        }
    }

    /// Tries the other expressions on the whole text.
    pub(super) fn everywhere(&self, text: Text<'_>, out: &mut Vec<Raw>) {
        for custom in &self.marked {
            around_marks(custom, text, out);
        }
        match self.others.customs.as_slice() {
            [] => {}
            // One expression alone finds its own first letters faster than a set finds anybody's.
            [only] => only.scan(text, 0..text.bytes.len(), out),
            _ => self.others.scan(text, 0..text.bytes.len(), out),
        }
    }

    /// The readings of a stored number, its lost zeros put back.
    pub(super) fn number(&self, digits: &[u8], span: &Range<usize>, out: &mut Vec<Raw>) {
        for (length, custom) in &self.numbers {
            let Some(lost) = length.checked_sub(digits.len()).filter(|lost| *lost <= LOST) else { continue };
            let full: SmallVec<[u8; 64]> = std::iter::repeat_n(b'0', lost).chain(digits.iter().copied()).collect();
            let checked = steps::check(&custom.check, &full);
            out.extend(custom.judged(span.clone(), checked, &full).map(Raw::needing_word));
        }
    }
}

/// Tries an expression around its marks; windows that touch are one.
fn around_marks(custom: &Custom, text: Text<'_>, out: &mut Vec<Raw>) {
    let (first, second, third) = match *custom.marks.as_slice() {
        [one] => (one, one, one),
        [one, other] => (one, other, other),
        [one, other, third, ..] => (one, other, third),
        [] => return,
    };
    let mut open: Option<Range<usize>> = None;
    for at in memchr::memchr3_iter(first, second, third, text.bytes) {
        let window = Cluster { span: at..at + 1, digits: 0 }.around(custom.reach, text);
        match &mut open {
            Some(last) if window.start <= last.end => last.end = window.end,
            _ => {
                if let Some(done) = open.replace(window) {
                    custom.scan(text, done, out);
                }
            }
        }
    }
    if let Some(last) = open {
        custom.scan(text, last, out);
    }
}

fn set(sources: impl Iterator<Item = String>) -> Result<RegexSet, DetectError> {
    RegexSetBuilder::new(sources)
        .size_limit(ALL)
        .dfa_size_limit(ALL)
        .build()
        .map_err(|error| DetectError::TooLarge(error.to_string()))
}

impl Group {
    /// Tries the group around clusters of enough digits; windows that touch are one.
    fn around(&self, text: Text<'_>, places: &[Range<usize>], out: &mut Vec<Raw>) {
        let mut open: Option<Range<usize>> = None;
        for cluster in clusters(places, self.digits) {
            let window = cluster.around(self.reach, text);
            match &mut open {
                Some(last) if window.start <= last.end => last.end = window.end,
                _ => {
                    if let Some(done) = open.replace(window) {
                        self.scan(text, done, out);
                    }
                }
            }
        }
        if let Some(last) = open {
            self.scan(text, last, out);
        }
    }

    fn scan(&self, text: Text<'_>, window: Range<usize>, out: &mut Vec<Raw>) {
        let part = text.str(window.start, window.end);
        for custom in self.set.matches(part).into_iter().filter_map(|nth| self.customs.get(nth)) {
            custom.scan(text, window.clone(), out);
        }
    }
}
