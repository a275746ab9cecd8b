//! What a document has shown so far: matches, people, and what helps to read the rest of it.

use super::place::Place;
use super::recent::Recent;
use crate::detect::candidate::{Evidence, RuleNumber};
use crate::detect::gather::{Detail, Gather, Order};
use crate::detect::names::Hints;
use crate::detect::sensitive::About;
use crate::detect::subjects::Subjects;
use crate::detect::{Detector, Trace, mask};
use smallvec::SmallVec;
use std::ops::Range;

/// Doubtful names that wait for the end of the document.
const DEFERRED: usize = 256;
/// Score of a doubtful name that stands elsewhere in the document beyond doubt.
const CONFIRMED: f32 = 0.7;

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
    /// Whom the paragraphs are about, where a title or a form says so.
    pub about: About,
    pub(super) recent: Recent,
    trace: Trace,
    deferred: Vec<Deferred>,
}

/// A doubtful name that waits for the rest of the document.
struct Deferred {
    rule: RuleNumber,
    score: f32,
    key: u64,
    order: Order,
    detail: Detail,
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
            about: About::default(),
            recent: Recent::default(),
            trace,
            deferred: Vec::new(),
        }
    }

    /// Whether raw text may be shown.
    pub(crate) fn reveals(&self) -> bool {
        self.trace.reveal
    }

    /// Reports a match; `evidence` is made only where the match will be shown.
    pub(crate) fn add(&mut self, hit: Hit<'_>, evidence: impl FnOnce() -> SmallVec<[Evidence; 3]>) {
        let (detector, reveal) = (self.detector, self.trace.reveal);
        let value = hit.text.get(hit.start..hit.end).unwrap_or_default();
        if detector.engine.allows(hit.rule, value) {
            return;
        }
        let detail = || hit.detail(detector, reveal, evidence());
        self.gather.add(hit.rule, hit.score.clamp(0.0, 0.99), hit.key, hit.order, detail);
    }

    /// Keeps a doubtful name until it is known whether the document names that person elsewhere.
    pub(crate) fn defer(&mut self, hit: Hit<'_>, evidence: impl FnOnce() -> SmallVec<[Evidence; 3]>) {
        if self.deferred.len() >= DEFERRED {
            return self.add(hit, evidence);
        }
        let detail = hit.detail(self.detector, self.trace.reveal, evidence());
        let Hit { rule, score, key, order, .. } = hit;
        self.deferred.push(Deferred { rule, score, key, order, detail });
    }

    /// Decides the doubtful names: the document is complete.
    pub(crate) fn settle(&mut self) {
        for Deferred { rule, mut score, key, order, mut detail } in std::mem::take(&mut self.deferred) {
            if self.subjects.knows_name(key) {
                score = score.max(CONFIRMED);
                detail.evidence.push("the same name stands elsewhere in this file".into());
            }
            self.gather.add(rule, score, key, order, || detail);
        }
    }
}

impl Hit<'_> {
    fn detail(&self, detector: &Detector, reveal: bool, evidence: SmallVec<[Evidence; 3]>) -> Detail {
        let span: Range<usize> = self.start..self.end;
        let value = self.text.get(span.clone()).unwrap_or_default();
        let (locator, start, end) = self.place.resolve(self.text, span);
        Detail {
            locator,
            start,
            end,
            masked: mask::value(detector.engine.rule(self.rule), value),
            text: reveal.then(|| value.to_owned()),
            evidence,
        }
    }
}
