//! Counts of right and wrong, by rule, category and level.

use super::compare::Judged;
use crate::finding::{Category, Confidence};
use crate::rules::RuleSet;
use serde::Serialize;
use std::collections::BTreeMap;

/// The levels, as lower bounds: what is found at low or above, at medium or above, at high.
pub const LEVELS: [Confidence; 3] = [Confidence::Low, Confidence::Medium, Confidence::High];
/// The levels by themselves, the surest first.
pub const CLASSES: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];

/// All that was counted.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Labelled files.
    pub files: u64,
    /// Documents in them.
    pub documents: u64,
    /// Documents in which nothing is marked.
    pub clean: u64,
    /// Of them, those with a finding at medium or above.
    pub clean_alarmed: u64,
    /// By rule id; rules without mark and match are left out.
    pub rules: BTreeMap<String, RuleScore>,
    /// Everything missed at medium and every false alarm at medium or above, in order.
    pub wrong: Vec<Wrong>,
    categories: BTreeMap<String, Category>,
}

/// Counts of one rule, of a category, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleScore {
    /// Values marked.
    pub marked: u64,
    /// By level, as in [`LEVELS`].
    pub levels: [Count; 3],
    /// By confidence itself, as in [`CLASSES`].
    pub calibration: [Calibration; 3],
}

/// What was found at a level or above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Matches.
    pub said: u64,
    /// Matches that are right.
    pub right: u64,
    /// Marks that were found.
    pub hit: u64,
}

/// How often a confidence is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calibration {
    /// Matches of just this confidence.
    pub said: u64,
    /// Those that are right.
    pub right: u64,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wrong {
    /// What.
    pub kind: WrongKind,
    /// File, relative to the folder asked for.
    pub file: String,
    /// Line of the file; in a table, of the row.
    pub line: u64,
    /// Rule id.
    pub rule: String,
    /// How sure detection was; none where it found nothing.
    pub confidence: Option<Confidence>,
    /// The value, masked unless it was asked for.
    pub value: String,
    /// What spoke for and against a false alarm.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// In which way it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WrongKind {
    /// Marked, and not found at medium or above.
    Missed,
    /// Found at medium or above, and not marked.
    FalseAlarm,
}

impl Outcome {
    pub(super) fn new(rules: &RuleSet) -> Self {
        Self {
            files: 0,
            documents: 0,
            clean: 0,
            clean_alarmed: 0,
            rules: BTreeMap::new(),
            wrong: Vec::new(),
            categories: rules.iter().map(|rule| (rule.id.clone(), rule.category)).collect(),
        }
    }

    pub(super) fn add(&mut self, judged: Judged) {
        self.documents += 1;
        self.clean += u64::from(judged.clean);
        self.clean_alarmed += u64::from(judged.clean && judged.alarmed);
        for (rule, best) in judged.marks {
            let score = self.rules.entry(rule).or_default();
            score.marked += 1;
            for (count, level) in score.levels.iter_mut().zip(LEVELS) {
                count.hit += u64::from(best.is_some_and(|best| best >= level));
            }
        }
        for (rule, level, right) in judged.matches {
            self.rules.entry(rule).or_default().hear(level, right);
        }
        self.wrong.extend(judged.wrong);
    }

    /// Keeps the figures and mistakes of one rule.
    pub fn only(&mut self, rule: &str) {
        self.rules.retain(|id, _| id == rule);
        self.wrong.retain(|wrong| wrong.rule == rule);
    }

    /// The category of a rule.
    pub fn category(&self, rule: &str) -> Option<Category> {
        self.categories.get(rule).copied()
    }

    /// Counts by category.
    pub fn by_category(&self) -> BTreeMap<Category, RuleScore> {
        let mut sums: BTreeMap<Category, RuleScore> = BTreeMap::new();
        for (rule, score) in &self.rules {
            if let Some(category) = self.category(rule) {
                sums.entry(category).or_default().join(score);
            }
        }
        sums
    }

    /// Counts over all rules.
    pub fn total(&self) -> RuleScore {
        let mut sum = RuleScore::default();
        self.rules.values().for_each(|score| sum.join(score));
        sum
    }
}

impl RuleScore {
    fn hear(&mut self, said: Confidence, right: bool) {
        for (count, _) in self.levels.iter_mut().zip(LEVELS).filter(|(_, level)| said >= *level) {
            count.said += 1;
            count.right += u64::from(right);
        }
        for (class, _) in self.calibration.iter_mut().zip(CLASSES).filter(|(_, level)| said == *level) {
            class.said += 1;
            class.right += u64::from(right);
        }
    }

    fn join(&mut self, other: &Self) {
        self.marked += other.marked;
        for (mine, theirs) in self.levels.iter_mut().zip(other.levels) {
            mine.said += theirs.said;
            mine.right += theirs.right;
            mine.hit += theirs.hit;
        }
        for (mine, theirs) in self.calibration.iter_mut().zip(other.calibration) {
            mine.said += theirs.said;
            mine.right += theirs.right;
        }
    }

    /// Of what was found at the nth level, the share that is right; none where nothing was found.
    pub fn precision(&self, nth: usize) -> Option<f64> {
        self.levels.get(nth).and_then(|count| share(count.right, count.said))
    }

    /// Of what was marked, the share that was found at the nth level; none where nothing was marked.
    pub fn recall(&self, nth: usize) -> Option<f64> {
        self.levels.get(nth).and_then(|count| share(count.hit, self.marked))
    }

    /// The harmonic mean of both.
    pub fn f1(&self, nth: usize) -> Option<f64> {
        let (precision, recall) = (self.precision(nth)?, self.recall(nth)?);
        Some(if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) })
    }
}

impl Calibration {
    /// The share that is right; none where nothing was said.
    pub fn share(&self) -> Option<f64> {
        share(self.right, self.said)
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
