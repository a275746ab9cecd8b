//! What was found against what was marked. The rule, which docs/eval.md states for people:
//!
//! - A match is right where a mark of the same rule has the same span, titles and punctuation at the edges aside.
//! - Where the two only overlap, both are wrong: the match a false alarm, the mark missed.
//! - Of the sensitive categories and of assessments it is the statement that counts, not its words: any overlap, and any
//!   mark of the rule in the same sentence, is right.

use super::Measure;
use super::corpus::Labelled;
use super::edges::core;
use super::read::{Mark, Read, Unit};
use super::tally::{Wrong, WrongKind};
use crate::document::Locator;
use crate::finding::{Category, Confidence, Match};
use crate::rules::Rule;
use std::collections::HashMap;

/// What came of one document.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Rule and level at which each mark that counts was found, if it was.
    pub(super) marks: Vec<(String, Option<Confidence>)>,
    /// Rule, level and rightness of each match that counts.
    pub(super) matches: Vec<(String, Confidence, bool)>,
    /// Whether nothing at all is marked in it.
    pub(super) clean: bool,
    /// Whether it has a finding at medium or above.
    pub(super) alarmed: bool,
    /// What went wrong.
    pub(super) wrong: Vec<Wrong>,
}

/// Compares one document.
pub(super) fn compare(measure: &Measure<'_>, document: &Labelled, read: &Read) -> Judged {
    let units: HashMap<&Locator, usize> = read.units.iter().enumerate().map(|(at, unit)| (&unit.locator, at)).collect();
    let mut by_unit: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, mark) in read.marks.iter().enumerate() {
        by_unit.entry(mark.unit).or_default().push(at);
    }
    let mut best: Vec<Option<Confidence>> = vec![None; read.marks.len()];
    let mut judged = Judged { clean: read.marks.is_empty(), ..Judged::default() };
    let mut alarms: Vec<&Match> = Vec::new();
    for found in &read.detection.matches {
        let level = Confidence::of(found.score);
        judged.alarmed |= level >= Confidence::Medium;
        let right = units.get(&found.locator).map(|&unit| agreeing(measure, read, &by_unit, found, unit));
        let right = right.unwrap_or_default();
        for &at in &right {
            if let Some(slot) = best.get_mut(at) {
                *slot = (*slot).max(Some(level));
            }
        }
        let counts =
            right.is_empty() || right.iter().filter_map(|&at| read.marks.get(at)).any(|mark| !mark.label.optional);
        if counts {
            judged.matches.push((found.rule.clone(), level, !right.is_empty()));
        }
        if right.is_empty() {
            alarms.push(found);
        }
    }
    for (mark, best) in read.marks.iter().zip(&best).filter(|(mark, _)| !mark.label.optional) {
        judged.marks.push((mark.label.rule.clone(), *best));
        if best.is_none_or(|best| best < Confidence::Medium) {
            judged.wrong.push(missed(measure, document, read, mark, *best));
        }
    }
    let loud = alarms.into_iter().filter(|found| Confidence::of(found.score) >= Confidence::Medium);
    judged.wrong.extend(loud.map(|found| false_alarm(document, &units, &read.units, found)));
    judged.wrong.sort_by_key(|wrong| wrong.line);
    judged
}

/// The marks that a match in `unit` is right about.
fn agreeing(
    measure: &Measure<'_>,
    read: &Read,
    by_unit: &HashMap<usize, Vec<usize>>,
    found: &Match,
    unit: usize,
) -> Vec<usize> {
    let statement = measure.rules.get(&found.rule).is_some_and(is_statement);
    let around = if statement { unit.saturating_sub(1)..unit + 2 } else { unit..unit + 1 };
    let near = around.filter_map(|unit| by_unit.get(&unit)).flatten().copied();
    let agrees = |at: &usize| {
        let Some(mark) = read.marks.get(*at).filter(|mark| mark.label.rule == found.rule) else { return false };
        let same = || {
            let text = read.units.get(unit).map(|unit| unit.text.as_str()).unwrap_or_default();
            let wanted = core(text, mark.start, mark.end);
            mark.unit == unit && wanted.is_some() && wanted == core(text, found.start, found.end)
        };
        if statement { shares_sentence(&read.units, mark, found, unit) } else { same() }
    };
    near.filter(agrees).collect()
}

/// Whether the rule finds what is said of a person, not a value.
fn is_statement(rule: &Rule) -> bool {
    !rule.keywords.is_empty()
        || rule.category == Category::Performance
        || (rule.category.is_sensitive() && rule.category != Category::Financial)
}

/// Whether mark and match overlap or stand in one sentence, which may run on to the next line.
fn shares_sentence(units: &[Unit], mark: &Mark, found: &Match, unit: usize) -> bool {
    let text = |unit: usize| units.get(unit).map(|unit| unit.text.as_str()).unwrap_or_default();
    let cut = |text: &str, from: u64, to: u64| -> String {
        text.chars().skip(from as usize).take(to.saturating_sub(from) as usize).collect()
    };
    let between = if mark.unit == unit {
        let (first, second) = if mark.start < found.start { (mark.end, found.start) } else { (found.end, mark.start) };
        cut(text(unit), first, second)
    } else {
        let follows = |one: usize, other: usize| match (units.get(one), units.get(other)) {
            (
                Some(Unit { locator: Locator::Line { line }, .. }),
                Some(Unit { locator: Locator::Line { line: next }, .. }),
            ) => line + 1 == *next,
            _ => false,
        };
        let (one, from, other, to) = if mark.unit < unit {
            (mark.unit, mark.end, unit, found.start)
        } else {
            (unit, found.end, mark.unit, mark.start)
        };
        if !follows(one, other) {
            return false;
        }
        format!("{} {}", cut(text(one), from, u64::MAX), cut(text(other), 0, to))
    };
    let ends = |two: (char, char)| matches!(two.0, '.' | '!' | '?' | ';') && two.1.is_whitespace();
    !between.chars().zip(between.chars().skip(1)).any(ends)
}

fn missed(measure: &Measure<'_>, document: &Labelled, read: &Read, mark: &Mark, best: Option<Confidence>) -> Wrong {
    let text = read.units.get(mark.unit).map(|unit| unit.text.as_str()).unwrap_or_default();
    let value: String =
        text.chars().skip(mark.start as usize).take(mark.end.saturating_sub(mark.start) as usize).collect();
    Wrong {
        kind: WrongKind::Missed,
        file: document.file.clone(),
        line: document.line + mark.label.line - 1,
        rule: mark.label.rule.clone(),
        confidence: best,
        value: if measure.reveal { value } else { measure.detector.mask_value(&mark.label.rule, &value) },
        evidence: Vec::new(),
    }
}

fn false_alarm(document: &Labelled, units: &HashMap<&Locator, usize>, all: &[Unit], found: &Match) -> Wrong {
    let known = units.get(&found.locator).and_then(|&unit| all.get(unit));
    let line = match known.map(|unit| &unit.locator) {
        Some(Locator::Line { line }) => *line,
        Some(Locator::Field { row, .. }) => u64::from(*row),
        _ => 1,
    };
    Wrong {
        kind: WrongKind::FalseAlarm,
        file: document.file.clone(),
        line: document.line + line - 1,
        rule: found.rule.clone(),
        confidence: Some(Confidence::of(found.score)),
        value: found.text.clone().unwrap_or_else(|| found.masked.clone()),
        evidence: found.evidence.clone(),
    }
}
