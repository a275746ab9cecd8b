//! One expression of a rule, compiled.

use super::hir::{least_digits, marks};
use super::{ONE, REACH};
use crate::detect::RuleNumber;
use crate::detect::engine::raw::Raw;
use crate::detect::engine::text::Text;
use crate::detect::validators::{self, Checked, Verdict, steps};
use crate::rules::check::Step;
use crate::rules::{Needs, Pattern, Rule, Validator};
use regex::{Regex, RegexBuilder};
use smallvec::SmallVec;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// An expression and what is made of its matches.
#[derive(Clone, Debug)]
pub(super) struct Custom {
    pub(super) rule: RuleNumber,
    pub(super) regex: Regex,
    pub(super) check: Vec<Step>,
    /// Least digits of a match.
    pub(super) digits: usize,
    /// Bytes of the longest match, [`REACH`] at most.
    pub(super) reach: usize,
    /// Marks of which every match has one; none where the match has no bound.
    pub(super) marks: SmallVec<[u8; 3]>,
    validator: Option<Validator>,
    pattern: f32,
    valid: f32,
    needs_word: bool,
}

impl Custom {
    /// Compiles a pattern; none where it has no expression.
    pub(super) fn new(rule_number: RuleNumber, rule: &Rule, pattern: &Pattern) -> Result<Option<Self>, String> {
        let Some(source) = &pattern.regex else {
            let only_code = pattern.check.is_empty() && pattern.number.is_empty() && pattern.needs.is_none();
            return if only_code { Ok(None) } else { Err("check, needs and number stand beside a regex only".into()) };
        };
        let hir = regex_syntax::parse(source).map_err(|error| error.to_string())?;
        if hir.properties().minimum_len() == Some(0) {
            return Err("matches the empty text".into());
        }
        if pattern.number.iter().any(|length| !(4..=40).contains(length)) {
            return Err("number: an identifier has 4 to 40 digits".into());
        }
        let regex = RegexBuilder::new(source).size_limit(ONE).dfa_size_limit(ONE).build();
        Ok(Some(Self {
            rule: rule_number,
            regex: regex.map_err(|error| error.to_string())?,
            check: pattern.check.clone(),
            digits: least_digits(&hir),
            reach: hir.properties().maximum_len().unwrap_or(REACH).min(REACH),
            marks: hir
                .properties()
                .maximum_len()
                .filter(|&most| most <= REACH)
                .and_then(|_| marks(&hir))
                .unwrap_or_default(),
            validator: pattern.validator,
            pattern: pattern.score.unwrap_or(rule.score.pattern),
            valid: pattern.score.unwrap_or(rule.score.valid),
            needs_word: pattern.needs == Some(Needs::Word),
        }))
    }

    /// All matches of a part of a text.
    pub(super) fn scan(&self, text: Text<'_>, window: Range<usize>, out: &mut Vec<Raw>) {
        let part = text.str(window.start, window.end);
        if self.regex.captures_len() > 1 {
            let groups = self.regex.captures_iter(part).filter_map(|found| found.get(1).or(found.get(0)));
            out.extend(
                groups.filter_map(|value| self.raw(text, window.start + value.start(), window.start + value.end())),
            );
        } else {
            let found = self.regex.find_iter(part);
            out.extend(
                found.filter_map(|value| self.raw(text, window.start + value.start(), window.start + value.end())),
            );
        }
    }

    fn raw(&self, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
        let value = text.str(start, end);
        if value.is_empty() || value.contains('\n') || !self.stands_apart(text, start, end) {
            return None;
        }
        let normal = steps::normal(value);
        let checked = self.validator.map_or(Checked::unknown(""), |validator| validators::check(validator, value));
        let checked = steps::refine(checked, &self.check, &normal);
        let raw = if normal.is_empty() {
            self.judged(start..end, checked, value.as_bytes())
        } else {
            self.judged(start..end, checked, &normal)
        };
        raw.map(|raw| if self.needs_word { raw.needing_word() } else { raw })
    }

    /// An identifier with a check is no part of a longer code; any other expression must only not cut a word.
    fn stands_apart(&self, text: Text<'_>, start: usize, end: usize) -> bool {
        if self.needs_word || !self.check.is_empty() {
            return text.starts_apart(start) && text.ends_apart(end);
        }
        let cuts = |outer: u8, edge: u8| outer.is_ascii_alphanumeric() && edge.is_ascii_alphanumeric();
        !cuts(text.before(start), text.at(start)) && !cuts(text.at(end), text.before(end))
    }

    /// The match as its check makes it; none where it is invalid.
    pub(super) fn judged(&self, span: Range<usize>, checked: Checked, normal: &[u8]) -> Option<Raw> {
        let score = match checked.verdict {
            Verdict::Invalid => return None,
            Verdict::Valid => self.valid,
            Verdict::Unknown => self.pattern,
        };
        let lower: SmallVec<[u8; 64]> = normal.iter().take(64).map(u8::to_ascii_lowercase).collect();
        let raw = Raw {
            rule: self.rule,
            span,
            score,
            key: xxh3_64(&lower),
            notes: SmallVec::new(),
            test: checked.test,
            needs_word: false,
        };
        Some(raw.with_note(checked.note))
    }
}
