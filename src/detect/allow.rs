//! Values that are never reported: what a rule or the settings allow.

use super::{DetectError, RuleNumber};
use crate::rules::{RuleSet, anchored, expression_of};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

/// What is allowed, by rule and everywhere.
#[derive(Debug, Default)]
pub(crate) struct Allow {
    everywhere: Values,
    of_rule: FxHashMap<RuleNumber, Values>,
}

#[derive(Debug, Default)]
struct Values {
    plain: FxHashSet<u64>,
    expressions: Vec<Regex>,
}

impl Allow {
    /// Compiles the lists of all rules.
    pub(crate) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut allow = Self { everywhere: values("detect.allow", rules.allowed())?, ..Self::default() };
        for (number, rule) in rules.iter().enumerate().filter(|(_, rule)| !rule.allow.is_empty()) {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            allow.of_rule.insert(number, values(&rule.id, &rule.allow)?);
        }
        Ok(allow)
    }

    /// Whether a value must not be reported by a rule. Costs nothing where nothing is allowed.
    pub(crate) fn has(&self, rule: RuleNumber, value: &str) -> bool {
        self.everywhere.have(value) || self.of_rule.get(&rule).is_some_and(|values| values.have(value))
    }
}

impl Values {
    fn have(&self, value: &str) -> bool {
        (!self.plain.is_empty() && self.plain.contains(&key(value)))
            || self.expressions.iter().any(|expression| expression.is_match(value.trim()))
    }
}

fn values(whose: &str, list: &[String]) -> Result<Values, DetectError> {
    let mut values = Values::default();
    for value in list {
        match expression_of(value) {
            Some(expression) => {
                values.expressions.push(anchored(expression).map_err(|message| DetectError::Rule {
                    rule: whose.into(),
                    message: format!("allow: {message}"),
                })?)
            }
            None => drop(values.plain.insert(key(value))),
        }
    }
    Ok(values)
}

/// Hash of a value, case and runs of blanks aside.
fn key(value: &str) -> u64 {
    let words: Vec<String> = value.split_whitespace().map(str::to_lowercase).collect();
    xxh3_64(words.join(" ").as_bytes())
}
