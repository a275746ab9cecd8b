//! Sensitive data and assessment results: words that are a finding only where they are tied to a person.
//!
//! [`Sensitive::find`] proposes keywords, [`Sensitive::bind`] keeps those that the sentence, the line or the paragraph ties
//! to a person; [`Sensitive::header`] and [`Sensitive::value`] judge columns and form fields.

mod assess;
mod bind;
mod column;
mod frame;
mod grammar;
pub(super) mod lexicon;
mod link;
mod marks;
mod opening;
mod plain;
mod pseudonym;
mod sentence;
mod small_words;
mod subject;
#[cfg(test)]
mod tests;
pub(super) mod words;

use super::{Candidate, RuleNumber};
use crate::rules::{Binding, RuleSet};
use assess::Judges;
use column::Columns;
use frame::Frames;
use grammar::Grammar;
use lexicon::Lexicon;
use pseudonym::Pseudonyms;
use std::ops::Range;

pub(crate) use subject::About;

/// Why the keywords of a rule pack could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SensitiveError {
    /// The rules hold more keywords than fit.
    #[error("rule {rule}: too many rules before it")]
    TooMany {
        /// Id of the rule at which it overflowed.
        rule: String,
    },
}

/// A keyword found in a text; not yet tied to anyone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Keyword {
    /// Which rule.
    pub rule: RuleNumber,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// How close a person must stand.
    pub bind: Binding,
    /// What it is worth beside a word that can mean nothing else, 0 to 1.
    pub weight: f32,
}

/// The keywords, headers and values of all rules, compiled once and shared by all threads.
pub(crate) struct Sensitive {
    keywords: Lexicon<Meaning>,
    columns: Columns,
    grammar: Grammar,
    frames: Frames,
    judges: Judges,
    pseudonyms: Pseudonyms,
}

/// What a keyword is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Meaning {
    rule: RuleNumber,
    bind: Binding,
    weight: f32,
}

impl Sensitive {
    /// Compiles the keywords and headers of every rule that has keywords.
    pub(crate) fn new(rules: &RuleSet) -> Result<Self, SensitiveError> {
        let mut all = Self {
            keywords: Lexicon::default(),
            columns: Columns::new(rules),
            grammar: Grammar::new(),
            frames: Frames::default(),
            judges: Judges::default(),
            pseudonyms: Pseudonyms::default(),
        };
        for (number, rule) in rules.iter().enumerate() {
            let number = RuleNumber::try_from(number).map_err(|_| SensitiveError::TooMany { rule: rule.id.clone() })?;
            for bind in [Binding::Nothing, Binding::Phrase, Binding::Person, Binding::Tight, Binding::Value] {
                for list in rule.keywords.iter().filter(|list| list.bind == bind) {
                    let meaning = Meaning { rule: number, bind, weight: list.weight };
                    let add = |phrase: &String| all.keywords.add_unless(phrase, meaning, |have| have.rule == number);
                    list.words.iter().for_each(add);
                }
            }
            all.frames.add(number, &rule.frames);
            all.judges.add(number, &rule.keywords);
        }
        Ok(all)
    }

    /// Appends the keywords of `text`, in order; they do not overlap, save that one phrase may belong to two rules.
    pub(crate) fn find(&self, text: &str, out: &mut Vec<Keyword>) {
        let found = self
            .keywords
            .phrases(text)
            .filter(|(span, meaning)| meaning.bind != Binding::Nothing && stands_alone(text, span.start, span.end));
        out.extend(found.map(|(span, Meaning { rule, bind, weight })| Keyword { rule, span, bind, weight }));
    }

    /// Appends what of `keywords` (as found in `text`) is tied to one of `people` (spans of names and e-mails in `text`),
    /// and what labelled lines of `text` say of them (`Religion: ...` under `Name: ...`).
    ///
    /// An empty span `0..0` among `people` says that all of `text` is about one person: a comment in their row, a field of
    /// their form.
    pub(crate) fn bind(&self, text: &str, keywords: &[Keyword], people: &[Range<usize>], out: &mut Vec<Candidate>) {
        if !people.is_empty() {
            bind::bind(self, text, keywords, people, &[], usize::MAX, out);
        }
    }

    /// The same in running text, which may open with whom it is about: `about` is whom the text before was about, and
    /// becomes whom the text after it is about.
    pub(crate) fn bind_prose(
        &self,
        text: &str,
        keywords: &[Keyword],
        people: &[Range<usize>],
        about: &mut About,
        out: &mut Vec<Candidate>,
    ) {
        if people.is_empty() && !about.is_near() {
            return;
        }
        let since = about.since_named(people);
        let reaches = about.read(self, text, people);
        bind::bind(self, text, keywords, people, &reaches, since, out);
        marks::find(self, text, people, out);
        assess::judge(self, text, people, &reaches, out);
    }

    /// Appends where people stand in `text` that are called by a number or a letter.
    pub(crate) fn pseudonyms(&self, text: &str, out: &mut Vec<Range<usize>>) {
        self.pseudonyms.find(text, out);
    }

    /// The rule whose values stand under such a column header or form label; it says something only beside people.
    pub(crate) fn header(&self, header: &str) -> Option<RuleNumber> {
        self.columns.header(header)
    }

    /// How sure it is that `cell`, under a header of `rule`, says something of a person; `None` for "None", "n/a", "-".
    pub(crate) fn value(&self, rule: RuleNumber, cell: &str) -> Option<f32> {
        self.columns.value(self, rule, cell)
    }

    /// Whether free text under this header is itself a finding (`Development needs`); under `Result` only a grade is one.
    pub(crate) fn wants_prose(&self, header: &str) -> bool {
        self.columns.wants_prose(header)
    }

    /// Whether a header could stand over marks, where several such columns stand beside people.
    pub(crate) fn is_part(&self, header: &str) -> bool {
        self.columns.is_part(header)
    }

    /// Whether a cell holds a verdict on someone that means little else: `Merit`, `Refer`.
    pub(crate) fn is_verdict(&self, cell: &str) -> bool {
        self.columns.is_verdict(cell)
    }

    /// Whether a header names things that are scored, not people: `Risk title`, `Supplier`.
    pub(crate) fn is_scored_thing(&self, header: &str) -> bool {
        self.columns.is_scored_thing(header)
    }

    /// The rule that a value under a header of `rule` really belongs to: `halal` under a dietary (health) header tells
    /// the belief. `rule` itself where nothing says otherwise.
    pub(crate) fn value_rule(&self, rule: RuleNumber, cell: &str) -> RuleNumber {
        self.columns.value_rule(self, rule, cell)
    }
}

/// Whether the phrase is no part of an address, a file name or an identifier.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let alphanumeric = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    let joined_before = match before {
        Some(b'@' | b'_' | b'#') => true,
        Some(b'.') => start > 1 && alphanumeric(start - 2),
        _ => false,
    };
    let joined_after = match bytes.get(end) {
        Some(b'@' | b'_') => true,
        Some(b'.') => alphanumeric(end + 1),
        // `Black-eyed`, `diabetes-related`
        Some(b'-') => bytes.get(end + 1).is_some_and(u8::is_ascii_lowercase),
        _ => false,
    };
    !joined_before && !joined_after
}
