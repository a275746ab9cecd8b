//! What stands around a value: the label before it, words for it, words against it.

use super::raw::Raw;
use super::text::Text;
use super::words::{Hit, Sense, Words};
use super::{FLOOR, PROPOSAL};
use crate::detect::Candidate;
use crate::rules::{Rule, RuleSet};
use smallvec::SmallVec;

/// Bytes before and after a value in which a word counts.
const BEFORE: usize = 60;
const AFTER: usize = 60;
/// The same for a value that is nothing without a word.
const CLOSE_BEFORE: usize = 45;
const CLOSE_AFTER: usize = 25;
/// Longest that what stands between a label and its value may be.
const LABEL_GAP: usize = 24;
/// Longest that a line above a value may be to be its label.
const LABEL_LINE: usize = 40;
/// Highest score of a value made for examples.
const TEST_CEILING: f32 = 0.3;
/// From this score on a shape speaks for itself.
const SPEAKS: f32 = 0.5;
/// What a context word is worth beside a label.
const BESIDE_LABEL: f32 = 0.25;
/// From this score on no label of something else takes anything off: `Login: anna@...` is an address all the same.
const SURE: f32 = 0.85;
/// Nothing is certain.
const CEILING: f32 = 0.99;

/// Judges the shapes of one text, which come in ascending order.
pub(super) struct Near<'e, 't> {
    rules: &'e RuleSet,
    words: &'e Words,
    text: Text<'t>,
    hits: Vec<Hit>,
    /// Up to where the words are known, and the first hit that can still matter.
    scanned: usize,
    first: usize,
}

