//! What the rest of a text and of its document say of a possible name.

use super::features::pack;
use super::hints::{Bearer, Hints};
use super::model::{Features, Model, Scorer, Template as T};
use super::reading::Possible;
use super::setting;
use super::window::Form;
use crate::finding::Confidence;

/// How many possible names before and behind are looked at for the items of a list.
const NEAR: usize = 24;
/// A single word inside a whole name that is this likely is no name of its own.
const INSIDE: f32 = 0.6;

/// A text with more words written as names are is long: one of them looks like a name by chance.
const LONG: u32 = 60;
/// A note of a line or two.
const SHORT: u32 = 15;

/// What is known of the people of a document while a piece of it is read.
pub(super) struct Known<'a> {
    /// From the document.
    pub(super) hints: &'a Hints,
    /// From this piece, where the document does not know it yet.
    pub(super) own: Option<&'a Hints>,
}

impl Known<'_> {
    /// The full name that a single word belongs to.
    pub(super) fn full_name(&self, possible: &Possible) -> Option<u64> {
        possible.words.first().and_then(|word| self.bearer(*word)).map(|bearer| bearer.name)
    }

    /// Whether something beside its looks says that a single word is a name: a title, a greeting, a label, an address, a
    /// full name it belongs to. A short text, or other people in it, carries a word too; in a long one only a usual name.
    pub(super) fn carries(&self, possible: &Possible) -> bool {
        let capitals = self.both().map(Hints::capitals).max().unwrap_or_default();
        let (short, long) = (capitals <= SHORT, capitals > LONG);
        let people = self.both().any(|hints| hints.strong(possible) > 0);
        self.is_said(possible)
            || match possible.notes.is_usual() {
                true => people || !long,
                false => short || people && !long,
            }
    }

    /// Whether a word in front of it, its line, an address or a likely full name says that it is a name.
    pub(super) fn is_said(&self, possible: &Possible) -> bool {
        let likely = |bearer: Bearer| bearer.name != possible.key && bearer.score >= Confidence::MEDIUM_FROM;
        possible.notes.introduce()
            || possible.words.iter().any(|word| self.in_email(*word) || self.bearer(*word).is_some_and(likely))
    }

    /// Whether people are what the document is about, or it is too short to tell.
    pub(super) fn is_among_people(&self, possible: &Possible) -> bool {
        let capitals = self.both().map(Hints::capitals).max().unwrap_or_default();
        capitals <= LONG || self.both().any(|hints| hints.density(possible) > 1)
    }

    fn both(&self) -> impl Iterator<Item = &Hints> {
        self.own.into_iter().chain([self.hints])
    }

    /// The best bearer of a word.
    fn bearer(&self, word: u64) -> Option<Bearer> {
        self.both().filter_map(|hints| hints.bearer(word)).reduce(
            |one, other| {
                if one.score >= other.score { one } else { other }
            },
        )
    }

    fn in_email(&self, word: u64) -> bool {
        self.both().any(|hints| hints.in_email(word))
    }

    fn any(&self, words: &[u64], holds: impl Fn(&Hints, u64) -> bool) -> bool {
        words.iter().any(|word| self.both().any(|hints| holds(hints, *word)))
    }
}

/// Adds to each possible name what the rest says of it.
pub(super) fn weigh(possible: &mut Vec<Possible>, model: &Model, known: &Known<'_>) {
    drop_insides(possible);
    let scores: Vec<f32> = possible.iter().map(|possible| possible.odds.score()).collect();
    for at in 0..possible.len() {
        let odds = possible.get(at).map(|possible| possible.odds).unwrap_or_default();
        let mut scorer = Scorer { model, odds };
        features(possible, &scores, at, known, &mut scorer);
        if let Some(possible) = possible.get_mut(at) {
            possible.odds = scorer.odds;
        }
    }
}

/// Drops the single words of whole names that are likely: what is said of the whole is not said of them.
pub(super) fn drop_insides(possible: &mut Vec<Possible>) {
    let mut cover = (0, 0..0);
    let wholes: Vec<(usize, usize, usize)> = possible
        .iter()
        .filter(|whole| whole.taken && whole.form != Form::Single && whole.odds.score() >= INSIDE)
        .map(|whole| (whole.line, whole.first, whole.last))
        .collect();
    let mut wholes = wholes.into_iter().peekable();
    possible.retain(|single| {
        while let Some((line, first, last)) =
            wholes.next_if(|(line, first, _)| (*line, *first) <= (single.line, single.first))
        {
            cover = (line, first..last + 1);
        }
        single.form != Form::Single || cover.0 != single.line || !cover.1.contains(&single.first)
    });
}

