//! Column rules: whatever stands under a header that names the rule, where it has the shape that the rule asks for.

use crate::detect::{DetectError, RuleNumber};
use crate::rules::{RuleSet, anchored};
use regex::Regex;
use rustc_hash::FxHashMap;

/// The column rules by number.
#[derive(Debug, Default)]
pub(super) struct Columns {
    rules: FxHashMap<RuleNumber, (Option<Regex>, f32)>,
}

impl Columns {
    /// Compiles them.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut columns = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            let Some(column) = &rule.column else { continue };
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            let wrong = |message: String| DetectError::Rule {
                rule: rule.id.clone(),
                message: format!("column.value: {message}"),
            };
            let value = column.value.as_deref().map(anchored).transpose().map_err(wrong)?;
            columns.rules.insert(number, (value, rule.score.listed));
        }
        Ok(columns)
    }

    /// What a value under a header of `rule` is worth; none where the rule does not take it.
    pub(super) fn score(&self, rule: RuleNumber, value: &str) -> Option<f32> {
        let (shape, score) = self.rules.get(&rule)?;
        let fits = shape.as_ref().is_none_or(|shape| shape.is_match(value));
        (fits && !value.is_empty()).then_some(*score)
    }
}
