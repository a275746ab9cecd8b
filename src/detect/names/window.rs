//! The possible names of a line: which words in a row can be one, whatever they are worth.

use super::super::lexicon::Flag;
use super::line::Line;
use super::token::{Gap, Shape, Token, is_ordinary};
use smallvec::SmallVec;

/// Longest name, particles and initials included.
const MAX_WORDS: usize = 6;

/// How a name is put together. The numbers stand in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One word.
    Single = 0,
    /// `Given Surname`, or the other way round.
    Full = 1,
    /// `Surname, Given`.
    Comma = 2,
}

/// Words in a row that can be a name.
#[derive(Clone, Debug)]
pub(super) struct Window {
    /// Its first word.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// How it is put together.
    pub(super) form: Form,
    /// Its words without particles inside it.
    pub(super) names: SmallVec<[Token; 3]>,
}

/// Hands over every possible name that begins at word `at`.
pub(super) fn each(line: &Line<'_>, at: usize, mut offer: impl FnMut(Window)) {
    let Some(first) = line.token(at) else { return };
    if !may_begin(line, at, first) {
        return;
    }
    let mut names: SmallVec<[Token; 3]> = SmallVec::new();
    for (last, token) in line.tokens.iter().enumerate().skip(at).take(MAX_WORDS) {
        if last > at && !line.token(last - 1).is_some_and(|before| continues(before, token)) {
            break;
        }
        if is_particle(token) && last > at {
            continue;
        }
        let opening_particle = last == at && is_particle(token);
        if !(token.is_name_like() || opening_particle) {
            break;
        }
        if token.gap == Gap::At || is_dotted(line, last) || last > at && ends_before(token) {
            break;
        }
        if token.is_name_like() && !opening_particle {
            names.push(*token);
            if is_possible(line, at, &names) {
                let form = if names.len() == 1 { Form::Single } else { Form::Full };
                offer(Window { first: at, last, form, names: names.clone() });
            }
        }
        if token.possessive {
            break;
        }
    }
    comma(line, at, &mut offer);
}

/// A name begins with a capital, or with a small particle in front of one (`von Ardenne`).
fn may_begin(line: &Line<'_>, at: usize, first: &Token) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.token(before));
    if before.is_some_and(|before| {
        matches!(before.gap, Gap::At | Gap::TightPoint) && before.shape != Shape::Initial && !before.has(Flag::Title)
    }) {
        return false;
    }
    if first.shape == Shape::Lower {
        let next = || line.token(at + 1).is_some_and(|next| matches!(next.shape, Shape::Capital | Shape::Lower));
        return is_particle(first) && first.gap == Gap::Space && next();
    }
    first.is_name_like() && !(first.has(Flag::Title) && first.word.entry.given() < 5 && has_follower(line, at))
}

fn has_follower(line: &Line<'_>, at: usize) -> bool {
    line.token(at + 1).is_some_and(|next| next.is_name_like() || next.shape == Shape::Lower)
        && line.token(at).is_some_and(|title| matches!(title.gap, Gap::Space | Gap::Point | Gap::TightPoint))
}

/// Whether a name can go on from one word to the next.
fn continues(before: &Token, next: &Token) -> bool {
    match before.gap {
        Gap::Space => next.is_name_like() || next.shape == Shape::Lower,
        Gap::Point | Gap::TightPoint => {
            before.shape == Shape::Initial || before.shape == Shape::Upper && before.end - before.start == 2
        }
        _ => false,
    }
}

/// `john.smith`: a word of an address or a file name.
fn is_dotted(line: &Line<'_>, at: usize) -> bool {
    let dotted =
        |token: &Token| token.gap == Gap::TightPoint && token.shape != Shape::Initial && token.end - token.start > 2;
    line.token(at).is_some_and(dotted) && line.token(at + 1).is_some()
}

/// A title inside a name ends it (`Anna Smith PhD`), save one that is a surname too.
fn ends_before(token: &Token) -> bool {
    token.has(Flag::Title) && token.word.entry.surname() < 3
}

/// `van`, `De`: a particle, and no given name that looks like one.
fn is_particle(token: &Token) -> bool {
    token.has(Flag::Particle) && (token.shape == Shape::Lower || token.is_name_like() && token.word.entry.given() < 5)
}

/// Whether the words are worth weighing: not an initial alone, not ordinary words only.
fn is_possible(line: &Line<'_>, at: usize, names: &[Token]) -> bool {
    let no_name = |token: &Token| token.shape == Shape::Initial || is_ordinary(token.word.entry);
    match names {
        [only] => !no_name(only) || only.shape != Shape::Initial && is_introduced(line, at),
        _ => names.last().is_some_and(|last| last.shape != Shape::Initial) && !names.iter().all(no_name),
    }
}

/// `Dear Sunshine`, `Mr Table`.
fn is_introduced(line: &Line<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| line.has(before, Flag::Greeting) || line.has(before, Flag::Title))
}

/// `Smith, John`, `Smith, J.`, `Smith, John R.`
fn comma(line: &Line<'_>, at: usize, offer: &mut impl FnMut(Window)) {
    let (Some(surname), Some(given)) = (line.token(at), line.token(at + 1)) else { return };
    let joined = at.checked_sub(1).and_then(|before| line.token(before)).is_some_and(|before| {
        before.gap == Gap::Space
            && before.is_name_like()
            && !before.has(Flag::Title)
            && before.word.entry.ordinary() < 3
    });
    if surname.gap != Gap::Comma
        || !given.is_name_like()
        || joined
        || surname.shape == Shape::Initial
        || surname.possessive
    {
        return;
    }
    let mut names: SmallVec<[Token; 3]> = SmallVec::from_slice(&[*surname, *given]);
    offer(Window { first: at, last: at + 1, form: Form::Comma, names: names.clone() });
    let middle = line.token(at + 2).filter(|middle| continues(given, middle) && middle.is_name_like());
    if let Some(middle) = middle {
        names.push(*middle);
        offer(Window { first: at, last: at + 2, form: Form::Comma, names });
    }
}
