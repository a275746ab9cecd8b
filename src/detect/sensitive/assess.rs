//! Assessments in prose: sentences about a person that are dense with words of judgement. No phrase decides; several
//! judging words in what is said of someone do, fewer under a title such as `Coaching notes`.

use super::grammar::Class;
use super::lexicon::Lexicon;
use super::sentence::{self, Token};
use super::subject::{self, Kind, Reach};
use super::{RuleNumber, Sensitive};
use crate::detect::Candidate;
use crate::rules::{Binding, Keywords};
use smallvec::SmallVec;
use std::ops::Range;

/// Sum of weights from which a sentence under a title judges.
const TITLED: f32 = 1.0;
/// Sum of weights from which a sentence by itself judges.
const FREE: f32 = 2.0;
/// Sentences by themselves that must judge before any of them counts in full.
const SEVERAL: usize = 2;
/// A longer text before a colon is no label.
const LABEL: usize = 60;
/// Different words of a sentence that are counted.
const MOST: usize = 12;

/// The judging words and the titles of the rules that have them.
#[derive(Default)]
pub(super) struct Judges {
    rule: Option<RuleNumber>,
    cues: Lexicon<f32>,
    titles: Lexicon<()>,
}

impl Judges {
    /// Adds the judging words of a rule.
    pub(super) fn add(&mut self, rule: RuleNumber, lists: &[Keywords]) {
        for list in lists {
            match list.bind {
                Binding::Cue => list.words.iter().for_each(|word| self.cues.add_unless(word, list.weight, |_| true)),
                Binding::Title => list.words.iter().for_each(|word| self.titles.add(word, ())),
                _ => continue,
            }
            self.rule = Some(rule);
        }
    }

    /// The rule of assessments, where there is one.
    pub(super) fn rule(&self) -> Option<RuleNumber> {
        self.rule
    }

    /// Whether a line is the title of notes on someone's performance.
    pub(super) fn is_title(&self, line: &str) -> bool {
        self.titles.phrases(line).next().is_some()
    }
}

/// A sentence that judges.
struct Judgement {
    span: Range<usize>,
    sum: f32,
    titled: bool,
}

/// Appends the sentences of `text` that judge one of `people`, or whom `reaches` say the text is about.
pub(super) fn judge(all: &Sensitive, text: &str, people: &[Range<usize>], reaches: &[Reach], out: &mut Vec<Candidate>) {
    let Some(rule) = all.judges.rule else { return };
    let found = judgements(all, text, people, reaches);
    let free = found.iter().filter(|found| !found.titled).count();
    for Judgement { span, sum, titled } in found {
        let overlaps = |have: &Candidate| have.span.start < span.end && span.start < have.span.end;
        if out.iter().any(|have| have.rule == rule && overlaps(have) && have.score >= 0.5) {
            continue;
        }
        let (score, why) = match titled {
            true => ((0.5 + 0.1 * sum).min(0.85), "judges the person of these notes"),
            false if free >= SEVERAL => {
                ((0.3 + 0.1 * sum).min(0.75), "one of several sentences that judge a named person")
            }
            false => (0.4, "may judge a named person"),
        };
        let evidence = [why.into()].into_iter().collect();
        out.push(Candidate { rule, key: span.len() as u64, span, score, evidence });
    }
}

fn judgements(all: &Sensitive, text: &str, people: &[Range<usize>], reaches: &[Reach]) -> Vec<Judgement> {
    let mut found = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let (mut from, mut named) = (0, false);
    while from < text.len() {
        let to = sentence::end(text, from).max(from + 1);
        let span = from..to;
        from = to;
        let first = people.partition_point(|person| person.end <= span.start);
        let here = people.get(first..).unwrap_or_default();
        let person = here.first().is_some_and(|person| person.start < to);
        let blank = text.get(span.clone()).is_some_and(|line| line.trim().is_empty());
        let titled = subject::at(reaches, span.start) == Some(Kind::Assessed)
            || (person && text.get(span.clone()).is_some_and(|sentence| is_labelled(all, sentence)));
        named = (named || person) && !blank;
        if blank || !(person || named || titled) {
            continue;
        }
        let sum = sum(all, text, &span);
        if sum < if titled { TITLED } else { FREE } {
            continue;
        }
        sentence::tokens(&all.grammar, text, &span, &[], here, &mut tokens);
        if titled || is_of_person(&tokens, named) {
            let part = text.get(span.clone()).unwrap_or_default();
            let start = span.start + (part.len() - part.trim_start().len());
            found.push(Judgement { span: start..start + part.trim().len(), sum, titled });
        }
    }
    found
}

/// `Feedback from Anna: strong opener, weak close`: a title of few words, a colon, and what it heads.
fn is_labelled(all: &Sensitive, sentence: &str) -> bool {
    let label = sentence.split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| {
        label.len() <= LABEL && (all.judges.is_title(label) || label.trim_end().ends_with("feedback"))
    })
}

/// The weights of the different judging words of a sentence.
fn sum(all: &Sensitive, text: &str, span: &Range<usize>) -> f32 {
    let part = text.get(span.clone()).unwrap_or_default();
    let mut seen: SmallVec<[&str; MOST]> = SmallVec::new();
    let mut sum = 0.0;
    for (at, weight) in all.judges.cues.phrases(part) {
        let word = part.get(at).unwrap_or_default();
        if !seen.contains(&word) {
            seen.push(word);
            sum += weight;
        }
        if seen.len() == MOST {
            break;
        }
    }
    sum
}

/// Whether a sentence begins with a person, or with a pronoun for one named before; words of time may stand first.
fn is_of_person(tokens: &[Token], named: bool) -> bool {
    let mut tokens = tokens.iter().filter(|token| !token.class.is(Class::MARK)).take(4);
    let subject = tokens.find(|token| token.class.is(Class::PERSON | Class::SUBJECT | Class::POSSESSIVE));
    subject.is_some_and(|token| token.class.is(Class::PERSON) || named)
}
