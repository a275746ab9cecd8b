//! Names in running text: line by line, from the left, the best window of words at each place.

use super::super::lexicon::Flag;
use super::context::{Line, Place};
use super::known::Known;
use super::token::{self, Token, Tokens};
use super::{Hints, NameKind, NameMatch, weigh, window};

/// Fainter candidates are dropped.
const FAINTEST: f32 = 0.25;
/// A single word needs more, or every given name in a text is listed.
const FAINTEST_SINGLE: f32 = 0.4;
/// From this score on a name is a neighbour that speaks for the next, and its words are remembered.
const TRUSTED: f32 = 0.5;

/// Finds names in running text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Finder;

impl Finder {
    /// Adds the names in `text`, a paragraph or a run of whole lines, in order; none spans a line break.
    pub(crate) fn in_prose(&self, text: &str, hints: &Hints, out: &mut Vec<NameMatch>) {
        let mut known = Known::new(hints, text);
        let mut tokens = Tokens::new();
        let mut place = Place::default();
        let mut start = 0;
        for line in text.split('\n') {
            if line.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
                tokens.clear();
                token::tokenize(line, &mut tokens);
                place = read(&Line::new(line, &tokens, place), start, &mut known, out);
            } else if !line.trim().is_empty() {
                place = Place::after(line, false);
            }
            start += line.len() + 1;
        }
    }
}

/// Reads one line, which starts at byte `start` of the text; tells what the next line comes after.
fn read(line: &Line<'_>, start: usize, known: &mut Known<'_>, out: &mut Vec<NameMatch>) -> Place {
    if line.tokens.is_empty() {
        return line.place;
    }
    let mut at = 0;
    let mut previous = None;
    let mut own_line = false;
    while at < line.tokens.len() {
        let Some(mut found) = window::best(line, at, previous, known) else {
            at += 1;
            continue;
        };
        // A better window may begin inside this one: `When Anna Smith`; but half of a good name is not better.
        while found.first < found.last
            && let Some(later) = window::best(line, found.first + 1, previous, known)
            && later.odds > found.odds
            && !(later.kind == NameKind::Single && is_good(line, &found))
        {
            found = later;
        }
        let score = weigh::score(found.odds);
        let faintest = if found.kind == NameKind::Full { FAINTEST } else { FAINTEST_SINGLE };
        at = found.last + 1;
        if score < faintest {
            continue;
        }
        let span = bytes(line.tokens, found.first, found.last);
        let name = NameMatch {
            key: found.key.unwrap_or_else(|| super::key(line.text.get(span.clone()).unwrap_or_default())),
            span: start + span.start..start + span.end,
            score,
            kind: found.kind,
            evidence: found.evidence,
        };
        if score >= TRUSTED {
            previous = Some(found.last);
            own_line |= line.is_whole(found.first, found.last);
            if name.kind == NameKind::Full {
                known.note(line.tokens.get(found.first..=found.last).unwrap_or_default(), name.key);
            }
        }
        out.push(name);
    }
    Place::after(line.text, own_line)
}

/// Whether both words of a whole name are names, not a greeting and a name.
fn is_good(line: &Line<'_>, found: &window::Found) -> bool {
    let greets = line.tokens.get(found.first).is_some_and(|token| token.has(Flag::Greeting));
    found.odds > 0.0 && found.kind == NameKind::Full && !greets
}

fn bytes(tokens: &[Token], first: usize, last: usize) -> std::ops::Range<usize> {
    match (tokens.get(first), tokens.get(last)) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}
