//! What a cell adds to its row beside pattern matches: a name by its column, names and words in its text, a value under a
//! sensitive header.

use super::block::{Stored, at};
use super::facts::Look;
use super::row::{Found, InRow, RowReader};
use super::verdict::{Part, Verdict};
use crate::detect::document::{Scratch, State, analyse, names_in};
use crate::detect::names::{self, NameShape};
use crate::detect::{Candidate, Evidence};
use crate::finding::Confidence;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::borrow::Cow;

/// Score from which a column of names vouches for each of its cells.
const CERTAIN: f32 = 0.8;

/// Whether a cell has at least so many words, and nothing but words.
fn could_be_name(cell: &Stored, text: &str, words: usize) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-' | '\'' | '’');
    let count = text.split_whitespace().count();
    text.len() <= 60 && (words..=5).contains(&count) && !cell.facts.name.organisation && text.chars().all(letters)
}

/// Where the person of a row stands for the words of one of its cells: in no place of that text.
const NOWHERE: std::ops::Range<usize> = 0..0;

/// Score of a whole name in a column that is none of names.
const NEEDLE: f32 = 0.55;
/// How much such a cell must look like a name by itself.
const NEEDLE_FROM: f32 = 0.75;

const WHOLE: [Evidence; 1] = [Cow::Borrowed("the whole cell reads like a name")];
/// Free text this long under a header such as `Development needs` says something.
const NOTE: usize = 20;
const NOTED: f32 = 0.7;

impl<'b> RowReader<'b> {
    /// A cell of a column of names.
    pub(super) fn add_name(
        &mut self,
        state: &mut State<'_>,
        cells: &'b [Stored],
        cell: &'b Stored,
        verdict: &'b Verdict,
        part: Part,
        score: f32,
    ) {
        if !cell.facts.matches().is_empty() || cell.facts.look != Look::Words {
            return;
        }
        let text = self.block.text(cell).trim();
        let shape = cell.facts.name.shape;
        let of = |column: u32| at(cells, column).filter(|cell| cell.facts.look == Look::Words);
        let (score, key) = match part {
            Part::Full if shape == NameShape::Full => (score, names::key(text)),
            Part::Full if shape != NameShape::None && verdict.headed_names => (0.75 * score, names::key(text)),
            // In a column of names a name that is a word, too, is one: `Nota, Dobroslava`.
            Part::Full if verdict.headed_names && score >= CERTAIN && could_be_name(cell, text, 2) => {
                (0.75 * score, names::key(text))
            }
            Part::Given(Some(other)) if shape != NameShape::None || could_be_name(cell, text, 1) => match of(other) {
                Some(surname) => (score, names::key(&format!("{text} {}", self.block.text(surname)))),
                None => (0.7 * score, names::key(text)),
            },
            Part::Surname(Some(other)) if shape != NameShape::None && of(other).is_none() => {
                (0.8 * score, names::key(text))
            }
            Part::Given(None) | Part::Surname(None) if shape != NameShape::None => (score, names::key(text)),
            _ => return,
        };
        self.push_name(state, cell, score, key, Cow::Borrowed(&[]), verdict);
    }

    fn push_name(
        &mut self,
        state: &State<'_>,
        cell: &'b Stored,
        score: f32,
        key: u64,
        evidence: Cow<'b, [Evidence]>,
        verdict: &'b Verdict,
    ) {
        let Some(rule) = state.detector.rules.name else { return };
        let raw = self.block.text(cell);
        if state.detector.engine.allows(rule, raw) {
            return;
        }
        let start = raw.len() - raw.trim_start().len();
        let is = Some(self.people.len());
        self.people.push(InRow {
            column: cell.column,
            name: Some(key),
            email: None,
            sure: score >= Confidence::MEDIUM_FROM,
            own: state.detector.own.has_name(key),
        });
        let span = (start, start + raw.trim().len());
        self.found.push(Found { cell, rule, score, key, span, evidence, told: &verdict.told, is, needs_person: false });
    }

    /// A cell of any other column: names in longer text, and words that say something of the row's person.
    pub(super) fn add_text(
        &mut self,
        state: &mut State<'_>,
        scratch: &mut Scratch,
        cell: &'b Stored,
        verdict: Option<&'b Verdict>,
    ) {
        let text = self.block.text(cell);
        match cell.facts.look {
            Look::Prose => self.add_prose(state, scratch, cell, text, true),
            Look::Words => {
                let denied = verdict.is_some_and(|verdict| verdict.things || verdict.mostly_shaped);
                let spaces = text.trim().bytes().filter(|byte| *byte == b' ').count();
                if !denied && spaces >= 1 {
                    let needle = cell.facts.name.shape == NameShape::Full && cell.facts.name.score >= NEEDLE_FROM;
                    match verdict {
                        Some(verdict) if needle && cell.facts.matches().is_empty() => {
                            self.push_name(state, cell, NEEDLE, names::key(text), Cow::Borrowed(&WHOLE), verdict);
                        }
                        _ => self.add_prose(state, scratch, cell, text, false),
                    }
                }
                // A form's own label says nothing of its person.
                let label = || verdict.is_none() && state.detector.sensitive.header(text).is_some();
                if cell.facts.keywords && !label() {
                    self.add_keywords(state, cell, text);
                }
            }
            _ => {}
        }
    }

