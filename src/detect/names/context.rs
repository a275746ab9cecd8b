//! What stands around a possible name, for it and against it.

use super::super::Evidence;
use super::super::lexicon::{self, Entry, Flag};
use super::header::{NameHeader, header};
use super::token::{Gap, Shape, Token};
use super::weigh;
use smallvec::SmallVec;

type Reasons = SmallVec<[Evidence; 3]>;

/// Longest label in front of a colon.
const MAX_LABEL: usize = 40;
/// How far behind a name the word of an eponym may stand: `'s Five Competitive Forces`.
const EPONYM_WITHIN: usize = 3;

/// What a line comes after.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    closing: bool,
    name: bool,
}

impl Place {
    /// What the line after `line` comes after; `name`: whether that was a name on its own.
    pub(super) fn after(line: &str, name: bool) -> Self {
        Self { closing: is_closing(line), name }
    }
}

/// A line of text and what holds for all of it.
pub(super) struct Line<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its words.
    pub(super) tokens: &'a [Token],
    /// What it comes after.
    pub(super) place: Place,
    /// The first word behind a label, and what the label is worth to a name there.
    label: Option<(usize, bool)>,
    heading: bool,
    contact: bool,
}

impl<'a> Line<'a> {
    /// Looks at the line as a whole.
    pub(super) fn new(text: &'a str, tokens: &'a [Token], place: Place) -> Self {
        let contact = text.contains('@') || has_phone(text);
        Self { text, tokens, place, label: label(text, tokens), heading: is_heading(tokens), contact }
    }

    /// Whether the line holds the words `first..=last` and nothing else but titles.
    pub(super) fn is_whole(&self, first: usize, last: usize) -> bool {
        self.tokens.len() <= last + 3
            && self.tokens.iter().enumerate().all(|(at, token)| (first..=last).contains(&at) || token.has(Flag::Title))
    }

    /// What the lexicon says of a word near a name.
    fn entry(&self, at: usize) -> Entry {
        self.tokens.get(at).map(|token| token.word.entry).unwrap_or_default()
    }

    fn has(&self, at: usize, flag: Flag) -> bool {
        self.entry(at).has(flag)
    }
}

/// All evidence around the words of `window` (first and last). `previous`: the last word of the name before; `strong`: two
/// words that are names by themselves.
pub(super) fn around(
    line: &Line<'_>,
    window: (usize, usize),
    previous: Option<usize>,
    strong: bool,
    why: &mut Reasons,
) -> f32 {
    let (first, last) = window;
    let (title, start) = titles(line, first, why);
    let mut odds =
        title + before(line, start, why) + ampersand(line, start, last, strong, why) + after(line, first, last, why);
    odds += of_line(line, first, last, why);
    if title == 0.0 && begins_sentence(line, first) && !line.is_whole(first, last) {
        let ordinary = line.tokens.get(first).is_some_and(|token| token.word.entry.ordinary() >= 5);
        odds += if ordinary { weigh::SENTENCE_START } else { 0.0 };
    }
    if previous.is_some_and(|previous| previous < start && start <= previous + 2 && is_list(line, previous, start)) {
        why.push("in a list of names".into());
        odds += weigh::NEIGHBOUR;
    }
    odds + neighbours(line, start, last)
}

/// Titles in front of word `first`: their worth, and where they begin.
fn titles(line: &Line<'_>, first: usize, why: &mut Reasons) -> (f32, usize) {
    let (mut start, mut worth) = (first, 0.0_f32);
    while let Some(title) = start.checked_sub(1).and_then(|at| line.tokens.get(at)) {
        let joined = matches!(title.gap, Gap::Space | Gap::Point | Gap::TightPoint);
        let lower = title.shape == Shape::Lower;
        if !joined || !title.has(Flag::Title) {
            break;
        }
        let weak = title.gap == Gap::Space && title.has(Flag::WeakTitle);
        if weak && lower {
            break;
        }
        worth = worth.max(if weak { weigh::WEAK_TITLE } else { weigh::TITLE });
        start -= 1;
    }
    if worth > 0.0 {
        why.push("title".into());
    }
    (worth, start)
}

