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

/// Notes by which a recognizer says that a value is nobody's, whatever stands over or near it.
const NOBODYS: [&str; 9] = [
    "role mailbox",
    "nobody's own",
    "message id",
    "filler",
    "reserved for",
    "official examples",
    "set aside for tests",
    "as an example",
    "looks like a",
];

impl Candidate {
    /// Whether a check digit of the value is right.
    pub(crate) fn has_right_check_digit(&self) -> bool {
        self.evidence.iter().any(|note| matches!(note, Cow::Borrowed(note) if note.contains("check")))
    }

    /// Whether something near speaks against it.
    pub(crate) fn is_opposed(&self) -> bool {
        self.evidence.iter().any(|note| note.starts_with("against"))
    }

    /// Whether the value is made for examples or belongs to no person: no header and no column makes more of it.
    pub(crate) fn is_nobodys(&self) -> bool {
        self.evidence.iter().any(|note| {
            // Notes of recognizers are fixed texts; what they say of near words is not.
            matches!(note, Cow::Borrowed(note) if NOBODYS.iter().any(|nobodys| note.contains(nobodys)))
        })
    }
}