/// Adds the features of the possible name at `at` that depend on others. `scores` are those of all by themselves.
pub(super) fn features(possible: &[Possible], scores: &[f32], at: usize, known: &Known<'_>, out: &mut impl Features) {
    let Some(this) = possible.get(at) else { return };
    let form = this.form as u64;
    let by_itself = step(scores.get(at).copied().unwrap_or_default());
    let in_email = this.words.iter().filter(|word| known.in_email(**word)).count().min(2) as u64;
    if in_email > 0 {
        let last = this.words.last().is_some_and(|word| known.in_email(*word));
        out.add(T::Email, pack(&[form, in_email, u64::from(last)]));
    }
    if known.any(&this.words, Hints::is_firm) {
        out.add(T::Firm, pack(&[form, by_itself]));
    }
    let elsewhere = known.both().map(|hints| hints.elsewhere(this)).fold(0.0, f32::max);
    match this.form {
        Form::Single => {
            if elsewhere > 0.0 {
                out.add(T::Again, pack(&[form, step(elsewhere), by_itself]));
            }
            if let Some(bearer) = this.words.first().and_then(|word| known.bearer(*word)) {
                out.add(T::Mention, pack(&[form, step(bearer.score), u64::from(bearer.surname), by_itself.min(1)]));
            }
        }
        _ => {
            if known.any(&this.words, Hints::stands_alone) {
                out.add(T::Echo, pack(&[form, by_itself]));
            }
            if elsewhere > 0.0 {
                out.add(T::Elsewhere, pack(&[form, step(elsewhere), by_itself]));
            }
            let family = this.words.iter().filter_map(|word| known.bearer(*word));
            let shared = family.filter(|bearer| bearer.name != this.key).map(|bearer| step(bearer.score)).max();
            if let Some(shared) = shared {
                out.add(T::Mention, pack(&[form, shared]));
            }
        }
    }
    let strong = known.both().map(|hints| hints.strong(this)).max().unwrap_or_default();
    out.add(T::Strong, pack(&[form, strong, by_itself]));
    let size = setting::size(known.both().map(Hints::capitals).max().unwrap_or_default());
    let usual = u64::from(this.notes.is_usual());
    let density = known.both().map(|hints| hints.density(this)).max().unwrap_or_default();
    out.add(T::Size, pack(&[form, size, density, by_itself, usual]));
    let coded = known.both().map(Hints::coded).max().unwrap_or_default();
    out.add(T::Coded, pack(&[form, coded, by_itself, usual]));
    beside(possible, scores, at, out);
}

/// The items before and behind in a list, the lines above and below.
fn beside(possible: &[Possible], scores: &[f32], at: usize, out: &mut impl Features) {
    let Some(this) = possible.get(at) else { return };
    let form = this.form as u64;
    let before = (at.saturating_sub(NEAR)..at).filter(|other| {
        this.back > 0
            && possible.get(*other).is_some_and(|other| other.line == this.line && other.last + this.back == this.first)
    });
    let behind = (at + 1..(at + NEAR).min(possible.len())).filter(|other| {
        let follows =
            |other: &Possible| other.line == this.line && other.back > 0 && this.last + other.back == other.first;
        possible.get(*other).is_some_and(follows)
    });
    let best = |others: &mut dyn Iterator<Item = usize>| {
        others.filter_map(|other| scores.get(other)).fold(0.0_f32, |best, score| best.max(*score))
    };
    company(possible, scores, at, out);
    let item = best(&mut before.chain(behind));
    if item > 0.0 {
        out.add(T::Beside, pack(&[form, step(item)]));
    }
    if !this.whole {
        return;
    }
    let lines = (at.saturating_sub(NEAR)..(at + NEAR).min(possible.len()))
        .filter(|other| possible.get(*other).is_some_and(|other| other.whole && other.line.abs_diff(this.line) == 1));
    let line = best(&mut { lines });
    if line > 0.0 {
        out.add(T::Above, pack(&[form, step(line)]));
    }
}

/// How likely the other names of the line are, and how many there are.
fn company(possible: &[Possible], scores: &[f32], at: usize, out: &mut impl Features) {
    let Some(this) = possible.get(at) else { return };
    let others = (at.saturating_sub(NEAR)..(at + NEAR).min(possible.len())).filter(|other| {
        let apart = |other: &Possible| {
            other.taken && other.line == this.line && (other.last < this.first || this.last < other.first)
        };
        possible.get(*other).is_some_and(apart)
    });
    let (mut sum, mut count) = (0.0_f32, 0_u16);
    for score in others.filter_map(|other| scores.get(other)) {
        sum += score;
        count += 1;
    }
    if count > 0 {
        let form = this.form as u64;
        out.add(T::Company, pack(&[form, step(sum / f32::from(count)), u64::from(count.min(3))]));
    }
}

/// A score in four steps.
fn step(score: f32) -> u64 {
    match score {
        score if score < 0.2 => 0,
        score if score < 0.5 => 1,
        score if score < 0.85 => 2,
        _ => 3,
    }
}
