//! Frames: words around an everyday word by which it says something of a person (`voted` Labour, of Kurdish `descent`).

use super::grammar::Class;
use super::lexicon::Lexicon;
use super::link;
use super::sentence::Token;
use super::{RuleNumber, Sensitive};
use crate::rules::Frame;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Bytes before and behind a value in which its frame is looked for.
const WINDOW: usize = 48;
/// Articles and the like that may stand between a frame and its value.
const BETWEEN: usize = 3;

/// The frames of each rule; one lexicon a rule, for a longer phrase of another one must not hide its own.
#[derive(Default)]
pub(super) struct Frames {
    of: FxHashMap<RuleNumber, Sides>,
}

/// The frames of a rule, by the side of the value on which they stand.
#[derive(Default)]
struct Sides {
    before: Lexicon<()>,
    after: Lexicon<()>,
}

impl Frames {
    /// Adds the frames of a rule.
    pub(super) fn add(&mut self, rule: RuleNumber, frames: &[Frame]) {
        for frame in frames {
            let sides = self.of.entry(rule).or_default();
            frame.before.iter().for_each(|phrase| sides.before.add(phrase, ()));
            frame.after.iter().for_each(|phrase| sides.after.add(phrase, ()));
        }
    }
}

/// The token at which what is said begins, where the value at token `at` stands in a frame of its rule.
pub(super) fn begins(all: &Sensitive, text: &str, tokens: &[Token], at: usize, rule: RuleNumber) -> Option<usize> {
    let value = tokens.get(at)?;
    let sides = all.frames.of.get(&rule)?;
    let before = || {
        let from = floor(text, value.start.saturating_sub(WINDOW));
        let span = last(&sides.before, text, from..value.start)?;
        let first = tokens.iter().take(at).position(|token| token.end > span.start)?;
        let behind = tokens.iter().take(at).position(|token| token.start >= span.end).unwrap_or(at);
        (is_filler(tokens.get(behind..at)?) && !link::is_proper(tokens, at, false)).then_some(first)
    };
    let after = || {
        let to = floor(text, (value.end + WINDOW).min(text.len()));
        let span = next(&sides.after, text, value.end..to)?;
        (span.start <= value.end + 2).then_some(at)
    };
    before().or_else(after)
}

fn is_filler(tokens: &[Token]) -> bool {
    let filler = Class::PLAIN | Class::LINK | Class::QUOTE;
    tokens.len() <= BETWEEN && tokens.iter().all(|token| token.class.is(filler) && !token.class.is(Class::BE))
}

fn last(phrases: &Lexicon<()>, text: &str, window: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(window.clone())?;
    let found = phrases.phrases(part).last();
    found.map(|(span, _)| window.start + span.start..window.start + span.end)
}

fn next(phrases: &Lexicon<()>, text: &str, window: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(window.clone())?;
    let found = phrases.phrases(part).next();
    found.map(|(span, _)| window.start + span.start..window.start + span.end)
}

/// The character boundary at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
