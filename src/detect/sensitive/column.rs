//! Columns and form fields: which header speaks of which rule, and which of its values say something.

use super::lexicon::Lexicon;
use super::plain::{DENIES, GRADES, JOINS, NOTHING, PLAIN_BESIDE, PLAIN_DIET, SCORED_THINGS, VERDICTS, YES};
use super::words;
use super::{RuleNumber, Sensitive};
use crate::finding::Category;
use crate::rules::{Binding, Rule, RuleSet};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Headers of one word under which people are judged in free text.
const PROSE: [&str; 16] = [
    "feedback",
    "strengths",
    "strength",
    "weaknesses",
    "weakness",
    "observations",
    "stärken",
    "schwächen",
    "appréciation",
    "appréciations",
    "fortalezas",
    "debilidades",
    "giudizio",
    "ontwikkelpunten",
    "verbeterpunten",
    "beoordeling",
];

/// A longer text is a paragraph, not a header.
const LONGEST_HEADER: usize = 160;

/// What a header's rule is.
#[derive(Clone, Copy, PartialEq)]
struct Header {
    rule: RuleNumber,
    /// One word that means too much alone: only where all beside it is plain.
    lone: bool,
}

/// Headers of all rules with keywords, and what a cell may say.
pub(super) struct Columns {
    headers: Lexicon<Header>,
    /// Words that take a header away from a rule: `Risk score`.
    against: Lexicon<RuleNumber>,
    cells: Lexicon<Cell>,
    beside: Lexicon<()>,
    /// Words over a column of marks, where several such columns stand beside people: `Module 1`, `Teamwork`.
    parts: Lexicon<()>,
    things: Lexicon<()>,
    categories: FxHashMap<RuleNumber, Category>,
}

/// What a cell, or a word of it, is on any column.
#[derive(Clone, Copy, PartialEq)]
enum Cell {
    Nothing,
    Yes,
    Denies,
    PlainDiet,
    Join,
    Grade,
    Verdict,
}

