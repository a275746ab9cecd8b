//! What the cells of a column have in common, in counters that do not grow with the table.

use super::block::Stored;
use super::facts::{Facts, Look};
use crate::detect::candidate::{Candidate, RuleNumber};
use crate::detect::distinct::Distinct;
use crate::detect::engine::FLOOR;
use crate::detect::names::NameShape;
use smallvec::SmallVec;

/// Hashes of values that a column holds.
const HASHES: usize = 4096;
/// A word this ordinary (0 to 9) speaks against a name.
const ORDINARY: u8 = 5;

/// Counters over the cells of a column, header left out.
#[derive(Default)]
pub(super) struct Profile {
    /// Cells that hold something.
    pub cells: u32,
    /// Of them: numbers.
    pub numbers: u32,
    /// Verdicts on someone: `Merit`, `Refer`.
    pub verdicts: u32,
    /// Per cents, shares of points, letters from A to F.
    pub marks: u32,
    /// Dates.
    pub dates: u32,
    /// A few words.
    pub words: u32,
    /// Long text.
    pub prose: u32,
    /// Words in the shape of a whole name.
    pub full: u32,
    /// Whole names of which the gazetteer knows a word.
    pub full_known: u32,
    /// Sum of the scores of whole names.
    pub full_score: f32,
    /// Given names.
    pub given: u32,
    /// Surnames.
    pub surname: u32,
    /// Single words of no list.
    pub unknown: u32,
    /// Words without a capital.
    pub lower: u32,
    /// Cells of ordinary words only.
    pub ordinary: u32,
    /// Cells with a word of an organisation's name.
    pub organisation: u32,
    /// Cells with a word of a place's name.
    pub place: u32,
    /// Cells that agree with the e-mail address of their row.
    pub agrees: u32,
    /// Cells that had such an address to agree with.
    pub beside_email: u32,
    /// By rule: cells that a match fills, and those of them whose check digit is right.
    rules: SmallVec<[(RuleNumber, u32, u32); 3]>,
    distinct: Distinct,
    run: Run,
}

/// Whether numbers follow each other by a constant step.
#[derive(Default)]
struct Run {
    last: Option<i64>,
    step: Option<i64>,
    steady: u32,
    seen: u32,
}

impl Profile {
    /// Counts a cell in.
    pub(super) fn add(&mut self, cell: &Stored, text: &str) {
        let facts = &cell.facts;
        if facts.look == Look::Nothing {
            return;
        }
        self.cells += 1;
        if self.distinct.insert(facts.hash) && self.distinct.len() > HASHES {
            self.distinct.halve();
        }
        match facts.look {
            Look::Number => {
                self.numbers += 1;
                self.run.add(text);
            }
            Look::Date => self.dates += 1,
            Look::Prose => self.prose += 1,
            Look::Words => {
                self.words += 1;
                self.verdicts += u32::from(facts.verdict);
                self.marks += u32::from(is_mark(text));
                self.lower += u32::from(!text.chars().any(char::is_uppercase));
                self.add_words(facts);
            }
            Look::Nothing => {}
        }
        // What nothing but its length speaks for makes no column.
        let speaks = |found: &&Candidate| found.score >= FLOOR || !found.evidence.is_empty();
        for found in facts.matches().iter().filter(speaks) {
            if found.span.len() * 10 >= text.trim().len() * 7 {
                let right = u32::from(found.has_right_check_digit());
                match self.rules.iter_mut().find(|(rule, ..)| *rule == found.rule) {
                    Some((_, count, checked)) => (*count, *checked) = (*count + 1, *checked + right),
                    None => self.rules.push((found.rule, 1, right)),
                }
            }
        }
    }

    fn add_words(&mut self, facts: &Facts) {
        let name = &facts.name;
        match name.shape {
            NameShape::Full => {
                self.full += 1;
                self.full_known += u32::from(name.in_gazetteer());
                self.full_score += name.score;
            }
            NameShape::Given => self.given += 1,
            NameShape::Surname => self.surname += 1,
            NameShape::Unknown => self.unknown += 1,
            NameShape::None => {}
        }
        self.ordinary += u32::from(name.ordinary >= ORDINARY && name.ordinary > name.given.max(name.surname));
        self.organisation += u32::from(name.organisation);
        self.place += u32::from(name.place);
    }

    /// Share of the cells, 0 to 1.
    pub(super) fn share(&self, count: u32) -> f32 {
        if self.cells == 0 { 0.0 } else { count as f32 / self.cells as f32 }
    }

    /// Cells that a match of `rule` fills.
    pub(super) fn matched(&self, rule: RuleNumber) -> u32 {
        self.rules.iter().find(|(have, ..)| *have == rule).map_or(0, |(_, count, _)| *count)
    }

    /// Of them, those whose check digit is right.
    pub(super) fn checked(&self, rule: RuleNumber) -> u32 {
        self.rules.iter().find(|(have, ..)| *have == rule).map_or(0, |(.., checked)| *checked)
    }

    /// The rules that filled a cell.
    pub(super) fn rules(&self) -> impl Iterator<Item = RuleNumber> {
        self.rules.iter().map(|(rule, ..)| *rule)
    }

    /// Whether a pattern fills most of the cells.
    pub(super) fn is_pattern(&self) -> bool {
        self.rules.iter().any(|(_, count, _)| *count * 2 > self.cells)
    }

    /// Share of different values.
    pub(super) fn variety(&self) -> f32 {
        self.share(self.distinct.estimate().min(u64::from(u32::MAX)) as u32).min(1.0)
    }

    /// Whether the numbers count up (ids, years) or are all the same.
    pub(super) fn is_run(&self) -> bool {
        self.run.seen >= 3 && self.run.steady * 2 > self.run.seen
    }

    /// Share of cells that agree with the e-mail address of their row; 0 where too few had one.
    pub(super) fn agreement(&self) -> f32 {
        if self.beside_email < 2 { 0.0 } else { self.agrees as f32 / self.beside_email as f32 }
    }
}

impl Run {
    fn add(&mut self, text: &str) {
        let Ok(number) = text.trim().parse::<i64>() else { return };
        if let Some(last) = self.last {
            let step = number.wrapping_sub(last);
            self.seen += 1;
            self.steady += u32::from(self.step == Some(step) || step.unsigned_abs() <= 1);
            self.step = Some(step);
        }
        self.last = Some(number);
    }
}

/// Whether a cell is a per cent, a share of points or a letter from A to F: `72 %`, `42/60`, `B+`.
fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.parse::<f32>().is_ok();
    let letter = |text: &str| matches!(text.as_bytes(), [b'A'..=b'F' | b'U'] | [b'A'..=b'F', b'+' | b'-' | b'*']);
    let points = || text.split_once('/').is_some_and(|(got, of)| number(got) && number(of));
    letter(text) || text.strip_suffix('%').is_some_and(|text| number(text.trim_end())) || points()
}
