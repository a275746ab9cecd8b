//! Names in running text: every possible name is weighed by itself first, then with what the rest of the text and of the
//! document says.

use super::caps;
use super::document::{self, Known};
use super::explain;
use super::model::{MODEL, Model, Odds};
use super::reading::Reading;
use super::window::Form;
use super::{Hints, NameKind, NameMatch};

/// Fainter candidates are dropped.
const FAINTEST: f32 = 0.25;
/// A single word needs more, or every given name in a text is listed.
const FAINTEST_SINGLE: f32 = 0.4;

/// Log-odds that a name with nothing for it is given where people are what the text is about; half of it where it is even.
/// With it nearly as many names of prose that the model never saw are missed as are false. A long text about things gives
/// nothing: there is always some pair of capitals that looks like a name.
const LENIENCE: f32 = 1.6;

/// What one word scores at most that nothing carries but its looks: in a long text without people there is always some
/// capital that looks like a name.
const UNCARRIED: f32 = 0.49;

/// Finds names in running text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Finder;

impl Finder {
    /// Reads a text, a paragraph or a run of whole lines, before the rest of its document is known.
    pub(crate) fn read(&self, text: &str) -> Reading {
        Reading::of(text, &MODEL)
    }

    /// Adds the names of a reading in order; none spans a line break. `hints` know the reading.
    pub(crate) fn decide(&self, text: &str, reading: Reading, hints: &Hints, out: &mut Vec<NameMatch>) {
        decide(&MODEL, text, reading, &Known { hints, own: None }, out);
    }

    /// Reads and decides at once, where nothing can be looked ahead at.
    pub(crate) fn in_prose(&self, text: &str, hints: &Hints, out: &mut Vec<NameMatch>) {
        at_once(&MODEL, text, hints, out);
    }
}

/// Reads and decides by these weights.
pub(super) fn at_once(model: &Model, text: &str, hints: &Hints, out: &mut Vec<NameMatch>) {
    let reading = Reading::of(text, model);
    if !reading.possible.is_empty() {
        let mut own = Hints::default();
        own.note(text, &reading);
        decide(model, text, reading, &Known { hints, own: Some(&own) }, out);
    }
}

/// A missed name costs more than a doubtful one: what is hardly less than even is medium. What is beyond doubt stays.
fn lenient(odds: &Odds) -> f32 {
    1.0 / (1.0 + (-odds.sum() - LENIENCE * (1.0 - odds.score())).exp())
}

fn decide(model: &Model, text: &str, mut reading: Reading, known: &Known<'_>, out: &mut Vec<NameMatch>) {
    document::weigh(&mut reading.possible, model, known);
    reading.take();
    for possible in reading.possible.iter().filter(|possible| possible.taken) {
        let single = possible.form == Form::Single;
        let score = match single {
            true if !known.carries(possible) => possible.odds.score().min(UNCARRIED),
            true => possible.odds.score(),
            false if known.is_among_people(possible) => lenient(&possible.odds),
            false => possible.odds.score(),
        };
        let score = if caps::holds_back(text, possible, known) { score.min(caps::HELD) } else { score };
        if score < if single { FAINTEST_SINGLE } else { FAINTEST } {
            continue;
        }
        let written = || text.get(possible.span.clone()).unwrap_or_default();
        out.push(NameMatch {
            key: match single {
                true => known.full_name(possible).unwrap_or_else(|| super::key(written())),
                false => possible.key,
            },
            span: possible.span.clone(),
            score,
            kind: if single { NameKind::Single } else { NameKind::Full },
            evidence: explain::evidence(possible),
        });
    }
}