/// The word before.
fn before(line: &Line<'_>, start: usize, why: &mut Reasons) -> f32 {
    let Some(at) = start.checked_sub(1) else { return 0.0 };
    let gap = line.tokens.get(at).map_or(Gap::Break, |token| token.gap);
    if line.has(at, Flag::Greeting) && matches!(gap, Gap::Space | Gap::Comma) {
        why.push("greeting".into());
        return weigh::GREETING;
    }
    if gap != Gap::Space {
        return 0.0;
    }
    let dealt = at.checked_sub(1).is_some_and(|at| line.has(at, Flag::Dealt));
    let dealing = line.has(at, Flag::Dealing) || line.has(at, Flag::Link) && dealt;
    match () {
        () if dealing => {
            why.push("near words for dealing with someone".into());
            weigh::DEALING
        }
        () if line.has(at, Flag::Article) => weigh::ARTICLE,
        () if line.has(at, Flag::Preposition) => weigh::PLACE_BEFORE,
        () => 0.0,
    }
}

fn ampersand(line: &Line<'_>, start: usize, last: usize, strong: bool, why: &mut Reasons) -> f32 {
    let joins =
        |at: Option<usize>| at.and_then(|at| line.tokens.get(at)).is_some_and(|token| token.gap == Gap::Ampersand);
    if !joins(start.checked_sub(1)) && !joins(Some(last)) {
        return 0.0;
    }
    why.push("joined by &".into());
    if strong { weigh::AMPERSAND_FULL } else { weigh::AMPERSAND }
}

/// The words behind.
fn after(line: &Line<'_>, first: usize, last: usize, why: &mut Reasons) -> f32 {
    let Some(token) = line.tokens.get(last) else { return 0.0 };
    let Some(next) = line.tokens.get(last + 1) else { return 0.0 };
    let et_al = || [last + 1, last + 2].map(|at| line.tokens.get(at).and_then(|token| line.text.get(token.span())));
    match token.gap {
        Gap::Space if token.possessive && eponym_within(line, last + 1) => {
            why.push("what is called after someone".into());
            weigh::EPONYM_NEXT
        }
        Gap::Break if next.shape == Shape::Number && next.end - next.start == 4 => weigh::CITATION,
        Gap::Space if next.shape == Shape::Lower && et_al() == [Some("et"), Some("al")] => weigh::CITATION,
        Gap::Space if next.has(Flag::Speech) => {
            why.push("near words for speaking".into());
            weigh::SPEECH
        }
        Gap::Space if !token.possessive => thing_next(next, why),
        Gap::Colon if first == 0 && line.label.is_none_or(|(_, person)| person) => {
            why.push("speaker".into());
            weigh::SPEAKER
        }
        Gap::Comma | Gap::Break if next.is_name_like() && next.has(Flag::Role) || next.has(Flag::Job) => {
            why.push("job behind".into());
            weigh::JOB
        }
        _ => 0.0,
    }
}

fn thing_next(next: &Token, why: &mut Reasons) -> f32 {
    let things = [Flag::Organisation, Flag::Place, Flag::Eponym, Flag::Brand];
    let entry = next.word.entry;
    match next.shape {
        Shape::Number if next.end - next.start <= 4 => weigh::NUMBER_NEXT,
        Shape::Number => 0.0,
        _ if !things.into_iter().any(|flag| entry.has(flag)) => 0.0,
        // `plc` is nothing else, `works` is a verb too.
        Shape::Lower if entry.ordinary() >= 4 => weigh::THING_NEXT_LOWER,
        _ => {
            why.push("part of an organisation, place or term".into());
            weigh::THING_NEXT
        }
    }
}

fn eponym_within(line: &Line<'_>, from: usize) -> bool {
    (from..from + EPONYM_WITHIN)
        .take_while(|at| *at == from || line.tokens.get(at - 1).is_some_and(|token| token.gap == Gap::Space))
        .any(|at| line.has(at, Flag::Eponym))
}

