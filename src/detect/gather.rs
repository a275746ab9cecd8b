//! Counts matches by rule and confidence and keeps the first few of each as masked samples. Memory does not grow with the
//! document: values are remembered as hashes, and past a budget as a sample of them.

use super::candidate::{Evidence, RuleNumber};
use super::distinct::Distinct;
use crate::document::Locator;
use crate::finding::{Category, Confidence, Finding, Match, Sample};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// Samples that a finding keeps.
const SAMPLES: usize = 3;
/// Hashes of values that one document may hold before the largest set is thinned out.
const HASHES: usize = 1 << 20;

/// Where a match stands in reading order: segment or row, column, first byte.
pub(crate) type Order = (u64, u32, u32);

/// Everything about a match that costs something to make; asked for only where it will be shown.
pub(crate) struct Detail {
    /// Where the text stands.
    pub locator: Locator,
    /// First Unicode scalar value of the match at `locator`.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The value, masked.
    pub masked: String,
    /// The value itself, where it was asked for.
    pub text: Option<String>,
    /// What speaks for and against.
    pub evidence: SmallVec<[Evidence; 3]>,
}

/// What is known of one rule at one confidence.
#[derive(Default)]
struct Slot {
    count: u64,
    best: f32,
    distinct: Distinct,
    samples: Vec<(Order, Sample)>,
}

/// All matches of one document.
#[derive(Default)]
pub(crate) struct Gather {
    slots: BTreeMap<(RuleNumber, std::cmp::Reverse<Confidence>), Slot>,
    hashes: usize,
    matches: Option<Vec<(Order, RuleNumber, f32, Detail)>>,
}

impl Gather {
    /// An empty one; `trace` keeps every match beside the samples.
    pub(crate) fn new(trace: bool) -> Self {
        Self { matches: trace.then(Vec::new), ..Self::default() }
    }

    /// Adds a match; `detail` is called only where it will be shown.
    pub(crate) fn add(
        &mut self,
        rule: RuleNumber,
        score: f32,
        key: u64,
        order: Order,
        detail: impl FnOnce() -> Detail,
    ) {
        let slot = self.slots.entry((rule, std::cmp::Reverse(Confidence::of(score)))).or_default();
        slot.count += 1;
        slot.best = slot.best.max(score);
        self.hashes += usize::from(slot.distinct.insert(key));
        let shown = slot.samples.len() < SAMPLES || slot.samples.last().is_some_and(|(last, _)| order < *last);
        if shown || self.matches.is_some() {
            let detail = detail();
            if shown {
                slot.show(order, &detail);
            }
            if let Some(matches) = &mut self.matches {
                matches.push((order, rule, score, detail));
            }
        }
        if self.hashes > HASHES {
            self.thin();
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The findings by rule, then by falling confidence, and the matches in document order. `name` gives a rule's id and
    /// category.
    pub(crate) fn finish(self, name: impl Fn(RuleNumber) -> (String, Category)) -> (Vec<Finding>, Vec<Match>) {
        let findings = self
            .slots
            .into_iter()
            .map(|((number, confidence), slot)| {
                let (rule, category) = name(number);
                slot.finding(rule, category, confidence.0)
            })
            .collect();
        let mut matches = self.matches.unwrap_or_default();
        matches.sort_by_key(|(order, rule, ..)| (*order, *rule));
        let matches = matches
            .into_iter()
            .map(|(_, number, score, detail)| {
                let (rule, category) = name(number);
                detail.into_match(rule, category, score)
            })
            .collect();
        (findings, matches)
    }

    /// Halves the largest set of hashes.
    fn thin(&mut self) {
        if let Some(slot) = self.slots.values_mut().max_by_key(|slot| slot.distinct.len()) {
            let before = slot.distinct.len();
            slot.distinct.halve();
            self.hashes -= before - slot.distinct.len();
        }
    }
}

impl Slot {
    fn show(&mut self, order: Order, detail: &Detail) {
        let at = self.samples.partition_point(|(have, _)| *have <= order);
        let sample = Sample {
            masked: detail.masked.clone(),
            locator: detail.locator.clone(),
            evidence: detail.evidence.iter().map(ToString::to_string).collect(),
        };
        self.samples.insert(at, (order, sample));
        self.samples.truncate(SAMPLES);
    }

    fn finding(self, rule: String, category: Category, confidence: Confidence) -> Finding {
        Finding {
            rule,
            category,
            count: self.count,
            distinct: self.distinct.estimate().min(self.count),
            confidence,
            score: round(self.best),
            samples: self.samples.into_iter().map(|(_, sample)| sample).collect(),
        }
    }
}

impl Detail {
    fn into_match(self, rule: String, category: Category, score: f32) -> Match {
        Match {
            rule,
            category,
            score: round(score),
            locator: self.locator,
            start: self.start,
            end: self.end,
            masked: self.masked,
            text: self.text,
            evidence: self.evidence.into_iter().map(Evidence::into_owned).collect(),
        }
    }
}

/// Two decimals, without lifting a score over the border of a confidence level.
fn round(score: f32) -> f32 {
    let rounded = (score * 100.0).round() / 100.0;
    if Confidence::of(rounded) == Confidence::of(score) { rounded } else { (score * 100.0).floor() / 100.0 }
}
