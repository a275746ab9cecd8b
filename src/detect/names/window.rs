//! The best name that begins at a word: which words belong to it, in which order, and what it is worth.

use super::super::Evidence;
use super::super::lexicon::Flag;
use super::context::{self, Line};
use super::known::Known;
use super::token::{Gap, Shape, Token};
use super::{NameKind, weigh};
use smallvec::SmallVec;

/// Longest name, particles and initials included.
const MAX_WORDS: usize = 6;
/// A longer name wins over a shorter one that is better by no more than this.
const LONGER: f32 = 0.3;

/// A possible name.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its first word.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// How good it is.
    pub(super) odds: f32,
    /// One word or more.
    pub(super) kind: NameKind,
    /// The person, where an earlier mention tells.
    pub(super) key: Option<u64>,
    /// What speaks for and against.
    pub(super) evidence: SmallVec<[Evidence; 3]>,
}

/// The best name that begins at word `at`. `previous` is the last word of the name before.
pub(super) fn best(line: &Line<'_>, at: usize, previous: Option<usize>, known: &Known<'_>) -> Option<Found> {
    let first = line.tokens.get(at)?;
    if !may_begin(line, at, first) {
        return None;
    }
    let mut names: SmallVec<[Token; MAX_WORDS]> = SmallVec::new();
    let mut best: Option<Found> = None;
    let mut offer = |found: Option<Found>| {
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.odds > best.odds - LONGER)
        {
            best = Some(found);
        }
    };
    for (last, token) in line.tokens.iter().enumerate().skip(at).take(MAX_WORDS) {
        if last > at && !line.tokens.get(last - 1).is_some_and(|before| continues(before, token)) {
            break;
        }
        if is_particle(token) && last > at {
            continue;
        }
        if !token.is_name_like() && !(last == at && is_particle(token)) {
            break;
        }
        if token.gap == Gap::At || is_dotted(line, last) || last > at && ends_before(token) {
            break;
        }
        if token.is_name_like() && !(last == at && is_particle(token)) {
            names.push(*token);
            offer(weighed(line, &names, at, last, previous, known));
        }
        if token.possessive {
            break;
        }
    }
    offer(comma_name(line, at, previous, known));
    best
}

/// A name begins with a capital; with a small particle only behind a title (`Frau von Ardenne`).
fn may_begin(line: &Line<'_>, at: usize, first: &Token) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.tokens.get(before));
    if before.is_some_and(|before| {
        matches!(before.gap, Gap::At | Gap::TightPoint) && before.shape != Shape::Initial && !before.has(Flag::Title)
    }) {
        return false;
    }
    if first.shape == Shape::Lower {
        return before.is_some_and(|before| before.has(Flag::Title)) && is_particle(first);
    }
    first.is_name_like() && !(first.has(Flag::Title) && first.word.entry.given() < 5 && has_follower(line, at))
}

fn has_follower(line: &Line<'_>, at: usize) -> bool {
    line.tokens.get(at + 1).is_some_and(|next| next.is_name_like() || next.shape == Shape::Lower)
        && line.tokens.get(at).is_some_and(|title| matches!(title.gap, Gap::Space | Gap::Point | Gap::TightPoint))
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
    line.tokens.get(at).is_some_and(dotted) && line.tokens.get(at + 1).is_some()
}

/// A title inside a name ends it (`Anna Smith PhD`), save one that is a surname too.
fn ends_before(token: &Token) -> bool {
    token.has(Flag::Title) && token.word.entry.surname() < 3
}

/// `van`, `De`: a particle, and no given name that looks like one.
fn is_particle(token: &Token) -> bool {
    token.has(Flag::Particle) && (token.shape == Shape::Lower || token.is_name_like() && token.word.entry.given() < 5)
}

/// Weighs the words `first..=last`, of which `names` are the names and initials.
fn weighed(
    line: &Line<'_>,
    names: &[Token],
    first: usize,
    last: usize,
    previous: Option<usize>,
    known: &Known<'_>,
) -> Option<Found> {
    let solid = names.iter().filter(|token| token.shape != Shape::Initial).count();
    let last_name = names.last().filter(|token| token.shape != Shape::Initial)?;
    let mut evidence = SmallVec::new();
    if let [only] = names {
        return single(line, only, (first, last), previous, known);
    }
    let [first_name, middle @ .., _] = names else { return None };
    let initial = if first_name.shape == Shape::Initial { initial(line, first_name) } else { 0.0 };
    let forward = weigh::full(first_name, middle, last_name) + initial;
    let reversed =
        if solid == names.len() { weigh::full(last_name, middle, first_name) - weigh::REVERSED } else { forward };
    let words = forward.max(reversed);
    evidence.push(describe(names));
    let strong = solid >= 2 && weigh::given(first_name) >= 1.5;
    let around = context::around(line, (first, last), previous, strong, &mut evidence);
    let odds = words + around + agreement(names, known, &mut evidence) - weigh::FULL_BIAS;
    Some(Found { first, last, odds, kind: NameKind::Full, key: None, evidence })
}