/// What holds for every name of the line, or by its place in it.
fn of_line(line: &Line<'_>, first: usize, last: usize, why: &mut Reasons) -> f32 {
    let mut odds = 0.0;
    if let Some((behind, person)) = line.label
        && first >= behind
    {
        why.push(if person { "label of a person" } else { "label of a thing" }.into());
        odds += match person {
            true if first <= behind + 2 => weigh::LABEL,
            true => weigh::LABEL_LIST,
            false => -weigh::LABEL_THING,
        };
    }
    if line.contact && !line.heading {
        odds += weigh::CONTACT;
    }
    if line.is_whole(first, last) {
        odds += weigh::OWN_LINE;
        if line.place.closing {
            why.push("below a closing".into());
            odds += weigh::CLOSING;
        } else if line.place.name {
            odds += weigh::NEIGHBOUR;
        }
    } else if line.place.closing && first == 0 {
        odds += weigh::CLOSING / 2.0;
    }
    if line.heading {
        why.push("in a heading".into());
        odds += weigh::HEADING;
    }
    odds
}

/// Capitalised words directly before or behind that are no names make it a part of a longer proper noun.
fn neighbours(line: &Line<'_>, start: usize, last: usize) -> f32 {
    let no_name = |token: &Token| {
        let entry = token.word.entry;
        let titled = entry.has(Flag::Title) || entry.has(Flag::Role);
        matches!(token.shape, Shape::Capital | Shape::Upper)
            && !titled
            && entry.given() < 5
            && entry.ordinary() > entry.given().max(2)
    };
    let behind = line.tokens.get(last).is_some_and(|token| token.gap == Gap::Space && !token.possessive)
        && line.tokens.get(last + 1).is_some_and(no_name);
    let ahead = start.checked_sub(1).is_some_and(|at| {
        let greets = line.has(at, Flag::Greeting) || line.has(at, Flag::Dealing);
        !greets
            && !begins_sentence(line, at)
            && line.tokens.get(at).is_some_and(|token| token.gap == Gap::Space && no_name(token))
    });
    if behind || ahead { weigh::LONGER_NOUN } else { 0.0 }
}

fn begins_sentence(line: &Line<'_>, at: usize) -> bool {
    match at.checked_sub(1).and_then(|before| line.tokens.get(before)) {
        None => true,
        Some(before) => matches!(before.gap, Gap::Point | Gap::Colon) && before.shape != Shape::Initial,
    }
}

/// Whether two names are items of one list: only `and`, a comma or the like stands between them.
fn is_list(line: &Line<'_>, previous: usize, start: usize) -> bool {
    match start - previous {
        1 => line.tokens.get(previous).is_some_and(|token| matches!(token.gap, Gap::Comma | Gap::Break)),
        _ => line.has(previous + 1, Flag::Conjunction),
    }
}

/// What stands before the first colon, as a label.
fn label(text: &str, tokens: &[Token]) -> Option<(usize, bool)> {
    let (at, token) = tokens.iter().enumerate().take(6).find(|(_, token)| token.gap == Gap::Colon)?;
    let label = text.get(..token.end).filter(|label| label.len() <= MAX_LABEL)?;
    if at <= 1 && lexicon::word(text.get(token.span()).unwrap_or_default()).entry.has(Flag::Label) {
        return Some((at + 1, true));
    }
    match header(label)? {
        NameHeader::NotPerson => Some((at + 1, false)),
        NameHeader::Title => None,
        _ => Some((at + 1, true)),
    }
}

/// Whether most words are capitalised, and most of those are ordinary.
fn is_heading(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.shape != Shape::Number);
    let (mut all, mut capital, mut ordinary) = (0, 0, 0);
    for token in words {
        all += 1;
        if token.is_name_like() || token.shape == Shape::Other {
            capital += 1;
            let entry = token.word.entry;
            ordinary +=
                usize::from(entry.ordinary() >= 3 && entry.ordinary() + 1 >= entry.given().max(entry.surname()));
        }
    }
    all >= 3 && capital * 10 >= all * 7 && ordinary * 2 >= capital
}

/// A run of at least nine digits, blanks and the like aside.
fn has_phone(text: &str) -> bool {
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'-' | b'(' | b')' | b'+' | b'.' => {}
            _ => digits = 0,
        }
        if digits >= 9 {
            return true;
        }
    }
    false
}

/// `Kind regards,`: a short line that ends a letter.
fn is_closing(line: &str) -> bool {
    line.len() <= MAX_LABEL
        && line.split_whitespace().count() <= 5
        && line.split_whitespace().rev().take(2).any(|word| lexicon::word(word).entry.has(Flag::Closing))
}