    /// Names (and patterns, where the cell was too long to be looked at before) in running text.
    fn add_prose(
        &mut self,
        state: &mut State<'_>,
        scratch: &mut Scratch,
        cell: &'b Stored,
        text: &str,
        patterns: bool,
    ) {
        if patterns {
            // A cell is about its row, not about whom the text around the table is about.
            let around = std::mem::take(&mut state.about);
            analyse(state, scratch, text);
            state.about = around;
        } else if self.is_quiet(cell.facts.hash) {
            return;
        } else {
            names_in(state, scratch, text);
            if scratch.hits.is_empty() {
                self.note_quiet(cell.facts.hash);
            }
        }
        let first = self.people.len();
        for spot in &scratch.people {
            self.people.push(InRow {
                column: cell.column,
                name: spot.name,
                email: spot.email,
                sure: spot.sure,
                own: spot.own,
            });
        }
        // A cell may hold a whole address book: look-ups, not searches.
        let mut whose = FxHashMap::default();
        for (index, spot) in scratch.people.iter().enumerate() {
            for span in [Some(&spot.span), spot.email_span.as_ref()].into_iter().flatten() {
                whose.entry((span.start, span.end)).or_insert(first + index);
            }
        }
        for hit in &scratch.hits {
            let is = whose.get(&(hit.span.start, hit.span.end)).copied();
            self.found.push(found(cell, hit, is, false));
        }
        if patterns {
            self.add_keywords(state, cell, text);
        }
    }

    /// What was found in the cell that is being read.
    fn of_cell(&self, cell: &Stored) -> &[Found<'b>] {
        let count = self.found.iter().rev().take_while(|have| std::ptr::eq(have.cell, cell)).count();
        self.found.get(self.found.len() - count..).unwrap_or_default()
    }

    /// Sensitive words, which count where the row has a person.
    fn add_keywords(&mut self, state: &State<'_>, cell: &'b Stored, text: &str) {
        let sensitive = &state.detector.sensitive;
        let mut keywords = Vec::new();
        sensitive.find(text, &mut keywords);
        if keywords.is_empty() {
            return;
        }
        let mut bound: Vec<Candidate> = Vec::new();
        let whole_row = std::slice::from_ref(&NOWHERE);
        sensitive.bind(text, &keywords, whole_row, &mut bound);
        let known: FxHashSet<_> = self.of_cell(cell).iter().map(|have| (have.rule, have.span)).collect();
        for hit in bound.iter().filter(|hit| !known.contains(&(hit.rule, (hit.span.start, hit.span.end)))) {
            self.found.push(found(cell, hit, None, true));
        }
    }

    /// A value under a sensitive header, which counts where the row has a person.
    pub(super) fn add_value(&mut self, state: &State<'_>, cell: &'b Stored, verdict: Option<&'b Verdict>) {
        let Some(verdict) = verdict else { return };
        let Some(rule) = verdict.sensitive else { return };
        let raw = self.block.text(cell);
        let text = raw.trim();
        let sensitive = &state.detector.sensitive;
        let Some(mut score) = sensitive.value(rule, text) else { return };
        if verdict.wants_prose && text.len() >= NOTE {
            score = score.max(NOTED);
        }
        let rule = sensitive.value_rule(rule, text);
        let start = raw.len() - raw.trim_start().len();
        let span = (start, start + text.len());
        let mut of_cell = self.found.split_off(self.found.len() - self.of_cell(cell).len());
        of_cell.retain(|have| have.rule != rule && have.is.is_some());
        self.found.append(&mut of_cell);
        let key = cell.facts.hash;
        let evidence: Cow<'b, [Evidence]> = Cow::Borrowed(&[]);
        self.found.push(Found {
            cell,
            rule,
            score,
            key,
            span,
            evidence,
            told: &verdict.told,
            is: None,
            needs_person: true,
        });
    }
}

fn found<'b>(cell: &'b Stored, hit: &Candidate, is: Option<usize>, needs_person: bool) -> Found<'b> {
    let evidence: SmallVec<[Evidence; 3]> = hit.evidence.clone();
    Found {
        cell,
        rule: hit.rule,
        score: hit.score,
        key: hit.key,
        span: (hit.span.start, hit.span.end),
        evidence: Cow::Owned(evidence.into_vec()),
        told: &[],
        is,
        needs_person,
    }
}
