//! Which keywords of a text are tied to a person: by the sentence, the line, the paragraph or a form's label.

use super::grammar::Class;
use super::link::{self, Place, Verdict};
use super::sentence::{self, Token};
use super::subject::{self, Reach};
use super::{Keyword, Sensitive, frame, words};
use crate::detect::Candidate;
use crate::finding::Category;
use crate::rules::Binding;
use memchr::memchr;
use smallvec::SmallVec;
use std::ops::Range;

/// How far, in bytes, a paragraph reaches around a sentence.
const PARAGRAPH: usize = 600;
/// How far above a labelled line the name of its form may stand.
const FORM: usize = 1_500;
/// Words that weigh less need support; with it they weigh so much.
const WEAK: f32 = 0.7;
const SUPPORTED: f32 = 0.85;
/// Keywords of a sentence among which support is looked for.
const MANY: usize = 16;
/// How far below a labelled line the name of its form may stand.
const BELOW: usize = 200;
/// What a blank line counts for among these.
const BREAK: usize = 1;
/// Sentences after the one that names a person, in which "she" is still that person.
const SENTENCES: usize = 4;

/// See [`Sensitive::bind`]. `since`: sentences since the text before named someone.
pub(super) fn bind(
    all: &Sensitive,
    text: &str,
    keywords: &[Keyword],
    people: &[Range<usize>],
    reaches: &[Reach],
    since: usize,
    out: &mut Vec<Candidate>,
) {
    let mut sorted: SmallVec<[Range<usize>; 8]> = people.iter().cloned().collect();
    sorted.sort_unstable_by_key(|person| (person.start, person.end));
    let labelled = labels(all, text, &sorted, reaches, out);
    let free: SmallVec<[Keyword; 8]> =
        keywords.iter().filter(|keyword| !within(&labelled, keyword.span.start)).cloned().collect();
    sentences(all, text, &free, &sorted, reaches, since, out);
    out.sort_by_key(|candidate| candidate.span.start);
}

fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| at < range.end)
}

/// Judges labelled lines; returns where they stand.
fn labels(
    all: &Sensitive,
    text: &str,
    people: &[Range<usize>],
    reaches: &[Reach],
    out: &mut Vec<Candidate>,
) -> Vec<Range<usize>> {
    let mut taken = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let to = memchr(b'\n', rest.as_bytes()).map_or(text.len(), |at| from + at);
        if let Some(candidate) = label(all, text, from..to, people, reaches) {
            taken.push(from..to);
            out.push(candidate);
        }
        from = to + 1;
    }
    taken
}

/// `Religion: Hindu` below `Name: ...`.
fn label(
    all: &Sensitive,
    text: &str,
    line: Range<usize>,
    people: &[Range<usize>],
    reaches: &[Reach],
) -> Option<Candidate> {
    let content = text.get(line.clone())?;
    let colon = memchr(b':', content.as_bytes().get(..content.len().min(160))?)?;
    let rest = content.get(colon + 1..)?;
    let heading = content.get(..colon).filter(|label| is_label(label) && rest.starts_with([' ', '\t', '\u{a0}']))?;
    let rule = all.header(heading)?;
    let start = line.start + colon + 1 + (rest.len() - rest.trim_start().len());
    let value = start..start + rest.trim().len();
    let overlaps = |person: &Range<usize>| person.start < value.end && person.end > line.start;
    let below = people.partition_point(|person| person.start < line.start.max(1));
    let nearest = below.checked_sub(1).and_then(|last| people.get(last));
    let next = people.get(below..)?.first();
    let itself = |person: &Range<usize>| overlaps(person) && person.start < person.end;
    if next.is_some_and(itself) || nearest.is_some_and(itself) {
        return None;
    }
    // Forms that are filled in without care have the name below.
    let below_it = next.is_some_and(|person| person.start < line.end + BELOW && is_label_of_person(text, person));
    let near = nearest.is_some_and(|person| person.end + FORM > line.start)
        || subject::at(reaches, line.start).is_some()
        || below_it;
    let score = all.value(rule, text.get(value.clone())?).filter(|_| near)?;
    let performance = all.columns.category(rule) == Some(Category::Performance);
    let score = if performance { score.min(0.6) } else { score.min(0.9) };
    let rule = all.value_rule(rule, text.get(value.clone())?);
    let evidence = "labelled line below a name";
    Some(Candidate {
        rule,
        key: key(text, &value),
        span: value,
        score,
        evidence: [evidence.into()].into_iter().collect(),
    })
}

/// Whether the words before a colon are those of a form, not of a program, a path or a sentence: `notify-send`, `gdb/291`,
/// `patches/race.diff`.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    let code = |c: char| matches!(c, '_' | '#' | '\\' | '=' | '<' | '>' | '"' | '`' | '~' | '{' | '[' | ';' | '$');
    let dotted = text.as_bytes().windows(2).any(|two| matches!(two, [b'.', b'a'..=b'z'] | b"()"));
    let word = text.trim_start_matches(['-', '*', ' ']);
    let compound = word.contains('-') && !word.contains(' ') && !word.contains(char::is_uppercase);
    !text.contains(code)
        && !dotted
        && !compound
        && !text.starts_with('(')
        && !text.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a person stands behind a label: `Employee: ...`.
fn is_label_of_person(text: &str, person: &Range<usize>) -> bool {
    text.get(..person.start).is_some_and(|before| before.trim_end().ends_with(':'))
}

