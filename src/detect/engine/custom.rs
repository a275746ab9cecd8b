//! Rules given as regular expressions: run only where they can match.

use super::raw::Raw;
use super::text::Text;
use crate::detect::validators::{self, Verdict};
use crate::detect::{DetectError, RuleNumber};
use crate::rules::{Pattern, Rule, RuleSet, Validator};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};
use smallvec::SmallVec;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Bytes that one compiled expression, and all of them together, may take.
const ONE: usize = 1 << 20;
const ALL: usize = 16 << 20;
/// Bytes around a digit group in which an expression without bound is tried.
const REACH: usize = 256;

/// The expressions of all rules.
#[derive(Debug, Default)]
pub(super) struct Customs {
    /// Every match has an ASCII digit in it: tried around digits.
    digits: Group,
    /// The others: tried on every text, in one pass that tells which of them match at all.
    others: Group,
}

#[derive(Debug)]
struct Custom {
    rule: RuleNumber,
    regex: Regex,
    validator: Option<Validator>,
    pattern: f32,
    valid: f32,
}

#[derive(Debug, Default)]
struct Group {
    set: RegexSet,
    customs: Vec<Custom>,
    reach: usize,
}

impl Customs {
    /// Compiles them; what does not compile is an error that names the rule.
    pub(super) fn new(rules: &RuleSet) -> Result<Self, DetectError> {
        let (mut digits, mut others) = (Group::default(), Group::default());
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| DetectError::TooLarge("too many rules".into()))?;
            for (nth, pattern) in rule.patterns.iter().enumerate() {
                let Some(source) = &pattern.regex else { continue };
                let wrong = |message: String| DetectError::Pattern { rule: rule.id.clone(), number: nth + 1, message };
                let hir = regex_syntax::parse(source).map_err(|error| wrong(error.to_string()))?;
                if hir.properties().minimum_len() == Some(0) {
                    return Err(wrong("matches the empty text".into()));
                }
                let custom = custom(number, rule, pattern, source).map_err(|error| wrong(error.to_string()))?;
                let group = if needs_digit(&hir) { &mut digits } else { &mut others };
                group.reach = group.reach.max(hir.properties().maximum_len().unwrap_or(REACH).min(REACH));
                group.customs.push(custom);
            }
        }
        digits.compile()?;
        others.compile()?;
        Ok(Self { digits, others })
    }

    /// Whether digits have to be collected for [`Customs::around_digits`].
    pub(super) fn want_digits(&self) -> bool {
        !self.digits.customs.is_empty()
    }

    /// Tries the expressions that need a digit around the digits that stand at `places`, ascending.
    pub(super) fn around_digits(&self, text: Text<'_>, places: &[Range<usize>], out: &mut Vec<Raw>) {
        let reach = self.digits.reach;
        let mut open: Option<Range<usize>> = None;
        for place in places {
            let window = place.start.saturating_sub(reach)..(place.end + reach).min(text.bytes.len());
            match &mut open {
                Some(last) if window.start <= last.end => last.end = window.end,
                _ => {
                    if let Some(done) = open.replace(window) {
                        self.digits.scan(text, done, out);
                    }
                }
            }
        }
        if let Some(last) = open {
            self.digits.scan(text, last, out);
        }
    }

    /// Tries the other expressions on the whole text.
    pub(super) fn everywhere(&self, text: Text<'_>, out: &mut Vec<Raw>) {
        if !self.others.customs.is_empty() {
            self.others.scan(text, 0..text.bytes.len(), out);
        }
    }
}

fn custom(number: RuleNumber, rule: &Rule, pattern: &Pattern, source: &str) -> Result<Custom, regex::Error> {
    let regex = RegexBuilder::new(source).size_limit(ONE).dfa_size_limit(ONE).build()?;
    Ok(Custom {
        rule: number,
        regex,
        validator: pattern.validator,
        pattern: pattern.score.unwrap_or(rule.score.pattern),
        valid: pattern.score.unwrap_or(rule.score.valid),
    })
}

impl Group {
    fn compile(&mut self) -> Result<(), DetectError> {
        self.set = RegexSetBuilder::new(self.customs.iter().map(|custom| custom.regex.as_str()))
            .size_limit(ALL)
            .dfa_size_limit(ALL)
            .build()
            .map_err(|error| DetectError::TooLarge(error.to_string()))?;
        Ok(())
    }

    fn scan(&self, text: Text<'_>, window: Range<usize>, out: &mut Vec<Raw>) {
        let start = (0..=window.start).rev().find(|&at| text.text.is_char_boundary(at)).unwrap_or(0);
        let end =
            (window.end..=text.bytes.len()).find(|&at| text.text.is_char_boundary(at)).unwrap_or(text.bytes.len());
        let part = text.str(start, end);
        for nth in self.set.matches(part) {
            let Some(custom) = self.customs.get(nth) else { continue };
            for found in custom.regex.find_iter(part) {
                out.extend(custom.raw(text, start + found.start(), start + found.end()));
            }
        }
    }
}

impl Custom {
    fn raw(&self, text: Text<'_>, start: usize, end: usize) -> Option<Raw> {
        let value = text.str(start, end);
        let outer = |byte: u8, edge: u8| byte.is_ascii_alphanumeric() && edge.is_ascii_alphanumeric();
        if value.is_empty()
            || value.contains('\n')
            || outer(text.before(start), text.at(start))
            || outer(text.at(end), text.before(end))
        {
            return None;
        }
        let checked = self.validator.map(|validator| validators::check(validator, value));
        let score = match checked.map(|checked| checked.verdict) {
            Some(Verdict::Invalid) => return None,
            Some(Verdict::Valid) => self.valid,
            Some(Verdict::Unknown) | None => self.pattern,
        };
        let normal: SmallVec<[u8; 64]> =
            value.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(|byte| byte.to_ascii_lowercase()).collect();
        let raw = Raw {
            rule: self.rule,
            span: start..end,
            score,
            key: xxh3_64(&normal),
            notes: SmallVec::new(),
            test: checked.is_some_and(|checked| checked.test),
            needs_word: false,
        };
        Some(raw.with_note(checked.map_or("", |checked| checked.note)))
    }
}

/// Whether every match has a digit in it. (Digits of other scripts count: values are written in ASCII ones.)
fn needs_digit(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().any(u8::is_ascii_digit),
        HirKind::Class(class) => is_digits(class),
        HirKind::Repetition(repetition) => repetition.min > 0 && needs_digit(&repetition.sub),
        HirKind::Capture(capture) => needs_digit(&capture.sub),
        HirKind::Concat(parts) => parts.iter().any(needs_digit),
        HirKind::Alternation(parts) => parts.iter().all(needs_digit),
        HirKind::Empty | HirKind::Look(_) => false,
    }
}

fn is_digits(class: &Class) -> bool {
    match class {
        Class::Unicode(class) => class.ranges().iter().all(|range| {
            let ascii = range.start().is_ascii_digit() && range.end().is_ascii_digit();
            ascii || range.start().is_numeric() && range.end().is_numeric()
        }),
        Class::Bytes(class) => {
            class.ranges().iter().all(|range| range.start().is_ascii_digit() && range.end().is_ascii_digit())
        }
    }
}