impl Columns {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let mut columns = Self {
            headers: Lexicon::default(),
            against: Lexicon::default(),
            cells: cells(),
            beside: Lexicon::default(),
            parts: Lexicon::default(),
            things: Lexicon::default(),
            categories: FxHashMap::default(),
        };
        PLAIN_BESIDE.split('|').for_each(|word| columns.beside.add(word, ()));
        SCORED_THINGS.split('|').for_each(|word| columns.things.add(word, ()));
        let numbered = (0..).zip(rules.iter());
        numbered.filter(|(_, rule)| !rule.keywords.is_empty()).for_each(|(number, rule)| columns.add(number, rule));
        columns
    }

    fn add(&mut self, number: RuleNumber, rule: &Rule) {
        for header in &rule.headers {
            let many_meanings = matches!(rule.category, Category::Performance | Category::Union);
            let lone = many_meanings && !header.contains(' ');
            self.headers.add(header, Header { rule: number, lone });
        }
        rule.against.iter().for_each(|word| self.against.add(word, number));
        if rule.category == Category::Performance {
            rule.context.iter().for_each(|word| self.parts.add(word, ()));
        }
        self.categories.insert(number, rule.category);
    }

    pub(super) fn header(&self, header: &str) -> Option<RuleNumber> {
        self.headed(header).map(|found| found.rule)
    }

    pub(super) fn category(&self, rule: RuleNumber) -> Option<Category> {
        self.categories.get(&rule).copied()
    }

    /// Whether free text under this header is itself a finding: `Development needs`, not `Result`.
    pub(super) fn wants_prose(&self, header: &str) -> bool {
        self.headed(header).is_some_and(|found| !found.lone || PROSE.contains(&header.trim().to_lowercase().as_str()))
    }

    fn headed(&self, header: &str) -> Option<Header> {
        if header.len() > LONGEST_HEADER {
            return None;
        }
        let plain = || self.is_plain(header);
        let (span, found) = self.headers.phrases(header).find(|(_, found)| !found.lone || plain())?;
        let within =
            |other: &Range<usize>| other.start >= span.start && other.end <= span.end && other.len() < span.len();
        let against = self.against.phrases(header).any(|(other, rule)| rule == found.rule && !within(&other));
        (!against).then_some(found)
    }

    /// Whether a header could stand over marks: each word names a part of a course, a skill, or a number.
    pub(super) fn is_part(&self, header: &str) -> bool {
        let (mut at, mut parts) = (0, 0);
        while let Some(word) = words::next(header, at).filter(|_| header.len() <= LONGEST_HEADER) {
            let part = self.parts.longest(header, &word).map(|(end, _)| end);
            let beside = || self.beside.longest(header, &word).map(|(end, _)| end);
            parts += usize::from(part.is_some());
            let Some(end) = part.or_else(beside).or(word.number.then_some(word.end)) else { return false };
            at = end;
        }
        parts > 0
    }

    /// Whether every word of the header is a word of the trade: `Final test score (%)`.
    fn is_plain(&self, header: &str) -> bool {
        let mut at = 0;
        while let Some(word) = words::next(header, at) {
            let headers = self.headers.longest(header, &word).map(|(end, _)| end);
            let plain = || self.beside.longest(header, &word).map(|(end, _)| end);
            let Some(end) = headers.or_else(plain).or(word.number.then_some(word.end)) else { return false };
            at = end;
        }
        true
    }

    pub(super) fn value(&self, all: &Sensitive, rule: RuleNumber, cell: &str) -> Option<f32> {
        let category = self.category(rule)?;
        let cell = cell.trim();
        let tick = cell.chars().all(|c| matches!(c, '✓' | '✔' | '☑' | '☒' | '✗' | '✘' | '×'));
        if cell.is_empty() || self.is_whole(cell, Cell::Nothing) || (is_zero(cell) && category.is_sensitive()) {
            return None;
        }
        if category == Category::Performance {
            return self.assessment(all, rule, cell);
        }
        if tick || self.is_whole(cell, Cell::Yes) {
            return (!tick || !cell.contains(['✗', '✘'])).then(|| yes(category));
        }
        let keyword = all
            .keywords
            .phrases(cell)
            .find(|(_, found)| found.bind != Binding::Nothing && self.is_kin(rule, found.rule));
        let denied =
            self.cells.phrases(cell).next().is_some_and(|(span, what)| span.start == 0 && what == Cell::Denies);
        match keyword {
            Some((span, _)) if !denied || span.start == 0 => Some(0.95),
            None if !denied => unlisted(category, cell).filter(|_| !self.is_plain_diet(category, cell)),
            _ => None,
        }
    }

    pub(super) fn value_rule(&self, all: &Sensitive, rule: RuleNumber, cell: &str) -> RuleNumber {
        let mut other = rule;
        for (_, found) in all.keywords.phrases(cell).filter(|(_, found)| found.bind != Binding::Nothing) {
            if found.rule == rule {
                return rule;
            }
            if self.is_kin(rule, found.rule) {
                other = found.rule;
            }
        }
        other
    }

    /// Whether a word of rule `found` is a value of a column of `rule`: a diet may tell a faith, an ethnic group too.
    fn is_kin(&self, rule: RuleNumber, found: RuleNumber) -> bool {
        let of = |rule| self.category(rule);
        rule == found
            || (of(rule) == Some(Category::Health) && of(found) == Some(Category::Belief))
            || (of(rule) == Some(Category::Belief) && of(found) == Some(Category::Ethnicity))
    }

    /// A number, a grade, or a phrase that rates; long free text only half counts here, its header decides.
    fn assessment(&self, all: &Sensitive, rule: RuleNumber, cell: &str) -> Option<f32> {
        let first = words::next(cell, 0)?;
        if first.number && words::next(cell, first.end).is_none() {
            return is_mark(&cell[first.start..first.end]).then_some(0.85);
        }
        if self.is_whole(cell, Cell::Grade) {
            return Some(0.85);
        }
        if all.keywords.phrases(cell).any(|(_, found)| found.rule == rule && found.bind != Binding::Nothing) {
            return Some(0.8);
        }
        let words = std::iter::successors(Some(first), |word| words::next(cell, word.end));
        (words.filter(|word| !word.number).take(4).count() == 4).then_some(0.45)
    }

    pub(super) fn is_verdict(&self, cell: &str) -> bool {
        cell.len() <= LONGEST_HEADER && self.is_whole(cell, Cell::Verdict)
    }

    /// One past the last byte of a verdict at the very start of `text`.
    pub(super) fn verdict_at_start(&self, text: &str) -> Option<usize> {
        let first = words::next(text, 0).filter(|word| word.start == 0)?;
        self.cells.longest(text, &first).filter(|(_, kinds)| kinds.contains(&Cell::Verdict)).map(|(end, _)| end)
    }

    pub(super) fn is_scored_thing(&self, header: &str) -> bool {
        header.len() <= LONGEST_HEADER && self.things.phrases(header).next().is_some()
    }

    fn is_whole(&self, cell: &str, kind: Cell) -> bool {
        let Some(first) = words::next(cell, 0) else {
            return kind == Cell::Nothing && !cell.contains(['✓', '✔', '☑', '☒', '×']);
        };
        self.cells.longest(cell, &first).is_some_and(|(end, kinds)| {
            kinds.contains(&kind) && words::next(cell, end).is_none() && (kind != Cell::Grade || first.start < 2)
        })
    }

    fn is_plain_diet(&self, category: Category, cell: &str) -> bool {
        let mut at = 0;
        while let Some(word) = words::next(cell, at) {
            let known = self.cells.longest(cell, &word).filter(|(_, kinds)| {
                kinds.iter().any(|kind| matches!(kind, Cell::PlainDiet | Cell::Join | Cell::Nothing))
            });
            let Some((end, _)) = known else { return false };
            at = end;
        }
        category == Category::Health
    }
}