/// What an initial is worth beyond [`weigh::INITIAL_BARE`]. `A` and `I` are words.
fn initial(line: &Line<'_>, token: &Token) -> f32 {
    match token.gap {
        Gap::Point | Gap::TightPoint => weigh::INITIAL_POINT - weigh::INITIAL_BARE,
        _ if matches!(line.text.get(token.span()), Some("A" | "I" | "O" | "E" | "Y")) => -weigh::FULL_BIAS,
        _ => 0.0,
    }
}

/// `Smith, John` and `Smith, J.`
fn comma_name(line: &Line<'_>, at: usize, previous: Option<usize>, known: &Known<'_>) -> Option<Found> {
    let surname = line.tokens.get(at)?;
    let given = line.tokens.get(at + 1)?;
    let in_list =
        at.checked_sub(1).and_then(|before| line.tokens.get(before)).is_some_and(|before| before.gap == Gap::Comma);
    if surname.gap != Gap::Comma
        || !given.is_name_like()
        || in_list
        || surname.shape == Shape::Initial
        || surname.possessive
    {
        return None;
    }
    let mut evidence = SmallVec::new();
    evidence.push("surname before given name".into());
    let entry = surname.word.entry;
    let list = if entry.given() > 0 && entry.given() >= entry.surname() { weigh::COMMA_LIST } else { 0.0 };
    let initial = if given.shape == Shape::Initial { initial(line, given) } else { 0.0 };
    let around = context::around(line, (at, at + 1), previous, true, &mut evidence);
    let names = [*surname, *given];
    let odds = weigh::full(given, &[], surname) + initial + list + weigh::COMMA_ORDER + around - weigh::FULL_BIAS
        + agreement(&names, known, &mut evidence);
    Some(Found { first: at, last: at + 1, odds, kind: NameKind::Full, key: None, evidence })
}

/// One word: it needs a title, a greeting or an earlier mention.
fn single(
    line: &Line<'_>,
    word: &Token,
    (first, last): (usize, usize),
    previous: Option<usize>,
    known: &Known<'_>,
) -> Option<Found> {
    let mut evidence = SmallVec::new();
    let around = context::around(line, (first, last), previous, false, &mut evidence);
    let key = known.full_name(word.word.key);
    let mention = if key.is_some() { weigh::MENTION } else { 0.0 };
    if key.is_some() {
        evidence.push("part of a name of the document".into());
    }
    let own = weigh::given(word).max(weigh::surname(word)) + weigh::single_thing(word);
    let odds = own + around + mention + agreement(&[*word], known, &mut evidence) - weigh::SINGLE_BIAS;
    Some(Found { first, last, odds, kind: NameKind::Single, key, evidence })
}

/// Words of the name in the document's e-mail addresses.
fn agreement(names: &[Token], known: &Known<'_>, evidence: &mut SmallVec<[Evidence; 3]>) -> f32 {
    let count = names.iter().filter(|token| token.shape != Shape::Initial && known.in_email(token.word.key)).count();
    if count == 0 {
        return 0.0;
    }
    evidence.push("agrees with an e-mail address".into());
    let last = names.last().is_some_and(|last| known.in_email(last.word.key));
    match (count, last) {
        (2.., _) => weigh::EMAIL_TWO,
        (_, true) => weigh::EMAIL_LAST,
        _ => weigh::EMAIL_FIRST,
    }
}

fn describe(names: &[Token]) -> Evidence {
    let given = names.iter().any(|token| token.word.entry.given() >= 4);
    let surname = names.iter().skip(1).any(|token| token.word.entry.surname() >= 4);
    match (given, surname) {
        (true, true) => "known given name and surname".into(),
        (true, false) => "known given name".into(),
        (false, true) => "known surname".into(),
        (false, false) => "shape of a name".into(),
    }
}
