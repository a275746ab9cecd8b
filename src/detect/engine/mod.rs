//! The pattern recognizers: from a text to the candidates of every rule that has a shape.
//!
//! One pass finds every `@`, one every digit; what stands there is read by its shape and checked. Expressions of rules run
//! only where they can match. Then, and only around what was found, the words of the rules are looked up: labels, words for,
//! words against. Nothing here depends on more than some hundred bytes around a place, so time is linear in the text.

mod address;
mod age;
mod column;
mod custom;
mod dates;
mod email;
mod header;
mod lettered;
mod listed;
mod money;
mod near;
mod numbers;
mod overlap;
mod phone;
mod plain;
mod raw;
mod run;
mod scan;
mod social;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod words;

use super::allow::Allow;
use super::{Candidate, DetectError, RuleNumber};
use crate::document::CellKind;
use crate::rules::{Rule, RuleSet};
use column::Columns;
use custom::Customs;
use header::Headers;
use listed::Listed;
use near::Near;
use plain::Plain;
use raw::{Raw, Shapes};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use text::Text;
use words::Words;
use xxhash_rust::xxh3::xxh3_64;

/// Under this score a candidate is no finding, not even a low one: it is a proposal that a column or header may lift.
pub(crate) const FLOOR: f32 = 0.2;
/// The score of a proposal.
const PROPOSAL: f32 = 0.15;

/// The rules, compiled once and shared by all threads.
#[derive(Debug)]
pub(crate) struct Engine {
    rules: RuleSet,
    shapes: Shapes,
    customs: Customs,
    listed: Listed,
    columns: Columns,
    allow: Allow,
    words: Words,
    headers: Headers,
    /// Hashes of rule number and normalised test value.
    test_values: FxHashSet<(RuleNumber, u64)>,
}

impl Engine {
    /// Compiles the rules; a pattern that does not compile is an error that names its rule.
    pub(crate) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let mut test_values = FxHashSet::default();
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            test_values.extend(rule.test_values.iter().map(|value| (number, bare(value))));
        }
        Ok(Self {
            shapes: Shapes::new(rules)?,
            customs: Customs::new(rules)?,
            listed: Listed::new(rules)?,
            columns: Columns::new(rules)?,
            allow: Allow::new(rules)?,
            words: Words::new(rules)?,
            headers: Headers::new(rules)?,
            rules: rules.clone(),
            test_values,
        })
    }

    /// All candidates of a text (a paragraph, whole lines, a text cell) in ascending order, overlaps resolved, near words
    /// and form labels already in score and evidence. A value never spans a newline. Where a value is all of the text, its
    /// other readings stay beside it as proposals, under [`FLOOR`].
    pub(crate) fn find(&self, text: &str, out: &mut Vec<Candidate>) {
        let Some(plain) = Plain::of(text) else { return self.find_plain(text, out) };
        let from = out.len();
        self.find_plain(&plain.text, out);
        for candidate in out.iter_mut().skip(from) {
            candidate.span = plain.original(&candidate.span).unwrap_or_default();
        }
    }

    fn find_plain(&self, text: &str, out: &mut Vec<Candidate>) {
        let text = Text::new(text);
        let mut raws = Vec::new();
        email::scan(&self.shapes, text, &mut raws);
        social::profiles(&self.shapes, text, &mut raws);
        let mut places = Vec::new();
        let collect = self.customs.want_digits();
        scan::scan(&self.shapes, text, &mut raws, |start, end| {
            if collect {
                places.push(start..end);
            }
        });
        self.customs.around_digits(text, &places, &self.words, &mut raws);
        self.customs.everywhere(text, &mut raws);
        self.listed.scan(text, &mut raws);
        value::compact_date(&self.shapes, text, &mut raws);
        value::scientific(&self.shapes, &self.customs, text, &mut raws);
        self.judge(text, raws, out);
    }

    /// Candidates of a cell stored as a number or a date, at scores that only a column or header can lift.
    pub(crate) fn find_in_value(&self, text: &str, kind: CellKind, out: &mut Vec<Candidate>) {
        let mut raws = Vec::new();
        match kind {
            CellKind::Number => value::number(&self.shapes, &self.customs, text, &mut raws),
            CellKind::Date => value::date(&self.shapes, text, &mut raws),
            CellKind::Text => return self.find(text, out),
            CellKind::Bool => {}
        }
        self.judge(Text::new(text), raws, out);
    }

    /// The rules that a column header or form label names.
    pub(crate) fn header_rules(&self, header: &str) -> SmallVec<[RuleNumber; 2]> {
        self.headers.rules(header)
    }

    /// The score of a whole cell or form field under a header that names these rules, by the first of them that takes any
    /// value of its shape.
    pub(crate) fn column_value(&self, rules: &[RuleNumber], value: &str) -> Option<(RuleNumber, f32)> {
        rules.iter().find_map(|&rule| Some((rule, self.columns.score(rule, value)?)))
    }

    /// Whether a value is never reported by a rule.
    pub(crate) fn allows(&self, rule: RuleNumber, value: &str) -> bool {
        self.allow.has(rule, value)
    }

    /// The rule with this number, which came from this engine.
    pub(crate) fn rule(&self, number: RuleNumber) -> &Rule {
        self.rules.at(usize::from(number))
    }

    /// The number of the rule with this id, where it is on.
    pub(crate) fn number(&self, id: &str) -> Option<RuleNumber> {
        self.rules.position(id).and_then(|position| RuleNumber::try_from(position).ok())
    }

    fn judge(&self, text: Text<'_>, mut raws: Vec<Raw>, out: &mut Vec<Candidate>) {
        if raws.is_empty() {
            return;
        }
        raws.sort_by_key(|raw| (raw.span.start, raw.span.end));
        let from = out.len();
        let mut near = Near::new(&self.rules, &self.words, text);
        for mut raw in raws {
            if !self.test_values.is_empty()
                && self.test_values.contains(&(raw.rule, bare(text.str(raw.span.start, raw.span.end))))
            {
                raw.test = true;
                raw = raw.with_note("published as an example");
            }
            if !self.allow.has(raw.rule, text.str(raw.span.start, raw.span.end)) {
                out.extend(near.judge(raw));
            }
        }
        overlap::resolve(out, from, |candidate| text.is_whole(candidate.span.start, candidate.span.end));
    }
}

/// Hash of a value without case, blanks and marks.
fn bare(value: &str) -> u64 {
    let bare: SmallVec<[u8; 64]> =
        value.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase()).collect();
    xxh3_64(&bare)
}