fn cells() -> Lexicon<Cell> {
    let mut cells = Lexicon::default();
    let lists = [
        (NOTHING, Cell::Nothing),
        (YES, Cell::Yes),
        (DENIES, Cell::Denies),
        (PLAIN_DIET, Cell::PlainDiet),
        (JOINS, Cell::Join),
        (GRADES, Cell::Grade),
        (VERDICTS, Cell::Verdict),
    ];
    for (list, kind) in lists {
        list.split('|').for_each(|phrase| cells.add(phrase, kind));
    }
    cells
}

/// What "yes" is worth under a header of the category.
fn yes(category: Category) -> f32 {
    match category {
        Category::Union => 0.9,
        Category::Health | Category::Criminal => 0.8,
        _ => 0.5,
    }
}

/// What text that no list knows is worth under such a header.
fn unlisted(category: Category, cell: &str) -> Option<f32> {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).take(2).count();
    if letters < 2 {
        let number = cell.parse::<f64>().is_ok_and(|days| days > 0.0 && days < 400.0);
        return match category {
            Category::Health if number => Some(0.7),
            Category::Health | Category::Criminal | Category::Ethnicity => Some(0.5),
            _ => None,
        };
    }
    Some(match category {
        Category::Ethnicity => 0.75,
        Category::Belief | Category::Union | Category::Sexuality => 0.7,
        _ => 0.6,
    })
}

fn is_zero(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(|value| value == 0.0)
}

/// A score, not a year, an id or a sum of money.
fn is_mark(number: &str) -> bool {
    let plain = number.trim_end_matches(['%', ' ']);
    plain.len() <= 9 && !plain.parse::<f64>().is_ok_and(|value| value > 1000.0)
}
