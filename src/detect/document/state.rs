//! What a document has shown so far: matches, people, and what helps to read the rest of it.

use super::place::Place;
use crate::detect::candidate::{Evidence, RuleNumber};
use crate::detect::gather::{Detail, Gather, Order};
use crate::detect::names::Hints;
use crate::detect::subjects::Subjects;
use crate::detect::{Detector, Trace, mask};
use smallvec::SmallVec;
use std::ops::Range;

/// What a document has shown so far.
pub(crate) struct State<'d> {
    /// The compiled rules.
    pub detector: &'d Detector,
    /// Matches by rule and confidence.
    pub gather: Gather,
    /// Distinct people.
    pub subjects: Subjects,
    /// E-mail addresses and names that stood before.
    pub hints: Hints,
    /// Number of the current segment or row in reading order.
    pub ordinal: u64,
    /// Tables begun.
    pub tables: u32,
    trace: Trace,
}

/// A match on its way into the report.
#[derive(Clone, Copy)]
pub(crate) struct Hit<'a> {
    /// Which rule.
    pub rule: RuleNumber,
    /// Final score.
    pub score: f32,
    /// Hash of the value.
    pub key: u64,
    /// The text it stands in.
    pub text: &'a str,
    /// First byte of it in `text`.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Where the text stands.
    pub place: Place<'a>,
    /// Its place in reading order.
    pub order: Order,
}

impl<'d> State<'d> {
    pub(crate) fn new(detector: &'d Detector, trace: Trace) -> Self {
        Self {
            detector,
            gather: Gather::new(trace.matches),
            subjects: Subjects::default(),
            hints: Hints::default(),
            ordinal: 0,
            tables: 0,
            trace,
        }
    }

    /// Whether raw text may be shown.
    pub(crate) fn reveals(&self) -> bool {
        self.trace.reveal
    }

    /// Reports a match; `evidence` is made only where the match will be shown.
    pub(crate) fn add(&mut self, hit: Hit<'_>, evidence: impl FnOnce() -> SmallVec<[Evidence; 3]>) {
        let (detector, reveal) = (self.detector, self.trace.reveal);
        self.gather.add(hit.rule, hit.score.clamp(0.0, 0.99), hit.key, hit.order, || {
            let value = hit.text.get(hit.span()).unwrap_or_default();
            let (locator, start, end) = hit.place.resolve(hit.text, hit.span());
            Detail {
                locator,
                start,
                end,
                masked: mask::value(detector.engine.rule(hit.rule), value),
                text: reveal.then(|| value.to_owned()),
                evidence: evidence(),
            }
        });
    }
}

impl Hit<'_> {
    fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}
