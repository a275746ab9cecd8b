//! What a cell adds to its row beside pattern matches and names by its column: names and words in its text, a value under
//! a sensitive header.

use super::block::Stored;
use super::facts::Look;
use super::people::{Named, whole};
use super::row::{Found, InRow, RowReader};
use super::verdict::Verdict;
use crate::detect::document::{JUST_LOW, Scratch, State, analyse, names_in};
use crate::detect::names::{self, NameShape};
use crate::detect::{Candidate, Evidence, RuleNumber};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// Where the person of a row stands for the words of one of its cells: in no place of that text.
const NOWHERE: Range<usize> = 0..0;

/// Score of a whole name in a column that is none of names.
const NEEDLE: f32 = 0.55;
/// How much such a cell must look like a name by itself.
const NEEDLE_FROM: f32 = 0.75;
/// How usual its given name must be.
const NEEDLE_GIVEN: u8 = 4;

const WHOLE: [Evidence; 1] = [Cow::Borrowed("the whole cell reads like a name")];
/// Free text this long under a header such as `Development needs` says something.
const NOTE: usize = 20;
const NOTED: f32 = 0.7;

impl<'b> RowReader<'b> {
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
                    let name = &cell.facts.name;
                    let thing = name.place || name.organisation || name.given < NEEDLE_GIVEN;
                    let needle = name.shape == NameShape::Full && name.score >= NEEDLE_FROM && !thing;
                    match verdict {
                        Some(verdict) if needle && cell.facts.matches().is_empty() => {
                            let name = Named { score: NEEDLE, key: names::key(text), span: whole(text) };
                            self.push_name(state, cell, name, Cow::Borrowed(&WHOLE), verdict);
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
        // A few words are no sentence: a strange word among them may be anything, unless it can be written to or called.
        let strange = |hit: &Candidate| !patterns && !is_borne_out(hit) && cell.facts.matches().is_empty();
        let first = self.people.len();
        for spot in &scratch.people {
            self.people.push(InRow {
                column: cell.column,
                name: spot.name,
                email: spot.email,
                sure: spot.sure && !scratch.hits.iter().any(|hit| hit.span == spot.span && strange(hit)),
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
            let mut found = found(cell, hit, is, false);
            if strange(hit) {
                found.score = found.score.min(JUST_LOW);
            }
            self.found.push(found);
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
        let mut of_cell = self.found.split_off(self.found.len() - self.of_cell(cell).len());
        of_cell.retain(|have| have.rule != rule && have.is.is_some());
        self.found.append(&mut of_cell);
        let mut found = all_of(cell, raw, (rule, score), verdict);
        found.needs_person = true;
        self.found.push(found);
    }
}

/// All of a cell, as its column's header says what it is.
pub(super) fn all_of<'b>(
    cell: &'b Stored,
    raw: &str,
    (rule, score): (RuleNumber, f32),
    verdict: &'b Verdict,
) -> Found<'b> {
    let Range { start, end } = whole(raw);
    let span = (start, end);
    let (key, evidence, told) = (cell.facts.hash, Cow::Borrowed(&[][..]), &*verdict.told);
    Found { cell, rule, score, key, span, evidence, told, is: None, needs_person: false }
}

/// Whether more speaks for a name than its shape and how the cell reads.
fn is_borne_out(hit: &Candidate) -> bool {
    hit.evidence.iter().any(|evidence| names::BEARS_OUT.contains(&evidence.as_ref()))
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