/// What the words around a value say.
#[derive(Default)]
struct Said<'e> {
    label: Option<(&'e str, usize)>,
    context: Option<(&'e str, bool)>,
    against: Option<(&'e str, bool)>,
    other_label: bool,
    /// Beside the label a word of the context stands near.
    both: bool,
}

impl<'e, 't> Near<'e, 't> {
    /// For one text.
    pub(super) fn new(rules: &'e RuleSet, words: &'e Words, text: Text<'t>) -> Self {
        Self { rules, words, text, hits: Vec::new(), scanned: 0, first: 0 }
    }

    /// The candidate that a shape is in its surroundings; none where it needs a word and has none.
    pub(super) fn judge(&mut self, raw: Raw) -> Option<Candidate> {
        let whole = self.text.is_whole(raw.span.start, raw.span.end);
        let said = if whole { Said::default() } else { self.said(&raw) };
        let rule = self.rules.at(usize::from(raw.rule));
        let supported = said.label.is_some() || said.context.is_some();
        if raw.needs_word && !supported {
            return whole.then(|| candidate(raw, PROPOSAL, &Said::default()));
        }
        if raw.needs_word && said.other_label && said.label.is_none() {
            return None;
        }
        let mut score = weigh(rule, raw.score, &said);
        if raw.test {
            score = score.min(TEST_CEILING);
        }
        if raw.needs_word && score < FLOOR {
            return None;
        }
        Some(candidate(raw, score.clamp(0.0, CEILING), &said))
    }

    fn said(&mut self, raw: &Raw) -> Said<'e> {
        let (low, high) = self.window(raw, BEFORE, AFTER);
        self.scan_to(low, high);
        let (low, high) = if raw.needs_word { self.window(raw, CLOSE_BEFORE, CLOSE_AFTER) } else { (low, high) };
        let mut said = Said::default();
        for hit in self.hits.get(self.first..).unwrap_or_default() {
            let inside = hit.end > raw.span.start && hit.start < raw.span.end;
            if hit.start < low || hit.end > high || inside {
                continue;
            }
            let (Some(entry), Some(place)) = (self.words.entry(*hit), self.place(*hit, raw)) else { continue };
            for &(rule, sense) in &entry.uses {
                said.hear(&entry.word, hit.start, sense, rule == raw.rule, place);
            }
        }
        self.deny_label(raw, &mut said);
        said
    }

    /// The part of the line around a value in which words count.
    fn window(&self, raw: &Raw, before: usize, after: usize) -> (usize, usize) {
        let (start, end) = (raw.span.start, raw.span.end);
        let low = start.saturating_sub(before);
        let line = memchr::memrchr(b'\n', self.text.slice(low, start)).map(|at| low + at);
        let low = line.map_or(low, |line| self.label_line(line, start).unwrap_or(line + 1));
        let high = self.text.bytes.len().min(end + after);
        let high = memchr::memchr(b'\n', self.text.slice(end, high)).map_or(high, |at| end + at);
        (low, high)
    }

    /// The start of a short line that ends at `line`, where the value starts the next one: in a form the label may stand
    /// above.
    fn label_line(&self, line: usize, start: usize) -> Option<usize> {
        let low = line.saturating_sub(LABEL_LINE);
        let above = memchr::memrchr(b'\n', self.text.slice(low, line)).map(|at| low + at + 1);
        let above = above.or((low == 0).then_some(0))?;
        self.text.slice(line, start).iter().all(u8::is_ascii_whitespace).then_some(above)
    }

    /// Learns the words up to `high`; what lies before `low` is forgotten. Every byte is read once, but for the edges.
    fn scan_to(&mut self, low: usize, high: usize) {
        while self.hits.get(self.first).is_some_and(|hit| hit.end + BEFORE + LABEL_GAP < low) {
            self.first += 1;
        }
        if high <= self.scanned {
            return;
        }
        // Begin and end between words, so that none is cut.
        let longest = 40;
        let from = self.text.word_start(low.max(self.scanned.saturating_sub(longest)));
        let to = self.text.word_end(high);
        self.words.scan(self.text.str(from, to), from, self.scanned, &mut self.hits);
        self.scanned = self.scanned.max(to);
    }

    /// How a word stands to a value; nothing where it is said of another one.
    fn place(&self, hit: Hit, raw: &Raw) -> Option<Place> {
        if hit.start >= raw.span.end {
            let marks = self.text.run(hit.end, 6, |byte| !byte.is_ascii_alphanumeric());
            let between = self.text.slice(raw.span.end, hit.start);
            let labels_the_next = marks > hit.end && self.text.at(marks).is_ascii_digit();
            return (!labels_the_next).then(|| sentence(between));
        }
        let between = self.text.slice(hit.end, raw.span.start);
        if between.len() <= LABEL_GAP && is_label_gap(self.text.str(hit.end, raw.span.start)) {
            Some(Place::Adjacent)
        } else if raw.needs_word && is_used_up(self.text.str(hit.end, raw.span.start)) {
            None
        } else {
            Some(sentence(between))
        }
    }

    /// "Average salary: ..." labels nobody's: a word against the rule right before the label takes the label away.
    fn deny_label(&self, raw: &Raw, said: &mut Said<'e>) {
        let Some((_, start)) = said.label else { return };
        let denies = |hit: &&Hit| {
            let entry = self.words.entry(**hit);
            let against = entry.is_some_and(|entry| entry.uses.contains(&(raw.rule, Sense::Against)));
            against && hit.end <= start && start - hit.end <= 2
        };
        if let Some(entry) =
            self.hits.get(self.first..).unwrap_or_default().iter().find(denies).and_then(|hit| self.words.entry(*hit))
        {
            said.label = None;
            said.context = None;
            said.against = Some((&entry.word, true));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Adjacent,
    Sentence,
    OtherSentence,
}

impl<'e> Said<'e> {
    fn hear(&mut self, word: &'e str, start: usize, sense: Sense, mine: bool, place: Place) {
        let close = place != Place::OtherSentence;
        match (sense, mine, place) {
            (Sense::Label, true, Place::Adjacent) => {
                self.label = self.label.filter(|(have, _)| have.len() >= word.len()).or(Some((word, start)));
            }
            (Sense::Label, false, Place::Adjacent) => self.other_label = true,
            (Sense::For | Sense::Label, true, _) => {
                self.both |= sense == Sense::For && close;
                self.context = self.context.filter(|(_, have)| *have && !close).or(Some((word, close)));
            }
            (Sense::Against, true, _) if close => {
                let adjacent = place == Place::Adjacent;
                self.against = self.against.filter(|(_, have)| *have && !adjacent).or(Some((word, adjacent)));
            }
            _ => {}
        }
    }
}

fn weigh(rule: &Rule, base: f32, said: &Said<'_>) -> f32 {
    let mut score = base;
    match (said.label, said.context) {
        (Some(_), _) => {
            score += rule.score.header + if said.both { rule.score.context * BESIDE_LABEL } else { 0.0 };
        }
        (None, Some((_, true))) => score += rule.score.context,
        (None, Some((_, false))) => score += rule.score.context * 0.5,
        (None, None) => {}
    }
    match said.against {
        Some((_, true)) if said.label.is_none() => score = (score * 0.4).min(0.35),
        // A shape that speaks for itself is not outweighed by a word somewhere near.
        Some(_) if said.label.is_none() && base < SPEAKS => score -= 0.2,
        _ => {}
    }
    if said.other_label && said.label.is_none() && base < SURE {
        score -= 0.3;
    }
    score
}

fn candidate(raw: Raw, score: f32, said: &Said<'_>) -> Candidate {
    let mut evidence: SmallVec<[crate::detect::Evidence; 3]> = raw.notes.iter().map(|note| (*note).into()).collect();
    if let Some((word, _)) = said.label {
        evidence.push(format!("label '{word}'").into());
    } else if let Some((word, _)) = said.context {
        evidence.push(format!("near '{word}'").into());
    }
    if let Some((word, _)) = said.against {
        evidence.push(format!("against: near '{word}'").into());
    }
    if said.other_label && said.label.is_none() && raw.score < SURE {
        evidence.push("against: labelled as something else".into());
    }
    Candidate { rule: raw.rule, span: raw.span, score, key: raw.key, evidence }
}

/// Whether only what may stand between a label and its value stands there: marks, and little words like "no" and "is".
fn is_label_gap(between: &str) -> bool {
    const LITTLE: &[&str] = &[
        "no", "nr", "num", "number", "is", "are", "was", "of", "on", "uk", "m", "t", "h", "w", "mob", "work", "home",
        "direct", "s", "ref", "n",
    ];
    between
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| LITTLE.iter().any(|little| little.eq_ignore_ascii_case(word)))
        && !breaks_sentence(between.as_bytes())
}

/// Whether another value stands between a word and this one, and more than "and" after it: the word was said of that.
fn is_used_up(between: &str) -> bool {
    const JOINTS: &[&str] = &["and", "or", "to", "und", "oder", "et", "ou", "y", "e", "en", "of"];
    let digits = between.bytes().filter(u8::is_ascii_digit).count();
    digits >= 4
        && between
            .split(|letter: char| !letter.is_alphabetic())
            .any(|word| !word.is_empty() && !JOINTS.iter().any(|joint| joint.eq_ignore_ascii_case(word)))
}

fn sentence(between: &[u8]) -> Place {
    if breaks_sentence(between) { Place::OtherSentence } else { Place::Sentence }
}

/// A full stop, question or exclamation mark before a capital, or a semicolon.
fn breaks_sentence(between: &[u8]) -> bool {
    let stop = |three: &[u8]| matches!(three, [b'.' | b'!' | b'?', b' ', next] if next.is_ascii_uppercase());
    between.windows(3).any(stop) || between.contains(&b';')
}
