//! Frames: words around an everyday word by which it says something of a person (`voted` Labour, of Kurdish `descent`).

use super::grammar::Class;
use super::lexicon::Lexicon;
use super::sentence::Token;
use super::{RuleNumber, Sensitive};
use crate::rules::Frame;
use std::ops::Range;

/// Bytes before and behind a value in which its frame is looked for.
const WINDOW: usize = 48;
/// Articles and the like that may stand between a frame and its value.
const BETWEEN: usize = 3;

/// On which side of its value a frame stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The frames of all rules.
#[derive(Default)]
pub(super) struct Frames {
    phrases: Lexicon<(RuleNumber, Side)>,
}

impl Frames {
    /// Adds the frames of a rule.
    pub(super) fn add(&mut self, rule: RuleNumber, frames: &[Frame]) {
        for frame in frames {
            frame.before.iter().for_each(|phrase| self.phrases.add(phrase, (rule, Side::Before)));
            frame.after.iter().for_each(|phrase| self.phrases.add(phrase, (rule, Side::After)));
        }
    }
}

/// The token at which what is said begins, where the value at token `at` stands in a frame of its rule.
pub(super) fn begins(all: &Sensitive, text: &str, tokens: &[Token], at: usize, rule: RuleNumber) -> Option<usize> {
    let value = tokens.get(at)?;
    let before = || {
        let from = floor(text, value.start.saturating_sub(WINDOW));
        let span = last(all, text, from..value.start, (rule, Side::Before))?;
        let first = tokens.iter().take(at).position(|token| token.end > span.start)?;
        let behind = tokens.iter().take(at).position(|token| token.start >= span.end).unwrap_or(at);
        is_filler(tokens.get(behind..at)?).then_some(first)
    };
    let after = || {
        let to = floor(text, (value.end + WINDOW).min(text.len()));
        let span = next(all, text, value.end..to, (rule, Side::After))?;
        (span.start <= value.end + 2).then_some(at)
    };
    before().or_else(after)
}

fn is_filler(tokens: &[Token]) -> bool {
    let filler = Class::PLAIN | Class::LINK | Class::QUOTE;
    tokens.len() <= BETWEEN && tokens.iter().all(|token| token.class.is(filler) && !token.class.is(Class::BE))
}

fn last(all: &Sensitive, text: &str, window: Range<usize>, want: (RuleNumber, Side)) -> Option<Range<usize>> {
    let part = text.get(window.clone())?;
    let found = all.frames.phrases.phrases(part).filter(|(_, have)| *have == want).last();
    found.map(|(span, _)| window.start + span.start..window.start + span.end)
}

fn next(all: &Sensitive, text: &str, window: Range<usize>, want: (RuleNumber, Side)) -> Option<Range<usize>> {
    let part = text.get(window.clone())?;
    let found = all.frames.phrases.phrases(part).find(|(_, have)| *have == want);
    found.map(|(span, _)| window.start + span.start..window.start + span.end)
}

/// The character boundary at or below `at`.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