/// Judges what stands in sentences.
fn sentences(
    all: &Sensitive,
    text: &str,
    keywords: &[Keyword],
    people: &[Range<usize>],
    reaches: &[Reach],
    since: usize,
    out: &mut Vec<Candidate>,
) {
    let about_one = people.first().is_some_and(|person| person.end == 0);
    let mut tokens: Vec<Token> = Vec::new();
    let mut left = keywords;
    let mut from = 0;
    let mut since_person = since;
    while let Some(next) = left.first().map(|keyword| keyword.span.start) {
        let to = sentence::end(text, from).max(from + 1);
        let span = from..to;
        let first = people.partition_point(|person| person.end <= from);
        let here = people.get(first..).unwrap_or_default();
        let has_person = here.first().is_some_and(|person| person.start < to && person.start < person.end);
        if is_break(text, &span) {
            since_person = since_person.saturating_add(BREAK);
        }
        if next < to {
            let count = left.partition_point(|keyword| keyword.span.start < to);
            let (mine, rest) = left.split_at(count);
            left = rest;
            sentence::tokens(&all.grammar, text, &span, mine, here, &mut tokens);
            let mut place = Place::new(&tokens);
            place.named_before = since_person <= SENTENCES;
            place.about_one = about_one;
            place.below_name = !has_person && subject::at(reaches, from).is_some();
            place.paragraph = has_person || in_paragraph(text, &span, people);
            judge(all, text, mine, &place, out);
        }
        since_person = if has_person { 0 } else { since_person.saturating_add(1) };
        from = to;
    }
}

fn judge(all: &Sensitive, text: &str, keywords: &[Keyword], place: &Place<'_>, out: &mut Vec<Candidate>) {
    let mut at = 0;
    for keyword in keywords {
        while place.tokens.get(at).is_some_and(|token| token.start < keyword.span.start) {
            at += 1;
        }
        let is_it = |token: &&Token| token.start == keyword.span.start && token.class.is(Class::KEYWORD);
        if place.tokens.get(at).filter(is_it).is_none() {
            continue;
        }
        let strict = all.columns.category(keyword.rule) == Some(Category::Performance);
        let plain =
            speaks_alone(all, keyword, place, at).then(|| link::judge(place, at, keyword.bind, strict)).flatten();
        let Some(Verdict { score, why }) = plain.or_else(|| framed(all, text, keyword, place, at)) else { continue };
        out.push(Candidate {
            rule: keyword.rule,
            span: keyword.span.clone(),
            score: score * weight(keywords, keyword, place, at),
            key: key(text, &keyword.span),
            evidence: [why.into()].into_iter().collect(),
        });
    }
}

/// Whether a keyword needs no frame: everyday words (`member`, `medical`) are values of a column only, and parties and
/// unions are told by their capital.
fn speaks_alone(all: &Sensitive, keyword: &Keyword, place: &Place<'_>, at: usize) -> bool {
    let capital = || place.tokens.get(at).is_some_and(|token| token.capital);
    keyword.bind != Binding::Value || (keyword.weight >= WEAK && (!is_of_names(all, keyword) || capital()))
}

/// Whether the values of a keyword's rule are names of parties or unions.
fn is_of_names(all: &Sensitive, keyword: &Keyword) -> bool {
    matches!(all.columns.category(keyword.rule), Some(Category::Politics | Category::Union))
}

/// The weight of a keyword. A weak word (`operation`) counts in full where it is said to be someone's own, or where
/// another word of its rule stands in the sentence.
fn weight(all: &[Keyword], keyword: &Keyword, place: &Place<'_>, at: usize) -> f32 {
    // A weak value counts in its frame alone, and there in full.
    if keyword.bind == Binding::Value {
        return keyword.weight.max(SUPPORTED);
    }
    let supported = || {
        let others = all.iter().take(MANY).any(|other| other.rule == keyword.rule && other.span != keyword.span);
        others || link::is_own(place.tokens, at)
    };
    if keyword.weight < WEAK && supported() { SUPPORTED } else { keyword.weight }
}

/// An everyday word that its frame makes one of a person: `voted Labour`, `of Kurdish descent`.
fn framed(all: &Sensitive, text: &str, keyword: &Keyword, place: &Place<'_>, at: usize) -> Option<Verdict> {
    if keyword.bind != Binding::Value {
        return None;
    }
    // Parties and unions are called by everyday words; only their capital tells.
    if is_of_names(all, keyword) && !place.tokens.get(at)?.capital {
        return None;
    }
    let from = frame::begins(all, text, place.tokens, at, keyword.rule)?;
    link::framed(place, from, at)
}

/// Whether a sentence is a blank line, which ends a paragraph.
fn is_break(text: &str, span: &Range<usize>) -> bool {
    text.get(span.clone()).is_some_and(|line| line.trim().is_empty())
}

/// Whether someone is named in the same paragraph, not far from the sentence.
fn in_paragraph(text: &str, span: &Range<usize>, people: &[Range<usize>]) -> bool {
    let after = people.partition_point(|person| person.start < span.end);
    let joined = |from: usize, to: usize| {
        to.saturating_sub(from) <= PARAGRAPH && text.get(from..to).is_some_and(|gap| !gap.contains("\n\n"))
    };
    let before = after.checked_sub(1).and_then(|last| people.get(last));
    before.is_some_and(|person| person.end > 0 && joined(person.end, span.start.max(person.end)))
        || people.get(after).is_some_and(|person| joined(span.end, person.start))
}

/// Equal for equal phrases, however they are written.
fn key(text: &str, span: &Range<usize>) -> u64 {
    let part = text.get(span.clone()).unwrap_or_default();
    let words = std::iter::successors(words::next(part, 0), |word| words::next(part, word.end));
    words.fold(0, |key: u64, word| key.rotate_left(9) ^ word.hash)
}
