//! What a recognizer saw, before the words around it are asked.

use crate::detect::DetectError;
use crate::detect::RuleNumber;
use crate::detect::validators::{Checked, Verdict};
use crate::rules::{RuleSet, Validator};
use smallvec::SmallVec;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// A shape in a text.
#[derive(Debug)]
pub(super) struct Raw {
    /// Of which rule.
    pub(super) rule: RuleNumber,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// Score by shape and validator.
    pub(super) score: f32,
    /// Hash of the normalised value.
    pub(super) key: u64,
    /// Why.
    pub(super) notes: SmallVec<[&'static str; 2]>,
    /// Made for examples: stays low whatever stands around it.
    pub(super) test: bool,
    /// Nothing without a word, label or column that says what it is.
    pub(super) needs_word: bool,
}

impl Raw {
    /// Marks it as worth nothing by itself.
    pub(super) fn needing_word(mut self) -> Self {
        self.needs_word = true;
        self
    }

    /// The same with another reason.
    pub(super) fn with_note(mut self, note: &'static str) -> Self {
        if !note.is_empty() {
            self.notes.push(note);
        }
        self
    }

    /// The same at another score.
    pub(super) fn scored(mut self, score: f32) -> Self {
        self.score = score;
        self
    }
}

/// Which rule takes the values whose shape a validator itself knows.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    table: Vec<Option<Shape>>,
}

/// A rule that takes such values, and what they are worth to it.
#[derive(Clone, Copy, Debug)]
struct Shape {
    rule: RuleNumber,
    pattern: f32,
    valid: f32,
}

impl Shapes {
    /// From the patterns that have no expression.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut shapes = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            for pattern in rule.patterns.iter().filter(|pattern| pattern.regex.is_none()) {
                let wrong = |message: &str| DetectError::Rule { rule: rule.id.clone(), message: message.into() };
                let validator =
                    pattern.validator.ok_or_else(|| wrong("a pattern needs a regex, a validator or both"))?;
                let number =
                    RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
                let shape = Shape {
                    rule: number,
                    pattern: pattern.score.unwrap_or(rule.score.pattern),
                    valid: pattern.score.unwrap_or(rule.score.valid),
                };
                if !shapes.put(validator, shape) {
                    return Err(wrong("another rule already takes every value of this validator; give a regex"));
                }
            }
        }
        Ok(shapes)
    }

    fn put(&mut self, validator: Validator, shape: Shape) -> bool {
        let at = validator as usize;
        if self.table.len() <= at {
            self.table.resize(at + 1, None);
        }
        self.table.get_mut(at).is_some_and(|slot| slot.replace(shape).is_none())
    }

    /// Whether a rule takes them.
    pub(super) fn has(&self, validator: Validator) -> bool {
        self.get(validator).is_some()
    }

    /// Whether a candidate is of the rule that takes them.
    pub(super) fn is_of(&self, validator: Validator, raw: Option<&Raw>) -> bool {
        self.get(validator).zip(raw).is_some_and(|(shape, raw)| shape.rule == raw.rule)
    }

    fn get(&self, validator: Validator) -> Option<Shape> {
        self.table.get(validator as usize).copied().flatten()
    }

    /// The shape that a validator judged so; nothing where it is invalid or no rule takes it. `normal` is what makes two
    /// spellings the same value.
    pub(super) fn raw(&self, validator: Validator, span: Range<usize>, checked: Checked, normal: &[u8]) -> Option<Raw> {
        let shape = self.get(validator)?;
        let score = match checked.verdict {
            Verdict::Valid => shape.valid,
            Verdict::Unknown => shape.pattern,
            Verdict::Invalid => return None,
        };
        let raw = Raw {
            rule: shape.rule,
            span,
            score,
            key: xxh3_64(normal),
            notes: SmallVec::new(),
            test: checked.test,
            needs_word: false,
        };
        Some(raw.with_note(checked.note))
    }
}
