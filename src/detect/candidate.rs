//! What recognizers propose, before column, overlap and policy decide.

use smallvec::SmallVec;
use std::borrow::Cow;
use std::ops::Range;

/// Position of a rule in the run's [`RuleSet`](crate::rules::RuleSet).
pub(crate) type RuleNumber = u16;

/// A possible value of one rule in one text.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Which rule.
    pub rule: RuleNumber,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Score by shape, validator and near context; header and column come on top.
    pub score: f32,
    /// Hash of the normalised value: equal for equal values however they are written. Never leaves the process.
    pub key: u64,
    /// Why.
    pub evidence: SmallVec<[Evidence; 3]>,
}

/// A reason for or against, as a phrase without any raw value ("checksum valid", "near 'NI number'").
pub(crate) type Evidence = Cow<'static, str>;
