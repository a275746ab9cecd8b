//! Sensitive data and assessment results: words that are a finding only where they are tied to a person.

use super::{Candidate, RuleNumber};
use crate::rules::{Binding, RuleSet};
use std::ops::Range;

/// Why the keywords of a rule pack could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SensitiveError {
    /// The rules hold more keywords than fit.
    #[error("rule {rule}: too many keywords")]
    TooMany {
        /// Id of the rule at which it overflowed.
        rule: String,
    },
}

/// A keyword found in a text; not yet tied to anyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keyword {
    /// Which rule.
    pub rule: RuleNumber,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// How close a person must stand.
    pub bind: Binding,
}

/// The keywords, headers and values of all rules, compiled once and shared by all threads.
pub(crate) struct Sensitive {}

impl Sensitive {
    /// Compiles the keywords and headers of every rule that has keywords.
    pub(crate) fn new(_rules: &RuleSet) -> Result<Self, SensitiveError> {
        Ok(Self {})
    }

    /// Appends the keywords of `text`, in order.
    pub(crate) fn find(&self, _text: &str, _out: &mut Vec<Keyword>) {}

    /// Appends what of `keywords` (as found in `text`) is tied to one of `people` (spans of names and e-mails in `text`),
    /// and what labelled lines of `text` say of them (`Religion: ...` under `Name: ...`).
    pub(crate) fn bind(
        &self,
        _text: &str,
        _keywords: &[Keyword],
        _people: &[Range<usize>],
        _out: &mut Vec<Candidate>,
    ) {
    }

    /// The rule whose values stand under such a column header or form label; it says something only beside people.
    pub(crate) fn header(&self, _header: &str) -> Option<RuleNumber> {
        None
    }

    /// How sure it is that `cell`, under a header of `rule`, says something of a person; `None` for "None", "n/a", "-".
    pub(crate) fn value(&self, _rule: RuleNumber, _cell: &str) -> Option<f32> {
        None
    }

    /// The rule that a value under a header of `rule` really belongs to: `halal` under a dietary (health) header tells
    /// the belief. `rule` itself where nothing says otherwise.
    pub(crate) fn value_rule(&self, rule: RuleNumber, _cell: &str) -> RuleNumber {
        rule
    }
}
